"""BG/NBD: published numbers, convergence where peers fail, and what holds for all customers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate
from scipy.special import beta

from tests.stats.buying.cdnow import from_days, from_summary, needs_data
from tests.stats.buying.simulated import dropouts
from troth.errors import NumbersError
from troth.stats.buying.bgnbd import bgnbd
from troth.stats.buying.dropping import Dropping
from troth.stats.buying.holdout import holdout

PUBLISHED = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}


@needs_data
def test_the_parameters_fader_hardie_and_lee_published() -> None:
    fit = bgnbd(*from_summary())
    assert fit.params == pytest.approx(PUBLISHED, abs=6e-4)
    assert fit.log_likelihood == pytest.approx(-9582.4, abs=0.05)
    assert fit.log_likelihood == pytest.approx(-9582.425561, abs=1e-6)
    assert fit.standard_errors == pytest.approx(
        {"r": 0.01256, "alpha": 0.3782, "a": 0.1857, "b": 0.7054}, rel=4e-4
    )
    assert fit.unsettled == ()


@needs_data
def test_from_days_to_five_digits_and_the_holdout() -> None:
    people = from_days()
    history = people.frequency, people.recency, people.T
    fit = bgnbd(*history)
    wanted = {"r": 0.2425945, "alpha": 4.413602, "a": 0.792922, "b": 2.425907}
    assert fit.params == pytest.approx(wanted, rel=1e-5)
    assert fit.log_likelihood == pytest.approx(-9582.429206674, abs=1e-6)
    assert fit.alive(*history).sum() == pytest.approx(1917.277, abs=2e-3)
    off = holdout(fit.expected(39, *history), people.holdout)
    assert (off.mae, off.rmse, off.expected) == pytest.approx(
        (0.785454, 1.607982, 1653.408), rel=1e-5
    )
    assert off.correlation == pytest.approx(0.626, abs=5e-4)
    assert (off.n, off.actual) == (2357, 1882)


@needs_data
def test_what_is_expected_of_a_new_and_of_a_known_customer() -> None:
    fit = bgnbd(*from_summary())
    assert fit.newcomer([52])[0] == pytest.approx(1.4440, abs=6e-5)
    assert fit.expected(39, [2], [30.43], [38.86])[0] == pytest.approx(1.226, abs=6e-4)
    assert fit.expected(52, [26], [30.857], [31])[0] == pytest.approx(25.757, abs=4e-3)
    assert fit.alive([26], [30.857], [31])[0] == pytest.approx(0.96885, abs=6e-5)


FULL = np.array([0.2425945, 4.413602, 0.792922, 2.425907])


def test_hardies_sheet_of_what_a_new_customer_buys_by_t() -> None:
    times = np.array([0.1429, 1, 3, 31.8571, 32])
    wanted = [0.0078, 0.0532, 0.1506, 1.0405, 1.0437]
    assert Dropping(0).newcomer(FULL, times) == pytest.approx(wanted, abs=6e-5)


@pytest.mark.parametrize("t", [1.0, 32.0, 78.0, 500.0])
def test_a_new_customers_purchases_are_the_integral_over_chances_of_leaving(t: float) -> None:
    """At t = 78 the sheet has 1.8576, a series cut short; the integral says 1.8580."""
    r, alpha, a, b = FULL
    whole, _ = integrate.quad(
        lambda p: -np.expm1(-r * np.log1p(p * t / alpha)) / p if p else r * t / alpha,
        0,
        1,
        weight="alg",
        wvar=(a - 1, b - 1),
        epsabs=1e-11,
    )
    told = Dropping(0).newcomer(FULL, np.array([t]))[0]
    assert told == pytest.approx(whole / beta(a, b), rel=1e-7)
    if t == 78:
        assert told == pytest.approx(1.8580, abs=6e-5)


def test_who_bought_once_is_always_alive_which_is_why_it_is_not_the_default() -> None:
    fit = bgnbd(*dropouts(400, 0.8, 20, 0.8, 2.5)[:3])
    assert fit.alive([0, 0], [0, 0], [1, 400]) == pytest.approx([1, 1])


def test_heavy_users_up_to_five_hundred_purchases_need_no_penalty() -> None:
    truth = {"r": 0.5, "alpha": 3.0, "a": 0.3, "b": 8.0}
    x, tx, T, _ = dropouts(20_000, *truth.values(), zero=0, days=365, seed=4)
    assert 400 < x.max() < 800
    fit = bgnbd(x, tx, T)
    for name, value in truth.items():
        assert abs(fit.params[name] - value) < 4 * fit.standard_errors[name]
    assert np.isfinite(fit.expected(365, x, tx, T)).all()


@pytest.mark.parametrize("seed", range(12))
def test_sixty_customers_need_no_penalty(seed: int) -> None:
    fit = bgnbd(*dropouts(60, 0.9, 30, 0.8, 3, zero=0, seed=seed)[:3])
    assert np.isfinite(fit.log_likelihood)
    assert ((fit.alive([3], [90], [200]) > 0) & (fit.alive([3], [90], [200]) <= 1)).all()


def test_errors_are_as_large_as_the_spread_of_estimates() -> None:
    truth = {"r": 0.9, "alpha": 30.0, "a": 0.8, "b": 3.0}
    held = dict.fromkeys(truth, 0)
    for seed in range(100):
        fit = bgnbd(*dropouts(1500, *truth.values(), zero=0, seed=seed)[:3])
        spread = np.sqrt(np.diag(fit.covariance))
        for place, (name, value) in enumerate(truth.items()):
            held[name] += abs(np.log(fit.params[name] / value)) < 1.96 * spread[place]
    assert all(88 <= count <= 100 for count in held.values()), held  # 95 of 100, 3 errors of 2.2


def test_weights_count_customers() -> None:
    x, tx, T, _ = dropouts(300, 0.9, 30, 0.8, 3, seed=2)
    weights = np.random.default_rng(0).integers(1, 4, 300)
    once = bgnbd(x, tx, T, weights)
    each = bgnbd(*(np.repeat(column, weights) for column in (x, tx, T)))
    assert once.params == pytest.approx(each.params, rel=1e-6)
    assert once.log_likelihood == pytest.approx(each.log_likelihood)
    assert once.standard_errors == pytest.approx(each.standard_errors, rel=1e-5)
    assert once.customers == each.customers == weights.sum()


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from([1.0, 7.0, 0.01]))
def test_order_does_not_matter_and_the_unit_of_time_only_scales(chance, unit: float) -> None:
    x, tx, T, _ = dropouts(200, 0.9, 30, 0.8, 3, seed=3)
    tx, T = np.ceil(tx), np.ceil(T)
    order = list(range(200))
    chance.shuffle(order)
    fit, moved = bgnbd(x, tx, T), bgnbd(x[order], tx[order] / unit, T[order] / unit)
    scaled = moved.params | {"alpha": moved.params["alpha"] * unit}
    assert scaled == pytest.approx(fit.params, rel=1e-5)
    expected = fit.log_likelihood + x.sum() * np.log(unit)
    assert moved.log_likelihood == pytest.approx(expected, abs=1e-6)


def test_rows_on_a_grid_and_off_it_give_one_answer() -> None:
    x, tx, T, _ = dropouts(500, 0.9, 30, 0.8, 3, seed=5)
    tx, T = np.ceil(tx), np.ceil(T)
    nudge = 1e-7 * np.arange(500)
    fit, off = bgnbd(x, tx, T), bgnbd(x, tx, T + nudge)
    assert off.params == pytest.approx(fit.params, rel=1e-4)


def test_the_longer_the_silence_the_less_likely_alive_and_expectation_grows_with_time() -> None:
    fit = bgnbd(*dropouts(400, 0.9, 30, 0.8, 3, seed=6)[:3])
    T = np.linspace(50, 800, 40)
    alive = fit.alive(np.full(40, 4), np.full(40, 50), T)
    assert (np.diff(alive) < 0).all()
    low, high = fit.alive_interval(np.full(40, 4), np.full(40, 50), T)
    assert ((low < alive) & (alive < high)).all()
    ahead = [fit.expected(t, [4], [50], [60])[0] for t in (0, 1, 10, 100, 1000)]
    assert ahead[0] == 0
    assert (np.diff(ahead) > 0).all()


def test_scoring_many_on_a_grid_is_scoring_each() -> None:
    x, tx, T, _ = dropouts(5000, 0.9, 30, 0.8, 3, seed=7)
    tx, T = np.ceil(tx), np.ceil(T)
    fit = bgnbd(x, tx, T)
    some = slice(0, 50)
    whole = fit.expected(30, x, tx, T)[some]
    assert whole == pytest.approx(fit.expected(30, x[some], tx[some], T[some]), rel=1e-12)


@pytest.mark.parametrize("a", [0.9999999, 1.0, 1.0000001, 1.00005])
def test_at_a_of_one_the_formula_has_its_limit(a: float) -> None:
    at = np.array([0.5, 5.0, a, 2.0])
    history = np.array([3.0]), np.array([20.0]), np.array([30.0])
    near = [
        Dropping(0).expected(np.array([0.5, 5.0, side, 2.0]), 40.0, *history)[0]
        for side in (0.999, 1.001)
    ]
    assert Dropping(0).expected(at, 40.0, *history)[0] == pytest.approx(
        np.interp(a, [0.999, 1.001], near), rel=1e-6
    )


@pytest.mark.parametrize(
    ("x", "tx", "T", "says"),
    [
        ([1, 2], [1, np.nan], [3, 3], r"recency\[1\] is nan: every value has to be a finite"),
        ([1, 2], [1, 1], [3, np.inf], r"T\[1\] is inf"),
        ([1, -2], [1, 1], [3, 3], r"frequency\[1\] is -2: no value may be below 0"),
        ([1, 2.5], [1, 1], [3, 3], r"frequency\[1\] is 2.5: every value has to be a whole"),
        ([1, 2], [1, -1], [3, 3], r"recency\[1\] is -1: no value may be below 0"),
        ([1, 2], [1, 4], [3, 3], r"recency\[1\] is 4, past T\[1\] = 3"),
        ([1, 2], [0, 1], [3, 3], r"frequency\[0\] is 1 but recency\[0\] is 0"),
        ([0, 2], [1, 1], [3, 3], r"frequency\[0\] is 0 but recency\[0\] is 1"),
        ([1, 2], [1, 1, 1], [3, 3], "differ in length: frequency has 2, recency has 3, T has 2"),
        ([], [], [], "frequency is empty"),
        ([0, 0], [0, 0], [3, 3], "nobody bought again"),
        (["a"], [1], [1], "frequency holds something that is no number"),
        ([[1, 2]], [1], [1], "frequency has to be one row of numbers"),
    ],
)
def test_bad_columns_are_named_in_one_sentence(x, tx, T, says: str) -> None:
    with pytest.raises(NumbersError, match=says):
        bgnbd(x, tx, T)


@pytest.mark.parametrize(
    ("weights", "says"),
    [([1, -1], "weights"), ([0, 0], "sum to 0"), ([1], "differ in length")],
)
def test_bad_weights_are_named(weights, says: str) -> None:
    with pytest.raises(NumbersError, match=says):
        bgnbd([1, 2], [1, 2], [3, 3], weights)


@pytest.mark.parametrize("rows", [([3], [20], [40]), ([2] * 30, [10] * 30, [20] * 30)])
def test_one_customer_or_many_alike_settle_nothing_and_say_so(rows) -> None:
    assert says_so(rows)


def says_so(rows) -> bool:
    """Whether a fit names what the data do not settle, or refuses in one sentence."""
    try:
        return bool(bgnbd(*rows).unsettled)
    except NumbersError as fault:
        return "did not settle" in fault.says


def test_a_negative_or_endless_future_is_refused() -> None:
    fit = bgnbd(*dropouts(100, 0.9, 30, 0.8, 3)[:3])
    with pytest.raises(NumbersError, match="t is -1: no value may be below 0"):
        fit.expected(-1, [1], [2], [3])
    with pytest.raises(NumbersError, match="t is inf"):
        fit.expected(np.inf, [1], [2], [3])
