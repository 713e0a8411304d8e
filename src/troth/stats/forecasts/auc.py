"""Does the score put the right customers first? The area under the ROC curve, with DeLong's interval.

Why it matters: A list is read from the top. The AUC is the chance that a customer who left stood
    above one who stayed; .5 is a coin, and with few leavers .8 may still be one.
Formula: scores x of m rows that happened, z of n that did not.
    AUC = mean over all pairs of [x > z] + ½ [x = z], from mid-ranks
    DeLong    V1_i = share of the z below x_i (ties half), V0_j = share of the x above z_j
              se² = var(V1)/m + var(V0)/n;  with clusters: sums over each customer's rows instead
    interval  logit(AUC) ± z se / (AUC (1 - AUC)), turned back
    Hanley–McNeil  se² = [A(1-A) + (m-1)(Q1 - A²) + (n-1)(Q2 - A²)] / (mn),
              Q1 = A/(2-A), Q2 = 2A²/(1+A).  Two scores on the same rows: the variance of V's
    difference. Where DeLong's se is 0 or unknown: every A with |A - AUC| <= z se(A), Newcombe
Assumes: Rows (or clusters) are independent. A row of weight w is w rows.
Cannot say: that chances are right: 2 % and 3 % rank as well as 20 % and 90 %. Nor how good the top
    of the list is: see `precision_at`. Differences in who is in the sample change it: compare two
    scores on the same rows only. An interval that holds .5 says "no better than a coin, as yet".
Source: Hanley and McNeil, 1982, The meaning and use of the area under a ROC curve; DeLong, DeLong
    and Clarke-Pearson, 1988, Comparing the areas under two or more correlated ROC curves;
    Obuchowski, 1997, Nonparametric analysis of clustered ROC curve data; Newcombe, 2006,
    Confidence intervals for an effect size measure based on the Mann–Whitney statistic, part 2
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.arrays import Flags, Floats, Whole, coded, column, even, flags, number
from troth.stats.normal import quantile
from troth.stats.rates.proportions import Difference

__all__ = ("Auc", "AucComparison", "auc", "compare_aucs", "hanley_mcneil")

Labels: TypeAlias = ArrayLike | Sequence[Any]
FLAT = 1e-12


@dataclass(frozen=True, slots=True)
class Auc:
    """The area with its interval; None, 0 to 1, where one of the two outcomes never came.

    `positives` rows happened, `negatives` did not. `se` is None where it cannot be had.
    """

    value: float | None
    low: float
    high: float
    se: float | None
    positives: int
    negatives: int
    n: int
    level: float
    method: str


@dataclass(frozen=True, slots=True)
class AucComparison:
    """Two scores on the same rows: both areas, their difference (first less second), its p."""

    first: Auc
    second: Auc
    difference: Difference
    p: float


@dataclass(frozen=True, slots=True, eq=False)
class _Placed:
    """Each row's place among the rows of the other outcome, 0 to 1, and the mean place."""

    area: float
    places: Floats


def auc(
    scores: ArrayLike,
    y: ArrayLike,
    *,
    weights: ArrayLike | None = None,
    clusters: Labels | None = None,
    level: float = 0.95,
) -> Auc:
    """The chance that a row that happened (`y` 1) scored above one that did not.

    Weights are whole numbers, how many rows a row stands for; `clusters` names who answers for a
    row. Raises NumbersError where the columns differ in length.
    """
    came, (found,), counts, codes = _read([scores], y, weights, clusters)
    return _told(_placed(found, came, counts), came, counts, codes, level)


def compare_aucs(
    first: ArrayLike,
    second: ArrayLike,
    y: ArrayLike,
    *,
    weights: ArrayLike | None = None,
    clusters: Labels | None = None,
    level: float = 0.95,
) -> AucComparison:
    """Which of two scores of the same rows puts them in better order?

    Raises NumbersError below two rows of either outcome.
    """
    came, columns, counts, codes = _read([first, second], y, weights, clusters)
    one, two = (_placed(each, came, counts) for each in columns)
    apart = _Placed(one.area - two.area, one.places - two.places)
    se = _spread(apart, came, counts, codes)
    if se is None:
        raise NumbersError("Not enough to say: a comparison needs two rows of either outcome.")
    z = quantile(level)
    low, high = max(-1.0, apart.area - z * se), min(1.0, apart.area + z * se)
    n = int(counts.sum())
    return AucComparison(
        _told(one, came, counts, codes, level),
        _told(two, came, counts, codes, level),
        Difference(apart.area, low, high, n, n, level, "DeLong, same rows"),
        _two_sided(apart.area, se),
    )


def hanley_mcneil(area: float, positives: int, negatives: int) -> float:
    """The standard error of an area of which only the counts are known, as in a paper."""
    a = number("area", area, least=0, most=1)
    m = number("positives", positives, least=1, whole=True)
    n = number("negatives", negatives, least=1, whole=True)
    q1, q2 = a / (2 - a), 2 * a * a / (1 + a)
    within = a * (1 - a) + (m - 1) * (q1 - a * a) + (n - 1) * (q2 - a * a)
    return sqrt(max(0.0, within) / (m * n))


