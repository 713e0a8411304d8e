"""Damped Newton: tops are found from afar, and what has none says so."""

from __future__ import annotations

import numpy as np
import pytest

from troth.errors import NumbersError
from troth.stats.arrays import Floats
from troth.stats.newton import climb


def quadratic(at: Floats) -> tuple[float, Floats, Floats]:
    bend = -np.array([[2.0, 0.5], [0.5, 1.0]])
    off = at - [1, -2]
    return float(off @ bend @ off / 2), bend @ off, bend


def test_a_hill_is_climbed_and_its_curvature_is_the_covariance() -> None:
    top = climb(quadratic, np.array([40.0, 9.0]), what="A hill", longest=5)
    assert top.at == pytest.approx([1, -2])
    assert top.value == pytest.approx(0, abs=1e-12)
    assert top.covariance() == pytest.approx(np.linalg.inv([[2.0, 0.5], [0.5, 1.0]]))


def test_a_valley_on_the_way_is_left() -> None:
    def camel(at: Floats) -> tuple[float, Floats, Floats]:
        x = at[0]
        return -(x**4) + 2 * x**2, np.array([-4 * x**3 + 4 * x]), np.array([[-12 * x**2 + 4]])

    assert climb(camel, np.array([0.1]), what="A camel").at == pytest.approx([1])


def test_what_rises_for_ever_says_so() -> None:
    def slope(at: Floats) -> tuple[float, Floats, Floats]:
        return float(at[0]), np.array([1.0]), np.array([[0.0]])

    with pytest.raises(NumbersError, match="A slope did not settle"):
        climb(slope, np.array([0.0]), what="A slope")


def test_a_cliff_is_not_stepped_over() -> None:
    def cliff(at: Floats) -> tuple[float, Floats, Floats]:
        x = at[0]
        if x >= 1:
            return -np.inf, np.array([np.nan]), np.array([[np.nan]])
        return (
            float(np.log1p(-x) + 3 * x),
            np.array([3 - 1 / (1 - x)]),
            np.array([[-1 / (1 - x) ** 2]]),
        )

    assert climb(cliff, np.array([-8.0]), what="A cliff").at == pytest.approx([2 / 3])


def test_no_curvature_gives_no_covariance() -> None:
    def flat(at: Floats) -> tuple[float, Floats, Floats]:
        return 0.0, np.zeros(1), np.zeros((1, 1))

    assert np.isnan(climb(flat, np.zeros(1), what="A plain").covariance()).all()
