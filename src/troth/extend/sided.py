"""Side against side: one measure for each, and the gaps between them with intervals that hold together.

Cases of one person are not several cases: each side's count is cut to what it is worth once people
are taken as drawn and not cases (design effect), before Wilson and Newcombe are asked. The gaps of
one look share their error (Bonferroni): the chance that even one interval misses is that of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from troth.extend.record import Context
from troth.model.units import DAY_US

MEASURED = (
    "first-reply <= 1 business day",
    "answer-rate >= 100%",
    "resolution <= 7 days",
    "kept-by-due >= 100%",
    "refund-time <= 7 days",
)
"""What is counted for every side where the settings name nothing else."""
DAYS = 365
"""Cases that began in so many days are compared."""
ENOUGH, PEOPLE = 10, 5
"""A side with fewer decided cases, or fewer people behind them, is not compared."""
LEVEL = 0.95
METHOD = "Newcombe, people as clusters"

Row = Mapping[str, Any]
"""A case: `measure`, `side`, `person`, `met` (None while it is open and in time), `start_us` …"""


@dataclass(frozen=True, slots=True)
class Tally:
    """One side of a measure: decided cases, those that met it, and the people behind them.

    `worth` is how many cases of different people the `n` are worth. `never` counts people of whom
    no case met it, `waiting` cases still open and in time. No share below the least number.
    """

    side: str
    n: int
    met: int
    people: int
    never: int
    waiting: int
    worth: int
    rate: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Gap:
    """How much less one side has than another, between 0 and 1, with its simultaneous interval."""

    better: str
    worse: str
    value: float
    low: float
    high: float

    @property
    def clear(self) -> bool:
        """Whether chance alone does not explain it."""
        return self.low > 0


@dataclass(frozen=True, slots=True)
class Compared:
    """A measure for every side that has a case, the worst side first, and every gap."""

    measure: str
    sides: tuple[Tally, ...]
    gaps: tuple[Gap, ...]
    gaps_in_all: int

    def side(self, name: str) -> Tally:
        """One side by its name."""
        return next(one for one in self.sides if one.side == name)


def compared(rows: Iterable[Row]) -> tuple[Compared, ...]:
    """Every measure for every side, by name; the gaps of all of them share one error of 5 %."""
    held: dict[str, dict[str, list[Row]]] = {}
    for row in rows:
        held.setdefault(row["measure"], {}).setdefault(row["side"], []).append(row)
    tallies = {
        measure: sorted(
            (_tally(side, cases) for side, cases in sides.items()),
            key=lambda one: (one.rate is None, one.rate or 0.0, one.side),
        )
        for measure, sides in sorted(held.items())
    }
    pairs = {measure: _pairs(found) for measure, found in tallies.items()}
    many = sum(map(len, pairs.values()))
    level = 1 - (1 - LEVEL) / max(1, many)
    return tuple(
        Compared(measure, tuple(found), tuple(_gap(*pair, level) for pair in pairs[measure]), many)
        for measure, found in tallies.items()
    )


def _pairs(found: Sequence[Tally]) -> list[tuple[Tally, Tally]]:
    """The sides that can be compared, two by two, the worse one first."""
    return list(combinations([one for one in found if one.rate is not None], 2))


def _tally(side: str, cases: Sequence[Row]) -> Tally:
    from troth.stats.rates.proportions import wilson

    decided = [row for row in cases if row["met"] is not None]
    mine: dict[str, list[bool]] = {}
    for row in decided:
        mine.setdefault(row["person"] or row["record"], []).append(bool(row["met"]))
    met, n = sum(sum(each) for each in mine.values()), len(decided)
    never = sum(not any(each) for each in mine.values())
    waiting = len(cases) - n
    if n < ENOUGH or len(mine) < PEOPLE:
        return Tally(side, n, met, len(mine), never, waiting, 0, None, None, None)
    worth = _worth(list(mine.values()))
    share = wilson(met / n * worth, worth)
    return Tally(
        side, n, met, len(mine), never, waiting, worth, met / n, share.low, share.high
    )  # fmt: skip


def _worth(people: Sequence[Sequence[bool]]) -> int:
    """How many cases of different people these are worth: at most all, as many as people at least
    where all cases came out alike and nothing tells how much those of one person agree."""
    from troth.stats.rates.weighting import weighted_mean

    n = sum(map(len, people))
    if n == len(people):
        return n
    values = [float(met) for each in people for met in each]
    who = [number for number, each in enumerate(people) for _ in each]
    effect = weighted_mean(values, clusters=who).design_effect
    return len(people) if effect is None else max(1, int(n / max(1.0, effect)))


def _gap(worse: Tally, better: Tally, level: float) -> Gap:
    from troth.stats.rates.proportions import newcombe

    high, low = better.rate or 0.0, worse.rate or 0.0
    found = newcombe(high * better.worth, better.worth, low * worse.worth, worse.worth, level)
    return Gap(better.side, worse.side, high - low, found.low, found.high)


def many(side: str) -> str:
    """People of a side, in the plural: couriers, companies."""
    if side.endswith(("s", "people")):
        return side
    if side.endswith("y") and side[-2:-1] not in "aeiou":
        return f"{side[:-1]}ies"
    return f"{side}s"


def in_days(days: int, context: Context) -> str:
    """The stretch looked at, in words, with where the records end if that is not now."""
    if context.as_of_us - context.moment_us < DAY_US:
        return f"in {days} days"
    return f"in the {days} days to {context.records_end()}"


_HAD = {
    "first-reply": "had a first answer {limit}",
    "answer-rate": "had an answer at all within 30 days",
    "resolution": "had their question settled {limit}",
    "kept-by-due": "were given by its day what we promised",
    "refund-time": "had their money back {limit}",
}


def had(measure: str) -> str:
    """What a case that meets a measure had, in words: "had a first answer within 1 business day"."""
    name, _, rest = measure.partition(" ")
    told = rest.split(" for ")[0].replace("<= ", "within ").replace(">= ", "at least ")
    return _HAD[name].format(limit=told) if name in _HAD else f"met “{measure}”"
