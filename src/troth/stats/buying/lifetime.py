"""The likelihood of Pareto/NBD, one row a customer, in the logarithms of r, alpha, s, beta.

L = Γ(R)/Γ(r) α^r β^s [ A(t_x) s h(t_x) + A(T) R k(T) ] with R = r+x, A(t) = (α+t)^−R (β+t)^−s and h, k
as in `lifetimes`: she died after her last purchase, less that she died after T, plus that she lives.
Both terms are positive, so nothing cancels.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import digamma, expit, gammaln, polygamma

from troth.stats.arrays import Floats, Whole
from troth.stats.buying.lifetimes import Logs, alive_after, dead_after


@dataclass(frozen=True, slots=True, eq=False)
class PerRow:
    """Value, gradient (4 × rows) and Hessian (4 × 4 × rows) of each row's log-likelihood."""

    value: Floats
    slope: Floats
    bend: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """Distinct moments (purchases so far, time), and which of them each row has."""

    x: Floats
    t: Floats
    place: Whole

    @classmethod
    def of(cls, x: Floats, t: Floats) -> Moments:
        """The distinct pairs of two columns."""
        pairs, place = np.unique(np.stack([x, t]), axis=1, return_inverse=True)
        return cls(pairs[0], pairs[1], place.ravel())


def log_odds(
    x: Floats, tx: Floats, T: Floats, r: float, alpha: Floats, s: float, beta: Floats
) -> Floats:
    """Log-odds that each customer is dead at T.

    Dead is A(t_x) s h(t_x) - A(T) s h(T), alive is A(T).
    """
    shape = r + x
    gone = dead_after(shape, tx, alpha, s, beta).value + np.log(s)
    later = dead_after(shape, T, alpha, s, beta).value + np.log(s)
    waited = shape * (np.log(alpha + T) - np.log(alpha + tx))
    waited = waited + s * (np.log(beta + T) - np.log(beta + tx))
    lead = waited + gone - later
    with np.errstate(divide="ignore"):
        return np.asarray(later + lead + np.log(-np.expm1(-np.maximum(lead, 0))), np.float64)


def rowwise(
    x: Floats, tx: Floats, T: Floats, r: float, alpha: Floats, s: float, beta: Floats
) -> PerRow:
    """Each row's log-likelihood with derivatives in log r, log alpha, log s, log beta."""
    shape = r + x
    gone = _dead(shape, tx, alpha, s, beta)
    stay = _alive(shape, T, alpha, s, beta)
    return _whole(gone, stay, shape, r, alpha, s, beta)


def by_moment(
    last: Moments, until: Moments, r: float, alpha: float, s: float, beta: float
) -> PerRow:
    """The same where all rows share alpha and beta: each distinct moment is integrated once."""
    a, b = np.asarray(alpha), np.asarray(beta)
    gone = _dead(r + last.x, last.t, a, s, b)
    stay = _alive(r + until.x, until.t, a, s, b)
    shape = (r + until.x)[until.place]
    return _whole(_taken(gone, last.place), _taken(stay, until.place), shape, r, a, s, b)


def _taken(row: PerRow, place: Whole) -> PerRow:
    return PerRow(row.value[place], row.slope[:, place], row.bend[:, :, place])


def _dead(shape: Floats, t: Floats, alpha: Floats, s: float, beta: Floats) -> PerRow:
    """log of A(t) s h(t)."""
    row = _component(dead_after(shape, t, alpha, s, beta), shape, t, alpha, s, beta)
    row.value[:] += np.log(s)
    row.slope[2] += 1 / s
    row.bend[2, 2] -= 1 / s**2
    return row


def _alive(shape: Floats, t: Floats, alpha: Floats, s: float, beta: Floats) -> PerRow:
    """log of A(t) R k(t)."""
    row = _component(alive_after(shape, t, alpha, s, beta), shape, t, alpha, s, beta)
    row.value[:] += np.log(shape)
    row.slope[0] += 1 / shape
    row.bend[0, 0] -= 1 / shape**2
    return row


def _whole(
    gone: PerRow, stay: PerRow, shape: Floats, r: float, alpha: Floats, s: float, beta: Floats
) -> PerRow:
    both = _either(gone, stay)
    _shared(both, shape, r, alpha, s, beta)
    return _in_logs(both, r, alpha, s, beta)


def _component(
    integral: Logs, shape: Floats, t: Floats, alpha: Floats, s: float, beta: Floats
) -> PerRow:
    """log A(t) plus the logarithm of the integral."""
    a, b = alpha + t, beta + t
    value = integral.value - shape * np.log(a) - s * np.log(b)
    slope, bend = integral.slope.copy(), integral.bend.copy()
    slope[0] -= np.log(a)
    slope[1] -= shape / a
    slope[2] -= np.log(b)
    slope[3] -= s / b
    for i, j, one in ((0, 1, -1 / a), (1, 0, -1 / a), (2, 3, -1 / b), (3, 2, -1 / b)):
        bend[i, j] += one
    bend[1, 1] += shape / a**2
    bend[3, 3] += s / b**2
    return PerRow(value, slope, bend)


def _either(gone: PerRow, stay: PerRow) -> PerRow:
    """The logarithm of the sum of two components."""
    share = expit(gone.value - stay.value)
    value = np.logaddexp(gone.value, stay.value)
    apart = gone.slope - stay.slope
    slope = stay.slope + share * apart
    bend = stay.bend + share * (gone.bend - stay.bend)
    bend = bend + share * (1 - share) * apart[:, None] * apart[None]
    return PerRow(value, slope, bend)


def _shared(row: PerRow, shape: Floats, r: float, alpha: Floats, s: float, beta: Floats) -> None:
    """Add log Γ(R) - log Γ(r) + r log α + s log β."""
    row.value[:] += gammaln(shape) - gammaln(r) + r * np.log(alpha) + s * np.log(beta)
    row.slope[0] += digamma(shape) - digamma(r) + np.log(alpha)
    row.slope[1] += r / alpha
    row.slope[2] += np.log(beta)
    row.slope[3] += s / beta
    row.bend[0, 0] += polygamma(1, shape) - polygamma(1, r)
    for i, j, one in ((0, 1, 1 / alpha), (1, 0, 1 / alpha), (2, 3, 1 / beta), (3, 2, 1 / beta)):
        row.bend[i, j] += one
    row.bend[1, 1] -= r / alpha**2
    row.bend[3, 3] -= s / beta**2


def _in_logs(row: PerRow, r: float, alpha: Floats, s: float, beta: Floats) -> PerRow:
    scale = np.stack(np.broadcast_arrays(r, alpha, s, beta))
    scale = np.broadcast_to(scale.reshape(4, -1), row.slope.shape)
    slope = scale * row.slope
    bend = scale[:, None] * row.bend * scale[None]
    for i in range(4):
        bend[i, i] += slope[i]
    return PerRow(row.value, slope, bend)
