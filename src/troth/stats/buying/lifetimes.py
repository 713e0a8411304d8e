"""The integral over an unseen lifetime that Pareto/NBD needs, with its first and second derivatives.

For a customer with R = r+x, at a moment t:

    h = ∫_t^∞ ((α+t)/(α+τ))^R ((β+t)/(β+τ))^s dτ/(β+τ)      (dead after t, times 1/s)
    k = ∫_t^∞ ((α+t)/(α+τ))^R ((β+t)/(β+τ))^s dτ/(α+τ)      (so that s h + R k = 1)

With τ = t + e^y both are integrals over the whole line of a function that is analytic and bounded in
a strip of half-width π/2, so the plain trapezoid rule errs by about e^(−π²/step): 1e-12 at a step of
0.35. Derivatives are taken under the integral. No hypergeometric function, no cancellation, no overflow.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from troth.stats.arrays import Floats

STEP = 0.35
DEPTH = 30.0
"""Tails smaller than e^-30 are left out."""
BLOCK = 400
"""So many moments are integrated at a time; it bounds the memory."""


@dataclass(frozen=True, slots=True, eq=False)
class Logs:
    """The logarithm of an integral, its gradient and Hessian in r, alpha, s, beta (one row each)."""

    value: Floats
    slope: Floats
    bend: Floats


def dead_after(shape: Floats, t: Floats, alpha: Floats, s: float, beta: Floats) -> Logs:
    """log h for each moment."""
    return _blocks(shape, t, alpha, s, beta, by_beta=True)


def alive_after(shape: Floats, t: Floats, alpha: Floats, s: float, beta: Floats) -> Logs:
    """log k for each moment."""
    return _blocks(shape, t, alpha, s, beta, by_beta=False)


def _blocks(
    shape: Floats, t: Floats, alpha: Floats, s: float, beta: Floats, *, by_beta: bool
) -> Logs:
    rates, moments, a, b = np.broadcast_arrays(shape, t, alpha, beta)
    cuts = [slice(at, at + BLOCK) for at in range(0, len(rates), BLOCK)]
    parts = [
        _integral(rates[cut], moments[cut], a[cut], b[cut], s, by_beta=by_beta) for cut in cuts
    ]
    return Logs(
        np.concatenate([part.value for part in parts]),
        np.concatenate([part.slope for part in parts], axis=1),
        np.concatenate([part.bend for part in parts], axis=2),
    )


def _integral(
    shape: Floats, t: Floats, alpha: Floats, beta: Floats, s: float, *, by_beta: bool
) -> Logs:
    """The trapezoid sums over a grid of y that reaches as far as any of these moments needs."""
    near = np.minimum(alpha, beta) + t
    far = np.maximum(alpha, beta) + t
    power = float((shape + s).min())
    low = float(np.log(near).min()) - float(np.log(shape + s + 1).max()) - DEPTH
    high = float(np.log(far).max()) + DEPTH / min(power, 1e3) + 1
    steps = min(int((high - low) / STEP) + 1, 4_000)
    ahead = np.exp(low + STEP * np.arange(steps))
    a, b = (alpha + t)[:, None], (beta + t)[:, None]
    of_a, of_b = ahead / a, ahead / b
    u, v = np.log1p(of_a), np.log1p(of_b)
    r_ = shape[:, None]
    height = -r_ * u - s * v + np.log(of_b if by_beta else of_a) - (v if by_beta else u)
    top = height.max(axis=1, keepdims=True)
    mass = np.exp(height - top)
    total = mass.sum(axis=1)
    mass /= total[:, None]
    value = np.log(total * STEP) + top[:, 0]
    return Logs(value, *_moments(mass, u, v, of_a, of_b, shape, s, a[:, 0], b[:, 0], by_beta))


def _moments(
    mass: Floats,
    u: Floats,
    v: Floats,
    of_a: Floats,
    of_b: Floats,
    shape: Floats,
    s: float,
    a: Floats,
    b: Floats,
    by_beta: bool,
) -> tuple[Floats, Floats]:
    """Mean slope of the integrand, and mean bend plus the spread of the slopes."""
    less_a, less_b = 1 / (1 + of_a), 1 / (1 + of_b)
    lag_a, lag_b = 1 - less_a, 1 - less_b
    own_a, own_b = (0.0, 1.0) if by_beta else (1.0, 0.0)
    r_ = shape[:, None]
    slopes = (-u, r_ * lag_a - own_a * less_a, -v, s * lag_b - own_b * less_b)
    scale = (1.0, 1 / a, 1.0, 1 / b)
    mean = [np.einsum("ij,ij->i", mass, one) for one in slopes]
    bend = np.zeros((4, 4, len(shape)))
    for i in range(4):
        weighed = mass * slopes[i]
        for j in range(i, 4):
            spread = np.einsum("ij,ij->i", weighed, slopes[j]) - mean[i] * mean[j]
            bend[i, j] = bend[j, i] = spread * scale[i] * scale[j]
    past_a = np.einsum("ij,ij->i", mass, less_a**2)
    past_b = np.einsum("ij,ij->i", mass, less_b**2)
    cross_a = np.einsum("ij,ij->i", mass, lag_a) / a
    cross_b = np.einsum("ij,ij->i", mass, lag_b) / b
    bend[0, 1] += cross_a
    bend[1, 0] += cross_a
    bend[2, 3] += cross_b
    bend[3, 2] += cross_b
    bend[1, 1] += (shape * (past_a - 1) + own_a * past_a) / a**2
    bend[3, 3] += (s * (past_b - 1) + own_b * past_b) / b**2
    slope = np.stack([one * by for one, by in zip(mean, scale, strict=True)])
    return slope, bend
