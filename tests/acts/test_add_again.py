"""Adding what is known already, in whole or in part; and an index that has to be made anew."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as settings_
from hypothesis import strategies as st

from tests.acts.adding import table, workspace
from tests.acts.test_add import ANA, NOW, counts
from troth.acts.add import add
from troth.acts.opening import opened
from troth.acts.placing import Placing
from troth.acts.rows import Rows
from troth.acts.versions import hashes
from troth.config import Settings
from troth.model.identity import record_id
from troth.store import indexing as filling
from troth.store.evidence import Writer
from troth.store.home import Home, create
from troth.store.index import Index
from troth.store.indexing import indexing
from troth.text.columns import Hashes


@pytest.fixture
def place(tmp_path: Path) -> tuple[Home, Settings]:
    return workspace(tmp_path / "ws")


def held_by_now(home: Home, settings: Settings, *, old: bool) -> set[str]:
    with opened(home, settings) as place:
        if old:
            con = place.index.connection()
            con.execute("drop table body")
            con.execute("pragma user_version = 1")
    with opened(home, settings) as place:
        found = {str(one.fields["text"]) for one in place.index.search("where")}
        assert place.index.counts() == {"message": 2}
    return found


def test_an_index_of_an_older_troth_is_made_anew_when_it_is_opened(
    place: tuple[Home, Settings],
) -> None:
    home, settings = place
    file = table(home.root / "in.csv", f"1,1000,{ANA},,Where is it?", f"2,2000,{ANA},,Where now?")
    add(home, settings, [file], now_us=NOW)
    assert held_by_now(home, settings, old=True) == {"Where is it?", "Where now?"}
    home.index.unlink()
    assert held_by_now(home, settings, old=False) == {"Where is it?", "Where now?"}


def test_an_index_of_an_older_troth_is_no_hindrance_to_adding(
    place: tuple[Home, Settings],
) -> None:
    home, settings = place
    add(home, settings, [table(home.root / "a.csv", f"1,1000,{ANA},,Where is it?")], now_us=NOW)
    home.index.unlink()
    more = table(home.root / "b.csv", f"1,1000,{ANA},,Where is it?", f"2,2000,{ANA},,Where now?")
    assert counts(add(home, settings, [more], now_us=NOW + 1)) == (1, 0, 1, 0)


OVERLAP = st.lists(
    st.lists(st.tuples(st.integers(0, 9), st.sampled_from("abc")), max_size=8), max_size=5
)


@settings_(deadline=None, max_examples=40)
@given(files=OVERLAP, looked=st.sampled_from([10, 10**9]))
def test_what_is_known_is_told_alike_row_by_row_and_at_once(
    files: list[list[tuple[int, str]]], looked: int
) -> None:
    """Batches of a few rows over one index: what a dictionary says is new, changed and unchanged."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(filling, "LOOKED", looked)
        home, held = create(Path(folder)), dict[int, str]()
        said, found = [0, 0, 0], [0, 0, 0]
        index = Index(home.index)
        for number, file in enumerate(files):
            with indexing(index) as into, Writer(home, f"i-{number}") as writer:
                placing = Placing(writer, into)
                for at in range(0, len(file), 3):
                    placing.place(rows_of(file[at : at + 3], number))
                writer.close()
            for key, text in file:
                said[0 if key not in held else 2 if held[key] == text else 1] += 1
                held[key] = text
            for at, name in enumerate(("new", "changed", "unchanged")):
                found[at] += getattr(placing, name)
        assert found == said
        texts = {key: index.record(record_id("message", "tests", str(key))) for key in held}
        assert {key: one.text for key, one in texts.items() if one} == held
        index.close()


def rows_of(held: list[tuple[int, str]], number: int) -> Rows:
    cells = {
        "id": Hashes(hashes(f"message\x1ftests\x1f{key}" for key, _ in held), "e-"),
        "version": Hashes(hashes(text for _, text in held)),
        "text": [text for _, text in held],
        "ts_us": [5] * len(held),
        "origin_row": [*range(len(held))],
    }
    for name, value in (("system", "tests"), ("precision", "second"), ("origin_file", "a")):
        cells[name] = [value] * len(held)
    return Rows("message", {**cells, "seen_us": [NOW + number] * len(held)}, [], 0)
