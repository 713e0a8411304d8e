"""A median with an interval that assumes no shape: two of the sorted values, by the binomial law."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, sqrt

import numpy as np

from troth.stats.arrays import Floats
from troth.stats.normal import quantile


@dataclass(frozen=True, slots=True)
class Median:
    """The middle value; `low` and `high` are None where there are too few values to say."""

    value: float
    low: float | None
    high: float | None
    n: int
    level: float = 0.95
    method: str = "order statistics"


def median(values: Floats, level: float = 0.95) -> Median:
    """The median of at least one value, between the two order statistics that hold `level`."""
    ordered = np.sort(values)
    n = len(ordered)
    value = float(ordered[(n - 1) // 2] + ordered[n // 2]) / 2
    rank = _rank(n, (1 - level) / 2)
    if rank < 0:
        return Median(value, None, None, n, level)
    return Median(value, float(ordered[rank]), float(ordered[n - 1 - rank]), n, level)


def _rank(n: int, tail: float) -> int:
    """The highest k with P(at most k of n coins fall heads) <= tail; -1 where there is none.

    Exact up to a thousand coins, by the normal curve with its half step beyond.
    """
    if n > 1000:
        return floor(n / 2 - quantile(1 - 2 * tail) * sqrt(n) / 2 - 0.5)
    chance, k = 0.5**n, -1
    held = chance
    while held <= tail:
        k += 1
        chance *= (n - k) / (k + 1)
        held += chance
    return k
