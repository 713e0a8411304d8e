"""Exports that are all there is: what they lack is gone, comes back, and is never lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.parquet as pq
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.acts.adding import table, workspace
from tests.ledger.conftest import database, postgres
from troth.acts.add import add
from troth.acts.forget import forget
from troth.acts.opening import opened
from troth.acts.reading import snapshot
from troth.acts.receipt import Receipt
from troth.acts.sweep import rebuild_index, sweep
from troth.config import Settings
from troth.errors import TrothError
from troth.faces.receipts import receipt_text
from troth.faces.web.showing import render
from troth.faces.wire import receipt_json
from troth.ledger import manifest
from troth.model.identity import record_id
from troth.store.engine import open_engine
from troth.store.home import Home
from troth.store.index import Index
from troth.views.evidence import evidence_page
from troth.views.opening import reading

__all__ = ["database", "postgres"]
NOW = 1_700_000_000_000_000
ANA = "ana@example.org/Ana Ruiz"
Place = tuple[Home, Settings]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    toml = ""
    if request.param == "postgresql":
        toml = f'[ledger]\nurl = "{request.getfixturevalue("database")}"\n'
    return workspace(tmp_path / "ws", toml)


def held(place: Place, *, known_at_us: int | None = None) -> dict[str, str]:
    """Key to text, as lenses see it on the engine."""
    home, own = place
    with opened(home, own) as work, work.ledger.read() as con:
        shot = snapshot(work, con, [], (), as_of_us=NOW * 2, known_at_us=known_at_us)
        with open_engine("duckdb", home.tmp) as engine:
            rows = engine.collect(
                engine.tables(shot)["message"], {"id": "string", "text": "string"}
            ).to_pylist()
    assert len({row["id"] for row in rows}) == len(rows)
    return {row["id"]: row["text"] for row in rows}


def indexed(place: Place) -> dict[str, str]:
    """The same, as pages see it."""
    index = Index(place[0].index)
    con = index.connection()
    found = [id for (id,) in con.execute("select hex(id) from record where old_us is null")]
    ids = [f"e-{id.lower()}" for id in found]
    texts = {id: one.text for id, one in index.records(ids).items()}
    assert index.counts().get("message", 0) == len(texts)
    index.close()
    return texts


def named(texts: dict[str, str]) -> dict[str, str]:
    return {record_id("message", "tests", key): text for key, text in texts.items()}


def rows(*keys: str) -> list[str]:
    return [f"{key},{n}000,,,{key} said" for n, key in enumerate(keys, 1)]


def put(place: Place, name: str, *lines: str, step: int, **more: bool) -> Receipt:
    home, own = place
    return add(home, own, [table(home.root / name, *lines)], now_us=NOW + step, **more)


def test_what_a_whole_export_lacks_leaves_the_newest_state_and_nothing_else(place: Place) -> None:
    put(place, "a.csv", *rows("1", "2", "3"), step=0)
    receipt = put(place, "b.csv", *rows("1", "2"), step=10, whole=True)
    (one,) = receipt.sources
    assert (one.gone, one.unchanged, one.whole) == (1, 2, None)
    assert receipt_json(receipt)["sources"][0]["gone"] == 1
    assert "1 record gone" in receipt_text(receipt)
    now = named({"1": "1 said", "2": "2 said"})
    assert held(place) == indexed(place) == now
    assert held(place, known_at_us=NOW + 9) == named({key: f"{key} said" for key in "123"})
    index = Index(place[0].index)
    id = record_id("message", "tests", "3")
    last = index.record(id)
    assert last is not None
    assert (last.text, last.gone_us) == ("3 said", NOW + 10)
    again = index.record(id, last.version)
    assert again == last
    assert [each.text for each in index.versions(id)] == ["3 said"]
    index.close()
    with opened(*place) as work, reading(work.ledger, work.index, place[1], NOW + 20) as read:
        page = evidence_page(read, id)
        assert page is not None
        assert page.gone is not None
        assert (page.text, page.others) == ("3 said", 0)
    more = dict.fromkeys(("csrf", "here", "company", "zone", "address", "json_address"), "")
    html = render("evidence.html", page=page, flash=None, clock=read.clock, **more)
    assert "Deleted in tests" in html


def test_a_later_export_brings_it_back_even_where_the_clock_went_back(place: Place) -> None:
    put(place, "a.csv", *rows("1", "2", "3"), step=0)
    put(place, "b.csv", *rows("1", "2"), step=10, whole=True)
    back = put(place, "c.csv", *rows("1", "2", "3"), step=5)
    assert (back.sources[0].new, back.sources[0].unchanged) == (1, 2)
    want = named({key: f"{key} said" for key in "123"})
    assert held(place) == indexed(place) == want
    index = Index(place[0].index)
    found = index.record(record_id("message", "tests", "3"))
    assert found is not None
    assert found.gone_us is None
    index.close()


def test_the_index_made_anew_gives_the_same(place: Place) -> None:
    put(place, "a.csv", *rows("1", "2", "3"), step=0)
    put(place, "b.csv", "1,1000,,,changed", *rows("1", "2")[1:], step=10, whole=True)
    put(place, "c.csv", *rows("1", "2", "3"), step=20)
    put(place, "d.csv", *rows("1", "2"), step=30, whole=True)
    before = indexed(place)
    home, own = place
    with opened(home, own) as work:
        rebuild_index(home, work.ledger, work.index)
    assert indexed(place) == before == held(place)
    index = Index(home.index)
    gone = index.record(record_id("message", "tests", "3"))
    index.close()
    assert gone is not None
    assert gone.gone_us == NOW + 30


def test_a_file_with_rows_set_aside_deletes_nothing_until_somebody_insists(place: Place) -> None:
    put(place, "a.csv", *rows("1", "2", "3"), step=0)
    broken = put(place, "b.csv", *rows("1", "2"), "3,never,,,x", step=1, whole=True)
    assert broken.sources[0].gone == 0
    assert broken.sources[0].whole is not None
    assert "set aside" in broken.sources[0].whole
    assert "--whole --yes" in receipt_text(broken)
    assert len(held(place)) == 3
    again = put(place, "b.csv", *rows("1", "2"), "3,never,,,x", step=2, whole=True, insist=True)
    assert (again.sources[0].outcome, again.sources[0].gone) == ("same", 1)
    assert len(held(place)) == len(indexed(place)) == 2


def test_more_than_half_is_not_believed(place: Place) -> None:
    put(place, "a.csv", *rows("1", "2", "3"), step=0)
    little = put(place, "b.csv", *rows("1"), step=1, whole=True)
    assert little.sources[0].gone == 0
    assert "more than half of the 3" in (little.sources[0].whole or "")
    assert put(place, "b.csv", *rows("1"), step=2, whole=True, insist=True).sources[0].gone == 2


def test_a_dry_run_says_what_would_go(place: Place) -> None:
    put(place, "a.csv", *rows("1", "2", "3"), step=0)
    would = put(place, "b.csv", *rows("1", "2"), step=1, whole=True, dry_run=True)
    assert would.sources[0].gone == 1
    assert len(held(place)) == len(indexed(place)) == 3


def test_files_of_one_call_count_together_and_what_others_gave_stays(place: Place) -> None:
    home, own = place
    put(place, "old.csv", *rows("1", "2", "3", "4"), step=0)
    text = home.root / "mine.md"
    text.write_text("# Mine\n\nWe reply within a day.\n")
    add(home, own, [text], now_us=NOW + 1)
    one = table(home.root / "one.csv", *rows("1", "2"))
    two = table(home.root / "two.csv", *rows("3"))
    receipt = add(home, own, [one, two], now_us=NOW + 2, whole=True)
    assert [each.gone for each in receipt.sources] == [0, 1]
    assert held(place) == named({key: f"{key} said" for key in "12"} | {"3": "3 said"})
    assert Index(home.index).counts() == {"message": 3, "document": 1}
    same = add(home, own, [one, two], now_us=NOW + 3, whole=True)
    assert [(each.outcome, each.gone) for each in same.sources] == [("same", 0), ("same", 0)]


def test_other_systems_and_patterns_stay(tmp_path: Path) -> None:
    toml = '[files."east-*.csv"]\nwhole = true\n[files."west-*.csv"]\nwhole = true\n'
    place = workspace(tmp_path / "ws", toml)
    put(place, "east-1.csv", *rows("e1", "e2", "e3"), step=0)
    put(place, "west-1.csv", *rows("w1", "w2"), step=1)
    receipt = put(place, "east-2.csv", *rows("e1", "e2"), step=2)
    assert receipt.sources[0].gone == 1
    texts = {key: f"{key} said" for key in ("e1", "e2", "w1", "w2")}
    assert held(place) == indexed(place) == named(texts)


def test_the_same_whole_export_again_deletes_nothing_that_came_since(place: Place) -> None:
    put(place, "a.csv", *rows("1", "2"), step=0, whole=True)
    put(place, "b.csv", *rows("3"), step=1)
    again = put(place, "a.csv", *rows("1", "2"), step=2, whole=True)
    assert (again.sources[0].outcome, again.sources[0].gone) == ("same", 0)
    assert len(held(place)) == 3


def test_a_crash_after_the_import_is_made_good_by_adding_again(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(place, "a.csv", *rows("1", "2", "3"), step=0)

    real = manifest.add_import

    def cut_off(con: sa.Connection, done: manifest.Import, *rest: object) -> int:
        if done.act == "whole":
            raise TrothError("the power went", advice="")
        return real(con, done, *rest)  # type: ignore[arg-type]

    with monkeypatch.context() as broken:
        broken.setattr("troth.ledger.manifest.add_import", cut_off)
        with pytest.raises(TrothError, match="the power went"):
            put(place, "b.csv", *rows("1", "2"), step=1, whole=True)
    assert len(held(place)) == len(indexed(place)) == 3
    again = put(place, "b.csv", *rows("1", "2"), step=2, whole=True)
    assert (again.sources[0].outcome, again.sources[0].gone) == ("same", 1)
    assert held(place) == indexed(place) == named({"1": "1 said", "2": "2 said"})
    home = place[0]
    named_files = {path.name for path in home.evidence.glob("superseded/*")}
    assert len(named_files) == 1


def test_a_deletion_sealed_but_not_indexed_is_indexed_by_the_next(place: Place) -> None:
    home, own = place
    put(place, "a.csv", *rows("1", "2", "3"), step=0)
    kept = home.index.read_bytes()
    put(place, "b.csv", *rows("1", "2"), step=1, whole=True)
    for end in ("-wal", "-shm"):
        Path(f"{home.index}{end}").unlink(missing_ok=True)
    home.index.write_bytes(kept)
    with opened(home, own) as work:
        sweep(home, work.ledger, work.index)
    assert indexed(place) == held(place) == named({"1": "1 said", "2": "2 said"})


def test_what_is_gone_can_still_be_forgotten(place: Place) -> None:
    home, own = place
    lines = [f"1,1000,{ANA},,the peacock of Ana Ruiz", f"2,2000,,{ANA},peacock answer"]
    header = "key,at,by,about,text,thread"
    first = [f"{line},t1" for line in lines] + ["3,3000,,,kept,", "4,4000,,,kept,"]
    add(home, own, [table(home.root / "a.csv", *first, header=header)], now_us=NOW)
    gone = add(
        home,
        own,
        [table(home.root / "b.csv", *first[2:], header=header)],
        now_us=NOW + 1,
        whole=True,
    )
    assert gone.sources[0].gone == 2
    forget(home, own, "Ana Ruiz", now_us=NOW + 2)
    for path in home.evidence.rglob("*.parquet"):
        text = str(pq.read_table(path).to_pylist())
        assert "peacock" not in text
        assert "Ruiz" not in text
    assert len(held(place)) == 2


@dataclass
class Model:
    """What should be held: of every record its text now, and when what was known."""

    now: dict[str, str] = field(default_factory=dict)
    then: list[tuple[int, dict[str, str]]] = field(default_factory=list)

    def add(self, export: dict[str, str], *, whole: bool, at_us: int) -> None:
        kept = {key: text for key, text in self.now.items() if not whole or key in export}
        self.now = kept | export
        self.then.append((at_us, dict(self.now)))

    def keep(self, export: dict[str, str], *, at_us: int) -> None:
        """The very bytes that were read before turn out to be all there is."""
        self.now = {key: text for key, text in self.now.items() if key in export}
        self.then.append((at_us, dict(self.now)))


exports = st.lists(
    st.tuples(
        st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["x", "y"]), min_size=1),
        st.booleans(),
        st.sampled_from(["one.csv", "two.csv"]),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(exports)
def test_any_sequence_of_exports_gives_the_state_of_a_simple_model(
    steps: list[tuple[dict[str, str], bool, str]],
) -> None:
    with TemporaryDirectory() as folder:
        place = workspace(Path(folder) / "ws")
        model = Model()
        last: dict[str, tuple[list[tuple[str, str]], bool]] = {}
        for step, (export, whole, name) in enumerate(steps):
            lines = [f"{key},{ord(key)},,,{text}" for key, text in sorted(export.items())]
            same = last.get(name)
            put(place, name, *lines, step=step * 10, whole=whole, insist=True)
            again = same is not None and same[0] == sorted(export.items())
            if not again:
                model.add(export, whole=whole, at_us=NOW + step * 10)
                last[name] = (sorted(export.items()), whole)
            elif whole and same is not None and not same[1]:
                model.keep(export, at_us=NOW + step * 10)
                last[name] = (same[0], True)
            assert indexed(place) == named(model.now)
        assert held(place) == named(model.now)
        for at_us, texts in model.then:
            assert held(place, known_at_us=at_us + 5) == named(texts)
        home, own = place
        with opened(home, own) as work:
            rebuild_index(home, work.ledger, work.index)
        assert indexed(place) == named(model.now)
