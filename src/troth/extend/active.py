"""In which hours was a customer there? What she did tells the hours of the week that are hers.

An hour of the week (Monday 9 to 10, …) is hers where she used us, wrote to us or bought in it in
at least two of the eight weeks before. Who did fewer than six things in those weeks, or nothing
twice in one hour, has no hours that can be known, and is counted apart. Who did something while
it lasted was there, whatever her hours are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from troth.calendar.opening import moment
from troth.model.units import HOUR_US

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Flags = NDArray[np.bool_]

WEEKS = 8
TWICE = 2
"""An hour of the week is somebody's if it was used in so many of the weeks before."""
LEAST = 6
"""Who did fewer things in those weeks has no hours that can be known."""
WEEK = 168
RULE = f"active hours: used in {TWICE} of the {WEEKS} weeks before, from {LEAST} records on"


class Act(NamedTuple):
    """What somebody did in one hour: `hour` counts from 1970 in UTC, `n` how often."""

    who: str
    hour: int
    n: int = 1
    ours: str | None = None
    side: str | None = None
    account: str | None = None
    event: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Activity:
    """What many customers did, hour by hour: `names[who]` is whose row it is."""

    names: tuple[str, ...]
    who: Whole
    hour: Whole
    n: Whole
    more: NDArray[np.object_]
    """Brand, side, account and event of each row, None where none is known."""

    @classmethod
    def of(cls, acts: Iterable[Act]) -> Activity:
        """From rows in any order."""
        import numpy as np

        held = sorted(acts, key=lambda act: (act.who, act.hour))
        names = tuple(dict.fromkeys(act.who for act in held))
        code = {name: at for at, name in enumerate(names)}
        more = np.empty((len(held), 4), object)
        for at, act in enumerate(held):
            more[at] = act[3:]
        columns = (
            np.array([code[act.who] for act in held], np.int64),
            np.array([act.hour for act in held], np.int64),
            np.array([act.n for act in held], np.int64),
        )
        return cls(names, *columns, more)

    def only(self, rows: Flags) -> Activity:
        """Some of the rows, with all the names."""
        return Activity(self.names, self.who[rows], self.hour[rows], self.n[rows], self.more[rows])


@dataclass(frozen=True, slots=True, eq=False)
class Presence:
    """Who was there while something lasted: one row a person and hour, in microseconds.

    `unknown` are people whose hours cannot be known and who did nothing meanwhile.
    """

    who: Whole
    from_us: Whole
    to_us: Whole
    unknown: Whole


def present(activity: Activity, start_us: int, end_us: int, zone: str = "UTC") -> Presence:
    """The people who were there between two moments, and the hours in which they were."""
    import numpy as np

    first, last = start_us // HOUR_US, -(-end_us // HOUR_US)
    before = activity.only((activity.hour >= first - WEEKS * WEEK) & (activity.hour < first))
    theirs, cells, known = _usual(before, len(activity.names), zone)
    meanwhile = (activity.hour >= first) & (activity.hour < last)
    seen = activity.only(meanwhile)
    rows_who, rows_hour = [seen.who], [seen.hour]
    hours = np.arange(first, last, dtype=np.int64)
    for hour, cell in zip(hours, _cells(hours, zone), strict=True):
        there = theirs[np.searchsorted(cells, cell) : np.searchsorted(cells, cell, "right")]
        rows_who.append(there)
        rows_hour.append(np.full(len(there), hour))
    pairs = np.unique(np.stack([np.concatenate(rows_who), np.concatenate(rows_hour)]), axis=1)
    starts = np.maximum(pairs[1] * HOUR_US, start_us)
    ends = np.minimum((pairs[1] + 1) * HOUR_US, end_us)
    met = np.union1d(before.who, seen.who)
    unknown = np.setdiff1d(met[~known[met]], seen.who)
    return Presence(pairs[0], starts, ends, unknown)


def _usual(before: Activity, people: int, zone: str) -> tuple[Whole, Whole, Flags]:
    """(whose, hour of the week) by hour, and for every person whether hers are known."""
    import numpy as np

    counts = np.bincount(before.who, weights=before.n, minlength=people)
    once = np.unique(np.stack([before.who, before.hour]), axis=1)
    keys, often = np.unique(_cells(once[1], zone) * max(people, 1) + once[0], return_counts=True)
    keys = keys[often >= TWICE]
    whose, cells = keys % max(people, 1), keys // max(people, 1)
    known = counts >= LEAST
    known &= np.bincount(whose, minlength=people) > 0
    kept = known[whose]
    return whose[kept], cells[kept], known


def _cells(hours: Whole, zone: str) -> Whole:
    """The hour of the week of each hour, on the clock of the zone."""
    import numpy as np

    if not len(hours):
        return hours
    each, back = np.unique(hours, return_inverse=True)
    ahead: list[Any] = [moment(int(hour) * HOUR_US, zone).utcoffset() for hour in each]
    offsets = np.array([int(one.total_seconds() // 3600) for one in ahead], np.int64)
    local: Whole = ((each + offsets) % WEEK)[back.reshape(-1)]
    return local
