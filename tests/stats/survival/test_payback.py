"""Payback under churn: published examples, its distribution, and bad input."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.errors import NumbersError
from troth.stats.survival.payback import margin_multiple, payback
from troth.stats.survival.sbg import sbg

REGULAR = [1000, 631, 468, 382, 326, 289, 262, 241]


@pytest.mark.parametrize(("stay", "year", "collected"), [(0.8, 4, 29.52), (0.9, 3, 27.10)])
def test_the_worked_example_pays_in_its_year(stay: float, year: int, collected: float) -> None:
    found = payback(25, 10, stay ** np.arange(8))
    assert found.period == year
    assert found.collected[year - 1] == pytest.approx(collected, abs=1e-9)
    assert (found.chance, found.never, found.low, found.high) == (None, None, None, None)
    assert (found.n, found.draws, found.horizon) == (None, 1, 8)


@pytest.mark.parametrize(("stay", "multiple"), [(0.6, 1.15), (0.8, 2.50), (0.9, 4.09)])
def test_the_published_margin_multiples(stay: float, multiple: float) -> None:
    assert margin_multiple(stay, 0.12) == pytest.approx(multiple, abs=6e-3)
    later = np.arange(1, 3000)
    assert margin_multiple(stay, 0.12) == pytest.approx(((stay / 1.12) ** later).sum())


def test_never_is_none() -> None:
    assert payback(100, 10, 0.5 ** np.arange(50)).period is None
    assert payback(25, 0, [1, 0.9]).period is None


def test_a_sum_that_just_reaches_the_cost_counts() -> None:
    assert payback(0.3, 0.1, [1, 1, 1, 1]).period == 3
    assert payback(10, 10, [1, 0]).period == 1


def test_rows_give_the_distribution() -> None:
    rows = [[1, 0.9, 0.9, 0.9], [1, 0.5, 0.5, 0.5], [1, 0.1, 0.1, 0.1], [1, 0.9, 0.8, 0.7]]
    found = payback(25, 10, rows)
    assert found.chance == pytest.approx([0, 0, 0.5, 0.75])
    assert (found.period, found.low, found.high) == (3, 3, None)
    assert found.never == pytest.approx(0.25)
    assert found.collected[-1] == pytest.approx(np.sum(rows) * 10 / 4)


def test_a_fit_pays_back_as_its_curve_and_its_draws_do() -> None:
    fit = sbg(REGULAR)
    found = payback(25, 10, fit, discount=0.05, horizon=12)
    alone = payback(25, 10, fit.survival(np.arange(12)), discount=0.05)
    rows = payback(25, 10, fit.draws(11), discount=0.05)
    assert found.period == alone.period
    assert found.collected == pytest.approx(alone.collected)
    assert found.chance == pytest.approx(rows.chance)
    assert (found.never, found.low, found.high) == (rows.never, rows.low, rows.high)
    assert (found.n, found.draws) == (1000, 2000)
    assert found.low <= found.period <= found.high


def test_the_chance_to_be_late_is_as_often_right_as_it_says() -> None:
    """300 cohorts of 400; the 95 % interval holds the true period at least .95 − 3 errors (.038).

    A whole number of periods can only be covered more often than the level, never exactly.
    """
    a, b, chance = 0.9, 2.0, np.random.default_rng(3)
    later = np.arange(30)
    stay = (b + later) / (a + b + later)
    true = payback(38, 10, np.concatenate([[1], np.cumprod(stay)])).period
    held = 0
    for _ in range(300):
        counts = [400]
        for share in stay[:6]:
            counts.append(int(chance.binomial(counts[-1], share)))
        found = payback(38, 10, sbg(counts), horizon=31, draws=400)
        held += found.low <= true and (found.high is None or true <= found.high)
    assert held / 300 > 0.95 - 0.038


CURVES = st.lists(st.floats(0, 1), min_size=1, max_size=12).map(
    lambda shares: np.concatenate([[1], np.cumprod(shares)])
)


@given(CURVES, st.floats(0.1, 60), st.floats(0, 0.5))
def test_more_cost_or_more_discount_never_pays_back_sooner(curve, cost, discount) -> None:
    def late(found) -> float:
        return np.inf if found.period is None else found.period

    plain = late(payback(cost, 10, curve))
    assert late(payback(cost * 1.5, 10, curve)) >= plain
    assert late(payback(cost, 10, curve, discount=discount)) >= plain
    assert late(payback(cost * 7, 70, curve)) == plain


@given(st.permutations(range(6)))
def test_the_order_of_rows_does_not_matter(order) -> None:
    rows = np.array([[0.9, 0.8, 0.7, 0.6, 0.5, 0.3]]).T ** np.arange(7)
    one, other = payback(25, 10, rows), payback(25, 10, rows[list(order)])
    assert one.chance == pytest.approx(other.chance)
    assert (one.period, one.low, one.high) == (other.period, other.low, other.high)


@pytest.mark.parametrize(
    ("survival", "says"),
    [
        ([], "empty"),
        ([0.9, 0.5], "start at 1"),
        ([1, 0.5, 0.6], "cannot rise"),
        ([1, 0.5, -0.1], "cannot rise"),
        ([[1, 0.5], [1]], "no number"),
        ([1, float("inf")], "finite"),
        ([1, 0.5], "2 periods and the horizon is 5"),
    ],
)
def test_curves_that_are_none_are_refused(survival, says: str) -> None:
    with pytest.raises(NumbersError, match=says):
        payback(25, 10, survival, horizon=5)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"cost": 0}, "cost is 0"),
        ({"margin": -1}, "margin is -1"),
        ({"discount": -0.1}, "discount is -0.1"),
        ({"horizon": 1.5}, "whole"),
        ({"level": 1}, "level"),
        ({"cost": float("nan")}, "cost is nan"),
    ],
)
def test_numbers_out_of_bounds_are_refused(given, says: str) -> None:
    with pytest.raises(NumbersError, match=says):
        payback(**({"cost": 25, "margin": 10, "survival": [1, 0.5, 0.4]} | given))


def test_a_multiple_without_end_is_refused() -> None:
    with pytest.raises(NumbersError, match="no end"):
        margin_multiple(1, 0)
    with pytest.raises(NumbersError, match="above 1"):
        margin_multiple(1.2, 0.1)
