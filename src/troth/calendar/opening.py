"""Opening times as moments: local wall time to UTC, and one year of shifts at a time.

A shift belongs to the date on which it begins, also when it ends after midnight. A year is
worked out once and kept, so a question about ten years looks at ten sums and not at its days.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

Hours = tuple[tuple[tuple[int, int], ...], ...]
"""For Monday to Sunday: intervals in minutes of the day, the end past 1440 if after midnight."""

DAY = 1440
ALWAYS: Hours = (((0, DAY),),) * 7
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


@lru_cache(maxsize=64)
def zone_of(name: str) -> tzinfo:
    """The zone by its name; UTC needs no time zone database."""
    return UTC if name == "UTC" else ZoneInfo(name)


def moment(us: int, zone: str) -> datetime:
    """A moment as a clock in the zone shows it, exact to the microsecond."""
    return (EPOCH + timedelta(microseconds=us)).astimezone(zone_of(zone))


def micros(at: datetime) -> int:
    """UTC microseconds of an aware moment."""
    return (at - EPOCH) // MICROSECOND


def at_wall(day: int, minute: int, zone: str) -> int:
    """UTC microseconds at which a clock in the zone shows this minute of this day (an ordinal).

    An hour that comes twice is meant the first time; a time that a zone skips is the moment of
    the change. So later wall times are never earlier moments.
    """
    days, minutes = divmod(minute, DAY)
    midnight = datetime.fromordinal(day + days)
    return at_clock(midnight + timedelta(minutes=minutes), zone)


def at_clock(wall: datetime, zone: str) -> int:
    """UTC microseconds of a naive wall time, by the same two rules as `at_wall`."""
    here = zone_of(zone)
    first = micros(wall.replace(tzinfo=here, fold=0))
    second = micros(wall.replace(tzinfo=here, fold=1))
    return first if first <= second else _change(second, first, zone)


def _change(low: int, high: int, zone: str) -> int:
    """The moment within a skipped hour at which the zone's offset changes."""
    before = moment(low, zone).utcoffset()
    while high - low > 1:
        middle = (low + high) // 2
        if moment(middle, zone).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high


@dataclass(frozen=True, slots=True)
class Shifts:
    """The opening times of one year as moments: `before[i]` is what was open until shift i."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    before: tuple[int, ...]

    def until(self, us: int) -> int:
        """Open microseconds of this year that lie before a moment."""
        index = bisect_right(self.starts, us) - 1
        if index < 0:
            return 0
        return self.before[index] + min(us, self.ends[index]) - self.starts[index]

    def reached(self, opened: int) -> int | None:
        """The first moment at which so many microseconds of this year had been open."""
        index = bisect_right(self.before, opened - 1) - 1
        if index < 0:
            return None
        at = self.starts[index] + opened - self.before[index]
        return at if at <= self.ends[index] else None

    def holds(self, us: int) -> bool:
        """Whether the moment lies inside a shift, its end excluded."""
        index = bisect_right(self.starts, us) - 1
        return index >= 0 and us < self.ends[index]


@lru_cache(maxsize=512)
def shifts_of(zone: str, hours: Hours, holidays: frozenset[date], year: int) -> Shifts:
    """The shifts that begin in one year."""
    starts, ends, before, total = [], [], [], 0
    for day, start, end in _planned(hours, holidays, year):
        opens, closes = at_wall(day, start, zone), at_wall(day, end, zone)
        if closes > opens:
            starts.append(opens)
            ends.append(closes)
            before.append(total)
            total += closes - opens
    return Shifts(tuple(starts), tuple(ends), tuple(before))


def _planned(hours: Hours, holidays: frozenset[date], year: int) -> Iterator[tuple[int, int, int]]:
    """Every shift of a year in order: the day it belongs to, and its minutes."""
    for day in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1):
        here = date.fromordinal(day)
        if here not in holidays:
            for start, end in hours[here.weekday()]:
                yield day, start, end
