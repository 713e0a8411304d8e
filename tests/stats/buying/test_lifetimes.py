"""The integrals behind Pareto/NBD: against the hypergeometric function, extremes, differences."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import hyp2f1

from troth.stats.buying.lifetimes import BLOCK, alive_after, dead_after

EXTREMES = [
    (0.55, 0, 10.0, 0.6, 11.0),
    (3.5, 30, 10.0, 0.6, 11.0),
    (500.0, 360, 3.0, 2.0, 9.0),
    (1.2, 5, 0.01, 0.3, 1000.0),
    (0.05, 0, 1.0, 0.05, 1.0),
    (2.0, 5, 1000.0, 3.0, 0.01),
    (40.0, 300, 5.0, 0.01, 2.0),
]


def both(shape: float, t: float, alpha: float, s: float, beta: float):
    at = np.array([shape]), np.array([float(t)]), np.array([alpha]), s, np.array([beta])
    return dead_after(*at), alive_after(*at)


@settings(max_examples=60, deadline=None)
@given(
    st.floats(0.1, 30), st.floats(0, 300), st.floats(0.5, 40), st.floats(0.1, 4), st.floats(0.5, 40)
)
def test_it_is_the_hypergeometric_function_of_the_literature(
    shape: float, t: float, alpha: float, s: float, beta: float
) -> None:
    dead, _ = both(shape, t, alpha, s, beta)
    near, far = min(alpha, beta), max(alpha, beta)
    first = s + 1 if alpha >= beta else shape
    series = hyp2f1(shape + s, first, shape + s + 1, (far - near) / (far + t)) / (shape + s)
    scale = shape * np.log((alpha + t) / (far + t)) + s * np.log((beta + t) / (far + t))
    assert np.exp(dead.value[0] - scale) == pytest.approx(series, rel=1e-9)


@pytest.mark.parametrize("at", EXTREMES)
def test_dead_and_alive_add_to_one_even_at_extremes(at: tuple[float, ...]) -> None:
    dead, alive = both(*at)
    assert at[3] * np.exp(dead.value[0]) + at[0] * np.exp(alive.value[0]) == pytest.approx(
        1, abs=1e-11
    )


@pytest.mark.parametrize("at", EXTREMES)
@pytest.mark.parametrize("which", [0, 1])
def test_slopes_and_curvature_are_those_of_differences(at: tuple[float, ...], which: int) -> None:
    place = np.array([at[0], at[2], at[3], at[4]])

    def there(moved: np.ndarray):
        return both(moved[0], at[1], moved[1], moved[2], moved[3])[which]

    here = there(place)
    for i in range(4):
        step = np.zeros(4)
        step[i] = 1e-5 * place[i]
        up, down = there(place + step), there(place - step)
        told = (up.value[0] - down.value[0]) / (2 * step[i])
        curved = (up.slope[:, 0] - down.slope[:, 0]) / (2 * step[i])
        assert here.slope[i, 0] == pytest.approx(told, rel=1e-5, abs=1e-8)
        assert here.bend[i, :, 0] == pytest.approx(
            curved, rel=1e-4, abs=1e-6 * np.abs(curved).max() + 1e-9
        )


def test_many_moments_are_each_alone() -> None:
    chance = np.random.default_rng(1)
    n = 2 * BLOCK + 3
    shape, t = chance.uniform(0.2, 50, n), chance.uniform(0, 100, n)
    whole = dead_after(shape, t, np.asarray(5.0), 0.7, np.asarray(9.0))
    for at in (0, BLOCK, n - 1):
        alone = both(shape[at], t[at], 5.0, 0.7, 9.0)[0]
        assert whole.value[at] == pytest.approx(alone.value[0], abs=1e-11)
        assert whole.bend[:, :, at] == pytest.approx(alone.bend[:, :, 0], rel=1e-8, abs=1e-12)
