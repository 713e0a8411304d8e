"""How often does this person come, and is this silence longer than is usual for them?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from troth.model.evidence import Evidence
from troth.model.units import DAY_US
from troth.views.when import Clock

LEAST = 4
"""Fewer visits than this make no rhythm that can be drawn."""
MOST = 60


@dataclass(frozen=True, slots=True)
class Visit:
    """One order, and the days since the one before; None for the first that is shown."""

    at_us: int
    day: str
    gap_days: float | None


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Visits in order of time, the usual gap, and the gap that is open now.

    `alarm_days` is the length at which a lens speaks, where one has said it. `says` is the
    plot's title: it states what the plot shows.
    """

    visits: tuple[Visit, ...]
    usual_days: float
    longest_days: float
    open_days: float
    alarm_days: float | None
    says: str

    @property
    def gaps(self) -> tuple[float, ...]:
        """Days between one visit and the next."""
        return tuple(visit.gap_days for visit in self.visits if visit.gap_days is not None)

    @property
    def widest_days(self) -> float:
        """How far the drawing has to reach."""
        return max(*self.gaps, self.open_days, self.alarm_days or 0.0)


def rhythm(
    records: Iterable[Evidence],
    until_us: int,
    alarm_days: float | None,
    clock: Clock,
    usual_days: float | None = None,
) -> Rhythm | None:
    """The rhythm of a person's orders until a moment; None where there are too few.

    What a lens has said is usual goes before the median, so that a page says one thing.
    """
    days = sorted({record.at_us // DAY_US: record for record in records}.items())
    if len(days) < LEAST:
        return None
    shown = days[-MOST:]
    visits = tuple(
        Visit(record.at_us, clock.day(record.at_us), float(day - before) if before else None)
        for before, (day, record) in zip(_before(shown), shown, strict=True)
    )
    gaps = [visit.gap_days for visit in visits if visit.gap_days is not None]
    usual = median(gaps) if usual_days is None else usual_days
    open_days = max(0.0, (until_us - shown[-1][1].at_us) / DAY_US)
    return Rhythm(
        visits, usual, max(gaps), open_days, alarm_days, _says(usual, open_days, alarm_days)
    )


def _before(days: Sequence[tuple[int, Evidence]]) -> list[int | None]:
    return [None, *(day for day, _ in days[:-1])]


def _says(usual: float, open_days: float, alarm: float | None) -> str:
    said = f"Usually {_days(usual)} between orders; {round(open_days)} now"
    return said if alarm is None else f"{said}; we would ask from {round(alarm)}"


def _days(days: float) -> str:
    whole = round(days)
    return "1 day" if whole == 1 else f"{whole} days"
