"""kill -9 of a real process at several moments of an import; and two imports at once."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.acts.adding import table, workspace
from tests.acts.killed import MOMENTS
from troth.acts.add import add
from troth.config import Settings
from troth.errors import StoreError
from troth.ledger import manifest
from troth.ledger.opening import open_ledger
from troth.store.home import Home, importing
from troth.store.index import Index

CHILD = Path(__file__).with_name("killed.py")
SEALED = ("sealed", "indexed")


@pytest.fixture
def place(tmp_path: Path) -> tuple[Home, Settings]:
    home, settings = workspace(tmp_path / "ws")
    add(home, settings, [table(home.root / "first.csv", "1,1,ana@example.org,,one", "2,2,,,two")])
    return home, settings


def child(home: Home, file: Path, moment: str = "never") -> subprocess.Popen[bytes]:
    words = [sys.executable, str(CHILD), str(home.root), str(file), moment]
    return subprocess.Popen(words, stderr=subprocess.PIPE)


def known(home: Home, settings: Settings) -> tuple[int, int, int]:
    """Imports in the ledger, records in the index, rows in the files the manifest names."""
    import pyarrow.parquet as pq

    with open_ledger(settings.ledger_url or home.ledger) as ledger, ledger.read() as con:
        imports = manifest.imports(con)
        files = manifest.files(con).get("message", ())
    index = Index(home.index)
    records = index.counts().get("message", 0)
    index.close()
    rows = sum(pq.read_metadata(home.evidence / name).num_rows for name in files)
    return len(imports), records, rows


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_kill_leaves_the_last_good_state_and_the_next_add_mends_the_rest(
    place: tuple[Home, Settings], moment: str
) -> None:
    home, settings = place
    rows = [f"{key},{key},bo{key}@example.org,,text {key}" for key in range(2, 12)]
    second = table(home.root / "second.csv", *rows)
    process = child(home, second, moment)
    process.wait(60)
    assert process.returncode == -signal.SIGKILL, (process.stderr and process.stderr.read()) or ""
    imports, records, stored = known(home, settings)
    if moment in SEALED:
        assert (imports, stored) == (2, 12)
    else:
        assert (imports, records, stored) == (1, 2, 2)
    third = table(home.root / "third.csv", "30,30,,,later")
    add(home, settings, [third])
    assert not list(home.tmp.iterdir())
    add(home, settings, [second])
    assert known(home, settings) == (3, 12, 13)
    with open_ledger(home.ledger) as ledger, ledger.read() as con:
        named = {name for paths in manifest.files(con).values() for name in paths}
    lying = {
        path.relative_to(home.evidence).as_posix() for path in home.evidence.rglob("*.parquet")
    }
    assert lying == named


@pytest.mark.slow
def test_kills_at_random_moments_never_leave_half_an_import(place: tuple[Home, Settings]) -> None:
    home, settings = place
    rows = [f"k{key},{key},p{key % 50}@example.org,,text {key}" for key in range(20_000)]
    second = table(home.root / "second.csv", *rows)
    chance = random.Random(11)
    for _ in range(4):
        process = child(home, second)
        time.sleep(0.6 + chance.random() * 1.5)
        process.kill()
        process.wait()
        imports, _, stored = known(home, settings)
        assert (imports, stored) in ((1, 2), (2, 20_002))
    add(home, settings, [second])
    assert known(home, settings) == (2, 20_002, 20_002)


def test_two_imports_at_once_both_go_in_once(place: tuple[Home, Settings]) -> None:
    home, settings = place
    shared = [f"s{key},{key},,,text {key}" for key in range(500)]
    a = table(home.root / "a.csv", *shared, "a,1,,,only a")
    b = table(home.root / "b.csv", *shared, "b,1,,,only b")
    both = [child(home, a), child(home, b)]
    for process in both:
        _, said = process.communicate(timeout=60)
        assert process.returncode == 0, said.decode()
    assert known(home, settings) == (3, 504, 504)


def test_one_who_will_not_wait_is_told(place: tuple[Home, Settings]) -> None:
    home, _ = place
    with (
        importing(home),
        pytest.raises(StoreError, match="Another process"),
        importing(home, wait=False),
    ):
        pass


def test_the_wrong_ledger_removes_nothing(tmp_path: Path, place: tuple[Home, Settings]) -> None:
    home, _ = place
    before = sorted(home.evidence.rglob("*.parquet"))
    other = tmp_path / "other.sqlite"
    _, wrong = workspace(home.root, f'[ledger]\nurl = "sqlite:///{other}"\n')
    with pytest.raises(StoreError, match="knows none of the 1 imports"):
        add(home, wrong, [table(home.root / "b.csv", "9,9,,,nine")])
    assert sorted(home.evidence.rglob("*.parquet")) == before


def test_the_index_is_made_anew_from_evidence_and_manifest(place: tuple[Home, Settings]) -> None:
    home, settings = place
    file = table(home.root / "first.csv", "1,1,ana@example.org,,uno", "2,2,,,two", "3,3,,,three")
    add(home, settings, [file])

    def seen() -> list[object]:
        index = Index(home.index)
        found = [*index.search("two"), *index.search("uno"), index.counts(), index.reach()]
        found += [index.versions(record.id) for record in index.search("uno")]
        index.close()
        return found

    before = seen()
    for suffix in ("", "-wal", "-shm"):
        home.index.with_name(home.index.name + suffix).unlink(missing_ok=True)
    add(home, settings, [file])
    assert seen() == before
