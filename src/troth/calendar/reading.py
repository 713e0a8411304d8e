"""Opening times, holidays and zones as people write them in `troth.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from difflib import get_close_matches

from troth.calendar.opening import DAY, Hours, zone_of
from troth.errors import ConfigError

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HOW = 'hours = "mon-fri 09:00-17:00, sat 10:00-14:00"'
TIMES = re.compile(r"(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})")


def refuse_unknown(settings: Mapping[str, object], known: Sequence[str]) -> None:
    """Raise ConfigError for a setting that does not exist, with the nearest that does."""
    for name in settings:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            offer = f"Did you mean “{near[0]}”?" if near else f"It knows {', '.join(known)}."
            raise ConfigError(f"A calendar has no setting “{name}”.", advice=offer)


def read_zone(value: object) -> str:
    """A name of the time zone database, such as "Europe/Berlin"."""
    try:
        zone_of(str(value))
    except (KeyError, ValueError, OSError) as error:
        raise ConfigError(
            f"calendar zone “{value}” is not known here.",
            advice='Write a name such as zone = "Europe/Berlin", or zone = "UTC".',
        ) from error
    return str(value)


def read_holidays(value: object) -> frozenset[date]:
    """Dates, as TOML dates or as "2026-12-25"."""
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise _no_holiday(value)
    return frozenset(_holiday(day) for day in value)


def _holiday(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError as error:
        raise _no_holiday(value) from error


def _no_holiday(value: object) -> ConfigError:
    return ConfigError(
        f"calendar holidays: “{value}” is no date.",
        advice="Write them as a list of dates: holidays = [2026-12-25, 2026-12-26]",
    )


def read_hours(value: object) -> Hours:
    """Opening times of the week, from one line of text or from a table of weekdays.

    "mon-fri 09:00-12:30 13:30-17:00, sat 10:00-14:00", "daily 22:00-06:00" (past midnight),
    {"mon": "09:00-17:00"}, {"sat": ["10:00-12:00", "14:00-16:00"]}.
    """
    week: list[list[tuple[int, int]]] = [[] for _ in WEEKDAYS]
    for days, times in _entries(value):
        for day in _days(days):
            week[day].extend(_times(times))
    hours = tuple(tuple(sorted(day)) for day in week)
    _refuse_overlap(hours)
    return hours


def _entries(value: object) -> list[tuple[str, str]]:
    if isinstance(value, Mapping):
        return [
            (str(days), times if isinstance(times, str) else " ".join(map(str, times)))
            for days, times in value.items()
        ]
    found: list[tuple[str, str]] = []
    for part in re.split(r"[,;]", str(value)):
        head = re.match(r"\s*([A-Za-z]+(?:\s*[-–]\s*[A-Za-z]+)?)?\s*(.*?)\s*$", part, re.DOTALL)
        days, times = (head.group(1), head.group(2)) if head else (None, "")
        if days is None and not found:
            raise _no_hours(part.strip())
        found.append((days or found[-1][0], times))
    return found


def _days(text: str) -> list[int]:
    names = [name.strip().lower() for name in re.split(r"[-–]", text)]
    if names in (["daily"], ["every day"]):
        return list(range(7))
    known = [_weekday(name, text) for name in names]
    first, last = known[0], known[-1]
    return [(first + step) % 7 for step in range((last - first) % 7 + 1)]


def _weekday(name: str, text: str) -> int:
    for number, full in enumerate(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    ):
        if len(name) >= 3 and full.startswith(name):
            return number
    raise _no_hours(text)


def _times(text: str) -> list[tuple[int, int]]:
    found = [_interval(match) for match in TIMES.finditer(text)]
    if TIMES.sub("", text).strip(" ,") or not (found or text.strip() == ""):
        raise _no_hours(text)
    return found


def _interval(match: re.Match[str]) -> tuple[int, int]:
    hour, minute, until_hour, until_minute = map(int, match.groups())
    start, end = hour * 60 + minute, until_hour * 60 + until_minute
    if max(minute, until_minute) > 59 or start >= DAY or end > DAY or start == end:
        raise _no_hours(match.group())
    return (start, end) if end > start else (start, end + DAY)


def _refuse_overlap(hours: Hours) -> None:
    for day, shifts in enumerate(hours):
        later = [(start + DAY, end) for start, end in hours[(day + 1) % 7]][:1]
        for (_, end), (start, _) in zip(shifts, [*shifts[1:], *later], strict=False):
            if start < end:
                raise ConfigError(
                    f"calendar hours: two opening times overlap on {WEEKDAYS[day]}.",
                    advice=f"Let one end before the next begins:  {HOW}",
                )


def _no_hours(text: str) -> ConfigError:
    return ConfigError(f"calendar hours: “{text}” cannot be read.", advice=f"Write them as  {HOW}")
