"""What the address of a search asks for, read with care: anybody may write an address."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from starlette.datastructures import QueryParams

from troth.errors import UnknownNameError
from troth.views.search import PARTS, SHOWN, Narrowed

MOST = 100
NAMES = ("q", "in", "person", "since", "until", "limit")


def given(params: QueryParams) -> dict[str, str]:
    """What was asked for, by name; what is empty is left out."""
    return {name: value for name in NAMES if (value := params.get(name, "").strip())}


def narrowed(params: QueryParams) -> Narrowed:
    """Where to look. Raises `UnknownNameError` for a day or a part that is none."""
    asked = given(params)
    parts = frozenset(part for part in params.getlist("in") if part)
    for part in sorted(parts - PARTS.keys()):
        raise UnknownNameError("part to search in", part, advice=f"There are {', '.join(PARTS)}.")
    limit = asked.get("limit", "")
    most = int(limit) if limit.isascii() and limit.isdecimal() and len(limit) < 6 else SHOWN
    return Narrowed(
        parts=parts,
        person=asked.get("person"),
        since_us=_moment(asked.get("since"), time.min),
        until_us=_moment(asked.get("until"), time.max),
        limit=min(max(most, 1), MOST),
    )


def _moment(day: str | None, at: time) -> int | None:
    if day is None:
        return None
    try:
        moment = datetime.combine(date.fromisoformat(day), at, UTC)
    except ValueError:
        raise UnknownNameError("day", day, advice="Write it as 2026-03-05.") from None
    return int(moment.timestamp() * 1_000_000)
