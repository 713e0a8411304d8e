"""How can stated chances be put right? Recalibration, judged on customers it has not seen.

Why it matters: A model may rank customers well and still say 90 % where 60 % happens. Past outcomes
    can mend the numbers, but only a judgement on other rows shows whether they did.
Formula: Platt     c = 1 / (1 + exp(-(a + b ln(p / (1 - p)))), a and b by most likelihood, each
                   outcome drawn in a little: (n1 + 1)/(n1 + 2) for 1, 1/(n0 + 2) for 0
    isotonic  c = the rising step function of p nearest to y in squares, straight between steps
    Rows are dealt into `folds`, whole clusters together; each row's new chance comes from a fit
    to the other folds. The map handed back is fitted to all rows.
Assumes: New cases are like those seen. Platt: the logits are off by a straight line. Isotonic: a
    higher forecast never stands for a lower chance.
Cannot say: that a mended forecast stays right once customers or the product change; look again
    with `reliability`. Isotonic needs some hundreds of rows and jumps; with few rows prefer Platt.
    Neither makes a forecast that cannot tell people apart any better at it.
Source: Platt, 1999, Probabilistic outputs for support vector machines; Zadrozny and Elkan, 2002,
    Transforming classifier scores into accurate multiclass probability estimates
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.arrays import Flags, Floats, Whole, coded, column, even, number
from troth.stats.forecasts.cells import collapsed, forecasts
from troth.stats.forecasts.isotonic import rising
from troth.stats.newton import climb
from troth.stats.resampling import SEED

__all__ = ("ChanceMap", "Recalibration", "recalibrate")

Method: TypeAlias = Literal["platt", "isotonic"]
EDGE = 1e-6
"""No chance is taken nearer to 0 or 1 than this when its logit is asked."""
FEW = 10
"""Below so many rows of each outcome there is not enough to learn from."""


@dataclass(frozen=True, slots=True, eq=False)
class ChanceMap:
    """From a stated chance to a mended one: Platt's line, or straight pieces between knots."""

    intercept: float | None
    slope: float | None
    knots: Floats
    heights: Floats

    def at(self, p: ArrayLike) -> Floats:
        """The mended chance for forecasts between 0 and 1."""
        found = column("p", p, least=0, most=1)
        if self.slope is None or self.intercept is None:
            return np.interp(found, self.knots, self.heights)
        return _logistic(self.intercept + self.slope * _logit(found))


@dataclass(frozen=True, slots=True, eq=False)
class Recalibration:
    """New chances for the rows given (each from a fit without it), and the map for new cases.

    `before` and `after` are Brier scores of the old and the new chances on the same `n` rows.
    """

    values: Floats
    before: float
    after: float
    map: ChanceMap
    folds: int
    n: int
    method: str


def recalibrate(
    p: ArrayLike,
    y: ArrayLike,
    method: Method = "platt",
    *,
    folds: int = 5,
    clusters: ArrayLike | Sequence[Any] | None = None,
    seed: int = SEED,
) -> Recalibration:
    """Learn from forecasts `p` (0 to 1) and what happened (`y`, 0 or 1) how to put them right.

    `clusters` names who answers for a row, so that nobody judges a fit she was in. Which of
    several equal rows falls into which fold is a matter of their order. Raises NumbersError
    below 10 rows of either outcome, "not enough to say".
    """
    found, came, _ = forecasts(p, y)
    if min(came.sum(), (~came).sum()) < FEW:
        raise NumbersError(
            f"Not enough to say: {int(came.sum())} of {len(came)} happened, and a map is learnt "
            f"only from {FEW} or more of each outcome."
        )
    if method not in ("platt", "isotonic"):
        raise NumbersError(f"method is “platt” or “isotonic”, not “{method}”.")
    fold, many = _dealt(found, came, clusters, folds, seed)
    values = np.empty(len(found))
    for at in range(many):
        held = fold == at
        values[held] = _fitted(found[~held], came[~held], method).at(found[held])
    name = "Platt scaling" if method == "platt" else "isotonic regression"
    return Recalibration(
        values,
        float(((found - came) ** 2).mean()),
        float(((values - came) ** 2).mean()),
        _fitted(found, came, method),
        many,
        len(found),
        f"{name}, out of fold",
    )


def _dealt(
    p: Floats, y: Flags, clusters: ArrayLike | Sequence[Any] | None, folds: int, seed: int
) -> tuple[Whole, int]:
    """The fold of each row, by chance alone, and how many folds there are."""
    chance, many = np.random.default_rng(seed), int(number("folds", folds, least=2, whole=True))
    if clusters is None:
        order, size = np.lexsort((y, p)), len(p)
        units = np.empty(size, np.int64)
        units[order] = np.arange(size)
    else:
        units, names = coded(clusters)
        even(p=p, clusters=units)
        size = len(names)
    if size < many:
        raise NumbersError(f"{size} rows or clusters cannot be dealt into {many} folds.")
    dealt = chance.permutation(np.arange(size) % many)[units].astype(np.int64)
    for at in range(many):
        rest = y[dealt != at]
        if rest.all() or not rest.any():
            raise NumbersError(f"Without fold {at} all rows have one outcome: use fewer folds.")
    return dealt, many


def _fitted(p: Floats, y: Flags, method: Method) -> ChanceMap:
    cells = collapsed(p, y, np.ones(len(p)))
    if method == "platt":
        if len(cells.p) < 2:
            raise NumbersError(f"Every forecast is {cells.p[0]:g}: no line can be learnt from one.")
        line = _platt(_logit(cells.p), cells.rows, cells.happened)
        return ChanceMap(*line, cells.p[:0], cells.p[:0])
    levels, sizes = rising(cells.happened / cells.rows, cells.rows)
    ends = np.cumsum(sizes)
    edges = np.unique(np.concatenate([ends - sizes, ends - 1]))
    return ChanceMap(None, None, cells.p[edges], levels[edges])


def _platt(logit: Floats, rows: Floats, came: Floats) -> tuple[float, float]:
    """Intercept and slope of a logistic line, outcomes drawn in a little from 0 and 1."""
    ones = float(came.sum())
    zeros = float(rows.sum()) - ones
    hit = came * (ones + 1) / (ones + 2) + (rows - came) / (zeros + 2)
    design = np.stack([np.ones_like(logit), logit])

    def likelihood(at: Floats) -> tuple[float, Floats, Floats]:
        line = at @ design
        share = _logistic(line)
        value = float((hit * line - rows * np.logaddexp(0, line)).sum())
        gradient = design @ (hit - rows * share)
        return value, gradient, -(design * (rows * share * (1 - share))) @ design.T

    top = climb(likelihood, np.array([0.0, 1.0]), what="Platt's line")
    return float(top.at[0]), float(top.at[1])


def _logit(p: Floats) -> Floats:
    near = np.clip(p, EDGE, 1 - EDGE)
    return np.log(near) - np.log1p(-near)


def _logistic(line: Floats) -> Floats:
    from scipy.special import expit

    return np.asarray(expit(line), np.float64)
