"""Exact lower bounds: the two of the literature, their defining equation, coverage by summing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from troth.errors import NumbersError
from troth.stats.prices.bounds import call_bound, calls_needed


@pytest.mark.parametrize(("n", "low"), [(5, 0.478), (10, 0.692)])
def test_all_of_five_and_all_of_ten(n: int, low: float) -> None:
    found = call_bound(n, n)
    assert found.low == pytest.approx(low, abs=5e-4)
    assert found.low == pytest.approx(0.025 ** (1 / n), abs=1e-12)
    assert (found.value, found.n, found.sure) == (1, n, 0.975)


@given(st.integers(1, 40), st.integers(1, 40), st.sampled_from([0.5, 0.9, 0.95, 0.99]))
def test_at_the_bound_so_many_yes_have_just_the_chance_left(x: int, no: int, level: float) -> None:
    found = call_bound(x, x + no, level)
    assert stats.binom.sf(x - 1, x + no, found.low) == pytest.approx((1 - level) / 2, rel=1e-8)


@pytest.mark.parametrize("truth", [0.1, 0.5, 0.77, 0.95])
@pytest.mark.parametrize("n", [5, 8, 10])
def test_the_bound_fails_no_more_often_than_it_says(n: int, truth: float) -> None:
    """Summed over all outcomes, so without tolerance."""
    wrong = [call_bound(x, n).low > truth for x in range(n + 1)]
    assert stats.binom.pmf(np.arange(n + 1), n, truth) @ wrong <= 0.025


@given(st.integers(0, 30), st.integers(0, 30))
def test_more_yes_raises_it_and_more_no_lowers_it(x: int, no: int) -> None:
    low = call_bound(x, x + no).low
    assert call_bound(x + 1, x + no + 1).low > low
    assert call_bound(x, x + no + 1).low <= low


def test_it_is_told_in_words_rounded_down() -> None:
    assert call_bound(5, 5).words == (
        "5 of 5 people called said that the price makes sense: if they stand for all, at least "
        "47.8 % of people would say so (exact lower bound, 97.5 % sure)."
    )
    assert "at least 69.1 %" in call_bound(10, 10).words
    assert call_bound(0, 0).words == "Nobody was called, so nothing can be said."
    assert "cannot tell from none" in call_bound(0, 5).words


def test_nobody_called_and_nobody_agreeing_bound_nothing() -> None:
    assert (call_bound(0, 0).value, call_bound(0, 0).low) == (None, 0)
    assert (call_bound(0, 7).value, call_bound(0, 7).low) == (0, 0)


@given(st.floats(0.01, 0.99))
def test_the_calls_needed_are_just_enough(share: float) -> None:
    n = calls_needed(share)
    assert call_bound(n, n).low >= share - 1e-9
    assert n == 1 or call_bound(n - 1, n - 1).low < share + 1e-9


def test_half_takes_six_calls_and_four_fifths_seventeen() -> None:
    assert (calls_needed(0.5), calls_needed(0.8)) == (6, 17)


@pytest.mark.parametrize(
    ("yes", "calls", "level", "says"),
    [
        (6, 5, 0.95, "6 cannot say yes in 5 calls."),
        (-1, 5, 0.95, "yes is -1: no value may be below 0."),
        (1.5, 5, 0.95, "yes is 1.5: every value has to be a whole number."),
        (np.nan, 5, 0.95, "yes is nan: every value has to be a finite number."),
        (1, 5, 1, "A level lies between 0 and 1, not at 1.0."),
    ],
)
def test_what_cannot_be_is_said(yes: float, calls: int, level: float, says: str) -> None:
    with pytest.raises(NumbersError) as caught:
        call_bound(yes, calls, level)
    assert caught.value.says == says


def test_nobody_can_show_that_all_would() -> None:
    with pytest.raises(NumbersError, match="share lies below 1"):
        calls_needed(1)
