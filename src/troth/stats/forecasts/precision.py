"""Of the first names on the list, how many are right? Precision at k.

Why it matters: Somebody calls the first twenty customers on the list. What counts for her is how
    many of those twenty needed the call, not how the other thousand are ordered.
Formula: the k rows of highest score, h of them happened.
    precision = h / k with Wilson's interval;  recall = h / all that happened
    lift = precision / share that happened among all
    Rows that tie at the k-th score count in proportion: with t tied, r of which fit in and g of
    which happened, they add r g / t.
Assumes: Rows are independent, and the list was made without their outcomes.
Cannot say: that the list caused anything, nor that every name below it is fine: see recall. Among
    several k, the one that looks best looks better than it is; fix k beforehand.
Source: Manning, Raghavan and Schütze, 2008, Introduction to information retrieval, chapter 8;
    McSherry and Najork, 2008, Computing information retrieval performance measures efficiently in
    the presence of tied scores; Wilson, 1927, Probable inference
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.arrays import column, even, flags, number
from troth.stats.rates.proportions import Interval, wilson

__all__ = ("TopOfList", "precision_at")


@dataclass(frozen=True, slots=True)
class TopOfList:
    """The first `k` of `n` rows: the share that happened, of all that happened the share found.

    `lift` is precision over the share among all rows, None where nothing happened at all. `tied`
    rows share the score at the cut.
    """

    precision: Interval
    recall: Interval
    lift: float | None
    k: int
    tied: int
    n: int


def precision_at(scores: ArrayLike, y: ArrayLike, k: int, level: float = 0.95) -> TopOfList:
    """How right the `k` rows of highest score are (`y` 1 or 0 for what happened).

    Raises NumbersError unless 1 <= k <= rows.
    """
    found, came = column("scores", scores), flags("y", y)
    n = even(scores=found, y=came)
    many = int(number("k", k, least=1, whole=True))
    if many > n:
        raise NumbersError(f"k is {many}, and the list has only {n} rows.")
    cut = float(np.partition(found, n - many)[n - many])
    above, level_with = found > cut, found == cut
    room, tied = many - int(above.sum()), int(level_with.sum())
    hits = int(came[above].sum()) + room * int(came[level_with].sum()) / tied
    total = int(came.sum())
    return TopOfList(
        wilson(hits, many, level),
        wilson(min(hits, total), total, level),
        hits / many / (total / n) if total else None,
        many,
        tied if tied > room else 0,
        n,
    )
