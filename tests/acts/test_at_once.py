"""Two importers and somebody who reads pages, all at once: no error, nothing half, nothing double."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.acts.exports import MESSAGE, empty, exports, messages, write
from tests.acts.kept import everything, litter, stored
from tests.ledger.conftest import database, postgres
from troth.config import Settings
from troth.ledger import manifest
from troth.ledger.directory import by_handles
from troth.ledger.opening import open_ledger
from troth.store.home import Home
from troth.store.index import Index

__all__ = ["database", "postgres"]
pytestmark = pytest.mark.slow
PAGES = ("/", "/people", "/runs", "/search?q=parcel", "/add.json", "/promises")
ROWS = 1_000


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def address(request: pytest.FixtureRequest) -> str:
    """The ledger's address, "" for a file of the workspace."""
    return "" if request.param == "sqlite" else str(request.getfixturevalue("database"))


def test_two_importers_and_a_reader(tmp_path: Path, address: str) -> None:
    ours = exports(tmp_path / "ours", ROWS)
    theirs = overlapping(tmp_path / "theirs")
    home, settings = empty(tmp_path / "together", address)
    with served(home) as base, reading(base, home, settings) as seen:
        both = [adding(home, folder) for folder in (ours, theirs)]
        for process in both:
            _, said = process.communicate(timeout=300)
            assert process.returncode == 0, said.decode()
        assert all(process.returncode == 0 for process in both)
    assert seen["faults"] == []
    assert seen["pages"] >= len(PAGES)
    assert seen["states"] >= 3, "the reader saw hardly anything of it"
    apart, known = empty(tmp_path / "apart")
    for folder in (ours, theirs):
        _, said = adding(apart, folder).communicate(timeout=300)
    assert timeless(home, settings) == timeless(apart, known)
    assert litter(home, settings) == set()
    print(f"\n{seen['pages']} pages, {seen['checks']} looks, {seen['states']} states of the ledger")


def overlapping(folder: Path) -> Path:
    """The same rows as a help desk's other export, in another order; and rows of its own."""
    people = [f"p{n}" for n in range(ROWS // 20)]
    rows = messages(ROWS, people)
    write(folder / "a desk upside down.csv", MESSAGE, rows[::-1])
    write(folder / "b desk again.csv", MESSAGE, rows[ROWS // 3 :])
    write(folder / "c desk of july.csv", MESSAGE, messages(ROWS // 2, people, first=9 * ROWS))
    return folder


def adding(home: Home, folder: Path) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "troth", "-C", str(home.root), "add", str(folder), "-q"]
    return subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


@contextmanager
def served(home: Home) -> Iterator[str]:
    """`troth serve` in a process of its own; gives the address that lets a browser in."""
    words = ["-C", str(home.root), "serve", "--no-open", "--port", "0"]
    process = subprocess.Popen([sys.executable, "-m", "troth", *words], stderr=subprocess.PIPE)
    assert process.stderr is not None
    said = b""
    while b"token=" not in said:
        line = process.stderr.readline()
        assert line, said.decode()
        said += line
    found = re.search(rb"http://\S+", said)
    assert found
    try:
        yield found[0].decode()
    finally:
        process.terminate()
        _, more = process.communicate(timeout=60)
        assert b"Traceback" not in more, more.decode()


@contextmanager
def reading(base: str, home: Home, settings: Settings) -> Iterator[dict[str, Any]]:
    """Reads pages over HTTP, and what lies behind them, until the block ends."""
    seen: dict[str, Any] = {"faults": [], "pages": 0, "checks": 0, "states": 0}
    states: set[int] = set()
    stop = threading.Event()

    def pages() -> None:
        with httpx.Client(follow_redirects=True, timeout=60) as client:
            client.get(base).raise_for_status()
            root = base.split("/?")[0]
            while not stop.is_set():
                for page in PAGES:
                    answer = client.get(root + page)
                    assert answer.status_code == 200, (page, answer.status_code, answer.text[:500])
                    seen["pages"] += 1

    def behind() -> None:
        while not stop.is_set():
            states.add(consistent(home, settings))
            seen["checks"] += 1
            time.sleep(0.2)

    threads = [threading.Thread(target=kept(seen["faults"], each)) for each in (pages, behind)]
    for thread in threads:
        thread.start()
    try:
        yield seen
    finally:
        stop.set()
        for thread in threads:
            thread.join(60)
        seen["states"] = len(states)


def kept(faults: list[str], work: Callable[[], None]) -> Callable[[], None]:
    """The same, with what it raises written down."""

    def run() -> None:
        try:
            work()
        except BaseException as fault:  # noqa: BLE001 - of another thread, told by this one
            faults.append(f"{type(fault).__name__}: {fault}")

    return run


def consistent(home: Home, settings: Settings) -> int:
    """What a reader may see at one moment: whole imports only; gives how many."""
    if not home.index.exists():
        return 0
    index = Index(home.index)
    try:
        while True:
            indexed, stock = index.imports(), index.counts()
            if indexed == index.imports():
                break
    finally:
        index.close()
    with open_ledger(settings.ledger_url or home.ledger) as ledger, ledger.read() as con:
        held = manifest.imports(con)
        aside = manifest.count_rejects(con)
    assert indexed <= {one.id for one in held}
    assert aside == sum(one.set_aside for one in held)
    assert [one.generation for one in held] == list(range(1, len(held) + 1))
    records = sum(stored(home, one) - one.changed for one in held if one.id in indexed)
    assert sum(stock.values()) == records
    return len(held)


def timeless(home: Home, settings: Settings) -> Mapping[str, object]:
    """What is the same whoever comes first: records, people, what was set aside, and answers."""
    found = everything(home, settings)
    handles = [row["handle"] for row in found["handle"]]
    with open_ledger(settings.ledger_url or home.ledger) as ledger, ledger.read() as con:
        owners = by_handles(con, handles)
    people: dict[str, set[str]] = {}
    for handle, person in owners.items():
        people.setdefault(person.id, set()).add(handle)
    names = {(handle, person.name, person.staff) for handle, person in owners.items()}
    deeds = {
        name: [(one, version) for one, version, _ in did]
        for name, did in found.items()
        if name.startswith("deeds")
    }
    return {
        "people": sorted(sorted(each) for each in people.values()),
        "names": sorted(names, key=repr),
        "reject": [{**row} for row in found["reject"]],
        "stock": found["stock"],
        "reach": found["reach"],
        "rows": {name: len(held) for name, held in found.items() if name.startswith("evidence")},
        "search": {name: held for name, held in found.items() if name.startswith("search")},
        "deeds": deeds,
    }
