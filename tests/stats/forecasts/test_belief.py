"""Did the data surprise us? Beliefs as beta curves, and who says them."""

from math import inf, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import betainc

from troth.errors import NumbersError
from troth.stats.forecasts.belief import belief, beta_divergence, elicit, forecaster, laplace

WIDTH = st.floats(0.5, 50)


def test_eight_of_ten_believed_and_nine_of_thirty_found():
    found = belief(8, 2, 9, 30)
    assert found.at_most == pytest.approx(0.0026, abs=5e-5)
    assert found.p == pytest.approx(2 * found.at_most)
    assert found.value == pytest.approx(0.425, abs=5e-4)
    assert (found.low, found.high) == pytest.approx((0.278, 0.579), abs=5e-4)
    assert (found.a, found.b, found.before, found.n) == (17, 23, (8, 2), 30)
    assert found.surprise == pytest.approx(beta_divergence(17, 23, 8, 2))


def test_the_divergence_of_two_beta_curves():
    assert beta_divergence(8, 4, 1, 1) == pytest.approx(0.6366, abs=5e-5)
    assert beta_divergence(3, 7, 3, 7) == 0


def test_laplace_nine_of_ten():
    found = laplace(9, 10)
    assert found.value == pytest.approx(0.8333, abs=5e-5)
    assert found.low < found.value < found.high
    assert (found.n, found.method) == (10, "Laplace")
    assert laplace(0, 0).value == 0.5


@given(WIDTH, WIDTH, WIDTH, WIDTH)
def test_divergence_is_never_below_zero_and_mirrors(a, b, c, d):
    found = beta_divergence(a, b, c, d)
    assert found >= 0
    assert found == pytest.approx(beta_divergence(b, a, d, c), abs=1e-9)


def test_divergence_is_the_integral():
    at = (np.arange(200_000) + 0.5) / 200_000
    left, right = at**4 * (1 - at) ** 2, at * (1 - at) ** 5
    left, right = left / left.mean(), right / right.mean()
    assert beta_divergence(5, 3, 2, 6) == pytest.approx((left * np.log(left / right)).mean(), 1e-6)


@given(WIDTH, WIDTH, st.integers(0, 40), st.integers(0, 40))
def test_tails_meet_and_successes_mirror(a, b, x, more):
    n = x + more
    found, mirror = belief(a, b, x, n), belief(b, a, more, n)
    assert found.at_most == pytest.approx(mirror.at_least, abs=1e-9)
    assert found.value == pytest.approx(1 - mirror.value)
    assert found.low == pytest.approx(1 - mirror.high, abs=1e-7)
    assert found.surprise == pytest.approx(mirror.surprise, abs=1e-9)
    assert found.at_most + found.at_least >= 1 - 1e-9
    assert 0 <= found.p <= 1


def test_two_studies_one_after_the_other_are_one():
    first = belief(2, 3, 4, 10)
    after = belief(first.a, first.b, 6, 20)
    whole = belief(2, 3, 10, 30)
    assert (after.a, after.b, after.value, after.low) == (whole.a, whole.b, whole.value, whole.low)


def test_no_data_no_surprise():
    found = belief(3, 5, 0, 0)
    assert (found.surprise, found.p, found.value) == (0, 1, 3 / 8)


def test_the_chance_before_the_data_is_exact():
    """p <= .05 among shares drawn from the belief itself: at most .05, 3 sd of 3,000 is .012."""
    chance = np.random.default_rng(1)
    drawn = chance.binomial(60, chance.beta(4, 6, 3000))
    table = np.array([belief(4, 6, x, 60).p for x in range(61)])
    inside = np.array([belief(4, 6, x, 60) for x in range(61)], dtype=object)
    assert np.mean(table[drawn] <= 0.05) < 0.05 + 0.012
    assert inside[30].at_most > 0.5


def test_the_interval_holds_the_share_it_was_drawn_from():
    """Shares drawn from the belief, 4,000 rounds: .95 ± .011 (3 sd)."""
    chance = np.random.default_rng(2)
    share = chance.beta(8, 2, 4000)
    drawn = chance.binomial(30, share)
    ends = np.array([(one.low, one.high) for one in (belief(8, 2, x, 30) for x in range(31))])
    held = (ends[drawn, 0] <= share) & (share <= ends[drawn, 1])
    assert held.mean() == pytest.approx(0.95, abs=0.011)


