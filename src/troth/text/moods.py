"""The words that show a mood in what a customer writes, with how much each says.

A list of our own (`mood_words`), read with what stands before a word: a “not” turns it, “very”
strengthens and “a bit” weakens it, and what follows a “but” counts more than what goes before
it (Hatzivassiloglou & McKeown 1997; Polanyi & Zaenen 2006).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import sqrt

from troth.model.origin import Span
from troth.patterns import later
from troth.text import mood_words as words
from troth.text.served import lines

LONGEST = 10_000
"""Of a longer text only the beginning is read."""
PHRASE = 4
"""So many words has the longest phrase."""
REACH = 3
"""A “not” turns what stands so many words behind it."""
TURNED = -0.6
"""What is left of a word's strength, and to which side, behind a “not”."""
_BUT = frozenset(("but", "however", "although"))

_WORD = later(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+|[.!?;,]")
_SIGNS = later(
    rf"(?P<glad>{words.SMILES}|[{words.GLAD_SIGNS}])"
    rf"|(?P<unhappy>{words.FROWNS}|[{words.UNHAPPY_SIGNS}])"
)


@dataclass(frozen=True, slots=True)
class Felt:
    """A word or sign and how much mood it shows here: above 0 glad, below 0 not."""

    span: Span
    strength: float


@dataclass(frozen=True, slots=True)
class _Word:
    low: str
    start: int
    end: int
    loud: bool


def felt(text: str) -> list[Felt]:
    """The words and signs of mood in a text, in order."""
    text = text[:LONGEST]
    found = list(_met(_words(text)))
    found += [
        Felt(Span(*each.span()), 3.0 if each["glad"] else -3.0) for each in _SIGNS.finditer(text)
    ]
    return sorted(found, key=lambda each: each.span.start)


def mood(found: Sequence[Felt]) -> float:
    """What words of mood come to together, from -1 to 1; 0 where there are none."""
    total = sum(each.strength for each in found)
    return total / sqrt(total * total + 15.0)


def listed() -> Mapping[str, float]:
    """Every word, beginning and phrase of the list with its strength."""
    whole, heads, _ = _list()
    return {word.replace("_", " "): each for word, each in {**heads, **whole}.items()}


def _words(text: str) -> list[_Word]:
    return [
        _Word(
            each[0].lower().replace("’", "'"),
            *each.span(),
            loud=len(each[0]) > 2 and each[0].isupper() and not text.isupper(),
        )
        for each in _WORD.finditer(text)
    ]


def _met(held: Sequence[_Word]) -> Iterator[Felt]:
    """Each word or phrase of the list, turned, strengthened or weakened by what is around it."""
    last_but = max((at for at, each in enumerate(held) if each.low in _BUT), default=-1)
    marked = min(1 + 0.1 * sum(each.low == "!" for each in held), 1.3)
    at = 0
    while at < len(held):
        size, strength = _strength(held, at)
        if size:
            strength *= _around(held, at, size) * marked * (1.3 if held[at].loud else 1)
            if last_but >= 0 and at != last_but:
                strength *= 1.4 if at > last_but else 0.6
            yield Felt(Span(held[at].start, held[at + size - 1].end), strength)
        at += size or 1


def _around(held: Sequence[_Word], at: int, size: int) -> float:
    """What the words before make of a word: its factor."""
    factor = 1.0
    for back in range(1, REACH + 1):
        word = held[at - back].low if at >= back else "."
        if word in ".!?;,":
            break
        if _turns(word):
            return factor * TURNED if size < 2 else factor
        if back <= 2 and word in words.STRONGER:
            factor *= 1.3
        elif back <= 2 and word in words.WEAKER:
            factor *= 0.7
    return factor


def _turns(word: str) -> bool:
    return word in words.NEGATING or word.endswith("n't")


def _strength(held: Sequence[_Word], at: int) -> tuple[int, float]:
    """How many words the longest entry here has and what it says; none: no words."""
    whole, heads, begins = _list()
    first = held[at].low
    if first in begins:
        for size in range(min(PHRASE, len(held) - at), 1, -1):
            phrase = "_".join(each.low for each in held[at : at + size])
            if phrase in whole:
                return size, whole[phrase]
    found = whole.get(first)
    if found is None:
        found = next(
            (heads[first[:n]] for n in range(len(first), 2, -1) if first[:n] in heads), None
        )
    return (0, 0.0) if found is None else (1, found)


@cache
def _list() -> tuple[Mapping[str, float], Mapping[str, float], frozenset[str]]:
    """Words and phrases, beginnings of words, and the words that phrases begin with."""
    whole: dict[str, float] = {}
    heads: dict[str, float] = {}
    for side, table in ((1.0, words.GLAD), (-1.0, words.UNHAPPY)):
        for line in lines(table):
            strength, _, listed = line.partition(":")
            for word in listed.split():
                if word.endswith("*") and "_" not in word:
                    heads.setdefault(word[:-1], side * float(strength))
                else:
                    whole.setdefault(word.strip("*"), side * float(strength))
    begins = frozenset(word.partition("_")[0] for word in whole if "_" in word)
    return whole, heads, begins
