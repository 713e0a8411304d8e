"""When words say when: a golden table, clocks that change, and what is no due date."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.calendar import Calendar
from troth.text.due import Due, due

MONDAY = "2026-03-02 10:00"


def us(at: str, zone: str = "UTC") -> int:
    there = datetime.fromisoformat(at).replace(tzinfo=ZoneInfo(zone))
    return int(there.timestamp()) * 1_000_000


def read(text: str, at: str = MONDAY, zone: str = "UTC", calendar: Calendar | None = None):
    """The moment the words mean on the speaker's own clock, or None."""
    found = due(text, us(at, zone), zone, calendar)
    if found is None:
        return None
    assert found.span.of(text) == found.words
    there = datetime.fromtimestamp(found.us / 1e6, UTC).astimezone(ZoneInfo(zone))
    return there.strftime("%Y-%m-%d %H:%M")


GOLDEN = {
    "by Friday": "2026-03-06 23:59",
    "We will be there on Thursday": "2026-03-05 23:59",
    "by Monday": "2026-03-09 23:59",
    "on Monday": "2026-03-09 23:59",
    "before Friday": "2026-03-05 23:59",
    "this Friday": "2026-03-06 23:59",
    "next Friday": "2026-03-13 23:59",
    "no later than Thursday at 16:30": "2026-03-05 16:30",
    "on Friday afternoon": "2026-03-06 18:00",
    "by 8 a.m. on Tuesday": "2026-03-03 08:00",
    "today": "2026-03-02 23:59",
    "later today": "2026-03-02 23:59",
    "tonight": "2026-03-02 23:59",
    "this afternoon": "2026-03-02 18:00",
    "tomorrow": "2026-03-03 23:59",
    "by tomorrow": "2026-03-03 23:59",
    "tomorrow morning": "2026-03-03 12:00",
    "tomorrow before noon": "2026-03-03 12:00",
    "tomorrow at 9:30": "2026-03-03 09:30",
    "tomorrow by 3 pm": "2026-03-03 15:00",
    "the day after tomorrow": "2026-03-04 23:59",
    "by 5pm": "2026-03-02 17:00",
    "by 5 pm today": "2026-03-02 17:00",
    "by 9am": "2026-03-03 09:00",
    "by noon": "2026-03-02 12:00",
    "by midnight": "2026-03-02 23:59",
    "in 30 minutes": "2026-03-02 10:30",
    "within the hour": "2026-03-02 11:00",
    "within an hour": "2026-03-02 11:00",
    "in half an hour": "2026-03-02 10:30",
    "in 2 hrs": "2026-03-02 12:00",
    "within 48 hours": "2026-03-04 10:00",
    "within 24h": "2026-03-03 10:00",
    "within 24-48 hours": "2026-03-04 10:00",
    "within seventy-two hours": "2026-03-05 10:00",
    "in a couple of days": "2026-03-04 23:59",
    "in a day or two": "2026-03-04 23:59",
    "in two days' time": "2026-03-04 23:59",
    "3 days from now": "2026-03-05 23:59",
    "within two weeks": "2026-03-16 23:59",
    "within thirty (30) days": "2026-04-01 23:59",
    "in 3 months": "2026-06-02 23:59",
    "in a fortnight": "2026-03-16 23:59",
    "over the next 3 weeks": "2026-03-23 23:59",
    "in the next 2 business days": "2026-03-04 23:59",
    "within 5 working days": "2026-03-09 23:59",
    "within 3 to 5 business days": "2026-03-09 23:59",
    "the next business day": "2026-03-03 23:59",
    "this week": "2026-03-08 23:59",
    "by this weekend": "2026-03-08 23:59",
    "next week": "2026-03-15 23:59",
    "early next week": "2026-03-11 23:59",
    "next month": "2026-04-30 23:59",
    "by end of day": "2026-03-02 23:59",
    "by EOD Friday": "2026-03-06 23:59",
    "by COB tomorrow": "2026-03-03 23:59",
    "by close of business": "2026-03-02 23:59",
    "by the end of the week": "2026-03-08 23:59",
    "end of next week": "2026-03-15 23:59",
    "until the end of the month": "2026-03-31 23:59",
    "by the end of the quarter": "2026-03-31 23:59",
    "by the end of April": "2026-04-30 23:59",
    "by the end of the year": "2026-12-31 23:59",
    "by 3 March": "2026-03-03 23:59",
    "on 12 Nov": "2026-11-12 23:59",
    "by 3rd of April": "2026-04-03 23:59",
    "by March 15th": "2026-03-15 23:59",
    "by March 15, 2026 at 5pm": "2026-03-15 17:00",
    "before 10 March": "2026-03-09 23:59",
    "by the 15th": "2026-03-15 23:59",
    "on the 1st": "2026-04-01 23:59",
    "in April": "2026-04-30 23:59",
    "by 2026-03-09": "2026-03-09 23:59",
    "by 25/04/2026": "2026-04-25 23:59",
    "It will be shipped today": "2026-03-02 23:59",
    "the parcel we sent on Friday will arrive on Wednesday": "2026-03-04 23:59",
}
SILENT = [
    "on Tuesday we sent it",
    "We sent it on Tuesday",
    "your order shipped today",
    "we spoke on Friday",
    "last Friday",
    "every Friday",
    "since Monday",
    "on 20 February we wrote to you",
    "by 1 February 2026",
    "in a few days",
    "soon",
    "as soon as possible",
    "24/7",
    "it took 3 days",
    "within 30 days of cancellation",
    "up to 72 hours from the time of purchase",
    "at least 30 days prior to the change",
    "within 14 days after delivery",
    "2 days ago",
    "by 03/04/2026",
    "by 31 April",
    "by 99:99",
    "May I ask your name?",
    "3 people wrote",
    "",
]


