"""CUSUMs of events: exact chains against simulation and algebra, and what they refuse."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.errors import NumbersError
from troth.stats.watching.count_cusum import CountCusum, count_cusum, share_cusum
from troth.stats.watching.run_lengths import chain_run_length


def alarms(found: CountCusum) -> float:
    """Where the first alarm came, or the end."""
    return float(found.n if found.alarm is None else found.alarm + 1)


def test_a_chain_of_one_or_two_states_is_plain_algebra() -> None:
    p = 0.2
    up_down = np.array([1.0, -1.0]), np.array([p, 1 - p])
    assert chain_run_length(*up_down, 1) == pytest.approx(1 / p)
    assert chain_run_length(*up_down, 2) == pytest.approx((1 + p) / p**2)


def test_large_chains_go_by_the_sparse_road_to_the_same_end() -> None:
    moves, chances = np.array([69.0, -1.0]), np.array([0.01, 0.99])
    from troth.stats.watching import run_lengths

    sparse = chain_run_length(moves, chances, 450)
    kept, run_lengths.DENSE = run_lengths.DENSE, 1000
    try:
        assert chain_run_length(moves, chances, 450) == pytest.approx(sparse, rel=1e-9)
    finally:
        run_lengths.DENSE = kept


@pytest.mark.parametrize(("usual", "worse"), [(0.1, 0.25), (0.3, 0.1)])
def test_simulated_share_alarms_come_as_often_as_told(usual: float, worse: float) -> None:
    """1,000 series: false alarms and delays within 3 standard errors of the exact run lengths."""
    rng = np.random.default_rng(8)
    for truth, told in ((usual, "run_length"), (worse, "delay")):
        every = [
            share_cusum(rng.random(1500) < truth, usual, worse, run_length=150) for _ in range(1000)
        ]
        runs = [alarms(each) for each in every]
        error = 3 * np.std(runs) / 1000**0.5
        assert np.mean(runs) == pytest.approx(getattr(every[0], told), abs=error)


@pytest.mark.parametrize(("usual", "worse"), [(4.0, 6.0), (10.0, 6.0), (0.2, 0.5)])
def test_simulated_count_alarms_come_as_often_as_told(usual: float, worse: float) -> None:
    """500 series: false alarms and delays within 3 standard errors."""
    rng = np.random.default_rng(9)
    for truth, told in ((usual, "run_length"), (worse, "delay")):
        every = [
            count_cusum(rng.poisson(truth, 800), usual, worse, run_length=60) for _ in range(500)
        ]
        runs = [alarms(each) for each in every]
        error = 3 * np.std(runs) / 500**0.5
        assert np.mean(runs) == pytest.approx(getattr(every[0], told), abs=error)


@settings(deadline=None, max_examples=25)
@given(st.floats(0.02, 0.4), st.floats(1.2, 2.2), st.floats(20, 2000))
def test_the_line_is_the_lowest_that_keeps_its_run_length(
    usual: float, times: float, wanted: float
) -> None:
    found = share_cusum([0, 1], usual, usual * times, run_length=wanted)
    assert found.run_length >= wanted
    assert 1 <= found.delay <= found.run_length


def test_a_burst_of_broken_promises_is_seen_and_dated() -> None:
    rng = np.random.default_rng(1)
    broken = np.concatenate([rng.random(600) < 0.05, rng.random(200) < 0.2])
    found = share_cusum(broken, 0.05, 0.2, run_length=20_000)
    assert found.alarm is not None
    assert 600 <= found.alarm < 680
    assert 560 <= (found.change or 0) <= 640
    assert found.path.max() >= found.threshold


def test_a_quiet_time_raises_no_alarm() -> None:
    found = count_cusum([2] * 40, 2, 4)
    assert (found.alarm, found.change) == (None, None)
    assert share_cusum([0] * 40, 0.1, 0.2).path.max() == 0


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (lambda: share_cusum([], 0.1, 0.2), "happened is empty"),
        (lambda: share_cusum([2], 0.1, 0.2), "0 or 1"),
        (lambda: share_cusum([1], 0.2, 0.2), "two shares"),
        (lambda: share_cusum([1], 0.2, 1), "two shares"),
        (lambda: share_cusum([1], 0, 0.2), "usual is 0"),
        (lambda: share_cusum([1], 1e-6, 2e-6, run_length=1e8), "steps"),
        (lambda: count_cusum([1.5], 1, 2), "whole number"),
        (lambda: count_cusum([-1], 1, 2), "below 0"),
        (lambda: count_cusum([1], 2, 2), "no change to see"),
        (lambda: count_cusum([1], 1, 2, run_length=0.5), "above 1"),
    ],
)
def test_nonsense_is_refused(act: object, says: str) -> None:
    with pytest.raises(NumbersError, match=says):
        act()  # type: ignore[operator]
