"""Find the coefficients: a start from a thinned sample, damped Newton, then Newton to the end.

Columns are centred and scaled first, so one step is of one size for all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from troth.errors import NumbersError
from troth.stats.arrays import Floats
from troth.stats.newton import Likelihood, Top, climb
from troth.stats.survival.partial import information, level_value, means, place, slope
from troth.stats.survival.risk import RiskSets, risk_sets
from troth.stats.survival.rows import Rows
from troth.stats.survival.ties import Ties

WHAT = "Cox's regression"
GATHER = 1 << 12
"""Rows gathered at once."""
FAR = 5.0
"""A start further out than this in scaled coefficients is not trusted."""
THINNED = 50_000
"""Rows in the sample that gives a large fit its start."""
SETTLED = 1e-8
"""The last step in scaled coefficients: Newton's next would be about its square."""
ROUNDING = 1e-16
"""A step that gains less is made of rounding: columns nearly alike have no shorter one."""
POLISH = 15
ALIKE = 1e-10
"""The share of a column's own information below which other columns already say what it says."""


@dataclass(frozen=True, slots=True, eq=False)
class Scaled:
    """Columns as rows, in the order of the risk sets, with mean 0 and spread 1."""

    columns: Floats
    means: Floats
    scales: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """The top of the likelihood in scaled coefficients, its curvature, and how it was at 0."""

    at: Floats
    value: float
    information: Floats
    null: float


def scaled(sets: RiskSets, x: Floats, weights: Floats | None, names: Sequence[str]) -> Scaled:
    """Gather, centre and scale the columns; a column that never changes is refused by its name."""
    count = np.ones(len(x)) if weights is None else weights
    centre = (count / count.sum()) @ x
    columns = np.empty((x.shape[1], len(sets.order)))
    held = np.empty((GATHER, x.shape[1]))
    for start in range(0, len(sets.order), GATHER):
        rows = sets.order[start : start + GATHER]
        np.take(x, rows, axis=0, out=held[: len(rows)], mode="clip")
        np.subtract(held[: len(rows)].T, centre[:, None], out=columns[:, start : start + GATHER])
    scales = np.empty(len(columns))
    for at, column in enumerate(columns):
        largest = max(column.max(), -column.min())
        if largest <= 1e-9 * abs(centre[at]) or largest == 0:
            _constant(names[at], x[sets.order, at])
        column /= largest
        spread = float(np.sqrt(column @ column / len(column)))
        column /= spread
        scales[at] = largest * spread
    return Scaled(columns, centre, scales)


def _constant(name: str, column: Floats) -> None:
    if column.min() == column.max():
        raise NumbersError(
            f"The column “{name}” is {column[0]:g} in every row that was at risk when another "
            "ended, so it cannot tell one from another.",
            advice="Leave it out.",
        )


def fit(sets: RiskSets, columns: Floats, ties: Ties, names: Sequence[str]) -> Fit:
    """Climb to the top, or name the columns that keep it from being one point."""
    start = np.zeros(len(columns))
    if columns.shape[1] > 4 * THINNED:
        start = _thinned(sets, columns, ties)
    likelihood = _likelihood(sets, columns, ties)
    top = climb(likelihood, start, what=WHAT, settled=1e-4)
    _tell_apart(-top.hessian, float(sets.deaths.sum()), names)
    at, value, curved = _polished(likelihood, top, names)
    return Fit(at, value, curved, level_value(sets, ties))


def _likelihood(sets: RiskSets, columns: Floats, ties: Ties) -> Likelihood:
    def at(coefficients: Floats) -> tuple[float, Floats, Floats]:
        here = place(sets, coefficients @ columns, ties)
        if here is None:
            nowhere = np.full((len(columns), len(columns)), np.nan)
            return -np.inf, nowhere[0], nowhere
        curved = information(sets, columns, here, means(sets, columns, here))
        return here.value, slope(columns, here), -curved

    return at


