"""The sentences of a document that its author says in his own voice, folded for patterns.

White space of any length, line breaks and blanked markup become one space, curly apostrophes
straight ones, so that a pattern is written once; every match leads back to its exact place.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from threading import local

from troth.model.document import Document
from troth.model.origin import Span
from troth.patterns import later
from troth.text.folding import GAPS, alike

_MARKED = later(r"“[^”\n]{1,400}”|(?<!\w)\"[^\"\n]{1,400}\"")


LONGEST = 4_000
"""Nobody speaks a longer sentence: it is a table or a listing, and is passed over."""


class Sentence:
    """One sentence: `text` as it is searched, `lower` the same in small letters."""

    __slots__ = ("_folded", "_original", "_quoted", "lower", "span", "text")

    def __init__(self, prose: str, span: Span) -> None:
        pieces: list[str] = []
        self.span = span
        self._folded, self._original = [0], [span.start]
        at, last, words = 0, 0, span.of(prose)
        for gap in GAPS.finditer(words):
            pieces.append(words[last : gap.start()])
            at += gap.start() - last + 1
            last = gap.end()
            if gap.end() - gap.start() > 1:
                self._folded.append(at)
                self._original.append(span.start + last)
        pieces.append(words[last:])
        self.text = alike(" ".join(pieces))
        self.lower = self.text.lower()
        self._quoted: list[tuple[int, int]] | None = None

    @property
    def whole(self) -> Span:
        """All of it, as offsets of `text`."""
        return Span(0, len(self.text))

    def place(self, span: Span) -> Span:
        """Where a part of `text` stands in the document."""
        return Span(self._back(span.start), self._back(max(span.start, span.end - 1)) + 1)

    def quotes(self, span: Span) -> bool:
        """Whether a part stands between quotation marks: somebody's words, or a name."""
        if self._quoted is None:
            self._quoted = [found.span() for found in _MARKED.finditer(self.text)]
        return any(start <= span.start and span.end <= end for start, end in self._quoted)

    def _back(self, offset: int) -> int:
        number = bisect_right(self._folded, offset) - 1
        return self._original[number] + offset - self._folded[number]


def spoken(
    document: Document, spans: Iterable[Span], *, headings: bool = False
) -> Iterator[Sentence]:
    """The sentences of a document, less those of quoted blocks and, unless asked for, headings."""
    out = ("quote", "code") if headings else ("quote", "code", "heading")
    held = iter([block.span for block in document.blocks if block.kind in out])
    gone = next(held, None)
    for sentence in _folded(document, spans):
        span = sentence.span
        while gone is not None and gone.end <= span.start:
            gone = next(held, None)
        if gone is None or span.end <= gone.start or span.start < gone.start:
            yield sentence


class _Last:
    """The document that was read last: several lenses ask for the same sentences in turn."""

    __slots__ = ("document", "sentences")

    def __init__(self) -> None:
        self.document: Document | None = None
        self.sentences: tuple[Sentence, ...] = ()


_LAST = local()


def _folded(document: Document, spans: Iterable[Span]) -> tuple[Sentence, ...]:
    last: _Last = _LAST.__dict__.setdefault("last", _Last())
    if last.document is not document:
        last.sentences = tuple(
            Sentence(document.prose, span) for span in spans if span.end - span.start <= LONGEST
        )
        last.document = document
    return last.sentences
