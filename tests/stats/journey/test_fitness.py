"""Token replay fitness: the published figure, its limits, its interval."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.errors import NumbersError
from troth.stats.journey.fitness import fitness


def test_one_missing_and_one_remaining_of_six_is_8333() -> None:
    found = fitness(1, 1, 6, 6)
    assert round(found.value, 4) == 0.8333
    assert (found.low, found.high, found.n) == (None, None, 1)


def test_tokens_are_summed_over_traces_before_they_are_divided() -> None:
    found = fitness([1, 0], [1, 0], [6, 14], [6, 14])
    assert found.value == pytest.approx(0.95)
    assert found.fitting.value == 0.5


def test_a_weight_of_two_is_two_traces() -> None:
    m, c = np.array([1, 0, 2] * 5), np.array([6, 7, 8] * 5)
    once = fitness(m, m, c, c, weights=[2] * 15)
    twice = fitness(np.tile(m, 2), np.tile(m, 2), np.tile(c, 2), np.tile(c, 2))
    assert (once.value, once.low, once.high, once.n) == pytest.approx(
        (twice.value, twice.low, twice.high, 30)
    )


def test_where_all_fits_the_interval_is_not_a_point() -> None:
    found = fitness([0] * 20, [0] * 20, [5] * 20, [5] * 20)
    assert (found.value, found.high) == (1, 1)
    assert found.low == found.fitting.low
    assert 0.8 < found.fitting.low < 0.9


TRACE = st.tuples(st.integers(1, 20), st.integers(0, 20), st.integers(1, 20), st.integers(0, 20))


@given(st.lists(TRACE, min_size=1, max_size=25))
def test_fitness_lies_between_0_and_1_and_the_order_of_traces_is_nothing(rows: Any) -> None:
    c, m, p, r = np.array(rows).T
    m, r = np.minimum(m, c), np.minimum(r, p)
    found = fitness(m, r, c, p)
    assert 0 <= found.value <= 1
    if found.low is not None and found.high is not None:
        assert 0 <= found.low <= found.value <= found.high <= 1
    turned = fitness(m[::-1], r[::-1], c[::-1], p[::-1])
    assert turned.value == pytest.approx(found.value)
    more = fitness(np.minimum(m + 1, c), r, c, p)
    assert more.value <= found.value


def test_the_interval_covers() -> None:
    chance = np.random.default_rng(6)
    runs, traces, held = 1500, 80, 0
    # c and p are equal and free of m, with mean 8.5; m is binomial: E m / E c = .1, fitness .9
    for _ in range(runs):
        c = chance.integers(4, 14, traces)
        m, r = chance.binomial(c, 0.1), chance.binomial(c, 0.1)
        found = fitness(m, r, c, c)
        assert found.low is not None
        assert found.high is not None
        held += found.low <= 0.9 <= found.high
    # three standard errors of a coverage of .95 in 1,500 runs are .017; linear terms lose a little
    assert held / runs == pytest.approx(0.95, abs=0.022)


@pytest.mark.parametrize(
    ("counts", "says"),
    [
        (([], [], [], []), "missing is empty"),
        ((7, 0, 6, 6), "missing[0] is 7, more than the 6 consumed"),
        (([0, 0], [0, 9], [5, 5], [5, 5]), "remaining[1] is 9, more than the 5 produced"),
        ((0, 0, 0, 0), "nothing to replay"),
        ((0.5, 0, 6, 6), "whole number"),
        ((-1, 0, 6, 6), "below 0"),
        (([0, 0], 0, [5, 5], 5), "missing has 2, remaining has 1"),
        ((float("nan"), 0, 6, 6), "finite"),
    ],
)
def test_what_cannot_be_counted_is_said(counts: Any, says: str) -> None:
    with pytest.raises(NumbersError) as fault:
        fitness(*counts)
    assert says in str(fault.value)


def test_weights_are_whole_and_not_all_0() -> None:
    with pytest.raises(NumbersError, match="whole number"):
        fitness([0], [0], [1], [1], weights=[0.5])
    with pytest.raises(NumbersError, match="sum to 0"):
        fitness([0], [0], [1], [1], weights=[0])
