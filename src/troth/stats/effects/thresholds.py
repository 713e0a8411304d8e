"""Likelihoods of the cumulative logit: with one slope for all levels, and with one for each.

The chance of a level between thresholds l < u is F(u) − F(l) = F(u) (1 − F(l)) (1 − e^(l−u)),
so its logarithm is a sum of three terms that never cancel; it is concave, so there is one top.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import expit, log_expit

from troth.stats.arrays import Floats, Whole
from troth.stats.newton import Likelihood


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """Rows of equal answers and columns, with how many people stand behind each."""

    level: Whole
    columns: Floats
    weights: Floats
    levels: int


def proportional(answers: Answers) -> Likelihood:
    """Log-likelihood in (thresholds, slopes), the slopes the same at every threshold."""
    cuts, x, w = answers.levels - 1, answers.columns, answers.weights
    upper, lower = answers.level < cuts, answers.level > 0
    top, floor = answers.level[upper], answers.level[lower] - 1
    inner = np.bincount(answers.level, w, answers.levels)[1:-1].astype(np.float64)

    def at(place: Floats) -> tuple[float, Floats, Floats]:
        theta, line = place[:cuts], x @ place[cuts:]
        gaps = np.diff(theta)
        if (gaps <= 0).any():
            return -np.inf, place, np.empty((0, 0))
        edge_up, edge_low = theta[top] - line[upper], theta[floor] - line[lower]
        above, below = np.ones_like(w), np.zeros_like(w)
        above[upper], below[lower] = expit(edge_up), expit(edge_low)
        value = w[upper] @ log_expit(edge_up) + w[lower] @ log_expit(-edge_low)
        value += inner @ np.log(-np.expm1(-gaps))
        bent_up, bent_low = w * above * (1 - above), w * below * (1 - below)
        slope_up, slope_low = w * (1 - above), w * below
        gradient, hessian = np.empty_like(place), np.empty((len(place), len(place)))
        gradient[:cuts] = np.bincount(top, slope_up[upper], cuts)
        gradient[:cuts] -= np.bincount(floor, slope_low[lower], cuts)
        gradient[cuts:] = (slope_low - slope_up) @ x
        hessian[:cuts, :cuts] = -np.diag(
            np.bincount(top, bent_up[upper], cuts) + np.bincount(floor, bent_low[lower], cuts)
        )
        hessian[cuts:, cuts:] = -(x.T * (bent_up + bent_low)) @ x
        for each, column in enumerate(x.T, cuts):
            crossed = np.bincount(top, (bent_up * column)[upper], cuts)
            crossed += np.bincount(floor, (bent_low * column)[lower], cuts)
            hessian[:cuts, each] = hessian[each, :cuts] = crossed
        _ordered(gradient, hessian, gaps, inner)
        return float(value), gradient, hessian

    return at


def _ordered(gradient: Floats, hessian: Floats, gaps: Floats, inner: Floats) -> None:
    """Add what the gaps between thresholds give: log(1 − e^−gap) for every inner level."""
    push = inner / np.expm1(gaps)
    bend = push / -np.expm1(-gaps)
    at = np.arange(len(gaps))
    gradient[at] -= push
    gradient[at + 1] += push
    hessian[at, at] -= bend
    hessian[at + 1, at + 1] -= bend
    hessian[at, at + 1] += bend
    hessian[at + 1, at] += bend


def separate(answers: Answers, freed: list[int]) -> Likelihood:
    """Log-likelihood in (thresholds, slopes, departures of the `freed` columns after the first).

    At threshold j ≥ 2 a freed column has its common slope plus a departure of its own.
    """
    cuts, x, w = answers.levels - 1, answers.columns, answers.weights
    upper, lower = answers.level < cuts, answers.level > 0
    rows_up = _rows(answers.level[upper], x[upper], cuts, freed)
    rows_low = _rows(answers.level[lower] - 1, x[lower], cuts, freed)
    both = upper & lower
    in_up, in_low = both[upper], both[lower]

    def at(place: Floats) -> tuple[float, Floats, Floats]:
        up, low = rows_up @ place, rows_low @ place
        gaps = up[in_up] - low[in_low]
        if (gaps <= 0).any():
            return -np.inf, place, np.empty((0, 0))
        value = w[upper] @ log_expit(up) + w[lower] @ log_expit(-low)
        value += w[both] @ np.log(-np.expm1(-gaps))
        push = w[both] / np.expm1(gaps)
        bend = push / -np.expm1(-gaps)
        slope_up, slope_low = w[upper] * expit(-up), -w[lower] * expit(low)
        bent_up, bent_low = slope_up * expit(up), -slope_low * expit(-low)
        slope_up[in_up] += push
        slope_low[in_low] -= push
        bent_up[in_up] += bend
        bent_low[in_low] += bend
        crossed = (rows_up[in_up].T * bend) @ rows_low[in_low]
        hessian = crossed + crossed.T
        hessian -= (rows_up.T * bent_up) @ rows_up + (rows_low.T * bent_low) @ rows_low
        return float(value), slope_up @ rows_up + slope_low @ rows_low, hessian

    return at


def _rows(cut: Whole, x: Floats, cuts: int, freed: list[int]) -> Floats:
    """The row of the parameters that makes threshold `cut` less its slopes."""
    chosen = np.eye(cuts)[cut]
    apart = [-x[:, [column]] * chosen[:, 1:] for column in freed]
    return np.hstack([chosen, -x, *apart])
