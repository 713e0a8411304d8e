"""What do the headers of an answer say about the end of an interface: Deprecation, Sunset, Link?

`Deprecation` (RFC 9745) is a structured date: `@` and seconds since 1970. It says since when, or
from when, one should no longer build on it. `Sunset` (RFC 8594) is a date as HTTP writes it: when
the answers are likely to stop. Sunset is never earlier than Deprecation. Both may say more by a
`Link` with the relation of their name. Older drafts wrote `Deprecation: true`: that names no day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from troth.patterns import later
from troth.text.moments import Times

RELATIONS = ("deprecation", "sunset", "successor-version", "latest-version", "alternate")

_DATE = later(r"@(-?\d{1,15})\s*(?:;.*)?")
_HTTP = later(
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? +\d{1,2}[ -](?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r"[ -]\d{2,4} +\d{2}:\d{2}:\d{2} +GMT"
    r"|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]\d "
    r"\d{2}:\d{2}:\d{2} \d{4}"
)
_LINK = later(r'<([^<>]{1,2000})>((?:\s*;\s*[\w*-]+\s*(?:=\s*(?:"[^"]*"|[^\s",;]+))?)*)')
_REL = later(r';\s*rel\s*=\s*(?:"([^"]*)"|([^\s",;]+))', re.I)
MOST_S = 253_402_300_799
"""The last second of the year 9999: what lies beyond is no date anybody meant."""


@dataclass(frozen=True, slots=True)
class Ending:
    """What the headers say: two moments in UTC microseconds, where to read more, what is wrong."""

    deprecated_us: int | None = None
    sunset_us: int | None = None
    links: Mapping[str, str] | None = None
    faults: tuple[str, ...] = ()

    @property
    def said(self) -> bool:
        """Whether they say anything about an end."""
        return bool(self.deprecated_us is not None or self.sunset_us is not None or self.faults)


def ending(headers: Iterable[tuple[str, str]]) -> Ending:
    """What a message's headers say about its end; names count whatever their case."""
    held: dict[str, list[str]] = {}
    for name, value in headers:
        held.setdefault(name.strip().lower(), []).append(value.strip())
    faults: list[str] = []
    deprecated = _deprecated(held.get("deprecation", []), faults)
    sunset = _sunset(held.get("sunset", []), faults)
    if deprecated is not None and sunset is not None and sunset < deprecated:
        faults.append("Sunset is earlier than Deprecation: it ends before it is to be left.")
    return Ending(deprecated, sunset, links(held.get("link", [])), tuple(faults))


def _deprecated(values: list[str], faults: list[str]) -> int | None:
    if not values:
        return None
    found = _DATE.fullmatch(values[0])
    if found is not None and abs(int(found[1])) <= MOST_S:
        return int(found[1]) * 1_000_000
    older = _http(values[0])
    if older is not None:
        faults.append(
            "Deprecation is written as an older draft had it; RFC 9745 writes @ and seconds."
        )
        return older
    faults.append(
        "Deprecation says that it is deprecated, and names no day."
        if values[0].lower() in ("true", "?1")
        else f"Deprecation is “{values[0][:60]}”, which is no date of RFC 9745."
    )
    return None


def _sunset(values: list[str], faults: list[str]) -> int | None:
    if not values:
        return None
    found = _http(values[0])
    if found is None:
        faults.append(f"Sunset is “{values[0][:60]}”, which is no date as HTTP writes it.")
    return found


def _http(value: str) -> int | None:
    """A date as RFC 9110 lets HTTP write it, in any of its three forms."""
    if not _HTTP.fullmatch(value):
        return None
    from email.utils import parsedate_to_datetime

    try:
        when = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    from datetime import UTC

    when = when.replace(tzinfo=UTC) if when.tzinfo is None else when
    return int(when.timestamp()) * 1_000_000


def links(values: Iterable[str]) -> dict[str, str]:
    """The addresses that `Link` names, by the relations that have to do with an end."""
    found: dict[str, str] = {}
    for value in values:
        for address, rest in _LINK.findall(value):
            rel = _REL.search(rest)
            for name in ((rel[1] or rel[2]) if rel else "").lower().split():
                if name in RELATIONS:
                    found.setdefault(name, address.strip())
    return found


def dated(headers: Iterable[tuple[str, str]]) -> int | None:
    """When the message was sent, by its `Date`; UTC microseconds."""
    value = next((text for name, text in headers if name.strip().lower() == "date"), "")
    found = _http(value.strip())
    if found is None and value:
        read = Times().read(value.strip())
        return read[0] if read else None
    return found
