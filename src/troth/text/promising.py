"""Which words promise something: our own, and what a customer says we promised.

Rules, so that each decision can be read: a subject that binds the company, a verb that says what
it will do or keep true, and somebody served. A person still has to say yes before anything
that is not firm, dated and addressed counts as a promise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from troth.model.origin import Span
from troth.model.saying import Firmness, Kind
from troth.patterns import later
from troth.text.ahead import Opening
from troth.text.committing import CONDITION, Commitment, commitment, may_commit
from troth.text.due import due
from troth.text.figures import plain_of_figures
from troth.text.masking import masked, sentences
from troth.text.standing import HANGS, LEAD
from troth.text.understanding import UNDERSTOOD, perceived

Where = Literal["message", "document"]


@dataclass(frozen=True, slots=True)
class Promising:
    """A sentence that promises: where it stands, its kind, how firm, by when, if what.

    `due` are the words that say when; `due_us` the moment they mean, None where they cannot be
    placed, as in a customer's words about a day that was named to her earlier.
    """

    span: Span
    kind: Kind
    firmness: Firmness
    due: Span | None = None
    due_us: int | None = None
    condition: Span | None = None


def promising(
    text: str,
    said_us: int,
    zone: str | None = None,
    *,
    where: Where = "message",
    names: tuple[str, ...] = (),
    calendar: Opening | None = None,
) -> tuple[Promising, ...]:
    """What the company promises in this text, sentence by sentence.

    `where` tells a message to somebody from a document to everybody; `names` are our own brands,
    so that "Acme will refund you" binds us. `said_us` and `zone` place the words that say when.
    """
    if not may_commit(text, where):
        return ()
    plain = masked(text)
    spans = sentences(plain, wrapped=where == "document")
    leads = _leads(plain, spans) if where == "document" else {}
    found: list[Promising] = []
    for span in spans:
        words = plain_of_figures(span.of(plain))
        made = commitment(leads.get(span, "") + words, where, names)
        if made is not None:
            found.append(_placed(made, span, text, where, said_us, zone, calendar))
    return tuple(found)


def understood(text: str, said_us: int, zone: str | None = None) -> tuple[Promising, ...]:
    """What a customer says was promised to her, or was to have come and has not."""
    if not UNDERSTOOD.search(text):
        return ()
    plain = masked(text)
    found: list[Promising] = []
    for span in sentences(plain):
        if perceived(span.of(plain)):
            when = due(span.of(text), said_us, zone)
            words = _moved(when.span, span) if when else None
            found.append(Promising(span, "dated" if words else "standing", "firm", words))
    return tuple(found)


def _leads(plain: str, spans: list[Span]) -> dict[Span, str]:
    """The words that begin the items of a list: "We will:" over "- reply within two days"."""
    leads: dict[Span, str] = {}
    lead, end = "", 0
    for span in spans:
        if lead and _ITEM.search(plain, end, span.start):
            leads[span] = f"{lead} "
        else:
            begun = LEAD.search(plain, span.start, span.end)
            lead = begun.group().rstrip(": ") if begun else ""
        end = span.end
    return leads


_ITEM = later(r"\n\s*(?:[-*+•·]|\d+[.)])\s+$")


def _placed(
    made: Commitment,
    span: Span,
    text: str,
    where: Where,
    said_us: int,
    zone: str | None,
    calendar: Opening | None,
) -> Promising:
    when = None if made.standing else due(span.of(text), said_us, zone, calendar)
    if when and where == "document" and _STRETCH.match(when.words):
        made, when = Commitment(made.firmness, standing=True), None
    hangs = (HANGS if made.standing else CONDITION).search(text, span.start, span.end)
    kind: Kind = "conditional" if hangs else "dated" if when else "standing"
    return Promising(
        span,
        kind,
        made.firmness,
        due=_moved(when.span, span) if when else None,
        due_us=when.us if when else None,
        condition=Span(hangs.start(), hangs.end()) if hangs else None,
    )


_STRETCH = later(
    r"(?:with)?in\b(?! the (?:next|coming)\b)(?=.*(?:hour|minute|day|week|month)s?\b)", re.I
)
"""In a document to everybody it counts from what happens to each, not from the day it was told."""


def _moved(inner: Span, outer: Span) -> Span:
    return Span(inner.start + outer.start, inner.end + outer.start)
