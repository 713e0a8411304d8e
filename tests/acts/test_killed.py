"""kill -9 of `troth add` at random moments: nothing lost, nothing double, on both ledgers.

`TROTH_KILLS=30` tries so many moments on each ledger, `TROTH_KILLS_ROWS=6000` larger exports.
"""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.acts.exports import empty, exports
from tests.acts.kept import everything, litter, whole
from tests.calling import own_process
from tests.ledger.conftest import Server, postgres
from troth.acts.opening import opened
from troth.config import Settings
from troth.store.home import Home
from troth.views.opening import reading
from troth.views.today import today

__all__ = ["postgres"]
pytestmark = pytest.mark.slow
KILLS = int(os.environ.get("TROTH_KILLS", "4"))
ROWS = int(os.environ.get("TROTH_KILLS_ROWS", "1200"))
IN_A_ROW = min(3, KILLS)
"""So many kills, one after the other, before an import may end."""


@dataclass(frozen=True)
class Unbroken:
    """The exports, what a run that nobody killed leaves of them, and how long it works.

    Seconds are of processor time: a machine that does other things besides moves no kill.
    """

    folder: Path
    kept: dict[str, Any]
    seconds: float


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory: pytest.TempPathFactory) -> Unbroken:
    root = tmp_path_factory.mktemp("unbroken")
    folder = exports(root / "exports", ROWS)
    home, settings = empty(root / "ws")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    own_process("-C", home.root, "add", folder, "-q").fine()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    kept = everything(home, settings)
    assert len(kept["imports"]) == 6
    assert kept["tie"]
    assert kept["entry"]
    assert len(kept["reject"]) > 10
    assert litter(home, settings) == set()
    return Unbroken(folder, kept, seconds)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def addresses(request: pytest.FixtureRequest) -> Iterator[Iterator[str]]:
    """Ledgers, each of them empty: the address of the next one, "" for a file of its own."""
    if request.param == "sqlite":
        yield iter(lambda: "", None)
        return
    server: Server = request.getfixturevalue("postgres")
    made: list[str] = []

    def fresh() -> str:
        made.append(f"t{uuid.uuid4().hex}")
        server.execute(f"CREATE DATABASE {made[-1]} TEMPLATE migrated")
        return server.address(made[-1])

    yield iter(fresh, None)
    for name in made:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_killed_at_random_moments_it_goes_on_as_if_nothing_had_been(
    unbroken: Unbroken, addresses: Iterator[str], request: pytest.FixtureRequest
) -> None:
    chance = random.Random(4)
    moments = [0.98 * (at + chance.random()) / KILLS for at in range(KILLS)]
    chance.shuffle(moments)
    told: list[str] = []
    while moments:
        home, settings = empty(unbroken.folder.parent / f"ws-{uuid.uuid4().hex}", next(addresses))
        for share in moments[:IN_A_ROW]:
            if not killed(home, unbroken.folder, share * unbroken.seconds):
                break  # less was left to do than until that moment: it comes again, on an empty one
            sealed = read_like_a_page(home, settings, unbroken.kept["imports"])
            told.append(f"{share:.2f} with {sealed} sealed")
            moments.remove(share)
        own_process("-C", home.root, "add", unbroken.folder, "-q").fine()
        assert everything(home, settings) == unbroken.kept
        assert litter(home, settings) == set()
    print(f"\n{request.node.name}: a run works for {unbroken.seconds:.1f} s; killed at {told}")
    assert len(told) == KILLS


def killed(home: Home, folder: Path, after: float) -> bool:
    """Adds in a process and kills it after so many seconds; False where it had ended before."""
    words = [sys.executable, "-m", "troth", "-C", str(home.root), "add", str(folder), "-q"]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    watched = psutil.Process(process.pid)
    while process.poll() is None:
        worked = watched.cpu_times()
        if worked.user + worked.system >= after:
            process.kill()
            break
        time.sleep(0.005)
    _, said = process.communicate(timeout=60)
    assert process.returncode in (0, -signal.SIGKILL), said.decode()
    return process.returncode != 0


def read_like_a_page(home: Home, settings: Settings, sealed: list[tuple[Any, ...]]) -> int:
    """Opens what a page opens, and finds only whole imports; gives how many."""
    with (
        opened(home, settings) as work,
        reading(work.ledger, work.index, work.settings, time.time_ns() // 1000) as read,
    ):
        today(read)
    return whole(home, settings, sealed)
