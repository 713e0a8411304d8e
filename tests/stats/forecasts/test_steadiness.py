"""Flip rate and test–retest: by hand, against scipy, coverage, refusals."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import spearmanr

from troth.errors import NumbersError
from troth.stats.forecasts.steadiness import flip_rate, retest
from troth.stats.rates.proportions import wilson


def test_flips_are_counted_with_wilson() -> None:
    assert flip_rate(["a", "b", "NA", "a"], ["a", "a", "NA", "b"]) == wilson(2, 4)
    assert flip_rate([1, 0, 1], [1.0, 0.0, 1.0]) == wilson(0, 3)
    assert flip_rate([], []) == wilson(0, 0)


def test_an_item_flips_if_any_of_its_rewordings_does() -> None:
    before, after = ["a"] * 6, ["a", "b", "a", "a", "b", "b"]
    assert flip_rate(before, after, items=["x", "x", "y", "y", "z", "z"]) == wilson(2, 3)
    assert flip_rate(np.array(before), np.array(after), items=[1, 1, 1, 1, 1, "NA"]) == wilson(2, 2)


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), min_size=10, max_size=60))
def test_the_correlation_is_spearmans(rows: list[tuple[int, int]]) -> None:
    one, two = (np.array(each, float) for each in zip(*rows, strict=True))
    found = retest(one, two)
    if len(set(one)) == 1 or len(set(two)) == 1:
        assert (found.value, found.low, found.high) == (None, -1, 1)
        return
    assert found.value == pytest.approx(spearmanr(one, two).statistic, abs=1e-9)
    assert -1 <= found.low <= (found.value or 0) <= found.high <= 1
    mirror, grown = retest(-one, two), retest(one**3, np.exp(two))
    assert mirror.value == pytest.approx(-(found.value or 0), abs=1e-9)
    assert mirror.low == pytest.approx(-found.high, abs=1e-9)
    assert grown.value == pytest.approx(found.value)


def test_the_interval_is_bonett_and_wrights() -> None:
    rng = np.random.default_rng(1)
    one = rng.normal(size=50)
    found = retest(one, one + rng.normal(size=50))
    rho = found.value or 0.0
    half = 1.959963984540054 * ((1 + rho**2 / 2) / 47) ** 0.5
    assert found.low == pytest.approx(np.tanh(np.arctanh(rho) - half))
    assert found.high == pytest.approx(np.tanh(np.arctanh(rho) + half))
    assert (found.n, found.method) == (50, "Spearman, Bonett–Wright")


def test_the_interval_holds_the_truth_as_often_as_said() -> None:
    """2,000 samples of 40 normal pairs, r .7, ρ = 6/π asin(r/2): .95 less .02."""
    rng, truth, held = np.random.default_rng(2), 6 / np.pi * np.arcsin(0.35), 0
    for _ in range(2000):
        one = rng.normal(size=40)
        found = retest(one, 0.7 * one + 0.51**0.5 * rng.normal(size=40))
        held += found.low <= truth <= found.high
    assert 0.93 <= held / 2000 <= 0.975


def test_few_items_say_nothing_and_perfect_ones_stay_in_bounds() -> None:
    assert retest([1, 2, 3], [1, 2, 3]).value is None
    found = retest(range(20), range(20))
    assert (found.value, found.high) == (1, 1)
    assert found.low > 0.99


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (lambda: flip_rate(["a"], ["a", "b"]), "differ in length"),
        (lambda: flip_rate(["a"], ["a"], items=[1, 2]), "differ in length"),
        (lambda: retest([], []), "first is empty"),
        (lambda: retest([1, 2], [1]), "differ in length"),
        (lambda: retest([1, float("nan")], [1, 2]), "finite"),
        (lambda: retest([1, 2], [1, 2], 1), "level lies between"),
    ],
)
def test_nonsense_is_refused(act: object, says: str) -> None:
    with pytest.raises(NumbersError, match=says):
        act()  # type: ignore[operator]
