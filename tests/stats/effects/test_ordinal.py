"""Ordered answers: the wine table, an independent fit, derivatives, invariances, bad input."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit

from troth.errors import NumbersError
from troth.stats.effects.ordinal import ordinal, proportional_odds
from troth.stats.effects.thresholds import Answers, proportional, separate

WINE = {
    (0, 0): (4, 9, 5, 0, 0),
    (0, 1): (1, 7, 8, 2, 0),
    (1, 0): (0, 5, 8, 3, 2),
    (1, 1): (0, 1, 5, 7, 5),
}
"""Ratings 1 to 5 by (warm, contact); Randall 1989, as in the literature on these models."""
ROWS = [
    (rating, *made, many)
    for made, counts in WINE.items()
    for rating, many in enumerate(counts, 1)
    if many
]
RATING, WARM, CONTACT, MANY = np.array(ROWS).T
X, NAMES = np.column_stack([WARM, CONTACT]), ["warm", "contact"]


def test_the_wine_ratings_are_reproduced() -> None:
    found = ordinal(RATING, X, NAMES, weights=MANY)
    assert found.coefficients == pytest.approx({"warm": 2.503, "contact": 1.528}, abs=6e-4)
    assert found.standard_errors == pytest.approx({"warm": 0.529, "contact": 0.477}, abs=6e-4)
    thresholds = {"1|2": -1.344, "2|3": 1.251, "3|4": 3.467, "4|5": 5.006}
    assert found.thresholds == pytest.approx(thresholds, abs=6e-4)
    assert found.log_likelihood == pytest.approx(-86.492, abs=6e-4)
    assert (found.n, found.levels, found.empty) == (72, (1, 2, 3, 4, 5), ())
    odds = found.odds()["warm"]
    assert odds.value == pytest.approx(np.exp(2.5031), rel=1e-4)
    assert np.log([odds.low, odds.high]) == pytest.approx([1.467, 3.539], abs=1e-3)


def test_the_wine_odds_are_proportional() -> None:
    """Contact: −86.209 with slopes of its own, a ratio of 0.567 on 3 degrees (Christensen's clm)."""
    found = proportional_odds(RATING, X, NAMES, weights=MANY)
    warm, contact = found.columns
    assert (contact.chi2, contact.degrees) == (pytest.approx(0.567, abs=6e-4), 3)
    assert contact.p == pytest.approx(0.904, abs=6e-4)
    assert (warm.degrees, found.all.degrees, found.all.name) == (3, 6, "all")
    assert found.all.chi2 >= max(warm.chi2, contact.chi2)
    assert found.n == 72


def test_the_numbers_of_an_independent_fit() -> None:
    """statsmodels 0.15.0, OrderedModel, on the same seeded rows."""
    chance = np.random.default_rng(1)
    x = chance.normal(size=(1000, 3))
    y = np.digitize(x @ [0.3, -0.2, 1] + chance.logistic(size=1000), [-1, 0, 2])
    found = ordinal(y, x)
    slopes = [0.2512979, -0.22232692, 1.0370442]
    assert list(found.coefficients.values()) == pytest.approx(slopes, abs=1e-6)
    errors = [0.06079298, 0.06256848, 0.06871703]
    assert list(found.standard_errors.values()) == pytest.approx(errors, abs=1e-6)
    cuts = [-0.9395808, 0.01660932, 1.98707525]
    assert list(found.thresholds.values()) == pytest.approx(cuts, abs=1e-6)
    assert found.log_likelihood == pytest.approx(-1188.16128226, abs=1e-7)


def test_two_levels_are_logistic_regression() -> None:
    """2×2 table 30/10 against 15/25: the slope is the log odds ratio, its error Woolf's."""
    found = ordinal([1, 0, 1, 0], [1, 1, 0, 0], ["seen"], weights=[30, 10, 15, 25])
    assert found.coefficients["seen"] == pytest.approx(np.log(30 * 25 / (10 * 15)))
    woolf = np.sqrt(1 / 30 + 1 / 10 + 1 / 15 + 1 / 25)
    assert found.standard_errors["seen"] == pytest.approx(woolf)


@pytest.mark.parametrize("freed", [None, [0], [0, 1]])
def test_slope_and_curvature_are_those_of_the_likelihood(freed) -> None:
    held = Answers(RATING - 1, X.astype(float), MANY.astype(float), 5)
    likelihood = proportional(held) if freed is None else separate(held, freed)
    more = 0 if freed is None else 3 * len(freed)
    place = np.concatenate([[-1.2, 0.9, 3.1, 4.4], [2.1, 1.2], np.linspace(-0.1, 0.1, more)])
    value, gradient, hessian = likelihood(place)
    assert np.isfinite(value)
    step = 1e-5
    for i, by in enumerate(np.eye(len(place)) * step):
        up, down = likelihood(place + by), likelihood(place - by)
        assert gradient[i] == pytest.approx((up[0] - down[0]) / (2 * step), rel=1e-5, abs=1e-7)
        assert hessian[i] == pytest.approx((up[1] - down[1]) / (2 * step), rel=1e-5, abs=1e-6)


def test_both_likelihoods_are_the_sum_of_log_chances() -> None:
    held = Answers(RATING - 1, X.astype(float), MANY.astype(float), 5)
    cuts, slopes = np.array([-1.2, 0.9, 3.1, 4.4]), np.array([2.1, 1.2])
    below = expit(cuts - (X @ slopes)[:, None])
    chances = np.diff(np.column_stack([np.zeros(len(X)), below, np.ones(len(X))]))
    own = MANY @ np.log(chances[np.arange(len(X)), RATING - 1])
    place = np.concatenate([cuts, slopes])
    assert proportional(held)(place)[0] == pytest.approx(own)
    assert separate(held, [1])(np.append(place, [0, 0, 0]))[0] == pytest.approx(own)
    assert proportional(held)(place[[1, 0, 2, 3, 4, 5]])[0] == -np.inf


def test_a_row_of_weight_two_is_two_rows_in_any_order() -> None:
    one = ordinal(RATING, X, NAMES, weights=MANY)
    order = np.random.default_rng(0).permutation(np.repeat(np.arange(len(MANY)), MANY))
    other = ordinal(RATING[order], X[order], NAMES)
    assert other.coefficients == one.coefficients
    assert other.standard_errors == one.standard_errors
    assert other.log_likelihood == one.log_likelihood
    split = ordinal(
        np.append(RATING, RATING), np.vstack([X, X]), NAMES, weights=np.append(MANY, MANY) / 2
    )
    assert split.coefficients == pytest.approx(one.coefficients)
    assert split.n == 72


@settings(max_examples=25, deadline=None)
@given(st.floats(0.01, 100), st.floats(-1000, 1000))
def test_units_and_zero_points_of_a_column_change_only_its_own_numbers(unit, zero) -> None:
    one, other = (ordinal(RATING, x, NAMES, weights=MANY) for x in (X, X * [unit, 1] + [zero, 0]))
    assert other.coefficients["warm"] * unit == pytest.approx(one.coefficients["warm"], rel=1e-6)
    assert other.coefficients["contact"] == pytest.approx(one.coefficients["contact"], rel=1e-6)
    assert other.standard_errors["warm"] * unit == pytest.approx(one.standard_errors["warm"])
    assert other.log_likelihood == pytest.approx(one.log_likelihood)
    there = np.array([[zero, 1.0], [zero + unit, 0.0]])
    assert other.probabilities(there) == pytest.approx(
        one.probabilities([[0, 1], [1, 0]]), rel=1e-5
    )


def test_a_scale_turned_round_turns_the_slopes() -> None:
    one, other = (ordinal(y, X, NAMES, weights=MANY) for y in (RATING, 6 - RATING))
    assert other.coefficients["warm"] == pytest.approx(-one.coefficients["warm"])
    assert other.thresholds["1|2"] == pytest.approx(-one.thresholds["4|5"])


def test_chances_sum_to_one_and_move_the_right_way() -> None:
    found = ordinal(RATING, X, NAMES, weights=MANY).probabilities([[0, 0], [0, 1], [1, 0], [1, 1]])
    assert found.sum(axis=1) == pytest.approx(np.ones(4))
    assert (found > 0).all()
    assert (np.diff(found @ np.arange(5)) > 0).all()


def test_words_keep_their_order_and_levels_nobody_gave_are_named() -> None:
    levels = ["never", "rarely", "often", "always"]
    answers = ["never", "often", "always", "often", "never", "often"]
    found = ordinal(answers, [1, 2, 3, 1, 2, 2], levels=levels)
    plain = ordinal([0, 1, 2, 1, 0, 1], [1, 2, 3, 1, 2, 2])
    assert (found.levels, found.empty) == (("never", "often", "always"), ("rarely",))
    assert list(found.thresholds) == ["never|often", "often|always"]
    assert found.coefficients == pytest.approx(plain.coefficients)


def test_intervals_cover_as_often_as_they_say() -> None:
    """1,000 samples of 200; coverage of .95 within 3 Monte-Carlo errors (.021), each slope."""
    chance, slopes, hit = np.random.default_rng(6), np.array([0.8, -0.5]), np.zeros(2)
    for _ in range(1000):
        x = np.column_stack([chance.integers(0, 2, 200), chance.integers(-2, 3, 200)])
        y = np.digitize(x @ slopes + chance.logistic(size=200), [-1, 0.5, 2])
        odds = ordinal(y, x).odds().values()
        hit += [o.low <= np.exp(s) <= o.high for o, s in zip(odds, slopes, strict=True)]
    assert (np.abs(hit / 1000 - 0.95) < 0.021).all(), hit / 1000


def test_the_check_finds_what_is_not_proportional_and_little_else() -> None:
    """Size .05 within 3 Monte-Carlo errors (.046 at 200 draws); a real departure is found."""
    chance, alarms = np.random.default_rng(9), 0
    for _ in range(200):
        x = chance.integers(0, 2, 300)
        y = np.digitize(0.7 * x + chance.logistic(size=300), [-1, 0, 1])
        alarms += proportional_odds(y, x).all.p < 0.05
    assert abs(alarms / 200 - 0.05) < 0.046, alarms / 200
    x = np.repeat([0, 1], 500)
    y = np.where(x == 0, chance.integers(0, 3, 1000), 2 * chance.integers(0, 2, 1000))
    assert proportional_odds(y, x).all.p < 1e-6


@pytest.mark.parametrize(
    ("answers", "x", "more", "says"),
    [
        ([], [], {}, "empty"),
        ([1, 2], [1, 2, 3], {}, "differ in length"),
        ([1, 1, 1], [1, 2, 3], {}, "Every answer is 1"),
        ([1, 2, 3, 1, 2], [[1, 1]] * 5, {"names": ["a", "b"]}, "“a” is the same in every row"),
        ([1, 2, 3, 1, 2], [[i, 3 * i + 1] for i in range(5)], {}, "“x1” says nothing that “x0”"),
        ([1, 2, 1, 2, 1], [0, 1, 0, 1, 0], {"names": ["bought"]}, "“bought” separates"),
        ([1, 2, 3], [1, 3, 2], {}, "too few"),
        (["a", "b", "a"], [1, 2, 3], {}, "give their order"),
        (["a", "c", "a"], [1, 2, 3], {"levels": ["a", "b"]}, "“c”, which is none"),
        ([1, 2, 1, 2], [1, 2, 2, 1], {"levels": [1, 2, 1]}, "twice"),
        ([1, float("nan"), 2], [1, 2, 3], {}, "not finite"),
        ([1, 2, 1], [1, float("inf"), 3], {}, "finite"),
        ([1, 2, 1], [1, 1e300, 3], {}, "larger unit"),
        ([1, 2, 1, 2], [1, 2, 2, 1], {"names": ["a", "b"]}, "2 names for 1 columns"),
        ([1, 2, 1, 2], [1, 2, 2, 1], {"weights": [1, 1, 1]}, "differ in length"),
        ([1, 2, 1, 2], [1, 2, 2, 1], {"weights": [0, 0, 0, 0]}, "sum to 0"),
    ],
)
@pytest.mark.filterwarnings("error")
def test_what_cannot_be_fitted_is_said(answers, x, more, says: str) -> None:
    with pytest.raises(NumbersError, match=says):
        ordinal(answers, x, **more)


def test_what_cannot_be_asked_is_said() -> None:
    with pytest.raises(NumbersError, match="one threshold"):
        proportional_odds([1, 2, 1, 2], [1, 2, 2, 1])
    with pytest.raises(NumbersError, match="1 columns"):
        ordinal(RATING, X, weights=MANY).probabilities([[1]])
