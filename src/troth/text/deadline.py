"""How each kind of deadline is read, once a phrase of it was found.

A reading gives UTC microseconds, or None where the words look like a deadline and are none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import TypeAlias

from troth.model.units import DAY_US
from troth.text.ahead import (
    LAST,
    MONTHS,
    WEEKDAYS,
    Opening,
    add_months,
    count,
    later,
    moment,
    month_end,
    quarter_end,
    week_end,
    weekday,
)


@dataclass(frozen=True, slots=True)
class Said:
    """When and where it was said, and whose opening hours hold."""

    us: int
    here: datetime
    zone: tzinfo
    calendar: Opening | None

    @property
    def day(self) -> date:
        return self.here.date()

    def end(self, day: date) -> int:
        return moment(day, LAST, self.zone)


Match: TypeAlias = "re.Match[str]"
Reading: TypeAlias = Callable[[Match, Said], int | None]

MOST = 1000
"""More units than this are no deadline: a number, a price, a year."""
_NAMED = {
    "first thing": time(12),
    "morning": time(12),
    "noon": time(12),
    "midday": time(12),
    "lunchtime": time(14),
    "afternoon": time(18),
    "evening": LAST,
    "night": LAST,
    "midnight": LAST,
}
_OTHER_EVENT = re.compile(
    r"(?:['’]s? notice|\s*(?:of|from|after|following|prior|before|since|ago|old|earlier"
    r"|in advance|notice|late|a (?:day|week|month|year)))\b"
    r"(?! (?:now|today|this (?:message|mail|email)))",
    re.I,
)


def _clock(match: Match, part: str | None = None) -> time | None:
    """The time of day named; None where none is, or no clock shows it."""
    if match.group("hour") is None:
        return _NAMED.get((match.group("noon") or part or "").lower())
    hour, minute = int(match.group("hour")), int(match.group("minute") or 0)
    half = (match.group("half") or "").lower()
    if half.startswith("p") and hour < 12:
        hour += 12
    elif half.startswith("a") and hour == 12:
        hour = 0
    elif not half and not match.group("minute") and 1 <= hour <= 7:
        hour += 12
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _on(day: date, match: Match, said: Said, part: str | None = None) -> int:
    """The end of that day, or the time of it that is named; "before" a bare day is its eve."""
    at = _clock(match, part)
    if at is None and (match.group("lead") or "").lower() == "before":
        day -= timedelta(days=1)
    return moment(day, at or LAST, said.zone)


def stretch(match: Match, said: Said) -> int | None:
    groups = match.groupdict()
    if _OTHER_EVENT.match(match.string, match.end()):
        return None
    n = count(groups.get("two") or groups.get("most") or groups.get("n") or "one")
    if n is None or n > MOST:
        return None
    n *= 2 if match.group("unit").lower() == "fortnight" else 1
    return later(said.us, n, _unit(match), said.zone, said.calendar)


def _unit(match: Match) -> str:
    word = match.group("unit").lower()
    business = re.match(r"(?:business|work|office|bank|week[ -]?d)", word)
    tail = re.sub(r"^(?:business|working|work|week(?=[ -]?d)|office|bank)[ -]?", "", word)
    plain = {"m": "minute", "h": "hour", "d": "day", "w": "week", "y": "year", "q": "quarter"}
    unit = "month" if tail.startswith("mo") else plain.get(tail[0], "week")
    unit = "week" if tail == "fortnight" else unit
    return f"business {unit}" if business else unit


def near_day(match: Match, said: Said) -> int | None:
    """Today, tonight, tomorrow, the day after: with a part of the day or a time."""
    word = match.group("day").lower()
    on = 2 if "after" in word else 1 if word == "tomorrow" else 0
    return _on(said.day + timedelta(days=on), match, said, match.group("part"))


def named_day(match: Match, said: Said) -> int | None:
    which = (match.group("which") or "").lower()
    day = weekday(said.day, match.group("day").lower(), which)
    return _on(day, match, said, match.group("part"))


def end_of(match: Match, said: Said) -> int | None:
    """The end of a day, week, month, quarter or year; of a named weekday or month."""
    words = (match.group("what") or "").lower().split()
    on = 1 if "next" in words else 0
    last = words[-1] if words else "day"
    if last in WEEKDAYS:
        return said.end(weekday(said.day, last, "next" if on else ""))
    if last in MONTHS:
        month = MONTHS[last]
        return said.end(month_end(date(said.day.year + (month < said.day.month), month, 1)))
    if last == "tomorrow":
        return said.end(said.day + timedelta(days=1))
    return _close(said, last, on)


def _close(said: Said, what: str, on: int) -> int:
    what = {"eow": "week", "eom": "month", "eoy": "year", "eoq": "quarter"}.get(what, what)
    if what.startswith("week"):
        return said.end(week_end(said.day, on))
    if what == "month":
        return said.end(month_end(said.day, on))
    if what == "quarter":
        return said.end(quarter_end(said.day, on))
    if what == "year":
        return said.end(date(said.day.year + on, 12, 31))
    return said.end(said.day)


def shorthand(match: Match, said: Said) -> int | None:
    """EOD, COB, EOW, EOM: bare, or of a named day."""
    of = (match.group("of") or "").lower()
    if of == "tomorrow":
        return said.end(said.day + timedelta(days=1))
    if of in WEEKDAYS:
        return said.end(weekday(said.day, of, ""))
    return _close(said, match.group("short").lower(), 0)


def span_ahead(match: Match, said: Said) -> int | None:
    """ "this week", "next month", "early next week", "this weekend", "the next business day"."""
    on = 1 if match.group("which").lower() == "next" else 0
    what = match.group("what").lower()
    if "day" in what:
        return later(said.us, 1, "business day", said.zone, said.calendar)
    us = _close(said, what, on)
    if (match.group("early") or "").lower().strip() == "early" and what == "week":
        return us - 4 * DAY_US
    return us


def calendar_date(match: Match, said: Said) -> int | None:
    """Day and month: of the year named, else the nearest such day that is not just past."""
    month, number = MONTHS[match.group("month").lower()], int(match.group("number"))
    year = match.group("year")
    day = _day(int(year) if year else said.day.year, month, number)
    if not year and (day is None or (said.day - day).days > 180):
        day = _day(said.day.year + 1, month, number)
    return None if day is None else _on(day, match, said)


def figures(match: Match, said: Said) -> int | None:
    """Figures only: ISO dates, and others where one of the two can be no month."""
    if match.group("iso"):
        year, month, number = (int(part) for part in match.group("iso").split("-"))
    else:
        first, second, year = (int(part) for part in re.split(r"[/.]", match.group("plain")))
        if first <= 12 and second <= 12 and first != second:
            return None
        number, month = (first, second) if second <= 12 else (second, first)
    day = _day(year + 2000 if year < 100 else year, month, number)
    return None if day is None else _on(day, match, said)


def nth_day(match: Match, said: Said) -> int | None:
    """ "by the 15th": of this month, or of the next once it is past."""
    for months in range(3):
        first = add_months(said.day.replace(day=1), months)
        day = _day(first.year, first.month, int(match.group("number")))
        if day is not None and day >= said.day:
            return _on(day, match, said)
    return None


def named_month(match: Match, said: Said) -> int | None:
    """ "in April": its end. "before April": the end of March."""
    month = MONTHS[match.group("month").lower()]
    year = match.group("year")
    first = date(int(year) if year else said.day.year + (month < said.day.month), month, 1)
    eve = (match.group("lead") or "").lower() == "before"
    return said.end(first - timedelta(days=1) if eve else month_end(first))


def time_of_day(match: Match, said: Said) -> int | None:
    """ "by 5 pm": today, or tomorrow once that has passed; "by 5 pm on Tuesday"."""
    at = _clock(match)
    if at is None:
        return None
    of = (match.group("of") or "").lower()
    if of:
        ahead = said.day + timedelta(days=of == "tomorrow")
        day = weekday(said.day, of, "") if of in WEEKDAYS else ahead
        return moment(day, at, said.zone)
    us = moment(said.day, at, said.zone)
    return us if us >= said.us else moment(said.day + timedelta(days=1), at, said.zone)


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
