"""How long customers stayed, counted from periods: golden cohorts, gaps, ends that nobody wrote down."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from troth.acts.stays import Stay, cohorts, counted
from troth.ledger.stays import Stayed, Stays, read_stays, write_stays

HIGH_END = (1000, 869, 743, 653, 593, 551, 517, 491)
"""Customers of Fader and Hardie 2007 who were there after 0, 1, … 7 yearly renewals."""
END = date(2026, 6, 1)


def us(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) * 1_000_000


def period(
    who: str, start: date, end: date | None, status: str | None = None, **more: Any
) -> dict[str, Any]:
    return {
        "customer": who,
        "start_us": us(start),
        "record": f"{who}{start}",
        "system": "crm",
        "plan": "pro",
        "status": status,
        "end_us": None if end is None else us(end),
        "extra": None,
        **more,
    }


def count(*rows: dict[str, Any]) -> Stays:
    ordered = sorted(rows, key=lambda row: (row["customer"], row["start_us"]))
    return counted(ordered, {"crm": us(END)}, us(END))


def high_end() -> Iterator[dict[str, Any]]:
    """Contracts of a year each, begun on the same day in 2019; who left did so on the day it ran out."""
    begun = date(2018, 6, 1)
    n = 0
    for year, (before, after) in enumerate(itertools.pairwise(HIGH_END), 1):
        for _ in range(before - after):
            yield period(
                f"c{n:04}",
                begun,
                begun.replace(year=begun.year + year),
                "cancelled",
                plan="One year",
            )
            n += 1
    while n < HIGH_END[0]:
        yield period(f"c{n:04}", begun, None, "active", plan="One year")
        n += 1


def test_the_golden_cohort_comes_out_of_contracts() -> None:
    rows = [*high_end()]
    held = counted(rows, {"crm": us(date(2025, 6, 1))}, us(date(2025, 6, 1)))
    assert held.term == "year"
    assert held.cohorts == (HIGH_END,)
    assert (held.customers, held.stays, held.ended) == (1000, 1000, 509)


def test_contracts_one_after_another_are_one_stay() -> None:
    held = count(
        period("ana", date(2024, 1, 1), date(2025, 1, 1), "expired"),
        period("ana", date(2025, 1, 15), date(2026, 1, 15), "expired"),
        period("ben", date(2024, 1, 1), date(2024, 3, 1), "cancelled"),
        period("ben", date(2024, 9, 1), None, "active"),
    )
    assert (held.customers, held.stays, held.ended) == (2, 3, 2)
    assert [one.days for one in held.followed] == [60, 638, 745]


def test_an_end_that_nobody_wrote_down_is_not_an_end() -> None:
    held = count(
        period("ana", date(2026, 1, 1), date(2026, 4, 1), "active"),
        period("ben", date(2026, 1, 1), None, "cancelled"),
        period("cyd", date(2026, 1, 1), date(2026, 9, 1), "active"),
        period("dan", date(2026, 1, 1), date(2026, 4, 1)),
    )
    assert held.undated == 1
    assert held.followed == (Stayed(90, False, 1), Stayed(90, True, 1), Stayed(151, False, 1))


def test_whoever_has_paid_ahead_is_there_now_and_others_as_far_as_the_records_go() -> None:
    """The export of an older day: its newest date is the last of which anything is known."""
    old, new = date(2026, 3, 1), date(2026, 9, 1)
    rows = [
        period("ana", date(2026, 1, 1), None, "active", extra=f'{{"period_end": "{new}"}}'),
        period("ben", date(2026, 1, 1), None, "active", extra=f'{{"period_end": "{old}"}}'),
        period("cyd", date(2026, 1, 1), date(2026, 2, 15), "cancelled"),
    ]
    held = counted(rows, {"crm": us(date(2026, 1, 1))}, us(END))
    assert held.undated == 0
    assert held.followed == (Stayed(45, False, 1), Stayed(45, True, 1), Stayed(151, False, 1))


def test_a_lost_one_who_came_back_later_was_gone() -> None:
    held = count(
        period("ana", date(2025, 1, 1), date(2025, 4, 1), "active"),
        period("ana", date(2025, 9, 1), None, "active"),
    )
    assert (held.stays, held.ended) == (2, 1)


@pytest.mark.parametrize(
    ("end", "ended", "renewals"),
    [
        (date(2026, 2, 28), True, 0),
        (date(2026, 3, 31), True, 1),
        (date(2026, 4, 1), True, 2),
        (date(2026, 3, 31), False, 2),
        (date(2026, 1, 31), True, 0),
    ],
)
def test_renewals_are_counted_by_the_calendar(end: date, ended: bool, renewals: int) -> None:
    """Whoever leaves on the day of a renewal did not renew; February has no 31st."""
    stay = Stay(us(date(2026, 1, 31)), us(end), ended)
    other = Stay(us(date(2026, 1, 30)), us(date(2026, 12, 30)), False)
    (cohort,) = cohorts([stay, other] if ended else [stay], 1)
    kept = [n for n in cohort if n == len([stay, other] if ended else [stay])]
    assert len(kept) - 1 == renewals


def test_the_file_is_read_as_it_was_written(tmp_path: Any) -> None:
    held = count(period("ana", date(2025, 1, 1), date(2025, 4, 1), "cancelled"))
    path = tmp_path / "stays.json"
    write_stays(path, held, tmp_path / "tmp")
    assert read_stays(path) == held
    path.write_text("{}")
    assert read_stays(path) is None
