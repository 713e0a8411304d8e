"""An index that was deleted or damaged comes back from the evidence, and it is said once."""

from __future__ import annotations

import logging
import random
import sqlite3
from pathlib import Path

import pytest

from tests.acts.adding import table, workspace
from troth.acts.add import add
from troth.acts.doctor import doctor
from troth.acts.mending import rebuilt
from troth.acts.opening import opened
from troth.errors import StoreError
from troth.store.home import Home, importing
from troth.store.index_files import is_damage
from troth.store.searching import search
from troth.text.seeking import sought

ROWS = tuple(f"k{n},{n * 1_000},a{n}@post.example/Ana {n},,word{n} parcel" for n in range(400))

SAID = "The index was damaged and was made anew from the evidence (400 records)."


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made, settings = workspace(tmp_path / "acme")
    add(made, settings, [table(tmp_path / "a.csv", *ROWS)], now_us=1)
    with sqlite3.connect(made.index) as con:
        con.execute("pragma wal_checkpoint(truncate)")
    return made


def count(home: Home, word: str = "parcel") -> int:
    with opened(home) as work:
        return sum(search(work.index, sought(word)).counts.values())


def test_a_deleted_index_is_made_anew_and_said_once(
    home: Home, caplog: pytest.LogCaptureFixture
) -> None:
    home.index.unlink()
    assert count(home) == 400
    (said,) = caplog.messages
    assert said == (
        "The index was missing or damaged and was made anew from the evidence (400 records)."
    )
    assert count(home, "word17") == 1
    assert len(caplog.messages) == 1


def test_what_is_no_database_at_all_is_replaced(home: Home) -> None:
    home.index.write_bytes(b"\x00\xff not a database" * 500)
    assert count(home) == 400


def test_an_empty_workspace_has_nothing_to_make_anew(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    made, _ = workspace(tmp_path / "fresh")
    assert count(made) == 0
    assert not caplog.messages


@pytest.mark.parametrize("seed", range(12))
def test_damaged_bytes_give_one_sentence_and_then_the_right_answer(home: Home, seed: int) -> None:
    """Whole pages overwritten anywhere: an answer, or the sentence and then the answer."""
    chance = random.Random(seed)
    held = bytearray(home.index.read_bytes())
    for _ in range(chance.choice((1, 3, len(held) // 4096))):
        at = chance.randrange(len(held) // 4096) * 4096
        held[at : at + 4096] = chance.randbytes(4096)
    home.index.write_bytes(held)
    first, said = None, SAID
    try:
        first = (count(home), count(home, "word17"))
    except StoreError as fault:
        said = fault.says
    assert said == SAID
    with opened(home) as work:
        faults = [one for one in doctor(work).faults if "index" in one]
    if first != (400, 1) or faults:
        rebuilt(home)
    assert (count(home), count(home, "word17")) == (400, 1)


def test_doctor_names_damage_and_rebuild_mends_it(home: Home) -> None:
    held = bytearray(home.index.read_bytes())
    with opened(home) as work:
        root = "select rootpage from sqlite_master where name = 'record_thread'"
        (page,) = work.index.connection().execute(root).fetchone()
    held[(page - 1) * 4096 : page * 4096] = b"\x5a" * 4096
    home.index.write_bytes(held)
    with opened(home) as work:
        assert any("troth doctor --rebuild" in one for one in doctor(work).faults)
    said = rebuilt(home)
    assert said == "The index was made anew from the evidence (400 records)."
    with opened(home) as work:
        assert doctor(work).faults == ()


def test_an_open_reader_sees_the_new_index(home: Home) -> None:
    with opened(home) as work:
        assert work.index.counts() == {"message": 400}
        rebuilt(home)
        assert work.index.counts() == {"message": 400}
        home.index.unlink()
        assert work.index.counts() == {}
        count(home)
        assert work.index.counts() == {"message": 400}


def test_whoever_writes_is_not_waited_for(home: Home, caplog: pytest.LogCaptureFixture) -> None:
    home.index.unlink()
    with importing(home):
        assert count(home) == 0
    assert not caplog.messages
    with caplog.at_level(logging.WARNING):
        assert count(home) == 400


def test_only_damage_is_damage(tmp_path: Path) -> None:
    assert not is_damage(ValueError("malformed"))
    assert not is_damage(sqlite3.OperationalError("database is locked"))
    (tmp_path / "x").write_bytes(b"no database" * 200)
    with pytest.raises(sqlite3.DatabaseError) as told:
        sqlite3.connect(tmp_path / "x").execute("select * from sqlite_master")
    assert is_damage(told.value)
