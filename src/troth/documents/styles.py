"""The styles of a .docx: which paragraphs are headings, list items, quotations or code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from troth.documents.parcel import parsed
from troth.model.document import BlockKind
from troth.patterns import later

_HEADING = later(r"heading ?([1-9])\Z|(title)\Z|(subtitle)\Z")
_NAMED: tuple[tuple[re.Pattern[str], BlockKind], ...] = (
    (later(r"(?:intense )?quote|block ?(?:text|quote)|quotations?\b"), "quote"),
    (later(r"list(?: bullet| number| continue)?(?: \d)?\Z"), "item"),
    (later(r"caption"), "caption"),
    (later(r".*\b(?:code|preformatted|verbatim|macro text|listing)\b|source ?code"), "code"),
)
_CODE = later(r".*\b(?:code|verbatim char|html (?:code|keyboard|sample|typewriter))\b|verbatim")
_CHAIN = 20


@dataclass(slots=True)
class Style:
    """One style as the file states it."""

    name: str = ""
    based: str = ""
    outline: int | None = None
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """What a style makes of a paragraph; `silent` is a table of contents."""

    kind: BlockKind = "paragraph"
    level: int = 0
    silent: bool = False


class Styles:
    """The styles of one document by their ids, each looked up once."""

    def __init__(self, content: bytes | None) -> None:
        self._styles: dict[str, Style] = {}
        self._looks: dict[str, Look] = {}
        self._open: Style | None = None
        if content is not None:
            parsed(content, self._start)

    def _start(self, tag: str, attrs: Mapping[str, str]) -> None:
        value = attrs.get("val", "")
        if tag == "style":
            self._open = self._styles.setdefault(attrs.get("styleId", ""), Style())
        elif self._open is None:
            return
        elif tag == "name":
            self._open.name = value.lower()
        elif tag == "basedOn":
            self._open.based = value
        elif tag == "outlineLvl":
            self._open.outline = level_of(value)
        elif tag == "numId":
            self._open.numbered = value != "0"

    def look(self, style: str) -> Look:
        """What the style of a paragraph makes of it."""
        if style not in self._looks:
            self._looks[style] = self._found(style)
        return self._looks[style]

    def is_code(self, style: str) -> bool:
        """Whether a style of characters is one for code."""
        one = self._styles.get(style)
        return bool(_CODE.match((one.name if one else style).lower()))

    def _found(self, style: str) -> Look:
        for _ in range(_CHAIN):
            one = self._styles.get(style)
            if one is None:
                name = re.sub(r"(?<=[a-z])(?=[A-Z\d])", " ", style).lower()
                return _named(Style(name)) or Look()
            look = _named(one)
            if look is not None:
                return look
            style = one.based
            if not style:
                break
        return Look()


def _named(style: Style) -> Look | None:
    if style.name.startswith(("toc", "table of")):
        return Look("paragraph", 0, True)
    heading = _HEADING.match(style.name)
    if heading:
        return Look("heading", int(heading[1] or 0) or (1 if heading[2] else 2))
    if style.outline is not None:
        return Look("heading", style.outline)
    for sign, kind in _NAMED:
        if sign.match(style.name):
            return Look(kind)
    return Look("item") if style.numbered else None


def level_of(value: str) -> int | None:
    """The level of a heading, from 1; None for body text."""
    return int(value) + 1 if value.isascii() and value.isdigit() and int(value[:3]) < 9 else None
