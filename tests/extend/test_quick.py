"""The quick way through a table and the careful one give the same, whatever the table holds."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.acts.add import add
from troth.config import load
from troth.extend import quick, rowset, tabular
from troth.extend.opened import Reading, open_bytes
from troth.extend.quick import PackedSet, quick_sets
from troth.extend.source import Frame, Reject
from troth.ledger import manifest
from troth.ledger.opening import open_ledger
from troth.sources import messages
from troth.store.evidence import read
from troth.store.home import create
from troth.store.schema import PARTY_KIND

HEADER = "id,created_at,from,name,to,thread,direction,inbound,company,subject,text,more"
STAFF = frozenset({"acme.com"})
WHEN = [
    *(
        "2026-03-02T09:00:00Z",
        "2026-03-02 09:00:01",
        "2026-03-02T09:00:00.5Z",
        "2026-02-30T09:00:00",
    ),
    *("2026-03-02T24:00:00", "2026-03-02T09:00:00+01:00", "1899-01-01T00:00:00", "02.03.2026", ""),
]
WHO = [
    "ana@example.org",
    "Bo <bo@example.org>",
    "tom@acme.com",
    "0017",
    " 0017 ",
    "@zoë",
    "",
    "n/a",
]
WORDS = [
    *(
        "Where is it?",
        "@ana hello",
        "<p>Hi&amp;</p>",
        'say "no", please',
        "two\nlines",
        "two\r\nlines",
    ),
    *(" ", "", "=1+1", "Größe", "\u2003x\u2003", "\x1fy\x1f", "x;y|z\tw", "@0017 there"),
]
ROW = st.tuples(
    st.sampled_from(["1", "2", "2", "", " 3", "é"]),
    st.sampled_from(WHEN[:1] * 12 + WHEN[1:2] * 2 + WHEN),
    *(st.sampled_from(each) for each in (WHO, ["", "Ana", "Ana Ruiz"], WHO)),
    st.sampled_from(["t1", "t2", "", " "]),
    st.sampled_from(["in", "out", "Incoming", "", "in", "out", "sideways"]),
    st.sampled_from(["", "yes", "0", "perhaps"]),
    *(st.sampled_from(each) for each in (["", "Acme"], WORDS, WORDS, ["", "x", '"'])),
)
ODD = [
    *(
        "",
        "\n",
        "   \n",
        '"never closed\n',
        'a"b,1\n',
        '"a"b,1,2,3,4,5,6,7,8,9,10,11\n',
        "short,row\n",
    ),
    *(
        ",,,,,,,,,,,\n",
        " ,,\t,,,,,,,,, \n",
        "nul\0,,,,,,,,,,,\n",
        "\r",
        "x,,,,,,,,,,,\r",
        ",,,,,,,,,,,,,\n",
    ),
    '9,2026-03-02T09:00:00Z,ana@example.org,,,t9,in,,,a quote " within,b,c\n',
]


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks and frames so small that a short table has many."""
    monkeypatch.setattr(quick, "FRAME", 4)
    monkeypatch.setattr(rowset, "FRAME", 4)
    monkeypatch.setattr("troth.text.table.BATCH", 2)
    monkeypatch.setattr(quick, "BLOCK", 400)
    monkeypatch.setattr(quick, "ABOVE", 200)


def careful(given: object, shape: object) -> Iterator[int]:
    """Stands for the quick way and leaves everything to the careful one."""
    yield shape.skip  # type: ignore[attr-defined]


