"""Looking by itself: one at a time across processes, prolonged while it lasts, at the set hour."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.acts.office import NOW, SETTINGS, asked_and_answered, office
from troth.acts import working
from troth.acts.opening import Workspace
from troth.acts.working import due, lease, prolong, set_hour, stale, work_once
from troth.calendar import Calendars
from troth.config import Settings
from troth.ledger import entries, runs

SECOND = 1_000_000
HOUR = 3_600 * SECOND
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Workspace]:
    with office(tmp_path, list(asked_and_answered([1.0, None]))) as opened:
        yield opened


@contextmanager
def somebody_else(work: Workspace, now_us: int) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lease; killed at the end, as a crash would."""
    words = [sys.executable, "-m", "tests.acts.holding", str(work.home.root), str(now_us)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=ROOT) as other:
        assert other.stdout is not None
        try:
            assert other.stdout.readline().strip() == "held"
            yield other
        finally:
            other.kill()


def holder(work: Workspace, now_us: int) -> str | None:
    with work.ledger.read() as con:
        return runs.leased(con, working.LEASE, now_us=now_us)


def count(work: Workspace) -> int:
    with work.ledger.read() as con:
        return len(runs.runs(con))


def test_it_looks_once_and_gives_the_lease_back(work: Workspace) -> None:
    first = work_once(work.home, SETTINGS, "tom", NOW)
    assert first.run is not None
    assert first.other is None
    soon = NOW + working.TERM_US - SECOND
    assert holder(work, soon) is None
    assert work_once(work.home, SETTINGS, "eve", soon).run == first.run
    assert count(work) == 1
    later = work_once(work.home, SETTINGS, "eve", NOW + HOUR, since_us=NOW + HOUR // 2)
    assert later.run is not None
    assert count(work) == 2


def test_while_another_process_looks_it_is_told_who_and_a_killed_one_is_replaced(
    work: Workspace,
) -> None:
    with somebody_else(work, NOW):
        seen = work_once(work.home, SETTINGS, "tom", NOW + SECOND)
        assert seen == working.Worked(None, "ana on desk 4")
        assert count(work) == 0
    after = NOW + working.TERM_US
    assert work_once(work.home, SETTINGS, "tom", after - 10 * SECOND).other == "ana on desk 4"
    assert work_once(work.home, SETTINGS, "tom", after + 20 * SECOND).run is not None


def test_the_lease_is_prolonged_while_the_work_goes_on(
    work: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "TERM_US", 150_000)
    with lease(work.ledger, "tom", NOW) as other:
        assert other is None
        end = time.monotonic() + 60
        while holder(work, NOW + 300_000) is None:
            assert time.monotonic() < end, "the lease ran out under the work"
            time.sleep(0.02)
    assert holder(work, NOW + 10 * SECOND) is None


def test_a_lease_that_was_held_before_is_kept(work: Workspace) -> None:
    assert prolong(work.ledger, "the server", NOW) is None
    assert work_once(work.home, SETTINGS, "the server", NOW + SECOND).run is not None
    assert holder(work, NOW + 5 * SECOND) == "the server"


def test_what_makes_a_look_due(work: Workspace) -> None:
    assert due(work, NOW)
    assert work_once(work.home, SETTINGS, "tom", NOW).run is not None
    assert not due(work, NOW + 60 * SECOND)
    assert not stale(work, NOW + 60 * SECOND)
    with work.ledger.begin() as con:
        entries.note(con, at_us=NOW + SECOND, who="ana", deed="away", target="p-1")
    assert stale(work, NOW + 60 * SECOND)
    assert not due(work, NOW + 60 * SECOND), "a note waits for the next start or hour"
    early = replace(work, settings=replace(SETTINGS, serve_at="06:30"))
    assert not due(early, NOW + 6 * HOUR)
    assert due(early, NOW + 7 * HOUR)


def test_an_empty_workspace_is_not_looked_at(tmp_path: Path) -> None:
    with office(tmp_path, []) as work:
        assert not stale(work, NOW)
        assert not due(work, NOW)


def settings(at: str, zone: str) -> Settings:
    return Settings(serve_at=at, calendars=Calendars.read({"zone": zone}))


@pytest.mark.parametrize(
    ("now", "last"),
    [
        ("2026-06-01 06:29", "2026-05-31 06:30"),
        ("2026-06-01 06:30", "2026-06-01 06:30"),
        ("2026-03-29 23:00", "2026-03-29 06:30"),
        ("2026-03-30 06:00", "2026-03-29 06:30"),
        ("2026-10-25 12:00", "2026-10-25 06:30"),
    ],
)
def test_the_hour_is_one_of_the_calendars_zone(now: str, last: str) -> None:
    zone = ZoneInfo("Europe/Berlin")
    at, wanted = (
        int(datetime.fromisoformat(each).replace(tzinfo=zone).timestamp()) * SECOND
        for each in (now, last)
    )
    assert set_hour(settings("06:30", "Europe/Berlin"), at) == wanted


def test_an_hour_that_the_clocks_leave_out_still_comes() -> None:
    zone = ZoneInfo("Europe/Berlin")
    noon = int(datetime(2026, 3, 29, 12, tzinfo=zone).timestamp()) * SECOND
    found = set_hour(settings("02:30", "Europe/Berlin"), noon)
    assert found == int(datetime(2026, 3, 29, 3, 30, tzinfo=zone).timestamp()) * SECOND


def test_without_a_set_hour_there_is_none() -> None:
    assert set_hour(Settings(), NOW) is None
