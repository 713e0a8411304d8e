"""What later words show of a repair: that we owned it, that it was done, that she says it is solved.

Each is a proposal and no more: an apology may be about something else, and thanks may be
politeness. Thanks alone therefore show nothing here; only words that say that it is solved do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from troth.model.origin import Span
from troth.patterns import later
from troth.text.apologising import apologising
from troth.text.outcome import agrees, arrived, fulfils, misses, moves, refers, releases
from troth.text.reply import automatic, waits

Shown = Literal["acknowledged", "owned", "made-whole", "heard", "accepted", "confirmed", "released"]
_SUM = later(
    r"[£$€¥₹]\s?\d[\d,.]*\d|[£$€¥₹]\s?\d"
    r"|\b\d[\d,.]*\s?(?:EUR|USD|GBP|CHF|euros?|pounds?|dollars?)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Sign:
    """A step that some words may show, and the words."""

    step: Shown
    span: Span


def ours(text: str) -> tuple[Sign, ...]:
    """What a message of ours may show: that we told her, that we owned it, that it was done."""
    if automatic(text):
        return ()
    found: list[Sign] = []
    told = apologising(text)
    parts = [each for each in told.parts if each.name in ("regret", "responsibility")]
    if parts and told.answer == "apology":
        found.append(Sign("acknowledged", parts[0].span))
    owning = [each for each in parts if each.name == "responsibility"]
    if owning and told.answer == "apology":
        found.append(Sign("owned", owning[0].span))
    if (done := fulfils(text)) is not None:
        found.append(Sign("made-whole", done))
    return tuple(found)


def hers(text: str, *, offered: bool = False) -> tuple[Sign, ...]:
    """What a message of hers may show: what it did to her, a yes to an offer, that it is solved.

    `offered`: whether we had offered something before it.
    """
    if automatic(text):
        return ()
    solved = solves(text)
    if solved is not None:
        return (Sign("confirmed", solved),)
    if (let_off := releases(text)) is not None:
        return (Sign("released", let_off),)
    if (missed := misses(text)) is not None:
        return (Sign("heard", missed),)
    waiting = waits(text)
    if waiting.why == "trouble" and waiting.span is not None:
        return (Sign("heard", waiting.span),)
    if offered and agrees(text):
        return (Sign("accepted", Span(0, len(text))),)
    return ()


def solves(text: str) -> Span | None:
    """The sentence of hers that says it is solved, or has come; thanks alone are none."""
    if (came := arrived(text)) is not None:
        return came
    waiting = waits(text)
    if waiting.why != "resolved" or releases(text) is not None:
        return None
    return waiting.span


def concerns(promised: str, later: str) -> bool:
    """Whether later words in another conversation are about what was promised."""
    return bool(promised) and refers(promised, later)


def mended(text: str, *, from_us: bool) -> bool:
    """Whether words say that it is done, or that she needs it no more; asking for another day is none."""
    if from_us:
        return fulfils(text) is not None and moves(text) is None
    return solves(text) is not None or releases(text) is not None


def sums(text: str) -> tuple[str, ...]:
    """Amounts of money in some words, as they stand there: "£38.00", "40 EUR"."""
    return tuple(dict.fromkeys(" ".join(found[0].split()) for found in _SUM.finditer(text)))
