"""How did a promise come out, side by side and week by week, and how long do dated ones take?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from troth.ledger import entries
from troth.ledger.keeping import TimeToKept, time_to_kept
from troth.ledger.measured import NAME, Measured, MeasuredSide, read_measured
from troth.model.promise import MARKS, Promise
from troth.model.week import Week
from troth.views.reading import Reading
from troth.views.surety import Interval, share

__all__ = [
    "MeasuredPromise",
    "SideWeeks",
    "TimeToKept",
    "WeekLine",
    "measured_promise",
    "time_to_kept_of",
]


@dataclass(frozen=True, slots=True)
class WeekLine:
    """One week in words: its Monday, its share as it may be said, and whether the alarm came."""

    day: str
    rate: Interval
    waiting: int
    alarm: bool


@dataclass(frozen=True, slots=True)
class SideWeeks:
    """One side: how it stands, and its weeks with a title that says what they show."""

    side: MeasuredSide
    title: str
    weeks: tuple[WeekLine, ...]
    steady: str | None


@dataclass(frozen=True, slots=True)
class MeasuredPromise:
    """What the last run found of a promise: each side, and the share that was promised.

    For a dated one there is how long such promises to the same side take; no side then.
    """

    sides: tuple[SideWeeks, ...]
    share: float | None
    tolerance: str | None
    time_to_kept: TimeToKept | None = None


def measured_promise(reading: Reading, one: Promise) -> MeasuredPromise | None:
    """How a promise came out; None where no run has tested it, and it has no day."""
    kept = None if one.due_us is None else time_to_kept_of(reading, one.side)
    found = reading.derived(NAME, read_measured).get(one.id)
    if found is None or one.measure is None:
        return None if kept is None else MeasuredPromise((), None, None, kept)
    sides = tuple(_side(side, found, reading) for side in found.sides)
    return MeasuredPromise(sides, found.share, found.tolerance, kept)


def time_to_kept_of(reading: Reading, side: str | None) -> TimeToKept | None:
    """How long dated promises to a side take until they are done; of all sides for None."""
    held = [one for one in reading.opened if side is None or one.side == side]
    return time_to_kept(held, _closed(reading, held), reading.end_us)


def _closed(reading: Reading, held: Iterable[Promise]) -> dict[str, int]:
    """When what was marked last about each promise happened: by its evidence, else by the mark."""
    settled = {one.id for one in held if one.state in MARKS and one.due_us is not None}
    found: dict[str, int] = {}
    for entry in entries.entries(reading.con, target=settled, deed="mark"):
        when = entry.body.get("when_us")
        found[entry.target] = when if isinstance(when, int) else entry.at_us
    return found


def _side(side: MeasuredSide, found: Measured, reading: Reading) -> SideWeeks:
    clock = reading.clock
    lines = tuple(
        WeekLine(
            clock.day(week.start_us), share(week.kept, week.n, "cases"), week.waiting, week.alarm
        )
        for week in side.weeks
    )
    return SideWeeks(side, _title(side, found.share, reading), lines, _steady(side, reading))


def _title(side: MeasuredSide, promised: float | None, reading: Reading) -> str:
    """What the weeks show, in words."""
    told = [week for week in side.weeks if week.rate is not None]
    if not told:
        return "No week has enough cases to be told by itself"
    below = [week for week in told if promised is not None and (week.high or 0) < promised]
    weeks = "1 week" if len(told) == 1 else f"{len(told)} weeks"
    if promised is None:
        return f"{weeks} with enough cases"
    if not below:
        return f"In none of {weeks} was less kept than promised, beyond chance"
    clear = "1 week" if len(below) == 1 else f"{len(below)} weeks"
    return f"In {clear} of {len(told)} less was kept than promised; worst: the week of {_worst(below, reading)}"


def _worst(weeks: Iterable[Week], reading: Reading) -> str:
    worst = min(weeks, key=lambda week: (week.rate or 0, week.start_us))
    return reading.clock.day(worst.start_us)


def _steady(side: MeasuredSide, reading: Reading) -> str | None:
    steady = side.consistency
    if steady is None:
        return None
    if steady.alarm_us is None:
        return steady.says
    since = reading.clock.day(steady.since_us if steady.since_us is not None else steady.alarm_us)
    alarm = reading.clock.day(steady.alarm_us)
    return (
        f"Breaks have become more frequent, it seems since the week of {since}; "
        f"clear in the week of {alarm} (CUSUM). {steady.says}"
    )
