"""Do two readers see the same, beyond luck? Cohen’s kappa, and Fleiss’ for several.

Why it matters: two people who both say “no complaint” nine times in ten agree on 82 of 100 even
    if neither has read a line. Only what goes beyond that says that the labels mean something.
Formula: κ = (pₒ − pₑ)/(1 − pₑ), pₒ the share of agreement seen,
    Cohen   pₑ = Σ pᵢ₊ p₊ᵢ from each reader's own habits; weighted: wᵢⱼ = 1 − |i−j|/(k−1), or
            squared, and Σ wᵢⱼ pᵢⱼ in place of the shares; error by Fleiss, Cohen and Everitt
    Fleiss  pₑ = Σ πᵢ², from the habits of all readers together; error from each unit's part
    interval: t with n−1 degrees of freedom; its low end no higher than the number of units read
    differently allows (Wilson), so that ten agreements in a row are not certainty
Assumes: units are independent, each reader read alone, and labels are the same for all.
Cannot say: that the readers are right. Where one label is nearly all, kappa falls towards 0
    though readers hardly ever differ: print the agreement and Gwet's AC1 beside it. Kappas of
    different label sets or mixes are not comparable. Machines that share habits are no two readers.
Source: J. Cohen, 1960, A coefficient of agreement for nominal scales; J. L. Fleiss, J. Cohen and
    B. S. Everitt, 1969, Large sample standard errors of kappa and weighted kappa; J. L. Fleiss,
    1971; K. L. Gwet, 2021, Large-sample variance of Fleiss generalized kappa
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.agreement.chance import beyond_chance
from troth.stats.agreement.coefficient import LEAST, Agreement, interval
from troth.stats.agreement.ratings import Weights, ratings, weight_matrix
from troth.stats.arrays import Floats, matrix, number

__all__ = ("Agreement", "cohen", "fleiss")

MOST = 1_000_000
"""More readers of one unit than this are a mistake."""


def cohen(
    first: ArrayLike,
    second: ArrayLike,
    weights: Weights = None,
    order: Sequence[Any] | None = None,
    level: float = 0.95,
    least: float = LEAST,
) -> Agreement:
    """Kappa of two readers' labels, unit by unit; units that one did not read are left out.

    `weights` "linear" or "quadratic" lets near labels half agree; labels stand in their own
    order, or in `order`, which also names those that nobody gave. Raises NumbersError for
    columns that differ in length.
    """
    if not 0 < number("level", level) < 1:
        raise NumbersError(f"A level lies between 0 and 1, not at {level}.")
    read = ratings([first, second], order)
    kinds = len(read.labels)
    one, two = read.codes[:, (read.codes >= 0).all(0)]
    told = "Cohen’s kappa" if weights is None else f"Cohen’s kappa, {weights} weights"
    near = weight_matrix(kinds, weights)
    n = len(one)
    if n < max(2.0, number("least", least)):
        return Agreement(None, None, None, None, None, None, n, 2, kinds, level, told)
    table = np.bincount(one * kinds + two, minlength=kinds * kinds).reshape(kinds, kinds) / n
    return _cohen(table, near, n, level, told)


def fleiss(counts: ArrayLike, level: float = 0.95, least: float = LEAST) -> Agreement:
    """Kappa of several readers, from how often each unit (row) was given each label (column).

    Units may have been read by different numbers of readers. Raises NumbersError for counts that
    are negative or no whole numbers.
    """
    found = matrix("counts", counts)
    if (found < 0).any() or (found != np.rint(found)).any() or (found > MOST).any():
        raise NumbersError(
            f"counts has to hold whole numbers from 0 to {MOST:,}: how many readers gave a label."
        )
    readers = int(found.sum(1).max())
    near = np.eye(found.shape[1])
    return beyond_chance(found, near, "Fleiss", readers, level, least, "Fleiss’ kappa")


def _cohen(table: Floats, near: Floats, n: int, level: float, told: str) -> Agreement:
    rows, columns, kinds = table.sum(1), table.sum(0), len(table)
    observed, expected = float((table * near).sum()), float(rows @ near @ columns)
    if 1 - expected < 1e-12:
        return Agreement(None, None, None, None, observed, expected, n, 2, kinds, level, told)
    value = (observed - expected) / (1 - expected)
    habits = (near @ columns)[:, None] + (rows @ near)[None, :]
    spread = float((table * (near - habits * (1 - value)) ** 2).sum())
    spread -= (value - expected * (1 - value)) ** 2
    error = sqrt(max(0.0, spread) / n) / (1 - expected)
    apart = round(n * (1 - float(np.trace(table))))
    low, high = interval(value, error, n, apart, 1 - expected, level)
    return Agreement(value, low, high, error, observed, expected, n, 2, kinds, level, told)
