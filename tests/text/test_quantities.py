"""Quantities: each read once, whole, into one unit."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.text.quantities import number, quantities


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5,000", 5000),
        ("5.000", 5000),
        ("5 000", 5000),
        ("1,250,000.50", 1250000.5),
        ("2.99", 2.99),
        ("2,50", 2.5),
        ("99.95", 99.95),
        ("ten", 10),
        ("61,240", 61240),
    ],
)
def test_a_number_as_it_is_written(text: str, value: float) -> None:
    assert number(text) == value


@given(st.integers(0, 10**9))
def test_thousands_separators_change_nothing(value: int) -> None:
    assert number(f"{value:,}") == value
    assert quantities(f"insured up to £{value:,}.").sums == (("gbp", value),)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("within ten minutes", 1 / 6),
        ("in 30 minutes, always", 0.5),
        ("30-minute delivery", 0.5),
        ("within one business day", 24 * 1.4),
        ("with thirty days' notice", 720),
        ("within twenty-four hours", 24),
        ("in half an hour", 0.5),
        ("in an hour", 1),
        ("48h", 48),
        ("the same day", 12),
        ("the next working day", 24 * 1.4),
        ("free for life", math.inf),
    ],
)
def test_durations(text: str, hours: float) -> None:
    assert quantities(text).durations == pytest.approx((hours,))


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("£5,000", (("gbp", 5000.0),)),
        ("5.000 €", (("eur", 5000.0),)),
        ("$5k", (("usd", 5000.0),)),
        ("1.2 million euros", (("eur", 1_200_000.0),)),
        ("for £2.99 a month", (("gbp", 2.99),)),
        ("61,240 parcels", ()),
    ],
)
def test_sums(text: str, sums: tuple[tuple[str, float], ...]) -> None:
    assert quantities(text).sums == sums


def test_when_somebody_is_there() -> None:
    always = quantities("every plan includes 24/7 support")
    assert (always.days, always.hours) == (frozenset(range(7)), (0.0, 24.0))
    desk = quantities("staffed on weekdays from 9 to 17")
    assert (desk.days, desk.hours) == (frozenset(range(5)), (9.0, 17.0))
    assert quantities("Monday to Saturday, 8 to 20").days == frozenset(range(6))
    assert quantities("9am-5pm").hours == (9.0, 17.0)
    assert not quantities("a parcel of 2 to 20 kg").open


def test_how_often_and_which_share() -> None:
    assert quantities("paid every Friday").periods == (168.0,)
    assert quantities("paid on the first of the month").periods == (730.0,)
    assert quantities("99.95% uptime").shares == (99.95,)
