"""What a text is made of, in numbers: its words, pairs of words and runs of letters.

Each is hashed into one of so many buckets (Weinberger et al. 2009) and weighted by how rare it is;
the weights of a text's words, and those of its letters, are brought to length one. All texts of a
call are reckoned at once in numpy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from troth.patterns import later

if TYPE_CHECKING:
    import numpy as np

    Whole = np.ndarray[tuple[int], np.dtype[np.uint32]]
    Numbers = np.ndarray[tuple[int], np.dtype[np.float32]]
    Places = np.ndarray[tuple[int], np.dtype[np.int64]]

BITS = 17
BUCKETS = 1 << BITS
"""For words; letters have as many again behind them."""
LETTERS = (2, 3, 4, 5)
LONGEST = 4_000
"""Bytes of a text that are read: what stands behind says little about what it is."""

_PRIME = 0x01000193
_LINKS = later(r"(?:https?://|www\.)\S+|(?<!\S)\S[^\s@]*@\S+\.\S+")
_NAMES = later(r"@\w+")
_DIGITS = later(r"\d")
_QUOTES = str.maketrans("’‘“”–—", "''\"\"--")


@dataclass(frozen=True, slots=True)
class Grams:
    """The grams of many texts: text, bucket and weight of each; one that recurs is there again."""

    size: int
    text: Places
    bucket: Places
    weight: Numbers


def plain(text: str) -> str:
    """A text as it is counted: lower case, links and names as one sign, digits alike."""
    low = _NAMES.sub("@", _LINKS.sub("∎", text.translate(_QUOTES).lower()))
    return _DIGITS.sub("0", low)


def grams(texts: Sequence[str], rarity: Numbers | None = None) -> Grams:
    """The grams of texts, weighted by `rarity` of each bucket, or all alike."""
    import numpy as np

    signs, whose = _laid_out(texts)
    found = [_letters(signs, whose, n) for n in LETTERS]
    found = [(text, bucket + BUCKETS) for text, bucket in found]
    found += _words(signs, whose)
    text = np.concatenate([each for each, _ in found])
    bucket = np.concatenate([each for _, each in found])
    weight = np.ones(len(text), np.float32) if rarity is None else rarity[bucket]
    return Grams(len(texts), text, bucket, _of_length_one(text, bucket, weight, len(texts)))


def rarity(texts: Sequence[str]) -> Numbers:
    """How rare each bucket is among many texts: 1 + ln((1 + n) / (1 + texts with it))."""
    import numpy as np

    all_of = grams(texts)
    once = np.sort(all_of.text * (2 * BUCKETS) + all_of.bucket)
    once = once[np.diff(once, prepend=-1) > 0]
    held = np.bincount(once % (2 * BUCKETS), minlength=2 * BUCKETS)
    return np.asarray(1 + np.log((1 + len(texts)) / (1 + held)), np.float32)


def _of_length_one(text: Places, bucket: Places, weight: Numbers, size: int) -> Numbers:
    """Weights so that a text's words, and its letters, each have length one."""
    import numpy as np

    block = text * 2 + (bucket >= BUCKETS)
    length = np.sqrt(np.bincount(block, weight.astype(np.float64) ** 2, minlength=2 * size))
    return np.asarray(weight / length[block], np.float32)


def _laid_out(texts: Sequence[str]) -> tuple[Whole, Places]:
    """All texts as bytes, a space before and behind each, and whose each byte is."""
    import numpy as np

    held = [b" " + plain(text).encode()[:LONGEST] + b" " for text in texts]
    signs = np.frombuffer(b"".join(held), np.uint8).astype(np.uint32)
    whose = np.repeat(np.arange(len(held)), [len(each) for each in held])
    return signs, whose


def _letters(signs: Whole, whose: Places, n: int) -> tuple[Places, Places]:
    import numpy as np

    size = max(len(signs) - n + 1, 0)
    code = np.full(size, 0x811C9DC5 + n, np.uint32)
    for at in range(n):
        code = (code ^ signs[at : at + size]) * np.uint32(_PRIME)
    whole = whose[:size] == whose[n - 1 : n - 1 + size]
    return whose[:size][whole], _bucket(code[whole])


def _words(signs: Whole, whose: Places) -> list[tuple[Places, Places]]:
    """Single words and marks, and pairs of neighbours."""
    import numpy as np

    letter = ((signs >= 97) & (signs <= 122)) | (signs == 48) | (signs >= 128) | (signs == 39)
    space = signs <= 32
    begins = ~space & (~letter | ~np.concatenate([[False], letter[:-1]]))
    start = np.flatnonzero(begins)
    if not len(start):
        empty = np.zeros(0, np.int64)
        return [(empty, empty)]
    number = np.cumsum(begins) - 1
    inside = np.flatnonzero(~space)
    place = inside - start[number[inside]]
    code = np.bincount(
        number[inside], (signs[inside].astype(np.float64) * _power(place)) % 4294967291.0
    )
    word = (code % 4294967291.0).astype(np.uint32)
    text = whose[start]
    pair = (word[:-1] * np.uint32(_PRIME)) ^ (word[1:] + np.uint32(0x9E3779B9))
    near = text[:-1] == text[1:]
    return [(text, _bucket(word)), (text[:-1][near], _bucket(pair[near]))]


def _power(place: Places) -> np.ndarray[Any, np.dtype[np.float64]]:
    """A weight for each place in a word, so that "now" and "won" differ."""
    import numpy as np

    powers = np.empty(64)
    powers[0] = 1
    for at in range(1, 64):
        powers[at] = powers[at - 1] * 257 % 16777213
    return np.asarray(powers[np.minimum(place, 63)])


def _bucket(code: Whole) -> Places:
    import numpy as np

    mixed = (code ^ (code >> np.uint32(15))) * np.uint32(0x2C1B3C6D)
    mixed = mixed ^ (mixed >> np.uint32(12))
    return np.asarray(mixed >> np.uint32(32 - BITS), np.int64)
