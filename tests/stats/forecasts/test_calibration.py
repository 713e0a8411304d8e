"""CORP reliability: the parts, the band's coverage, chance, weights, order, a million rows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import isotonic_regression

from troth.errors import NumbersError
from troth.stats.forecasts.brier import brier
from troth.stats.forecasts.calibration import reliability

P = [0.1] * 5 + [0.5] * 4 + [0.9]
Y = [0, 0, 0, 0, 1, 1, 0, 1, 0, 1]
ROWS = st.lists(
    st.tuples(st.floats(0, 1), st.booleans(), st.integers(0, 3)), min_size=2, max_size=30
)


def test_where_shares_rise_the_parts_are_murphys() -> None:
    found, murphy = reliability(P, Y), brier(P, Y)
    assert found.forecast.tolist() == [0.1, 0.5, 0.9]
    assert found.calibrated == pytest.approx([0.2, 0.5, 1.0])
    assert found.miscalibration == pytest.approx(murphy.reliability.value) == pytest.approx(0.006)
    assert found.discrimination == pytest.approx(murphy.resolution.value) == pytest.approx(0.060)
    assert (found.uncertainty, found.score) == pytest.approx((0.24, 0.186))


def test_the_parts_are_those_of_a_plain_isotonic_fit() -> None:
    rng = np.random.default_rng(3)
    p = np.round(rng.random(400), 2)
    y = rng.random(400) < p**2
    found = reliability(p, y)
    values, at, rows = np.unique(p, return_inverse=True, return_counts=True)
    fit = isotonic_regression(np.bincount(at, y) / rows, weights=rows).x
    assert found.calibrated == pytest.approx(fit)
    assert found.miscalibration == pytest.approx(((p - y) ** 2 - (fit[at] - y) ** 2).mean())
    assert found.discrimination == pytest.approx(((y.mean() - y) ** 2 - (fit[at] - y) ** 2).mean())
    assert found.forecast == pytest.approx(values)


@settings(deadline=None)
@given(ROWS)
def test_the_parts_add_up_and_a_row_of_weight_two_is_two_rows(
    rows: list[tuple[float, bool, int]],
) -> None:
    p, y, w = (np.array(each) for each in zip(*rows, strict=True))
    if not w.sum():
        return
    found = reliability(p, y, w, draws=40)
    parts = found.miscalibration - found.discrimination + found.uncertainty
    assert found.score == pytest.approx(parts, abs=1e-12)
    assert (np.diff(found.calibrated) >= 0).all()
    split = reliability(np.repeat(p, w), np.repeat(y, w), draws=40)
    turned = reliability(p[::-1], y[::-1], w[::-1], draws=40)
    for other in (split, turned):
        for name in ("forecast", "calibrated", "rows", "low", "high"):
            assert getattr(found, name) == pytest.approx(getattr(other, name), abs=1e-9)
        assert (found.n, found.chance) == (other.n, other.chance)


def test_the_band_holds_right_forecasts_and_chance_is_even() -> None:
    """300 right data sets of 200 rows: the curve inside a .9 band at .9 of places (± .03), and
    chance below .1 in .1 of them (3 errors)."""
    rng, inside, chances = np.random.default_rng(5), [], []
    for _ in range(300):
        p = np.round(rng.random(200), 1)
        found = reliability(p, rng.random(200) < p, level=0.9, draws=200)
        held = (found.low <= found.calibrated + 1e-9) & (found.calibrated <= found.high + 1e-9)
        inside.append(held[1:-1].mean())
        chances.append(found.chance)
    assert 0.87 <= np.mean(inside) <= 0.96
    assert np.mean(np.array(chances) <= 0.1) == pytest.approx(0.1, abs=3 * (0.09 / 300) ** 0.5)


def test_overconfident_forecasts_leave_the_band() -> None:
    rng = np.random.default_rng(6)
    p = rng.random(2000)
    found = reliability(p, rng.random(2000) < 0.25 + p / 2)
    assert found.chance < 0.01
    assert found.miscalibration > found.by_chance_high > found.by_chance
    assert (found.calibrated[:200] > found.high[:200]).mean() > 0.9


def test_of_a_million_rows_chance_stays_fair() -> None:
    rng = np.random.default_rng(7)
    p = rng.random(1_000_000)
    y = rng.random(1_000_000) < p
    found = reliability(p, y, draws=200)
    assert found.n == 1_000_000
    assert 0.2 * found.miscalibration < found.by_chance < found.by_chance_high < 2e-4
    assert found.chance > 0.01


def test_one_row_and_one_forecast_are_answered() -> None:
    one = reliability([0.7], [1])
    assert (one.calibrated.tolist(), one.n, one.uncertainty) == ([1.0], 1, 0.0)
    same = reliability([0.25] * 40, [1] * 10 + [0] * 30)
    assert (same.miscalibration, same.discrimination) == pytest.approx((0, 0), abs=1e-12)
    assert same.chance == 1
    assert reliability([0.0, 1.0], [0, 1]).score == 0


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (lambda: reliability([], []), "p is empty"),
        (lambda: reliability([1.1], [1]), "above 1"),
        (lambda: reliability([0.1], [0.5]), "0 or 1"),
        (lambda: reliability([0.1], [1], [1.5]), "whole number"),
        (lambda: reliability([0.1], [1], level=1), "level lies between"),
        (lambda: reliability([0.1], [1], draws=0.5), "draws is 0.5"),
    ],
)
def test_nonsense_is_refused(act: object, says: str) -> None:
    with pytest.raises(NumbersError, match=says):
        act()  # type: ignore[operator]
