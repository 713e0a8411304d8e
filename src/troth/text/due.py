"""By when? The moment that the words of a message mean.

Stretches ("within 48 hours", "in the next 2 business days"), days ("by Friday", "tomorrow before
noon"), dates ("by 3 March", "2026-03-03") and ends ("by the end of the month"). A bare day means
the end of that day. What has passed ("on Tuesday we sent"), what counts from another event
("within 30 days of cancellation") and what names no moment ("soon", "in a few days", "03/04")
gives nothing: a due date that was never said is worse than none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from troth.model.origin import Span
from troth.patterns import later
from troth.text.ahead import Opening, local, zone_of
from troth.text.deadline import Reading, Said
from troth.text.whens import GRAMMAR, TRIGGER


@dataclass(frozen=True, slots=True)
class Due:
    """The words that say when, where they stand in the text, and the moment they mean."""

    span: Span
    us: int
    words: str


def due(
    text: str, said_us: int, zone: str | None = None, calendar: Opening | None = None
) -> Due | None:
    """The first moment ahead that the text names, seen from when and where it was said.

    `said_us` is UTC microseconds; `zone` a name such as "Europe/Tallinn" (UTC if unknown).
    Days and dates lie in that zone. A business day ends as `Calendar.add` says; without a
    calendar it is the end of the Nth day from Monday to Friday.
    """
    if not TRIGGER.search(text):
        return None
    there = zone_of(zone)
    said = Said(said_us, local(said_us, there), there, calendar)
    found = [one for pattern, read in GRAMMAR for one in _read(pattern, read, text, said)]
    return min(found, key=lambda one: (one.span.start, -one.span.end), default=None)


def _read(pattern: re.Pattern[str], read: Reading, text: str, said: Said) -> list[Due]:
    found: list[Due] = []
    for match in pattern.finditer(text):
        if _looks_back(text, match.start(), match.end()):
            continue
        us = read(match, said)
        if us is not None and us >= said.us:
            found.append(Due(Span(match.start(), match.end()), us, match.group()))
    return found


_AHEAD_BY_ITSELF = later(
    r"(?:by|before|until|till?|no later|not later|within|next|tomorrow|in)\b", re.I
)
_PASSED = later(
    r"\b(?:sent|was|were|had|told|said|got|did|made|came|went|wrote|spoke|paid|left|bought|began"
    r"|(?!need|feed|exceed|proceed|succeed|hundred|indeed)[a-z]{3,}ed)\b",
    re.I,
)
_PASSIVE = later(
    r"\b(?:be|to|is|are|get|gets|being)\b(?: \w+ly)? \w+(?: \w+)?$"
    r"|\b(?:have|get) (?:it|this|that|them|(?:your|the) \w+) \w+$",
    re.I,
)
_AHEAD = later(
    r"\b(?:will|shall|going to|should|can|could|would|expect\w*|scheduled|planned|due|must|may"
    r"|might|arrives?|starts?|ships?|leaves?|to be|promised|guaranteed|committed)\b|['’]ll\b",
    re.I,
)
_EARLIER = later(r"\b(?:last|past|previous|since|every|each|as of)\s*$", re.I)


def _looks_back(text: str, start: int, end: int) -> bool:
    """Whether the words speak of what has been: "sent on Tuesday", "on Tuesday we sent"."""
    cut = max(text.rfind(mark, 0, start) for mark in ".!?;,\n") + 1
    before = text[cut:start]
    if _EARLIER.search(before):
        return True
    if _AHEAD_BY_ITSELF.match(text, start):
        return False
    near = " ".join(before.split()[-2:])
    if _PASSED.search(near) and not _PASSIVE.search(before.rstrip()):
        return True
    stop = re.search(r"[.!?;,\n]", text[end:])
    clause = before + text[end : end + stop.start() if stop else len(text)]
    return bool(_PASSED.search(clause)) and not _AHEAD.search(clause)
