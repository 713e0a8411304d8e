"""Slips of the pen that can be mended without a reader: the meaning cannot change.

Two kinds and no more: a small word written twice (“the the”), and in Markdown, which shows them
as one, several spaces between two words. Everything a lens suggests is for a person to decide.
"""

from __future__ import annotations

from dataclasses import dataclass

from troth.model.document import Document
from troth.model.origin import Span
from troth.patterns import later

_TWICE = later(
    r"(?<![\w'’.`-])(the|a|an|and|or|of|our|your|their|its)([ \t]*\n[ \t]*|[ \t]+)\1(?![\w'’.-])"
)
"""Words that never stand twice in a row on purpose, both in small letters: “had had” is English."""
_GAP = later(r"(?<=[^\W_]) {2,}(?=[^\W_])")
_MENDED = ("markdown", "html")
_BLOCKS = ("paragraph", "item", "heading")


@dataclass(frozen=True, slots=True)
class Slip:
    """What stands there, and what it is mended to."""

    span: Span
    instead: str


def slips(document: Document) -> tuple[Slip, ...]:
    """Every slip of a Markdown or HTML document, in order; other formats are left as they are.

    Only where source and prose are the same letter by letter, so that no markup, code or
    address is touched, and only inside one paragraph, item or heading.
    """
    text = document.text
    if document.format not in _MENDED or ("  " not in text and not _TWICE.search(text)):
        return ()
    found = [Slip(Span(*one.span()), one[1]) for one in _TWICE.finditer(text)]
    if document.format == "markdown":
        found += [Slip(Span(*one.span()), " ") for one in _GAP.finditer(text)]
    mended: list[Slip] = []
    for slip in sorted(found, key=lambda one: one.span.start):
        after = mended[-1].span.end if mended else 0
        if slip.span.start >= after and _plain(document, slip.span):
            mended.append(slip)
    return tuple(mended)


def mended(document: Document) -> str:
    """The text with its slips mended."""
    parts, at = [], 0
    for slip in slips(document):
        parts += [document.text[at : slip.span.start], slip.instead]
        at = slip.span.end
    return "".join((*parts, document.text[at:]))


def _plain(document: Document, span: Span) -> bool:
    """Whether this stretch is prose, letter by letter, of one block."""
    if span.of(document.text) != span.of(document.prose):
        return False
    return any(
        block.kind in _BLOCKS and block.span.start <= span.start and span.end <= block.span.end
        for block in document.blocks
    )
