"""Which moment a named day, hour or stretch of time means, seen from where it was said.

Ends, not beginnings: whoever says "by Friday" has until the end of Friday. All moments are UTC
microseconds; all days are days of the speaker's zone, so that a day of 23 hours ends when its
people say it ends.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import Protocol

LAST = time(23, 59, 59)
"""The end of a day, as its last whole second: it still prints as that day."""
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        1,
    )
    for name in names
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            ("monday", "mon"),
            ("tuesday", "tues", "tue"),
            ("wednesday", "wed"),
            ("thursday", "thurs", "thur", "thu"),
            ("friday", "fri"),
            ("saturday", "sat"),
            ("sunday", "sun"),
        )
    )
    for name in names
}
SMALL = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), 1
    )
} | {"a": 1, "an": 1, "the": 1, "couple": 2, "fourteen": 14, "twenty": 20, "thirty": 30}


class Opening(Protocol):
    """The calendar craft, as far as it is needed here."""

    def add(self, start_us: int, n: float, unit: str) -> int:
        """The moment `n` units after the start, inside opening hours where the unit asks it."""
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
    """"3", "three", "a", "half an"; None where no number is meant ("a few")."""
    plain = words.lower().strip()
    if plain.isdigit():
        return float(plain)
    if plain.startswith("half"):
        return 0.5
    first = plain.split()[0] if plain else ""
    if "couple" in plain:
        return 2.0
    return float(SMALL[first]) if first in SMALL else None


def weekday(said: date, name: str, which: str) -> date:
    """The day a weekday's name means.

    On that very weekday the name alone means the one a week on: for today one says "today".
    "this" stays in the week where it can; "next" is the one of the coming week.
    """
    ahead = (WEEKDAYS[name] - said.weekday()) % 7
    if which == "next":
        monday = said + timedelta(days=7 - said.weekday())
        return monday + timedelta(days=WEEKDAYS[name])
    if which == "this":
        return said + timedelta(days=ahead)
    return said + timedelta(days=ahead or 7)


def month_end(day: date, months: int = 0) -> date:
    """The last day of the month so many months on."""
    year, month = divmod(day.year * 12 + day.month - 1 + months + 1, 12)
    return date(year, month + 1, 1) - timedelta(days=1)


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or the last one of a shorter month."""
    end = month_end(day, months)
    return end.replace(day=min(day.day, end.day))


def week_end(day: date, weeks: int = 0) -> date:
    """The Sunday of the week so many weeks on."""
    return day + timedelta(days=6 - day.weekday() + 7 * weeks)


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
    if unit.startswith("business"):
        if calendar is not None:
            return calendar.add(us, n, f"{unit}s")
        if unit == "business hour":
            return us + int(n * 3_600_000_000)
        return moment(working_day(here, int(n)), LAST, zone)
    exact = {"minute": 60_000_000, "hour": 3_600_000_000}.get(unit)
    if exact is not None:
        return us + int(n * exact)
    if n < 1:
        return us + int(n * 86_400_000_000)
    if unit in ("day", "week"):
        return moment(here + timedelta(days=int(n) * (7 if unit == "week" else 1)), LAST, zone)
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    return moment(add_months(here, int(n) * months), LAST, zone)