def _thinned(sets: RiskSets, columns: Floats, ties: Ties) -> Floats:
    """Where every so-many-th row alone would end up; all zeros where it cannot say.

    The moment from which a row is at risk, counted backwards, is as good as its duration here.
    """
    picked = slice(None, None, columns.shape[1] // THINNED)
    first = sets.first[picked]
    ended = np.zeros(columns.shape[1], bool)
    ended[sets.dead] = True
    durations = (sets.moments - first).astype(np.float64)
    entry = None if sets.gone is None else (sets.moments - sets.gone[picked]).astype(np.float64)
    weights = None if sets.weights is None else sets.weights[picked]
    if not ended[picked].any():
        return np.zeros(len(columns))
    strata = np.searchsorted(sets.bounds, first, side="right") - 1 if sets.blocks else None
    sample = risk_sets(Rows(durations, ended[picked], weights, entry), strata)
    sampled = np.ascontiguousarray(columns[:, picked][:, sample.order])
    start = np.zeros(len(columns))
    try:
        top = climb(_likelihood(sample, sampled, ties), start, what=WHAT, settled=1e-3)
    except NumbersError:
        return start
    if np.abs(top.at).max() > FAR:
        return start
    return top.at + _leap(sets, columns, ties, top, len(sampled[0]))


def _leap(sets: RiskSets, columns: Floats, ties: Ties, top: Top, sampled: int) -> Floats:
    """One step with everybody's slope and the sample's curvature; 0 where that is no help."""
    here = place(sets, top.at @ columns, ties)
    curved = -top.hessian * (columns.shape[1] / sampled)
    nothing = np.zeros(len(columns))
    if here is None or np.linalg.eigvalsh(curved)[0] <= 0:
        return nothing
    step = np.linalg.solve(curved, slope(columns, here))
    return step if float(np.abs(step).max()) < 1 else nothing


def _polished(
    likelihood: Likelihood, top: Top, names: Sequence[str]
) -> tuple[Floats, float, Floats]:
    """Plain Newton from near the top to the last digits; where it walks on and on, say for whom.

    A likelihood that rises without end gains less with every step while the steps stay as long.
    """
    at, value, gradient, hessian = top.at, top.value, top.gradient, top.hessian
    direction = at
    for _ in range(POLISH):
        try:
            direction = np.asarray(np.linalg.solve(-hessian, gradient), np.float64)
        except np.linalg.LinAlgError:
            break
        gain = float(gradient @ direction) / 2
        longest = float(np.abs(direction).max())
        if longest <= SETTLED or (longest <= 0.01 and abs(gain) <= ROUNDING):
            return at + direction, value + gain, -hessian
        at = at + direction
        value, gradient, hessian = likelihood(at)
        if not np.isfinite(value):
            break
    raise _endless(direction, names)


def _endless(direction: Floats, names: Sequence[str]) -> NumbersError:
    steps = np.abs(direction)
    running = [names[int(at)] for at in np.flatnonzero(steps >= 0.1 * steps.max())]
    whose = "its coefficient grows" if len(running) == 1 else "their coefficients grow"
    return NumbersError(
        f"{_listed(running, 'and')} tell{'s' if len(running) == 1 else ''} too well who ends "
        f"first: {whose} without end, so there is no finite answer (monotone likelihood).",
        advice="Leave out what tells the end apart, join rare values, or gather more rows.",
    )


def _tell_apart(curved: Floats, deaths: float, names: Sequence[str]) -> None:
    """Refuse columns that say nothing, or nothing that earlier columns do not already say."""
    own = np.diag(curved)
    if own.min() <= ALIKE * deaths:
        raise NumbersError(
            f"The column “{names[int(own.argmin())]}” never differs among rows that were at risk "
            "together (in the same stratum), so it cannot tell one from another.",
            advice="Leave it out.",
        )
    size = np.sqrt(own)
    alike = curved / np.outer(size, size)
    if np.linalg.eigvalsh(alike)[0] > ALIKE:
        return
    for at in range(1, len(own)):
        shares = np.linalg.lstsq(alike[:at, :at], alike[:at, at], rcond=None)[0]
        if 1 - float(shares @ alike[:at, at]) > ALIKE * len(own):
            continue
        others = [
            names[int(k)] for k in np.flatnonzero(np.abs(shares) > 1e-3 * np.abs(shares).max())
        ]
        raise NumbersError(
            f"The column “{names[at]}” says nothing that {_listed(others, 'and')} "
            f"{'does' if len(others) == 1 else 'do'} not already say.",
            advice="Leave one of them out.",
        )


def _listed(names: Sequence[str], last: str) -> str:
    quoted = [f"“{name}”" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} {last} {quoted[-1]}"
