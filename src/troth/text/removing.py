"""What does a text say is gone from a product, or will go, and when?

Notes of releases say it in few ways: under a heading "Removed" or "Breaking", after "BREAKING
CHANGE:", with "removed", "dropped" or "no longer"; and beforehand with "will be removed" and a day
or a version. What is gone is named in code, in quotation marks, as a path, or by the item itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from troth.model.origin import Span
from troth.patterns import later
from troth.text.days_named import days_in, pieces
from troth.text.used import names_in

_HEADING = later(r"#{1,6}\s+(?P<words>[^\n]{1,200})")
_UNDER = later(
    r"\W*(?:removed|removals?|breaking(?: changes?)?|backwards?[- ]incompatible(?: changes?)?"
    r"|incompatible changes?|dropped)\W*",
    re.I,
)
_LIST = later(r"[ \t]*(?:[-*•+]|\d{1,3}[.)])[ \t]+")
_ENDED = (
    r"(?:removed|retired|discontinued|dropped|deleted|sunset(?:ted)?|decommissioned|phased out"
    r"|(?:shut|turned|switched) (?:down|off)|ended|withdrawn|disabled)"
)
_AHEAD = later(
    rf"\b(?:will|shall|(?:is|are) (?:going |scheduled |due |planned )?to)\s+(?:\w+\s+){{0,2}}?(?:be|get)\s+(?:\w+ly\s+)?{_ENDED}\b"
    r"|\bwe(?:['’]ll|['’]re|\s+will|\s+are|\s+plan\s+to|\s+intend\s+to)\s+(?:\w+\s+){0,2}?"
    r"(?:remov|retir|discontinu|drop|delet|sunset|decommission|end|stop|shut|turn|switch|withdraw)\w*\b"
    r"|\b(?:stops?|ceases?|ends?|goes\s+away|go\s+away|expires?|retires?|sunsets?)\b"
    r"|\b(?:will|shall)\s+(?:no\s+longer|stop|cease|end|go\s+away)\b|\bend[- ]of[- ]life\b",
    re.I,
)
_BREAKS = later(r"\bBREAKING(?:[ -]CHANGES?)?\b\s*[:!)\]]|^\W*BREAKING\b", re.M)
_GONE = later(
    rf"^(?:\W*(?:removed?|drop(?:ped|s)?|deleted?|retired?|discontinued?|remov(?:es|ing))\b)"
    rf"|\b(?:has|have|was|were|is|are)\s+(?:now\s+|been\s+){{0,2}}(?:{_ENDED}|gone)\b"
    r"|\bno\s+longer\s+(?:support(?:s|ed)?|accept(?:s|ed)?|return(?:s|ed)?|available|works?|includ\w+)\b"
    r"|\bwe\s+(?:have\s+)?(?:removed|retired|dropped|discontinued|deleted)\b",
    re.I,
)
_FIRM = later(
    r"\b(?:bugs?|crash(?:es)?|flicker|duplicat\w+|unused|warnings?|limits?|restrictions?|debug|typos?|whitespace"
    r"|internal|dead code|logging)\b",
    re.I,
)
"""What nobody misses when it goes."""
_VERSION = later(
    r"\b(?:in|with|by|from)\s+(?:version\s+|release\s+)?v?(\d+(?:\.\d+){0,2})\b(?![%\d])", re.I
)


@dataclass(frozen=True, slots=True)
class Removal:
    """One thing that went or will go: its words and their place, its names, when it goes.

    `gone` is whether the text says that it happened with it; `marked` whether the text itself
    calls it breaking or lists it as removed. `when` and `version` are what it names beforehand.
    """

    span: Span
    words: str
    names: tuple[str, ...]
    gone: bool
    marked: bool = False
    when: date | None = None
    version: str | None = None


def removals(text: str, written: date) -> Iterator[Removal]:
    """Everything a text says went or will go, in its order; `written` is the day it was written."""
    under = False
    for span in pieces(text):
        words = span.of(text)
        heading = _HEADING.match(words)
        if heading is not None:
            under = _UNDER.fullmatch(heading["words"]) is not None
            rest = words[heading.end() :]
            if not rest.strip():
                continue
            lead = heading.end() + len(rest) - len(rest.lstrip())
            span = Span(span.start + lead, span.end)
            words = span.of(text)
        found = _removal(span, words, written, under)
        if found is not None:
            yield found


def _removal(span: Span, words: str, written: date, under: bool) -> Removal | None:
    item = _LIST.match(words)
    plain = words[item.end() :] if item else words
    own = Span(span.start + len(words) - len(plain), span.end)
    ahead = _AHEAD.search(plain)
    when = next((day for _, day in days_in(plain, written) if day > written), None)
    named = _VERSION.search(plain) if ahead else None
    version = named[1] if named else None
    if ahead and (when is not None or version is not None):
        return Removal(own, plain, names_in(plain), False, False, when, version)
    marked = (under and item is not None) or _BREAKS.search(plain) is not None
    gone = marked or (_GONE.search(plain) is not None and not ahead)
    if not gone or _FIRM.search(plain):
        return None
    return Removal(own, plain, names_in(plain), True, marked)
