"""The grammar of deadlines: each kind of phrase and how it is read.

A rule is a pattern and a reading; a reading gives UTC microseconds, or None where the words
look like a deadline and are none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import TypeAlias

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

_MONTH = "|".join(MONTHS)
_MONTH_NAME = "|".join(name.title() for name in MONTHS if len(name) > 3 or name == "may")
_DAY = "|".join(WEEKDAYS)
_NUMBER = (
    r"\d{1,4}|twenty[- ]four|forty[- ]eight|seventy[- ]two|one|two|three|four|five|six|seven"
    r"|eight|nine|ten|eleven|twelve|fourteen|fifteen|twenty|thirty|sixty|ninety|half an?"
    r"|a couple of|couple of|an?"
)
_UNIT = (
    r"(?P<unit>(?:(?:business|working|work|week|office|bank)[ -]?)?(?:minutes?|mins?|hours?|hrs?|h"
    r"|days?)|weeks?|months?|years?|fortnight|quarters?)\b(?: or (?P<two>two))?"
)
_N = (
    rf"(?P<n>{_NUMBER})(?: ?\(\d+\))?(?: ?(?:-|–|to|or|and) ?(?P<most>{_NUMBER}))?[ -]?"
    r"(?:full )?"
)
_PART = r"first thing|morning|noon|midday|lunchtime|afternoon|evening|night|midnight"
_CLOCK = (
    r"(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))? ?(?P<half>[ap]\.?m\b\.?)?(?! ?[-/%\d])"
    r"|(?P<noon>noon|midday|midnight|lunchtime))"
)
_AT = rf"(?:,? (?:at|by|before|around|until) (?:about |the latest )?{_CLOCK})?"
_LEAD = (
    r"(?:(?P<lead>by|before|until|till?|no later than|not later than|on or before|on|at|from)"
    r"(?: (?:around|about|approximately|latest|the latest))? )"
)
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
    r"|in advance|notice|late|a (?:day|week|month|year)))\b(?! (?:now|today|this (?:message|mail|email)))",
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


def _stretch(match: Match, said: Said) -> int | None:
    groups = match.groupdict()
    if _OTHER_EVENT.match(match.string, match.end()):
        return None
    n = count(groups.get("two") or groups.get("most") or groups.get("n") or "one")
    return None if n is None else later(said.us, n, _unit(match), said.zone, said.calendar)


def _unit(match: Match) -> str:
    word = match.group("unit").lower()
    business = re.match(r"(?:business|work|office|bank|week[ -]?d)", word)
    tail = re.sub(r"^(?:business|working|work|week(?=[ -]?d)|office|bank)[ -]?", "", word)
    plain = {"m": "minute", "h": "hour", "d": "day", "w": "week", "y": "year", "q": "quarter"}
    unit = "month" if tail.startswith("mo") else plain.get(tail[0], "week")
    unit = "week" if tail == "fortnight" else unit
    return f"business {unit}" if business else unit


def _fortnight(match: Match, said: Said) -> int | None:
    return said.end(said.day + timedelta(days=14))


def _near(match: Match, said: Said) -> int | None:
    """Today, tonight, tomorrow, the day after: with a part of the day or a time."""
    word = match.group("day").lower()
    on = 2 if "after" in word else 1 if word == "tomorrow" else 0
    return _on(said.day + timedelta(days=on), match, said, match.group("part"))


def _named_day(match: Match, said: Said) -> int | None:
    which = (match.group("which") or "").lower()
    day = weekday(said.day, match.group("day").lower(), which)
    return _on(day, match, said, match.group("part"))


def _end(match: Match, said: Said) -> int | None:
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


def _short(match: Match, said: Said) -> int | None:
    """EOD, COB, EOW, EOM: bare, or of a named day."""
    of = (match.group("of") or "").lower()
    if of == "tomorrow":
        return said.end(said.day + timedelta(days=1))
    if of in WEEKDAYS:
        return said.end(weekday(said.day, of, ""))
    return _close(said, match.group("short").lower(), 0)


def _this(match: Match, said: Said) -> int | None:
    """ "this week", "next month", "early next week", "this weekend", "the next business day"."""
    on = 1 if match.group("which").lower() == "next" else 0
    what = match.group("what").lower()
    if "day" in what:
        return later(said.us, 1, "business day", said.zone, said.calendar)
    us = _close(said, what, on)
    if (match.group("early") or "").lower().strip() == "early" and what == "week":
        return us - 4 * 86_400_000_000
    return us


def _date(match: Match, said: Said) -> int | None:
    """Day and month: of the year named, else the nearest such day that is not just past."""
    month, number = MONTHS[match.group("month").lower()], int(match.group("number"))
    year = match.group("year")
    day = _day(int(year) if year else said.day.year, month, number)
    if day is not None and not year and (said.day - day).days > 180:
        day = _day(said.day.year + 1, month, number)
    return None if day is None else _on(day, match, said)


def _figures(match: Match, said: Said) -> int | None:
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


def _nth(match: Match, said: Said) -> int | None:
    """ "by the 15th": of this month, or of the next once it is past."""
    for months in range(3):
        first = add_months(said.day.replace(day=1), months)
        day = _day(first.year, first.month, int(match.group("number")))
        if day is not None and day >= said.day:
            return _on(day, match, said)
    return None


def _month(match: Match, said: Said) -> int | None:
    """ "in April": its end. "before April": the end of March."""
    month = MONTHS[match.group("month").lower()]
    year = match.group("year")
    first = date(int(year) if year else said.day.year + (month < said.day.month), month, 1)
    eve = (match.group("lead") or "").lower() == "before"
    return said.end(first - timedelta(days=1) if eve else month_end(first))


def _time(match: Match, said: Said) -> int | None:
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


_RULES: tuple[tuple[str, Reading], ...] = (
    (
        r"\b(?:within|inside|in|up to|under|no more than|no later than|not later than|less than"
        r"|at most|takes?|allow)(?: (?:under|less than|about|around|approximately|up to"
        r"|as little as|a maximum of|maximum|at most|another|the next|the coming|the following"
        rf"|next|no more than))? {_N}{_UNIT}(?: from (?:now|today))?",
        _stretch,
    ),
    (rf"\b(?:in|within|over|during|for) (?:the )?(?:next|coming) (?:{_N})?{_UNIT}", _stretch),
    (rf"\b(?:within|inside) the (?:same )?{_UNIT}", _stretch),
    (rf"\b{_N}{_UNIT} from (?:now|today)", _stretch),
    (r"\b(?:in|within) a fortnight\b", _fortnight),
    (
        rf"\b{_LEAD}?(?:later |first thing |sometime )?(?P<day>the day after tomorrow"
        r"|day after tomorrow|tomorrow|today|tonight|this (?=morning|noon|afternoon|evening))"
        rf"(?:['’]s)?(?: ?(?:in the )?(?P<part>{_PART}))?{_AT}\b",
        _near,
    ),
    (
        rf"\b{_LEAD}?(?:(?P<which>this|next|coming) )?(?P<day>{_DAY})\b"
        rf"(?:['’]s)?(?: (?P<part>{_PART}))?{_AT}",
        _named_day,
    ),
    (
        r"\b(?:(?:by|before|until|till?|at|through|for|on|no later than) )?(?:the )?"
        r"(?:very )?(?:end|close|rest|remainder) of (?:the |this |our )?(?:close of )?"
        rf"(?P<what>(?:next )?(?:(?:business|working) )?(?:day|week|month|quarter|year)"
        rf"|today|tomorrow|play|business(?: (?:today|tomorrow|{_DAY}))?|(?:next )?(?:{_DAY}|{_MONTH}))\b",
        _end,
    ),
    (
        rf"\b(?:by |before |until )?(?:the )?(?P<short>eod|cob|eow|eom|eoq|eoy)"
        rf"(?: (?:on )?(?P<of>today|tomorrow|{_DAY}))?\b",
        _short,
    ),
    (
        r"\b(?:by |before |until |during |on |over )?(?P<early>early |late |later |sometime )?"
        r"(?:the )?(?P<which>this|next|coming) (?P<what>weekend|week|month|quarter|year"
        r"|(?:business|working) day)\b(?!['’]s|\s+day)",
        _this,
    ),
    (
        rf"\b{_LEAD}?(?:(?:{_DAY}),? (?:the )?)?(?P<number>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? "
        rf"(?P<month>{_MONTH})\b\.?(?:,? (?P<year>20\d\d))?{_AT}",
        _date,
    ),
    (
        rf"\b{_LEAD}?(?:(?:{_DAY}),? )?(?P<month>{_MONTH})\b\.? (?:the )?"
        rf"(?P<number>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<year>20\d\d))?{_AT}",
        _date,
    ),
    (
        rf"\b{_LEAD}?(?:(?P<iso>20\d\d-\d\d-\d\d)(?:T\d\d:\d\d\S*)?"
        rf"|(?P<plain>\d{{1,2}}[/.]\d{{1,2}}[/.](?:20)?\d\d))\b{_AT}",
        _figures,
    ),
    (
        rf"\b(?P<lead>by|before|until|on|no later than) the (?P<number>\d{{1,2}})(?:st|nd|rd|th)\b"
        rf"(?! of| (?:{_MONTH}|time|floor)){_AT}",
        _nth,
    ),
    (
        r"\b(?P<lead>in|by|before|during|until|till?|no later than) (?:early |late |mid[- ])?"
        rf"(?P<month>(?-i:{_MONTH_NAME}))\b(?! \d\d?\b)(?:,? (?P<year>20\d\d))?",
        _month,
    ),
    (
        r"\b(?:by|before|until|at|no later than|not later than) "
        rf"(?=\d{{1,2}}(?::\d\d| ?[ap]\.?m)|noon|midday|midnight){_CLOCK}"
        rf"(?: (?:on )?(?P<of>today|tomorrow|{_DAY})\b)?",
        _time,
    ),
)
GRAMMAR: tuple[tuple[re.Pattern[str], Reading], ...] = tuple(
    (re.compile(pattern, re.I), reading) for pattern, reading in _RULES
)
TRIGGER = re.compile(
    r"\d|day|week|month|quarter|year|hour|minute|\bmins?\b|tonight|tomorrow|fortnight|noon"
    rf"|\b(?:{_DAY}|{_MONTH}|eod|eow|eom|eoq|eoy|cob)\b|morning|evening|midnight|close of",
    re.I,
)
"""A cheap look that rules out most texts before the grammar is tried."""
