"""A disk that is full in the middle of an import, wherever that is: one sentence, and no harm."""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.acts.disks import leave, small
from tests.acts.exports import MESSAGE, empty, exports, messages, write
from tests.acts.kept import everything, litter, whole
from tests.calling import Called, troth
from tests.extend.cells_of import sheet, workbook
from troth.acts import aside
from troth.ledger import manifest
from troth.store import evidence, indexing

SAYS = "The disk is full, or as full as it may be."
ADVICE = "Make room, then run it again. What was there before is still there."
PLENTY = 60_000


def one_sentence(called: Called, place: Path) -> None:
    """Where, what is wrong, what to do; and nothing else."""
    assert called.code == 2, called.out + called.err
    assert called.out == ""
    first, second = called.err.strip().splitlines()
    where, _, says = first.partition("  ")
    assert Path(where).is_relative_to(place), where
    assert says == SAYS
    assert second == ADVICE


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small(tmp_path / "disk", PLENTY) as place:
        yield place


@pytest.mark.slow
def test_however_much_room_there_is_it_says_so_and_goes_on_once_there_is_more(disk: Path) -> None:
    folder = exports(disk / "exports", 1_000)
    home, settings = empty(disk / "whole")
    troth("-C", home.root, "add", folder, "-q").fine()
    want = everything(home, settings)
    home, settings = empty(disk / "ws")
    failed = 0
    for room in (60, 180, 300, 420, 540):
        leave(disk, room)
        called = troth("-C", home.root, "add", folder, "-q")
        leave(disk, PLENTY)
        if called.code:
            failed += 1
            one_sentence(called, disk)
        whole(home, settings, want["imports"])
    assert failed >= 3
    troth("-C", home.root, "add", folder, "-q").fine()
    assert everything(home, settings) == want
    assert litter(home, settings) == set()


MOMENTS: dict[str, tuple[object, str]] = {
    "a Parquet file": (evidence.Writer, "write_table"),
    "its end": (evidence.Writer, "close"),
    "the ledger": (manifest, "add_import"),
    "the index": (indexing.Indexing, "done"),
    "what is set aside": (aside.Aside, "__enter__"),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_full_from_one_moment_on(disk: Path, moment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    home, settings = empty(disk / "ws")
    people = [f"p{n}" for n in range(40)]
    first = write(disk / "first.csv", MESSAGE, messages(400, people))
    rows = messages(2_000, people, first=400)
    if moment == "what is set aside":
        rows = [(*row[:2], "never", *row[3:]) for row in rows]
    second = write(disk / "second.csv", MESSAGE, rows)
    troth("-C", home.root, "add", first, "-q").fine()
    before = everything(home, settings)
    with monkeypatch.context() as patched:
        filled = full_before(patched, disk, *MOMENTS[moment])
        called = troth("-C", home.root, "add", second, "-q")
    assert filled, "that moment never came"
    one_sentence(called, disk)
    leave(disk, PLENTY)
    after = everything(home, settings)
    if moment != "the index":
        assert after == before
    again = troth("-C", home.root, "add", second, "-q").fine(2 if "aside" in moment else 0)
    assert "second.csv" in again.out
    assert litter(home, settings) == set()
    stock = everything(home, settings)["stock"]
    assert stock == {"message": 392 if "aside" in moment else 392 + 1_960}


def full_before(patched: pytest.MonkeyPatch, disk: Path, where: object, name: str) -> list[bool]:
    """From the next call of this function on, nothing more goes onto the disk."""
    made = getattr(where, name)
    filled: list[bool] = []

    def filling(*given: Any, **named: Any) -> Any:
        if not filled:
            filled.append(True)
            leave(disk, 0)
        return made(*given, **named)

    patched.setattr(where, name, filling)
    return filled


def book(rows: int) -> bytes:
    """A workbook that is small beside the table in it."""
    cells: dict[int, list[object]] = {1: ["Order ID", "Customer email", "Ordered at", "Amount"]}
    for n in range(rows):
        cells[n + 2] = [f"o{n}", "ana@river.example", "2026-01-02 12:00", 5]
    return workbook({"January": sheet(cells)})


def parquet(rows: int) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    held = pa.BufferOutputStream()
    columns = {
        "Order ID": [f"o{n}" for n in range(rows)],
        "Customer ID": ["c1"] * rows,
        "Ordered at": ["2026-01-02 12:00"] * rows,
        "Amount": ["5.00"] * rows,
    }
    pq.write_table(pa.table(columns), held)
    return bytes(held.getvalue())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("-", lambda: b"x" * 2_000_000),
        ("o.xlsx", lambda: book(9_000)),
        ("o.parquet", lambda: parquet(20_000)),
    ],
)
def test_full_while_a_file_is_laid_down(
    disk: Path, name: str, content: Callable[[], bytes]
) -> None:
    home, settings = empty(disk / "ws")
    first = write(disk / "first.csv", MESSAGE, messages(50, ["ana", "bo"]))
    troth("-C", home.root, "add", first, "-q").fine()
    before = everything(home, settings)
    given, file = content(), disk / name
    if name != "-":
        file.write_bytes(given)
    leave(disk, 220)
    words = ("-C", home.root, "add", name if name == "-" else file, "-q")
    one_sentence(troth(*words, given=given), disk)
    leave(disk, PLENTY)
    assert everything(home, settings) == before
    assert litter(home, settings) == set()
    called = troth(*words, given=given)
    assert called.code == (2 if name == "-" else 0)
    assert "full" not in called.out + called.err


def test_a_first_workspace_on_a_full_disk(disk: Path) -> None:
    leave(disk, 8)
    one_sentence(troth("init", disk / "new"), disk)
    leave(disk, PLENTY)
    troth("init", disk / "new").fine()


def test_a_limit_on_the_size_of_files_is_told_as_a_full_disk(tmp_path: Path) -> None:
    """Where no disk can be made small, a limit of the shell stands in for it."""
    home, settings = empty(tmp_path / "ws")
    file = write(tmp_path / "desk.csv", MESSAGE, messages(6_000, [f"p{n}" for n in range(900)]))
    words = shlex.join(
        [sys.executable, "-m", "troth", "-C", str(home.root), "add", str(file), "-q"]
    )
    limited = ["bash", "-c", f"ulimit -f 300; exec {words}"]
    done = subprocess.run(limited, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    place, says = done.stderr.splitlines()[0].split("  ")
    assert Path(place).is_relative_to(home.root)
    assert says in (SAYS, "The disk failed while it was read or written.")  # SQLite's own word
    assert len(done.stderr.strip().splitlines()) == 2
    assert everything(home, settings)["stock"] == {}
    troth("-C", home.root, "add", file, "-q").fine()
    assert everything(home, settings)["stock"] == {"message": 5_880}
