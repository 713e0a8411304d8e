"""From literal words to hits: phrases, gated patterns, substitutes, densities, list shapes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from troth.model.detect import Density, Detector, Hit, ListShape, Pattern, Phrases, Substitute
from troth.model.document import Document
from troth.model.origin import Span
from troth.patterns import later
from troth.prose.automaton import Word
from troth.prose.fold import Fold
from troth.text.sentences import Sentences

_QUOTED = later(r"“[^”\n]{1,400}”|(?<![\w])\"[^\"\n]{1,400}\"")


class Detecting:
    """Turns the words found in one document into hits, detector by detector."""

    def __init__(self, document: Document, fold: Fold, sentences: Sentences, words: int) -> None:
        self._document = document
        self._fold = fold
        self._sentences = sentences
        self._count = words
        self._quoted: list[tuple[int, int]] | None = None

    def hits(self, detector: Detector, found: Sequence[Word]) -> list[Hit]:
        """The hits of one detector, given the literals of it that were found."""
        if isinstance(detector, ListShape):
            return list(self._shapes(detector))
        cleared = [(word.start, word.end) for word in found if word.clears]
        literal = [word for word in found if not word.clears]
        if isinstance(detector, Pattern):
            return list(self._patterns(detector, literal, cleared))
        kept = [
            word
            for word in _longest(literal)
            if not _overlaps(cleared, word.start, word.end)
            and not self._in_quotes(word.start, word.end)
        ]
        if isinstance(detector, Density):
            return self._dense(detector, kept)
        return [self._plain(detector, word) for word in kept]

    def _plain(self, detector: Phrases | Substitute, word: Word) -> Hit:
        span = self._fold.span(word.start, word.end)
        if isinstance(detector, Phrases):
            return Hit(span, detector.says, detector.instead)
        better = _better(detector, word.literal)
        return Hit(span, detector.says.replace("{instead}", better), f"“{better}”")

    def _patterns(
        self, detector: Pattern, words: Sequence[Word], cleared: list[tuple[int, int]]
    ) -> Iterator[Hit]:
        regex = _compiled(detector.regex)
        seen: set[int] = set()
        for word in words:
            sentence = self._sentences.at(self._fold.span(word.start, word.end).start)
            if sentence is None or sentence.start in seen:
                continue
            seen.add(sentence.start)
            start, end = self._fold.into(sentence)
            for match in regex.finditer(self._fold.text, start, end):
                first, last = match.span()
                if first == last or _overlaps(cleared, first, last):
                    continue
                if not self._in_quotes(first, last):
                    yield Hit(self._fold.span(first, last), detector.says, detector.instead)

    def _dense(self, detector: Density, words: Sequence[Word]) -> list[Hit]:
        share = 1000 * len(words) / max(self._count, 1)
        if len(words) < detector.at_least or share <= detector.most:
            return []
        spans = [self._fold.span(word.start, word.end) for word in words]
        says = detector.says.replace("{n}", str(len(words))).replace("{per}", f"{share:.1f}")
        return [Hit(spans[0], says, more=tuple(spans[1:]))]

    def _shapes(self, detector: ListShape) -> Iterator[Hit]:
        regex = _compiled(detector.regex)
        run: list[Span] = []
        for block in self._document.blocks:
            if block.kind == "item" and regex.match(self._words(block.span)):
                run.append(block.span)
                continue
            yield from self._shape(detector, run)
            run = []
        yield from self._shape(detector, run)

    def _shape(self, detector: ListShape, run: list[Span]) -> Iterator[Hit]:
        if len(run) < detector.at_least:
            return
        text = " ".join(self._words(span) for span in run).lower()
        if not any(phrase.lower() in text for phrase in detector.unless):
            says = detector.says.replace("{n}", str(len(run)))
            yield Hit(run[0], says, more=tuple(run[1:]))

    def _words(self, span: Span) -> str:
        return " ".join(span.of(self._document.prose).split())

    def _in_quotes(self, start: int, end: int) -> bool:
        """Whether words are somebody's quoted words: between marks, or in a block of quotation."""
        if self._quoted is None:
            marks = [found.span() for found in _QUOTED.finditer(self._fold.text)]
            blocks = [
                self._fold.into(block.span)
                for block in self._document.blocks
                if block.kind == "quote"
            ]
            self._quoted = marks + blocks
        return any(first <= start and end <= last for first, last in self._quoted)


@lru_cache(maxsize=512)
def _compiled(regex: str) -> re.Pattern[str]:
    return re.compile(regex, re.IGNORECASE)


def _better(detector: Substitute, literal: str) -> str:
    for word, better in detector.table.items():
        if " ".join(word.replace("’", "'").split()).lower() == literal:
            return better
    return ""


def _overlaps(spans: Iterable[tuple[int, int]], start: int, end: int) -> bool:
    return any(first < end and start < last for first, last in spans)


def _longest(words: Sequence[Word]) -> list[Word]:
    """Of literals that overlap, the one that begins first and is longest."""
    kept: list[Word] = []
    for word in words:
        if not kept or word.start >= kept[-1].end:
            kept.append(word)
    return kept
