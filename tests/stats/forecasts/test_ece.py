"""Calibration error: golden value, golden null, laws, refusals."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.errors import NumbersError
from troth.stats.forecasts.ece import Kind, ece

P = [0.1] * 5 + [0.5] * 4 + [0.9]
Y = [0, 0, 0, 0, 1, 1, 0, 1, 0, 1]
KINDS: list[Kind] = ["width", "mass"]


def test_golden_error() -> None:
    found = ece(P, Y)
    assert found.value == pytest.approx(0.06, abs=1e-12)
    assert (found.bins, found.n, found.method) == (3, 10, "ECE, 15 bins of equal width")
    assert found.excess == pytest.approx(found.value - found.by_chance)


@pytest.mark.parametrize(
    ("n", "mean", "high"),
    [(100, 0.121, 0.167), (500, 0.054, 0.074), (1000, 0.039, 0.052), (5000, 0.017, 0.023)],
)
def test_golden_null_of_right_forecasts(n: int, mean: float, high: float) -> None:
    """Forecasts spread evenly over 0 to 1, bins of equal width: the reference's numbers. Tolerance:
    .0015 for the mean, 4 % for the percentile (.163 here for the reference's .167)."""
    rng = np.random.default_rng(n)
    every = [ece(p, p > 2, draws=400) for p in rng.random((20, n))]
    assert np.mean([each.by_chance for each in every]) == pytest.approx(mean, abs=1.5e-3)
    assert np.mean([each.by_chance_high for each in every]) == pytest.approx(high, rel=0.04)


def test_a_point_twelve_of_a_hundred_rows_is_nothing() -> None:
    rng = np.random.default_rng(1)
    below = [ece(p, rng.random(100) < p, draws=200).chance for p in rng.random((300, 100))]
    assert np.mean(np.array(below) <= 0.1) == pytest.approx(0.1, abs=3 * (0.09 / 300) ** 0.5)


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.floats(0, 1), st.booleans(), st.integers(0, 3)), min_size=2, max_size=30),
    st.integers(1, 20),
    st.sampled_from(KINDS),
)
def test_a_row_of_weight_two_is_two_rows_in_any_order(
    rows: list[tuple[float, bool, int]], bins: int, kind: Kind
) -> None:
    p, y, w = (np.array(each) for each in zip(*rows, strict=True))
    if not w.sum():
        return
    found = ece(p, y, bins, kind=kind, weights=w, draws=30)
    for other in (
        ece(np.repeat(p, w), np.repeat(y, w), bins, kind=kind, draws=30),
        ece(p[::-1], y[::-1], bins, kind=kind, weights=w[::-1], draws=30),
    ):
        assert found.value == pytest.approx(other.value, abs=1e-12)
        assert found.by_chance == pytest.approx(other.by_chance)
    assert 0 <= found.value <= 1
    assert 0 < found.chance <= 1
    one = ece(p, y, 1, weights=w, draws=5)
    assert one.value == pytest.approx(abs(np.average(p - y, weights=w)), abs=1e-12)
    assert found.value >= one.value - 1e-12


def test_bins_are_closed_below_and_the_last_one_above() -> None:
    edges = np.arange(16) / 15
    assert ece(edges, np.ones(16)).bins == 15
    assert ece([1.0, 14 / 15], [1, 1]).bins == 1


def test_many_rows_are_coarsened_without_changing_the_null() -> None:
    p = (np.arange(60_000) + 0.5) / 60_000
    fine = ece(np.repeat((np.arange(1500) + 0.5) / 1500, 40), p > 2)
    rough = ece(p, p > 2)
    assert rough.by_chance == pytest.approx(fine.by_chance, rel=0.02)
    assert ece([0.0] * 5, [0] * 5).value == 0


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (lambda: ece([], []), "p is empty"),
        (lambda: ece([2], [1]), "above 1"),
        (lambda: ece([0.1], [1], 0), "bins is 0"),
        (lambda: ece([0.1], [1], 1.5), "whole number"),  # type: ignore[arg-type]
        (lambda: ece([0.1], [1], kind="size"), "kind is"),  # type: ignore[arg-type]
        (lambda: ece([0.1], [1], level=0), "level lies between"),
    ],
)
def test_nonsense_is_refused(act: object, says: str) -> None:
    with pytest.raises(NumbersError, match=says):
        act()  # type: ignore[operator]
