"""Cuts text into the pieces of words that the table of word vectors knows.

WordPiece (Schuster & Nakajima 2012) as BERT uses it: lower case, accents off, words and marks
apart, then the longest piece that fits, again and again. The library that does this brings a
client for downloading models with it, so it is done here; see docs/decisions.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

from troth.patterns import later

UNKNOWN = 100
"""The number of the piece for what is unknown; it has no say in the mean of a text."""
LONGEST = 100
KEPT = 500_000
"""So many words are remembered with their pieces."""

_WORDS = later(
    r"[㐀-䶿一-鿿豈-﫿\U00020000-\U0002fa1f]|[^\W_]+|[^\w\s]|_",
)


@cache
def pieces() -> dict[str, int]:
    """Every piece with its number."""
    text = files("troth.text").joinpath("weights/words-256.txt").read_text(encoding="utf-8")
    return {piece: at for at, piece in enumerate(text.split("\n")) if piece}


_known: dict[str, tuple[int, ...]] = {}


def numbers(text: str) -> list[int]:
    """The numbers of a text's pieces, in their order."""
    known = _known
    if len(known) > KEPT:
        known.clear()
    found: list[int] = []
    for word in _WORDS.findall(_bare(text)):
        cut = known.get(word)
        if cut is None:
            cut = known[word] = _cut(word)
        found += cut
    return found


def numbered(texts: Iterable[str]) -> tuple[list[int], Sequence[int]]:
    """The pieces of many texts one after the other, and how many each has."""
    flat: list[int] = []
    sizes: list[int] = []
    for text in texts:
        found = numbers(text)
        flat += found
        sizes.append(len(found))
    return flat, sizes


def _bare(text: str) -> str:
    """Lower case without accents and without what is not to be seen."""
    low = text.lower()
    if low.isascii():
        return low
    plain = unicodedata.normalize("NFD", low)
    return "".join(sign for sign in plain if unicodedata.category(sign) not in ("Mn", "Cc", "Cf"))


def _cut(word: str) -> tuple[int, ...]:
    if len(word) > LONGEST:
        return (UNKNOWN,)
    known = pieces()
    found: list[int] = []
    start = 0
    while start < len(word):
        end = len(word)
        while end > start:
            at = known.get(word[start:end] if not start else "##" + word[start:end])
            if at is not None:
                break
            end -= 1
        else:
            return (UNKNOWN,)
        assert at is not None
        found.append(at)
        start = end
    return tuple(found)
