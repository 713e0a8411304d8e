"""Moments in words."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.model.units import DAY_US, HOUR_US, MINUTE_US
from troth.views.when import Clock, stretch

LEEDS = ZoneInfo("Europe/London")


def us(*when: int) -> int:
    return int(datetime(*when, tzinfo=LEEDS).timestamp()) * 1_000_000  # type: ignore[arg-type, misc]


NOW = us(2026, 11, 21, 9, 0)
CLOCK = Clock(NOW, "Europe/London")


def test_days_moments_and_ages() -> None:
    assert CLOCK.near(us(2026, 11, 20, 17, 42)) == "Fri 17:42"
    assert CLOCK.near(us(2026, 11, 2, 17, 42)) == "2 Nov"
    assert CLOCK.day(us(2020, 4, 2)) == "2 Apr 2020"
    assert CLOCK.moment(us(2026, 7, 1, 9, 12)) == "1 Jul 09:12"
    assert CLOCK.moment(us(2026, 7, 1, 9, 12), "day") == "1 Jul"
    assert CLOCK.long_day(NOW) == "Saturday 21 November"
    assert CLOCK.iso(us(2026, 7, 1, 9, 12)) == "2026-07-01T08:12:00Z"


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (0, "0 minutes"),
        (MINUTE_US, "1 minute"),
        (HOUR_US, "1 h"),
        (15 * HOUR_US, "15 h"),
        (2 * DAY_US, "2 days"),
        (61 * DAY_US, "2 months"),
        (6 * 366 * DAY_US, "6 years"),
    ],
)
def test_a_stretch_is_said_in_one_unit(length: int, said: str) -> None:
    assert stretch(length) == said


@given(st.integers(0, 200 * 365 * DAY_US))
def test_a_stretch_is_never_longer_than_it_was(length: int) -> None:
    number, unit = stretch(length).split()
    sizes = {
        "minute": MINUTE_US,
        "h": HOUR_US,
        "day": DAY_US,
        "month": 30 * DAY_US,
        "year": 365 * DAY_US,
    }
    assert int(number) * sizes[unit.rstrip("s") if unit != "h" else "h"] <= length
