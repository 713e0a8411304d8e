"""Aalen–Johansen: one cause is Kaplan–Meier, all causes add up, lifelines, variance, coverage."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifelines import AalenJohansenFitter

from tests.stats.survival.tables import RELAPSED, WEEKS
from troth.errors import NumbersError
from troth.stats.survival.aalen_johansen import aalen_johansen
from troth.stats.survival.kaplan_meier import kaplan_meier

CAUSED = st.lists(
    st.tuples(st.integers(1, 9), st.integers(0, 3), st.integers(1, 3)), min_size=2, max_size=40
).filter(lambda rows: any(cause for _, cause, _ in rows))


@pytest.mark.parametrize("bands", ["log-log", "log", "plain"])
def test_one_cause_is_kaplan_meier_turned_over(bands: str) -> None:
    entry = [0.0, 0.5] * 21
    for late in (None, entry):
        whole = aalen_johansen(WEEKS, RELAPSED, entry=late, bands=bands)
        curve = kaplan_meier(WEEKS, RELAPSED, entry=late, bands=bands)
        assert whole.times == pytest.approx(curve.times)
        assert whole.incidence[0] == pytest.approx(1 - curve.survival)
        assert whole.standard_errors[0] == pytest.approx(curve.standard_errors, abs=1e-12)
        assert whole.low[0] == pytest.approx(1 - curve.high, abs=1e-12)
        assert whole.high[0] == pytest.approx(1 - curve.low, abs=1e-12)
        assert whole.at_risk == pytest.approx(curve.at_risk)


@given(CAUSED)
@settings(max_examples=60, deadline=None)
def test_causes_and_those_left_add_up_to_one(rows: list[tuple[int, int, int]]) -> None:
    long, cause, weights = zip(*rows, strict=True)
    found = aalen_johansen(long, cause, weights)
    assert found.incidence.sum(axis=0) + found.survival == pytest.approx(1)
    any_end = kaplan_meier(long, np.array(cause) > 0, weights)
    assert found.survival == pytest.approx(any_end.survival)
    assert (np.diff(found.incidence, axis=1) >= 0).all()
    assert (found.low <= found.incidence + 1e-12).all()
    assert (found.incidence <= found.high + 1e-12).all()
    split = aalen_johansen(np.repeat(long, weights), np.repeat(cause, weights))
    for name in ("incidence", "standard_errors", "low", "high", "deaths"):
        assert getattr(found, name) == pytest.approx(getattr(split, name), abs=1e-9)


def test_lifelines_draws_the_same_curves() -> None:
    draw = np.random.default_rng(2)
    long, cause = np.round(draw.exponential(9, 300), 6) + 0.1, draw.integers(0, 3, 300)
    found = aalen_johansen(long, cause)
    for each in (1, 2):
        theirs = AalenJohansenFitter(calculate_variance=False).fit(long, cause, each)
        told = theirs.cumulative_density_.iloc[:, 0]
        assert found.at(told.index.to_numpy(), each) == pytest.approx(told.to_numpy(), abs=1e-10)


def test_errors_and_bands_are_those_of_repeated_samples() -> None:
    """2,000 samples of 150 with two causes; tolerance 5 % of the error, 2 points of coverage."""
    draw = np.random.default_rng(6)
    ended, left = draw.exponential(10, (2000, 150)), draw.exponential(15, (2000, 150))
    cause = np.where(ended <= left, np.where(draw.random((2000, 150)) < 0.3, 1, 2), 0)
    long, truth = np.minimum(ended, left), 0.3 * (1 - np.exp(-0.6))
    values, errors, hits = [], [], 0
    for row in range(2000):
        found = aalen_johansen(long[row], cause[row])
        step = np.searchsorted(found.times, 6.0, side="right") - 1
        values.append(found.incidence[0, step])
        errors.append(found.standard_errors[0, step])
        hits += found.low[0, step] <= truth <= found.high[0, step]
    assert np.mean(values) == pytest.approx(truth, abs=4 * np.std(values) / 2000**0.5)
    assert np.mean(errors) == pytest.approx(np.std(values), rel=0.05)
    assert hits / 2000 == pytest.approx(0.95, abs=0.02)


def test_a_cause_that_never_came_yet_may_still_come() -> None:
    found = aalen_johansen([1, 2, 3], [1, 0, 2])
    assert found.causes == (1, 2)
    assert found.incidence[1, :3].tolist() == [0, 0, 0]
    assert found.high[1, 1] == pytest.approx(1 - 0.025 ** (1 / 3))
    assert found.at([2.5, 3], 2) == pytest.approx([0, 2 / 3])
    assert (found.n, found.events.tolist()) == (3, [1, 1])


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: aalen_johansen([1, 2], [0, 0]), "No row ended by any cause"),
        (lambda: aalen_johansen([1, 2], [0.5, 1]), r"causes\[0\] is 0.5: every value .* whole"),
        (lambda: aalen_johansen([1, 2], [-1, 1]), r"causes\[0\] is -1"),
        (lambda: aalen_johansen([1, 2], [1]), "differ in length"),
        (lambda: aalen_johansen([1, 2], [1, 0]).at([1], 2), "no cause 2"),
        (lambda: aalen_johansen([1, 2], [1, 0]).at([3], 1), "Nobody was followed past 2"),
        (lambda: aalen_johansen([], []), "causes is empty"),
    ],
)
def test_bad_input_is_told_in_one_sentence(call, says: str) -> None:
    with pytest.raises(NumbersError, match=says):
        call()
