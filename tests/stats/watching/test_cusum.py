"""CUSUM: exact run lengths from the literature, their inverse, simulation, and the path."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.errors import NumbersError
from troth.stats.watching.cusum import cusum, run_length, threshold_for


@pytest.mark.parametrize(
    ("h", "shift", "length", "digits"),
    [
        (4, 0, 335.4, 0.05), (4, 0.5, 26.68, 0.005), (4, 1, 8.38, 0.005), (4, 2, 3.34, 0.005),
        (5, 0, 930.9, 0.05), (5, 0.5, 38.0, 0.05), (5, 1, 10.38, 0.005), (5, 2, 4.01, 0.005),
    ],
)  # fmt: skip
def test_golden_run_lengths(h: float, shift: float, length: float, digits: float) -> None:
    assert run_length(0.5, h, shift) == pytest.approx(length, abs=digits)


def test_the_integral_equation_agrees_with_a_fine_markov_chain() -> None:
    """Brook and Evans' chain of 800 states is right to about h/800 squared."""
    from scipy.special import ndtr

    k, h, m = 0.25, 8.0, 800
    width = 2 * h / (2 * m - 1)
    step = (np.arange(m)[None, :] - np.arange(m)[:, None]) * width
    kernel = ndtr(step + width / 2 + k) - ndtr(step - width / 2 + k)
    kernel[:, 0] = ndtr(step[:, 0] + width / 2 + k)
    chain = np.linalg.solve(np.eye(m) - kernel, np.ones(m))[0]
    assert run_length(k, h) == pytest.approx(chain, rel=1e-4)


@pytest.mark.parametrize(
    ("wanted", "k"), [(10, 0.1), (370, 0.1), (4, 0.5), (370, 0.5), (1e6, 0.5), (1e8, 1.0), (60, 2)]
)
def test_the_alarm_line_is_the_inverse_of_the_run_length(wanted: float, k: float) -> None:
    assert run_length(k, threshold_for(wanted, k)) == pytest.approx(wanted, rel=1e-6)


@settings(deadline=None, max_examples=40)
@given(st.floats(0.1, 1.5), st.floats(0.5, 5), st.floats(-0.3, 2))
def test_a_higher_line_is_reached_later_and_a_larger_shift_sooner(
    k: float, h: float, shift: float
) -> None:
    if run_length(k, h, -0.3) > 1e6:
        return
    assert run_length(k, h, shift) < run_length(k, h + 0.1, shift)
    assert run_length(k, h, shift) > run_length(k, h, shift + 0.1)


def test_simulated_alarms_come_as_often_as_told() -> None:
    """3,000 series from 0, k .5, h 3: the mean within 3 standard errors."""
    rng, runs = np.random.default_rng(4), []
    for _ in range(3000):
        found = cusum(rng.normal(size=1500), 0, 1, threshold=3)
        runs.append(1500 if found.alarm is None else found.alarm + 1)
    assert np.mean(runs) == pytest.approx(run_length(0.5, 3), abs=3 * np.std(runs) / 3000**0.5)


def test_the_path_is_the_recursion_and_the_change_its_last_rest() -> None:
    values = np.random.default_rng(2).normal(10, 2, 300)
    values[200:] += 4
    found = cusum(values, 10, 2, k=0.5, threshold=5)
    s, path = 0.0, []
    for value in values:
        s = max(0.0, s + (value - 10) / 2 - 0.5)
        path.append(s)
    assert found.path == pytest.approx(path, abs=1e-9)
    assert found.alarm is not None
    assert found.alarm == next(at for at, each in enumerate(path) if each >= 5)
    assert 197 <= (found.change or 0) <= 203
    assert (found.path[found.change : found.alarm + 1] > 0).all()
    assert found.run_length == pytest.approx(930.9, abs=0.05)
    assert found.delay == pytest.approx(10.38, abs=0.005)


@settings(deadline=None)
@given(st.lists(st.floats(-50, 50), min_size=1, max_size=40))
def test_watching_for_a_fall_is_watching_the_mirror_for_a_rise(values: list[float]) -> None:
    fall = cusum(values, 0, 1, threshold=4, side="fall")
    rise = cusum([-each for each in values], 0, 1, threshold=4)
    assert (fall.alarm, fall.change) == (rise.alarm, rise.change)
    assert fall.path == pytest.approx(rise.path)


def test_a_quiet_series_and_a_single_value_raise_no_alarm() -> None:
    found = cusum([5.0] * 50, 5, 1)
    assert (found.alarm, found.change, found.path.max()) == (None, None, 0)
    assert found.run_length == pytest.approx(370, rel=1e-6)
    assert cusum([9.0], 5, 1, threshold=2).alarm == 0
    assert cusum([9.0], 5, 1, threshold=2).change == 0


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (lambda: cusum([], 0, 1), "values is empty"),
        (lambda: cusum([1, float("nan")], 0, 1), "finite"),
        (lambda: cusum([1], 0, 0), "spread is 0"),
        (lambda: cusum([1], 0, 1, k=0), "k is 0"),
        (lambda: cusum([1], 0, 1, side="up"), "side is"),  # type: ignore[arg-type]
        (lambda: cusum([1], 0, 1, threshold=-1), "threshold is -1"),
        (lambda: threshold_for(2, 0.5), "no run length below 3.241"),
        (lambda: threshold_for(1e9, 0.03), "No alarm line"),
        (lambda: run_length(2, 30), "too long to reckon"),
    ],
)
def test_nonsense_is_refused(act: object, says: str) -> None:
    with pytest.raises(NumbersError, match=says):
        act()  # type: ignore[operator]
