"""What does `silence` say of people who have ordered only so often?

Everybody has exactly 3, 5, 10 or 20 past gaps when the watch begins, on the day of an order. One
half goes on as before for a year, with a look on every day; the other half has just stopped. The
shape of the gaps is learnt from these same people. Whoever the lens' own conditions leave out
(fewer than five gaps, less than three months) is abstained from and cannot be found.

Written into `benches/results/silence.md` by `benches/silence.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from silence import MULTIPLES, RHYTHMS, YEAR, Floats, _look, _rhythms, _rings, cdnow

from troth.lenses.silence import CARD
from troth.model.units import DAY_US
from troth.stats import wilson
from troth.stats.watching.rhythm import Pool, pooled
from troth.store.engine import open_engine

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.random import Generator
    from numpy.typing import NDArray

PAST = (3, 5, 10, 20)
ASKED = ("Poisson", "Erlang-2", "Erlang-3", "lognormal, sigma 1.2")
PEOPLE = 3000
EARLY = 60
"""Gaps drawn beyond those asked for, since some orders fall on one day."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One rhythm at one number of past gaps."""

    rhythm: str
    gaps: int
    people: int
    abstained: int
    alarmed: int
    found: dict[int, int]

    @property
    def known(self) -> int:
        """How many the lens judges on the day the watch begins."""
        return self.people - self.abstained


@dataclass(frozen=True, slots=True)
class Crowd:
    """Days on which each ordered until day 0, the days after it up to `end`, and their own pace."""

    past: list[Floats]
    later: list[Floats]
    pace: Floats
    end: int

    def known(self) -> NDArray[np.bool_]:
        """Whom the lens judges on the day the watch begins."""
        return np.array([_judged(line) for line in self.past])


def judged(rhythm: str, gaps: int, people: int = PEOPLE, seed: int = 5) -> Judged:
    """Grade the lens on one crowd; the same seed gives the same answer."""
    crowd = crowd_of(rhythm, gaps, people, np.random.default_rng(seed))
    known = crowd.known()
    pool = pooled(_rhythms(crowd.past))
    rang = int((alarms(pool, crowd)[0] > 0).sum())
    return Judged(rhythm, gaps, people, int((~known).sum()), rang, found_of(pool, crowd, known))


def crowd_of(rhythm: str, gaps: int, people: int, chance: Generator, years: int = 1) -> Crowd:
    """Loyal people with just so many past gaps on day 0, followed for so many years."""
    end = years * YEAR
    pace = np.exp(chance.normal(np.log(20.0), 0.8, people)).clip(4, 120)
    draw = RHYTHMS[rhythm]
    before = np.cumsum(draw(chance, (people, gaps + EARLY)) * pace[:, None], axis=1)
    past = [np.unique(np.floor(np.r_[0.0, -line]))[-gaps - 1 :] for line in before]
    ahead = [_ahead(lambda n: draw(chance, (1, n))[0], each, end) for each in pace]
    return Crowd(past, ahead, pace, end)


def _ahead(draw: Callable[[int], Floats], pace: float, end: int) -> Floats:
    """The days of the orders to come; an order on the very day of the last one is no gap."""
    line = np.zeros(1)
    while line[-1] < end:
        line = np.r_[line, line[-1] + np.cumsum(draw(int(end / pace) + EARLY) * pace)]
    days = np.unique(np.floor(line[line < end]))
    return days[days > 0]


def _judged(line: Floats) -> bool:
    return bool(
        line.size > int(str(CARD.options["gaps"]))
        and line[-1] - line[0] >= int(str(CARD.options["days"]))
    )


def alarms(pool: Pool, crowd: Crowd) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """How many alarms each had in the first year and in those after it, with a look on every day.

    Silence only grows until the next order, so it is enough to ask at the end of each.
    """
    lines = [np.r_[past, later] for past, later in zip(crowd.past, crowd.later, strict=True)]
    until = [past.size for past in crowd.past]
    first, later = np.zeros(len(lines), np.int64), np.zeros(len(lines), np.int64)
    open_ = list(range(len(lines)))
    while open_:
        asked = [i for i in open_ if _judged(lines[i][: until[i]])]
        if asked:
            lasts = [lines[i][: until[i]] for i in asked]
            ends = np.array([_next(lines[i], until[i], crowd.end) for i in asked])
            early, rings = _asked(pool, lasts, ends)
            first[asked] += early
            later[asked] += rings & ~early
        open_ = [i for i in open_ if until[i] < lines[i].size]
        until = [n + 1 for n in until]
    return first, later


