"""How sure is a share, and how sure a difference of two? Wilson and Newcombe, never Wald.

Why it matters: 4 of 5 and 400 of 500 are both 80 %, and only one of them says much. A share
    printed without its interval is read as if it were the second.
Formula: with p = x/n, z the normal quantile of the level,
    Wilson     (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n)
    Newcombe   d = p₁ − p₂, from the two Wilson intervals (l₁, u₁) and (l₂, u₂):
               d − √((p₁−l₁)² + (u₂−p₂)²)  to  d + √((u₁−p₁)² + (p₂−l₂)²)
Assumes: the n cases are drawn one by one and independently, each a yes or a no with the same
    chance; the two shares of a difference come from different cases.
Cannot say: anything about cases that were never asked. Several rows of one person are not
    several cases. It holds its level on average over shares, not for every share; where it must
    never fall below, take `exact`.
Source: E. B. Wilson, 1927, Probable inference, the law of succession, and statistical inference;
    R. G. Newcombe, 1998, Interval estimation for the difference between independent proportions
    (method 10)
"""

# Standard library only, so that `troth check` can print an interval without numpy.
from __future__ import annotations

from dataclasses import dataclass
from math import isfinite, sqrt

from troth.errors import NumbersError
from troth.stats.normal import quantile

__all__ = ("Difference", "Interval", "newcombe", "wilson")


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
    """The first number less the second, with its interval."""

    value: float
    low: float
    high: float
    n1: int
    n2: int
    level: float = 0.95
    method: str = "Newcombe"


def wilson(successes: float, n: int, level: float = 0.95) -> Interval:
    """The score interval of Wilson (1927) for a share of `successes` in `n`, no correction.

    Raises NumbersError unless 0 <= successes <= n, both finite, and 0 < level < 1.
    """
    x, of = _finite("successes", successes), _finite("n", n)
    if not 0 <= x <= of:
        raise NumbersError(f"{successes} of {n} is no share.")
    z = quantile(_finite("level", level))
    if of == 0:
        return Interval(None, 0.0, 1.0, 0, level)
    n = int(of) if of.is_integer() else n
    share, weight = x / of, z * z / of
    middle = (share + weight / 2) / (1 + weight)
    half = z * sqrt(share * (1 - share) / of + weight / (4 * of)) / (1 + weight)
    low = 0.0 if x == 0 else max(0.0, middle - half)
    high = 1.0 if x == of else min(1.0, middle + half)
    return Interval(share, min(low, share), max(high, share), n, level)


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


def _finite(name: str, value: float) -> float:
    """The value as a float, or a sentence that says what stands in its place."""
    try:
        found = float(value)
    except (TypeError, ValueError, OverflowError):
        raise NumbersError(f"{name} is {value!r}, which is no number.") from None
    if not isfinite(found):
        raise NumbersError(f"{name} is {found}: it has to be a finite number.")
    return found
