"""MBG/CNBD-k: k = 1 is MBG/NBD, regular buyers are seen as such, predictions are exact sums."""

from __future__ import annotations

import numpy as np
import pytest

from tests.stats.buying.simulated import dropouts
from troth.errors import NumbersError
from troth.stats.buying.dropping import Dropping
from troth.stats.buying.mbgcnbd import mbgcnbd, regularity
from troth.stats.buying.mbgnbd import mbgnbd

TRUTH = {"r": 1.3, "alpha": 10.0, "a": 0.5, "b": 2.0}
PEOPLE = dropouts(6_000, *TRUTH.values(), k=3, seed=2)


def test_k_of_one_is_the_plain_model() -> None:
    x, tx, T, logs = dropouts(400, 0.9, 30, 0.8, 3, seed=8)
    plain, one = mbgnbd(x, tx, T), mbgcnbd(x, tx, T, 1, logs)
    assert one.params == plain.params
    assert one.log_likelihood == pytest.approx(plain.log_likelihood)


def test_exact_sums_equal_the_closed_form_where_there_is_one() -> None:
    from troth.stats.buying.dropping import _stagewise

    at, zero = np.array([0.5, 6.0, 0.9, 1.6]), 1
    x, tx, T = np.array([0.0, 2, 9]), np.array([0.0, 30, 35]), np.array([38.0, 38, 36])
    member = Dropping(zero)
    living = member.expected(at, 39.0, x, tx, T) / member.alive(at, x, tx, T)
    assert _stagewise(at, 39.0, x, tx, T, 1, zero) == pytest.approx(living, rel=1e-9)


def test_the_likelihood_prefers_the_regularity_that_is_true_and_finds_the_truth() -> None:
    x, tx, T, logs = PEOPLE
    fits = {k: mbgcnbd(x, tx, T, k, logs) for k in (1, 2, 3, 4, 5)}
    best = max(fits, key=lambda k: fits[k].log_likelihood)
    assert best == 3
    for name, value in TRUTH.items():
        assert abs(fits[3].params[name] - value) < 4 * fits[3].standard_errors[name]


def test_expected_purchases_come() -> None:
    r, alpha, a, b = TRUTH.values()
    people, seen, ahead = 25_000, 150.0, 60.0
    chance = np.random.default_rng(3)
    rate, leave = chance.gamma(r, 1 / alpha, people), chance.beta(a, b, people)
    there, clock = chance.random(people) >= leave, np.zeros(people)
    x, tx, later = np.zeros(people), np.zeros(people), np.zeros(people)
    while there.any():
        who = np.flatnonzero(there)
        clock[who] += chance.gamma(3, 1 / rate[who])
        before, after = clock[who] < seen, (clock[who] >= seen) & (clock[who] < seen + ahead)
        x[who[before]] += 1
        tx[who[before]] = clock[who[before]]
        later[who[after]] += 1
        stays = (chance.random(len(who)) >= leave[who]) & (clock[who] < seen + ahead)
        there[who] = stays
    told = Dropping(1, 3).expected(
        np.array(list(TRUTH.values())), ahead, x, tx, np.full(people, seen)
    )
    for some in (x == 0, (x > 0) & (x <= 4), x > 4):
        error = later[some].std() / np.sqrt(some.sum())
        assert told[some].mean() == pytest.approx(later[some].mean(), abs=4 * error)


def test_a_new_customers_future_is_that_of_the_simulation() -> None:
    r, alpha, a, b = TRUTH.values()
    chance = np.random.default_rng(4)
    people, ahead = 100_000, 80.0
    rate, leave = chance.gamma(r, 1 / alpha, people), chance.beta(a, b, people)
    there, clock, bought = chance.random(people) >= leave, np.zeros(people), np.zeros(people)
    while there.any():
        who = np.flatnonzero(there)
        clock[who] += chance.gamma(3, 1 / rate[who])
        came = clock[who] < ahead
        bought[who[came]] += 1
        there[who] = came & (chance.random(len(who)) >= leave[who])
    told = Dropping(1, 3).newcomer(np.array(list(TRUTH.values())), np.array([ahead]))[0]
    assert told == pytest.approx(bought.mean(), abs=4 * bought.std() / people**0.5)


@pytest.mark.parametrize("k", [1, 2, 5])
def test_regularity_of_two_gaps(k: int) -> None:
    chance = np.random.default_rng(k)
    gaps = chance.gamma(k, 1, (60_000, 2)) * chance.gamma(2, 5, (60_000, 1))
    assert regularity(gaps[:, 0], gaps[:, 1]) == pytest.approx(k, rel=0.04)


def test_what_is_no_regularity_is_refused() -> None:
    with pytest.raises(NumbersError, match="at least two customers"):
        regularity([1], [2])
    with pytest.raises(NumbersError, match=r"first\[0\] is 0"):
        regularity([0, 1], [1, 2])
    with pytest.raises(NumbersError, match="clock"):
        regularity([1, 1], [1, 1])
    with pytest.raises(NumbersError, match=r"k is 0: no value may be below 1"):
        mbgcnbd([1, 2], [1, 2], [3, 3], 0)
