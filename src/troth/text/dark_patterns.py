"""Does a sentence press, trick or hold those it is said to?

Rules on words (`text.pressing`) say where, and in which of seven ways; a head that was learnt from
labelled shop pages (`weights/dark-pattern.json` tells which) adds what is said in other words. Both
know phrases, not intent: “only 2 left” may be true, and a renewal may be fair. So what is found is
a question to ask of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal, cast

from troth.model.origin import Span
from troth.patterns import later
from troth.text import pressing
from troth.text.gated import Gated
from troth.text.masking import sentences, straight

if TYPE_CHECKING:
    import numpy as np

    from troth.text.head import Head

    Numbers = np.ndarray[Any, np.dtype[np.float32]]

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
NAME = "dark-pattern"
LONGEST = 200_000
"""Of a longer text only the beginning is read."""
RULED = 0.8
"""At least so likely where a rule's words stand; the head's card tells how often rules are right."""
LIKELY = 0.5
"""A head's answer counts from here: its bias is set so that this is its working threshold."""

RULES: Gated[Category] = Gated(
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
_FAIR_NO = later(pressing.FAIR_NO, re.I)
SIGNS: tuple[Category, ...] = (
    "scarcity", "urgency", "social-proof", "confirmshaming", "obstruction", "forced-continuity",
    "sneaking",
)  # fmt: skip
"""The rules in the order in which the head is shown whether they speak."""


@dataclass(frozen=True, slots=True)
class DarkPattern:
    """A sentence that presses, tricks or holds.

    `span` is the sentence, `words` what shows it (the sentence itself where only the head
    speaks), `probability` how likely it would be called one by a reader of shop pages, 0 to 1.
    """

    span: Span
    words: Span
    category: Category
    probability: float


def find(text: str, *, wrapped: bool = False, heads: bool = True) -> list[DarkPattern]:
    """The sentences of a text that press, trick or hold, in order, each once.

    `wrapped` as in `masking.sentences`: the lines of a document go on in the next. Without
    `heads`, or where numpy is not installed, only the rules speak; the head is loaded for the
    first sentence that holds one of the words in `pressing.TRIGGERS`.
    """
    plain = straight(text[:LONGEST])
    spans = sentences(plain, wrapped=wrapped)
    ruled = [_ruled(plain, span) for span in spans]
    asked = [at for at, span in enumerate(spans) if _triggered(span.of(plain))]
    if not (heads and asked and _can_reckon()):
        return [each for each in ruled if each is not None]
    given = answers([spans[at].of(plain) for at in asked])
    found = dict(enumerate(ruled))
    for at, (category, chance) in zip(asked, given, strict=True):
        found[at] = _both(spans[at], ruled[at], category, chance)
    return [each for each in found.values() if each is not None]


def pressing_or_not(texts: Sequence[str]) -> list[bool]:
    """Whether each text, taken as a whole or by its sentences, presses, tricks or holds."""
    whole = [False] * len(texts)
    if _can_reckon():
        whole = [chance >= LIKELY for _, chance in answers(texts)]
    return [one or bool(find(text)) for one, text in zip(whole, texts, strict=True)]


def answers(texts: Sequence[str]) -> list[tuple[Category, float]]:
    """For each text what the head takes it for, if it is a dark pattern, and how likely it is one."""
    from troth.text.grams import grams
    from troth.text.head import Seen
    from troth.text.vectors import vectors

    held = _head()
    chances = held.chances(Seen(grams(texts), vectors(texts)), signs(texts))
    best = chances[:, 1:].argmax(axis=1) + 1
    return [
        (cast(Category, held.labels[at]), 0.0 if _FAIR_NO.fullmatch(text) else 1 - float(row[0]))
        for text, at, row in zip(texts, best.tolist(), chances, strict=True)
    ]


def signs(texts: Sequence[str]) -> Numbers:
    """Which rules speak in each text, a row a text and a column a rule of `SIGNS`."""
    import numpy as np

    found = np.zeros((len(texts), len(SIGNS)), np.float32)
    for at, text in enumerate(texts):
        plain = straight(text)
        for span in sentences(plain):
            for category, _ in RULES.met(plain, span, span.of(plain).lower()):
                found[at, SIGNS.index(category)] = 1
    return found


def _ruled(plain: str, span: Span) -> DarkPattern | None:
    """The first way that a rule's words show in a sentence."""
    for category, words in RULES.met(plain, span, span.of(plain).lower()):
        return DarkPattern(span, words, category, RULED)
    return None


def _both(
    span: Span, ruled: DarkPattern | None, category: Category, chance: float
) -> DarkPattern | None:
    if ruled is not None:
        return DarkPattern(span, ruled.words, ruled.category, max(RULED, chance))
    return DarkPattern(span, span, category, chance) if chance >= LIKELY else None


def _triggered(sentence: str) -> bool:
    return bool(_triggers().find_matches_as_indexes(sentence.lower()))


@cache
def _triggers() -> Any:
    import ahocorasick_rs

    return ahocorasick_rs.AhoCorasick(pressing.TRIGGERS.split(", "))


@cache
def _can_reckon() -> bool:
    return find_spec("numpy") is not None


@cache
def _head() -> Head:
    from troth.text.head import load

    with as_file(files("troth.text").joinpath("weights")) as folder:
        return load(folder, NAME)
