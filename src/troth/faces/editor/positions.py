"""Where an offset lies as an editor counts: lines from 0, columns in units of its encoding.

Most editors count UTF-16 units, in which a character beyond the Basic Multilingual Plane (an
emoji, say) is two; some agree on UTF-8 or on characters. A line ends at a line feed, a carriage
return or both, and at nothing else.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from troth.model.document import Document

_BREAK = re.compile(r"\r\n|\n|\r")
_WIDE = re.compile("[\U00010000-\U0010ffff]")
_MARK = "\ufeff"


class Spot(NamedTuple):
    """A line and a column, both from 0."""

    line: int
    column: int


class Text:
    """The text an editor holds, asked where its characters lie.

    `encoding` is utf-16, utf-8 or utf-32, as editor and server agreed.
    """

    def __init__(self, text: str, encoding: str = "utf-16") -> None:
        self.text = text
        self.encoding = encoding
        self._starts = [0, *(found.end() for found in _BREAK.finditer(text))]
        self._wide = [] if text.isascii() else [found.start() for found in _WIDE.finditer(text)]

    def spot(self, offset: int) -> Spot:
        """The position of a character, or of the end of the text."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self._starts, offset) - 1
        return Spot(line, self._units(self._starts[line], offset))

    def _units(self, start: int, end: int) -> int:
        if self.encoding == "utf-8":
            return len(self.text[start:end].encode("utf-8", "surrogatepass"))
        if self.encoding == "utf-32":
            return end - start
        return end - start + bisect_left(self._wide, end) - bisect_left(self._wide, start)


def shift(document: Document, text: str) -> tuple[int, int] | None:
    """From which offset of a document on it stands in the editor's text, and how much further.

    A document is the text itself, or all but the mark before it; of a mail it is the body, where
    that was sent letter by letter. None where its words stand nowhere in the text as they are.
    """
    if document.format != "eml":
        more = len(text) - len(document.text)
        return (0, more) if more == 0 or (more == 1 and text.startswith(_MARK)) else None
    head = document.text.find("\n\n") + 2 if document.meta.get("subject") else 0
    body = document.text[head:]
    at = text.find(body) if body.strip() else -1
    return (head, at - head) if at >= 0 and text.find(body, at + 1) < 0 else None
