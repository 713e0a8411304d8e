"""Which of many alarms may be believed? False discovery rates: Benjamini–Hochberg and e-BH.

Why it matters: Look at a thousand customers at the 5 % level and fifty of them raise an alarm
    though nothing happened. Whoever gets the list has to know what share of it may be false.
Formula: p sorted upward, e downward, n of them in all, level a.
    BH    the largest k with p_(k) <= k a / n; the k smallest are discoveries
    BY    the same with a / (1 + 1/2 + … + 1/n) in place of a
    Holm  p_(i) <= a / (n - i + 1) for every i up to k;  Bonferroni  p <= a / n
    e-BH  the largest k with e_(k) >= n / (k a)
    adjusted value = the smallest level at which that row would be a discovery
Assumes: Each p-value is at most u with chance at most u where nothing is wrong; each e-value has
    mean at most 1 there. BH asks besides that rows be independent or rise together (PRDS). BY,
    e-BH, Holm and Bonferroni hold under any dependence: the same holiday may silence everybody.
Cannot say: which discovery is the false one, or that a row not rejected is fine. BH, BY and e-BH
    bound the expected share of false rows in the list, Holm and Bonferroni the chance of even one.
    p-values serve one look; for a list made anew every day use e-values, whose meaning does not
    wear out. Choosing the level after seeing the list voids it.
Source: Benjamini and Hochberg, 1995, Controlling the false discovery rate; Benjamini and Yekutieli,
    2001, The control of the false discovery rate under dependency; Holm, 1979, A simple
    sequentially rejective multiple test procedure; Wang and Ramdas, 2022, False discovery rate
    control with e-values
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.arrays import Flags, Floats, column

__all__ = ("Discoveries", "bh", "bonferroni", "by", "e_bh", "holm")

EDGE = 1 + 1e-12
"""A value on the very edge is a discovery, however the last bit of a division falls."""


@dataclass(frozen=True, slots=True, eq=False)
class Discoveries:
    """Which rows are discoveries, in the order they came.

    `adjusted` holds for each row the smallest level at which it would be one (at most 1); `k` of
    `n` rows are. `promise` says what the level bounds.
    """

    rejected: Flags
    adjusted: Floats
    k: int
    n: int
    level: float
    method: str
    promise: str


SHARE = "the expected share of false rows among those rejected"
ANY = "the chance that even one rejected row is false"


def bh(p: ArrayLike, level: float = 0.05) -> Discoveries:
    """The list whose expected share of false rows is at most `level`, one look, one p a row.

    Raises NumbersError unless every p is in 0 to 1 and the level strictly between.
    """
    found = _chances(p)
    return _found(_stepped_up(found, len(found)), level, "Benjamini–Hochberg", SHARE)


def by(p: ArrayLike, level: float = 0.05) -> Discoveries:
    """As `bh`, whatever the dependence between the rows; the price is a factor of about log n."""
    found = _chances(p)
    n = len(found)
    harmonic = float((1 / np.arange(1, n + 1)).sum())
    return _found(_stepped_up(found, n * harmonic), level, "Benjamini–Yekutieli", SHARE)


def bonferroni(p: ArrayLike, level: float = 0.05) -> Discoveries:
    """The rows whose p is at most level / n: even one false row has at most chance `level`."""
    found = _chances(p)
    return _found(np.minimum(1.0, found * len(found)), level, "Bonferroni", ANY)


def holm(p: ArrayLike, level: float = 0.05) -> Discoveries:
    """As `bonferroni` with the same promise, and never fewer rows."""
    found = _chances(p)
    order = np.argsort(found, kind="stable")
    left = len(found) - np.arange(len(found))
    adjusted = np.empty(len(found))
    adjusted[order] = np.minimum(1.0, np.maximum.accumulate(found[order] * left))
    return _found(adjusted, level, "Holm", ANY)


def e_bh(e: ArrayLike, level: float = 0.05) -> Discoveries:
    """The list by evidence (e-values, 0 and more), under any dependence and at any number of looks.

    An adjusted value here is n / (k e), the smallest level at which the row would be listed.
    """
    found = column("e", e, least=0)
    with np.errstate(divide="ignore", over="ignore"):
        adjusted = _stepped_up(1 / found, len(found))
    return _found(adjusted, level, "e-BH", SHARE)


def _chances(p: ArrayLike) -> Floats:
    return column("p", p, least=0, most=1)


def _stepped_up(values: Floats, factor: float) -> Floats:
    """The smallest of factor · value / rank over this and every higher rank, at most 1."""
    order = np.argsort(values, kind="stable")
    ratio = values[order] * (factor / np.arange(1, len(values) + 1))
    adjusted = np.empty(len(values))
    adjusted[order] = np.minimum(1.0, np.minimum.accumulate(ratio[::-1])[::-1])
    return adjusted


def _found(adjusted: Floats, level: float, method: str, promise: str) -> Discoveries:
    if not 0 < level < 1:
        raise NumbersError(f"A level lies between 0 and 1, not at {level}.")
    rejected = adjusted <= level * EDGE
    return Discoveries(
        rejected, adjusted, int(rejected.sum()), len(adjusted), level, method, promise
    )
