"""The measures `notice` and `uptime`, on what is known of changes and incidents."""

from __future__ import annotations

import pytest

from tests.in_world import context, gathered, world_tables
from tests.measures.grading import of_world
from troth.acts.world import moment, read_world
from troth.calendar import Calendar
from troth.ledger.target import read_target
from troth.measures import notice, uptime, uptime_reported

CHANGE = "at | kind | what | title | announced_us | effect_us\n"


def kept(target: str, announced: str, effect: str, what: str = "api") -> bool | None:
    row = f"{announced} | change | {what} | A change | {announced} | {effect}"
    (case,) = of_world(notice, CHANGE + row, "2024-01-01 12:00")
    return read_target(target).verdict(case, moment("2024-01-01 12:00")[0], Calendar())


@pytest.mark.parametrize(
    ("announced", "effect", "days"),
    [("2023-02-02", "2023-02-09", 7), ("2023-04-18", "2023-07-01", 74)],
)
def test_raw_notice_of_two_well_known_changes(announced: str, effect: str, days: int) -> None:
    """Methods 15: seven days raw before an API was priced in 2023, and seventy-four."""
    assert kept(f"notice >= {days} days", announced, effect) is True
    assert kept(f"notice >= {days + 1} days", announced, effect) is False


def test_a_price_that_holds_on_the_day_it_is_told_had_no_notice() -> None:
    assert kept("notice >= 1 day", "2023-02-02", "2023-02-02", "price") is False
    assert kept("notice >= 1 day", "2023-02-09", "2023-02-02") is False


def test_what_a_release_note_or_half_a_record_says_is_not_counted() -> None:
    rows = CHANGE + (
        "2023-02-02 | change | api | 1.2.0 | 2023-02-02 | 2023-02-02\n"
        "2023-02-02 | change | terms | Claims | 2023-02-02 |\n"
        "2023-02-02 | change | terms | Claims | | 2023-02-02"
    )
    assert [case.counts for case in of_world(notice, rows, "2024-01-01")] == [False]


def test_only_the_impacts_that_settings_name_are_down() -> None:
    rows = (
        "at | kind | title | impact | end_us | planned\n"
        "2026-03-02 09:00 | incident | Slow | minor | 2026-03-02 10:00 |\n"
        "2026-03-03 09:00 | incident | Down | Major | 2026-03-03 10:00 |\n"
        "2026-03-04 09:00 | incident | Down | major | 2026-03-04 10:00 | yes\n"
    )
    world, at_us = read_world(rows), moment("2026-03-10")[0]
    batch = gathered(uptime, world_tables(world, at_us), at_us)
    for options, counted in (
        ({}, [True, True, False]),
        ({"impacts": ["major"]}, [False, True, False]),
    ):
        found = uptime.cases(batch, context("2026-03-10", options=options))
        assert [case.counts for case in found] == counted


@pytest.mark.parametrize(
    ("text", "reports"),
    [
        ("Is your site down?", True),
        ("the app is not working at all", True),
        ("I can't log in, nobody can", True),
        ("Getting error 503 on everything", True),
        ("Your servers are down again", True),
        ("My phone went down the drain", False),
        ("The site was down yesterday, thanks for fixing it", False),
        ("Please calm down", False),
        ("How do I log in?", False),
        ("The price is down to 5", False),
    ],
)
def test_words_that_report_an_outage(text: str, reports: bool) -> None:
    assert uptime_reported.reports(text) is reports


def test_many_reports_all_year_round_are_no_outbreak() -> None:
    """Three an hour are nothing where there are three in every hour."""
    lines = [
        f"2026-03-{day:02} {hour:02}:{minute} | message | p{day}{hour}{minute} | Is your site down?"
        for day in range(1, 9)
        for hour in range(24)
        for minute in (10, 20, 30)
    ]
    world = "at | kind | by | text\n" + "\n".join(lines)
    assert of_world(uptime_reported, world, "2026-03-10 12:00") == []
