"""Pareto/NBD: published numbers, truth found again, covariates, limits."""

from __future__ import annotations

import numpy as np
import pytest

from tests.stats.buying.cdnow import from_days, needs_data
from tests.stats.buying.simulated import lifetimes
from troth.errors import NumbersError
from troth.stats.buying.holdout import holdout
from troth.stats.buying.model import Buying
from troth.stats.buying.paretonbd import BuyingByCovariate, _Design, _future, paretonbd


def simple(x, tx, T, weights=None) -> Buying:
    fit = paretonbd(x, tx, T, weights)
    assert isinstance(fit, Buying)
    return fit


@needs_data
def test_cdnow_as_published_and_a_likelihood_no_lower_than_the_oracles() -> None:
    people = from_days()
    history = people.frequency, people.recency, people.T
    fit = simple(*history)
    assert fit.params == pytest.approx(
        {"r": 0.553, "alpha": 10.578, "s": 0.606, "beta": 11.669}, abs=6e-4
    )
    assert fit.log_likelihood == pytest.approx(-9594.976181, abs=1e-5)
    assert fit.log_likelihood > -9594.976181 - 1e-6
    errors = {"r": 0.0476, "alpha": 0.8427, "s": 0.187, "beta": 6.20}
    assert fit.standard_errors == pytest.approx(errors, rel=2e-3)
    assert fit.alive(*history).sum() == pytest.approx(1051.97, abs=0.2)
    off = holdout(fit.expected(39, *history), people.holdout)
    assert (off.mae, off.rmse, off.expected) == pytest.approx((0.75455, 1.60285, 1665.7), rel=2e-4)
    assert off.correlation == pytest.approx(0.630, abs=5e-4)


@needs_data
def test_what_is_expected_of_a_new_and_of_a_known_customer() -> None:
    people = from_days()
    fit = simple(people.frequency, people.recency, people.T)
    assert fit.newcomer([52])[0] == pytest.approx(1.4731, abs=5e-4)
    assert fit.expected(52, [26], [30.857], [31])[0] == pytest.approx(25.454, abs=2e-3)
    assert fit.alive([26], [30.857], [31])[0] == pytest.approx(0.99787, abs=6e-6)


def test_the_truth_is_found_again_and_its_errors_cover_it() -> None:
    truth = {"r": 0.8, "alpha": 15.0, "s": 0.7, "beta": 40.0}
    held = dict.fromkeys(truth, 0)
    for seed in range(20):
        each = {name: np.full(1500, value) for name, value in truth.items()}
        fit = simple(*lifetimes(each["r"], each["alpha"], each["s"], each["beta"], seed=seed))
        spread = np.sqrt(np.diag(fit.covariance))
        for place, (name, value) in enumerate(truth.items()):
            held[name] += abs(np.log(fit.params[name] / value)) < 1.96 * spread[place]
    assert all(count >= 16 for count in held.values()), held  # 19 of 20 expected, 3 errors of 1


def test_a_covariate_that_matters_is_found_and_one_that_does_not_adds_nothing() -> None:
    chance = np.random.default_rng(3)
    z = np.stack([chance.integers(0, 2, 3000), chance.normal(size=3000)], 1).astype(float)
    alpha = 15 * np.exp(-0.6 * z[:, 0])
    beta = 40 * np.exp(0.5 * z[:, 0])
    people = lifetimes(np.full(3000, 0.8), alpha, np.full(3000, 0.7), beta, seed=4)
    fit = paretonbd(*people, X=z, names=["shop", "noise"])
    assert isinstance(fit, BuyingByCovariate)
    for name, told, true in (
        ("buying:shop", fit.buying["shop"], 0.6),
        ("leaving:shop", fit.leaving["shop"], -0.5),
        ("buying:noise", fit.buying["noise"], 0.0),
        ("leaving:noise", fit.leaving["noise"], 0.0),
        ("alpha", fit.params["alpha"], 15),
        ("beta", fit.params["beta"], 40),
    ):
        assert abs(told - true) < 3.5 * fit.standard_errors[name], name
    plain = simple(*people)
    assert fit.log_likelihood > plain.log_likelihood + 10
    some = [column[:5] for column in people]
    assert fit.alive(*some, z[:5]).shape == (5,)
    assert (fit.expected(30, *some, z[:5]) >= 0).all()


def test_slopes_with_covariates_are_those_of_differences() -> None:
    chance = np.random.default_rng(5)
    x, tx, T = lifetimes(np.full(40, 0.8), np.full(40, 15.0), np.full(40, 0.7), np.full(40, 40.0))
    design = _Design(x, tx, T, chance.uniform(0.5, 2, 40), chance.normal(size=(40, 2)))
    at = np.array([-0.2, 2.7, -0.3, 3.6, 0.2, -0.1, 0.1, 0.3])
    _, slope, bend = design.likelihood(at)
    for i, one in enumerate(1e-5 * np.eye(8)):
        up, down = design.likelihood(at + one), design.likelihood(at - one)
        assert slope[i] == pytest.approx((up[0] - down[0]) / 2e-5, rel=1e-6, abs=1e-6)
        assert bend[i] == pytest.approx((up[1] - down[1]) / 2e-5, rel=1e-5, abs=1e-5)


def test_weights_count_customers_and_order_does_not() -> None:
    x, tx, T = lifetimes(
        np.full(200, 0.8), np.full(200, 15.0), np.full(200, 0.7), np.full(200, 40.0)
    )
    weights = np.random.default_rng(0).integers(1, 3, 200)
    once, each = (
        simple(x, tx, T, weights),
        simple(*(np.repeat(c, weights)[::-1] for c in (x, tx, T))),
    )
    assert once.log_likelihood == pytest.approx(each.log_likelihood)
    assert once.params == pytest.approx(each.params, rel=1e-5)


def test_a_death_rate_of_shape_one_has_its_limit() -> None:
    near = [
        float(_future(20.0, np.asarray(2.0), np.asarray(9.0), s, np.asarray(30.0)))
        for s in (1 - 1e-6, 1, 1 + 1e-6)
    ]
    assert near[0] == pytest.approx(near[1], rel=1e-5)
    assert near[2] == pytest.approx(near[1], rel=1e-5)


@pytest.mark.parametrize(
    ("z", "names", "says"),
    [
        (np.ones(50), ["shop"], "Column “shop” is the same in every row"),
        (
            np.stack([np.arange(50), 2 * np.arange(50)], 1),
            ["one", "two"],
            "“two” says nothing that “one” does",
        ),
        (np.arange(49), None, "differ in length"),
        (np.arange(50), ["a", "b"], "2 names for 1 columns"),
    ],
)
def test_columns_that_say_nothing_are_named(z, names, says: str) -> None:
    people = lifetimes(np.full(50, 0.8), np.full(50, 15.0), np.full(50, 0.7), np.full(50, 40.0))
    with pytest.raises(NumbersError, match=says):
        paretonbd(*people, X=z, names=names)
