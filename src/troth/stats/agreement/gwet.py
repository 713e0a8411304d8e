"""Do readers agree, even where one answer is nearly always right? Gwet’s AC1 and AC2.

Why it matters: of 125 messages two readers called 118 plain, and differed on 7. Kappa says they
    do worse than chance; everybody who looks says they agree. AC1 says .94.
Formula: AC1 = (pₒ − pₑ)/(1 − pₑ), pₒ the share of agreeing pairs of readers, and chance from
    how evenly the k labels are used:  pₑ = Σ πᵢ(1 − πᵢ) / (k − 1)
    AC2: near labels count as half agreed, wᵢⱼ = 1 − |i−j|/(k−1) or with the square of it;
    pₑ = Σ wᵢⱼ / (k(k−1)) · Σ πᵢ(1 − πᵢ)
    error from what each unit adds; interval: t with n−1 degrees of freedom, its low end no higher
    than the number of units read differently allows (Wilson)
Assumes: units are independent, each reader read alone. The number of labels k is part of the
    formula: name labels that nobody gave in `order`.
Cannot say: that readers can tell the rare cases, which are often those that matter: look at them
    apart. Its chance is one idea of luck among others, lower than kappa's when labels are skewed.
Source: K. L. Gwet, 2008, Computing inter-rater reliability and its variance in the presence of
    high agreement; K. L. Gwet, 2014, Handbook of Inter-Rater Reliability
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from numpy.typing import ArrayLike

from troth.stats.agreement.chance import beyond_chance
from troth.stats.agreement.coefficient import LEAST, Agreement
from troth.stats.agreement.ratings import Weights, ratings, weight_matrix

__all__ = ("gwet",)


def gwet(
    *readers: ArrayLike,
    weights: Weights = None,
    order: Sequence[Any] | None = None,
    level: float = 0.95,
    least: float = LEAST,
) -> Agreement:
    """AC1 of two or more readers, one column each; AC2 with `weights`. None and NaN are gaps.

    Labels stand in their own order, or in `order`, which also names those that nobody gave.
    Raises NumbersError for fewer than two readers or columns that differ in length.
    """
    read = ratings(readers, order)
    told = "Gwet’s AC1" if weights is None else f"Gwet’s AC2, {weights} weights"
    near = weight_matrix(len(read.labels), weights)
    return beyond_chance(read.counts(), near, "Gwet", len(readers), level, least, told)
