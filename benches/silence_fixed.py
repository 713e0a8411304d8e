"""Does `silence` find those who stopped sooner than a rule of fixed days that errs as often?

A rule of fixed days calls everybody silent after the same number of days. Of the people whom the
lens judges it is given the number of days with which it alarms as many of the loyal as the lens
does, and then looks for the same stoppers.

As often when? Whoever ordered today cannot be wrongly named by a rule of 350 days for a year, so
a watch of one year that begins with an order spares such a rule nearly all its errors. Both are
told: equal in the first year after an order, and equal in the three years after that one.

Written into `benches/results/silence.md` by `benches/silence.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from silence import MULTIPLES, YEAR, Floats, _rhythms
from silence_gaps import ASKED, Crowd, alarms, crowd_of, found_of

from troth.stats.watching.rhythm import pooled

PAST = (5, 10, 20)
PEOPLE = 3000
YEARS = 4


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule does: alarms of a loyal person a year, and the share of stoppers it finds.

    `slowest`: the share of the later alarms that fell on the fifth of people who order least often.
    """

    name: str
    first: float
    later: float
    slowest: float
    found: dict[int, float]


@dataclass(frozen=True, slots=True)
class Fixed:
    """Everybody is silent after so many days: the silences of loyal people it is tried on."""

    began: Floats
    waited: Floats
    whose: NDArray[np.int64]
    pace: Floats

    def alarmed(self, days: int) -> tuple[float, float, float]:
        """Alarms of a loyal person a year, in the first year and in those after it; on the slowest."""
        early = np.minimum(self.began + self.waited, YEAR) - self.began >= days
        later = (self.waited >= days) & ~early
        each = np.bincount(self.whose[later], minlength=self.pace.size)
        return early.sum() / self.pace.size, each.mean() / (YEARS - 1), _slowest(each, self.pace)

    def equal(self, alarmed: float, when: int) -> int:
        """The days with which it alarms most nearly so many, in the first year (0) or later (1)."""
        tried = range(1, YEARS * YEAR + 1)
        return min(tried, key=lambda days: abs(self.alarmed(days)[when] - alarmed))

    def rule(self, days: int) -> Rule:
        """What it does with so many days."""
        found = {times: float((times * self.pace >= days).mean()) for times in MULTIPLES}
        return Rule(f"{days} days", *self.alarmed(days), found)


def compared(rhythm: str, gaps: int, people: int = PEOPLE, seed: int = 5) -> list[Rule]:
    """The lens, fixed days as often wrong in the first year, and as often wrong afterwards."""
    crowd = crowd_of(rhythm, gaps, people, np.random.default_rng(seed), YEARS)
    known = crowd.known()
    pool = pooled(_rhythms(crowd.past))
    first, later = (each[known] for each in alarms(pool, crowd))
    slowest = _slowest(later, crowd.pace[known])
    found = {times: hits / known.sum() for times, hits in found_of(pool, crowd, known).items()}
    lens = Rule("`silence`", first.mean(), later.mean() / (YEARS - 1), slowest, found)
    fixed = _fixed(crowd, known)
    days = [fixed.equal(lens.first, 0), fixed.equal(lens.later, 1)]
    return [lens, *(fixed.rule(each) for each in days)]


def _fixed(crowd: Crowd, known: NDArray[np.bool_]) -> Fixed:
    lines = [np.r_[0.0, crowd.later[i], float(crowd.end)] for i in np.flatnonzero(known)]
    began = np.concatenate([line[:-1] for line in lines])
    waited = np.concatenate([np.diff(line) for line in lines])
    whose = np.repeat(np.arange(len(lines)), [line.size - 1 for line in lines])
    return Fixed(began, waited, whose, crowd.pace[known])


def _slowest(alarms: NDArray[np.int64], pace: Floats) -> float:
    """The share of alarms that fell on the fifth of people with the longest mean gaps."""
    return float(alarms[pace >= np.quantile(pace, 0.8)].sum() / max(1, alarms.sum()))


HEAD = f"""
## Against fixed days

{PEOPLE:,} people a line, of whom those are asked about whom the lens judges. Fixed days: everybody
is called silent after the same number of days. Two such rules stand beside the lens: one that is
wrong as often in the first year after an order, and one that is as often wrong in the three years
after it. In a first year a rule of 350 days can hardly be wrong yet, whoever is slow; that is
why the first of the two looks good for bursty people, and alarms far more of the loyal later.
The last column: of the alarms of those three years, how many fell on the fifth of people who
order least often? A rule that treats everybody alike comes to 20 %.
"""


def section() -> str:
    """The whole part of the page."""
    return HEAD + "\n" + table({(each, n): compared(each, n) for each in ASKED for n in PAST})


def table(graded: dict[tuple[str, int], list[Rule]]) -> str:
    """The rules as Markdown, three lines for each crowd."""
    lines = [
        "| rhythm | past gaps | rule | alarms of 100 loyal, first year | alarms of 100 loyal, a later year | "
        + " | ".join(f"found within {times} mean gaps" for times in MULTIPLES)
        + " | alarms that fell on the slowest fifth |",
        "|---|---|---|---|---|" + "---|" * (len(MULTIPLES) + 1),
    ]
    for (rhythm, gaps), rules in graded.items():
        for rule in rules:
            found = " | ".join(f"{share:.1%}" for share in rule.found.values())
            lines.append(
                f"| {rhythm} | {gaps} | {rule.name} | {100 * rule.first:.1f} "
                f"| {100 * rule.later:.1f} | {found} | {rule.slowest:.0%} |"
            )
    return "\n".join(lines)
