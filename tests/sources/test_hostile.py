"""Files nobody wants to be sent: everything readable is given, the rest set aside, nothing raises."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.extend.source import Draft, Frame, Opened, Reading, Reject, open_bytes, refuse
from troth.sources import documents, messages, purchases

STAFF = frozenset({"acme.com"})
HEADER = "message_id,conversation,at,direction,author,text\n"


def taken(
    source: object, name: str, content: bytes | str, **reading: object
) -> tuple[list[Draft], list[Reject]]:
    """Read one file; every reject must say where, what, why and what to do."""
    data = content.encode() if isinstance(content, str) else content
    opened = open_bytes(
        name,
        data,
        reading=Reading(**reading),
        staff=STAFF,
        modified_us=1_772_000_000_000_000,  # type: ignore[arg-type]
    )
    assert 0 <= source.recognises(opened) <= 1  # type: ignore[attr-defined]
    drafts: list[Draft] = []
    rejects: list[Reject] = []
    for item in source.read(opened):  # type: ignore[attr-defined]
        if isinstance(item, Reject):
            rejects.append(item)
        else:
            drafts += item.drafts() if isinstance(item, Frame) else [item]
    for reject in rejects:
        assert reject.origin.file == name
        assert len(reject.excerpt) <= 500
        assert reject.says
        assert reject.advice
    for draft in drafts:
        json.dumps([draft.key, draft.thread, dict(draft.fields)], ensure_ascii=False).encode()
    return drafts, rejects


def message(row: int, text: str = "Where is it?") -> str:
    return f"m{row},c{row},2026-03-02T09:00:0{row % 10}Z,in,ana,{text}\n"


def test_a_row_of_another_width_is_set_aside_with_its_line() -> None:
    drafts, rejects = taken(
        messages, "t.csv", HEADER + message(1) + "m2,c2,2026-03-02T09:00:00Z,in\n" + message(3)
    )
    assert [draft.key for draft in drafts] == ["c1/m1", "c3/m3"]
    assert rejects[0].origin.row == 3
    assert rejects[0].says == "The row has 4 columns where the header has 6."
    assert rejects[0].excerpt == "m2,c2,2026-03-02T09:00:00Z,in"


def test_a_bad_date_is_told_as_the_house_tells_it() -> None:
    rows = HEADER + message(1) + message(2).replace("2026-03-02T09:00:02Z", "31/02/2025")
    drafts, rejects = taken(messages, "tickets.csv", rows)
    assert len(drafts) == 1
    assert rejects[0].text() == (
        'tickets.csv:3  column "at" holds "31/02/2025", which is no date.\n'
        'The row was set aside. Correct it, or state the format:  dates = "%d/%m/%Y"'
    )


def test_cp1252_is_one_reject_with_the_line_to_write_and_reads_once_declared() -> None:
    content = (HEADER + message(1) + message(2, "Größe falsch – warum?")).encode("cp1252")
    drafts, rejects = taken(messages, "old.csv", content)
    assert drafts == []
    assert len(rejects) == 1
    assert rejects[0].origin.row == 3
    assert "\\xf6" in rejects[0].excerpt
    assert '[files."old.csv"]\nencoding = ' in rejects[0].advice
    drafts, rejects = taken(messages, "old.csv", content, encoding="cp1252")
    assert rejects == []
    assert drafts[1].fields["text"] == "Größe falsch – warum?"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_tells_the_encoding(encoding: str) -> None:
    drafts, rejects = taken(messages, "bom.csv", (HEADER + message(1, "Größe")).encode(encoding))
    assert rejects == []
    assert drafts[0].key == "c1/m1"
    assert drafts[0].fields["text"] == "Größe"


def test_an_embedded_newline_is_one_row_that_begins_where_it_begins() -> None:
    rows = HEADER + message(1, '"one\ntwo, ""three"""') + message(2)
    drafts, rejects = taken(messages, "t.csv", rows)
    assert rejects == []
    assert [draft.origin.row for draft in drafts] == [2, 4]
    assert drafts[0].fields["text"] == 'one\ntwo, "three"'


def test_a_quote_that_is_never_closed_takes_no_other_row_with_it() -> None:
    rows = HEADER + message(1) + message(2, '"never closed') + message(3) + message(4)
    drafts, rejects = taken(messages, "t.csv", rows)
    assert [draft.key for draft in drafts] == ["c1/m1", "c3/m3", "c4/m4"]
    assert [reject.origin.row for reject in rejects] == [3]
    assert "never closed" in rejects[0].says


def test_a_text_cut_off_inside_its_quotes_is_set_aside_whole() -> None:
    rows = HEADER + message(1) + 'm2,c2,2026-03-02T09:00:00Z,in,ana,"Hello,\nI am\nnot'
    drafts, rejects = taken(messages, "t.csv", rows)
    assert len(drafts) == 1
    assert len(rejects) == 1
    assert rejects[0].excerpt.endswith("I am\nnot")
    assert "It and the 2 lines after it are one row" in rejects[0].says


