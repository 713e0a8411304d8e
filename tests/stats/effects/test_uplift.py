"""Uplift: a published test by e-mail, both kinds of interval, Qini, bad input.

Hillstrom's e-mail test, 64,000 customers in three arms. The arms' sizes (21,306 without, 21,307
men's, 21,387 women's mail) are public knowledge recalled, not read from the data; with them, one
whole number of visitors an arm, and only one, gives each of the shares .10617, .18276, .15140.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.errors import NumbersError
from troth.stats.effects.uplift import _curve, qini, uplift, worth
from troth.stats.rates.proportions import newcombe

VISITS = {"none": (2262, 21306), "men": (3894, 21307), "women": (3238, 21387)}


def test_the_counts_give_the_published_shares() -> None:
    for arm, share in {"none": 0.10617, "men": 0.18276, "women": 0.15140}.items():
        seen, n = VISITS[arm]
        assert seen / n == pytest.approx(share, abs=5e-6)
        assert abs((seen - 1) / n - share) > 2e-5
        assert abs((seen + 1) / n - share) > 2e-5
    assert sum(n for _, n in VISITS.values()) == 64_000


@pytest.mark.parametrize(("arm", "effect", "error"), [("men", 0.0766, 0.0034), ("women", 0.0452, 0.0032)])  # fmt: skip
def test_the_published_uplift_of_visits(arm: str, effect: float, error: float) -> None:
    (x1, n1), (x0, n0) = VISITS[arm], VISITS["none"]
    found = uplift([1, 0, 1, 0], [1, 1, 0, 0], weights=[x1, n1 - x1, x0, n0 - x0]).overall
    assert found.difference.value == pytest.approx(effect, abs=6e-5)
    assert found.standard_error == pytest.approx(error, abs=6e-5)
    assert found.difference == newcombe(x1, n1, x0, n0)
    assert (found.n_treated, found.n_control) == (n1, n0)


def test_numbers_have_welch_s_interval() -> None:
    """Worked with scipy's ttest_ind(equal_var=False) and its confidence_interval."""
    a, b = [3.1, 4.7, 9.2, 5.5, 6.1], [2.2, 3.9, 1.4, 4.4]
    found = uplift(a + b, [1] * 5 + [0] * 4).overall
    assert found.difference.value == pytest.approx(2.745)
    assert found.difference.low == pytest.approx(-0.1820720, abs=1e-6)
    assert found.difference.high == pytest.approx(5.6720720, abs=1e-6)
    assert found.difference.method == "Welch"


def test_groups_are_compared_one_by_one() -> None:
    y = [1, 1, 1, 0, 0, 0, 0, 1, 1, 0, 1, 0]
    t = [1, 1, 1, 0, 0, 0, 1, 1, 0, 0, 1, 0]
    found = uplift(y, t, group=["NA"] * 6 + ["b"] * 6)
    first, second = found.groups
    assert (first.group, second.group) == ("NA", "b")
    assert first.difference == newcombe(3, 3, 0, 3)
    assert second.difference == newcombe(2, 3, 1, 3)
    assert "by lot" in found.note


def test_whether_groups_differ_is_cochran_s_q() -> None:
    """Two groups: Q is the squared z of the difference of their effects."""
    from scipy.special import ndtr

    w = [120, 80, 60, 140, 70, 130, 60, 140]
    found = uplift([1, 0] * 4, [1, 1, 0, 0] * 2, group=list("aaaabbbb"), weights=w)
    a, b = found.groups
    z = (a.difference.value - b.difference.value) / np.hypot(a.standard_error, b.standard_error)
    assert found.groups_differ == pytest.approx(2 * ndtr(-abs(z)))
    assert uplift([1, 0] * 2, [1, 1, 0, 0], weights=w[:4]).groups_differ is None


