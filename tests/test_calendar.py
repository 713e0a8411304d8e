"""The calendar: opening hours, holidays, changes of clocks, and how long a business day is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.calendar import Calendar, Calendars
from troth.errors import ConfigError

BERLIN = Calendar.read(
    {"zone": "Europe/Berlin", "hours": "mon-fri 09:00-17:00", "holidays": ["2026-04-03"]}
)
NIGHT = Calendar.read({"zone": "Europe/Berlin", "hours": "mon-fri 22:00-06:00"})
UNSET = Calendar()
DAY_US = 86_400 * 10**6


def us(text: str, zone: str = "UTC") -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp()) * 10**6


def berlin(text: str) -> int:
    return us(text, "Europe/Berlin")


def test_unset_counts_every_hour_in_utc_and_says_that_it_is_unset() -> None:
    friday = us("2026-03-06 16:00")
    assert not UNSET.set
    assert UNSET.is_open(us("2026-03-08 03:00"))
    assert UNSET.add(friday, 3, "business hours") == us("2026-03-06 19:00")
    assert UNSET.add(friday, 1, "business days") == us("2026-03-08 00:00")
    assert UNSET.words(friday, us("2026-03-09 16:00")) == "3 days"


def test_friday_evening_and_one_business_day_is_mondays_close() -> None:
    friday = berlin("2026-03-06 18:30")
    assert BERLIN.add(friday, 1, "business days") == berlin("2026-03-09 17:00")
    assert BERLIN.within(friday, berlin("2026-03-09 17:00"), 1, "business days")
    assert not BERLIN.within(friday, berlin("2026-03-09 17:01"), 1, "business days")
    assert BERLIN.words(friday, berlin("2026-03-09 10:00")) == "1 business day"


def test_a_holiday_is_no_working_day() -> None:
    thursday = berlin("2026-04-02 10:00")
    assert BERLIN.add(thursday, 1, "business days") == berlin("2026-04-06 17:00")
    assert not BERLIN.is_open(berlin("2026-04-03 10:00"))
    assert BERLIN.open_seconds(berlin("2026-04-02 16:00"), berlin("2026-04-06 10:00")) == 7200
    assert BERLIN.business_days(thursday, berlin("2026-04-06 10:00")) == 1


def test_zero_business_days_is_the_close_of_the_same_or_the_next_working_day() -> None:
    assert BERLIN.add(berlin("2026-03-06 10:00"), 0, "business days") == berlin("2026-03-06 17:00")
    assert BERLIN.add(berlin("2026-03-06 18:00"), 0, "business days") == berlin("2026-03-09 17:00")


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("2026-03-06 15:30", 1.5, "2026-03-06 17:00"),
        ("2026-03-06 15:30", 2, "2026-03-09 09:30"),
        ("2026-03-07 12:00", 8, "2026-03-09 17:00"),
        ("2026-03-02 09:00", 40, "2026-03-06 17:00"),
        ("2026-12-31 16:00", 9, "2027-01-01 17:00"),
    ],
)
def test_business_hours_are_hours_inside_opening_times(start: str, n: float, end: str) -> None:
    assert BERLIN.add(berlin(start), n, "business hours") == berlin(end)
    assert BERLIN.open_seconds(berlin(start), berlin(end)) == n * 3600


def test_a_day_keeps_its_wall_time_when_clocks_change() -> None:
    spring, autumn = berlin("2026-03-28 10:00"), berlin("2026-10-24 10:00")
    assert BERLIN.add(spring, 1, "days") - spring == 23 * 3600 * 10**6
    assert BERLIN.add(autumn, 1, "days") - autumn == 25 * 3600 * 10**6
    assert BERLIN.elapsed(autumn, berlin("2026-10-25 10:00"), "days") == 1.0


def test_an_always_open_weekend_has_47_or_49_hours_when_clocks_change() -> None:
    daily = Calendar.read(
        {"zone": "Europe/Berlin", "hours": "daily 00:00-24:00", "holidays": ["1999-01-01"]}
    )
    assert daily.open_seconds(berlin("2026-03-28 00:00"), berlin("2026-03-30 00:00")) == 47 * 3600
    assert daily.open_seconds(berlin("2026-10-24 00:00"), berlin("2026-10-26 00:00")) == 49 * 3600


def test_a_shift_inside_the_skipped_hour_has_no_length_and_never_a_negative_one() -> None:
    odd = Calendar.read({"zone": "Europe/Berlin", "hours": "daily 02:10-02:50 02:55-03:10"})
    assert odd.open_seconds(berlin("2026-03-29 00:00"), berlin("2026-03-29 12:00")) == 600
    assert odd.open_seconds(berlin("2026-03-28 00:00"), berlin("2026-03-28 12:00")) == 55 * 60


def test_a_shift_past_midnight_belongs_to_the_day_it_begins() -> None:
    assert NIGHT.is_open(berlin("2026-03-07 05:59"))
    assert not NIGHT.is_open(berlin("2026-03-07 06:00"))
    in_friday = berlin("2026-03-07 02:00")
    assert NIGHT.add(in_friday, 0, "business days") == berlin("2026-03-07 06:00")
    assert NIGHT.add(in_friday, 1, "business days") == berlin("2026-03-10 06:00")
    assert NIGHT.business_days(in_friday, berlin("2026-03-09 23:00")) == 1
    assert NIGHT.open_seconds(berlin("2026-03-28 20:00"), berlin("2026-03-30 23:00")) == 3600


def test_a_holiday_closes_the_night_that_begins_on_it_and_spares_the_one_before() -> None:
    calendar = Calendar.read({"hours": "daily 22:00-06:00", "holidays": ["2026-03-04"]})
    assert calendar.is_open(us("2026-03-04 05:00"))
    assert not calendar.is_open(us("2026-03-05 05:00"))


def test_leap_days_are_days() -> None:
    assert UNSET.add(us("2028-02-28 12:00"), 1, "days") == us("2028-02-29 12:00")
    assert BERLIN.business_days(us("2028-02-28 12:00"), us("2028-03-01 12:00")) == 2
    assert UNSET.words(us("2027-02-28 00:00"), us("2028-02-29 00:00")) == "366 days"


def test_day_precision_compares_dates() -> None:
    friday, monday = us("2026-03-06"), us("2026-03-09")
    assert BERLIN.within(friday, monday, 1, "business days", "day")
    assert not BERLIN.within(friday, us("2026-03-10"), 1, "business days", "day")
    assert BERLIN.within(friday, friday, 4, "hours", "day")
    assert not BERLIN.within(friday, us("2026-03-07"), 4, "hours", "day")
    assert BERLIN.within(friday, monday, 3, "days", "day")
    assert not BERLIN.within(friday, monday, 2, "days", "day")
    assert BERLIN.within(friday, friday, 2, "business hours", "day")
    newyork = Calendar.read({"zone": "America/New_York"})
    assert newyork.within(us("2026-03-06"), us("2026-03-06 23:00"), 0, "days", "day")


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2026-03-02 10:00", "2026-03-02 10:01", "1 minute"),
        ("2026-03-02 10:00", "2026-03-02 12:59", "2 hours"),
        ("2026-03-06 18:00", "2026-03-08 12:00", "1 day"),
        ("2026-03-02 10:00", "2026-03-05 11:00", "3 business days"),
        ("2026-01-05 10:00", "2026-03-07 11:00", "61 days"),
        ("2026-03-02 10:00", "2026-03-02 09:00", "0 minutes"),
    ],
)
def test_words(start: str, end: str, words: str) -> None:
    assert BERLIN.words(berlin(start), berlin(end)) == words


def test_a_century_is_quick_and_exact() -> None:
    opened = BERLIN.open_seconds(us("1926-01-01 00:00"), us("2026-01-01 00:00"))
    weekdays = sum(
        1
        for d in range(date(1926, 1, 1).toordinal(), date(2026, 1, 1).toordinal())
        if (d - 1) % 7 < 5
    )
    assert opened == weekdays * 8 * 3600
    assert BERLIN.add(us("1926-01-01 00:00"), weekdays * 8, "business hours") <= us("2026-01-01")


def test_hours_as_a_table_and_as_text_mean_the_same() -> None:
    text = Calendar.read({"hours": "Mon-Tue 09:00-12:00 13:00-17:00; sunday 10:00-11:00"})
    table = Calendar.read(
        {"hours": {"mon-tue": ["09:00-12:00", "13:00-17:00"], "sun": "10:00-11:00"}}
    )
    assert text == table
    assert text.hours[1] == ((540, 720), (780, 1020))
    assert Calendar.read({"hours": "fri-mon 08:00-09:00"}).hours[2] == ()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"hours": "mon-fri 9 to 5"}, "cannot be read"),
        ({"hours": "montag 09:00-17:00"}, "montag"),
        ({"hours": "mon 09:00-25:00"}, "09:00-25:00"),
        ({"hours": "mon 09:00-12:00 11:00-13:00"}, "overlap on mon"),
        ({"hours": "sun 22:00-06:00, mon 05:00-10:00"}, "overlap on sun"),
        ({"hours": ""}, "cannot be read"),
        ({"hours": "mon"}, "no opening time"),
        ({"zone": "Europe/Berlinn"}, "Europe/Berlinn"),
        ({"holidays": ["25/12/2026"]}, "25/12/2026"),
        ({"holidays": "2026-12-25"}, "no date"),
        ({"holiday": []}, "no setting “holiday”"),
    ],
)
def test_what_cannot_be_read_is_named(wrong: dict[str, object], says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        Calendar.read(wrong)


def test_lengths_that_make_no_sense_are_refused() -> None:
    for n, unit in ((-1, "days"), (0.5, "business days"), (1, "weeks")):
        with pytest.raises(ValueError):
            UNSET.add(0, n, unit)  # type: ignore[arg-type]


def test_a_brand_goes_before_a_side_and_takes_what_it_does_not_state() -> None:
    several = Calendars.read(
        {
            "zone": "Europe/Berlin",
            "holidays": [date(2026, 12, 25)],
            "sides": {"courier": {"hours": "daily 06:00-22:00"}},
            "brands": {"Acme": {"zone": "America/New_York"}},
        }
    )
    assert several.of("courier", None).zone == "Europe/Berlin"
    assert several.of("courier", "Acme").zone == "America/New_York"
    assert several.of("courier", None).holidays == {date(2026, 12, 25)}
    assert several.of("shop", "Other") == several.default
    assert not Calendars().of(None, None).set
    with pytest.raises(ConfigError, match=r"calendar.sides.courier"):
        Calendars.read({"sides": {"courier": {"hours": "never"}}})


MOMENTS = st.integers(
    int(datetime(1990, 1, 1, tzinfo=UTC).timestamp()) * 10**6,
    int(datetime(2040, 1, 1, tzinfo=UTC).timestamp()) * 10**6,
)
CALENDARS = st.sampled_from(
    [
        UNSET,
        BERLIN,
        NIGHT,
        Calendar.read({"zone": "America/New_York", "hours": "sat 01:30-02:30, sun 01:30-02:30"}),
    ]
)


@settings(deadline=None)
@given(CALENDARS, st.tuples(MOMENTS, MOMENTS, MOMENTS))
def test_open_time_is_additive_and_never_longer_than_time(
    calendar: Calendar, three: tuple[int, int, int]
) -> None:
    a, b, c = sorted(three)
    whole = calendar.open_seconds(a, c)
    assert whole == pytest.approx(calendar.open_seconds(a, b) + calendar.open_seconds(b, c))
    assert 0 <= whole <= (c - a) / 1e6


@settings(deadline=None)
@given(
    CALENDARS,
    MOMENTS,
    st.integers(0, 400),
    st.sampled_from(["minutes", "hours", "business hours", "days", "business days"]),
)
def test_adding_is_monotone_and_within_is_exactly_its_reach(
    calendar: Calendar, start: int, n: int, unit: str
) -> None:
    end = calendar.add(start, n, unit)  # type: ignore[arg-type]
    assert start <= end <= calendar.add(start, n + 1, unit)  # type: ignore[arg-type]
    assert end <= calendar.add(start + 7_200_000_000, n, unit)  # type: ignore[arg-type]
    assert calendar.within(start, end, n, unit)  # type: ignore[arg-type]
    assert not calendar.within(start, end + 1, n, unit)  # type: ignore[arg-type]
    assert calendar.elapsed(start, end, unit) <= n + 1e-9  # type: ignore[arg-type]
    assert calendar.elapsed(start, end + 1, unit) > n - 1e-9  # type: ignore[arg-type]
