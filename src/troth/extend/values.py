"""Values of nested records without trust: whatever stands where, a text, an object or a list.

Exports of an API hold texts where numbers are expected, lists where objects are, and nothing where
something is promised. These functions give the value where it is what it should be, else nothing.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from troth.extend.opened import Opened
from troth.text.moments import Times

EXTRA_MOST = 64_000
"""An unknown value is kept up to 64,000 characters of JSON."""


def said(value: object) -> str:
    """A text, number or flag as text without the space around it; "" for anything else."""
    if type(value) is str:
        return value.strip()
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).strip() if isinstance(value, str | int | float) else ""


def first(values: Mapping[str, Any], *names: str) -> str:
    """The first of these names that says something, as text."""
    for name in names:
        if text := said(values.get(name)):
            return text
    return ""


def within(value: object, *names: str) -> Any:
    """What stands under these names, one inside the other; None where the way ends."""
    for name in names:
        if not isinstance(value, Mapping):
            return None
        value = value.get(name)
    return value


def mapping(value: object, *names: str) -> Mapping[str, Any]:
    """The object under these names, an empty one where there is none."""
    found = within(value, *names)
    return found if isinstance(found, Mapping) else {}


def objects(value: object) -> Iterator[Mapping[str, Any]]:
    """The objects in a list; the one object where it stands alone."""
    if isinstance(value, Mapping):
        yield value
    elif isinstance(value, list):
        yield from (each for each in value if isinstance(each, Mapping))


def flag(value: object) -> bool:
    """Whether a value says yes."""
    return said(value).casefold() in ("true", "1", "yes")


def shown(value: object) -> str:
    """A value as text: as it stands, or as JSON, cut where it is very long."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text[:EXTRA_MOST]


def rest(values: Mapping[str, Any], known: Collection[str], before: str = "") -> dict[str, str]:
    """Everything under other names than the known ones, to keep beside the record."""
    return {
        f"{before}{name}": shown(value)
        for name, value in values.items()
        if name not in known and value not in (None, "", [], {})
    }


def times_of(opened: Opened) -> Times:
    """The reader of this file's times, as far as its settings say how."""
    reading = opened.reading
    try:
        zone = ZoneInfo(reading.zone) if reading.zone else None
    except (ValueError, OSError, KeyError):
        zone = None
    return Times(reading.dates, zone)
