"""What does `silence` say of people who have ordered only so often, and against a rule of fixed days?

Everybody has exactly 3, 5, 10 or 20 past gaps when the watch begins, on the day of an order. One
half goes on as before for a year, with a look on every day; the other half has just stopped. The
shape of the gaps is learnt from these same people. Whoever the lens' own conditions leave out
(fewer than five gaps, less than three months) is abstained from and cannot be found.

A rule of fixed days calls everybody silent after the same number of days. Of the people whom the
lens judges it is given the number of days with which it alarms as many of the loyal as the lens
does, and then looks for the same stoppers.

Written into `benches/results/silence.md` by `benches/silence.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from silence import (
    DAY_US,
    MULTIPLES,
    RHYTHMS,
    YEAR,
    Floats,
    _look,
    _rhythms,
    _rings,
    cdnow,
)

from troth.lenses.silence import CARD
from troth.stats import wilson
from troth.stats.watching.rhythm import Pool, pooled
from troth.store.engine import open_engine

if TYPE_CHECKING:
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
    """One rhythm at one number of past gaps: the lens, and the rule of fixed days beside it."""

    rhythm: str
    gaps: int
    people: int
    abstained: int
    alarmed: int
    found: dict[int, int]
    known_alarmed: int
    fixed_days: int
    fixed_alarmed: int
    fixed: dict[int, int]

    @property
    def known(self) -> int:
        """How many the lens judges on the day the watch begins."""
        return self.people - self.abstained


@dataclass(frozen=True, slots=True)
class _Crowd:
    """Days on which each ordered until day 0, the year after it, and their own pace."""

    past: list[Floats]
    later: list[Floats]
    pace: Floats

    def known(self) -> NDArray[np.bool_]:
        """Whom the lens judges on the day the watch begins."""
        return np.array([_judged(line) for line in self.past])


def judged(rhythm: str, gaps: int, people: int = PEOPLE, seed: int = 5) -> Judged:
    """Grade the lens and the fixed days on one crowd; the same seed gives the same answer."""
    crowd = _crowd(rhythm, gaps, people, np.random.default_rng(seed))
    known = crowd.known()
    pool = pooled(_rhythms(crowd.past))
    rang = np.array(_alarmed(pool, crowd))
    found = _found(pool, crowd, known)
    waits = _longest_waits(crowd)[known]
    rang_known = int(rang[known].sum())
    days = _days_for(waits, rang_known)
    fixed = {times: int((times * crowd.pace[known] >= days).sum()) for times in MULTIPLES}
    return Judged(
        rhythm,
        gaps,
        people,
        int((~known).sum()),
        int(rang.sum()),
        found,
        rang_known,
        days,
        int((waits >= days).sum()),
        fixed,
    )


def _crowd(rhythm: str, gaps: int, people: int, chance: Generator) -> _Crowd:
    pace = np.exp(chance.normal(np.log(20.0), 0.8, people)).clip(4, 120)
    draw = RHYTHMS[rhythm]
    before = np.cumsum(draw(chance, (people, gaps + EARLY)) * pace[:, None], axis=1)
    ahead = np.cumsum(draw(chance, (people, int(YEAR / 4 * 3) + 60)) * pace[:, None], axis=1)
    past = [np.unique(np.floor(np.r_[0.0, -line]))[-gaps - 1 :] for line in before]
    # an order on the very day of the last one is no gap
    later = [np.unique(np.floor(line[line < YEAR])) for line in ahead]
    return _Crowd(past, [line[line > 0] for line in later], pace)


def _judged(line: Floats) -> bool:
    return bool(
        line.size > int(str(CARD.options["gaps"]))
        and line[-1] - line[0] >= int(str(CARD.options["days"]))
    )


def _alarmed(pool: Pool, crowd: _Crowd) -> list[bool]:
    """For each whether an alarm rang on any day; silence only grows until the next order."""
    rang = [False] * len(crowd.past)
    lines = [np.r_[past, later] for past, later in zip(crowd.past, crowd.later, strict=True)]
    sizes = [past.size for past in crowd.past]
    step, open_ = 0, list(range(len(lines)))
    while open_:
        asked = [i for i in open_ if _judged(lines[i][: sizes[i] + step])]
        if asked:
            lasts = [lines[i][: sizes[i] + step] for i in asked]
            ends = [_next(lines[i], sizes[i] + step) for i in asked]
            silent = np.array([end - line[-1] for end, line in zip(ends, lasts, strict=True)])
            longest = np.array([np.diff(line).max() for line in lasts])
            rings = _rings(pool, _rhythms(lasts), longest, silent)
            for i, ring in zip(asked, rings, strict=True):
                rang[i] = rang[i] or bool(ring)
        open_ = [i for i in open_ if sizes[i] + step < lines[i].size]
        step += 1
    return rang


def _next(line: Floats, n: int) -> float:
    return float(line[n]) if n < line.size else float(YEAR)


def _found(pool: Pool, crowd: _Crowd, known: NDArray[np.bool_]) -> dict[int, int]:
    """Of those who stopped on day 0, how many are named within some mean gaps of their own."""
    longest = np.array([np.diff(line).max() for line in crowd.past])
    rhythms = _rhythms(crowd.past)
    return {
        times: int((_rings(pool, rhythms, longest, np.floor(times * crowd.pace)) & known).sum())
        for times in MULTIPLES
    }


def _longest_waits(crowd: _Crowd) -> Floats:
    """The longest silence of each in the year, the one not ended by its end included."""
    return np.array([np.diff(np.r_[0.0, line, float(YEAR)]).max() for line in crowd.later])


def _days_for(waits: Floats, alarmed: int) -> int:
    """The number of days after which the rule alarms as nearly as many as the lens did."""
    tried = np.arange(1, YEAR + 1)
    rings = np.array([(waits >= days).sum() for days in tried])
    return int(tried[np.abs(rings - alarmed).argmin()]) if waits.size else 0


HEAD = """
## So many past gaps, and against fixed days

Everybody here has exactly so many past gaps, {people:,} people a line, whose gaps are 4 to 120
days long on average. Abstained: too few gaps or less than three months of orders on the day the
watch begins (some of these are judged later in the year, so that an alarm may come). Found: of
those judged who stopped on that day; in brackets of all who stopped, where those abstained from
count as not found. Fixed days: of the same people that are judged, everybody is called silent
after the same number of days, the one that alarms as many of the loyal (in brackets) as the lens.
"""


def table(graded: list[Judged]) -> str:
    """The grades as Markdown."""
    lines = [
        "| rhythm | past gaps | abstained | alarmed in a year | 95 % interval | at most | "
        + " | ".join(f"found within {times} mean gaps" for times in MULTIPLES)
        + " | alarmed of those judged | fixed days | "
        + " | ".join(f"fixed days: within {times}" for times in MULTIPLES)
        + " |",
        "|---|---|---|---|---|---|" + "---|" * (2 * len(MULTIPLES) + 2),
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
        return head + "| – " * (2 * len(MULTIPLES) + 2) + "|"
    found = " | ".join(
        f"{hits / one.known:.1%} ({hits / one.people:.1%})" for hits in one.found.values()
    )
    fixed = " | ".join(f"{hits / one.known:.1%}" for hits in one.fixed.values())
    return (
        f"{head}| {found} | {one.known_alarmed / one.known:.1%} "
        f"| {one.fixed_days} ({one.fixed_alarmed / one.known:.1%}) | {fixed} |"
    )


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
