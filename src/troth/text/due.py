"""By when? The moment that the words of a message mean.

A small grammar of deadlines: stretches ("within 48 hours", "in the next 2 business days"), days
("by Friday", "tomorrow before noon"), dates ("by 3 March", "2026-03-03") and ends ("by the end of
the month"). A bare day means the end of that day. What has passed ("on Tuesday we sent"), what
counts from another event ("within 30 days of cancellation") and what names no moment ("soon",
"in a few days", "03/04") gives nothing: a due date that was never said is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import TypeAlias

from troth.model.origin import Span
from troth.text.moments import (
    LAST,
    MONTHS,
    WEEKDAYS,
    Opening,
    add_months,
    count,
    later,
    local,
    moment,
    month_end,
    week_end,
    weekday,
    zone_of,
)


@dataclass(frozen=True, slots=True)
class Due:
    """The words that say when, where they stand in the text, and the moment they mean."""

    span: Span
    us: int
    words: str


@dataclass(frozen=True, slots=True)
class _Said:
    """When and where it was said."""

    us: int
    here: datetime
    zone: tzinfo
    calendar: Opening | None

    @property
    def day(self) -> date:
        return self.here.date()

    def end(self, day: date) -> int:
        return moment(day, LAST, self.zone)


_Reading: TypeAlias = Callable[["re.Match[str]", _Said], int | None]

_MONTH = "|".join(MONTHS)
_DAY = "|".join(WEEKDAYS)
_NUMBER = (
    r"\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|twenty"
    r"|thirty|half an?|a couple of|an?"
)
_UNIT = (
    r"(?:(?:business|working|work|week|office|bank)[ -]?)?(?:minutes?|mins?|hours?|hrs?|days?)"
    r"|weeks?|months?|years?|fortnight|quarters?"
)
_PART = r"first thing|early|late|morning|noon|midday|lunchtime|afternoon|evening|night|midnight"
_CLOCK = r"(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))? ?(?P<half>[ap]\.?m\b\.?)?|(?P<noon>noon|midday|midnight|lunchtime))"
_BY = r"(?:by|before|until|till?|no later than|not later than|on or before|on|at|for|from)"
_AT = rf"(?:,? (?:at|by|before|around|until|from)? ?(?:about |latest )?{_CLOCK})?"

_COUNTED_FROM = re.compile(
    r"\s*(?:of|from|after|following|prior|before|since|ago|old|earlier|in advance|notice|late\b)"
    r"(?! (?:now|today|this (?:message|mail|email)|the date of this))",
    re.I,
)
_PASSED = re.compile(
    r"\b(?:sent|was|were|had|told|said|got|did|made|came|went|wrote|spoke|paid|left|bought|began"
    r"|(?!need|feed|speed|exceed|proceed|succeed|hundred|indeed|red\b|bed\b)[a-z]{2,}ed)\b",
    re.I,
)
_AHEAD = re.compile(
    r"\b(?:will|shall|going to|should|can|could|would|expect\w*|scheduled|planned|due|must|may"
    r"|might|arrives?|starts?|ships?|leaves?|to be|promised|guaranteed|committed)\b|['’]ll\b",
    re.I,
)


def due(
    text: str, said_us: int, zone: str | None = None, calendar: Opening | None = None
) -> Due | None:
    """The first moment ahead that the text names, seen from when and where it was said.

    `said_us` is UTC microseconds; `zone` a name such as "Europe/Tallinn" (UTC if unknown).
    Days and dates lie in that zone. A business day ends as `Calendar.add` says; without a
    calendar it is the end of the Nth day from Monday to Friday.
    """
    if not _TRIGGER.search(text):
        return None
    there = zone_of(zone)
    said = _Said(said_us, local(said_us, there), there, calendar)
    found = [hit for pattern, read in _GRAMMAR for hit in _read(pattern, read, text, said)]
    return min(found, key=lambda one: (one.span.start, -one.span.end), default=None)


def _read(pattern: re.Pattern[str], read: _Reading, text: str, said: _Said) -> list[Due]:
    found: list[Due] = []
    for match in pattern.finditer(text):
        if _looks_back(text, match):
            continue
        us = read(match, said)
        if us is not None and us >= said.us:
            found.append(Due(Span(match.start(), match.end()), us, match.group()))
    return found


def _looks_back(text: str, match: re.Match[str]) -> bool:
    """Whether the words speak of what has been: "sent on Tuesday", "on Tuesday we sent"."""
    if re.match(r"(?:by|before|until|till?|no|not|within|next|tomorrow)\b", match.group(), re.I):
        return False
    cut = max(text.rfind(mark, 0, match.start()) for mark in ".!?;,\n") + 1
    stop = re.search(r"[.!?;,\n]", text[match.end() :])
    before = text[cut : match.start()]
    after = text[match.end() : match.end() + stop.start() if stop else len(text)]
    if re.search(r"\b(?:last|past|previous|since)\s*$", before, re.I):
        return True
    near = " ".join(before.split()[-2:])
    if _PASSED.search(near) and not re.search(r"\b(?:be|to|is|are|get)\b", near, re.I):
        return True
    return bool(_PASSED.search(before + after)) and not _AHEAD.search(before + after)


def _clock(match: re.Match[str], part: str | None = None) -> time | None:
    """The time of day named, None where none or an impossible one is."""
    named = (match.group("noon") or part or "").lower()
    if match.group("hour") is None:
        return _NAMED.get(named)
    hour, minute = int(match.group("hour")), int(match.group("minute") or 0)
    half = (match.group("half") or "").lower()
    if half.startswith("p") and hour < 12:
        hour += 12
    elif half.startswith("a") and hour == 12:
        hour = 0
    elif not half and not match.group("minute") and 1 <= hour <= 7:
        hour += 12
    return time(hour, minute) if hour < 24 and minute < 60 else None


_NAMED = {
    "first thing": time(12),
    "early": time(12),
    "morning": time(12),
    "noon": time(12),
    "midday": time(12),
    "lunchtime": time(14),
    "afternoon": time(18),
    "evening": LAST,
    "night": LAST,
    "midnight": LAST,
}


def _on(day: date, match: re.Match[str], said: _Said, part: str | None = None) -> int:
    """The end of the day, or the time of it that the words name; "before" a day is the eve."""
    at = _clock(match, part)
    lead = (match.groupdict().get("lead") or "").lower().strip()
    if at is None and lead == "before":
        day -= timedelta(days=1)
    return moment(day, at or LAST, said.zone)


def _stretch(match: re.Match[str], said: _Said) -> int | None:
    if _COUNTED_FROM.match(match.string, match.end()):
        return None
    n = count(match.group("most") or match.group("n") or "a")
    return None if n is None else later(said.us, n, _unit(match), said.zone, said.calendar)


def _unit(match: re.Match[str]) -> str:
    word = match.group("unit").lower()
    if word == "fortnight":
        return "week"
    plain = next(u for u in ("min", "h", "day", "week", "month", "year", "quarter") if u in word[-8:])
    plain = {"min": "minute", "h": "hour"}.get(plain, plain)
    if re.match(r"business|work|office|bank|week[ -]?d", word):
        return f"business {plain}"
    return plain


def _relative(match: re.Match[str], said: _Said) -> int | None:
    word = match.group("day").lower()
    on = 2 if "after" in word else 1 if word.startswith(("tomorrow", "next day")) else 0
    part = match.group("part") or ("night" if word == "tonight" else None)
    if on == 0 and match.group("hour") is None and match.group("noon") is None and not part:
        return said.end(said.day)
    return _on(said.day + timedelta(days=on), match, said, part)


def _weekday(match: re.Match[str], said: _Said) -> int | None:
    which = (match.group("which") or "").lower().split()
    name = match.group("day").lower()
    day = weekday(said.day, name, which[-1] if which and which[-1] in ("next", "this") else "")
    return _on(day, match, said, match.group("part"))


def _end(match: re.Match[str], said: _Said) -> int | None:
    what = re.sub(r"\b(?:the|of|business|working|this|today|play)\b", " ", match.group("what").lower())
    words = what.split()
    if words and words[-1] in WEEKDAYS:
        return said.end(weekday(said.day, words[-1], "next" if "next" in words else "this"))
    if words and words[-1] in MONTHS:
        return said.end(_month_day(said.day, MONTHS[words[-1]]))
    if "tomorrow" in words:
        return said.end(said.day + timedelta(days=1))
    on = 1 if "next" in words else 0
    if "week" in words:
        return said.end(week_end(said.day, on))
    if "month" in words:
        return said.end(month_end(said.day, on))
    if "quarter" in words:
        return said.end(month_end(said.day, 2 - (said.day.month - 1) % 3 + 3 * on))
    if "year" in words:
        return said.end(date(said.day.year + on, 12, 31))
    return said.end(said.day)


def _month_day(said: date, month: int) -> date:
    return month_end(date(said.year + (month < said.month), month, 1))


def _span(match: re.Match[str], said: _Said) -> int | None:
    """"this week", "next month", "later this week", "early next week", "this weekend"."""
    on = 1 if match.group("which").lower() == "next" else 0
    early = (match.group("early") or "").lower() == "early"
    what = match.group("what").lower()
    if what in ("week", "weekend"):
        end = week_end(said.day, on)
        return said.end(end - timedelta(days=4) if early and what == "week" else end)
    if what == "month":
        end = month_end(said.day, on)
        return said.end(end.replace(day=10) if early else end)
    if what == "quarter":
        return said.end(month_end(said.day, 2 - (said.day.month - 1) % 3 + 3 * on))
    if what == "year":
        return said.end(date(said.day.year + on, 12, 31))
    return later(said.us, 1, "business day", said.zone, said.calendar)


def _date(match: re.Match[str], said: _Said) -> int | None:
    """A day and month, of the year named, or of the nearest such day not long past."""
    month, number = MONTHS[match.group("month").lower()], int(match.group("number"))
    year = match.group("year")
    day = _day(int(year) if year else said.day.year, month, number)
    if day is None:
        return None
    if not year and (said.day - day).days > 180:
        day = _day(said.day.year + 1, month, number) or day
    return _on(day, match, said)


def _numeric(match: re.Match[str], said: _Said) -> int | None:
    """Figures only: ISO dates, and day and month where one of them cannot be a month."""
    if match.group("iso"):
        year, month, number = (int(part) for part in match.group("iso").split("-"))
    else:
        first, second, year = (int(part) for part in re.split(r"[/.]", match.group("plain")))
        if first <= 12 and second <= 12 and first != second:
            return None
        number, month = (first, second) if second <= 12 else (second, first)
    day = _day(year + 2000 if year < 100 else year, month, number)
    return None if day is None else _on(day, match, said)


def _nth(match: re.Match[str], said: _Said) -> int | None:
    """"by the 15th": of this month, or of the next once it is past."""
    number = int(match.group("number"))
    for months in range(3):
        first = add_months(said.day.replace(day=1), months)
        day = _day(first.year, first.month, number)
        if day is not None and day >= said.day:
            return _on(day, match, said)
    return None


def _time(match: re.Match[str], said: _Said) -> int | None:
    """"by 5 pm": today, or tomorrow once that has passed."""
    at = _clock(match)
    if at is None:
        return None
    us = moment(said.day, at, said.zone)
    return us if us >= said.us else moment(said.day + timedelta(days=1), at, said.zone)


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _rule(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.I)


_TRIGGER = re.compile(
    r"\d|day|week|month|quarter|year|hour|minute|\bmins?\b|tonight|tomorrow|fortnight|noon|"
    rf"\b(?:{_DAY}|eod|eow|eom|cob)\b|afternoon|morning|evening|midnight",
    re.I,
)
_GRAMMAR: tuple[tuple[re.Pattern[str], _Reading], ...] = (
    (
        _rule(
            r"\b(?:with ?in|inside|in (?:under|less than|about|around|approximately|up to|as little as)"
            r"|in|over|during|for|up to|under|no more than|no later than|not later than|less than"
            r"|at most|allow(?: up to)?|takes?(?: up to)?|by)"
            r"(?: (?:a )?maximum of| at most| the)?(?: (?:next|coming|following))?"
            rf" (?:(?:about|around|approximately|max|maximum|another) )?(?:(?P<n>{_NUMBER})"
            rf"(?: ?(?:-|–|to|or) ?(?P<most>{_NUMBER}))?[ -]?)?(?P<unit>{_UNIT})\b"
            r"(?: from (?:now|today))?"
        ),
        lambda match, said: (
            None if re.match(r"(?:for|over|during)\b(?!.*\b(?:next|coming)\b)|(?:in|by) (?!the next|an?\b|\d|half|the coming|about|around|under|less|up|as|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|twenty|thirty|approx|another|max)", match.group(), re.I)
            else _stretch(match, said)
        ),
    ),
    (
        _rule(rf"\b(?P<n>{_NUMBER})(?: ?(?:-|–|to) ?(?P<most>{_NUMBER}))? ?(?P<unit>{_UNIT}) from (?:now|today)\b"),
        _stretch,
    ),
    (
        _rule(
            rf"\b(?:(?P<lead>{_BY}) )?(?:later |early |late |first thing |sometime )?"
            rf"(?P<day>the day after tomorrow|day after tomorrow|tomorrow|today|tonight|(?:the )?same day)"
            rf"(?:['’]s)?(?: (?P<part>{_PART}))?{_AT}(?! ['’]?s? (?:news|world|post))"
        ),
        _relative,
    ),
)
