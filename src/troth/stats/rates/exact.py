"""Between what shares could the truth lie, guaranteed? The exact interval of Clopper and Pearson.

Why it matters: “all five customers we called understood the price” is compatible with more than
    half of all customers not understanding it. Where a claim must not be stronger than the
    evidence, use the interval that never covers less often than it says.
Formula: low is the share p at which x or more of n successes have chance (1−level)/2, high the
    one at which x or fewer have it; both are quantiles of a beta distribution:
    low  = B⁻¹((1−level)/2; x, n−x+1), 0 where x = 0
    high = B⁻¹((1+level)/2; x+1, n−x), 1 where x = n
    a bound on one side puts the whole 1−level on that side
Assumes: a whole number of independent cases, each a yes or a no with the same chance.
Cannot say: what is most likely: the interval is wider than it need be on average (Wilson's is
    nearer to its level). A bound on one side has to be chosen before the answers are seen.
Source: C. J. Clopper and E. S. Pearson, 1934, The use of confidence or fiducial limits
    illustrated in the case of the binomial
"""

from __future__ import annotations

from typing import Literal

from scipy.special import betaincinv

from troth.errors import NumbersError
from troth.stats.arrays import number
from troth.stats.rates.proportions import Interval

__all__ = ("exact",)


def exact(
    successes: int, n: int, level: float = 0.95, side: Literal["both", "lower", "upper"] = "both"
) -> Interval:
    """Limits for a share of `successes` in `n` that cover at least `level`, whatever the truth.

    `side` "lower" or "upper" gives one bound at the full level and leaves the other end open
    (1 or 0). Raises NumbersError unless both are whole, 0 <= successes <= n and 0 < level < 1.
    """
    of = number("n", n, least=0, whole=True)
    x = number("successes", successes, least=0, whole=True)
    if x > of:
        raise NumbersError(f"{successes} of {n} is no share.")
    if not 0 < number("level", level) < 1:
        raise NumbersError(f"A level lies between 0 and 1, not at {level}.")
    if side not in ("both", "lower", "upper"):
        raise NumbersError(f"side is “{side}”: it has to be both, lower or upper.")
    tail = (1 - level) / 2 if side == "both" else 1 - level
    low, high = 0.0, 1.0
    if x > 0 and side != "upper":
        low = float(betaincinv(x, of - x + 1, tail))
    if x < of and side != "lower":
        high = float(betaincinv(x + 1, of - x, 1 - tail))
    told = "Clopper–Pearson" if side == "both" else f"Clopper–Pearson, {side} bound"
    return Interval(x / of if of else None, low, high, int(of), level, told)
