"""The likelihood of buying until one drops out after a purchase: BG, MBG and their Erlang-k kin.

A customer buys at her own rate (gamma over customers: r, alpha) and drops out after a purchase
with her own chance (beta over customers: a, b). Either she bought for the last time at recency
(component 2) or she lives and waits (component 1). `zero` = 1 lets her drop out after the first
purchase too (MBG); k > 1 makes the gaps Erlang-k, so more regular than chance.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import digamma, expit, gammaln, polygamma

from troth.stats.arrays import Floats
from troth.stats.buying.rows import Rows

ORDER = ("r", "alpha", "a", "b")


def likelihood(rows: Rows, at: Floats, zero: int, k: int = 1) -> tuple[float, Floats, Floats]:
    """Log-likelihood, gradient and Hessian in the logarithms of r, alpha, a, b."""
    r, alpha, a, b = np.exp(at)
    part = _Parts.of(rows, r, alpha, k)
    mix = _mixed(rows, part, a, b, zero, k)
    value, slope, bend = _of_counts(rows, r, alpha, a, b, zero, k)
    value += float(rows.weight @ (part.alive + mix.gain))
    slope += _slope(rows, part, mix)
    bend += _bend(rows, part, mix)
    scale = np.array([r, alpha, a, b])
    gradient = scale * slope
    hessian = scale[:, None] * bend * scale + np.diag(gradient)
    return value, gradient, hessian


def odds(
    x: Floats, tx: Floats, T: Floats, at: tuple[float, float, float, float], zero: int, k: int = 1
) -> Floats:
    """Log-odds that a customer has dropped out by T, one a row; minus infinity where she cannot."""
    r, alpha, a, b = at
    shape = r + k * x
    most = np.arange(int(x.max()) + 1)
    with np.errstate(divide="ignore"):
        share = np.where(
            most + zero > 0, np.log(a / np.maximum(b + most + zero - 1, 1e-300)), -np.inf
        )
    log_odds = alpha + T
    log_odds /= alpha + tx
    np.log(log_odds, out=log_odds)
    log_odds *= shape
    log_odds += share[x.astype(np.int64)]
    if k > 1:
        log_odds -= np.log(_stages((T - tx) / (alpha + T), shape, k)[0])
    return log_odds


@dataclass(frozen=True, slots=True, eq=False)
class _Parts:
    """The two components but for constants: log of each, their slopes in r and alpha."""

    shape: Floats
    alive: Floats
    gone: Floats
    alive_r: Floats
    alive_alpha: Floats
    gone_r: Floats
    gone_alpha: Floats
    alive_bend: tuple[Floats | float, Floats, Floats]
    gone_bend: tuple[Floats, Floats]

    @classmethod
    def of(cls, rows: Rows, r: float, alpha: float, k: int) -> _Parts:
        shape = (r + k * rows.x_table)[rows.x_at]
        until, last = alpha + rows.T_table, alpha + rows.tx_table
        log_until, log_last = np.log(until)[rows.T_at], np.log(last)[rows.tx_at]
        per_until, per_last = (1 / until)[rows.T_at], (1 / last)[rows.tx_at]
        alive, gone = -shape * log_until, -shape * log_last
        slope_r, slope_alpha = -log_until, -shape * per_until
        bend: tuple[Floats | float, Floats, Floats] = (0.0, -per_until, shape * per_until**2)
        if k > 1:
            wait = _waiting(rows.T - rows.tx, per_until, shape, k)
            alive, slope_r = alive + wait[0], slope_r + wait[1]
            slope_alpha = slope_alpha + wait[2]
            bend = wait[3], bend[1] + wait[4], bend[2] + wait[5]
        return cls(
            shape,
            alive,
            gone,
            slope_r,
            slope_alpha,
            -log_last,
            -shape * per_last,
            bend,
            (-per_last, shape * per_last**2),
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Mixed:
    """How the components share a row: the chance of having gone, what it adds, and its slopes."""

    gain: Floats
    gone: Floats
    both: Floats
    by_r: Floats
    by_alpha: Floats
    by_a: Floats
    by_b: Floats


def _mixed(rows: Rows, part: _Parts, a: float, b: float, zero: int, k: int) -> _Mixed:
    past = b + rows.x_table + zero - 1
    can = rows.x_table + zero > 0
    per = np.where(can, 1 / np.where(can, past, 1), 0.0)
    share = np.where(can, np.log(a * np.where(can, per, 1)), -np.inf)
    log_odds = share[rows.x_at] + (part.gone - part.alive)
    gone = expit(log_odds)
    gain = np.maximum(log_odds, 0) + np.log1p(np.exp(-np.abs(log_odds)))
    weight = rows.weight * gone
    return _Mixed(
        gain,
        weight,
        weight * (1 - gone),
        part.gone_r - part.alive_r,
        part.gone_alpha - part.alive_alpha,
        np.full_like(gone, 1 / a),
        -per[rows.x_at],
    )


def _of_counts(
    rows: Rows, r: float, alpha: float, a: float, b: float, zero: int, k: int
) -> tuple[float, Floats, Floats]:
    """What depends on the number of purchases alone: gamma and beta functions, by distinct x."""
    held = np.bincount(rows.x_at, rows.weight, minlength=len(rows.x_table))
    x, total = rows.x_table, rows.customers
    shape, left, all_ = r + k * x, b + x + zero, a + b + x + zero
    value = gammaln(shape) - gammaln(r) + gammaln(left) - gammaln(all_)
    value += gammaln(a + b) - gammaln(b) + r * np.log(alpha)
    by_r = held @ digamma(shape) + total * (np.log(alpha) - digamma(r))
    by_a = total * digamma(a + b) - held @ digamma(all_)
    by_b = held @ digamma(left) - total * digamma(b) + by_a
    bend = np.zeros((4, 4))
    bend[0, 0] = held @ polygamma(1, shape) - total * polygamma(1, r)
    bend[0, 1] = bend[1, 0] = total / alpha
    bend[1, 1] = -total * r / alpha**2
    both = total * polygamma(1, a + b) - held @ polygamma(1, all_)
    bend[2, 2] = bend[2, 3] = bend[3, 2] = both
    bend[3, 3] = held @ polygamma(1, left) - total * polygamma(1, b) + both
    return float(held @ value), np.array([by_r, total * r / alpha, by_a, by_b]), bend


def _slope(rows: Rows, part: _Parts, mix: _Mixed) -> Floats:
    return np.array(
        [
            rows.weight @ part.alive_r + mix.gone @ mix.by_r,
            rows.weight @ part.alive_alpha + mix.gone @ mix.by_alpha,
            mix.gone @ mix.by_a,
            mix.gone @ mix.by_b,
        ]
    )


def _bend(rows: Rows, part: _Parts, mix: _Mixed) -> Floats:
    """Second derivatives: those of the components, shared out, and the spread between them."""
    stay = rows.weight - mix.gone
    rr, ra, aa = part.alive_bend
    bend = np.zeros((4, 4))
    bend[0, 0] = (stay * rr).sum()
    bend[0, 1] = stay @ ra + mix.gone @ part.gone_bend[0]
    bend[1, 1] = stay @ aa + mix.gone @ part.gone_bend[1]
    bend[2, 2] = -(mix.gone @ mix.by_a**2)
    bend[3, 3] = mix.gone @ mix.by_b**2
    slopes = (mix.by_r, mix.by_alpha, mix.by_a, mix.by_b)
    for i, one in enumerate(slopes):
        shared = mix.both * one
        for j in range(i, 4):
            bend[i, j] += shared @ slopes[j]
            bend[j, i] = bend[i, j]
    return bend


def _stages(u: Floats, shape: Floats, k: int) -> tuple[Floats, ...]:
    """Sum over j < k of (shape)_j / j! * u^j, and its derivatives in shape and u.

    Returns S, S_shape, S_u, S_shape_shape, S_shape_u, S_u_u.
    """
    size = np.broadcast(u, shape).shape
    sums = [np.ones(size)] + [np.zeros(size) for _ in range(5)]
    rising, first, second = np.ones(size), np.zeros(size), np.zeros(size)
    for j in range(1, k):
        step = (shape + j - 1) / j
        rising, first, second = (
            rising * step,
            first * step + rising / j,
            second * step + 2 * first / j,
        )
        terms = (
            rising * u**j,
            first * u**j,
            j * rising * u ** (j - 1),
            second * u**j,
            j * first * u ** (j - 1),
            j * (j - 1) * rising * u ** max(j - 2, 0),
        )
        for held, term in zip(sums, terms, strict=True):
            held += term
    return tuple(sums)


def _waiting(since: Floats, per_until: Floats, shape: Floats, k: int) -> tuple[Floats, ...]:
    """Log of the chance factor of an Erlang-k gap still open, with derivatives in r and alpha."""
    u = since * per_until
    s, s_r, s_u, s_rr, s_ru, s_uu = _stages(u, shape, k)
    u_a, u_aa = -u * per_until, 2 * u * per_until**2
    by_r, by_u = s_r / s, s_u / s
    by_a = by_u * u_a
    rr = s_rr / s - by_r**2
    ra = (s_ru / s - by_r * by_u) * u_a
    aa = (s_uu / s - by_u**2) * u_a**2 + by_u * u_aa
    return np.log(s), by_r, by_a, rr, ra, aa
