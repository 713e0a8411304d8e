"""Does the higher risk end first? Harrell's concordance.

Why it matters: a score for who will leave is worth what it gets right about order. Of two customers
    of whom it is known who left first, it says how often the score had that one higher.
Formula:
    comparable: i ended, and j was at risk then and went on: t_i < t_j, or t_i = t_j and j was
    censored there; in strata only within a stratum; with late entries only if entry_j < t_i
    concordant: score_i > score_j;   discordant: score_i < score_j;   tied: equal scores
    C = (concordant + tied / 2) / comparable
    Var C = Σ_k w_k ( (c_k + e_k / 2 − C m_k) / comparable )²
    c_k, e_k and m_k being the concordant, tied and comparable pairs in which row k takes part (the
    infinitesimal jackknife); the interval is C ± z standard errors. Two ends at the same time are
    not compared. 0.5 is what a coin gives.
Assumes: rows are independent of each other; a higher score means an earlier end (turn the sign of a
    score that foretells a longer stay). A weight is a count: a row of weight 2 is two rows.
Cannot say: that the stated chances come true; a score may order well and be far off in size. Of
    scores fitted to these same rows C is too high. Heavy censoring leaves mostly early ends to be
    compared, so C of two studies that watched for unequal times are not alike.
Source: F. E. Harrell, K. L. Lee and D. B. Mark, 1996, Multivariable prognostic models; T. Therneau
    and E. Atkinson, 2024, Concordance (vignette of survival for R)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from troth.stats import arrays
from troth.stats.arrays import Floats, Whole
from troth.stats.normal import quantile
from troth.stats.survival.ranks import below
from troth.stats.survival.rows import Rows, read

__all__ = ("Concordance", "concordance")


@dataclass(frozen=True, slots=True)
class Concordance:
    """C with its interval, and the pairs it rests on. `value` is None where none can be compared.

    Then the interval is 0 to 1. Pairs are sums of products of weights.
    """

    value: float | None
    low: float
    high: float
    standard_error: float | None
    concordant: float
    discordant: float
    tied: float
    n: float
    events: float
    level: float
    method: str = "Harrell's C, infinitesimal jackknife"


@dataclass(frozen=True, slots=True, eq=False)
class _Line:
    """Rows in order of stratum and falling time, censored before ended.

    key and came number stratum and time, of the duration and of the entry, on one scale that has
    `span` steps a stratum; rank is that of the score; dead: places of the rows that ended.
    """

    key: Whole
    rank: Whole
    layer: Whole
    span: int
    came: Whole | None
    dead: Whole
    weights: Floats | None


def concordance(
    durations: ArrayLike,
    observed: ArrayLike,
    score: ArrayLike,
    strata: ArrayLike | Sequence[Any] | None = None,
    weights: ArrayLike | None = None,
    entry: ArrayLike | None = None,
    level: float = 0.95,
) -> Concordance:
    """Of pairs whose order is known, the share in which the higher score ended first.

    durations, observed, weights, entry  as for `cox`
    score   a number a row, higher for an earlier end: the linear predictor of `cox`, or any other
    strata  a label a row; only rows of one stratum are compared
    Raises NumbersError where a column holds what it cannot.
    """
    z = quantile(level)
    rows = read(durations, observed, weights, entry)
    line = _lined(rows, *_coded(score, strata, len(rows.durations)))
    later = _later(line)
    right, wrong, alike = (_total(line, each) for each in (later[0], later[2], later[1]))
    counts = right, wrong, alike, rows.count(), rows.ended(), level
    if not right + wrong + alike > 0:
        return Concordance(None, 0.0, 1.0, None, *counts)
    value = (right + alike / 2) / (right + wrong + alike)
    error = _error(line, later, value)
    low, high = max(0.0, value - z * error), min(1.0, value + z * error)
    return Concordance(value, low, high, error, *counts)


def harrell(rows: Rows, score: Floats, strata: Whole | None) -> float | None:
    """C alone, which costs a third of what its standard error does."""
    line = _lined(rows, score, strata)
    right, alike, wrong = (_total(line, each) for each in _later(line))
    pairs = right + alike + wrong
    return (right + alike / 2) / pairs if pairs > 0 else None


def _coded(
    score: ArrayLike, strata: ArrayLike | Sequence[Any] | None, count: int
) -> tuple[Floats, Whole | None]:
    scores = arrays.column("score", score)
    arrays.even(durations=range(count), score=scores)
    if strata is None:
        return scores, None
    layer, _ = arrays.coded(strata)
    arrays.even(durations=range(count), strata=layer)
    return scores, layer


def _lined(rows: Rows, score: Floats, strata: Whole | None) -> _Line:
    """Sort rows by stratum, then from the last time to the first, censored rows before ends."""
    layer = np.zeros(len(score), np.int64) if strata is None else strata
    columns = [rows.durations] if rows.entry is None else [rows.durations, rows.entry]
    known, when = np.unique(np.concatenate(columns), return_inverse=True)
    span = 2 * len(known) + 2
    keys = [layer * span + 2 * (len(known) - each) for each in np.split(when, len(columns))]
    keys[0] = keys[0] + rows.observed
    order = np.argsort(keys[0], kind="stable")
    _, rank = np.unique(score, return_inverse=True)
    if strata is not None:
        _, rank = np.unique(strata * (int(rank.max()) + 1) + rank, return_inverse=True)
    return _Line(
        keys[0][order], rank[order], layer[order], span,
        None if rows.entry is None else keys[1][order] + 1,
        np.flatnonzero(rows.observed[order]),
        None if rows.weights is None else rows.weights[order],
    )  # fmt: skip


def _later(line: _Line) -> Floats:
    """Of the rows at risk after each one that ended: those of lower, like and higher score."""
    dead = line.dead
    ends = np.searchsorted(line.key, line.key[dead], side="left")
    found: Floats = _ranked(line.rank, line.weights, ends, line.rank[dead])
    if line.came is None:
        heads = np.searchsorted(line.layer, line.layer[dead], side="left")
        others = heads if line.weights is None else np.append(0.0, np.cumsum(line.weights))[heads]
        found[0] -= others
        found[2] -= others
        return found
    order = np.argsort(line.came, kind="stable")
    weights = None if line.weights is None else line.weights[order]
    ends = np.searchsorted(line.came[order], line.key[dead], side="right")
    late: Floats = _ranked(line.rank[order], weights, ends, line.rank[dead])
    return found - late


def _sooner(line: _Line) -> Floats:
    """Of those that ended while each row was at risk: those of lower, like and higher score."""
    key, rank = line.key[line.dead], line.rank[line.dead]
    weights = None if line.weights is None else line.weights[line.dead]
    until = (line.layer + 1) * line.span if line.came is None else line.came
    ends = np.searchsorted(key, until, side="left")
    since = np.searchsorted(key, line.key, side="right")
    return _ranked(rank, weights, ends, line.rank) - _ranked(rank, weights, since, line.rank)


def _ranked(rank: Whole, weights: Floats | None, ends: Whole, values: Whole) -> Floats:
    """Of the first `ends` the weight that ranks below, alike and above each of `values`."""
    total = ends if weights is None else np.append(0.0, np.cumsum(weights))[ends]
    under, upto = below(rank, weights, ends, values), below(rank, weights, ends, values + 1)
    return np.array([under, upto - under, total - upto], np.float64)


def _total(line: _Line, each: Floats) -> float:
    return float(each.sum() if line.weights is None else line.weights[line.dead] @ each)


def _error(line: _Line, later: Floats, value: float) -> float:
    """How far C moves with the weight of each row, squared and summed."""
    sooner = _sooner(line)
    right, alike, wrong = sooner[2], sooner[1], sooner[0]
    right[line.dead] += later[0]
    alike[line.dead] += later[1]
    wrong[line.dead] += later[2]
    pairs = sum(_total(line, each) for each in later)
    moved = (right + alike / 2 - value * (right + alike + wrong)) / pairs
    weights = np.ones(len(moved)) if line.weights is None else line.weights
    return float(np.sqrt(weights @ moved**2))
