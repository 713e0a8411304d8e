"""The XML parts of a workbook, streamed: shared texts, number formats, the rows of a sheet.

Only the standard library's expat is used. A DOCTYPE is refused, so no entity is ever expanded;
texts and rows are handed on as they come, and nothing is held but the shared texts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO
from xml.parsers import expat

from troth.errors import SourceError
from troth.patterns import later
from troth.text.serials import kind_of, shown

PIECE = 1 << 16
ROWS_MOST = 1_048_576
COLUMNS_MOST = 16_384
TEXT_MOST = 1 << 28
"""Shared texts of one workbook: at most 256 Mi characters."""

_ESCAPED = later(r"_x([0-9A-Fa-f]{4})_")
_PLACE = later(r"([A-Z]{1,3})(\d{1,7})")
Row = tuple[int, list[str]]


def parsed(
    stream: BinaryIO,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> Iterator[None]:
    """Feed a part to handlers piece by piece; SourceError where it is broken or declares a DOCTYPE."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda tag, attrs: start(tag.rpartition(":")[2], attrs)
    if end is not None:
        parser.EndElementHandler = lambda tag: end(tag.rpartition(":")[2])
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _no_doctype
    try:
        while piece := stream.read(PIECE):
            parser.Parse(piece, False)
            yield
        parser.Parse(b"", True)
    except expat.ExpatError as fault:
        raise SourceError(f"Its XML is broken: {expat.ErrorString(fault.code)}.") from fault
    except LookupError as fault:  # of the encoding that the part declares
        raise SourceError(f"Its XML is written in an {fault}.") from fault
    yield


def _no_doctype(*_: object) -> None:
    raise SourceError("It declares a DOCTYPE, and those are not read.")


def elements(stream: BinaryIO, *tags: str) -> list[tuple[str, dict[str, str]]]:
    """The elements of these names with their attributes, in order; of a small part."""
    found: list[tuple[str, dict[str, str]]] = []

    def start(tag: str, attrs: dict[str, str]) -> None:
        if tag in tags:
            found.append((tag, {name.rpartition(":")[2]: value for name, value in attrs.items()}))

    for _ in parsed(stream, start):
        if len(found) > 100_000:
            raise SourceError("It lists more parts than any workbook has.")
    return found


class _Words:
    """Collects the text of <t>, without what <rPh> says about how it is spoken."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.inside = False
        self._spoken = 0

    def start(self, tag: str) -> None:
        if tag == "rPh":
            self._spoken += 1
        self.inside = tag == "t" and not self._spoken

    def end(self, tag: str) -> None:
        if tag == "rPh":
            self._spoken -= 1
        self.inside = False

    def taken(self) -> str:
        text, self.parts = "".join(self.parts), []
        return _ESCAPED.sub(_sign, text) if "_x" in text else text


def _sign(found: re.Match[str]) -> str:
    sign = chr(int(found[1], 16))
    return found[0] if "\ud800" <= sign <= "\udfff" or sign == "\0" else sign


def shared_texts(stream: BinaryIO) -> list[str]:
    """The texts that cells refer to by number."""
    texts: list[str] = []
    words = _Words()
    held = 0

    def end(tag: str) -> None:
        nonlocal held
        words.end(tag)
        if tag == "si":
            texts.append(words.taken())
            held += len(texts[-1])

    def text(piece: str) -> None:
        if words.inside:
            words.parts.append(piece)

    for _ in parsed(stream, lambda tag, _: words.start(tag), end, text):
        if held > TEXT_MOST:
            raise SourceError("Its texts are more than 256 Mi characters.")
    return texts


def formats(stream: BinaryIO) -> list[str | None]:
    """What the number format of each cell style shows."""
    codes: dict[int, str] = {}
    kinds: list[str | None] = []
    inside = False

    def start(tag: str, attrs: dict[str, str]) -> None:
        nonlocal inside
        if tag == "numFmt":
            codes[_whole(attrs.get("numFmtId"))] = attrs.get("formatCode", "")
        elif tag == "cellXfs":
            inside = True
        elif tag == "xf" and inside:
            number = _whole(attrs.get("numFmtId"))
            kinds.append(kind_of(number, codes.get(number)))

    def end(tag: str) -> None:
        nonlocal inside
        inside = inside and tag != "cellXfs"

    for _ in parsed(stream, start, end):
        if len(kinds) > 1 << 20:
            raise SourceError("It lists more styles than any workbook has.")
    return kinds


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 10 else 0


class SheetRows:
    """The rows of one sheet as text, each with its number; `unknown` counts formulas without a value."""

    def __init__(self, texts: list[str], kinds: list[str | None], *, from_1904: bool) -> None:
        self._texts = texts
        self._kinds = kinds
        self._from_1904 = from_1904
        self._rows: list[Row] = []
        self._cells: list[str] = []
        self._number = 0
        self._column = 0
        self._type = self._style = ""
        self._value: list[str] = []
        self._words = _Words()
        self._inside = self._formula = False
        self.unknown = 0

    def read(self, stream: BinaryIO) -> Iterator[Row]:
        """Row by row, in the order of the sheet; blank rows are passed over."""
        for _ in parsed(stream, self._start, self._end, self._text):
            rows, self._rows = self._rows, []
            yield from rows

    def _start(self, tag: str, attrs: dict[str, str]) -> None:
        self._words.start(tag)
        if tag == "row":
            self._number = _whole(attrs.get("r")) or self._number + 1
            if self._number > ROWS_MOST:
                raise SourceError("It has a row beyond the last that a sheet can have.")
            self._cells, self._column = [], 0
        elif tag == "c":
            self._cell(attrs)
        elif tag == "v":
            self._inside = True
        elif tag == "f":
            self._formula = True

    def _cell(self, attrs: dict[str, str]) -> None:
        place = _PLACE.fullmatch(attrs.get("r", ""))
        self._column = _column(place[1]) if place else self._column + 1
        if self._column > COLUMNS_MOST:
            raise SourceError("It has a column beyond the last that a sheet can have.")
        self._type, self._style = attrs.get("t", "n"), attrs.get("s", "")
        self._value = []
        self._formula = False

    def _text(self, piece: str) -> None:
        if self._inside:
            self._value.append(piece)
        elif self._words.inside:
            self._words.parts.append(piece)

    def _end(self, tag: str) -> None:
        self._words.end(tag)
        if tag == "v":
            self._inside = False
        elif tag == "c":
            value = self._shown()
            self.unknown += self._formula and not value and self._type != "str"
            if value:
                self._cells += [""] * (self._column - len(self._cells))
                self._cells[self._column - 1] = value
        elif tag == "row":
            if any(map(str.strip, self._cells)):
                self._rows.append((self._number, self._cells))
            self._cells = []

    def _shown(self) -> str:
        inline = self._words.taken()
        value = "".join(self._value)
        match self._type:
            case "s":
                at = _whole(value) if value.isdigit() else -1
                return self._texts[at] if 0 <= at < len(self._texts) else ""
            case "inlineStr":
                return inline
            case "b":
                return {"1": "true", "0": "false"}.get(value, value)
            case "str" | "e" | "d":
                return _ESCAPED.sub(_sign, value) if "_x" in value else value
            case _:
                at = _whole(self._style)
                kind = self._kinds[at] if at < len(self._kinds) else None
                return shown(value, kind, from_1904=self._from_1904) if value else ""


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
