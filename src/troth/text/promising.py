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
from troth.text.ahead import Opening
from troth.text.committing import COMMITS, CONDITION, Commitment, commitment
from troth.text.due import Due, due
from troth.text.masking import masked, sentences
from troth.text.understanding import UNDERSTOOD, perceived

Where = Literal["message", "document"]


@dataclass(frozen=True, slots=True)
class Promising:
    """A clause that promises: where it stands, of what kind, how firm, by when, on what condition."""

    span: Span
    kind: Kind
    firmness: Firmness
    due: Due | None = None
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
    if not COMMITS.search(text):
        return ()
    plain = masked(text)
    found = []
    for span in sentences(plain):
        made = commitment(span.of(plain), where, names)
        if made is not None:
            found.append(_placed(made, span, text, said_us, zone, calendar))
    return tuple(found)


def understood(
    text: str, said_us: int, zone: str | None = None, *, calendar: Opening | None = None
) -> tuple[Promising, ...]:
    """What a customer says was promised to her, or was to have come and has not."""
    if not UNDERSTOOD.search(text):
        return ()
    plain = masked(text)
    return tuple(
        Promising(span, "dated" if when else "standing", "firm", when)
        for span in sentences(plain)
        if perceived(span.of(plain))
        for when in (_due(span, text, said_us, zone, calendar),)
    )


def _placed(
    made: Commitment,
    span: Span,
    text: str,
    said_us: int,
    zone: str | None,
    calendar: Opening | None,
) -> Promising:
    when = None if made.standing else _due(span, text, said_us, zone, calendar)
    hangs = CONDITION.search(text, span.start, span.end)
    condition = Span(hangs.start(), hangs.end()) if hangs else None
    kind: Kind = "conditional" if condition else "dated" if when else "standing"
    return Promising(span, kind, made.firmness, when, condition)


def _due(
    span: Span, text: str, said_us: int, zone: str | None, calendar: Opening | None
) -> Due | None:
    found = due(span.of(text), said_us, zone, calendar)
    if found is None:
        return None
    start, end = found.span.start + span.start, found.span.end + span.start
    return Due(Span(start, end), found.us, re.sub(r"\s+", " ", found.words))
