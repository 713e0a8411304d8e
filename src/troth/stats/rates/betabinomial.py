"""The beta-binomial likelihood of many groups, exact up to no spread at all.

With mean μ and spread φ = 1/(α+β), a group's likelihood is a product over its cases, so all
groups enter through how many of them have more than i successes, failures and cases:
    ℓ = Σᵢ Aᵢ ln(μ+iφ) + Bᵢ ln(1−μ+iφ) − Cᵢ ln(1+iφ)
Nothing is lost to cancellation as φ goes to 0, where the binomial stands. Beyond i = 64 runs of
equal counts are summed at three places that are exact for polynomials of degree five, which errs
by less than 1e-11 a case: a group of a billion cases costs no more than one of thousands.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from troth.stats.arrays import Floats
from troth.stats.newton import Top, climb

PLAIN, GROWTH = 64, 1 / 16
"""Up to where every i stands for itself, and by how much the runs may grow beyond."""

CELLS = 2_000_000
"""Spreads are tried in blocks of at most so many numbers."""


@dataclass(frozen=True, slots=True, eq=False)
class Tail:
    """How many groups have more than i: the places i, and how much each counts."""

    at: Floats
    count: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Tails:
    """The tails of successes, failures and cases: all the likelihood needs to know."""

    successes: Tail
    failures: Tail
    cases: Tail


def tails(x: Floats, n: Floats) -> Tails:
    """Count the groups."""
    return Tails(_tail(x), _tail(n - x), _tail(n))


def _tail(counts: Floats) -> Tail:
    ordered, most = np.sort(counts), counts.max()
    runs = max(0, int(np.ceil(np.log(max(most, PLAIN) / PLAIN) / np.log1p(GROWTH))))
    grown = np.floor(PLAIN * (1 + GROWTH) ** np.arange(runs + 1))
    edges = np.unique(np.concatenate([np.arange(PLAIN), grown, ordered]))
    edges = edges[edges <= most]
    start, length = edges[:-1], np.diff(edges)
    more = len(counts) - np.searchsorted(ordered, start, side="right")
    middle, squared = start + (length - 1) / 2, (3 * length**2 - 7) / 20
    apart = np.sqrt(np.maximum(squared, 0.25))
    outer = (length**2 - 1) / 24 / apart**2
    shares = (outer, 1 - 2 * outer, outer)
    at = np.concatenate([middle - apart, middle, middle + apart])
    count = np.concatenate([more * length * share for share in shares])
    return Tail(at[count > 0], count[count > 0])


def likelihood(seen: Tails, mean: float, spread: float) -> tuple[float, Floats, Floats]:
    """Log-likelihood, gradient and Hessian in (μ, φ), without the binomial coefficients."""
    value, slope, bend = 0.0, np.zeros(2), np.zeros((2, 2))
    parts = ((seen.successes, mean, 1.0, 1.0), (seen.failures, 1 - mean, -1.0, 1.0),
             (seen.cases, 1.0, 0.0, -1.0))  # fmt: skip
    for tail, base, turn, sign in parts:
        at, count = tail.at, tail.count
        inside = base + at * spread
        value += sign * float(count @ np.log(inside))
        once, twice = count / inside, count / inside**2
        slope += sign * np.array([turn * once.sum(), at @ once])
        cross = turn * float(at @ twice)
        bend -= sign * np.array([[turn**2 * twice.sum(), cross], [cross, (at * at) @ twice]])
    return value, slope, bend


def logged(seen: Tails, at: Floats) -> tuple[float, Floats, Floats]:
    """The likelihood with its derivatives in (logit μ, log φ)."""
    mean, spread = 1 / (1 + np.exp(-at[0])), np.exp(at[1])
    value, slope, bend = likelihood(seen, float(mean), float(spread))
    change = np.array([mean * (1 - mean), spread])
    second = np.array([change[0] * (1 - 2 * mean), spread])
    return value, slope * change, bend * np.outer(change, change) + np.diag(slope * second)


def fit(seen: Tails, start: Floats) -> Top:
    """The most likely (logit μ, log φ), from `start`."""
    return climb(
        lambda at: logged(seen, at), start, what="The spread between groups", settled=1e-12
    )


def best_means(seen: Tails, spreads: Floats, start: float) -> tuple[Floats, Floats, Floats]:
    """For each spread: the most likely mean, the log-likelihood there, the mean's variance."""
    widest = max(len(seen.successes.at), len(seen.failures.at), len(seen.cases.at))
    block = max(1, CELLS // widest)
    parts = [
        _best_means(seen, spreads[at : at + block, None], start)
        for at in range(0, len(spreads), block)
    ]
    means, values, variances = (np.concatenate(each) for each in zip(*parts, strict=True))
    return means, values, variances


def _best_means(seen: Tails, spreads: Floats, start: float) -> tuple[Floats, Floats, Floats]:
    """Newton in the logit of the mean, all spreads at once, a column a spread."""
    means = np.full(len(spreads), start)
    for_yes, for_no = spreads * seen.successes.at, spreads * seen.failures.at
    bend = np.ones_like(means)
    for _ in range(60):
        yes, no = means[:, None] + for_yes, 1 - means[:, None] + for_no
        first = (1 / yes) @ seen.successes.count - (1 / no) @ seen.failures.count
        bend = (1 / yes**2) @ seen.successes.count + (1 / no**2) @ seen.failures.count
        change = means * (1 - means)
        slope = first * change
        curve = bend * change**2 - slope * (1 - 2 * means)
        step = np.clip(slope / np.maximum(curve, 1e-3 * np.abs(slope) + 1e-12), -1, 1)
        means = 1 / (1 + (1 / means - 1) * np.exp(-step))
        if np.abs(step).max() < 1e-9:
            break
    values = np.log(means[:, None] + for_yes) @ seen.successes.count
    values += np.log(1 - means[:, None] + for_no) @ seen.failures.count
    values -= np.log1p(spreads * seen.cases.at) @ seen.cases.count
    return means, values, 1 / np.maximum(bend, 1e-12)
