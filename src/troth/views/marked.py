"""A text with what was found in it: line by line, the words marked, the notes beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from troth.model.document import Document
from troth.model.finding import Finding
from troth.model.origin import Place, Span
from troth.registry import extensions
from troth.text.attending import attended
from troth.text.attention import LEVELS, Level
from troth.views.surety import Interval, how_sure, share

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Note:
    """One finding in the margin; `number` stands by the marked words and by the note."""

    number: int
    id: str
    lens: str
    says: str
    instead: str | None
    sure: str
    status: str
    place: str
    more: tuple[str, ...] = ()
    why: str = ""
    severity: str = "warning"
    preview: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line: the numbers of the notes that mark it, and how it speaks of people."""

    text: str
    notes: tuple[int, ...]
    level: Level | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text; `kind` is that of the block it lies in."""

    number: int
    kind: str
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that no blank line parts, and the notes that stand beside them."""

    lines: tuple[Line, ...]

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes of all its lines."""
        return tuple(note for line in self.lines for note in line.notes)


@dataclass(frozen=True, slots=True)
class Share:
    """How many sentences speak of the people served at one level."""

    level: Level
    rate: Interval


@dataclass(frozen=True, slots=True)
class Marked:
    """A document ready to be shown: lines, notes on the whole, and the totals at the foot."""

    title: str
    path: str
    genre: str | None
    lines: tuple[Line, ...]
    whole: tuple[Note, ...]
    shares: tuple[Share, ...]
    sentences: int
    words: int

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The lines as paragraphs, so that a note stands beside the whole of its own."""
        parts: list[list[Line]] = [[]]
        for line in self.lines:
            if any(piece.text.strip() for piece in line.pieces):
                parts[-1].append(line)
            elif parts[-1]:
                parts.append([])
        return tuple(Block(tuple(part)) for part in parts if part)

    @property
    def notes(self) -> tuple[Note, ...]:
        """Every note, in the order of the text."""
        return (*self.whole, *(note for line in self.lines for note in line.notes))


def marked(
    document: Document, findings: Iterable[Finding], folders: tuple[str, ...] = ()
) -> Marked:
    """The document with its findings and the attention each sentence pays.

    `folders` hold lenses of one's own, so that theirs too say why they ask.
    """
    found = sorted(findings, key=_position)
    known = extensions("prose", folders) if found else {}
    whys = {name: one.sections.get("Why it matters", "") for name, one in known.items()}
    notes = [
        _note(number, one, document, whys.get(one.lens, "")) for number, one in enumerate(found, 1)
    ]
    read = tuple(attended(document))
    marks = [
        (_span(document, one.place), note.number)
        for one, note in zip(found, notes, strict=True)
        if one.place and not one.data.get("whole")
    ]
    beside: dict[int, list[Note]] = {}
    for one, note in zip(found, notes, strict=True):
        if one.place and not one.data.get("whole"):
            beside.setdefault(one.place.line, []).append(note)
    whole = (
        n for one, n in zip(found, notes, strict=True) if not one.place or one.data.get("whole")
    )
    underlined = [(each.span, each.level) for one in read for each in one.mentions]
    return Marked(
        title=document.title or document.path,
        path=document.path,
        genre=document.genre,
        lines=tuple(_lines(document, marks, underlined, beside)),
        whole=tuple(whole),
        shares=_shares([one.level for one in read]),
        sentences=len(read),
        words=len(document.prose.split()),
    )


def _position(finding: Finding) -> tuple[int, int, str]:
    place = finding.place
    return (place.line, place.column, finding.lens) if place else (0, 0, finding.lens)


def _note(number: int, one: Finding, document: Document, why: str) -> Note:
    more = one.data.get("notes")
    span = one.cites[0].span
    quote = " ".join(span.of(document.prose).split()) if span else ""
    return Note(
        number=number,
        id=one.id,
        lens=one.lens,
        says=one.says.replace("{quote}", quote),
        instead=one.instead,
        sure=how_sure(one.strength, one.status),
        status=one.status,
        place=(one.place.spot or f"line {one.place.line}") if one.place else "the whole text",
        more=tuple(map(str, more)) if isinstance(more, list | tuple) else (),
        why=why,
        severity=one.severity,
        preview=one.preview,
    )


def _shares(levels: Sequence[Level]) -> tuple[Share, ...]:
    counts = Counter(levels)
    return tuple(Share(level, share(counts[level], len(levels), "sentences")) for level in LEVELS)


def _span(document: Document, place: Place) -> Span:
    def offset(line: int, column: int) -> int:
        return document.line_starts[min(line, len(document.line_starts)) - 1] + column - 1

    return Span(offset(place.line, place.column), offset(place.end_line, place.end_column))


def _lines(
    document: Document,
    marks: Sequence[tuple[Span, int]],
    levels: Sequence[tuple[Span, Level]],
    beside: Mapping[int, list[Note]],
) -> Iterable[Line]:
    bare = document.format in ("html", "eml")
    kinds = {
        number: block.kind for block in document.blocks for number in _on(document, block.span)
    }
    marked_on = _by_line(document, marks)
    levels_on = _by_line(document, levels)
    for number, start in enumerate(document.line_starts, 1):
        shown = Span(start, start + len(document.line(number)))
        if bare and not shown.of(document.prose).strip() and number not in beside:
            continue
        source = document.prose if bare else document.text
        pieces = _pieces(source, shown, marked_on.get(number, []), levels_on.get(number, []))
        kind = kinds.get(number, "plain")
        yield Line(number, kind, tuple(pieces), tuple(beside.get(number, ())))


def _on(document: Document, span: Span) -> range:
    """The numbers of the lines a span touches."""
    return range(document.position(span.start)[0], document.position(max(span.end - 1, 0))[0] + 1)


def _by_line(
    document: Document, spans: Iterable[tuple[Span, T]]
) -> dict[int, list[tuple[Span, T]]]:
    found: dict[int, list[tuple[Span, T]]] = {}
    for span, what in spans:
        for number in _on(document, span):
            found.setdefault(number, []).append((span, what))
    return found


def _pieces(
    source: str,
    line: Span,
    marks: Sequence[tuple[Span, int]],
    levels: Sequence[tuple[Span, Level]],
) -> Iterable[Piece]:
    """The line cut wherever something begins or ends, so that marks may overlap."""
    spans = [span for span, _ in marks] + [span for span, _ in levels]
    cuts = {line.start, line.end}
    cuts.update(at for span in spans for at in (span.start, span.end) if line.start < at < line.end)
    for here, there in pairwise(sorted(cuts)):
        piece = Span(here, there)
        yield Piece(
            text=piece.of(source),
            notes=tuple(number for span, number in marks if _meets(span, piece)),
            level=next((level for span, level in levels if _meets(span, piece)), None),
        )


def _meets(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
