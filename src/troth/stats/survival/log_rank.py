"""Do some groups stay longer than others? The log-rank test.

Why it matters: two curves drawn side by side always differ somewhere. The test asks whether they
    differ by more than chance, over the whole time, and uses those still there for as long as they
    were watched.
Formula:
    at each time with d ends among n at risk, group a expects d n_a / n
    O_a − E_a = Σ over times and strata ( d_a − d n_a / n )
    V_ab = Σ d (n − d) / (n − 1) · (n_a / n) (1{a = b} − n_b / n)
    χ² = (O − E)' V⁻ (O − E), its degrees of freedom one less than the groups with E > 0
Assumes: those no longer watched would have gone on like those still watched, in every group; the
    groups were set before time 0, not by what came later. In strata only rows of the same stratum
    are compared. A weight is a count: a row of weight 2 is two rows.
Cannot say: how large the difference is (see cox, or the medians), nor why. Where curves cross,
    early and late differences cancel, and a large p is no proof of sameness. Groups of those who
    stayed long enough to get something (a badge, a contract) differ by the waiting alone: let them
    enter late.
Source: N. Mantel, 1966, Evaluation of survival data and two new rank order statistics arising in
    its consideration; R. Peto and J. Peto, 1972, Asymptotically efficient rank invariant test
    procedures
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats import arrays
from troth.stats.arrays import Floats, Whole
from troth.stats.survival.chi import upper
from troth.stats.survival.risk import RiskSets, risk_sets
from troth.stats.survival.rows import read

__all__ = ("LogRank", "log_rank")


@dataclass(frozen=True, slots=True, eq=False)
class LogRank:
    """The test, and for each of `groups` how many there were, ended, and were expected to end.

    `p` is None where no two groups were ever at risk together when one ended. `covariance` is that
    of observed less expected.
    """

    groups: tuple[Any, ...]
    rows: Floats
    observed: Floats
    expected: Floats
    covariance: Floats
    chi2: float
    df: int
    p: float | None
    n: float
    method: str


def log_rank(
    durations: ArrayLike,
    observed: ArrayLike,
    groups: ArrayLike | Sequence[Any],
    strata: ArrayLike | Sequence[Any] | None = None,
    weights: ArrayLike | None = None,
    entry: ArrayLike | None = None,
) -> LogRank:
    """Whether any of the groups ends sooner or later than the others.

    durations  how long each row was followed;  observed: whether its end was seen
    groups     a label a row, two or more of them;  strata: a label a row, compared within only
    weights    how many such rows each row stands for
    entry      when each row began to be watched, where that was late
    Raises NumbersError where a column holds what it cannot, or there is but one group.
    """
    rows = read(durations, observed, weights, entry)
    group, known = arrays.coded(groups)
    arrays.even(durations=rows.durations, groups=group)
    if len(known) < 2:
        raise NumbersError(f"All rows are of one group, “{known[0]}”: there is nothing to compare.")
    layer = None
    if strata is not None:
        layer, _ = arrays.coded(strata)
        arrays.even(durations=rows.durations, strata=layer)
    sizes = np.bincount(group, rows.weights, len(known)).astype(np.float64)
    ended = np.bincount(
        group[rows.observed],
        None if rows.weights is None else rows.weights[rows.observed],
        len(known),
    )  # fmt: skip
    sets = risk_sets(rows, layer)
    expected, covariance = _expected(sets, group[sets.order], len(known))
    apart = ended - expected
    chi2, df = _distance(apart, covariance)
    return LogRank(
        tuple(known), sizes, ended.astype(np.float64), expected, covariance, chi2, df,
        upper(chi2, df), rows.count(), "log-rank" + ("" if layer is None else ", stratified"),
    )  # fmt: skip


def _distance(apart: Floats, covariance: Floats) -> tuple[float, int]:
    """How far observed and expected lie apart, and in how many directions they can.

    One direction is always missing, since what one group has more the others have less.
    """
    own = np.diag(covariance)
    able = own > 0
    if not able.any():
        return 0.0, 0
    size = np.sqrt(own[able])
    spread, axes = np.linalg.eigh(covariance[np.ix_(able, able)] / np.outer(size, size))
    free = spread > 1e-9
    along = axes.T[free] @ (apart[able] / size)
    return float((along**2 / spread[free]).sum()), int(free.sum())


def _expected(sets: RiskSets, group: Whole, groups: int) -> tuple[Floats, Floats]:
    """What each group expects over all moments, and the covariance of observed less expected."""
    weights = np.ones(len(group)) if sets.weights is None else sets.weights
    shares = np.array([sets.at_risk(weights * (group == at)) for at in range(groups)])
    total = shares.sum(axis=0)
    shares = shares / total
    deaths = sets.deaths
    expected = shares @ deaths
    more = total > 1
    spread = np.zeros(len(total))
    spread[more] = deaths[more] * (total - deaths)[more] / (total[more] - 1)
    covariance = -(shares * np.maximum(spread, 0.0)) @ shares.T
    covariance[np.diag_indices(groups)] -= covariance.sum(axis=1)
    return expected, covariance