@pytest.mark.parametrize("source", [messages, purchases, documents])
@pytest.mark.parametrize("content", [b"", b"\n\n  \n", b"\xef\xbb\xbf", b"\0" * 5000])
def test_an_empty_file_is_said_to_be_empty(source: object, content: bytes) -> None:
    drafts, rejects = taken(source, "nothing.csv", content)
    assert drafts == []
    assert len(rejects) == 1
    assert "empty" in rejects[0].says or "NUL" in rejects[0].says


@pytest.mark.parametrize("source", [messages, purchases, documents])
@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "PNG"),
        (b"PK\x03\x04" + b"\x14\0" * 400, "zip archive"),
        (b"\x7fELF" + bytes(4000), "program"),
        (bytes(range(256)) * 50, "no text"),
    ],
)
def test_a_binary_file_is_named_for_what_it_is(source: object, content: bytes, says: str) -> None:
    drafts, rejects = taken(source, "data.csv", content)
    assert drafts == []
    assert len(rejects) == 1
    assert says in rejects[0].says


def test_archives_are_not_opened_and_the_advice_says_so() -> None:
    reject = refuse(open_bytes("export.zip", b"PK\x03\x04" + bytes(100)))
    assert reject is not None
    assert "archives are not opened" in reject.says
    assert "Unpack it" in reject.advice
    tar = bytes(257) + b"ustar\x0000" + bytes(200)
    assert refuse(open_bytes("export.tar", b"name" + tar[4:])) is not None


def test_a_nul_inside_one_row_spoils_only_that_row() -> None:
    drafts, rejects = taken(
        messages, "t.csv", HEADER + message(1) + message(2, "a\0b") + message(3)
    )
    assert [draft.key for draft in drafts] == ["c1/m1", "c3/m3"]
    assert "NUL" in rejects[0].says
    assert "a\\0b" in rejects[0].excerpt


def test_json_that_is_no_record_is_set_aside_line_by_line() -> None:
    good = '{"at": "2026-03-02T09:00:00Z", "direction": "in", "author": "ana", "text": "%s"}'
    lines = [
        good % "one",
        "[1, 2]",
        '"just text"',
        "{broken",
        "[" * 100_000,
        good % "half an emoji \\ud83d",
        good % "a \\u0000 inside",
        '{"at": ' + "9" * 5000 + "}",
        good.replace("2026", "9999") % "placeholder",
        good % "last",
    ]
    drafts, rejects = taken(messages, "t.jsonl", "\n".join(lines))
    assert [draft.origin.row for draft in drafts] == [1, 6, 10]
    assert drafts[1].fields["text"] == "half an emoji �"
    assert sorted(reject.origin.row or 0 for reject in rejects) == [2, 3, 4, 5, 7, 8, 9]
    said = {reject.origin.row: reject.says for reject in rejects}
    assert "no object" in said[2]
    assert "nested too deeply" in said[5]
    assert "placeholder" in said[9]


def test_a_json_array_gives_its_records_around_a_broken_one() -> None:
    good = '{"at": "2026-03-02T09:00:00Z", "direction": "in", "author": "ana", "text": "one"}'
    drafts, rejects = taken(messages, "t.json", f"[{good},\n {{oops}},\n {good}\n]")
    assert [draft.origin.row for draft in drafts] == [1, 3]
    assert [reject.origin.row for reject in rejects] == [2]
    drafts, rejects = taken(messages, "t.json", f"[{good}, {good[:30]}")
    assert len(drafts) == 1
    assert rejects


def test_a_huge_field_is_set_aside_and_the_row_after_it_read() -> None:
    rows = HEADER + message(1, '"' + "word, and\n" * 600_000 + '"') + message(2)
    drafts, rejects = taken(messages, "t.csv", rows)
    assert [draft.key for draft in drafts] == ["c2/m2"]
    assert len(rejects) == 1
    assert "4 Mi characters" in rejects[0].says


def test_a_formula_stays_text() -> None:
    formula = '"=HYPERLINK(""http://evil.example"",""x"")"'
    drafts, rejects = taken(messages, "t.csv", HEADER + message(1, formula))
    assert rejects == []
    assert drafts[0].fields["text"] == '=HYPERLINK("http://evil.example","x")'


def test_a_hostile_page_is_one_document_that_keeps_its_text() -> None:
    page = (
        "<html><head><script>fetch('//evil')</script><title>Prices</title></head><body "
        "onload=x><p>No fees.</p><img src=x onerror=alert(1)><svg/onload=alert(1)>" + "<div>" * 5000
    )
    drafts, rejects = taken(documents, "page.html", page)
    assert len(drafts) + len(rejects) == 1
    assert [draft.fields["title"] for draft in drafts] == ["Prices"] * len(drafts)


