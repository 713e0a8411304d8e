"""MBG/NBD, the default: reference numbers, and people who bought once are no longer immortal."""

from __future__ import annotations

import numpy as np
import pytest

from tests.stats.buying.cdnow import from_days, needs_data
from tests.stats.buying.simulated import dropouts
from troth.stats.buying.holdout import holdout
from troth.stats.buying.mbgnbd import mbgnbd


@needs_data
def test_cdnow_to_five_digits_and_the_holdout() -> None:
    people = from_days()
    history = people.frequency, people.recency, people.T
    fit = mbgnbd(*history)
    wanted = {"r": 0.524844, "alpha": 6.183093, "a": 0.891388, "b": 1.614048}
    assert fit.params == pytest.approx(wanted, rel=4e-5)
    assert fit.log_likelihood == pytest.approx(-9582.135716, abs=1e-6)
    assert fit.alive(*history).sum() == pytest.approx(1057.63, abs=0.02)
    off = holdout(fit.expected(39, *history), people.holdout)
    assert (off.mae, off.rmse, off.expected) == pytest.approx((0.76478, 1.60718, 1576.7), rel=4e-5)
    assert off.mae_interval[0] < 0.76478 < off.mae_interval[1]


def test_the_truth_is_found_again() -> None:
    truth = {"r": 0.7, "alpha": 25.0, "a": 0.8, "b": 2.0}
    fit = mbgnbd(*dropouts(40_000, *truth.values(), seed=3)[:3])
    for name, value in truth.items():
        assert abs(fit.params[name] - value) < 4 * fit.standard_errors[name]


def test_who_bought_once_is_less_likely_there_the_longer_ago_it_was() -> None:
    fit = mbgnbd(*dropouts(2000, 0.7, 25, 0.8, 2, seed=3)[:3])
    alive = fit.alive(np.zeros(4), np.zeros(4), [0, 50, 150, 600])
    assert (np.diff(alive) < 0).all()
    assert alive[0] == pytest.approx(fit.params["b"] / (fit.params["a"] + fit.params["b"]))


def test_the_chance_of_being_alive_is_a_frequency() -> None:
    people, days = 60_000, 300.0
    chance = np.random.default_rng(5)
    r, alpha, a, b = 0.9, 20.0, 0.9, 2.5
    rate, leave = chance.gamma(r, 1 / alpha, people), chance.beta(a, b, people)
    x, tx, clock = np.zeros(people), np.zeros(people), np.zeros(people)
    there, watched = chance.random(people) >= leave, np.ones(people, bool)
    while watched.any():
        who = np.flatnonzero(watched & there)
        clock[who] += chance.exponential(1 / rate[who])
        bought = clock[who] < days
        watched[:] = False
        who = who[bought]
        x[who] += 1
        tx[who] = clock[who]
        there[who[chance.random(len(who)) < leave[who]]] = False
        watched[who] = there[who]
    fit = mbgnbd(x, tx, np.full(people, days))
    said = fit.alive(x, tx, np.full(people, days))
    for low, high in ((0, 0.2), (0.2, 0.5), (0.5, 0.8), (0.8, 1)):
        some = (said >= low) & (said < high)
        error = np.sqrt(said[some].mean() * (1 - said[some].mean()) / some.sum())
        assert there[some].mean() == pytest.approx(said[some].mean(), abs=4 * error + 0.004)
