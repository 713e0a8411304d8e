"""Where an offset lies as an editor counts: lines from 0, columns in units of its encoding.

Most editors count UTF-16 units, in which a character beyond the Basic Multilingual Plane (an
emoji, say) is two; some agree on UTF-8 or on characters. A line ends at a line feed, a carriage
return or both, and at nothing else.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from troth.model.document import Document

_BREAK = re.compile(r"\r\n|\n|\r")
_MARK = "\ufeff"


class Spot(NamedTuple):
    """A line and a column, both from 0."""

    line: int
    column: int


class Text:
    """The text an editor holds, asked both ways between offsets and its positions.

    `encoding` is utf-16, utf-8 or utf-32, as editor and server agreed.
    """

    def __init__(self, text: str, encoding: str = "utf-16") -> None:
        self.text = text
        self.encoding = encoding
        self._starts = [0, *(found.end() for found in _BREAK.finditer(text))]

    def spot(self, offset: int) -> Spot:
        """The position of a character, or of the end of the text."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self._starts, offset) - 1
        return Spot(line, self._units(self.text[self._starts[line] : offset]))

    def offset(self, line: int, column: int) -> int:
        """The character at a position; one beyond its line or the text is taken as their end."""
        if line < 0 or line >= len(self._starts):
            return 0 if line < 0 else len(self.text)
        at = self._starts[line]
        end = self._starts[line + 1] if line + 1 < len(self._starts) else len(self.text)
        words = self.text[at:end].rstrip("\r\n")
        if self.encoding == "utf-32" or words.isascii():
            return at + min(max(column, 0), len(words))
        for char in words:
            column -= self._units(char)
            if column < 0:
                break
            at += 1
        return at

    def _units(self, words: str) -> int:
        if self.encoding == "utf-32" or words.isascii():
            return len(words)
        if self.encoding == "utf-8":
            return len(words.encode("utf-8", "surrogatepass"))
        return len(words) + sum(char > "\uffff" for char in words)


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