def taken(content: bytes, way: Callable[..., Iterator[object]]) -> list[object]:
    """What the source of messages gives, frame by frame, in plain lists."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rowset, "quick_sets", way)
        found: list[object] = []
        for item in messages.read(open_bytes("a.csv", content, staff=STAFF)):
            if isinstance(item, Frame):
                columns = {name: list(cells) for name, cells in item.columns.items()}
                found.append((item.kind, item.file, list(item.rows), columns))
            else:
                found.append(item)
        return found


def written(rows: list[tuple[str, ...]], odd: list[tuple[int, str]], end: str) -> bytes:
    out = io.StringIO(newline="")
    out.write(HEADER + end)
    writer = csv.writer(out, lineterminator=end)
    for at, row in enumerate(rows):
        for text in (text for place, text in odd if place == at):
            out.write(text)
        writer.writerow(row)
    return out.getvalue().encode()


@settings(max_examples=150, deadline=None)
@given(
    st.lists(ROW, min_size=1, max_size=40),
    st.lists(st.tuples(st.integers(0, 60), st.sampled_from(ODD)), max_size=1),
    st.sampled_from(["\n", "\n", "\r\n"]),
    st.sampled_from([b"", b"\xef\xbb\xbf"]),
    st.booleans(),
)
def test_both_ways_give_the_same(
    rows: list[tuple[str, ...]], odd: list[tuple[int, str]], end: str, mark: bytes, cut: bool
) -> None:
    content = mark + written(rows, odd, end)
    content = content.rstrip(b"\r\n") if cut else content
    assert taken(content, quick_sets) == taken(content, careful)


def plain_table(size: int) -> bytes:
    rows = (
        f'm{n},2026-03-02T09:00:{n % 60:02}Z,p{n % 7}@example.org,,tom@acme.com,t{n % 5},in,,,s,"two\n'
        f'lines, {n}",'
        for n in range(size)
    )
    return "\n".join((HEADER, *rows, "")).encode()


def test_a_plain_table_goes_the_quick_way_and_keeps_its_lines() -> None:
    opened = open_bytes("a.csv", plain_table(10))
    shape = tabular.layout(opened)
    assert shape is not None
    given = list(quick_sets(opened, shape))
    assert [type(each) for each in given] == [PackedSet] * 3
    assert [n for each in given if isinstance(each, PackedSet) for n in each.numbers] == [
        *range(2, 22, 2)
    ]


@pytest.mark.parametrize("odd", ODD[1:])
def test_the_careful_way_goes_on_where_the_quick_one_gives_up(odd: str) -> None:
    content = plain_table(40) + odd.encode()
    opened = open_bytes("a.csv", content)
    shape = tabular.layout(opened)
    assert shape is not None
    *sets, last = quick_sets(opened, shape)
    assert len(sets) >= 8
    assert last == 1 + 8 * len(sets)
    assert taken(content, quick_sets) == taken(content, careful)


def test_other_encodings_go_the_careful_way() -> None:
    content = plain_table(3).replace(b"lines", "Größe".encode("cp1252"))
    opened = open_bytes("a.csv", content, reading=Reading(encoding="cp1252"))
    shape = tabular.layout(opened)
    assert shape is not None
    assert list(quick_sets(opened, shape)) == [1]


@settings(max_examples=12, deadline=None)
@given(st.lists(ROW, min_size=5, max_size=30))
def test_both_ways_keep_the_same_evidence(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]
) -> None:
    """Ids, versions, handles, everything in Parquet, and what was set aside."""
    content = written(rows, [], "\n")
    assert kept(tmp_path_factory.mktemp("quick"), content, quick_sets) == kept(
        tmp_path_factory.mktemp("careful"), content, careful
    )


def kept(root: Path, content: bytes, way: Callable[..., Iterator[object]]) -> object:
    home = create(root)
    home.secret_path.write_bytes(b"k" * 32)
    home.config.write_text('[people]\nstaff = ["acme.com"]\n', encoding="utf-8")
    (root / "a.csv").write_bytes(content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rowset, "quick_sets", way)
        receipt = add(home, load(root), [root / "a.csv"], source="messages", now_us=1)
    with open_ledger(home.ledger) as ledger, ledger.read() as con:
        files, rejects = manifest.files(con), manifest.rejects(con)
    tables = {
        kind: [row for batch in read(home, kind, files.get(kind, ())) for row in batch.to_pylist()]
        for kind in ("message", PARTY_KIND, "superseded")
    }
    assert all(isinstance(each, Reject) for each in rejects)
    return tables, rejects, receipt
