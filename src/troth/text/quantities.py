"""The quantities in a sentence: how long, how often, how much, which share, when open.

Each is read once, into one unit: durations and periods in hours (a business day is 1.4 days of
the calendar, since five of seven are worked), sums by currency, shares in per cent, opening
times as days of the week and hours of the day.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

WORDS: dict[str, float] = {
    "half": 0.5, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fourteen": 14,
    "fifteen": 15, "twenty-four": 24, "twenty": 20, "thirty": 30, "forty-eight": 48, "forty": 40,
    "sixty": 60, "seventy-two": 72, "ninety": 90,
}  # fmt: skip
NUMBER = r"\d{1,3}(?:[ ,.'’]\d{3})+(?!\d)(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)?"
UNIT = r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|h|days?|nights?|weeks?|months?|years?)"
COUNT = rf"(?:{NUMBER}|{'|'.join(word for word in WORDS if word not in ('a', 'an', 'half'))})"
_HOURS = {
    "sec": 1 / 3600, "second": 1 / 3600, "min": 1 / 60, "minute": 1 / 60, "h": 1.0, "hr": 1.0,
    "hour": 1.0, "day": 24.0, "night": 24.0, "week": 168.0, "month": 730.0, "year": 8760.0,
}  # fmt: skip
_BUSINESS = 1.4
_DURATION = (
    rf"(?<![\w.,])(?P<count>{COUNT}|half an?|(?:(?<=in )|(?<=within )|(?<=under )|(?<=than )|"
    rf"(?<=after )|(?<=for ))an?)[\s-]?\s?(?:(?P<work>business|working)[\s-]+|calendar[\s-]+)?"
    rf"(?P<unit>{UNIT})\b"
)
_SPOKEN: tuple[tuple[str, float], ...] = (
    (r"\bsame[- ](?:(?:business|working) )?day\b", 12.0),
    (r"\b(?:next[- ]day|overnight|by tomorrow)\b", 24.0),
    (r"\bnext (?:business|working)[- ]day\b", 24.0 * _BUSINESS),
    (r"\b(?:instant(?:ly)?|immediately|in real time)\b", 0.0),
    (r"\bfor ?ever\b|\bfor life\b|\blifetime\b|\bfor good\b|,\s*ever$", math.inf),
)
_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PERIODS: tuple[tuple[str, float], ...] = (
    (r"\b(?:every|each) (?:single )?(?:working )?(?:day|night|evening|morning)\b|\bdaily\b", 24.0),
    (rf"\btwice a week\b|\b(?:every|each) {_DAY} and {_DAY}\b", 84.0),
    (rf"\b(?:every|each) (?:week|{_DAY})\b|\bweekly\b|\bon {_DAY}s\b|\b(?:once )?a week\b", 168.0),
    (r"\b(?:every other week|fortnightly|twice a month)\b", 336.0),
    (r"\b(?:every|each) month\b|\bonce a month\b|\bmonthly\b|\b(?:first|end|last day|1st) of (?:the|each) month\b", 730.0),
    (r"\b(?:every|each|once a) year\b|\b(?:yearly|annually)\b", 8760.0),
)  # fmt: skip
_CURRENCY = {
    "€": "eur", "eur": "eur", "euro": "eur", "euros": "eur", "$": "usd", "usd": "usd",
    "dollar": "usd", "dollars": "usd", "£": "gbp", "gbp": "gbp", "pound": "gbp", "pounds": "gbp",
}  # fmt: skip
_TIMES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6}
_MONEY = (
    rf"(?P<sign>[€$£])\s?(?P<sum>{NUMBER})(?:\s?(?P<times>k|m|million|thousand)\b)?"
    rf"|(?<![\d.,])(?P<sum2>{NUMBER})\s?(?:(?P<times2>k|m|million|thousand)\s?)?"
    r"(?P<sign2>€|£|\$|(?:eur|usd|gbp|dollars?|euros?|pounds?)\b)"
)
_SHARE = r"(?<![\d.,])(\d{1,3}(?:[.,]\d+)?)\s?(?:%|percent\b|per cent\b)"
_ALL_HOURS = (
    r"(?<!\w)(?:24/7|24x7|24/365)(?!\w)|\b(?:a?round[- ]the[- ]clock|day and night|"
    r"(?:at )?any (?:hour|time of (?:the )?day)|24 hours a day)\b"
)
_ALL_DAYS = r"\b(?:seven|7|365) days a (?:week|year)\b|\bevery day of the (?:week|year)\b"
_WORKDAYS = r"\bweekdays?\b|\b(?:business|office|working) hours\b|\bon working days\b"
_WEEKEND = r"\bweekends?\b"
_FROM_TO = rf"\b({_DAY})s?\s?(?:to|through|until|[-–])\s?({_DAY})s?\b"
_ON = rf"\b(?:on|and|even|open|including)\s+({_DAY})s\b"
_CLOCK = (
    r"(?<![\d:.,€$£])(\d{1,2})(?:[:.]\d\d)?\s?(am|pm)?\s?(?:to|until|till|[-–])\s?"
    r"(\d{1,2})(?:[:.]\d\d)?\s?(am|pm)?\b(?!\s?(?:%|days|hours|minutes|weeks|kg|business|working))"
)


@dataclass(frozen=True, slots=True)
class Quantities:
    """What a sentence measures. `days` are days of the week from 0, Monday; None is unsaid."""

    durations: tuple[float, ...] = ()
    periods: tuple[float, ...] = ()
    sums: tuple[tuple[str, float], ...] = ()
    shares: tuple[float, ...] = ()
    days: frozenset[int] | None = None
    hours: tuple[float, float] | None = None

    @property
    def open(self) -> bool:
        """Whether it says when somebody is there."""
        return self.days is not None or self.hours is not None


@lru_cache(maxsize=4096)
def quantities(text: str) -> Quantities:
    """All quantities of a sentence."""
    days, hours = _opening(text)
    return Quantities(
        durations=tuple(_durations(text)),
        periods=tuple(hours for regex, hours in _PERIODS if _found(regex, text)),
        sums=tuple(_sums(text)),
        shares=tuple(number(share) for share in _pattern(_SHARE).findall(text)),
        days=days,
        hours=hours,
    )


def number(text: str) -> float:
    """A number as it is written: “5,000”, “5.000”, “5 000”, “2,50”, “99.5” or “ten”."""
    word = text.strip().lower()
    if word in WORDS:
        return float(WORDS[word])
    if re.fullmatch(r"\d{1,3}(?:[ ,.'’]\d{3})+(?:[.,]\d{1,2})?", word):
        parts = re.split(r"[ ,.'’]", word)
        tail = f".{parts.pop()}" if len(parts[-1]) < 3 else ""
        return float("".join(parts) + tail)
    return float(word.replace(",", "."))


def _durations(text: str) -> list[float]:
    found = []
    for match in _pattern(_DURATION).finditer(text):
        unit = match["unit"].lower()
        hours = _HOURS[unit if unit in _HOURS else unit.rstrip("s")]
        count = 0.5 if match["count"].lower().startswith("half") else number(match["count"])
        found.append(count * hours * (_BUSINESS if match["work"] else 1.0))
    return found + [hours for regex, hours in _SPOKEN if _found(regex, text)]


def _sums(text: str) -> list[tuple[str, float]]:
    found = []
    for match in _pattern(_MONEY).finditer(text):
        times = _TIMES.get((match["times"] or match["times2"] or "").lower(), 1.0)
        sign = _CURRENCY[(match["sign"] or match["sign2"]).lower()]
        found.append((sign, number(match["sum"] or match["sum2"]) * times))
    return found


def _opening(text: str) -> tuple[frozenset[int] | None, tuple[float, float] | None]:
    if _found(_ALL_HOURS, text):
        return frozenset(range(7)), (0.0, 24.0)
    days: set[int] = set()
    if _found(_ALL_DAYS, text):
        days.update(range(7))
    if _found(_WORKDAYS, text):
        days.update(range(5))
    if _found(_WEEKEND, text):
        days.update((5, 6))
    for first, last in _pattern(_FROM_TO).findall(text):
        days.update(range(_day(first), _day(last) + 1))
    days.update(_day(day) for day in _pattern(_ON).findall(text))
    clock = _pattern(_CLOCK).search(text)
    hours = (_hour(clock[1], clock[2]), _hour(clock[3], clock[4])) if clock else None
    if hours and not (days or (clock and (clock[2] or clock[4] or ":" in clock[0]))):
        hours = None
    return frozenset(days) if days else None, hours


def _day(name: str) -> int:
    return _WEEK.index(name[:3].lower())


def _hour(hour: str, half: str | None) -> float:
    shift = 12 if half and half.lower() == "pm" and int(hour) < 12 else 0
    return float(int(hour) + shift)


def _found(regex: str, text: str) -> bool:
    return _pattern(regex).search(text) is not None


@lru_cache(maxsize=64)
def _pattern(regex: str) -> re.Pattern[str]:
    return re.compile(regex, re.I)
