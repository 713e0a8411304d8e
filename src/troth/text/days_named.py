"""Which days of the calendar does a text name, and in which of its pieces?

A day without a year is the next such day after the text was written: "from 1 September" of a notice
of March is this year's, of a notice of November the next one's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from troth.model.origin import Span
from troth.patterns import later
from troth.text.ahead import MONTHS

_MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
_DAY = later(
    r"(?<![\w.-])(?:(?P<iso>\d{4}-\d{2}-\d{2})(?![\w-])"
    rf"|(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?\s+(?P<m1>{_MONTH})(?:,?\s+(?P<y1>\d{{4}})\b)?"
    rf"|(?P<m2>{_MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<y2>\d{{4}})\b)?)",
    re.I,
)
_PART = later(r"\n\s*\n|\n(?=[ \t]*(?:[-*•+]|\d{1,3}[.)]|#{1,6})[ \t])")
_STOP = later(r"(?<=[.!?])[”\")]?\s+(?=[“\"(`A-Z0-9])")
_EMPHASIS = later(r"\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)")
LONGEST = 1200
"""Characters of one piece that are looked at."""


def days_in(text: str, written: date) -> Iterator[tuple[Span, date]]:
    """Each day that the text names, with its place."""
    for match in _DAY.finditer(text):
        day = _date(match, written)
        if day is not None:
            yield Span(*match.span()), day


def _date(match: re.Match[str], written: date) -> date | None:
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"])
        name = (match["m1"] or match["m2"]).rstrip(".").lower()
        month, day = MONTHS[name], int(match["d1"] or match["d2"])
        year = match["y1"] or match["y2"]
        if year:
            return date(int(year), month, day)
        this = date(written.year, month, day)
        return this if this >= written else this.replace(year=written.year + 1)
    except ValueError:
        return None


def unmarked(text: str) -> str:
    """The text with the signs of emphasis as spaces, so that every place stays where it is."""
    return _EMPHASIS.sub(lambda sign: " " * len(sign[0]), text)


def pieces(text: str) -> Iterator[Span]:
    """Sentences and items of lists, each with its place; a sentence may go over several lines."""
    for start, end in _between(_PART, text, 0, len(text)):
        for first, last in _between(_STOP, text, start, end):
            words = text[first:last]
            if words.strip():
                lead = len(words) - len(words.lstrip())
                yield Span(first + lead, min(first + len(words.rstrip()), first + lead + LONGEST))


def _between(mark: re.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in mark.finditer(text, start, end):
        yield start, match.start()
        start = match.end()
    yield start, end