@pytest.mark.parametrize(
    ("guess", "low", "high", "chance"),
    [(0.3, 0.1, 0.6, 0.9), (0.8, 0.6, 0.9, 0.8), (0.5, 0.49, 0.51, 0.5)],
)
def test_what_was_stated_is_what_the_curve_says(guess, low, high, chance):
    found = elicit(guess, low, high, chance)
    assert found.a / found.worth == pytest.approx(guess)
    inside = betainc(found.a, found.b, high) - betainc(found.a, found.b, low)
    assert inside == pytest.approx(chance, abs=1e-8)


def test_an_end_at_zero_leaves_the_other_its_half_of_the_doubt():
    found = elicit(0.05, 0, 0.2, 0.9)
    assert betainc(found.a, found.b, 0.2) == pytest.approx(0.95, abs=1e-8)
    assert elicit(0.95, 0.8, 1, 0.9).b == pytest.approx(found.a, rel=1e-6)


def test_surer_people_are_worth_more_cases():
    worth = [elicit(0.4, 0.4 - half, 0.4 + half).worth for half in (0.3, 0.2, 0.1, 0.05)]
    assert worth == sorted(worth)


def test_scores_of_a_forecaster():
    told, came = [0.9] * 10 + [0.2] * 10, [1] * 9 + [0] + [0] * 8 + [1] * 2
    found = forecaster(told, came)
    brier = (9 * 0.01 + 0.81 + 8 * 0.04 + 2 * 0.64) / 20
    assert found.brier == pytest.approx(brier)
    assert found.log == pytest.approx(-(9 * log(0.9) + log(0.1) + 8 * log(0.8) + 2 * log(0.2)) / 20)
    assert found.always_base_rate == pytest.approx(0.55 * 0.45)
    assert found.low < brier < found.high
    assert found == forecaster(told[::-1], came[::-1])


def test_below_twenty_nobody_is_scored():
    found = forecaster([0.5] * 19, [1] * 19)
    assert (found.brier, found.log, found.low, found.enough, found.n) == (
        None,
        None,
        None,
        False,
        19,
    )
    assert forecaster([0.5] * 20, [1] * 20).brier == 0.25


def test_called_impossible_and_it_happened():
    found = forecaster([0.0] + [0.5] * 19, [1] * 20)
    assert found.log == inf
    assert forecaster([1.0] * 20, [True] * 20).log == 0


def test_the_brier_interval_holds():
    """Well-chosen chances, 60 forecasts, 2,000 rounds: .95 less .03 for few rounds and skew."""
    chance, even = np.random.default_rng(3), np.linspace(0.05, 0.95, 2001)
    truth, held = np.mean(even * (1 - even)), []
    for _ in range(2000):
        told = chance.uniform(0.05, 0.95, 60)
        found = forecaster(told, chance.random(60) < told)
        held.append(found.low <= truth <= found.high)
    assert np.mean(held) > 0.92


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: belief(0, 1, 1, 2), "a is 0: every value has to be above 0."),
        (lambda: belief(1, -1, 1, 2), "b is -1: every value has to be above 0."),
        (lambda: belief(1, 1, 3, 2), "3 of 2 is no share."),
        (lambda: belief(1, 1, 0.5, 2), "successes is 0.5: every value has to be a whole number."),
        (lambda: belief(1, 1, -1, 2), "successes is -1: no value may be below 0."),
        (lambda: belief(1, np.nan, 1, 2), "b is nan: every value has to be a finite number."),
        (lambda: belief(1, 1, 1, 2, level=0), "A level lies between 0 and 1, not at 0."),
        (lambda: beta_divergence(1, 1, 0, 1), "from_a is 0: every value has to be above 0."),
        (lambda: elicit(0.7, 0.1, 0.6), "The guess 0.7 has to lie inside the range 0.1 to 0.6."),
        (lambda: elicit(0.5, 0, 1), "No curve about 0.5 has a chance of 0.9 between 0 and 1."),
        (lambda: elicit(0.5, 0.2, 1.2), "high is 1.2: no value may be above 1."),
        (lambda: forecaster([], []), "chances is empty"),
        (lambda: forecaster([1.2], [1]), "chances[0] is 1.2: no value may be above 1."),
        (lambda: forecaster([0.2], [2]), "happened[0] is 2: every value has to be 0 or 1"),
        (lambda: forecaster([0.2], [1, 0]), "The columns differ in length"),
    ],
)
def test_bad_input_is_told_in_one_sentence(call, says):
    with pytest.raises(NumbersError) as told:
        call()
    assert says in told.value.says
