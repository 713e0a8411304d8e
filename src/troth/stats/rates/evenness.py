"""How evenly is it shared: income, work, attention? Gini, Atkinson and Jain.

Why it matters: two sides of a market can have the same mean while one holds a few who get much
    and many who get nothing. An equal average hides that; these numbers do not.
Formula: of values x with mean μ and n of them,
    Gini      Σᵢ Σⱼ |xᵢ − xⱼ| / (2 n² μ)                     0 = all alike, near 1 = one has all
    Atkinson  1 − (mean of x^(1−ε))^(1/(1−ε)) / μ,           0 = all alike; ε = 1: geometric mean
              the share of the total that evenness would let us do without
    Jain      (Σx)² / (n Σx²)                                1 = all alike, 1/n = one has all
    interval: percentiles of the number over people drawn again with a seed, corrected for bias
    and skewness (BCa)
Assumes: one value a person, none negative. Weights say how many alike a row stands for (a row of
    weight 2 is two rows).
Cannot say: whether a spread is just. In small groups all three lean towards evenness. The
    interval is somewhat short (of 30 to 200 people a 95 % interval held the truth in 88 to 93 %),
    and worse where a few hold nearly all. Compare groups of like size, and print ε.
Source: C. Gini, 1912; A. B. Atkinson, 1970, On the measurement of inequality; R. Jain, D.-M. Chiu
    and W. Hawe, 1984, A quantitative measure of fairness; B. Efron, 1987, Better bootstrap
    confidence intervals
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr, ndtri

from troth.errors import NumbersError
from troth.stats.arrays import Floats, column, number, weighting
from troth.stats.rates.wording import LEAST, basis, counted, few
from troth.stats.resampling import DRAWS, SEED

__all__ = ("Evenness", "atkinson", "gini", "jain")

Measure: TypeAlias = Callable[[Floats, Floats], Floats]
"""From values in order and rows of how often each counts, to one number a row."""
CELLS = 4_000_000
"""Draws are taken in blocks of at most so many numbers."""
MOST = 1e15
"""More people than this cannot be drawn one by one in a computer's whole numbers."""
LEFT_OUT = 2000
"""Beyond so many distinct values the skewness of leaving one out is nothing: 0 is taken."""


@dataclass(frozen=True, slots=True)
class Evenness:
    """A measure of evenness with its interval; None below the least number of people."""

    value: float | None
    low: float | None
    high: float | None
    n: float
    level: float
    measure: str
    method: str = "bootstrap, BCa"

    @property
    def says(self) -> str:
        """The measure in one line."""
        if self.value is None or self.low is None or self.high is None:
            return few(self.n)
        behind = basis(self.n, self.method, self.level)
        return f"{self.measure} {self.value:.2f} ({self.low:.2f} to {self.high:.2f}), {behind}"


