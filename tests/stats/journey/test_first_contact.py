"""First-contact resolution: counted by hand, at the edges of the window, and by simulation."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter

from troth.errors import NumbersError
from troth.stats.journey.first_contact import FirstContact, first_contact
from troth.stats.journey.product_limit import lasting
from troth.stats.rates.proportions import wilson

DAY = 86400


def days(needs: dict[str, list[float]], within: float, until: float | None = None) -> FirstContact:
    """The same for days instead of seconds."""
    rows = [(need, day * DAY) for need, each in needs.items() for day in each]
    case, at = zip(*rows, strict=True)
    return first_contact(case, at, within, None if until is None else until * DAY)


def test_a_need_with_a_second_contact_in_the_window_is_not_resolved() -> None:
    found = days({"a": [0, 3], "b": [0], "c": [1, 9], "d": [2]}, 7, until=60)
    assert found.share.value == found.watched.value == found.naive.value == 0.75
    assert found.undecided == 0


def test_exactly_w_days_is_within_and_exactly_w_days_of_watching_is_enough() -> None:
    assert days({"a": [0, 7]}, 7, until=30).share.value == 0
    assert days({"a": [0, 7.001]}, 7, until=30).share.value == 1
    assert days({"a": [0]}, 7, until=7).watched.n == 1
    assert days({"a": [0]}, 7, until=6.99).watched.n == 0


def test_the_newest_needs_are_not_counted_as_won() -> None:
    needs = {f"old {n}": [0.0, 5.0] if n < 5 else [0.0] for n in range(10)}
    needs |= {f"new {n}": [29.0] for n in range(10)}
    found = days(needs, 7, until=30)
    assert found.naive.value == 0.75
    assert found.watched.value == found.share.value == 0.5
    assert (found.undecided, found.share.n) == (10, 20)


def test_where_nobody_was_watched_so_long_there_is_no_share() -> None:
    found = days({"a": [0], "b": [1], "c": [1, 2]}, 7, until=5)
    assert found.share.value is None
    assert found.share.low == 0
    assert 0 < found.share.high < 1
    assert found.watched.value is None


def test_the_end_is_the_newest_contact_where_nothing_else_is_said() -> None:
    assert days({"a": [0], "b": [7]}, 7).watched.n == 1


def test_two_contacts_at_one_moment_are_two() -> None:
    assert days({"a": [0, 0], "b": [0]}, 7, until=9).share.value == 0.5


def test_the_curve_goes_down_to_the_share() -> None:
    found = days({"a": [0, 3], "b": [0], "c": [1, 6], "d": [2]}, 7, until=60)
    assert found.curve_days.tolist() == [0, 3, 5]
    assert found.curve_share.tolist() == [1, 0.75, 0.5]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 20)), min_size=1, max_size=30))
@settings(max_examples=100, deadline=None)
def test_the_share_is_the_kaplan_meier_of_lifelines(drawn: list[Any]) -> None:
    times = np.array([gap for gap, _ in drawn], float)
    happened = np.array([mark % 2 == 0 for _, mark in drawn])
    found = lasting(times, happened, 10.0, 0.95)
    oracle = KaplanMeierFitter().fit(times, happened)
    if found.value is not None:
        assert found.value == pytest.approx(float(oracle.predict(10.0)), abs=1e-12)
        assert found.low <= found.value <= found.high
    else:
        assert times.max() < 10


@given(st.integers(0, 40), st.integers(0, 40))
@settings(max_examples=60, deadline=None)
def test_fully_watched_it_is_wilsons_interval(again: int, never: int) -> None:
    if again + never == 0:
        return
    times = np.r_[np.linspace(0, 9, again), np.full(never, 10.0)]
    found = lasting(times, times < 10, 10.0, 0.95)
    told = wilson(never, again + never)
    assert (found.value, found.low, found.high) == pytest.approx((told.value, told.low, told.high))


@given(st.randoms(use_true_random=False))
@settings(max_examples=20, deadline=None)
def test_rows_may_come_in_any_order(chance: Any) -> None:
    needs = [(need % 7, need * need * 31 % 100 * 3600) for need in range(40)]
    mixed = list(needs)
    chance.shuffle(mixed)
    first, second = (first_contact(*zip(*rows, strict=True), 1.0) for rows in (needs, mixed))
    assert (first.share, first.naive) == (second.share, second.naive)


def test_the_interval_covers_and_the_naive_share_does_not() -> None:
    chance = np.random.default_rng(12)
    runs, needs, truth = 600, 150, 0.6 + 0.4 * np.exp(-30 / 12)
    held, naive = 0, 0
    for _ in range(runs):
        start = chance.uniform(0, 60, needs)
        gap = np.where(chance.random(needs) < 0.4, chance.exponential(12.0, needs), np.inf)
        second = start + gap
        came = second <= 60
        case = np.r_[np.arange(needs), np.flatnonzero(came)]
        found = first_contact(case, np.r_[start, second[came]] * DAY, 30, 60 * DAY)
        held += found.share.low <= truth <= found.share.high
        naive += found.naive.low <= truth <= found.naive.high
    # 600 runs: three standard errors of a coverage of .95 are .027
    assert held / runs == pytest.approx(0.95, abs=0.027)
    assert naive / runs < 0.8


def test_columns_of_different_length_are_named_as_given() -> None:
    with pytest.raises(NumbersError) as fault:
        first_contact([1, 2], [0.0])
    assert "case has 2, at has 1" in str(fault.value)


def test_times_with_a_zone_are_read_and_zones_are_not_mixed() -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    at = [start, start + timedelta(days=3)]
    assert first_contact([1, 1], at, 7, start + timedelta(days=30)).share.value == 0
    naive = np.array([each.replace(tzinfo=None) for each in at], "M8[s]")
    assert first_contact([1, 1], naive, 7, start + timedelta(days=30)).share.value == 0
    with pytest.raises(NumbersError, match="one has a time zone"):
        first_contact([1, 1], at, 7, datetime(2026, 3, 1))
    with pytest.raises(NumbersError, match="same sort"):
        first_contact([1, 1], at, 7, 5.0)


@pytest.mark.parametrize(
    ("at", "within", "until", "says"),
    [
        ([0, 1], 0, None, "within_days"),
        ([0, 1], float("nan"), None, "within_days"),
        ([0, 5, 6], 7, 2, "at[1] lies after “until”, the end of the records (1 more like it)"),
        ([0, None], 7, None, "every event needs a time"),
        ([], 7, None, "There are no events"),
        ([0, 1], 7, float("nan"), "until[0] is nan"),
    ],
)
def test_what_cannot_be_read_is_said(at: Any, within: float, until: Any, says: str) -> None:
    with pytest.raises(NumbersError) as fault:
        first_contact([1] * len(at), at, within, until)
    assert says in str(fault.value)
