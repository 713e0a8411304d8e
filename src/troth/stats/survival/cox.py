"""What makes them leave sooner? Cox's proportional hazards.

Why it matters: customers differ in many things at once, and were watched for unequal times. The
    model says by what factor each thing raises or lowers the rate of leaving, the others held
    equal, without saying how that rate runs over time.
Formula:
    rate of leaving at t, for covariates x: h0(t) exp(x β)
    log L(β) = Σ over ends ( x_i β − Σ_l log φ_l )
    Breslow: φ_l = S0;  Efron: φ_l = S0 − (l/d) D0, l = 0 … d − 1 for the d that end together
    S0, D0 = Σ exp(x β) over those at risk, over those that end at that time
    standard errors: inverse of minus the second derivative at the top
    robust errors: V (Σ over clusters u u') V, u a cluster's sum of score residuals (Lin and Wei)
    baseline: H0(t) = Σ over ends up to t of Σ_l 1/φ_l, for a row at the means; S(t | x) =
    exp(−H0(t) exp((x − mean) β))
    Rows are at risk after their `entry` and up to their duration; a person whose covariates
    change is several rows (start and stop), which `clusters` may hold together. In strata each
    stratum has its own h0. The top is found by Newton's method, until a step moves nothing.
Assumes: each covariate multiplies the rate by the same factor at all times (see proportionality);
    effects add up on the log scale; those no longer watched would have gone on like the others;
    covariates are known at the time they are used for, never from later. A weight is a count: a row
    of weight 2 is two rows, which with Efron's ties makes two ends at one time (survival for R and
    lifelines treat such a row as one end; without ties Breslow is the same in all of them).
Cannot say: that to change a covariate would change the stay; whoever stays long may be using more
    because she stays. A ratio of rates is no ratio of times. With fewer than about ten ends a
    column the intervals are too narrow. The baseline says nothing past the last time anybody of its
    stratum was followed. Where a column tells perfectly who ends first there is no finite
    coefficient, and the column is named instead.
Source: D. R. Cox, 1972, Regression models and life-tables; B. Efron, 1977, The efficiency of Cox's
    likelihood function for censored data; D. Y. Lin and L. J. Wei, 1989, The robust inference for
    the Cox proportional hazards model
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr

from troth.errors import NumbersError
from troth.stats import arrays
from troth.stats.arrays import Floats, Whole
from troth.stats.normal import quantile
from troth.stats.survival.baseline import Baseline, baselines
from troth.stats.survival.chi import ChiSquare, upper
from troth.stats.survival.concordance import harrell
from troth.stats.survival.fitting import Fit, Scaled, fit, scaled
from troth.stats.survival.partial import means, place, score_residuals
from troth.stats.survival.risk import RiskSets, risk_sets
from troth.stats.survival.rows import Rows, read
from troth.stats.survival.ties import Ties

__all__ = ("Cox", "Term", "cox")


@dataclass(frozen=True, slots=True)
class Term:
    """One covariate: its coefficient, and the ratio of rates for one unit more, with interval.

    `standard_error` is the robust one where the model has clusters.
    """

    name: str
    coefficient: float
    standard_error: float
    z: float
    p: float
    ratio: float
    low: float
    high: float
    n: float
    events: float
    level: float
    method: str


@dataclass(frozen=True, slots=True, eq=False)
class Cox:
    """A fitted model; arrays run over the columns of X in their order.

    `covariance` comes from the likelihood, `robust_covariance` and `robust_errors` from clusters
    (None without). The columns it was fitted to are kept as they were given, not copied.
    """

    names: tuple[str, ...]
    coefficients: Floats
    standard_errors: Floats
    robust_errors: Floats | None
    covariance: Floats
    robust_covariance: Floats | None
    log_likelihood: float
    null_log_likelihood: float
    means: Floats
    baselines: tuple[Baseline, ...]
    n: float
    events: float
    level: float
    ties: Ties
    method: str
    rows: Rows
    X: Floats
    strata: Whole | None

    @property
    def concordance(self) -> float:
        """Harrell's C: of two rows, how often the one of higher risk ended first.

        Reckoned anew each time it is asked for: about two seconds for a million rows.
        `concordance(durations, observed, model.risk())` gives it with its interval.
        """
        score = self.risk()
        digits = 12 - int(np.ceil(np.log10(float(np.abs(score).max()) + 1e-300)))
        found = harrell(self.rows, np.round(score, min(digits, 300)), self.strata)
        return 0.5 if found is None else found

    @property
    def likelihood_ratio(self) -> ChiSquare:
        """Whether the covariates say anything together: against the model without any."""
        gain = 2 * (self.log_likelihood - self.null_log_likelihood)
        return ChiSquare(gain, len(self.names), upper(gain, len(self.names)))

    def table(self) -> list[Term]:
        """One line a covariate, in the order of the columns."""
        errors = self.standard_errors if self.robust_errors is None else self.robust_errors
        z = quantile(self.level)
        lines = []
        for name, b, error in zip(self.names, self.coefficients, errors, strict=True):
            with np.errstate(over="ignore"):
                ratio, low, high = np.exp([b, b - z * error, b + z * error]).tolist()
            score = float(b / error)
            p = 2 * float(ndtr(-abs(score)))
            lines.append(
                Term(name, float(b), float(error), score, p, ratio, low, high,
                     self.n, self.events, self.level, self.method)
            )  # fmt: skip
        return lines

    def risk(self, X: ArrayLike | None = None) -> Floats:
        """The linear predictor of rows (those fitted to where none are given), 0 at the means."""
        x = self.X if X is None else _same_columns(X, self.names)
        return np.asarray(x @ self.coefficients - self.means @ self.coefficients, np.float64)

    def baseline(self, stratum: Any = None) -> Baseline:
        """The cumulative hazard of a row at the means, in a stratum where the model has strata."""
        if self.strata is None:
            return self.baselines[0]
        for each in self.baselines:
            if each.stratum == stratum:
                return each
        known = ", ".join(f"“{each.stratum}”" for each in self.baselines[:8])
        raise NumbersError(f"Nothing ended in a stratum “{stratum}”; there are {known}.")

    def survival(self, X: ArrayLike, t: ArrayLike, stratum: Any = None) -> Floats:
        """The share still there: a row for each row of X, a column for each time.

        Raises NumbersError for times past the last at which anybody of the stratum was followed.
        """
        times = arrays.column("t", np.atleast_1d(np.asarray(t)), least=0)
        return self.baseline(stratum).survival(self.risk(X), times)


def cox(
    durations: ArrayLike,
    observed: ArrayLike,
    X: ArrayLike,
    names: Sequence[str] | None = None,
    ties: Ties = "efron",
    entry: ArrayLike | None = None,
    strata: ArrayLike | Sequence[Any] | None = None,
    clusters: ArrayLike | Sequence[Any] | None = None,
    weights: ArrayLike | None = None,
    level: float = 0.95,
) -> Cox:
    """By what factor each covariate raises or lowers the rate of ending, the others held equal.

    durations  how long each row was followed, from 0 on, in any unit
    observed   whether its end was seen (1) or it was still there when last seen (0)
    X          covariates: a row each, a column a covariate; names: x0, x1 … where none are given
    ties       "efron" or "breslow": what to do with ends at the same time
    entry      when each row began to be watched, where that was late, or its covariates began
    strata     a label a row: each has its own baseline;  clusters: rows that belong together
    weights    how many such rows each row stands for
    Raises NumbersError that names the column where one holds no number, never changes, says what
    others already say, or tells the end apart perfectly.
    """
    quantile(level)
    rows = read(durations, observed, weights, entry)
    count = len(rows.durations)
    x, called = _named(X, count, names)
    if ties not in ("efron", "breslow"):
        raise NumbersError(f"ties is “{ties}”; it is “efron” or “breslow”.")
    if not rows.ended() > 0:
        raise NumbersError("No row ended: there is nothing to learn about who ends sooner.")
    layer, labels = _labelled("strata", strata, count)
    group, _ = _labelled("clusters", clusters, count)
    sets = risk_sets(rows, layer)
    if not sets.moments:
        raise NumbersError("No row that counts ended: there is nothing to learn about who does.")
    design = scaled(sets, x, rows.weights, called)
    top = fit(sets, design.columns, ties, called)
    return _told(rows, x, called, ties, level, sets, design, top, layer, labels, group)


def _told(
    rows: Rows, x: Floats, names: tuple[str, ...], ties: Ties, level: float, sets: RiskSets,
    design: Scaled, top: Fit, layer: Whole | None, labels: list[Any], group: Whole | None,
) -> Cox:  # fmt: skip
    """Turn the top back into the units of the columns, and add what is reckoned from it."""
    here = place(sets, top.at @ design.columns, ties)
    assert here is not None
    inverse = np.linalg.inv(top.information)
    back = np.outer(design.scales, design.scales)
    robust = None
    if group is not None:
        sums = means(sets, design.columns, here)
        moved = score_residuals(sets, design.columns, here, sums, group) @ inverse
        robust = moved.T @ moved / back
    covariance = inverse / back
    return Cox(
        names, top.at / design.scales, np.sqrt(np.diag(covariance)),
        None if robust is None else np.sqrt(np.diag(robust)), covariance, robust,
        top.value, top.null, design.means,
        baselines(sets, here, labels, layer, rows.durations),
        rows.count(), rows.ended(), level, ties,
        f"Cox, {ties.capitalize()} ties" + ("" if robust is None else ", robust errors"),
        rows, x, layer,
    )  # fmt: skip


def _named(
    X: ArrayLike,
    count: int,
    names: Sequence[str] | None,
) -> tuple[Floats, tuple[str, ...]]:
    """The columns and what they are called; a gap is told by the name of its column."""
    try:
        x = arrays.matrix("X", X, count)
    except NumbersError:
        _name_the_gap(X, names)
        raise
    called = tuple(f"x{at}" for at in range(x.shape[1])) if names is None else tuple(names)
    if len(called) != x.shape[1]:
        raise NumbersError(f"There are {len(called)} names for the {x.shape[1]} columns of X.")
    if len(set(called)) < len(called):
        twice = next(name for name in called if called.count(name) > 1)
        raise NumbersError(f"Two columns of X are called “{twice}”.")
    return x, called


def _name_the_gap(X: ArrayLike, names: Sequence[str] | None) -> None:
    """Say in which named column a number is missing, where that is what is wrong."""
    try:
        found = np.asarray(X, np.float64)
    except (TypeError, ValueError):
        return
    odd = ~np.isfinite(found)
    if found.ndim != 2 or not odd.any() or (names is not None and len(names) != found.shape[1]):
        return
    at = int(odd.any(axis=0).argmax())
    name = f"x{at}" if names is None else names[at]
    if odd[:, at].all():
        raise NumbersError(f"The column “{name}” holds no number at all.", advice="Leave it out.")
    row, more = int(odd[:, at].argmax()), int(odd[:, at].sum()) - 1
    besides = f" ({more:,} more like it)" if more else ""
    raise NumbersError(
        f"The column “{name}” is {found[row, at]} in row {row}: every value has to be a finite "
        f"number{besides}.",
        advice="Leave out such rows, or fill them in beforehand and say so.",
    )


def _same_columns(X: ArrayLike, names: tuple[str, ...]) -> Floats:
    x = arrays.matrix("X", X)
    if x.shape[1] != len(names):
        raise NumbersError(f"X has {x.shape[1]} columns; the model was fitted to {len(names)}.")
    return x


def _labelled(
    name: str, labels: ArrayLike | Sequence[Any] | None, count: int
) -> tuple[Whole | None, list[Any]]:
    if labels is None:
        return None, [None]
    numbers, known = arrays.coded(labels)
    arrays.even(durations=range(count), **{name: numbers})
    return numbers, known
