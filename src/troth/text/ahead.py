"""Which moment ahead a named day, hour or stretch of time means, seen from where it was said.

Ends, not beginnings: whoever says "by Friday" has until the end of Friday. All moments are UTC
microseconds; all days are days of the speaker's zone, so that a day of 23 hours ends when its
people say it ends.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import Any, Protocol

from troth.model.units import DAY_US, HOUR_US, MINUTE_US

LAST = time(23, 59, 59)
"""The end of a day, as its last whole second: it still prints as that day."""


def _table(names: str, first: int) -> dict[str, int]:
    rows = enumerate((row.split() for row in names.split(",")), first)
    return {name: number for number, row in rows for name in row}


MONTHS = _table(
    "january jan,february feb,march mar,april apr,may,june jun,july jul,august aug,"
    "september sept sep,october oct,november nov,december dec",
    1,
)
WEEKDAYS = _table(
    "monday mon,tuesday tues tue,wednesday wed,thursday thurs thur thu,friday fri,"
    "saturday sat,sunday sun",
    0,
)
NUMBERS = _table("one a an,two,three,four,five,six,seven,eight,nine,ten,eleven,twelve", 1) | {
    "fourteen": 14,
    "fifteen": 15,
    "twenty": 20,
    "twenty-four": 24,
    "thirty": 30,
    "forty-eight": 48,
    "sixty": 60,
    "seventy-two": 72,
    "ninety": 90,
}


class Opening(Protocol):
    """The calendar craft, as far as it is needed here; `set` is False where every hour counts."""

    @property
    def set(self) -> bool: ...

    def add(self, start_us: int, n: float, unit: Any, /) -> int:
        """The moment `n` "business days" or "business hours" after the start."""
        ...


@lru_cache(maxsize=512)
def zone_of(name: str | None) -> tzinfo:
    """The named time zone; UTC where none is known or the name is no zone."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    if not name:
        return UTC
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def local(us: int, zone: tzinfo) -> datetime:
    """A moment on the clock of a zone."""
    return datetime.fromtimestamp(us // 1_000_000, UTC).astimezone(zone)


def moment(day: date, at: time, zone: tzinfo) -> int:
    """A wall-clock time of a day, in UTC microseconds."""
    there = datetime.combine(day, at, zone)
    return int(there.astimezone(UTC).timestamp()) * 1_000_000


def count(words: str) -> float | None:
    """How many "3", "three", "a" or "half an" means; None where no number does ("a few")."""
    plain = re.sub(r"\b(twenty|forty|seventy) (?=[a-z])", r"\1-", words.lower().strip())
    if plain.isdigit():
        return float(plain)
    if plain.startswith("half"):
        return 0.5
    if "couple" in plain:
        return 2.0
    number = NUMBERS.get(plain)
    return None if number is None else float(number)


def weekday(said: date, name: str, which: str) -> date:
    """The day a weekday's name means.

    On that very weekday the name alone means the one a week on: for today one says "today".
    "this" may mean today; "next" is the one of the coming week.
    """
    if which == "next":
        return said + timedelta(days=7 - said.weekday() + WEEKDAYS[name])
    on = (WEEKDAYS[name] - said.weekday()) % 7
    return said + timedelta(days=on if which == "this" else on or 7)


def month_end(day: date, months: int = 0) -> date:
    """The last day of the month so many months on."""
    year, month = divmod(day.year * 12 + day.month + months, 12)
    return date(year, month + 1, 1) - timedelta(days=1)


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or the last one of a shorter month."""
    end = month_end(day, months)
    return end.replace(day=min(day.day, end.day))


def week_end(day: date, weeks: int = 0) -> date:
    """The Sunday of the week so many weeks on."""
    return day + timedelta(days=6 - day.weekday() + 7 * weeks)


def quarter_end(day: date, quarters: int = 0) -> date:
    """The last day of the quarter so many quarters on."""
    return month_end(day, 2 - (day.month - 1) % 3 + 3 * quarters)


def working_day(day: date, n: int) -> date:
    """The nth day after this one that is neither Saturday nor Sunday."""
    while n > 0:
        day += timedelta(days=1)
        n -= day.weekday() < 5
    return day


def later(us: int, n: float, unit: str, zone: tzinfo, calendar: Opening | None = None) -> int:
    """`n` minutes, hours, days, weeks, months, business days or business hours on.

    Minutes and hours run exactly; days and what is longer run to the end of the last day. A
    business day ends at its close where the calendar knows one, else at its end; without a
    calendar business days are Monday to Friday and business hours are plain hours.
    """
    here = local(us, zone).date()
    if unit.startswith("business") and calendar is not None and calendar.set:
        return calendar.add(us, max(1, round(n)), f"{unit}s")
    if unit == "business day":
        return moment(working_day(here, int(n)), LAST, zone)
    exact = {"minute": MINUTE_US, "hour": HOUR_US}.get(unit.removeprefix("business "))
    if exact is not None:
        return us + int(n * exact)
    if n < 1:
        return us + int(n * DAY_US)
    if unit in ("day", "week"):
        return moment(here + timedelta(days=int(n) * (7 if unit == "week" else 1)), LAST, zone)
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    return moment(add_months(here, int(n) * months), LAST, zone)
