"""One Aho–Corasick automaton over the literal words of all lenses.

A document is read once, whatever the number of lenses. A regular expression is tried only in
a sentence in which one of its triggers was found.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import ahocorasick_rs

from troth.model.detect import Density, Detector, ListShape, Pattern, Phrases, Substitute
from troth.prose.fold import Fold
from troth.prose.lens import Lens


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

    __slots__ = ("_machine", "_owners", "_words")

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


def _normal(literal: str) -> str:
    return " ".join(literal.replace("’", "'").split()).lower()


def _whole(text: str, start: int, end: int) -> bool:
    before = start > 0 and _inner(text[start]) and _inner(text[start - 1])
    after = end < len(text) and _inner(text[end - 1]) and _inner(text[end])
    return not (before or after)


def _inner(char: str) -> bool:
    return char.isalnum() or char == "_"