def test_too_little_is_said_to_be_too_little() -> None:
    found = uplift([2.5, 1, 3, 4, 1.5, 9], [1, 0, 1, 0, 1, 1], group=["a", "a", "b", "b", "b", "c"])
    assert [one.difference for one in found.groups] == [None, None, None]
    assert found.groups[2].control is None
    assert found.groups[0].treated == 2.5
    same = uplift([5, 5, 5, 5, 7, 8, 7.5, 9], [1, 1, 0, 0] * 2, group=["x"] * 4 + ["y"] * 4)
    assert same.groups[0].difference is None
    with pytest.raises(NumbersError, match="Not enough to say about “x”"):
        worth(same.groups[0], 10, 1)


def test_a_contact_is_worth_its_value_less_its_cost() -> None:
    arms = uplift([1, 0, 1, 0], [1, 1, 0, 0], weights=[300, 700, 200, 800]).overall
    found = worth(arms, 50, 3)
    assert found.value == pytest.approx(50 * 0.1 - 3)
    assert found.low == pytest.approx(50 * arms.difference.low - 3)
    assert found.high == pytest.approx(50 * arms.difference.high - 3)


def test_welch_covers_as_often_as_it_says() -> None:
    """1,000 samples of 12 and 30 with unlike spreads; .95 within 3 Monte-Carlo errors (.021)."""
    chance, held = np.random.default_rng(7), 0
    t = np.repeat([1, 0], [12, 30])
    for _ in range(1000):
        y = np.concatenate([chance.normal(1, 3, 12), chance.normal(0, 1, 30)])
        one = uplift(y, t).overall.difference
        held += one.low <= 1 <= one.high
    assert abs(held / 1000 - 0.95) < 0.021, held / 1000


def test_the_curve_by_hand() -> None:
    """Scores 4, 3, 2, 1; treated, not, treated, not; outcomes 1, 0, 1, 1."""
    found = qini([1, 0, 1, 1], [1, 0, 1, 0], [4, 3, 2, 1], draws=20)
    at = dict(zip(found.share.round(2).tolist(), found.curve, strict=True))
    assert [at[0.0], at[0.5], at[1.0]] == pytest.approx([0, 1 / 2, (2 - 1 * 2 / 2) / 2])
    heights = [0, 1 / 2, 1 / 2, 1, 1 / 2]
    assert found.value == pytest.approx(np.trapezoid(heights, dx=0.25) - 0.25)
    assert found.random[-1] == pytest.approx(found.curve[-1])


def test_the_curve_ends_at_the_uplift_and_equal_scores_are_a_straight_line() -> None:
    chance = np.random.default_rng(3)
    t, y = chance.integers(0, 2, 300), chance.normal(size=300)
    found = uplift(y, t, np.zeros(300))
    assert found.qini.curve[-1] == pytest.approx(found.overall.difference.value)
    assert found.qini.value == pytest.approx(0, abs=1e-12)
    assert found.qini.curve == pytest.approx(found.qini.random)


def test_a_score_that_knows_is_told_from_chance_and_its_reverse_is_below_the_line() -> None:
    chance, n = np.random.default_rng(12), 4000
    x, t = chance.random(n), chance.integers(0, 2, n)
    y = (chance.random(n) < 0.1 + 0.4 * t * x).astype(float)
    good, bad = qini(y, t, x, draws=200), qini(y, t, -x, draws=200)
    assert good.low > 0 > bad.high
    assert good.value == pytest.approx(0.4 / 12, rel=0.4)


def test_an_interval_for_a_random_score_covers_nought() -> None:
    """250 trials of 300 customers; .95 within 3 Monte-Carlo errors (.041) and .01 for few draws."""
    chance, held, values = np.random.default_rng(21), 0, []
    for _ in range(250):
        t = chance.integers(0, 2, 300)
        y = (chance.random(300) < 0.3 + 0.1 * t).astype(float)
        found = qini(y, t, chance.random(300), draws=120)
        held += found.low <= 0 <= found.high
        values.append(found.value)
    assert abs(held / 250 - 0.95) < 0.051, held / 250
    assert abs(np.mean(values)) < 3 * np.std(values) / 250**0.5


