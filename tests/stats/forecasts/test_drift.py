"""The stability index: by hand, its null, that chance is even, refusals."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.errors import NumbersError
from troth.stats.forecasts.drift import psi


def test_by_hand_with_a_half_added_to_each_count() -> None:
    found = psi([1, 2, 3, 4], [1, 1, 1, 3], bins=2)
    assert found.edges.tolist() == [3.0]
    old, new = np.array([2.5, 2.5]) / 5, np.array([3.5, 1.5]) / 5
    assert found.value == pytest.approx(((new - old) * np.log(new / old)).sum())
    assert found.reference.tolist() == [0.5, 0.5]
    assert found.new.tolist() == [0.75, 0.25]
    assert found.method == "PSI, 2 bins, null by dealing again"


@pytest.mark.parametrize(("m", "n"), [(2000, 500), (400, 400)])
def test_the_null_is_about_bins_less_one_over_the_samples(m: int, n: int) -> None:
    rng = np.random.default_rng(1)
    found = psi(rng.normal(size=m), rng.normal(size=n), draws=4000)
    each = 1 / m + 1 / n
    assert found.by_chance == pytest.approx(9 * each, rel=0.05)
    assert found.by_chance_high == pytest.approx(16.919 * each, rel=0.06)


def test_chance_is_even_when_nothing_moved() -> None:
    """500 pairs of samples: chance at most .1 in .1 of them, within 3 errors."""
    rng = np.random.default_rng(2)
    found = [psi(rng.normal(size=300), rng.normal(size=120), draws=200).chance for _ in range(500)]
    assert np.mean(np.array(found) <= 0.1) == pytest.approx(0.1, abs=3 * (0.09 / 500) ** 0.5)


def test_the_usual_limit_is_crossed_by_chance_alone() -> None:
    """50 new rows against 1,000: .25 is crossed by one steady sample in six, within 3 errors."""
    rng = np.random.default_rng(3)
    values = [psi(rng.random(1000), rng.random(50), draws=1).value for _ in range(1000)]
    share = np.mean(np.array(values) > 0.25)
    assert share == pytest.approx(1 / 6, abs=3 * (5 / 36 / 1000) ** 0.5)


def test_a_move_is_seen() -> None:
    rng = np.random.default_rng(4)
    found = psi(rng.normal(size=2000), rng.normal(0.5, 1, 800))
    assert found.value > found.by_chance_high
    assert found.chance < 0.002


@settings(deadline=None)
@given(
    st.lists(st.integers(0, 9), min_size=2, max_size=40),
    st.lists(st.integers(0, 9), min_size=1, max_size=40),
)
def test_order_and_rising_scales_change_nothing(old: list[int], new: list[int]) -> None:
    if len(set(old)) < 2:
        return
    found = psi(old, new, draws=20)
    assert found.value >= 0
    for other in (
        psi(old[::-1], new[::-1], draws=20),
        psi(np.exp(np.array(old) / 5), np.exp(np.array(new) / 5), draws=20),
    ):
        assert (other.value, other.chance) == (found.value, found.chance)
    assert found.reference.sum() == pytest.approx(1)
    assert (found.reference > 0).all()


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (lambda: psi([], [1]), "reference is empty"),
        (lambda: psi([1, 2], []), "new is empty"),
        (lambda: psi([1, 1], [1]), "one bin"),
        (lambda: psi([1, 2], [1], bins=1), "bins is 1"),
        (lambda: psi([1, float("nan")], [1]), "finite"),
        (lambda: psi([1, 2], [1], level=1), "level lies between"),
    ],
)
def test_nonsense_is_refused(act: object, says: str) -> None:
    with pytest.raises(NumbersError, match=says):
        act()  # type: ignore[operator]