def gini(
    values: ArrayLike,
    weights: ArrayLike | None = None,
    level: float = 0.95,
    least: float = LEAST,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Evenness:
    """How far apart two people are on average, as a share of twice the mean: 0 is even."""
    return _measured("Gini", _gini, values, weights, level, least, draws, seed)


def atkinson(
    values: ArrayLike,
    epsilon: float = 0.5,
    weights: ArrayLike | None = None,
    level: float = 0.95,
    least: float = LEAST,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Evenness:
    """The share of the total that even sharing could do without: 0 is even.

    The larger `epsilon`, the more those with least count; from 1 on nobody may have nothing.
    """
    power = number("epsilon", epsilon, above=0)
    if power >= 1 and (column("values", values, least=0, empty=True) == 0).any():
        raise NumbersError(
            f"Somebody has nothing, so Atkinson’s measure with epsilon {power:g} is 1 whatever "
            "the others have: choose an epsilon below 1."
        )

    def measure(x: Floats, counts: Floats) -> Floats:
        return _atkinson(x, counts, power)

    told = f"Atkinson ({power:g})"
    return _measured(told, measure, values, weights, level, least, draws, seed)


def jain(
    values: ArrayLike,
    weights: ArrayLike | None = None,
    level: float = 0.95,
    least: float = LEAST,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Evenness:
    """The share of people who would have to share alike to be this uneven: 1 is even."""
    return _measured("Jain", _jain, values, weights, level, least, draws, seed)


def _measured(
    told: str, measure: Measure, values: ArrayLike, weights: ArrayLike | None,
    level: float, least: float, draws: int, seed: int,
) -> Evenness:  # fmt: skip
    """The measure and its interval, from distinct values and how many people each stands for."""
    found = column("values", values, least=0, empty=True)
    heavy = weighting(weights, len(found)) if len(found) else None
    if not 0 < number("level", level) < 1:
        raise NumbersError(f"A level lies between 0 and 1, not at {level}.")
    drawn = int(number("draws", draws, least=100, whole=True))
    x, place = np.unique(found, return_inverse=True)
    counts = np.bincount(place, weights=heavy, minlength=len(x)).astype(np.float64)
    x, counts = x[counts > 0], counts[counts > 0]
    n = number("the sum of weights", float(counts.sum()), most=MOST)
    if n < number("least", least, above=0):
        return Evenness(None, None, None, counted(n), level, told)
    if x[-1] <= 0:
        raise NumbersError("values are all 0: nothing is shared, so nothing is uneven.")
    x = x / x[-1]
    value = float(measure(x, counts[None, :])[0])
    again = _again(measure, x, counts, drawn, seed)
    low, high = _corrected(again[np.isfinite(again)], value, _lean(measure, x, counts), level)
    return Evenness(value, min(low, value), max(high, value), counted(n), level, told)


def _corrected(again: Floats, value: float, lean: float, level: float) -> tuple[float, float]:
    """Percentiles moved for the draws' bias and for an error that changes with the value (BCa)."""
    same = np.abs(again - value) <= 1e-9
    below = float((again[~same] < value).sum()) + float(same.sum()) / 2
    bias = float(ndtri((below + 0.5) / (len(again) + 1)))
    moved = [bias + float(ndtri(end)) for end in ((1 - level) / 2, (1 + level) / 2)]
    ends = [float(ndtr(bias + one / max(1 - lean * one, 0.1))) for one in moved]
    low, high = np.quantile(again, ends)
    return float(low), float(high)


def _lean(measure: Measure, x: Floats, counts: Floats) -> float:
    """The acceleration: a sixth of the skewness of what leaving one person out does."""
    if len(x) < 2 or len(x) > LEFT_OUT or counts.sum() <= 2:
        return 0.0
    without = np.maximum(counts[None, :] - np.eye(len(x)), 0.0)
    values = measure(x, without)
    away = counts @ values / counts.sum() - values
    squares = float(counts @ away**2)
    return float(counts @ away**3) / (6 * squares**1.5) if squares > 1e-24 else 0.0


def _again(measure: Measure, x: Floats, counts: Floats, draws: int, seed: int) -> Floats:
    """The measure over people drawn again: as many as there are, from their distinct values."""
    chance, n = np.random.default_rng(seed), max(1, round(float(counts.sum())))
    share = counts / counts.sum()
    block, parts = max(1, CELLS // len(x)), []
    for start in range(0, draws, block):
        taken = chance.multinomial(n, share, size=min(block, draws - start))
        parts.append(measure(x, taken.astype(np.float64)))
    return np.concatenate(parts)


def _gini(x: Floats, counts: Floats) -> Floats:
    n = counts.sum(1)
    middle = 2 * np.cumsum(counts, axis=1) - counts
    total = counts @ x
    value: Floats = ((middle * counts) @ x - n * total) / np.where(total > 0, n * total, np.nan)
    return np.maximum(value, 0.0)


def _jain(x: Floats, counts: Floats) -> Floats:
    squares = counts @ (x * x)
    value: Floats = (counts @ x) ** 2 / np.where(squares > 0, counts.sum(1) * squares, np.nan)
    return np.minimum(value, 1.0)


def _atkinson(x: Floats, counts: Floats, power: float) -> Floats:
    n = counts.sum(1)
    mean = counts @ x / n
    if power == 1:
        even = np.exp(counts @ np.log(x) / n)
    else:
        floor = x[0] if power > 1 else 1.0
        even = floor * (counts @ (x / floor) ** (1 - power) / n) ** (1 / (1 - power))
    value: Floats = 1 - even / np.where(mean > 0, mean, np.nan)
    return np.maximum(value, 0.0)