@pytest.mark.parametrize(("text", "moment"), GOLDEN.items(), ids=GOLDEN)
def test_phrases(text: str, moment: str) -> None:
    assert read(text) == moment


@pytest.mark.parametrize("text", SILENT)
def test_no_due_date(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "at", "zone", "moment"),
    [
        ("by 3 January", "2026-12-30 10:00", "UTC", "2027-01-03 23:59"),
        ("by Friday", "2026-12-30 10:00", "UTC", "2027-01-01 23:59"),
        ("next month", "2026-12-30 10:00", "UTC", "2027-01-31 23:59"),
        ("within 2 business days", "2026-12-31 10:00", "UTC", "2027-01-04 23:59"),
        ("by Friday", "2026-03-06 10:00", "UTC", "2026-03-13 23:59"),
        ("this Friday", "2026-03-06 10:00", "UTC", "2026-03-06 23:59"),
        ("next Friday", "2026-03-06 10:00", "UTC", "2026-03-13 23:59"),
        ("by tomorrow", "2026-03-02 01:00", "America/New_York", "2026-03-03 23:59"),
        ("by tomorrow", "2026-03-28 12:00", "Europe/Berlin", "2026-03-29 23:59"),
        ("within 24 hours", "2026-03-28 12:00", "Europe/Berlin", "2026-03-29 13:00"),
        ("by 9am", "2026-10-24 12:00", "Europe/Berlin", "2026-10-25 09:00"),
        ("in a month", "2026-01-31 12:00", "UTC", "2026-02-28 23:59"),
        ("on 29 February", "2027-11-01 12:00", "UTC", "2028-02-29 23:59"),
    ],
)
def test_turns_of_the_year_and_of_the_clock(text: str, at: str, zone: str, moment: str) -> None:
    assert read(text, at, zone) == moment


def test_an_unknown_zone_is_utc() -> None:
    assert due("by Friday", us(MONDAY), "Mars/Olympus") == due("by Friday", us(MONDAY), None)


def test_business_days_end_at_the_close_the_calendar_knows() -> None:
    calendar = Calendar.read({"hours": "mon-fri 09:00-17:00", "holidays": ["2026-03-03"]})
    assert read("within 2 business days", calendar=calendar) == "2026-03-05 17:00"
    assert read("within 2 business days", calendar=Calendar()) == "2026-03-04 23:59"


def test_the_first_moment_ahead_counts() -> None:
    text = "As you wrote on Monday, we will call you by Friday and refund you within 9 days."
    found = due(text, us(MONDAY))
    assert isinstance(found, Due)
    assert found.words == "by Friday"


@given(st.text(max_size=80), st.integers(0, 4_000_000_000))
def test_any_text_at_any_time(text: str, second: int) -> None:
    found = due(text, second * 1_000_000, "Europe/Tallinn")
    assert found is None or (found.us >= second * 1_000_000 and found.span.of(text) == found.words)


@given(st.sampled_from(sorted(GOLDEN)), st.integers(0, 4_000_000_000))
def test_a_due_date_is_never_past(text: str, second: int) -> None:
    found = due(text, second * 1_000_000)
    assert found is None or found.us >= second * 1_000_000
