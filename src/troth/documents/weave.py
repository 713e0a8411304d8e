"""The weave: a text of which some stretches are prose and all else is blank, offset for offset."""

from __future__ import annotations

from collections.abc import Iterable

from troth.model.document import Block, BlockKind, Scope, ScopeKind
from troth.model.origin import Span
from troth.patterns import later

_BREAK = later(r"\r\n|\n|\r")
_INK = later(r"[^\r\n]")
_ADDRESS = later(
    r"(?:https?://|www\.)[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]}'’]|"
    r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)
_HINT = later(r"://|www\.|@")


def line_starts(text: str) -> tuple[int, ...]:
    """The offset at which each line begins, the first at 0."""
    return (0, *(found.end() for found in _BREAK.finditer(text)))


def blank(text: str) -> str:
    """As many spaces as there are characters, line breaks kept."""
    if "\n" in text or "\r" in text:
        return _INK.sub(" ", text)
    return " " * len(text)


def trimmed(prose: str, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks cut to their first and last character of prose; those without any left out."""
    kept = []
    for block in blocks:
        if block.kind == "code":
            kept.append(block)
            continue
        words = block.span.of(prose)
        start = block.span.start + len(words) - len(words.lstrip())
        end = block.span.end - len(words) + len(words.rstrip())
        if start < end:
            kept.append(Block(block.kind, Span(start, end), block.level))
    return tuple(kept)


class Weave:
    """Collects, in the order of the text, what of it is prose and which blocks it forms."""

    __slots__ = (
        "_blocks",
        "_dropped",
        "_kept",
        "_scopes",
        "_text",
        "headline",
        "language",
        "tongues",
    )

    def __init__(self, text: str) -> None:
        self._text = text
        self._kept: list[tuple[int, int, str | None]] = []
        self._blocks: list[Block] = []
        self._scopes: list[Scope] = []
        self._dropped: list[tuple[int, int]] = []
        self.headline: str | None = None
        self.language: str | None = None
        self.tongues: list[tuple[int, str]] = []
        """Which language is declared from an offset on."""

    @property
    def text(self) -> str:
        """The author's text, whole."""
        return self._text

    def keep(self, start: int, end: int, reading: str | None = None) -> None:
        """Prose from `start` to `end`; `reading` where the source spells it otherwise (`&amp;`)."""
        if start < end:
            self._kept.append((start, end, reading))

    def drop(self, start: int, end: int) -> None:
        """No prose after all: markup inside a stretch that is kept. In the order of the text."""
        if start < end:
            self._dropped.append((start, end))

    def block(self, kind: BlockKind, start: int, end: int, level: int = 0) -> None:
        """A block of the document, markup at its edges allowed."""
        if start < end:
            self._blocks.append(Block(kind, Span(start, end), level))

    def scope(self, kind: ScopeKind, start: int, end: int) -> None:
        """What a stretch is besides its block: a link, a button, a quotation."""
        if start < end:
            self._scopes.append(Scope(kind, Span(start, end)))

    def scopes(self) -> tuple[Scope, ...]:
        """The scopes in order of their beginnings, the wider first."""
        return tuple(sorted(self._scopes, key=lambda one: (one.span.start, -one.span.end)))

    def prose(self) -> str:
        """The prose view: the length of the text, everything that is no prose blank."""
        pieces: list[str] = []
        at = 0
        for start, end, reading in sorted(self._kept, key=lambda kept: kept[0]):
            first = max(start, at)
            if first >= end:
                continue
            pieces.append(blank(self._text[at:first]))
            source = self._text[first:end]
            pieces.append(source if reading is None else _fitted(reading, source))
            at = end
        pieces.append(blank(self._text[at:]))
        prose = self._without_dropped("".join(pieces))
        if _HINT.search(prose):
            return _ADDRESS.sub(lambda found: " " * len(found.group()), prose)
        return prose

    def _without_dropped(self, prose: str) -> str:
        pieces: list[str] = []
        at = 0
        for start, end in self._dropped:
            pieces += [prose[at:start], blank(prose[max(at, start) : end])]
            at = max(at, end)
        return "".join([*pieces, prose[at:]]) if pieces else prose

    def blocks(self, prose: str) -> tuple[Block, ...]:
        """The blocks in order, each trimmed to its first and last character of prose."""
        return trimmed(prose, sorted(self._blocks, key=lambda block: block.span.start))

    def title(self, prose: str, blocks: tuple[Block, ...]) -> str | None:
        """The document's own title: what it declares, else its first heading."""
        if self.headline:
            return self.headline
        for block in blocks:
            if block.kind == "heading":
                return " ".join(block.span.of(prose).split())
        return None


def _fitted(reading: str, source: str) -> str:
    """What an entity means, in the room its source takes."""
    if len(reading) > len(source) or "\n" in source or "\r" in source:
        return blank(source)
    if not reading.isprintable():
        return " " * len(source)
    return reading + " " * (len(source) - len(reading))
