"""When has a customer earned back what winning her cost? The payback period under churn.

Why it matters: Cost divided by margin pretends that everybody stays. Some leave before they have
    paid, so the true date is later, it is not sure, and it may never come.
Formula: Payments fall at the start of a period, from those still there:
    collected(t) = Σ_{s=1..t} margin · S(s−1) / (1+d)^(s−1),   S(0) = 1
    payback = the first t with collected(t) ≥ cost; None where the horizon ends before.
    From many curves S (draws, or a fitted curve of renewals): the payback of each; the chance to
    be paid back by t is the share of curves that are; the interval is that of its percentiles.
    Margin multiple, for a constant rate r of staying and i of interest: r / (1+i−r), the worth of
    all further payments in margins, the one made today not counted.
Assumes: One margin for every period and customer, paid in advance; a survival curve that holds
    beyond what was seen; a cost that was spent to win customers, and would not have been otherwise.
Cannot say: When one customer pays back: this is the average of a cohort. The interval holds the
    doubt about the curve alone, not about cost and margin. Where the horizon comes first, it does
    not say that payback would never have come.
Source: Gupta and Lehmann, Customers as assets, 2003; Fader and Hardie, Customer-base valuation in
    a contractual setting, 2010
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.arrays import Floats, Whole, matrix, number
from troth.stats.normal import quantile
from troth.stats.survival.sbg import RenewalCurve

__all__ = ("Payback", "margin_multiple", "payback")

FAR = 100
NEARLY = 1 - 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Payback:
    """The period in which the cost is earned back, and how sure that is.

    `period`, `low` and `high` count from 1 and are None past the horizon. `chance[t-1]` is the
    chance to be paid back by period t, `never` that of not being so within the horizon; both are
    None for a single curve, as are the limits, for one curve holds no doubt.
    """

    period: int | None
    collected: Floats
    low: int | None
    high: int | None
    chance: Floats | None
    never: float | None
    horizon: int
    n: int | None
    draws: int
    level: float
    method: str


def payback(
    cost: float,
    margin: float,
    survival: ArrayLike | RenewalCurve,
    discount: float = 0.0,
    horizon: int | None = None,
    *,
    level: float = 0.95,
    draws: int = 2000,
    seed: int = 20,
) -> Payback:
    """In which period the discounted margin of those still there reaches `cost`.

    `survival` is one curve (S(0) = 1, S(1), …), many curves as rows, or a fit of `sbg`, which is
    drawn `draws` times. `horizon` counts periods: by default the length of the curves, 100 for a
    fit. For rows, `collected` is their mean and `period` the median payback. Raises NumbersError
    where a curve rises, leaves 0 to 1, does not start at 1, or ends before the horizon.
    """
    cost, margin = number("cost", cost, above=0), number("margin", margin, least=0)
    discount = number("discount", discount, least=0)
    quantile(level)
    asked = None if horizon is None else int(number("horizon", horizon, least=1, whole=True))
    if isinstance(survival, RenewalCurve):
        last = (asked or FAR) - 1
        fitted = np.asarray(survival.survival(np.arange(last + 1)), np.float64)[None, :]
        best = _collected(fitted, margin, discount)
        sums = _collected(survival.draws(last, draws, seed), margin, discount)
        method = "draws of a fitted curve of renewals"
        return _spread(best[0], _first(best, cost), sums, cost, survival.n, level, method)
    sums = _collected(_curves(survival, asked), margin, discount)
    if len(sums) == 1:
        found = None if sums[0, -1] < cost * NEARLY else int(_first(sums, cost)[0])
        told = "one curve, as given"
        return Payback(found, sums[0], None, None, None, None, sums.shape[1], None, 1, level, told)
    method = "draws of curves, as given"
    return _spread(sums.mean(axis=0), _first(sums, cost), sums, cost, None, level, method)


def margin_multiple(retention: float, discount: float) -> float:
    """Worth of all further payments in margins, at a constant rate of staying: r / (1+i−r)."""
    stay = number("retention", retention, least=0, most=1)
    interest = number("discount", discount, least=0)
    if stay == 1 and interest == 0:
        raise NumbersError("With nobody leaving and no discount the multiple has no end.")
    return stay / (1 + interest - stay)


def _curves(survival: ArrayLike, horizon: int | None) -> Floats:
    """Rows of survival, checked and cut at the horizon."""
    curves = matrix("survival", survival)
    if np.ndim(survival) == 1:
        curves = curves.T
    if np.abs(curves[:, 0] - 1).max() > 1e-9:
        raise NumbersError(
            f"survival starts at {curves[np.abs(curves[:, 0] - 1).argmax(), 0]:g}: it has to "
            "start at 1, the moment when every customer is there."
        )
    if curves.min() < 0 or (np.diff(curves, axis=1) > 1e-9).any():
        raise NumbersError(
            "survival has to fall from 1 towards 0: a share still there cannot rise."
        )
    if horizon is not None and horizon > curves.shape[1]:
        raise NumbersError(
            f"survival holds {curves.shape[1]} periods and the horizon is {horizon}: what lies "
            "beyond the curve is not known."
        )
    return curves[:, :horizon]


def _collected(curves: Floats, margin: float, discount: float) -> Floats:
    """Discounted margin a customer won, summed to each period."""
    worth = margin * (1 + discount) ** -np.arange(curves.shape[1], dtype=np.float64)
    return np.asarray(np.cumsum(curves * worth, axis=1), np.float64)


def _first(collected: Floats, cost: float) -> Whole:
    """The first period at which each row reaches the cost; horizon + 1 where it does not."""
    short = collected < cost * NEARLY
    return np.asarray(short.sum(axis=1) + 1, np.int64)


def _spread(
    collected: Floats,
    best: Whole,
    sums: Floats,
    cost: float,
    n: int | None,
    level: float,
    method: str,
) -> Payback:
    """The distribution of the payback period over rows of sums; its middle is that of `best`."""
    periods, (draws, horizon) = _first(sums, cost), sums.shape
    chance = np.cumsum(np.bincount(periods, minlength=horizon + 2)[1:-1]) / draws
    tails = [(1 - level) / 2, (1 + level) / 2]
    middle = np.quantile(best, 0.5, method="inverted_cdf")
    ends = [middle, *np.quantile(periods, tails, method="inverted_cdf")]
    period, low, high = (None if at > horizon else int(at) for at in ends)
    never = float((periods > horizon).mean())
    return Payback(period, collected, low, high, chance, never, horizon, n, draws, level, method)