def _asked(
    pool: Pool, lasts: list[Floats], ends: Floats
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Whether each silence rings within the first year, and whether it rings at all."""
    began = np.array([line[-1] for line in lasts])
    longest = np.array([np.diff(line).max() for line in lasts])
    rhythms = _rhythms(lasts)
    early = _rings(pool, rhythms, longest, np.minimum(ends, YEAR) - began) & (began < YEAR)
    return early, _rings(pool, rhythms, longest, ends - began)


def _next(line: Floats, n: int, end: int) -> float:
    return float(line[n]) if n < line.size else float(end)


def found_of(pool: Pool, crowd: Crowd, known: NDArray[np.bool_]) -> dict[int, int]:
    """Of those who stopped on day 0, how many are named within some mean gaps of their own."""
    longest = np.array([np.diff(line).max() for line in crowd.past])
    rhythms = _rhythms(crowd.past)
    return {
        times: int((_rings(pool, rhythms, longest, np.floor(times * crowd.pace)) & known).sum())
        for times in MULTIPLES
    }


HEAD = """
## So many past gaps

Everybody here has exactly so many past gaps, {people:,} people a line, whose gaps are 4 to 120
days long on average. Abstained: too few gaps or less than three months of orders on the day the
watch begins (some of these are judged later in the year, so that an alarm may come). Found: of
those judged who stopped on that day; in brackets of all who stopped, where those abstained from
count as not found.
"""


def table(graded: list[Judged]) -> str:
    """The grades as Markdown."""
    lines = [
        "| rhythm | past gaps | abstained | alarmed in a year | 95 % interval | at most | "
        + " | ".join(f"found within {times} mean gaps" for times in MULTIPLES)
        + " |",
        "|---|---|---|---|---|---|" + "---|" * len(MULTIPLES),
    ]
    return "\n".join([*lines, *(_line(each) for each in graded)])


def _line(one: Judged) -> str:
    share = wilson(one.alarmed, one.people)
    budget = float(str(CARD.options["budget"]))
    limit = budget + 2 * (budget * (1 - budget) / one.people) ** 0.5
    head = (
        f"| {one.rhythm} | {one.gaps} | {one.abstained / one.people:.1%} "
        f"| {one.alarmed / one.people:.1%} | {share.low:.1%} to {share.high:.1%} | {limit:.1%} "
    )
    if not one.known:
        return head + "| – " * len(MULTIPLES) + "|"
    found = " | ".join(
        f"{hits / one.known:.1%} ({hits / one.people:.1%})" for hits in one.found.values()
    )
    return f"{head}| {found} |"


def judged_of_cdnow(path: Path) -> str:
    """What share of real customers has a rhythm long enough to be judged."""
    rows = cdnow(path)
    last = max(rows["ts_us"].to_pylist())
    people = len(set(rows["by"].to_pylist()))
    with open_engine("duckdb") as engine:
        batch = _look(engine, rows, last)[0].to_pylist()
    told = sum(
        row["gaps"] >= int(str(CARD.options["gaps"]))
        and (row["last_us"] - row["first_us"]) // DAY_US >= int(str(CARD.options["days"]))
        for row in batch
    )
    share = wilson(told, people)
    return (
        f"Of {people:,} customers {told:,} can be judged at the end of the data "
        f"({share.value:.1%}, {share.low:.1%} to {share.high:.1%}): six days with an order and "
        "three months between the first and the last. Of the others nothing is said."
    )


def section() -> str:
    """The whole part of the page."""
    graded = [judged(rhythm, gaps) for rhythm in ASKED for gaps in PAST]
    return HEAD.format(people=PEOPLE) + "\n" + table(graded)