def _read(
    scores: list[ArrayLike], y: ArrayLike, weights: ArrayLike | None, clusters: Labels | None
) -> tuple[Flags, list[Floats], Floats, Whole | None]:
    """What happened, the scores, rows a row stands for (0 taken out), and cluster numbers."""
    names = ("scores",) if len(scores) == 1 else ("first", "second")
    columns = [column(name, each) for name, each in zip(names, scores, strict=True)]
    came = flags("y", y)
    for name, each in zip(names, columns, strict=True):
        even(**{name: each, "y": came})
    counts = (
        np.ones(len(came)) if weights is None else column("weights", weights, least=0, whole=True)
    )
    even(y=came, weights=counts)
    codes = None if clusters is None else coded(clusters)[0]
    if codes is not None:
        even(y=came, clusters=codes)
    kept = counts > 0
    if not kept.any():
        raise NumbersError("weights sum to 0: no row counts.")
    codes = None if codes is None else np.unique(codes[kept], return_inverse=True)[1]
    return came[kept], [each[kept] for each in columns], counts[kept], codes


def _placed(scores: Floats, came: Flags, counts: Floats) -> _Placed:
    """Places by one sort: for each distinct score, how many of either outcome lie below it."""
    distinct, at = np.unique(scores, return_inverse=True)
    hits = np.bincount(at, counts * came, len(distinct))
    misses = np.bincount(at, counts * ~came, len(distinct))
    m, n = hits.sum(), misses.sum()
    if not (m and n):
        return _Placed(float("nan"), np.zeros(len(scores)))
    under = (np.cumsum(misses) - misses / 2) / n
    over = 1 - (np.cumsum(hits) - hits / 2) / m
    return _Placed(float(hits @ under / m), np.where(came, under[at], over[at]))


def _spread(placed: _Placed, came: Flags, counts: Floats, codes: Whole | None) -> float | None:
    """DeLong's standard error, Obuchowski's where customers have several rows."""
    m, n = float(counts[came].sum()), float(counts[~came].sum())
    off = placed.places - placed.area
    if codes is None:
        if min(m, n) < 2:
            return None
        one = float(counts[came] @ off[came] ** 2) / (m - 1) / m
        return sqrt(one + float(counts[~came] @ off[~came] ** 2) / (n - 1) / n)
    size = int(codes.max()) + 1
    part = [np.bincount(codes, counts * side * off, size) for side in (came, ~came)]
    have = [len(np.unique(codes[side])) for side in (came, ~came)]
    if min(have) < 2 or size < 3:
        return None
    hits, misses = (
        float(each @ each) * many / (many - 1) for each, many in zip(part, have, strict=True)
    )
    both = float(part[0] @ part[1]) * size / (size - 1)
    return sqrt(max(0.0, hits / m**2 + misses / n**2 + 2 * both / (m * n)))


def _told(placed: _Placed, came: Flags, counts: Floats, codes: Whole | None, level: float) -> Auc:
    z = quantile(level)
    m, n = int(counts[came].sum()), int(counts[~came].sum())
    if not (m and n):
        return Auc(None, 0.0, 1.0, None, m, n, m + n, level, "DeLong")
    area, se = placed.area, _spread(placed, came, counts, codes)
    if se is None or se <= FLAT or not FLAT < area < 1 - FLAT:
        low, high = (_newcombe(area, m, n, z, side) for side in (0.0, 1.0))
        return Auc(area, low, high, se or None, m, n, m + n, level, "Newcombe")
    half = z * se / (area * (1 - area))
    logit = np.log(area) - np.log1p(-area)
    low, high = (float(1 / (1 + np.exp(-(logit + turn * half)))) for turn in (-1, 1))
    method = "DeLong, logit" if codes is None else "DeLong by customer (Obuchowski), logit"
    return Auc(area, low, high, se, m, n, m + n, level, method)


def _newcombe(area: float, m: int, n: int, z: float, side: float) -> float:
    """The outermost area towards `side` whose own standard error still reaches `area`."""
    inside, outside = area, side
    even_out = (m + n) / 2
    for _ in range(60):
        middle = (inside + outside) / 2
        a = middle
        half = even_out - 1
        var = a * (1 - a) * (1 + half * ((1 - a) / (2 - a) + a / (1 + a))) / (m * n)
        if abs(middle - area) <= z * sqrt(max(0.0, var)):
            inside = middle
        else:
            outside = middle
    return outside


def _two_sided(value: float, se: float) -> float:
    from scipy.special import ndtr

    if se <= FLAT:
        return 1.0 if abs(value) <= FLAT else 0.0
    return float(2 * ndtr(-abs(value) / se))
