"""Tags and expressions of JSX, as far as one must know where they end and which words they show.

What does not close within 5,000 characters is taken for text, and a text in which a great deal
does not close is not searched any further: so reading stays linear whatever is in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from troth.patterns import later

MOST = 5_000
_NAME = later(r"</?(?:[A-Za-z][\w$.:-]*)?")
_SPACE = later(r"\s*")
_ATTRIBUTE = later(r"([A-Za-z_$][\w$.:-]*)\s*(?:=\s*)?")
_PIECE = later(r"""[{}"'`]|//|/\*""")
_STRING = {mark: later(rf"{mark}((?:[^{mark}\\]|\\[\s\S]){{0,{MOST}}}){mark}") for mark in "\"'`"}
_PLAIN = {mark: later(rf"{mark}([^{mark}]{{0,{MOST}}}){mark}") for mark in "\"'"}


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag: where it stands, what it opens (1) or closes (-1), and the strings it holds."""

    start: int
    end: int
    turn: int
    words: tuple[tuple[str, int, int], ...]


class Tags:
    """Finds where tags and expressions end in one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._left = 4 * len(text) + 40 * MOST
        self._absent: set[str] = set()
        self.found: list[Tag] = []

    def after(self, mark: str, begin: int) -> int | None:
        """Where the next `mark` ends; None where there is none any more."""
        if mark in self._absent:
            return None
        at = self._text.find(mark, begin)
        if at < 0:
            self._absent.add(mark)
            return None
        return at + len(mark)

    def expression(self, begin: int) -> int | None:
        """Where the expression in braces that begins here ends, strings and comments in it skipped."""
        if self._left < 0:
            return None
        deep, at, last = 0, begin, min(len(self._text), begin + MOST)
        while piece := _PIECE.search(self._text, at, last):
            at = piece.end()
            mark = piece.group()
            if mark == "{":
                deep += 1
            elif mark == "}":
                deep -= 1
                if not deep:
                    return at
            elif mark in _STRING:
                string = _STRING[mark].match(self._text, piece.start(), last)
                at = string.end() if string else at
            elif mark == "/*":
                closed = self._text.find("*/", at, last)
                if closed < 0:
                    break
                at = closed + 2
        self._left -= 2 * (last - begin)
        return None

    def tag(self, begin: int) -> Tag | None:
        """The tag that begins here; None where these signs are no tag."""
        if self._left < 0:
            return None
        name = _NAME.match(self._text, begin)
        read = self._attributes(name.end(), begin + MOST) if name else None
        if name is None or read is None:
            self._left -= min(MOST, len(self._text) - begin)
            return None
        end, single, words = read
        turn = 0 if single else -1 if name.group().startswith("</") else 1
        tag = Tag(begin, end, turn, tuple(words))
        self.found.append(tag)
        return tag

    def _attributes(
        self, at: int, last: int
    ) -> tuple[int, bool, list[tuple[str, int, int]]] | None:
        text, words = self._text, list[tuple[str, int, int]]()
        while at < last:
            space = _SPACE.match(text, at)
            at = space.end() if space else at
            if text.startswith(">", at):
                return at + 1, False, words
            if text.startswith("/>", at):
                return at + 2, True, words
            if text.startswith("{", at):
                end = self.expression(at)
            elif (named := _ATTRIBUTE.match(text, at)) is not None:
                end = self._value(named, words)
            else:
                return None
            if end is None:
                return None
            at = end
        return None

    def _value(self, named: re.Match[str], words: list[tuple[str, int, int]]) -> int | None:
        at = named.end()
        if not named.group().rstrip().endswith("="):
            return at
        mark = self._text[at : at + 1]
        if mark in ("'", '"'):
            string = _PLAIN[mark].match(self._text, at)
            if string is None:
                return None
            words.append((named[1], string.start(1), string.end(1)))
            return string.end()
        if mark != "{":
            return None
        end = self.expression(at)
        inner = _SPACE.match(self._text, at + 1)
        quoted = self._text[inner.end() : inner.end() + 1] if inner else ""
        if end is not None and inner and quoted in ("'", '"', "`"):
            string = _STRING[quoted].match(self._text, inner.end(), end)
            if string and "${" not in string[1] and self._text[string.end() : end].strip() == "}":
                words.append((named[1], string.start(1), string.end(1)))
        return end
