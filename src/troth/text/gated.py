"""Tables of patterns that are tried only where a word they need occurs.

A line reads `word, word :: pattern`: the pattern can only match a sentence that holds one of the
words, or parts of words, before the colons. Looking for a word is a hundred times quicker than
trying a pattern, so that a table of a hundred patterns costs little on a sentence that has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from troth.model.origin import Span
from troth.text.served import lines

Gated = Mapping[str, tuple[re.Pattern[str], ...]]


def gated(table: str) -> Gated:
    """A table as patterns by the words they need; whole words, in any case."""
    by_word: dict[str, list[re.Pattern[str]]] = {}
    for line in lines(table):
        needs, _, pattern = line.partition(" :: ")
        made = re.compile(rf"(?:(?<!\w)|(?='))(?:{pattern})(?!\w)", re.I)
        for word in needs.split(","):
            by_word.setdefault(word.strip().lower(), []).append(made)
    return {word: tuple(patterns) for word, patterns in by_word.items()}


def found(table: Gated, plain: str, span: Span, lowered: str) -> Iterator[Span]:
    """Where patterns of a table match within a sentence, in order and without overlaps.

    `lowered` is the sentence in small letters.
    """
    tried: dict[re.Pattern[str], None] = {}
    for word, patterns in table.items():
        if word in lowered:
            tried.update(dict.fromkeys(patterns))
    met = sorted(
        match.span() for each in tried for match in each.finditer(plain, span.start, span.end)
    )
    end = -1
    for start, stop in met:
        if start >= end:
            yield Span(start, stop)
            end = stop
