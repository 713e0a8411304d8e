"""Sentences: where each begins and ends within the blocks of a document.

Boundaries inside a paragraph are found by Punkt (Kiss and Strunk 2006, through nupunkt), which
is loaded only for a paragraph that can hold more than one sentence.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, overload

from troth.model.document import Block
from troth.model.origin import Span
from troth.patterns import later

_MAYBE = later(r"[.!?…][\"'”’)\]]*\s+\S")
_SPOKEN = frozenset({"heading", "paragraph", "item", "cell", "quote", "caption"})
_GAP = later(r"(?<=[:;])[ \t]*(?:\r\n|\n|\r)|(?:[ \t]*(?:\r\n|\n|\r)){2,}")


class Sentences(Sequence[Span]):
    """The sentences of a prose view, in order, found block by block and only where asked."""

    def __init__(self, prose: str, blocks: Sequence[Block]) -> None:
        self._prose = prose
        self._blocks = [block.span for block in blocks if block.kind in _SPOKEN]
        self._starts = [span.start for span in self._blocks]
        self._found: dict[int, tuple[Span, ...]] = {}
        self._all: tuple[Span, ...] | None = None

    def at(self, offset: int) -> Span | None:
        """The sentence that an offset stands in, None outside every block."""
        number = bisect_left(self._starts, offset + 1) - 1
        while number >= 0 and self._blocks[number].end <= offset:
            number -= 1
            if number >= 0 and offset - self._blocks[number].start > 100_000:
                return None
        if number < 0:
            return None
        held = self._of(number)
        at = bisect_right(held, offset, key=lambda span: span.end)
        return held[at] if at < len(held) else None

    def _of(self, number: int) -> tuple[Span, ...]:
        if number not in self._found:
            self._found[number] = tuple(sentences_in(self._prose, self._blocks[number]))
        return self._found[number]

    def _whole(self) -> tuple[Span, ...]:
        if self._all is None:
            self._all = tuple(
                span for number in range(len(self._blocks)) for span in self._of(number)
            )
        return self._all

    @overload
    def __getitem__(self, index: int) -> Span: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Span]: ...
    def __getitem__(self, index: int | slice) -> Span | Sequence[Span]:
        return self._whole()[index]

    def __len__(self) -> int:
        return len(self._whole())


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text that is one block, such as a message."""
    return tuple(sentences_in(text, Span(0, len(text))))


def sentences_in(text: str, block: Span) -> Iterator[Span]:
    """The sentences of one block, trimmed of white space; no span is empty."""
    for part in _parts(text, block):
        words = part.of(text)
        if not _MAYBE.search(words):
            yield from _trimmed(text, part.start, part.end)
            continue
        for start, end in _punkt().span_tokenize(words):
            yield from _trimmed(text, part.start + start, part.start + end)


def _parts(text: str, block: Span) -> Iterator[Span]:
    at = block.start
    if text.find("\n", at, block.end) < 0 and text.find("\r", at, block.end) < 0:
        yield block
        return
    for gap in _GAP.finditer(text, block.start, block.end):
        yield Span(at, gap.start())
        at = gap.end()
    yield Span(at, block.end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    words = text[start:end]
    first = start + len(words) - len(words.lstrip())
    last = end - len(words) + len(words.rstrip())
    if first < last:
        yield Span(first, last)


@lru_cache(maxsize=1)
def _punkt() -> Any:
    import nupunkt

    return nupunkt.load("default")
