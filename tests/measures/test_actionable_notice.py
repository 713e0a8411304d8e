"""The measure `actionable-notice`: from the day all terms were known, beside `notice`, which is raw."""

from __future__ import annotations

import json

import pytest

from tests.measures.grading import of_world
from troth.acts.world import moment
from troth.calendar import Calendar
from troth.ledger.target import read_target
from troth.measures import actionable_notice, notice
from troth.model.case import Case

HEAD = "at | kind | what | title | announced_us | effect_us | extra | text\n"
DAY_US = 86_400_000_000


def row(told: str, effect: str, text: str = "", **extra: str) -> str:
    held = json.dumps({"told_as": "change", **extra})
    return f"{told} | change | price | Access to the API | {told} | {effect} | {held} | {text}\n"


def counted(*rows: str, as_of: str = "2024-01-01 12:00") -> list[Case]:
    return of_world(actionable_notice, HEAD + "".join(rows), as_of)


def at_least(days: int, *rows: str, as_of: str = "2024-01-01 12:00") -> bool | None:
    (case,) = counted(*rows, as_of=as_of)
    target = read_target(f"actionable-notice >= {days} days")
    return target.verdict(case, moment(as_of)[0], Calendar())


TWITTER = row("2023-02-02", "2023-02-13", terms_known="2023-02-08", moved_from="2023-02-09")
PUT_OFF = row("2023-02-02", "", terms_known="2023-02-08", moved_from="2023-02-09; 2023-02-13", postponed="yes")  # fmt: skip
REDDIT = row("2023-04-18", "2023-07-01", terms_known="2023-05-31")


@pytest.mark.parametrize(
    ("told", "days"), [(TWITTER, 1), (PUT_OFF, 1), (REDDIT, 31)], ids=["one", "put off", "thirty-one"]
)  # fmt: skip
def test_notice_that_could_be_acted_on_of_two_well_known_changes(told: str, days: int) -> None:
    """Methods 15: 7 days raw and 1 to act, told for 9 February 2023; 74 raw and 31 to act."""
    assert at_least(days, told) is True
    assert at_least(days + 1, told) is False


def test_raw_notice_of_the_same_record_is_longer() -> None:
    (raw,) = of_world(notice, HEAD + REDDIT, "2024-01-01 12:00")
    (acted,) = counted(REDDIT)
    assert raw.end_us is not None
    assert acted.end_us is not None
    assert (raw.end_us - raw.start_us) // DAY_US == 74
    assert (acted.end_us - acted.start_us) // DAY_US == 31


def test_two_records_of_one_change_are_one_case() -> None:
    """Told on 18 April without prices, and again on 31 May with them."""
    told = row("2023-04-18", "", "Pricing will be announced.")
    assert at_least(31, told, row("2023-05-31", "2023-07-01")) is True
    assert at_least(32, told, row("2023-05-31", "2023-07-01")) is False


def test_terms_that_never_came_gave_no_notice() -> None:
    told = row("2023-02-02", "2023-06-01", "Pricing will be announced.")
    assert at_least(1, told) is False
    assert at_least(1, told, as_of="2023-05-01 12:00") is None


def test_a_change_told_after_it_held_had_none() -> None:
    assert at_least(1, row("2023-02-09", "2023-02-02")) is False


def test_a_day_found_in_headers_is_shown_and_not_counted() -> None:
    headers = row("2023-02-02", "2023-06-01").replace('"change"}', '"headers"}')
    assert [case.counts for case in counted(headers)] == [False]


def test_no_day_is_no_case() -> None:
    assert counted(row("2023-02-02", "")) == []
