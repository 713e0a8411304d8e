"""Customers made by chance, by the rules the models assume: seeded, days as the unit of time."""

from __future__ import annotations

import numpy as np

from troth.stats.arrays import Floats


def dropouts(
    people: int,
    r: float,
    alpha: float,
    a: float,
    b: float,
    *,
    zero: int = 1,
    k: int = 1,
    days: float = 300.0,
    seed: int = 1,
) -> tuple[Floats, Floats, Floats, Floats]:
    """Frequency, recency, T (continuous) and the sum of log gaps of MBG/CNBD-k customers."""
    chance = np.random.default_rng(seed)
    T = chance.uniform(days / 2, days, people)
    rate, leave = chance.gamma(r, 1 / alpha, people), chance.beta(a, b, people)
    x, tx, logs = np.zeros(people), np.zeros(people), np.zeros(people)
    there = chance.random(people) >= leave if zero else np.ones(people, bool)
    clock = np.zeros(people)
    while there.any():
        who = np.flatnonzero(there)
        gap = chance.gamma(k, 1 / np.maximum(rate[who], 1e-9))
        clock[who] += gap
        bought = clock[who] < T[who]
        there[who[~bought]] = False
        who, gap = who[bought], gap[bought]
        x[who] += 1
        tx[who] = clock[who]
        logs[who] += np.log(gap)
        there[who[chance.random(len(who)) < leave[who]]] = False
    return x, tx, T, logs


def lifetimes(
    r: Floats, alpha: Floats, s: Floats, beta: Floats, days: float = 300.0, seed: int = 1
) -> tuple[Floats, Floats, Floats]:
    """Frequency, recency and T of Pareto/NBD customers, one for each entry of the parameters."""
    chance = np.random.default_rng(seed)
    people = len(alpha)
    T = chance.uniform(days / 2, days, people)
    rate = chance.gamma(r, 1 / alpha)
    life = np.minimum(chance.exponential(1 / np.maximum(chance.gamma(s, 1 / beta), 1e-12)), T)
    x = chance.poisson(rate * life).astype(float)
    last = np.where(x > 0, life * chance.beta(np.maximum(x, 1), 1), 0.0)
    return x, last, T
