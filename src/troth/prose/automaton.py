"""Aho–Corasick automata over the literals of all lenses: words, and parts of words.

A document is read twice, whatever the number of lenses. A regular expression is tried only in
a sentence in which one of its triggers was found, and a lens judges only a document that holds
one of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import ahocorasick_rs

from troth.model.detect import Density, Detector, ListShape, Pattern, Phrases, Substitute
from troth.model.document import Document
from troth.prose.fold import Fold
from troth.prose.lens import Lens
from troth.text.folding import alike


@dataclass(frozen=True, slots=True)
class Word:
    """A literal found: in whose interest, and its folded offsets. `clears` marks an `unless`."""

    lens: int
    detector: int
    start: int
    end: int
    literal: str
    clears: bool = False


JUDGE = -1
"""The detector number of a lens' own triggers."""

Owner = tuple[int, int, bool]


class Automaton:
    """The literals of a set of lenses, compiled."""

    __slots__ = ("_always", "_machine", "_owners", "_parts", "_waiting", "_words")

    def __init__(self, lenses: Sequence[Lens]) -> None:
        owners: dict[str, list[Owner]] = {}
        for number, lens in enumerate(lenses):
            for literal, detector, clears in _literals(lens):
                key = _normal(literal)
                if key:
                    owners.setdefault(key, []).append((number, detector, clears))
        self._words = list(owners)
        self._owners = list(owners.values())
        self._machine = ahocorasick_rs.AhoCorasick(self._words) if self._words else None
        self._always = frozenset(
            number
            for number, lens in enumerate(lenses)
            if lens.triggers is None and lens.parts is None
        )
        waiting: dict[str, list[int]] = {}
        for number, lens in enumerate(lenses):
            for part in lens.parts or ():
                waiting.setdefault(_normal(part), []).append(number)
        self._waiting = list(waiting.values())
        self._parts = ahocorasick_rs.AhoCorasick(list(waiting)) if waiting else None

    def open(self, document: Document, words: Iterable[Word]) -> frozenset[int]:
        """The lenses that have to judge a document in which these words were found."""
        found = {word.lens for word in words if word.detector == JUDGE}
        if self._parts is None:
            return self._always | found
        plain = _normal(document.prose)
        met = self._parts.find_matches_as_indexes(plain, overlapping=True)
        for each in {number for number, _, _ in met}:
            found.update(self._waiting[each])
        return self._always | found

    def scan(self, fold: Fold) -> list[Word]:
        """Every literal that stands in the text as whole words, in order."""
        if self._machine is None:
            return []
        lower = fold.lower
        found = []
        for number, start, end in self._machine.find_matches_as_indexes(lower, overlapping=True):
            if not _whole(lower, start, end):
                continue
            for lens, detector, clears in self._owners[number]:
                found.append(Word(lens, detector, start, end, self._words[number], clears))
        found.sort(key=lambda word: (word.start, -word.end, word.lens, word.detector))
        return found


def _literals(lens: Lens) -> Iterable[tuple[str, int, bool]]:
    for trigger in lens.triggers or ():
        yield trigger, JUDGE, False
    for number, detector in enumerate(lens.detectors):
        for literal in _searched(detector):
            yield literal, number, False
        if not isinstance(detector, ListShape):
            for literal in detector.unless:
                yield literal, number, True


def _searched(detector: Detector) -> Iterable[str]:
    if isinstance(detector, Phrases | Density):
        return detector.words
    if isinstance(detector, Substitute):
        return detector.table
    if isinstance(detector, Pattern):
        return detector.triggers
    return ()


def _normal(text: str) -> str:
    """Small letters, straight apostrophes, one space for any gap."""
    return " ".join(alike(text).replace("\u00ad", "-").split()).lower()


def _whole(text: str, start: int, end: int) -> bool:
    before = start > 0 and _inner(text[start]) and _inner(text[start - 1])
    after = end < len(text) and _inner(text[end - 1]) and _inner(text[end])
    return not (before or after)


def _inner(char: str) -> bool:
    return char.isalnum() or char == "_"
