"""The part of a text that holds what was looked for, with the found words marked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from troth.model.origin import Span
from troth.text.seeking import Term, found

WIDTH = 220


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row that were found, or that were not."""

    text: str
    found: bool


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words out of a text, white space folded. `terms` counts the different ones found in it."""

    pieces: tuple[Piece, ...]
    terms: int = 0

    @property
    def text(self) -> str:
        """The words without their marks."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def marks(self) -> tuple[tuple[int, int], ...]:
        """Where the found words begin and end in `text`."""
        marks, at = [], 0
        for piece in self.pieces:
            if piece.found:
                marks.append((at, at + len(piece.text)))
            at += len(piece.text)
        return tuple(marks)


def excerpt(text: str, terms: Iterable[Term], width: int = WIDTH) -> Excerpt:
    """About `width` signs around the place that holds the most of these terms, the first such."""
    places = found(text, terms)
    start, many = _best(places, width)
    if len(text) <= width * 4 // 3:
        return Excerpt(_trimmed(_pieces(text, [span for span, _ in places], 0, len(text))), many)
    start = _word_start(text, start - width // 3 if start > width // 2 else 0)
    end = min(len(text), start + width)
    end = text.rfind(" ", start + width // 2, end) if end < len(text) else end
    end = start + width if end < 0 else end
    pieces = _pieces(text, [span for span, _ in places], start, end)
    return Excerpt(_trimmed(pieces, before=start > 0, after=end < len(text)), many)


def _best(places: list[tuple[Span, int]], width: int) -> tuple[int, int]:
    """Where the window begins that holds the most different terms, and how many they are."""
    best, many, last = 0, 0, 0
    for at, (span, _) in enumerate(places):
        last = max(last, at)
        while last < len(places) and places[last][0].start < span.start + width * 2 // 3:
            last += 1
        here = len({number for _, number in places[at:last]})
        if here > many:
            best, many = span.start, here
    return best, many


def _word_start(text: str, at: int) -> int:
    """The beginning of the next word, unless it is far."""
    if not at or text[at - 1].isspace():
        return at
    space = text.find(" ", at, at + 20)
    return space + 1 if space >= 0 else at


def _pieces(text: str, spans: list[Span], start: int, end: int) -> list[Piece]:
    pieces, at = [], start
    for span in spans:
        here, there = max(span.start, at), min(span.end, end)
        if here >= there:
            continue
        pieces += [Piece(text[at:here], False), Piece(text[here:there], True)]
        at = there
    return [*pieces, Piece(text[at:end], False)]


def _trimmed(
    pieces: list[Piece], *, before: bool = False, after: bool = False
) -> tuple[Piece, ...]:
    folded = [Piece(re.sub(r"\s+", " ", one.text), one.found) for one in pieces]
    folded[0] = Piece(("…" if before else "") + folded[0].text.lstrip(), folded[0].found)
    folded[-1] = Piece(folded[-1].text.rstrip() + ("…" if after else ""), folded[-1].found)
    return tuple(one for one in folded if one.text)
