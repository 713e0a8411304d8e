"""Looking by itself: one worker at a time, under a lease in the ledger.

Whoever holds the lease looks; everybody else is told who that is. It runs out by itself, so a
worker that was killed is replaced after at most `TERM_US`.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from troth.acts.look import look
from troth.acts.opening import Home, Workspace, opened
from troth.acts.run import Asked, lens_versions, run
from troth.config import Settings
from troth.errors import StoreError
from troth.ledger import manifest, runs
from troth.ledger.runs import Run

if TYPE_CHECKING:
    from troth.ledger.opening import Ledger

LEASE = "work"
TERM_US = 30_000_000
"""A lease that is not prolonged runs out after so long."""


@dataclass(frozen=True, slots=True)
class Worked:
    """What came of it: the run that stands now, or who was at it instead."""

    run: Run | None
    other: str | None = None


def work_once(
    home: Home,
    settings: Settings,
    holder: str,
    now_us: int,
    *,
    since_us: int | None = None,
    progress: Callable[[str, int, int | None], None] | None = None,
) -> Worked:
    """Look once, as `holder`, unless somebody else is looking.

    The lease is prolonged while the work goes on and given back at its end, except where the
    holder had it before. Where nothing has changed the latest run stands; with `since_us` only
    one that was made since then.
    """
    with opened(home, settings) as work, lease(work.ledger, holder, now_us) as other:
        if other is not None:
            return Worked(None, other)
        asked = Asked(now_us)
        with work.ledger.read() as con:
            last = runs.latest(con)
        if since_us is not None and last is not None and last.at_us < since_us:
            return Worked(run(work, asked, progress))
        return Worked(look(work, asked, progress=progress))


@contextmanager
def lease(ledger: Ledger, holder: str, now_us: int) -> Iterator[str | None]:
    """Hold the lease for as long as the block lasts; gives who holds it instead, None if we do."""
    with ledger.read() as con:
        before = runs.leased(con, LEASE, now_us=now_us)
    other = prolong(ledger, holder, now_us)
    if other is not None:
        yield other
        return
    over = threading.Event()
    began = time.monotonic()

    def clock() -> int:
        return now_us + int((time.monotonic() - began) * 1e6)

    def keep() -> None:
        while not over.wait(TERM_US / 3e6):
            with suppress(StoreError):  # The ledger is busy; a third of the term later it is not.
                prolong(ledger, holder, clock())

    keeper = threading.Thread(target=keep, name="troth-lease", daemon=True)
    keeper.start()
    try:
        yield None
    finally:
        over.set()
        keeper.join()
        if before != holder:
            give_back(ledger, holder, clock())


def prolong(ledger: Ledger, holder: str, now_us: int) -> str | None:
    """Take or keep the lease from this moment on; gives who holds it instead, None if we do."""
    with ledger.begin() as con:
        if runs.lease(con, LEASE, holder, now_us + TERM_US, now_us=now_us):
            return None
        return runs.leased(con, LEASE, now_us=now_us)


def give_back(ledger: Ledger, holder: str, now_us: int) -> None:
    """Let the next one look at once."""
    with ledger.begin() as con:
        runs.lease(con, LEASE, holder, now_us, now_us=now_us)


def stale(work: Workspace, now_us: int) -> bool:
    """Whether a look is due at the start: something was read, noted or changed since the last."""
    with work.ledger.read() as con:
        ahead = runs.horizon(con, lens_versions(work))
        behind = ahead.generation > 0 and runs.stale(con, ahead)
    return behind or due(work, now_us)


def due(work: Workspace, now_us: int) -> bool:
    """Whether a look is due in between: records came in, or the set hour has passed since."""
    with work.ledger.read() as con:
        generation, last = manifest.generation(con), runs.latest(con)
    if not generation:
        return False
    hour = set_hour(work.settings, now_us)
    return last is None or last.generation < generation or (hour is not None and last.at_us < hour)


def set_hour(settings: Settings, now_us: int) -> int | None:
    """When the hour to look at came last, in the calendar's zone; None where none is set.

    An hour that a change of clocks leaves out comes when the clocks have been changed.
    """
    if settings.serve_at is None:
        return None
    zone = ZoneInfo(settings.calendars.of(None, None).zone or "UTC")
    hour, minute = (int(part) for part in settings.serve_at.split(":"))
    today = datetime.fromtimestamp(now_us / 1e6, zone).replace(
        hour=hour, minute=minute, second=0, microsecond=0, fold=0
    )
    moments = (int((today - timedelta(days=n)).timestamp()) * 1_000_000 for n in (0, 1))
    return next(at for at in moments if at <= now_us)
