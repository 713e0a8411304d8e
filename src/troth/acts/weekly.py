"""A promise week by week: how often it was kept, how evenly, and since when it is broken more.

Cases stand in the week in which they began, weeks begin on Monday in the company's own zone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from troth.calendar.opening import at_wall, moment
from troth.errors import NumbersError
from troth.model.units import DAY_US
from troth.model.week import Consistency, Week
from troth.stats.rates.proportions import wilson

LEAST = 5
"""Below so many cases a week has no share of its own."""
MOST = 53
"""So many weeks are shown; all of them count."""
ENOUGH = 10
WORSE = 3.0
"""A CUSUM looks for breaks that have become so many times as frequent as the tolerance allows."""
RUN_LENGTH = 1000.0
"""So many cases pass on average until a false alarm."""
CLEAR = 0.05


@dataclass(frozen=True, slots=True)
class Judged:
    """One case with when it began and what became of it; None while it is undecided."""

    at_us: int
    kept: bool | None


def weeks_of(
    judged: Iterable[Judged], share: float, zone: str
) -> tuple[tuple[Week, ...], Consistency | None]:
    """The weeks in order, empty ones between them too, and how consistent they are."""
    ordered = sorted(judged, key=lambda one: one.at_us)
    if not ordered:
        return (), None
    counts: dict[int, list[int]] = {}
    for one in ordered:
        at = 2 if one.kept is None else 0 if one.kept else 1
        counts.setdefault(monday(one.at_us, zone), [0, 0, 0])[at] += 1
    first, last = min(counts), max(counts)
    found = [_week(day, counts.get(day, [0, 0, 0]), zone) for day in range(first, last + 1, 7)]
    steady = _consistency(found, ordered, share, zone)
    if steady is not None and steady.alarm_us is not None:
        found = [replace(week, alarm=week.start_us == steady.alarm_us) for week in found]
    return tuple(found[-MOST:]), steady


def monday(at_us: int, zone: str) -> int:
    """The Monday of a moment's week, as a number of days; midnight in UTC is that day itself."""
    day = moment(at_us, "UTC" if at_us % DAY_US == 0 else zone).date()
    return (day - timedelta(days=day.weekday())).toordinal()


def _week(day: int, counts: Sequence[int], zone: str) -> Week:
    kept, broken, waiting = counts
    n = kept + broken
    start_us = at_wall(day, 0, zone)
    year, number, _ = moment(start_us, zone).date().isocalendar()
    share = wilson(kept, n) if n >= LEAST else None
    return Week(
        f"{year}-W{number:02}",
        start_us,
        kept,
        broken,
        waiting,
        n,
        kept / n if share else None,
        share.low if share else None,
        share.high if share else None,
    )


def _consistency(
    weeks: Sequence[Week], ordered: Sequence[Judged], share: float, zone: str
) -> Consistency | None:
    decided = [one for one in ordered if one.kept is not None]
    if len(decided) < ENOUGH:
        return None
    from troth.stats.rates.reliability import overdispersion

    spread = overdispersion([week.kept for week in weeks], [week.n for week in weeks])
    alarm_us, since_us = _alarm(decided, share, zone)
    says = _says(spread.phi, spread.p_value, spread.groups, len(decided))
    return Consistency(
        spread.phi,
        spread.p_value,
        spread.groups,
        len(decided),
        says,
        spread.method,
        alarm_us,
        since_us,
    )


def _says(phi: float | None, p_value: float | None, weeks: int, n: int) -> str:
    if phi is None or p_value is None:
        return f"How even the weeks are cannot be said ({weeks} weeks, n = {n})."
    behind = f"φ = {phi:.1f}, {weeks} weeks, n = {n}"
    if p_value < CLEAR and phi > 1:
        return f"Weeks differ more than chance makes them ({behind})."
    return f"Weeks differ no more than chance makes them ({behind})."


def _alarm(decided: Sequence[Judged], share: float, zone: str) -> tuple[int | None, int | None]:
    """The week of the first alarm of a CUSUM on breaks, and the one the worse time began in."""
    usual = 1 - share
    if not 0 < usual < 1:
        return None, None
    from troth.stats.watching.count_cusum import share_cusum

    worse = min(WORSE * usual, (1 + usual) / 2)
    try:
        watched = share_cusum(
            [not one.kept for one in decided], usual, worse, run_length=RUN_LENGTH
        )
    except NumbersError:
        return None, None
    places = (watched.alarm, watched.change)
    days = [None if at is None else monday(decided[at].at_us, zone) for at in places]
    alarm, since = (None if day is None else at_wall(day, 0, zone) for day in days)
    return alarm, since
