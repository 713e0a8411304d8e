"""Tables of patterns that are tried only where a word they need occurs.

A line reads `word, word :: pattern`: the pattern can only match a sentence that holds one of the
words, or parts of words, before the colons. All the words are looked for in one pass
(Aho and Corasick 1975), so that hundreds of patterns cost little on a sentence that has none of
their words, and a pattern is compiled when it is first tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, Generic, TypeVar

from troth.model.origin import Span
from troth.text.served import lines

Name = TypeVar("Name", bound=str)


def opening(tables: Iterable[str]) -> tuple[str, ...]:
    """The words that open any line of these tables, each once, as they are looked for."""
    needs = (line.partition(" :: ")[0] for table in tables for line in lines(table))
    return tuple(dict.fromkeys(word.strip().lower() for each in needs for word in each.split(",")))


class Gated(Generic[Name]):
    """Tables by name, read together. `met` says where the patterns of each match."""

    def __init__(self, tables: Mapping[Name, str]) -> None:
        self._tables = tables
        self._compiled: dict[int, re.Pattern[str]] = {}

    @property
    def words(self) -> tuple[str, ...]:
        """The words, or parts of words, without any of which no table says anything."""
        return opening(self._tables.values())

    @cached_property
    def _read(self) -> tuple[Any, list[tuple[int, ...]], list[tuple[Name, str]]]:
        """The machine that finds words, the patterns that each word opens, and the patterns."""
        import ahocorasick_rs

        patterns: list[tuple[Name, str]] = []
        opened: dict[str, list[int]] = {}
        for name, table in self._tables.items():
            for line in lines(table):
                needs, _, pattern = line.partition(" :: ")
                for word in needs.split(","):
                    opened.setdefault(word.lower().removeprefix(" "), []).append(len(patterns))
                patterns.append((name, pattern))
        machine = ahocorasick_rs.AhoCorasick(list(opened))
        return machine, [tuple(each) for each in opened.values()], patterns

    def met(self, plain: str, span: Span, lowered: str) -> Iterator[tuple[Name, Span]]:
        """Each match within a sentence, in order, those of one table without overlaps.

        `lowered` is the sentence in small letters.
        """
        machine, opens, patterns = self._read
        words = {each[0] for each in machine.find_matches_as_indexes(lowered, overlapping=True)}
        tried = {number for word in words for number in opens[word]}
        matches = sorted(
            (*match.span(), patterns[number][0])
            for number in tried
            for match in self._pattern(number).finditer(plain, span.start, span.end)
        )
        ends: dict[Name, int] = {}
        for start, end, name in matches:
            if start >= ends.get(name, start) and end > start:
                ends[name] = end
                yield name, Span(start, end)

    def _pattern(self, number: int) -> re.Pattern[str]:
        made = self._compiled.get(number)
        if made is None:
            pattern = self._read[2][number][1]
            made = re.compile(rf"(?:(?<!\w)|(?='))(?:{pattern})(?!\w)", re.I)
            self._compiled[number] = made
        return made
