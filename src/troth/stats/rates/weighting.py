"""What would everybody have said? Weights, post-stratification and raking.

Why it matters: those who answer are not like those who do not. Weights give the groups their
    known size back; an error that knows of clusters (schools, accounts) keeps the interval honest.
Formula: weighted mean ȳ = Σ wᵢyᵢ / Σ wᵢ; its variance from the clusters' sums of wᵢ(yᵢ − ȳ)/Σw:
    v = Σ over strata of (1 − g/G) g/(g−1) Σ (u − ū)², g clusters drawn of G (1 − g/G is 1 unknown)
    post-stratified: wᵢ = dᵢ Nₛ / Σ dᵢ in its group s;  raked: the same, one margin after the
    other, until all hold; the variance then from the residuals of y on the groups' labels
    effective n = (Σw)²/Σw² (Kish);  design effect = v / variance of a plain sample of n rows
    interval: t with (clusters − strata) degrees of freedom
Assumes: within a group those who answered are like those who did not; rows of different clusters
    are independent. Weights are of the survey's kind: how many of the population a row speaks
    for; a row of weight 2 counts double in the mean but is still one answer in the error.
Cannot say: “representative”. Weights mend only what the groups explain: in the California
    schools sample they did not move the mean towards the truth. Few clusters make the error rough.
Source: L. Kish, 1965, Survey Sampling; W. E. Deming and F. F. Stephan, 1940, On a least squares
    adjustment; J.-C. Deville and C.-E. Särndal, 1992, Calibration estimators in survey sampling
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from troth.errors import NumbersError
from troth.stats.arrays import Floats, column, number, weighting
from troth.stats.rates import margins as known
from troth.stats.rates.linearised import Design, design
from troth.stats.rates.margins import Cells, Margins

__all__ = (
    "Calibrated", "Raked", "Weighted", "effective_n", "poststratify", "rake", "raked_mean",
    "weighted_mean", "weighted_total",
)  # fmt: skip

HUGE = 1e70
"""Beyond it squares of weighted sums are no longer finite."""


@dataclass(frozen=True, slots=True)
class Weighted:
    """A weighted mean or total. The error and interval are None from a single cluster.

    `design_effect` is how many times the variance of a plain sample of n rows it has (None where
    the values are all alike, or the error is).
    """

    value: float
    standard_error: float | None
    low: float | None
    high: float | None
    n: int
    clusters: int
    effective_n: float
    design_effect: float | None
    level: float = 0.95
    method: str = "linearised"


@dataclass(frozen=True, slots=True, eq=False)
class Calibrated:
    """Mean and total after the rows were weighted to known totals, and the weights."""

    mean: Weighted
    total: Weighted
    weights: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Raked:
    """Weights under which every margin holds, after how many rounds, and what they cost."""

    weights: Floats
    rounds: int
    effective_n: float


def effective_n(weights: ArrayLike) -> float:
    """How many equally weighted rows would know as much: Kish's (Σw)²/Σw²."""
    found = column("weights", weights, least=0)
    if not found.sum() > 0:
        raise NumbersError("weights sum to 0: no row counts.")
    scaled = found / found.max()
    return float(scaled.sum() ** 2 / (scaled @ scaled))


def weighted_mean(
    values: ArrayLike,
    weights: ArrayLike | None = None,
    clusters: ArrayLike | None = None,
    strata: ArrayLike | None = None,
    drawn_from: float | Mapping[Any, float] | None = None,
    level: float = 0.95,
) -> Weighted:
    """The mean of the population that the weighted rows speak for.

    `clusters` and `strata` are labels a row; `drawn_from` says how many clusters there are, in
    all or by stratum, where it is known. Raises NumbersError for columns that do not fit.
    """
    y, w = _read(values, weights)
    value = float(w @ y / w.sum())
    drawn = design(len(y), clusters, strata, drawn_from)
    return _result(value, w * (y - value) / w.sum(), y, w, drawn, level, 1.0, "linearised")


