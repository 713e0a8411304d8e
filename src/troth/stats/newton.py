"""Climb a likelihood to its top with its own slope and curvature: damped Newton.

Where the curvature does not point to a top, its eigenvalues are turned until it does; where a
step does not climb, it is halved. No penalty is added, so what is reached is the maximum itself.
Source: Nocedal and Wright, Numerical Optimization, 2006, chapters 3 and 6.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from troth.errors import NumbersError
from troth.stats.arrays import Floats

Likelihood: TypeAlias = Callable[[Floats], tuple[float, Floats, Floats]]
"""From a place to the log-likelihood, its gradient and its Hessian there."""


@dataclass(frozen=True, slots=True, eq=False)
class Top:
    """Where the climb ended: the place, the value there, its slope and curvature, the steps."""

    at: Floats
    value: float
    gradient: Floats
    hessian: Floats
    steps: int

    def covariance(self) -> Floats:
        """The inverse of the negative curvature; NaN where the data do not curve at all."""
        try:
            inverse = np.asarray(np.linalg.inv(-self.hessian), np.float64)
        except np.linalg.LinAlgError:
            return np.full_like(self.hessian, np.nan)
        return inverse


def climb(
    likelihood: Likelihood,
    start: Floats,
    *,
    what: str,
    settled: float = 1e-10,
    longest: float = 2.0,
    most: float = 200,
) -> Top:
    """The nearest top from `start`, reached when a step would gain less than `settled`; one more is taken.

    A coordinate moves at most `longest` a step. Raises NumbersError, with `what` as its subject,
    where the climb does not settle in `most` steps.
    """
    at: Floats = np.array(start, dtype=np.float64)
    value, gradient, hessian = likelihood(at)
    for step in range(1, int(most) + 1):
        direction = _uphill(gradient, hessian)
        gain = float(gradient @ direction) / 2
        if gain <= max(settled, 1e-13 * abs(value)):
            return _last(likelihood, Top(at, value, gradient, hessian, step), direction)
        direction = direction * min(1.0, longest / float(np.abs(direction).max()))
        moved = _stride(likelihood, at, value, gradient, direction)
        if moved is None:
            if gain <= 1e-6 * (1 + abs(value)):
                return Top(at, value, gradient, hessian, step)
            break
        at, (value, gradient, hessian) = moved
    raise NumbersError(
        f"{what} did not settle: the likelihood still rises at the edge of what can be reckoned.",
        advice="Usually too few rows, or rows that are all alike.",
    )


def _last(likelihood: Likelihood, top: Top, direction: Floats) -> Top:
    """One full step more, below what the value can show, if the slope gets flatter by it."""
    at = top.at + direction
    value, gradient, hessian = likelihood(at)
    flatter = np.abs(gradient).max() <= np.abs(top.gradient).max() and np.isfinite(value)
    return Top(at, value, gradient, hessian, top.steps) if flatter else top


def _uphill(gradient: Floats, hessian: Floats) -> Floats:
    """Newton's direction, with every curvature turned downward and kept away from flat."""
    curvature, axes = np.linalg.eigh(hessian)
    bend = np.maximum(np.abs(curvature), 1e-10 * max(1.0, float(np.abs(curvature).max())))
    direction: Floats = np.asarray(axes @ ((axes.T @ gradient) / bend), np.float64)
    return direction


def _stride(
    likelihood: Likelihood, at: Floats, value: float, gradient: Floats, direction: Floats
) -> tuple[Floats, tuple[float, Floats, Floats]] | None:
    """The first halving of the step that climbs as it should (Armijo), or None."""
    slope = float(gradient @ direction)
    share = 1.0
    for _ in range(40):
        there = at + share * direction
        reached = likelihood(there)
        if np.isfinite(reached[0]) and reached[0] >= value + 1e-4 * share * slope:
            return there, reached
        share /= 2
    return None
