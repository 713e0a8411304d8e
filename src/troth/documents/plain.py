"""Plain text: paragraphs parted by empty lines, list items, and lines that stand as headings."""

from __future__ import annotations

import re

from troth.documents.weave import Weave
from troth.patterns import later

_PARAGRAPH = later(r"\S[^\r\n]*(?:(?:\r\n|\n|\r)[ \t]*[^\s][^\r\n]*)*")
_ITEM = later(r"[ \t]*(?:[-*•–+]|\d{1,3}[.)])[ \t]+", re.M)
_LINE = later(r"[^\r\n]+")
_RULE = later(r"[ \t]*([=*_~#-])\1{2,}[ \t]*$")


def weave_plain(weave: Weave, start: int, end: int) -> None:
    """Weaves the plain text between two offsets: all of it is prose but rules and bullets."""
    for found in _PARAGRAPH.finditer(weave.text, start, end):
        _paragraph(weave, found.start(), found.end())


def _paragraph(weave: Weave, start: int, end: int) -> None:
    begun: int | None = None
    kind_item = False
    lines = list(_LINE.finditer(weave.text, start, end))
    for line in lines:
        if _RULE.match(line.group()):
            continue
        bullet = _ITEM.match(weave.text, line.start(), line.end())
        if begun is None or bullet:
            if begun is not None:
                weave.block("item" if kind_item else "paragraph", begun, line.start())
            begun = bullet.end() if bullet else line.start()
            kind_item = bullet is not None
        weave.keep(bullet.end() if bullet else line.start(), line.end())
    if begun is None:
        return
    if len(lines) == 1 and not kind_item and _heads(lines[0].group()):
        weave.block("heading", begun, end, 1)
    else:
        weave.block("item" if kind_item else "paragraph", begun, end)


def _heads(line: str) -> bool:
    words = line.split()
    return len(words) <= 9 and line.rstrip()[-1:].isalnum() and words[0][:1].isupper()