def weighted_total(
    values: ArrayLike,
    weights: ArrayLike,
    clusters: ArrayLike | None = None,
    strata: ArrayLike | None = None,
    drawn_from: float | Mapping[Any, float] | None = None,
    level: float = 0.95,
) -> Weighted:
    """The sum over the population, where each weight says how many a row speaks for."""
    y, w = _read(values, weights)
    drawn = design(len(y), clusters, strata, drawn_from)
    return _result(float(w @ y), w * y, y, w, drawn, level, float(w.sum()), "linearised")


def poststratify(
    values: ArrayLike,
    strata: ArrayLike,
    population: Mapping[Any, float],
    clusters: ArrayLike | None = None,
    weights: ArrayLike | None = None,
    drawn_from: float | None = None,
    level: float = 0.95,
) -> Calibrated:
    """Mean and total after each group (the label in `strata`) got its size in the population.

    `population` says how many of each label there are. Raises NumbersError where a label has
    rows but no size, or a size but no rows.
    """
    margins = {"strata": (strata, population)}
    return _calibrated(values, margins, clusters, weights, drawn_from, level, "post-stratified")


def raked_mean(
    values: ArrayLike,
    margins: Margins,
    clusters: ArrayLike | None = None,
    weights: ArrayLike | None = None,
    drawn_from: float | None = None,
    level: float = 0.95,
) -> Calibrated:
    """Mean and total after the rows were raked to several margins (see `rake`)."""
    return _calibrated(values, margins, clusters, weights, drawn_from, level, "raked")


def rake(margins: Margins, weights: ArrayLike | None = None) -> Raked:
    """Weights for which every margin holds, as near as can be to those given.

    `margins` is {name: (label of every row, {label: how many in the population})}. Raises
    NumbersError where the margins disagree on the population's size or cannot be met.
    """
    rows = known.rows(margins)
    base = _weights(weights, rows)
    found = known.cells(margins, rows)
    factor, rounds = known.met(found, base)
    raked = base * factor[found.cell]
    return Raked(raked, rounds, effective_n(raked))


def _weights(weights: ArrayLike | None, rows: int) -> Floats:
    found = weighting(weights, rows)
    if found is None:
        return np.ones(rows)
    column("weights", found, most=HUGE)
    return found


def _read(values: ArrayLike, weights: ArrayLike | None) -> tuple[Floats, Floats]:
    y = column("values", values, least=-HUGE, most=HUGE)
    return y, _weights(weights, len(y))


def _calibrated(
    values: ArrayLike, margins: Margins, clusters: ArrayLike | None, weights: ArrayLike | None,
    drawn_from: float | None, level: float, method: str,
) -> Calibrated:  # fmt: skip
    """Weights from the margins; the error from what the labels leave unexplained."""
    y, base = _read(values, weights)
    found: Cells = known.cells(margins, len(y))
    factor, _ = known.met(found, base)
    w = base * factor[found.cell]
    drawn = design(len(y), clusters, None, drawn_from)
    influence = w * known.residuals(found, y, base)
    total = float(w @ y)
    summed = _result(total, influence, y, w, drawn, level, found.size, method)
    mean = _result(total / found.size, influence / found.size, y, w, drawn, level, 1.0, method)
    return Calibrated(mean, summed, w)


def _result(
    value: float, influence: Floats, y: Floats, w: Floats, drawn: Design,
    level: float, size: float, method: str,
) -> Weighted:  # fmt: skip
    """The error from the influences; `size` turns the plain variance of a mean into a total's."""
    if not 0 < number("level", level) < 1:
        raise NumbersError(f"A level lies between 0 and 1, not at {level}.")
    heavy, n = effective_n(w), len(y)
    variance = drawn.variance(influence)
    if variance is None:
        return Weighted(value, None, None, None, n, drawn.clusters, heavy, None, level, method)
    error = sqrt(variance)
    half = float(stdtrit(drawn.degrees, (1 + level) / 2)) * error
    middle = float(w @ y / w.sum())
    plain = float(w @ (y - middle) ** 2 / w.sum()) / (n - 1) * size**2
    effect = variance / plain if plain > 0 else None
    return Weighted(
        value, error, value - half, value + half, n, drawn.clusters, heavy, effect, level, method
    )
