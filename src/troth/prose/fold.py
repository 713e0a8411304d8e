"""A document's prose folded for searching, with the way back to exact offsets.

White space of any length, line breaks and blanked markup become one space, so that a phrase
is found across a line break or bold type. Blocks are kept apart by a line break, so that no
phrase is found across two of them. `lower` and `text` are of one length.
"""

from __future__ import annotations

from bisect import bisect_right

from troth.model.document import Document
from troth.model.origin import Span
from troth.text.folding import GAPS, alike

_SPOKEN = frozenset({"heading", "paragraph", "item", "cell", "quote", "caption"})


class Fold:
    """The folded prose of one document."""

    __slots__ = ("_folded", "_original", "lower", "text")

    def __init__(self, document: Document) -> None:
        pieces: list[str] = []
        self._folded: list[int] = []
        self._original: list[int] = []
        at = 0
        for block in document.blocks:
            if block.kind not in _SPOKEN:
                continue
            begin = block.span.start
            words = block.span.of(document.prose)
            self._mark(at, begin)
            last = 0
            for gap in GAPS.finditer(words):
                word = words[last : gap.start()]
                pieces.append(word)
                pieces.append(" ")
                at += len(word) + 1
                last = gap.end()
                if gap.end() - gap.start() > 1:
                    self._mark(at, begin + last)
            pieces.append(words[last:])
            pieces.append("\n")
            at += len(words) - last + 1
        self.text = alike("".join(pieces)).replace("\u00ad", "-")
        self.lower = self.text.lower()

    def _mark(self, folded: int, original: int) -> None:
        self._folded.append(folded)
        self._original.append(original)

    def span(self, start: int, end: int) -> Span:
        """Where a folded stretch stands in the document."""
        return Span(self._back(start), self._back(max(start, end - 1)) + 1)

    def _back(self, offset: int) -> int:
        number = bisect_right(self._folded, offset) - 1
        return self._original[number] + offset - self._folded[number]

    def into(self, span: Span) -> tuple[int, int]:
        """A stretch of the document as folded offsets; it must begin on a character of prose."""
        number = bisect_right(self._original, span.start) - 1
        start = self._folded[number] + span.start - self._original[number]
        last = bisect_right(self._original, span.end - 1) - 1
        end = self._folded[last] + span.end - self._original[last]
        return start, end
