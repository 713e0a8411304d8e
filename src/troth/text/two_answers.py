"""Is it one question, and do two replies to it say otherwise?

One question: no word of something that is hers alone (“my parcel”, a number of an order) or over, two things
or more in common that are most of what both ask about, and the same figures. Two replies differ where
a sentence of the one and a sentence of the other speak of what was asked and `text.agreeing` finds
another number, another opening time or a “not”; or where one begins with yes and the other with
no. What is said of her own order, of a day, or of what has been done, is no general answer. Likeness
of vectors plays no part.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product
from typing import Literal

from troth.model.origin import Span
from troth.patterns import later
from troth.text.agreeing import agree
from troth.text.masking import masked, sentences, straight
from troth.text.matter import things

Why = Literal["number", "hours", "negation", "yes and no"]
ALIKE, LEAST = 0.6, 2
"""Share of all things spoken of that two questions have in common, and how many at least."""
LONGEST = 600
"""A longer message asks more than one thing."""
_MATTERS = (
    r"(?:orders?|parcels?|packages?|refunds?|payments?|payouts?|accounts?|tickets?|deliver(?:y|ies)|"
    r"invoices?|bookings?|appointments?|claims?|contracts?|subscriptions?|numbers?|drivers?|rounds?|"
    r"shipments?|items?|money|case|request|complaint|bill|flight|seat|bag|phone|card|app|computer|device)"
)
_HERS = later(
    rf"\b(?:my|our|this|that|these|those|mine) (?:[\w-]+ ){{0,2}}{_MATTERS}\b|\b(?:i|we)(?:'ve| have) (?:been|ordered|paid|sent|booked|bought)\b"
    r"|\b(?:did|was|were|had)\b|#\d+|\b[A-Z]{1,4}-?\d{4,}\b|\b\d{6,}\b",
    re.I,
)
_YOURS = later(rf"\byour (?:[\w-]+ ){{0,2}}{_MATTERS}\b", re.I)
_ASKS = later(r"\?|^\W*(?:do|does|can|could|is|are|how|what|when|where|which|who|may|will)\b", re.I)
_NO_RULE = later(
    r"\?|\b(?:today|tomorrow|yesterday|tonight|this (?:morning|afternoon|evening|week)|(?:on|next|this|last|by) "
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:have|has|had) (?:\w+ )?(?:been|sent|asked|passed|checked|"
    r"looked|refunded|paid)|did|was|were|sent|i'll|i will|we'll get back|for you)\b",
    re.I,
)
_IF = later(r"\b(?:if|unless|except|depending|depends|usually|mostly|normally|for some)\b", re.I)
_YES = later(
    r"\W*(?:hi\b[^.!?,]{0,30}[,.!]?\s*|hello\b[^.!?,]{0,30}[,.!]?\s*)?(?:yes|yep|sure|certainly|of course)\b",
    re.I,
)
_NO = later(r"\W*(?:hi\b[^.!?,]{0,30}[,.!]?\s*|hello\b[^.!?,]{0,30}[,.!]?\s*)?(?:(?:sorry|unfortunately|sadly)[,.]? )?(?:no|nope)\b(?! (?:problem|worries|need|rush))", re.I)  # fmt: skip
_DIGITS = later(r"\d+(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class Conflict:
    """Where two replies say otherwise: the words of each, by what, and whether a condition hangs on it."""

    one: Span
    other: Span
    why: Why
    conditional: bool


def general(question: str) -> frozenset[str]:
    """What a question asks about, where anybody could ask it so; nothing where it is hers alone."""
    plain = straight(question)
    if len(plain) > LONGEST or _HERS.search(plain) or not _ASKS.search(plain):
        return frozenset()
    return things(plain)


def alike(one: str, other: str) -> float:
    """How much of what both questions speak of they have in common; 0 where it is not one question."""
    first, second = things(masked(one)), things(masked(other))
    both = len(first & second)
    if both < LEAST or {*_DIGITS.findall(one)} != {*_DIGITS.findall(other)}:
        return 0.0
    share = both / len(first | second)
    return share if share >= ALIKE and agree(one, other).stance != "otherwise" else 0.0


def conflict(asked: frozenset[str], one: str, other: str) -> Conflict | None:
    """The first two sentences by which the replies to such a question say otherwise."""
    first, second = straight(one), straight(other)
    for mine, its in product(_rules(first, asked), _rules(second, asked)):
        found = agree(mine.of(first), its.of(second))
        if found.stance == "otherwise" and found.why in ("number", "hours", "negation"):
            said = f"{mine.of(first)} {its.of(second)}"
            return Conflict(mine, its, found.why, bool(_IF.search(said)))
    return _yes_and_no(first, second)


def _rules(plain: str, asked: frozenset[str]) -> list[Span]:
    """The sentences that speak of what was asked, of everybody and not of a day."""
    return [
        span
        for span in sentences(plain)
        if things(words := span.of(plain)) & asked
        and not _NO_RULE.search(words)
        and not _YOURS.search(words)
    ]


def _yes_and_no(first: str, second: str) -> Conflict | None:
    for mine, its in ((first, second), (second, first)):
        yes, no = _YES.match(mine), _NO.match(its)
        if yes and no:
            spans = (sentences(first)[0], sentences(second)[0])
            said = f"{spans[0].of(first)} {spans[1].of(second)}"
            return Conflict(*spans, "yes and no", bool(_IF.search(said)))
    return None
