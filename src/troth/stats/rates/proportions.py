"""How sure is a share, and how sure a difference of two? Wilson and Newcombe, never Wald.

Standard library only, so that `troth check` can print an interval without numpy.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from troth.errors import NumbersError
from troth.stats.normal import quantile


@dataclass(frozen=True, slots=True)
class Interval:
    """A share with its interval. `value` is None where nothing was counted: then 0 to 1."""

    value: float | None
    low: float
    high: float
    n: int
    level: float = 0.95
    method: str = "Wilson"


@dataclass(frozen=True, slots=True)
class Difference:
    """The first share less the second, with its interval."""

    value: float
    low: float
    high: float
    n1: int
    n2: int
    level: float = 0.95
    method: str = "Newcombe"


def wilson(successes: float, n: int, level: float = 0.95) -> Interval:
    """The score interval of Wilson (1927) for a share of `successes` in `n`, no correction.

    Raises NumbersError unless 0 <= successes <= n and 0 < level < 1.
    """
    if not 0 <= successes <= n:
        raise NumbersError(f"{successes} of {n} is no share.")
    z = quantile(level)
    if n == 0:
        return Interval(None, 0.0, 1.0, 0, level)
    share, weight = successes / n, z * z / n
    middle = (share + weight / 2) / (1 + weight)
    half = z * sqrt(share * (1 - share) / n + weight / (4 * n)) / (1 + weight)
    low = 0.0 if successes == 0 else max(0.0, middle - half)
    high = 1.0 if successes == n else min(1.0, middle + half)
    return Interval(share, low, high, n, level)


def newcombe(x1: float, n1: int, x2: float, n2: int, level: float = 0.95) -> Difference:
    """The hybrid score interval for x1/n1 - x2/n2 (Newcombe 1998, method 10).

    Raises NumbersError as `wilson` does, and where one of the two counts nothing.
    """
    first, second = wilson(x1, n1, level), wilson(x2, n2, level)
    if first.value is None or second.value is None:
        raise NumbersError("A difference needs two shares, and one of them counts nothing.")
    value = first.value - second.value
    below = sqrt((first.value - first.low) ** 2 + (second.high - second.value) ** 2)
    above = sqrt((first.high - first.value) ** 2 + (second.value - second.low) ** 2)
    return Difference(value, max(-1.0, value - below), min(1.0, value + above), n1, n2, level)
