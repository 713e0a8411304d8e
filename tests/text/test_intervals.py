"""How long one interval of a plan lasts, and how many fit between two days."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from troth.text.intervals import Length, length_of


def us(day: str) -> int:
    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()) * 1_000_000


@pytest.mark.parametrize(
    ("plan", "extra", "found"),
    [
        ("Month-to-month", None, Length(1, "month")),
        ("One year", None, Length(12, "month")),
        ("Two year", None, Length(24, "month")),
        ("Pro (annual)", None, Length(12, "month")),
        ("24 months", None, Length(24, "month")),
        ("shop, weekly", None, Length(7, "day")),
        ("half-yearly", None, Length(6, "month")),
        ("pro", '{"Interval": "month", "interval_count": "3"}', Length(3, "month")),
        ("pro", {"Billing Period": "yearly"}, Length(12, "month")),
        ("yearly", {"interval": "month"}, Length(1, "month")),
        ("2-year contract", {"interval": ""}, Length(24, "month")),
        ("pro", None, None),
        ("daybreak", None, None),
        ("Monthlong dreams", "no json", None),
        (None, ["list"], None),
        ("0 months", None, None),
    ],
)
def test_lengths(plan: str | None, extra: object, found: Length | None) -> None:
    assert length_of(plan, extra) == found


@pytest.mark.parametrize(
    ("length", "start", "end", "times"),
    [
        (Length(1, "month"), "2026-01-31", "2026-02-27", 0),
        (Length(1, "month"), "2026-01-31", "2026-02-28", 1),
        (Length(1, "month"), "2026-01-31", "2026-03-31", 2),
        (Length(12, "month"), "2024-02-29", "2025-02-28", 1),
        (Length(12, "month"), "2024-03-01", "2025-02-28", 0),
        (Length(7, "day"), "2026-01-01", "2026-01-22", 3),
        (Length(1, "month"), "2026-01-31", "2026-01-31", 0),
        (Length(1, "month"), "1969-11-01", "1970-01-01", 2),
    ],
)
def test_how_many_fit(length: Length, start: str, end: str, times: int) -> None:
    assert length.within(us(start), us(end)) == times
    if times:
        assert length.after(us(start), times) <= us(end) < length.after(us(start), times + 1)
