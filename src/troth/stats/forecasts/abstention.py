"""How wrong are we if we may say "we do not know"? The risk–coverage curve.

Why it matters: Nobody has to be given a label. Saying nothing about the unclear half may cut the
    errors to a tenth; this shows what silence buys, and how much may be said within a promise.
Formula: rows in order of confidence, highest first; e_i errors among the i most confident.
    coverage i/n, risk e_i / i, with Wilson's interval at each coverage by itself
    AURC = the mean of e_i / i over all i;  ties in confidence are answered all or none
    promise: at coverages 5 %, 10 % … 100 %, twenty looks, the exact upper bound of the risk at
    confidence 1 - a/20; the largest coverage whose bound is at most the risk allowed holds it
    with confidence 1 - a, the choice among twenty included
Assumes: Rows are independent, new ones are like them, and confidence was fixed without their
    outcomes.
Cannot say: that the errors left are harmless, or fairly spread: those we stay silent on may all be
    of one kind; look at coverage by group. A threshold read off the curve by eye has no promise.
Source: El-Yaniv and Wiener, 2010, On the foundations of noise-free selective classification;
    Geifman and El-Yaniv, 2017, Selective classification for deep neural networks; Clopper and
    Pearson, 1934, The use of confidence or fiducial limits
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.arrays import Flags, Floats, column, even, flags, number
from troth.stats.normal import quantile

__all__ = ("Abstention", "SilenceRule", "abstention", "silence_below")

LOOKS = 20


@dataclass(frozen=True, slots=True, eq=False)
class Abstention:
    """The curve, from the most confident rows to all of them, a point a distinct confidence.

    Speaking from `threshold` up covers `coverage` of the rows, of which a share `risk` is wrong
    (`low` to `high`). `area` is the mean risk over all coverages.
    """

    threshold: Floats
    coverage: Floats
    risk: Floats
    low: Floats
    high: Floats
    area: float
    n: int
    level: float
    method: str = "risk–coverage, Wilson at each coverage"


@dataclass(frozen=True, slots=True)
class SilenceRule:
    """From which confidence up one may speak; None where no coverage keeps the promise.

    Then `covered` is 0. `risk` is the share wrong among the `covered` rows, `bound` its upper
    limit at `level`, the choice included.
    """

    threshold: float | None
    coverage: float
    risk: float | None
    bound: float
    covered: int
    allowed: float
    n: int
    level: float
    method: str = "Clopper–Pearson, twenty looks shared out (Bonferroni)"


def abstention(confidence: ArrayLike, wrong: ArrayLike, level: float = 0.95) -> Abstention:
    """What silence buys: `confidence` of each answer (any scale), and whether it was `wrong`."""
    at, covered, errors, n = _curve(*_read(confidence, wrong))
    z = quantile(level)
    risk, weight = errors / covered, z * z / covered
    middle = (risk + weight / 2) / (1 + weight)
    half = z * np.sqrt(risk * (1 - risk) / covered + weight / (4 * covered)) / (1 + weight)
    low = np.where(errors == 0, 0.0, np.maximum(0.0, middle - half))
    high = np.where(errors == covered, 1.0, np.minimum(1.0, middle + half))
    area = float((risk * np.diff(covered, prepend=0)).sum()) / n
    return Abstention(at, covered / n, risk, low, high, area, n, level)


def silence_below(
    confidence: ArrayLike, wrong: ArrayLike, allowed: float, level: float = 0.95
) -> SilenceRule:
    """The lowest confidence at which one may speak and be wrong in at most `allowed` (a share).

    The promise holds with confidence `level` for new rows like these. Raises NumbersError where
    `allowed` is not between 0 and 1.
    """
    from scipy.special import betaincinv

    share = number("allowed", allowed, above=0)
    if not (share < 1 and 0 < level < 1):
        raise NumbersError(f"allowed and level lie between 0 and 1, not at {allowed}, {level}.")
    at, covered, errors, n = _curve(*_read(confidence, wrong))
    wanted = np.arange(1, LOOKS + 1) * n / LOOKS
    looks = np.unique(np.searchsorted(covered, wanted - 1e-9).clip(0, len(covered) - 1))
    said, missed = covered[looks], errors[looks]
    some = missed < said
    bound = np.ones(len(looks))
    tail = 1 - (1 - level) / LOOKS
    bound[some] = betaincinv(missed[some] + 1, said[some] - missed[some], tail)
    kept = np.flatnonzero(bound <= share)
    if not kept.size:
        return SilenceRule(None, 0.0, None, 1.0, 0, share, n, level)
    best = int(kept[-1])
    return SilenceRule(
        float(at[looks[best]]),
        float(said[best] / n),
        float(missed[best] / said[best]),
        float(bound[best]),
        int(said[best]),
        share,
        n,
        level,
    )


def _read(confidence: ArrayLike, wrong: ArrayLike) -> tuple[Floats, Flags]:
    found, missed = column("confidence", confidence), flags("wrong", wrong)
    even(confidence=found, wrong=missed)
    return found, missed


def _curve(confidence: Floats, wrong: Flags) -> tuple[Floats, Floats, Floats, int]:
    """Distinct confidences downward, and how many rows and errors lie at or above each."""
    distinct, at = np.unique(confidence, return_inverse=True)
    rows = np.bincount(at, minlength=len(distinct))[::-1]
    errors = np.bincount(at, wrong, len(distinct))[::-1]
    return (
        distinct[::-1],
        np.cumsum(rows).astype(np.float64),
        np.cumsum(errors).astype(np.float64),
        len(confidence),
    )
