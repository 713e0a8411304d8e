"""Cox's partial likelihood, its slope, its curvature and what each row adds to the slope.

All of it is sums over risk sets and a product of matrices: with A the hazard a row was exposed to,
the second moments over all risk sets are one matrix X' diag(w exp(eta) A) X.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from troth.stats.arrays import Floats, Whole
from troth.stats.survival.risk import RiskSets
from troth.stats.survival.ties import Terms, Ties, terms, tied_moments

SMALLEST = 1e-290
"""Below this a sum of exp(eta), of which the largest is 1, is not to be divided by."""
CHUNK = 1 << 13
"""Columns of a product taken at once, so that they stay in the processor's own memory."""


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """The likelihood at one set of coefficients, and what slope and curvature are made of.

    shift     what was taken from every linear predictor before exp, to keep it in range
    risk      weight times exp(eta − shift) of every row
    inverse   at every moment 1 over the sum of `risk` over those at risk
    exposed   the hazard every row met, less what Efron spares those that end
    residual  weight times (ended − expected): the martingale residual
    """

    value: float
    shift: float
    risk: Floats
    inverse: Floats
    exposed: Floats
    residual: Floats
    terms: Terms


def place(sets: RiskSets, eta: Floats, ties: Ties) -> Place | None:
    """The likelihood for linear predictors `eta` in the order of `sets`; None out of range."""
    shift = float(eta.max())
    risk = eta - shift
    np.exp(risk, out=risk)
    if sets.weights is not None:
        risk *= sets.weights
    tied = tied_moments(sets, ties)
    if len(tied) or sets.gone is not None:
        at_risk, ended = sets.both(risk)
        np.maximum(at_risk, ended, out=at_risk)
    else:
        at_risk, ended = sets.at_risk(risk), np.zeros(0)
    if not at_risk.min() > SMALLEST:
        return None
    summed, inverse = terms(sets, at_risk, ended, tied), 1 / at_risk
    dead = sets.dead
    share = np.ones(len(dead)) if sets.weights is None else sets.weights[dead]
    value = float(share @ (eta[dead] - shift)) - float(summed.log.sum())
    exposed = sets.over_time(summed.one * inverse)
    if len(tied):
        exposed[dead] -= _spared(sets, summed, summed.f_one * inverse[tied])[sets.first[dead]]
    residual = risk * exposed
    np.negative(residual, out=residual)
    residual[dead] += share
    return Place(value, shift, risk, inverse, exposed, residual, summed)


def level_value(sets: RiskSets, ties: Ties) -> float:
    """The log-likelihood where nothing tells the rows apart: all coefficients 0."""
    if sets.weights is None and sets.gone is None:
        risk = np.bincount(sets.first, minlength=sets.moments).astype(np.float64)
        at_risk = sets.running(risk)
    else:
        at_risk = sets.at_risk(np.ones(len(sets.first)) if sets.weights is None else sets.weights)
    at_risk = np.maximum(at_risk, sets.deaths)
    return -float(terms(sets, at_risk, sets.deaths, tied_moments(sets, ties)).log.sum())


def _spared(sets: RiskSets, summed: Terms, sums: Floats) -> Floats:
    """Sums known at tied moments, 0 at all others."""
    full = np.zeros(sets.moments)
    full[summed.tied] = sums
    return full


def means(sets: RiskSets, columns: Floats, here: Place) -> tuple[Floats, Floats]:
    """For every column its mean S1/S0 over those at risk at every moment, and D1/S0.

    D1, over those that end, is given at tied moments only, since nothing else needs it.
    """
    at_risk = np.empty((len(columns), sets.moments))
    ended = np.empty((len(columns), len(here.terms.tied)))
    weighed = np.empty(len(here.risk))
    for at, column in enumerate(columns):
        np.multiply(here.risk, column, out=weighed)
        if ended.shape[1]:
            at_risk[at], here_ended = sets.both(weighed)
            ended[at] = (here_ended * here.inverse)[here.terms.tied]
        else:
            at_risk[at] = sets.at_risk(weighed)
        at_risk[at] *= here.inverse
    return at_risk, ended


def slope(columns: Floats, here: Place) -> Floats:
    """The gradient of the log-likelihood."""
    return np.asarray(columns @ here.residual, np.float64)


def information(
    sets: RiskSets,
    columns: Floats,
    here: Place,
    sums: tuple[Floats, Floats],
    factor: Floats | None = None,
) -> Floats:
    """The negative Hessian, each moment's part times `factor` (1 where none is given)."""
    summed = here.terms
    tied = summed.tied
    one = np.ones(sets.moments) if factor is None else factor
    if factor is None:
        exposed = here.exposed
    else:
        exposed = sets.over_time(summed.one * here.inverse * factor)
        spared = _spared(sets, summed, summed.f_one * (here.inverse * factor)[tied])
        exposed[sets.dead] -= spared[sets.first[sets.dead]]
    total = weighted_gram(columns, here.risk * exposed)
    at_risk, ended = sums
    total -= weighted_gram(at_risk, summed.two * one)
    if len(tied):
        there = at_risk[:, tied]
        cross = (there * (summed.f_two * one[tied])) @ ended.T
        total += cross + cross.T - weighted_gram(ended, summed.ff_two * one[tied])
    return total


def weighted_gram(columns: Floats, weights: Floats) -> Floats:
    """Σ weight · x x' over all places, some at a time."""
    total = np.zeros((len(columns), len(columns)))
    for start in range(0, columns.shape[1], CHUNK):
        part = columns[:, start : start + CHUNK]
        total += (part * weights[start : start + CHUNK]) @ part.T
    return total


def score_residuals(
    sets: RiskSets, columns: Floats, here: Place, sums: tuple[Floats, Floats], group: Whole
) -> Floats:
    """What each group of rows adds to the slope: a row a group, a column a coefficient.

    `group` numbers the rows in the order of the data. Weights count.
    """
    summed, dead = here.terms, sets.dead
    tied, when = summed.tied, sets.first[dead]
    share = np.ones(len(dead)) if sets.weights is None else sets.weights[dead]
    groups, members = int(group.max()) + 1, group[sets.order]
    found = np.empty((groups, len(columns)))
    for at, column in enumerate(columns):
        mean, pull = summed.one * sums[0][at], summed.two * sums[0][at]
        spared = np.zeros(sets.moments)
        if len(tied):
            mean[tied] -= summed.f_one * sums[1][at]
            pull[tied] -= summed.f_two * sums[1][at]
            spared[tied] = summed.f_two * sums[0][at][tied] - summed.ff_two * sums[1][at]
        each = column * here.residual + here.risk * sets.over_time(pull * here.inverse)
        each[dead] -= share * (mean / sets.deaths)[when]
        each[dead] -= here.risk[dead] * (spared * here.inverse)[when]
        found[:, at] = np.bincount(members, each, groups)
    return found
