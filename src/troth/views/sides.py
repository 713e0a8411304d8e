"""Which side do we serve worst? The same measures for each, due process, and what they say outright.

Measures and penalties are those the last run left; pages count nothing themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from troth.extend.sided import Compared, Gap, Tally, had, many
from troth.ledger.decisions import people_by_side
from troth.ledger.left import NAME, read_left
from troth.views.age import OLD
from troth.views.process import MatterLine, SideProcess, matters_of, processes_of
from troth.views.reading import Reading
from troth.views.side_gaps import GapLine, gap_line
from troth.views.surety import Interval, percent, span
from troth.views.surveyed import LEFT, Surveys, surveyed
from troth.views.telling import Told

SAID = "said-so"
WORSE, UNHEARD = "worse-side", "unheard"
SHOWN = 50
"""So many penalties are shown, unless all are asked for."""


@dataclass(frozen=True, slots=True)
class SideLine:
    """One side of a measure: its share, and how many people it never held for, of those counted."""

    side: str
    rate: Interval
    people: int
    never: int
    waiting: int

    @property
    def many(self) -> str:
        """People of this side, in the plural."""
        return many(self.side)


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """One measure for every side: a title that says what it shows, the worst side first."""

    measure: str
    title: str
    sides: tuple[SideLine, ...]
    gaps: tuple[GapLine, ...]

    @property
    def enough(self) -> bool:
        """Whether two sides have enough cases to be compared."""
        return bool(self.gaps)

    @property
    def clear(self) -> bool:
        """Whether chance does not explain a gap."""
        return any(gap.clear for gap in self.gaps)


@dataclass(frozen=True, slots=True)
class SideCount:
    """A side and how many people of it we know."""

    side: str
    people: int

    @property
    def says(self) -> str:
        """ "78 couriers"."""
        return f"{self.people:,} {self.side if self.people == 1 else many(self.side)}"


@dataclass(frozen=True, slots=True)
class Sides:
    """The page: the answer, each measure by side, due process by side and case by case, their words."""

    says: str
    worst: str | None
    known: tuple[SideCount, ...]
    measures: tuple[MeasureLine, ...]
    days: int | None
    processes: tuple[SideProcess, ...]
    matters: tuple[MatterLine, ...]
    said: tuple[Told, ...]
    has_run: bool
    end: str | None
    """The day on which the records end, where they are old."""
    surveys: Surveys
    """How each side answered our surveys."""
    more: int = 0
    """Penalties that are not shown."""


def plural(side: str) -> str:
    """People of a side, in the plural: couriers, companies."""
    return many(side)


def sides(reading: Reading, *, most: int | None = SHOWN) -> Sides:
    """The sides held against each other, as the last run left it."""
    left = reading.derived(NAME, read_left)
    found = _compared(left.get(WORSE))
    lines = tuple(sorted(map(_measure, found), key=lambda one: (not one.clear, not one.enough)))
    known = tuple(
        SideCount(side, n) for side, n in people_by_side(reading.con).items() if side
    )  # fmt: skip
    process = [row for row in left.get(UNHEARD) or () if isinstance(row, Mapping)]
    old = reading.now_us - reading.end_us > OLD
    return Sides(
        says=_answer(found, known, reading),
        worst=_worst(found),
        known=known,
        measures=lines,
        days=_days(left.get(WORSE)),
        processes=processes_of(process),
        matters=matters_of(process[: len(process) if most is None else most], reading),
        said=_said(reading),
        has_run=reading.run is not None,
        end=reading.clock.day(reading.end_us) if old else None,
        more=0 if most is None else max(0, len(process) - most),
        surveys=surveyed(left.get(LEFT), reading),
    )


def _compared(left: Any) -> tuple[Compared, ...]:
    """What the lens left, read back."""
    return tuple(
        Compared(
            one["measure"],
            tuple(Tally(**each) for each in one["sides"]),
            tuple(Gap(**each) for each in one["gaps"]),
            one["gaps_in_all"],
        )
        for one in (left or {}).get("measures", ())
    )


def _days(left: Any) -> int | None:
    return int(left["days"]) if left else None


def _measure(one: Compared) -> MeasureLine:
    return MeasureLine(
        one.measure,
        _title(one),
        tuple(_side(each) for each in one.sides),
        tuple(_gap(each) for each in one.gaps),
    )


def _title(one: Compared) -> str:
    """What the figure shows, in words."""
    told = had(one.measure)
    clear = [gap for gap in one.gaps if gap.clear]
    if not one.gaps:
        return f"Who {told}: not enough cases on two sides to say"
    if not clear:
        return f"Who {told}: no side clearly less often than another"
    worst = max({gap.worse for gap in clear}, key=lambda side: _weight(side, clear))
    others = [many(gap.better) for gap in clear if gap.worse == worst]
    return f"{many(worst).capitalize()} {told} less often than {' and '.join(others)}"


def _weight(side: str, gaps: Iterable[Gap]) -> tuple[int, float, str]:
    """How many clear gaps a side is the worse in, and how wide they are."""
    own = [gap for gap in gaps if gap.worse == side]
    return len(own), sum(gap.value for gap in own), side


def _side(one: Tally) -> SideLine:
    if one.rate is None or one.low is None or one.high is None:
        says = f"not enough to say (n = {one.n})"
        rate = Interval(None, None, None, one.n, "cases", "Wilson", says)
    else:
        says = f"{percent(one.rate)} ({span(one.low, one.high)}, n = {one.n})"
        rate = Interval(one.rate, one.low, one.high, one.n, "cases", "Wilson, 95 %", says)
    return SideLine(one.side, rate, one.people, one.never, one.waiting)


def _gap(one: Gap) -> GapLine:
    ends = (one.low, one.high)
    return gap_line(one.better, one.worse, one.value, ends, "fewer", clear=one.clear)


def _worst(found: Sequence[Compared]) -> str | None:
    clear = [gap for one in found for gap in one.gaps if gap.clear]
    if not clear:
        return None
    return max({gap.worse for gap in clear}, key=lambda side: _weight(side, clear))


def _answer(found: Sequence[Compared], known: Sequence[SideCount], reading: Reading) -> str:
    """The worst side first, in a sentence."""
    if reading.run is None:
        return "Nobody has looked yet."
    worst = _worst(found)
    if worst is not None:
        return _worst_says(worst, found)
    if len(known) < 2:
        return "Only one side is known, so there is nothing to hold it against." if known else (
            "No side is named in the records, so there is nothing to hold against each other."
        )  # fmt: skip
    if not any(one.gaps for one in found):
        return "No two sides have enough cases yet to be held against each other."
    return "No side is clearly served worse than another; chance explains what differs."


def _worst_says(worst: str, found: Sequence[Compared]) -> str:
    gaps = [(gap, one) for one in found for gap in one.gaps if gap.clear and gap.worse == worst]
    gap, one = max(gaps, key=lambda pair: (pair[0].value, pair[1].measure, pair[0].better))
    low, high = one.side(worst), one.side(gap.better)
    return (
        f"{many(worst).capitalize()} are served worst: they {had(one.measure)} in "
        f"{percent(low.rate or 0)} of cases, {many(gap.better)} in {percent(high.rate or 0)}."
    )


def _said(reading: Reading) -> tuple[Told, ...]:
    """What people of every side said outright, by side and the newest first; no score of anybody."""
    found = [one for one in reading.findings if one.lens == SAID and not reading.put_aside(one.id)]
    told = reading.told(found)
    return tuple(
        sorted(told, key=lambda one: (one.subject.side or "~", -(one.since_us or 0), one.id))
    )
