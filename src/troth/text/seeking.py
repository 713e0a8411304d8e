"""What somebody looks for, and where it stands in a text: words, begun words, phrases.

Whatever is typed is words and nothing else: no sign in it is an operator but the quotation mark
around a phrase and the star after the beginning of a word. Words are compared as SQLite's full
text compares them: in any case, and without marks above or below their letters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from troth.model.origin import Span
from troth.patterns import later

MOST_WORDS = 32
"""So many words are looked for; nobody means more, and a pasted letter has them."""
MOST_SIGNS = 10_000
APART = "\u19b0-\u19c0\u19c8\u19c9\u1cf2\u1cf3"
"""Letters to Python, and between words to SQLite."""
MARKS = "\u0300-\u0304\u0306-\u030c\u030f\u0311\u031b\u0323-\u0328\u032d\u032e\u0330\u0331"
"""Marks that may follow a letter and are not looked at."""
_WORD = later(rf"[^\W_{APART}](?:[^\W_{APART}]|[{MARKS}])*")
_TYPED = later(r'"([^"]*)"?|[^\s"]+')
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand side by side, mostly one; the last may be `begun`.

    `words` are folded, `plain` are the same as they were written, and `typed` is all of it.
    """

    words: tuple[str, ...]
    begun: bool
    typed: str
    plain: tuple[str, ...] = ()

    @property
    def in_a_row(self) -> str:
        """As it stands in a row of folded words with a space before and behind each."""
        return f" {' '.join(self.words)}{'' if self.begun else ' '}"

    @property
    def written(self) -> str:
        """As somebody would type it to find the same."""
        words = f'"{self.typed}"' if " " in self.typed else self.typed
        return f"{words}*" if self.begun else words


@dataclass(frozen=True, slots=True)
class Sought:
    """A question: every term must be there. `cut` says that more was typed than is looked for."""

    typed: str
    terms: tuple[Term, ...]
    cut: bool = False

    @property
    def phrases(self) -> bool:
        """Whether words must stand side by side."""
        return any(len(term.words) > 1 for term in self.terms)

    def fits(self, text: str) -> bool:
        """Whether a text holds all of it."""
        if text.isascii():
            row = f" {' '.join(_WORD.findall(text.lower()))} "
            return bool(self.terms) and all(term.in_a_row in row for term in self.terms)
        held = words_of(text)
        return bool(self.terms) and all(_places(term, held) for term in self.terms)


def sought(typed: str) -> Sought:
    """What somebody means by what they typed; any text at all will do."""
    plain = unicodedata.normalize("NFC", typed[:MOST_SIGNS]).translate(_QUOTES)
    terms: list[Term] = []
    left, cut = MOST_WORDS, len(typed) > MOST_SIGNS
    for part in _TYPED.finditer(plain):
        chunk = part[0] if part[1] is None else part[1]
        words = _WORD.findall(chunk)
        cut = cut or len(words) > left
        if words := words[:left]:
            folded = tuple(fold(word) for word in words)
            terms.append(Term(folded, chunk.rstrip().endswith("*"), _bare(chunk), tuple(words)))
            left -= len(words)
    return Sought(" ".join(typed[:MOST_SIGNS].split()), tuple(dict.fromkeys(terms)), cut)


def found(text: str, wanted: Iterable[Term]) -> list[tuple[Span, int]]:
    """Where terms stand in a text, in order, each with its number among the terms."""
    held = words_of(text)
    places = [
        (Span(start, end), number)
        for number, term in enumerate(wanted)
        for start, end in _places(term, held)
    ]
    return sorted(places, key=lambda place: (place[0].start, -place[0].end))


def words_of(text: str) -> list[tuple[int, int, str]]:
    """The words of a text: where each begins and ends, and how it is compared."""
    return [(word.start(), word.end(), fold(word[0])) for word in _WORD.finditer(text)]


def fold(word: str) -> str:
    """A word as it is compared: small letters without their marks."""
    if word.isascii():
        return word.lower()
    return "".join(_letter(sign) for sign in word if not _is_mark(sign))


@lru_cache(maxsize=4096)
def _letter(sign: str) -> str:
    """One letter for one letter, so that ß stays itself."""
    parts = unicodedata.normalize("NFD", sign)
    bare = parts[0] if all(map(_is_mark, parts[1:])) else sign
    small = bare.casefold()
    return small if len(small) == 1 else bare.lower()


@lru_cache(maxsize=4096)
def _is_mark(sign: str) -> bool:
    return unicodedata.combining(sign) > 0 and "\u0300" <= sign <= "\u036f"


def _bare(chunk: str) -> str:
    return " ".join(chunk.split()).rstrip("*").strip()


def _places(term: Term, held: list[tuple[int, int, str]]) -> list[tuple[int, int]]:
    first, size = term.words[0], len(term.words)
    if size == 1:
        if term.begun:
            return [(start, end) for start, end, word in held if word.startswith(first)]
        return [(start, end) for start, end, word in held if word == first]
    places = []
    for at in range(len(held) - size + 1):
        if held[at][2] == first and _follows(term, held, at):
            places.append((held[at][0], held[at + size - 1][1]))
    return places


def _follows(term: Term, held: list[tuple[int, int, str]], at: int) -> bool:
    *middle, last = term.words[1:]
    here = [word for _, _, word in held[at + 1 : at + len(term.words)]]
    ends = here[-1].startswith(last) if term.begun else here[-1] == last
    return ends and here[:-1] == middle
