"""Pooling of adjacent violators against scipy's, and against orders made to slow it down."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import isotonic_regression

from troth.stats.forecasts.isotonic import rising


@given(
    st.lists(st.tuples(st.floats(-100, 100), st.floats(0.1, 10)), min_size=1, max_size=60),
)
def test_it_is_the_nearest_rising_row_of_values(rows: list[tuple[float, float]]) -> None:
    means, weights = (np.array(each) for each in zip(*rows, strict=True))
    found, sizes = rising(means, weights)
    assert found == pytest.approx(isotonic_regression(means, weights=weights).x, abs=1e-9)
    assert (np.diff(found) >= 0).all()
    assert sizes.sum() == len(means)


@pytest.mark.parametrize("kind", ["cascade", "falling", "noise", "outcomes"])
def test_no_order_of_values_slows_it_down_or_changes_the_answer(kind: str) -> None:
    rng, n = np.random.default_rng(1), 20_000
    means = {
        "cascade": np.append(np.arange(n - 1.0), -1e9),
        "falling": -np.arange(float(n)),
        "noise": rng.normal(size=n),
        "outcomes": (rng.random(n) < np.linspace(0, 1, n)).astype(float),
    }[kind]
    found, _ = rising(means, np.ones(n))
    assert found == pytest.approx(isotonic_regression(means).x, rel=1e-9, abs=1e-9)
