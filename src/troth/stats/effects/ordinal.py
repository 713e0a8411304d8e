"""What moves an answer up or down a scale? Ordered answers by the proportional-odds model.

Why it matters: From 3 to 4 is not the same step as from 1 to 2, so averages of scale points can
    rise while people move nowhere. This model uses only the order of the answers.
Formula: log [P(Y ≤ j) / P(Y > j)] = θ_j − x·β,   θ₁ < θ₂ < …
    exp(β) multiplies the odds of an answer above any given level. Highest likelihood by Newton
    with its own slope and curvature; standard errors from the inverse curvature.
    Proportional odds: likelihood ratio against a slope of its own at every threshold, for one
    column at a time and for all at once (levels − 2 degrees of freedom a column).
Assumes: One β at every threshold (check it with `proportional_odds`); one answer a person and
    people independent; the levels in their true order.
Cannot say: How far apart the levels are felt to be. Nothing about causes, unless x was drawn by
    lot. A check that finds nothing in few answers does not show that the odds are proportional.
    Several answers of one person need a model with persons in it, which this is not.
Source: McCullagh, Regression models for ordinal data, 1980; Brant, Assessing proportionality in
    the proportional odds model for ordinal logistic regression, 1990
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtrc, expit, logit

from troth.errors import NumbersError
from troth.stats.arrays import Floats, Whole, coded, even, matrix, weighting
from troth.stats.columns import named, tell_apart
from troth.stats.effects.ratio import Ratio, from_log
from troth.stats.effects.thresholds import Answers, proportional, separate
from troth.stats.newton import Top, climb

__all__ = ("Departure", "Ordinal", "Proportional", "ordinal", "proportional_odds")


@dataclass(frozen=True, slots=True, eq=False)
class Ordinal:
    """Slopes and thresholds with their standard errors.

    `thresholds` are named "lower|upper". `empty` are levels that were allowed and nobody gave:
    they have no threshold, and chance 0.
    """

    coefficients: dict[str, float]
    standard_errors: dict[str, float]
    thresholds: dict[str, float]
    threshold_errors: dict[str, float]
    log_likelihood: float
    levels: tuple[Any, ...]
    empty: tuple[Any, ...]
    n: int
    covariance: Floats
    """Of thresholds, then slopes."""

    def odds(self, level: float = 0.95) -> dict[str, Ratio]:
        """For each column: by what the odds of a higher answer are multiplied for one more of it."""
        errors = self.standard_errors
        return {
            name: from_log(slope, errors[name], self.n, level, "proportional odds, Wald")
            for name, slope in self.coefficients.items()
        }

    def probabilities(self, X: ArrayLike) -> Floats:
        """The chance of each level (columns, in the order of `levels`) for each row of X."""
        x = matrix("X", X)
        if x.shape[1] != len(self.coefficients):
            raise NumbersError(
                f"X has {x.shape[1]} columns; the model was fitted with {len(self.coefficients)}."
            )
        cuts, slopes = (np.array([*each.values()]) for each in (self.thresholds, self.coefficients))
        below = expit(cuts - (x @ slopes)[:, None])
        edges = np.zeros((len(x), 1))
        return np.diff(np.hstack([edges, below, edges + 1]), axis=1)


@dataclass(frozen=True, slots=True)
class Departure:
    """Whether one column (or all of them) needs a slope of its own at every threshold."""

    name: str
    chi2: float
    degrees: int
    p: float


@dataclass(frozen=True, slots=True)
class Proportional:
    """The check of proportional odds, column by column and for all at once."""

    columns: tuple[Departure, ...]
    all: Departure
    n: int
    method: str = "likelihood ratio"


def ordinal(
    answers: ArrayLike | Sequence[Any],
    X: ArrayLike,
    names: Sequence[str] | None = None,
    *,
    levels: Sequence[Any] | None = None,
    weights: ArrayLike | None = None,
) -> Ordinal:
    """Slopes of the columns of X on ordered `answers`, one row a person.

    Numbers are ordered by size; words need `levels`, lowest first. `weights` count people. Raises
    NumbersError where fewer than two levels were given, a column is constant or follows from
    others, or a column separates the answers so well that its slope has no end.
    """
    read = _read(answers, X, names, levels, weights)
    top = _fit(read)
    cuts = len(read.levels) - 1
    back = np.eye(len(top.at))
    back[cuts:, cuts:] = np.diag(1 / read.scale)
    back[:cuts, cuts:] = read.middle / read.scale
    at, covariance = back @ top.at, back @ top.covariance() @ back.T
    errors = np.sqrt(np.diag(covariance)).tolist()
    between = [f"{a}|{b}" for a, b in zip(read.levels, read.levels[1:], strict=False)]
    return Ordinal(
        dict(zip(read.names, at[cuts:].tolist(), strict=True)),
        dict(zip(read.names, errors[cuts:], strict=True)),
        dict(zip(between, at[:cuts].tolist(), strict=True)),
        dict(zip(between, errors[:cuts], strict=True)),
        top.value,
        read.levels,
        read.empty,
        read.n,
        covariance,
    )


def proportional_odds(
    answers: ArrayLike | Sequence[Any],
    X: ArrayLike,
    names: Sequence[str] | None = None,
    *,
    levels: Sequence[Any] | None = None,
    weights: ArrayLike | None = None,
) -> Proportional:
    """Does one slope serve every threshold? Arguments and errors are those of `ordinal`.

    Needs three levels or more.
    """
    read = _read(answers, X, names, levels, weights)
    if len(read.levels) < 3:
        raise NumbersError("Two levels have one threshold: there is nothing to be proportional.")
    top = _fit(read)
    width = len(read.names)
    each = tuple(_departure(read, top, [at], name) for at, name in enumerate(read.names))
    whole = each[0] if width == 1 else _departure(read, top, list(range(width)), "all")
    return Proportional(each, whole, read.n)


@dataclass(frozen=True, slots=True, eq=False)
class _Read:
    answers: Answers
    levels: tuple[Any, ...]
    empty: tuple[Any, ...]
    names: tuple[str, ...]
    middle: Floats
    scale: Floats
    n: int


def _read(
    answers: ArrayLike | Sequence[Any],
    columns: ArrayLike,
    names: Sequence[str] | None,
    levels: Sequence[Any] | None,
    weights: ArrayLike | None,
) -> _Read:
    """Check everything, drop rows of weight 0, centre and scale, collapse equal rows."""
    x = matrix("X", columns)
    if np.abs(x).max() > 1e100:
        raise NumbersError("X holds a number beyond 1e100: use a larger unit.")
    codes, seen = _coded(answers, levels)
    even(answers=codes, X=x)
    told = named(names, x.shape[1])
    w = weighting(weights, len(x))
    w = np.ones(len(x)) if w is None else w
    codes, x, w = codes[w > 0], x[w > 0], w[w > 0]
    used, codes = np.unique(codes, return_inverse=True)
    given = tuple(seen[at] for at in used)
    if len(given) < 2:
        raise NumbersError(f"Every answer is {given[0]}: nothing moves, so nothing moves it.")
    middle = w @ x / w.sum()
    scale = np.sqrt(w @ (x - middle) ** 2 / w.sum())
    tell_apart(x, told)
    if not w.sum() > len(told) + len(given) - 1:
        raise NumbersError(
            f"{w.sum():g} answers are too few for {len(told) + len(given) - 1} numbers to find."
        )
    level, rows, w = _collapsed(codes, x, w)
    held = Answers(level, (rows - middle) / scale, w, len(given))
    empty = tuple(level for at, level in enumerate(seen) if at not in set(used.tolist()))
    return _Read(held, given, empty, told, middle, scale, round(float(w.sum())))


def _collapsed(codes: Whole, x: Floats, w: Floats) -> tuple[Whole, Floats, Floats]:
    """Equal rows as one, in an order of their own; as they are where too many could differ."""
    key = codes.astype(np.int64)
    size = int(key.max()) + 1
    for column in x.T:
        values, place = np.unique(column, return_inverse=True)
        size *= len(values)
        if size > 2**62:
            return codes.astype(np.int64), x, w
        key = key * len(values) + place
    _, first, inverse = np.unique(key, return_index=True, return_inverse=True)
    return codes[first], x[first], np.bincount(inverse, w).astype(np.float64)


def _coded(answers: Any, levels: Sequence[Any] | None) -> tuple[Whole, list[Any]]:
    """Each answer as its place among the levels, lowest first."""
    codes, seen = coded(answers)
    if not seen:
        raise NumbersError("answers is empty: there is nothing to reckon with.")
    if levels is None:
        if not all(isinstance(level, int | float | np.number) for level in seen):
            raise NumbersError("The answers are no numbers: give their order, lowest, as levels.")
        if not all(np.isfinite(level) for level in seen):
            raise NumbersError("answers holds a number that is not finite.")
        return codes, seen
    order = {level: at for at, level in enumerate(levels)}
    strange = [level for level in seen if level not in order]
    if strange:
        raise NumbersError(f"answers holds “{strange[0]}”, which is none of the levels.")
    if len(order) < len(levels):
        raise NumbersError("levels names a level twice.")
    place = np.array([order[level] for level in seen], dtype=np.int64)
    return place[codes], list(order)


def _fit(read: _Read) -> Top:
    """The proportional model from the thresholds that hold without any column."""
    counted = np.bincount(read.answers.level, read.answers.weights, len(read.levels))
    cuts = logit(np.cumsum(counted)[:-1] / counted.sum())
    start = np.concatenate([cuts, np.zeros(len(read.names))])
    top = climb(proportional(read.answers), start, what="The model of the answers")
    values, axes = np.linalg.eigh(-top.hessian)
    if values[0] < 1e-6:
        name = read.names[int(np.abs(axes[len(cuts) :, 0]).argmax())]
        raise NumbersError(
            f"Column “{name}” separates the answers completely: its slope has no finite size."
        )
    return top


def _departure(read: _Read, top: Top, freed: list[int], name: str) -> Departure:
    degrees = (len(read.levels) - 2) * len(freed)
    start = np.concatenate([top.at, np.zeros(degrees)])
    free = climb(separate(read.answers, freed), start, what=f"The model with “{name}” set free")
    chi2 = max(0.0, 2 * (free.value - top.value))
    return Departure(name, chi2, degrees, float(chdtrc(degrees, chi2)))
