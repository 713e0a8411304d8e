"""Did the forecast come true? Expected purchases against those of a time held out.

Why it matters: a likelihood compares models on what they have seen. What a user needs to know is how
far off the forecast for people she knows will be, and whether the total can be planned with.
Formula: MAE = mean |actual − expected|, RMSE = √mean (actual − expected)², correlation of the two,
    total actual / total expected; intervals by drawing customers again (percentiles).
Assumes: the time held out played no part in the fit, and begins where the fit's records end.
Cannot say: how good the next period will be, if the company changes what it does.
Source: Fader, Hardie and Lee, "Counting your customers" the easy way, 2005 (the form of the test)
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from troth.stats.arrays import Floats, Whole, column, even
from troth.stats.resampling import DRAWS, spread

__all__ = ("Holdout", "holdout")


@dataclass(frozen=True, slots=True)
class Holdout:
    """How far a forecast was off; pairs are low and high ends of intervals.

    `correlation` is None where all expectations or all outcomes are alike.
    """

    n: int
    mae: float
    mae_interval: tuple[float, float]
    rmse: float
    rmse_interval: tuple[float, float]
    correlation: float | None
    expected: float
    actual: float
    ratio: float | None
    ratio_interval: tuple[float, float] | None
    level: float
    method: str = "customers drawn again"


def holdout(
    expected: ArrayLike, actual: ArrayLike, level: float = 0.95, draws: int = DRAWS
) -> Holdout:
    """Compare expected with actual purchases, one row a customer, both in the time held out.

    `ratio` is actual over expected in sum: above 1 more was bought than forecast.
    """
    hoped = column("expected", expected, least=0)
    came = column("actual", actual, least=0)
    n = even(expected=hoped, actual=came)
    off = np.abs(came - hoped)

    def figures(counts: Whole) -> Floats:
        total = counts @ hoped
        share = (counts @ came) / total if total > 0 else np.nan
        return np.array([counts @ off / n, np.sqrt(counts @ off**2 / n), share])

    mae, rmse, ratio = figures(np.ones(n, np.int64))
    low, high = spread(figures, n, draws=draws, level=level)
    pairs = [(float(a), float(b)) for a, b in zip(low, high, strict=True)]
    known = bool(np.isfinite(ratio))
    return Holdout(
        n,
        float(mae),
        pairs[0],
        float(rmse),
        pairs[1],
        _correlation(hoped, came),
        float(hoped.sum()),
        float(came.sum()),
        float(ratio) if known else None,
        pairs[2] if known else None,
        level,
    )


def _correlation(one: Floats, two: Floats) -> float | None:
    if len(one) < 2 or np.ptp(one) == 0 or np.ptp(two) == 0:
        return None
    return float(np.corrcoef(one, two)[0, 1])