def test_packed_content_that_breaks_off_gives_its_whole_lines() -> None:
    rows = HEADER + "".join(message(row, f"text {row * 7919 % 10007}") for row in range(5000))
    packed = gzip.compress(rows.encode())
    drafts, rejects = taken(messages, "t.csv.gz", packed[: len(packed) // 2])
    assert 1000 < len(drafts) < 5000
    assert [draft.origin.row for draft in drafts] == list(range(2, len(drafts) + 2))
    assert rejects[-1].says == "The packed file ends before its content does."


def test_a_bomb_is_not_unpacked() -> None:
    bomb = gzip.compress(b"at,direction,author,text\n" + bytes(300 << 20), 9)
    drafts, rejects = taken(messages, "bomb.csv.gz", bomb)
    assert drafts == []
    assert [reject.says for reject in rejects] == [
        "The packed file unpacks to far more than an export ever holds."
    ]


def test_headers_that_come_twice_or_not_at_all_lose_nothing() -> None:
    rows = "at,direction,author,text,text,\n2026-03-02,in,ana,first,second,third\n"
    drafts, rejects = taken(messages, "t.csv", rows)
    assert rejects == []
    assert drafts[0].fields["text"] == "first"
    assert drafts[0].extra == {"text (2)": "second", "column 6": "third"}


def test_lines_above_the_header_are_passed_over_only_where_declared() -> None:
    rows = "Export of 2 March\n\n" + HEADER + message(1)
    assert taken(messages, "t.csv", rows)[0] == []
    drafts, rejects = taken(messages, "t.csv", rows, skip=2)
    assert (len(drafts), rejects) == (1, [])
    assert drafts[0].origin.row == 4


SOURCES: list[object] = [messages, purchases, documents]
NAMES = ["a.csv", "a.jsonl", "a.json", "a.txt", "a.mbox", "a.md", "a.html", "a.eml", "a.csv.gz"]
STARTS = [
    b"",
    b"From a@b.c Mon Mar  2 09:00:00 2026\n",
    b'{"at": "',
    b'[{"at": "',
    HEADER.encode(),
    b"customer,date,amount\n",
    b"\x1f\x8b",
    b"\xff\xfe",
    b"<html>",
    b"---\n",
]


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(SOURCES),
    st.sampled_from(NAMES),
    st.sampled_from(STARTS),
    st.binary(max_size=400)
    | st.text(max_size=200).map(lambda text: text.encode("utf-8", "ignore")),
)
def test_arbitrary_bytes_never_raise(source: object, name: str, start: bytes, rest: bytes) -> None:
    taken(source, name, start + rest)


CELL = st.text(alphabet=st.sampled_from('ab ,;"\n\r\t|é😀=<&'), max_size=8)
TIME = st.sampled_from(
    ["2026-03-02T09:00:00Z", "2026-03-02", "1772442000", "soon", "", "9999-12-31"]
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(TIME, st.sampled_from(["in", "out", "?"]), CELL, CELL), min_size=1, max_size=20
    ),
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n"]),
)
def test_every_row_is_given_or_set_aside(
    rows: list[tuple[str, str, str, str]], delimiter: str, end: str
) -> None:
    table = io.StringIO()
    writer = csv.writer(table, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerow(["at", "direction", "author", "text"])
    writer.writerows(rows)
    drafts, rejects = taken(messages, "t.csv", table.getvalue())
    assert len(drafts) + len(rejects) == len(rows)
    fine = [row for row in rows if row[1] != "?" and row[0] not in ("soon", "", "9999-12-31")]
    assert len(drafts) == len(fine)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["good", "short", "bad", "blank"]), min_size=1, max_size=30))
def test_purchases_given_and_set_aside_add_up(kinds: list[str]) -> None:
    made: dict[str, Callable[[int], str]] = {
        "good": lambda at: f"000{at},2026-03-02,1.50\n",
        "short": lambda at: f"000{at},2026-03-02\n",
        "bad": lambda at: f"000{at},2026-03-02,much\n",
        "blank": lambda at: "\n",
    }
    rows = "".join(made[kind](at) for at, kind in enumerate(kinds))
    drafts, rejects = taken(purchases, "p.csv", "customer,date,amount\n" + rows)
    assert len(drafts) == kinds.count("good")
    assert len(rejects) == kinds.count("short") + kinds.count("bad") or kinds.count("blank") == len(
        kinds
    )


def test_opened_streams_the_same_bytes_again() -> None:
    opened = open_bytes("a.csv.gz", gzip.compress(b"one\ntwo\n"))
    assert isinstance(opened, Opened)
    assert opened.name == "a.csv"
    assert [opened.stream().read() for _ in range(2)] == [b"one\ntwo\n"] * 2
