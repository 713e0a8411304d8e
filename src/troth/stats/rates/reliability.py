"""How reliably do we keep promises, when some cannot be judged? Bounds, and the swing by week.

Why it matters: “92 % kept” sounds different when a third of the promises left no trace. What
    cannot be verified may all have been kept or all broken: both ends are shown.
Formula: K kept, B broken, U unverifiable:
    rate = K/(K+B), Wilson's interval
    bounds = K/(K+B+U) to (K+U)/(K+B+U), with Wilson's low end of the first and high of the second
    overdispersion φ = Σ (xⱼ − nⱼp)²/(nⱼ p(1−p)) / (weeks − 1): 1 where weeks differ by chance;
    its p-value from chi-square on weeks − 1
Assumes: promises are independent of one another; overdue open promises count as broken by their
    date; every unverifiable one could have gone either way.
Cannot say: that a promise was kept because nobody complained. The plain rate holds for the
    unverifiable ones only if they are like the rest, which nobody knows. Weeks of fewer than 5
    expected successes or failures make the p-value of φ rough.
Source: C. F. Manski, 2003, Partial identification of probability distributions; P. McCullagh and
    J. A. Nelder, 1989, Generalized Linear Models, section 4.5
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtrc

from troth.errors import NumbersError
from troth.stats.arrays import column, even, number
from troth.stats.rates.proportions import Interval, wilson
from troth.stats.rates.wording import LEAST, basis, few, percent

__all__ = ("Overdispersion", "PromiseReliability", "overdispersion", "promise_reliability")

MOST = 1e15
"""Beyond it counts are no longer whole numbers in a computer."""


@dataclass(frozen=True, slots=True)
class PromiseReliability:
    """The rate among the judged, and what the rate of all can be at least and at most.

    `low` and `high` hold the bounds with their sampling error; all None below the least number
    of judged promises except the bounds themselves, which are counts and need none.
    """

    rate: Interval | None
    least: float | None
    most: float | None
    low: float | None
    high: float | None
    kept: int
    broken: int
    unverifiable: int
    level: float = 0.95
    method: str = "Wilson, bounds"

    @property
    def n(self) -> int:
        """All promises, judged or not."""
        return self.kept + self.broken + self.unverifiable

    @property
    def says(self) -> str:
        """The rate and its bounds in one line."""
        if self.rate is None or self.rate.value is None:
            return few(self.kept + self.broken)
        span = f"{percent(self.rate.low)} to {percent(self.rate.high)}"
        behind = basis(self.rate.n, self.rate.method, self.level)
        told = f"{percent(self.rate.value)} kept ({span}), {behind}"
        if not self.unverifiable or self.least is None or self.most is None:
            return told
        ends = f"{percent(self.least)} and {percent(self.most)}"
        return f"{told}; with {self.unverifiable:,} unverifiable, between {ends}"


@dataclass(frozen=True, slots=True)
class Overdispersion:
    """How much more groups differ than chance would make them: `phi` is 1 by chance alone.

    `phi` and `p_value` are None where fewer than two groups have cases, or all went one way.
    """

    phi: float | None
    p_value: float | None
    groups: int
    n: int
    method: str = "Pearson’s chi-square"

    @property
    def says(self) -> str:
        """The overdispersion in one line."""
        if self.phi is None or self.p_value is None:
            return f"not enough to say ({self.groups} groups, n = {self.n:,})"
        behind = f"{self.groups} groups, n = {self.n:,}, {self.method}, p = {self.p_value:.2g}"
        return f"groups differ {self.phi:.1f} times as much as by chance ({behind})"


def promise_reliability(
    kept: int, broken: int, unverifiable: int = 0, level: float = 0.95, least: float = LEAST
) -> PromiseReliability:
    """The share of promises kept, and the bounds that the unverifiable ones leave.

    Raises NumbersError for counts that are no whole numbers of at least 0.
    """
    k = int(number("kept", kept, least=0, whole=True))
    b = int(number("broken", broken, least=0, whole=True))
    u = int(number("unverifiable", unverifiable, least=0, whole=True))
    worst, best = wilson(k, k + b + u, level), wilson(k + u, k + b + u, level)
    if k + b < number("least", least, above=0):
        return PromiseReliability(None, worst.value, best.value, None, None, k, b, u, level)
    rate = wilson(k, k + b, level)
    return PromiseReliability(rate, worst.value, best.value, worst.low, best.high, k, b, u, level)


def overdispersion(successes: ArrayLike, n: ArrayLike) -> Overdispersion:
    """How unsteady is a rate between weeks (or teams), beyond what chance makes of it?

    One number a week each; weeks of no cases are left out. Raises NumbersError for counts that
    are no shares.
    """
    x = column("successes", successes, least=0, most=MOST, whole=True, empty=True)
    of = column("n", n, least=0, most=MOST, whole=True, empty=True)
    even(successes=x, n=of)
    if (x > of).any():
        at = int(np.flatnonzero(x > of)[0])
        raise NumbersError(f"Group {at} has {x[at]:g} successes of {of[at]:g}: that is no share.")
    x, of = x[of > 0], of[of > 0]
    groups, total = len(of), float(of.sum())
    if groups < 2 or x.sum() in (0, total):
        return Overdispersion(None, None, groups, round(total))
    p = float(x.sum()) / total
    chi = float((((x - of * p) ** 2) / (of * p * (1 - p))).sum())
    return Overdispersion(chi / (groups - 1), float(chdtrc(groups - 1, chi)), groups, round(total))
