"""Error budgets: golden minutes and burn rates, and overlap against minute-by-minute counting."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.errors import NumbersError
from troth.stats.rates.budgets import (
    allowed_downtime,
    budget,
    burn_rate,
    lost_minutes,
    uptime,
)


@pytest.mark.parametrize(("target", "minutes"), [(0.999, 43.2), (0.9999, 4.32)])
def test_golden_downtime_of_thirty_days(target: float, minutes: float) -> None:
    assert allowed_downtime(target) == pytest.approx(minutes, rel=1e-9)
    assert allowed_downtime(target, 60) == pytest.approx(2 * minutes, rel=1e-9)


@pytest.mark.parametrize(("share", "hours", "rate"), [(0.02, 1, 14.4), (0.05, 6, 6), (0.10, 72, 1)])
def test_golden_burn_rates(share: float, hours: float, rate: float) -> None:
    assert burn_rate(share, hours) == pytest.approx(rate)
    assert burn_rate(share, hours / 24, 30) == pytest.approx(rate)


def test_golden_customer_minutes() -> None:
    found = lost_minutes([0] * 384, [600] * 384, [100], [145])
    assert (found.minutes, found.affected) == (17_280, 384)


def test_golden_budget_of_three_nines() -> None:
    """43.2 minutes in 30 days: an outage of 21.6 spends half, and burns an hour 360 times too fast."""
    end = 30 * 1440
    found = uptime([end - 60, end - 55], [end - 40, end - 38.4], end, 0.999)
    assert (found.down, found.allowed, found.left) == pytest.approx((21.6, 43.2, 21.6))
    assert (found.spent, found.up) == pytest.approx((0.5, 1 - 21.6 / 43_200))
    assert dict(found.burn) == pytest.approx({60: 360, 360: 60, 4320: 5})


@pytest.mark.parametrize(
    ("share", "minutes", "rate"), [(0.02, 60, 14.4), (0.05, 360, 6), (0.1, 4320, 1)]
)
def test_golden_burn_rates_of_an_outage(share: float, minutes: float, rate: float) -> None:
    found = uptime([100], [100 + share * 43.2], 150, 0.999, windows=(minutes,))
    assert dict(found.burn)[minutes] == pytest.approx(rate)


def test_what_lies_outside_the_window_does_not_count() -> None:
    found = uptime([0, 1430, 2000], [10, 1450, 2900], 2880, 0.99, days=1, windows=(60, 9999))
    assert found.down == pytest.approx(10 + 880)
    assert [window for window, _ in found.burn] == [60]
    assert found.left == pytest.approx(14.4 - 890)
    with pytest.raises(NumbersError, match=r"down_to\[0\] is 3, before its start 5"):
        uptime([5], [3], 10, 0.99)


def test_what_overlaps_is_counted_once() -> None:
    found = lost_minutes([0, 5, 50], [10, 20, 60], [4, 8, 55], [9, 12, 70], ["a", "a", "NA"])
    assert found.customers == ["NA", "a"]
    assert found.each.tolist() == [5, 8]
    assert (found.minutes, found.affected) == (13, 2)


SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 25)), max_size=8)
ACTIVE = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 25), st.sampled_from("abc")), max_size=9
)


@given(ACTIVE, SPANS)
def test_overlap_is_what_minute_by_minute_counting_finds(
    active: list[tuple[int, int, str]], down: list[tuple[int, int]]
) -> None:
    minutes = np.arange(100)
    broken = np.zeros(100, np.bool_)
    for start, length in down:
        broken |= (minutes >= start) & (minutes < start + length)
    want = {}
    for who in {name for *_, name in active}:
        there = np.zeros(100, np.bool_)
        for start, length, name in active:
            if name == who:
                there |= (minutes >= start) & (minutes < start + length)
        want[who] = int((there & broken).sum())
    found = lost_minutes(
        [start for start, _, _ in active], [start + length for start, length, _ in active],
        [start for start, _ in down], [start + length for start, length in down],
        [name for *_, name in active],
    )  # fmt: skip
    assert dict(zip(found.customers, found.each.tolist(), strict=True)) == want
    assert found.minutes == sum(want.values())


@given(ACTIVE, SPANS.filter(bool), st.randoms())
def test_merging_is_free_of_order_and_never_more_than_the_outage_for_everybody(
    active: list[tuple[int, int, str]], down: list[tuple[int, int]], chance: random.Random
) -> None:
    def lost(spans: list[tuple[int, int]], held: list[tuple[int, int, str]]) -> float:
        return lost_minutes(
            [start for start, _, _ in held], [start + length for start, length, _ in held],
            [start for start, _ in spans], [start + length for start, length in spans],
            [name for *_, name in held],
        ).minutes  # fmt: skip

    def down_in(spans: list[tuple[int, int]]) -> float:
        ends = [start + length for start, length in spans]
        return uptime([start for start, _ in spans], ends, 200, 0.9, days=1).down

    shuffled, others = chance.sample(down, len(down)), chance.sample(active, len(active))
    assert lost(shuffled, others) == lost(down, active)
    assert down_in(shuffled) == pytest.approx(down_in(down))
    assert down_in(down) <= sum(length for _, length in down)
    assert lost(down, active) <= down_in(down) * len({name for *_, name in active})


def test_what_is_left_of_a_budget() -> None:
    found = budget(0.999, 30, 100_000)
    assert (found.allowed, found.spent, found.left) == pytest.approx((100, 0.3, 0.7))
    assert found.low < 0.7 < found.high
    assert (
        found.says
        == "70 % of the budget for 99.9 % is left (57 % to 79 %), n = 100,000, Wilson, 95 %"
    )
    over = budget(0.9, 30, 100)
    assert over.left == pytest.approx(-2)
    assert over.says.startswith("−200 % of the budget")


def test_a_period_that_goes_on_has_more_to_spend() -> None:
    found = budget(0.999, 30, 100_000, expected=200_000)
    assert (found.allowed, found.spent, found.n) == pytest.approx((200, 0.15, 100_000))
    with pytest.raises(NumbersError, match="expected is 5: no value may be below 9"):
        budget(0.9, 1, 9, expected=5)


def test_the_interval_covers_what_is_left() -> None:
    """4,000 seeded months of 5,000 requests at a true failure share of .002: .95 within .02."""
    failed = np.random.default_rng(1).binomial(5000, 0.002, 4000)
    found = [budget(0.995, int(one), 5000) for one in failed]
    held = np.mean([one.low <= 1 - 0.002 / 0.005 <= one.high for one in found])
    assert held == pytest.approx(0.95, abs=0.02)


def test_bad_input_is_said_in_a_sentence() -> None:
    with pytest.raises(NumbersError, match="A target of 100 % leaves no budget"):
        allowed_downtime(1)
    with pytest.raises(NumbersError, match=r"target is 99\.9: no value may be above 1"):
        allowed_downtime(99.9)
    with pytest.raises(NumbersError, match="window is 0"):
        burn_rate(0.1, 0)
    with pytest.raises(NumbersError, match="n is 0: no request"):
        budget(0.9, 0, 0)
    with pytest.raises(NumbersError, match="3 of 2 is no share"):
        budget(0.9, 3, 2)
    with pytest.raises(NumbersError, match=r"down_to\[0\] is 3, before its start 5"):
        lost_minutes([0], [9], [5], [3])
    with pytest.raises(NumbersError, match="differ in length"):
        lost_minutes([0], [9], [5], [7], ["a", "b"])
    with pytest.raises(NumbersError, match=r"active_from\[0\] is nan"):
        lost_minutes([np.nan], [9], [5], [7])


def test_no_customers_or_no_incidents_lose_nothing() -> None:
    assert lost_minutes([], [], [5], [7]).minutes == 0
    assert lost_minutes([0], [9], [], []).minutes == 0
