"""Tables of wordings, found in the sentences of a page at their exact places.

A line reads `word, word :: pattern`, as in `text.gated`: the words (or parts of words) before the
colons open the pattern, and only the sentences in which one of them stands are read. A space in
a pattern is any white space, also the gap that blanked markup leaves; an apostrophe is either of
its forms. What stands in quotation marks or in a block of quotation is somebody else's and is
passed over.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from troth.model.document import Page
from troth.model.origin import Span
from troth.text.claims import quoted
from troth.text.gated import opening
from troth.text.sentences import Sentences

_REACH = 320
"""Characters around an opening word in which its pattern is looked for before sentences are made."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording found: the name of its table, its place, and the sentence it stands in."""

    name: str
    span: Span
    sentence: Span


class Worded:
    """Tables by name, read together in one pass over a page."""

    def __init__(self, tables: Mapping[str, str]) -> None:
        self._tables = tables
        self._compiled: dict[int, re.Pattern[str]] = {}

    @property
    def words(self) -> tuple[str, ...]:
        """The words, or parts of words, without any of which no table says anything."""
        return opening(self._tables.values())

    @cached_property
    def _read(self) -> tuple[Any, list[tuple[int, ...]], list[tuple[str, str]]]:
        """The machine that finds words, the patterns each word opens, and the patterns."""
        import ahocorasick_rs

        patterns: list[tuple[str, str]] = []
        opened: dict[str, list[int]] = {}
        for name, table in self._tables.items():
            for line in filter(None, map(str.strip, table.splitlines())):
                needs, _, pattern = line.partition(" :: ")
                for word in needs.split(","):
                    opened.setdefault(word.strip().lower(), []).append(len(patterns))
                patterns.append((name, pattern))
        machine = ahocorasick_rs.AhoCorasick(list(opened))
        return machine, [tuple(each) for each in opened.values()], patterns

    def met(self, page: Page) -> Iterator[Wording]:
        """Each wording in the order of the text; of those that overlap the first, then longest."""
        prose = page.document.prose
        opened = self._opened(prose)
        if not opened:
            return
        sentences = _Within(page.sentences)
        tried: dict[Span, set[int]] = {}
        hopeless = self._hopeless(prose, opened)
        for at, numbers in opened:
            low, high = max(0, at - _REACH), at + _REACH
            near = {
                one
                for one in numbers
                if (at, one) not in hopeless and self._pattern(one).search(prose, low, high)
            }
            if near and (sentence := sentences.at(at)) is not None:
                tried.setdefault(sentence, set()).update(near)
        theirs = _theirs(page) if tried else ()
        for sentence in sorted(tried, key=lambda span: span.start):
            yield from self._in(prose, sentence, tried[sentence], theirs)

    def _opened(self, prose: str) -> list[tuple[int, tuple[int, ...]]]:
        machine, opens, _ = self._read
        lowered = prose.lower()
        if len(lowered) != len(prose):
            lowered = "".join(each if len(each.lower()) != 1 else each.lower() for each in prose)
        found = machine.find_matches_as_indexes(lowered, overlapping=True)
        return [(start, opens[number]) for number, start, _ in found]

    def _hopeless(
        self, prose: str, opened: Sequence[tuple[int, tuple[int, ...]]]
    ) -> set[tuple[int, int]]:
        """Opened places and patterns that do not match around them, seen in one search where they lie close."""
        places: dict[int, list[int]] = {}
        for at, numbers in opened:
            for one in numbers:
                places.setdefault(one, []).append(at)
        found: set[tuple[int, int]] = set()
        for one, held in places.items():
            for close in _close(sorted(held)):
                low, high = max(0, close[0] - _REACH), close[-1] + _REACH
                if len(close) > 1 and not self._pattern(one).search(prose, low, high):
                    found.update((at, one) for at in close)
        return found

    def _in(
        self, prose: str, sentence: Span, numbers: set[int], theirs: Sequence[Span]
    ) -> Iterator[Wording]:
        matches = sorted(
            (match.start(), -match.end(), self._read[2][number][0])
            for number in numbers
            for match in self._pattern(number).finditer(prose, sentence.start, sentence.end)
        )
        end = sentence.start
        for start, last, name in matches:
            span = Span(start, -last)
            if start < end or span.end <= start:
                continue
            if not any(each.start < span.end and start < each.end for each in theirs):
                end = span.end
                yield Wording(name, span, sentence)

    def _pattern(self, number: int) -> re.Pattern[str]:
        made = self._compiled.get(number)
        if made is None:
            pattern = _spaced(self._read[2][number][1])
            made = self._compiled[number] = re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)", re.I)
        return made


def _close(places: Sequence[int]) -> Iterator[list[int]]:
    """Places in runs, those of a run no farther apart than the stretches read around them."""
    run: list[int] = []
    for at in places:
        if run and at - run[-1] > 2 * _REACH:
            yield run
            run = []
        run.append(at)
    if run:
        yield run


def _spaced(pattern: str) -> str:
    """A pattern whose spaces and apostrophes match as texts write them."""
    made: list[str] = []
    inside = escaped = False
    for sign in pattern:
        if escaped:
            made.append(sign)
        elif sign == " ":
            made.append(r"\s" if inside else r"\s+")
        elif sign == "'":
            made.append("'’" if inside else "['’]")
        else:
            made.append(sign)
        if not escaped and sign in "[]":
            inside = sign == "["
        escaped = sign == "\\" and not escaped
    return "".join(made)


class _Within:
    """Which sentence an offset stands in."""

    def __init__(self, sentences: Sequence[Span]) -> None:
        self._sentences = sentences
        self._lazy = sentences if isinstance(sentences, Sentences) else None
        self._starts = [] if self._lazy else [span.start for span in sentences]

    def at(self, offset: int) -> Span | None:
        if self._lazy is not None:
            return self._lazy.at(offset)
        number = bisect_right(self._starts, offset) - 1
        span = self._sentences[number] if number >= 0 else None
        return span if span is not None and offset < span.end else None


def _theirs(page: Page) -> Sequence[Span]:
    blocks = page.document.blocks
    quotes = [block.span for block in blocks if block.kind == "quote"]
    return [*quotes, *quoted(page.document.prose, [block.span for block in blocks])]