SMALL = st.lists(
    st.tuples(st.integers(0, 1), st.booleans(), st.integers(0, 3), st.integers(1, 3)),
    min_size=6,
    max_size=20,
)


@settings(max_examples=40, deadline=None)
@given(SMALL, st.randoms(use_true_random=False))
def test_order_and_split_weights_change_nothing(rows, chance) -> None:
    rows = [*rows, (1, True, 1, 2), (0, False, 2, 2)]
    shuffled = [(*row[:3], 1) for row in rows for _ in range(row[3])]
    chance.shuffle(shuffled)
    y, t, s, w = zip(*rows, strict=True)
    y2, t2, s2, w2 = zip(*shuffled, strict=True)
    assert uplift(y2, t2, weights=w2) == uplift(y, t, weights=w)
    one, other = qini(y, t, s, weights=w, draws=30), qini(y2, t2, s2, draws=30)
    assert (other.value, other.low, other.high) == (one.value, one.low, one.high)


def test_a_row_of_weight_two_is_two_rows_for_numbers_too() -> None:
    chance = np.random.default_rng(17)
    y, t, w = chance.normal(size=60), chance.integers(0, 2, 60), chance.integers(0, 4, 60)
    one, other = uplift(y, t, weights=w), uplift(y.repeat(w), t.repeat(w))
    assert other.overall.difference.low == pytest.approx(one.overall.difference.low)
    assert other.overall.standard_error == pytest.approx(one.overall.standard_error)
    assert other.overall.n_treated == one.overall.n_treated


@given(SMALL)
def test_swapping_the_arms_turns_the_sign(rows) -> None:
    rows = [*rows, (1, True, 1, 2), (0, False, 2, 2)]
    y, t, _, w = zip(*rows, strict=True)
    there = uplift(y, t, weights=w).overall.difference
    back = uplift(y, [not each for each in t], weights=w).overall.difference
    assert (back.value, back.low, back.high) == pytest.approx(
        (-there.value, -there.high, -there.low)
    )


def test_a_draw_without_one_arm_is_left_out() -> None:
    assert np.isnan(_curve(np.array([[1.0], [1], [0], [0]]), np.linspace(0, 1, 51))).all()
    found = qini([1, 0, 1, 0], [1, 1, 0, 0], [1, 2, 3, 4], draws=50)
    assert np.isfinite([found.low, found.value, found.high]).all()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"outcome": []}, "empty"),
        ({"treated": [1, 1, 1, 1]}, "Nobody was not treated"),
        ({"treated": [0, 0, 0, 0]}, "Nobody was treated"),
        ({"treated": [0, 1, 2, 0]}, "0 or 1"),
        ({"treated": [0, 1]}, "differ in length"),
        ({"outcome": [1, float("nan"), 0, 1]}, "finite"),
        ({"outcome": [1e308, 0, 0, 1]}, "above 1e\\+100"),
        ({"score": [1, 2]}, "differ in length"),
        ({"score": [1, 2, 3, 4], "treated": [1, 0, 0, 0]}, "two customers or more"),
        ({"group": ["a"]}, "differ in length"),
        ({"weights": [1, 1, 1, 0.5]}, "whole"),
        ({"weights": [1, -1, 1, 1]}, "below 0"),
        ({"level": 1.5}, "level"),
        ({"level": 1.5, "outcome": [1.5, 2, 3, 4]}, "level"),
    ],
)
@pytest.mark.filterwarnings("error")
def test_what_cannot_be_compared_is_said(given, says: str) -> None:
    with pytest.raises(NumbersError, match=says):
        uplift(**({"outcome": [1, 0, 1, 0], "treated": [1, 1, 0, 0]} | given))
