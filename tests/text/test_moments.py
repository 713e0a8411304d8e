"""Times: each way exports write them, and never one of two readings."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.text.moments import Order, Times, order_of

NINE = 1_772_442_000_000_000
"""2 March 2026, 09:00 UTC."""


@pytest.mark.parametrize(
    ("text", "at_us", "precision", "zone"),
    [
        ("2026-03-02T09:00:00Z", NINE, "second", "UTC"),
        ("2026-03-02T09:00:00.000Z", NINE, "second", "UTC"),
        ("2026-03-02T10:00:00+01:00", NINE, "second", "UTC+01:00"),
        ("2026-03-02 10:00:00 +0100", NINE, "second", "UTC+01:00"),
        ("2026-03-02 09:00:00 UTC", NINE, "second", "UTC"),
        ("2026-03-02 09:00", NINE, "minute", None),
        ("2026-03-02T09:00Z", NINE, "minute", "UTC"),
        ("2026-03-02T10:00+01:00", NINE, "minute", "UTC+01:00"),
        ("2026/03/02 09:00:00", NINE, "second", None),
        ("2026-03-02", NINE - 9 * 3_600_000_000, "day", None),
        ("20260302", NINE - 9 * 3_600_000_000, "day", None),
        ("20260302090000", NINE, "second", None),
        ("1772442000", NINE, "second", "UTC"),
        ("1772442000.000200", NINE + 200, "second", "UTC"),
        ("1772442000000", NINE, "second", "UTC"),
        ("1772442000000000", NINE, "second", "UTC"),
        ("Mon, 02 Mar 2026 10:00:00 +0100", NINE, "second", "UTC+01:00"),
        ("Mon Mar 02 09:00:00 +0000 2026", NINE, "second", "UTC"),
        ("2 March 2026", NINE - 9 * 3_600_000_000, "day", None),
        ("Mar 2nd, 2026 9:00 AM", NINE, "minute", None),
        ("02-Mar-2026 09:00", NINE, "minute", None),
        ("02.03.2026 09:00", NINE, "minute", None),
        ("03/03/2026", NINE + 15 * 3_600_000_000, "day", None),
        ("1970-01-01", 0, "day", None),
    ],
)
def test_each_way_of_writing_is_read(
    text: str, at_us: int, precision: str, zone: str | None
) -> None:
    assert Times().read(text) == (at_us, precision, zone)
    assert Times().read_all([text]) == [(at_us, precision, zone)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "31/02/2025",
        "02/03/2026",
        "2026-13-01",
        "9999-12-31",
        "0001-01-01T00:00:00Z",
        "12",
        "123456",
        "2/3/26",
        "25:00",
        "2026-03-02 25:00",
        "13:00 PM",
        "²",
        "0" * 400,
        "1e9",
    ],
)
def test_what_is_no_date_or_has_two_readings_is_none(text: str) -> None:
    assert Times().read(text) is None


def test_the_zone_of_the_settings_holds_where_none_is_written() -> None:
    times = Times(zone=ZoneInfo("Europe/Berlin"))
    assert times.read("2026-03-02 10:00") == (NINE, "minute", "Europe/Berlin")
    summer, named = times.read("2026-07-02 11:00:00"), times.read("2026-07-02T11:00:00+02:00")
    assert summer is not None
    assert named is not None
    assert summer[0] == named[0]


def test_a_declared_format_is_the_only_one_tried() -> None:
    times = Times(format="%d/%m/%Y")
    assert times.read("02/03/2026") == (NINE - 9 * 3_600_000_000, "day", None)
    assert times.read("2026-03-02") is None


def test_a_column_of_midnights_is_a_column_of_days() -> None:
    assert Times(midnight_is_day=True).read("2026-03-02 00:00:00") == (
        NINE - 9 * 3_600_000_000,
        "day",
        None,
    )


@pytest.mark.parametrize(
    ("values", "settled"),
    [
        (["01/02/2026", "13/02/2026"], True),
        (["01/02/2026", "02/13/2026"], False),
        (["01/02/2026", "03/04/2026"], None),
        (["13/02/2026", "02/13/2026"], None),
        (["13/02/2026"] * 200 + ["02/13/2026"], True),
    ],
)
def test_a_column_settles_its_order_only_where_it_shows_it(
    values: list[str], settled: bool | None
) -> None:
    assert order_of(values).settled is settled


def test_orders_of_parts_join() -> None:
    left, right = ["13/02/2026", "2026-01-01"], ["01/02/2026"]
    assert order_of(left).joined(order_of(right)) == order_of(left + right) == Order(1, 0, 1, 1)


@given(
    st.datetimes(datetime(1901, 1, 1), datetime(2099, 12, 30)),
    st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m))),
)
def test_any_iso_moment_is_read_to_the_microsecond(when: datetime, zone: timezone) -> None:
    moment = when.replace(tzinfo=zone)
    found = Times().read_all([moment.isoformat()])[0]
    assert found is not None
    assert found[0] == (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


@given(st.lists(st.text(alphabet="0123456789-/:.TZ +abPM", max_size=24), max_size=30))
def test_a_column_reads_as_its_values_do(values: list[str]) -> None:
    assert Times().read_all(values) == [Times().read(value) for value in values]
