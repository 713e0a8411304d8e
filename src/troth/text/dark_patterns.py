"""Does a sentence press, trick or hold those it is said to?

Rules on words (`text.pressing`) say where, and in which of seven ways. They know phrases, not
intent: “only 2 left” may be true, and a renewal may be fair. So a finding is a question to ask of
the text, and the probability says how often such words were a dark pattern in labelled texts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from troth.model.origin import Span
from troth.text import pressing
from troth.text.gated import Gated
from troth.text.masking import masked, sentences

Category = Literal[
    "scarcity",
    "urgency",
    "social-proof",
    "confirmshaming",
    "misdirection",
    "obstruction",
    "forced-continuity",
    "sneaking",
]
"""“misdirection” is what only the head sees: pressed or dressed-up offers without a rule's words."""

LONGEST = 200_000
"""Of a longer text only the beginning is read."""
SURE = 0.9
"""How likely a dark pattern is where a rule's words stand; see the card for what was measured."""

_RULES: Gated[Category] = Gated(
    {
        "scarcity": pressing.SCARCITY,
        "urgency": pressing.URGENCY,
        "social-proof": pressing.SOCIAL_PROOF,
        "confirmshaming": pressing.CONFIRMSHAMING,
        "obstruction": pressing.OBSTRUCTION,
        "forced-continuity": pressing.FORCED_CONTINUITY,
        "sneaking": pressing.SNEAKING,
    }
)


@dataclass(frozen=True, slots=True)
class DarkPattern:
    """A sentence that presses, tricks or holds.

    `span` is the sentence, `words` what shows it (the sentence itself where only the head
    speaks), `probability` how likely it is meant so, from 0 to 1.
    """

    span: Span
    words: Span
    category: Category
    probability: float


def find(text: str, *, wrapped: bool = False) -> list[DarkPattern]:
    """The sentences of a text that press, trick or hold, in order, each once.

    `wrapped` as in `masking.sentences`: the lines of a document go on in the next.
    """
    plain = masked(text[:LONGEST]).replace("’", "'")
    return [
        found
        for span in sentences(plain, wrapped=wrapped)
        if (found := _ruled(plain, span)) is not None
    ]


def _ruled(plain: str, span: Span) -> DarkPattern | None:
    """The first way that a rule's words show in a sentence."""
    for category, words in _RULES.met(plain, span, span.of(plain).lower()):
        return DarkPattern(span, words, category, SURE)
    return None
