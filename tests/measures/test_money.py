"""The measures `refund-time` and `price-unchanged`: what begins, what ends, what counts for nothing."""

from __future__ import annotations

from tests.measures.grading import of_world
from troth.measures import price_unchanged, refund_time

REFUND = "at | kind | by | about | thread | activity | amount\n"
PRICE = "at | kind | about | account | plan | amount | currency | status | end_us\n"
DAY = 86_400_000_000


def refunds(*lines: str) -> list[tuple[float | None, bool]]:
    found = of_world(refund_time, REFUND + "\n".join(lines), "2026-03-20 12:00")
    return [(_days(case.start_us, case.end_us), case.counts) for case in found]


def prices(*lines: str) -> list[tuple[float | None, bool]]:
    found = of_world(price_unchanged, PRICE + "\n".join(lines), "2026-03-20 12:00")
    return [(_days(case.start_us, case.end_us), case.counts) for case in found]


def _days(start_us: int, end_us: int | None) -> float | None:
    return None if end_us is None else (end_us - start_us) / DAY


def test_a_step_that_says_it_was_paid_ends_it() -> None:
    assert refunds(
        "2026-03-02 09:00 | step | | ana | o1 | Refund requested |",
        "2026-03-03 09:00 | step | | ana | o1 | Refund approved |",
        "2026-03-05 09:00 | step | | ana | o1 | Refunded |",
    ) == [(3.0, True)]


def test_one_repayment_ends_one_case_the_oldest_of_that_person() -> None:
    assert refunds(
        "2026-03-02 09:00 | step | | ana | o1 | Refund requested |",
        "2026-03-03 09:00 | step | | ana | o2 | Refund requested |",
        "2026-03-04 09:00 | purchase | ana | | | | -5",
        "2026-03-04 09:00 | purchase | ben | | | | -5",
    ) == [(2.0, True), (None, True)]


def test_money_that_came_before_she_asked_ends_nothing_and_a_refusal_counts_for_nothing() -> None:
    assert refunds(
        "2026-03-01 09:00 | purchase | ana | | o1 | | -5",
        "2026-03-02 09:00 | step | | ana | o1 | Refund requested |",
        "2026-03-02 09:01 | step | | ben | o2 | Refund requested |",
        "2026-03-04 09:00 | step | | ben | o2 | Refund refused |",
        "2026-03-02 09:00 | step | | cay | o3 | Parcel received |",
    ) == [(None, True), (None, False)]


def test_a_lower_price_ends_nothing_and_a_higher_one_begins_anew() -> None:
    assert prices(
        "2025-01-01 | period | ana | | basic | 10 | EUR | active |",
        "2025-03-02 | period | ana | | basic | 9 | EUR | active |",
        "2025-05-01 | period | ana | | basic | 10 | EUR | active |",
    ) == [(120.0, True), (None, True)]


def test_each_plan_and_each_currency_is_a_price_of_its_own() -> None:
    assert prices(
        "2025-01-01 | period | ana | | basic | 10 | EUR | active |",
        "2025-03-02 | period | ana | | large | 30 | EUR | active |",
        "2025-05-01 | period | ana | | basic | 12 | USD | active |",
    ) == [(None, False), (None, True), (None, True)]


def test_a_year_paid_at_once_is_no_higher_price_than_a_month() -> None:
    assert prices(
        "2025-01-01 | period | | shop | basic | 10 | EUR | active | 2025-02-01",
        "2025-02-01 | period | | shop | basic | 10 | EUR | active | 2025-03-01",
        "2025-03-01 | period | | shop | basic | 100 | EUR | active | 2026-03-01",
    ) == [(None, False), (None, False)]
