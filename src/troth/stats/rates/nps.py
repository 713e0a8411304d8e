"""Would they recommend us? The net promoter score, with the interval it is rarely given.

Why it matters: from 100 answers a score of 30 means “somewhere between 14 and 44”. Most arrows
    from one month to the next lie inside that width, and people are praised or blamed for them.
Formula: answers 9–10 are promoters P, 7–8 passives M, 0–6 detractors D; n = P + M + D;
    score = (P − D)/n, between −1 and 1 (times 100 it is the usual figure);
    standard error = √(((P + D)/n − score²)/n)
    adjusted Wald: the Wald interval of P+¾, M+1½, D+¾, the default
    score: every θ with |score − θ| ≤ z √((π₊+π₋−θ²)/n), π the most likely shares given θ
    difference: the two intervals added by squares, as Newcombe does for shares
    answers for a margin m: z²(p₊ + p₋ − (p₊−p₋)²)/m² a wave, twice that for a change
Assumes: one answer a person, and that those who answered are like those who did not. Weights
    say how many alike a row stands for (a row of weight 2 is two rows).
Cannot say: that growth follows from it: larger studies found it no better than other questions.
    Nothing about those who did not answer. Below 5 answers no score is given.
Source: B. Rocks, 2016, Interval estimation for the “net promoter score”, The American
    Statistician 70; T. Tango, 1998, for the score interval; T. Keiningham and others, 2007, A
    longitudinal examination of net promoter and firm revenue growth, for the critique
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, sqrt
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.arrays import column, number, weighting
from troth.stats.normal import quantile
from troth.stats.rates.proportions import Difference
from troth.stats.rates.wording import LEAST, basis, counted, few

__all__ = ("Nps", "nps", "nps_difference", "nps_from_counts", "nps_sample_size")

Method: TypeAlias = Literal["adjusted Wald", "score", "Wald"]
Limits: TypeAlias = Callable[[float, float, float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Nps:
    """A score between -1 and 1 with its interval; all None below the least number of answers."""

    value: float | None
    low: float | None
    high: float | None
    standard_error: float | None
    promoters: float
    passives: float
    detractors: float
    n: float
    level: float = 0.95
    method: str = "adjusted Wald"

    @property
    def says(self) -> str:
        """The score in one line, on the usual scale from -100 to +100."""
        if self.value is None or self.low is None or self.high is None:
            return few(self.n)
        value, low, high = (100 * each for each in (self.value, self.low, self.high))
        told = f"{value:+.0f} ({low:+.0f} to {high:+.0f}), {basis(self.n, self.method, self.level)}"
        return told.replace("-", "−")


def nps(
    scores: ArrayLike,
    weights: ArrayLike | None = None,
    level: float = 0.95,
    method: Method = "adjusted Wald",
    least: float = LEAST,
) -> Nps:
    """The net promoter score of answers from 0 to 10; below `least` answers it says so instead.

    Raises NumbersError for an answer that is no whole number from 0 to 10.
    """
    answers = column("scores", scores, least=0, most=10, whole=True, empty=True)
    heavy = weighting(weights, len(answers)) if len(answers) else None
    kinds = np.digitize(answers, [6.5, 8.5])
    found = np.bincount(kinds, weights=heavy, minlength=3)
    return nps_from_counts(found[2], found[1], found[0], level, method, least)


def nps_from_counts(
    promoters: float,
    passives: float,
    detractors: float,
    level: float = 0.95,
    method: Method = "adjusted Wald",
    least: float = LEAST,
) -> Nps:
    """The net promoter score where the answers have been counted already."""
    p = number("promoters", promoters, least=0)
    m = number("passives", passives, least=0)
    d = number("detractors", detractors, least=0)
    z = quantile(number("level", level))
    if method not in _LIMITS:
        raise NumbersError(f"method is “{method}”: it has to be one of {', '.join(_LIMITS)}.")
    n, three = p + m + d, (counted(p), counted(m), counted(d))
    if n < number("least", least, above=0):
        return Nps(None, None, None, None, *three, counted(n), level, method)
    value = (p - d) / n
    error = sqrt(max(0.0, (p + d) / n - value**2) / n)
    low, high = _LIMITS[method](p, m, d, z)
    low, high = max(-1.0, min(low, value)), min(1.0, max(high, value))
    return Nps(value, low, high, error, *three, counted(n), level, method)


def nps_difference(
    first: ArrayLike | Nps, second: ArrayLike | Nps, level: float = 0.95
) -> Difference:
    """The score of the first wave less that of the second, between -2 and 2, with its interval.

    Each wave is its answers, or what `nps` made of them (then its own level and method count).
    The waves are different people. Raises NumbersError where a wave is not enough to say.
    """
    waves = [one if isinstance(one, Nps) else nps(one, level=level) for one in (first, second)]
    a, b = waves
    if a.level != b.level or a.method != b.method:
        raise NumbersError("The two waves were given different levels or methods.")
    if a.value is None or a.low is None or a.high is None:
        raise NumbersError(f"The first wave is {few(a.n)}.")
    if b.value is None or b.low is None or b.high is None:
        raise NumbersError(f"The second wave is {few(b.n)}.")
    value = a.value - b.value
    low = value - sqrt((a.value - a.low) ** 2 + (b.high - b.value) ** 2)
    high = value + sqrt((a.high - a.value) ** 2 + (b.value - b.low) ** 2)
    told = f"{a.method}, added by squares"
    return Difference(value, max(-2.0, low), min(2.0, high), round(a.n), round(b.n), a.level, told)


def nps_sample_size(
    margin: float,
    promoters: float = 0.5,
    detractors: float = 0.5,
    waves: Literal[1, 2] = 1,
    level: float = 0.95,
) -> int:
    """How many answers a wave make an interval of ± `margin` (.05 is five points).

    `waves` 2 asks for a change between two waves. `promoters` and `detractors` are the shares
    expected; as given they are the widest there can be.
    """
    m = number("margin", margin, above=0)
    p, d = (
        number(name, share, least=0, most=1)
        for name, share in (("promoters", promoters), ("detractors", detractors))
    )
    if p + d > 1 + 1e-12:
        raise NumbersError(f"promoters and detractors sum to {p + d:g}: shares sum to 1 at most.")
    if waves not in (1, 2):
        raise NumbersError(f"waves is {waves}: it has to be 1 or 2.")
    z = quantile(number("level", level))
    return max(1, ceil(waves * z * z * (p + d - (p - d) ** 2) / (m * m) - 1e-9))


def _wald(p: float, m: float, d: float, z: float) -> tuple[float, float]:
    n = p + m + d
    value = (p - d) / n
    half = z * sqrt(max(0.0, (p + d) / n - value**2) / n)
    return value - half, value + half


def _adjusted(p: float, m: float, d: float, z: float) -> tuple[float, float]:
    return _wald(p + 0.75, m + 1.5, d + 0.75, z)


def _score(p: float, m: float, d: float, z: float) -> tuple[float, float]:
    """Halve the way between the score and the ends of the scale until the test turns."""
    value, ends = (p - d) / (p + m + d), []
    for outer in (-1.0, 1.0):
        inner, outer_end = value, outer
        for _ in range(60):
            middle = (inner + outer_end) / 2
            if _accepts(p, m, d, z, middle):
                inner = middle
            else:
                outer_end = middle
        ends.append(inner)
    return ends[0], ends[1]


def _accepts(p: float, m: float, d: float, z: float, at: float) -> bool:
    """Whether a true score of `at` is compatible; its nuisance share solves a quadratic."""
    n = p + m + d
    linear, rest = p + d + (p - d) * at, (p - d) * at - m * at * at
    spoken = (linear + sqrt(max(0.0, linear * linear - 4 * n * rest))) / (2 * n)
    spoken = min(1.0, max(abs(at), spoken))
    return n * ((p - d) / n - at) ** 2 <= z * z * max(0.0, spoken - at * at)


_LIMITS: dict[str, Limits] = {"adjusted Wald": _adjusted, "score": _score, "Wald": _wald}
