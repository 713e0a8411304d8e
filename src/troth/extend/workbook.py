"""A workbook (.xlsx, .xlsm) as its sheets, each laid down as CSV for the sources that read tables.

Read are the values as they were last worked out: no formula is evaluated, no macro run, no link
followed. Dates are told by their number format, in the calendar of the workbook (1900 or 1904).
The header is the first row that is about as wide as the table; what stands above it is kept apart,
and a header cell that is empty because it is merged upwards takes the text above it.

Refused, each with its reason: parts outside the archive, what is locked, old workbooks (.xls) and
binary ones (.xlsb), a DOCTYPE, and content far larger than the file could honestly hold.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from troth.documents.parcel import DAMAGE
from troth.errors import SourceError
from troth.extend.laid import Laid, Laying
from troth.extend.opened import Opened
from troth.extend.sheets import Row, SheetRows, elements, formats, shared_texts
from troth.extend.unpacked import BOMB, UNPACKED_FREE, UNPACKED_RATIO
from troth.model.reject import Reject
from troth.patterns import later

ENDINGS = (".xlsx", ".xlsm")
PARTS_MOST = 10_000
LOOK = 50
"""Rows looked at to find the header."""

_FIGURES = later(r"[-+]?\d[\d.,:T %/-]*")
_ONE_SHEET = "Add the file again once it is mended, or save the sheet as CSV."


def is_workbook(opened: Opened) -> bool:
    """Whether the file is an archive that holds a workbook, whatever it is called."""
    if not opened.head.startswith(b"PK\x03\x04"):
        return False
    try:
        with opened.raw() as raw, zipfile.ZipFile(raw) as archive:
            return any(_is_main(name) for name in archive.namelist()[:PARTS_MOST])
    except DAMAGE:
        return opened.ending in ENDINGS


def _is_main(name: str) -> bool:
    return name.lower() in ("xl/workbook.xml", "xl/workbook.bin")


def sheets(opened: Opened, folder: Path) -> Iterator[Laid | Reject]:
    """Each sheet laid down in `folder`, in the workbook's order; a Reject for each that is not.

    Sheets without a row are passed over. The caller removes the folder's files.
    """
    try:
        with opened.raw() as raw, zipfile.ZipFile(raw) as archive:
            yield from _sheets(opened, _Book(archive, opened), folder)
    except SourceError as fault:
        yield opened.reject(fault.says, fault.advice or "Nothing of it was read. Save it again.")
    except DAMAGE as fault:
        says = f"The workbook is damaged: {fault}."
        yield opened.reject(says, "What stands before was read. Save it again.")


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    part: str
    hidden: bool


class _Book:
    """The parts of one workbook, read with one limit for all of them together."""

    def __init__(self, archive: zipfile.ZipFile, opened: Opened) -> None:
        self._archive = archive
        listed = archive.infolist()
        if len(listed) > PARTS_MOST:
            raise SourceError(f"The workbook holds {len(listed):,} parts, which none does.")
        self._parts = {one.filename.lower(): one for one in listed}
        if "xl/workbook.xml" not in self._parts:
            raise SourceError(
                "It is a binary workbook (.xlsb) or none.", advice="Save it as .xlsx or CSV."
            )
        size = opened.size or sum(one.compress_size for one in listed)
        self._left = UNPACKED_FREE + UNPACKED_RATIO * size
        main = elements(self.part("xl/workbook.xml"), "sheet", "workbookPr")
        self.from_1904 = any(
            attrs.get("date1904") in ("1", "true") for tag, attrs in main if tag == "workbookPr"
        )
        self.sheets = list(self._listed([attrs for tag, attrs in main if tag == "sheet"]))
        self.texts = shared_texts(self.part("xl/sharedStrings.xml"))
        self.kinds = formats(self.part("xl/styles.xml"))

    def _listed(self, listed: list[dict[str, str]]) -> Iterator[_Sheet]:
        found = elements(self.part("xl/_rels/workbook.xml.rels"), "Relationship")
        parts = {attrs.get("Id", ""): attrs for _, attrs in found}
        for at, attrs in enumerate(listed, start=1):
            link = parts.get(attrs.get("id", ""), {})
            target = link.get("Target", "")
            path = posixpath.normpath(posixpath.join("xl", target)).lstrip("/")
            inside = link.get("TargetMode", "Internal") == "Internal" and ".." not in path
            kind = link.get("Type", "worksheet").rsplit("/", 1)[-1]
            if kind == "worksheet":
                name = attrs.get("name") or f"Sheet {at}"
                yield _Sheet(
                    name[:200],
                    path if inside else "",
                    attrs.get("state") != "visible" and "state" in attrs,
                )

    def part(self, name: str) -> BinaryIO:
        """The content of a part, empty XML where the workbook has none of that name."""
        one = self._parts.get(name.lower())
        if one is None:
            return io.BytesIO(b"<none/>")
        if one.flag_bits & 0x1:
            raise SourceError("The workbook is locked with a password.", advice="Save it unlocked.")
        if one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise SourceError("The workbook is packed in a way that workbooks are not.")
        return cast(BinaryIO, _Limited(self._archive.open(one), self))

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name.lower() in self._parts

    def spend(self, count: int) -> None:
        """Count what was unpacked; SourceError where it is more than any honest file holds."""
        self._left -= count
        if self._left < 0:
            raise SourceError(BOMB)


class _Limited(io.RawIOBase):
    def __init__(self, stream: object, book: _Book) -> None:
        self._stream = cast(BinaryIO, stream)
        self._book = book

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        piece = self._stream.read(size if size >= 0 else 1 << 16)
        self._book.spend(len(piece))
        return piece


def _sheets(opened: Opened, book: _Book, folder: Path) -> Iterator[Laid | Reject]:
    for sheet in book.sheets:
        if not sheet.part or not book.has(sheet.part):
            why = "lies outside the workbook, and links are not followed"
            yield opened.reject(f"The sheet “{sheet.name}” {why}.", _ONE_SHEET)
            continue
        rows = SheetRows(book.texts, book.kinds, from_1904=book.from_1904)
        try:
            laid = _laid(opened, rows.read(book.part(sheet.part)), sheet, folder)
        except SourceError as fault:
            yield opened.reject(f"The sheet “{sheet.name}”: {fault.says}", _ONE_SHEET)
            if fault.says == BOMB:
                return
            continue
        if laid is not None:
            yield laid
        if rows.unknown:
            yield opened.reject(
                f"The sheet “{sheet.name}” has {rows.unknown:,} formulas without a value.",
                "Their cells are taken for empty. Open the workbook, save it, and add it again.",
            )


def _laid(opened: Opened, rows: Iterator[Row], sheet: _Sheet, folder: Path) -> Laid | None:
    """The rows from the header on as CSV."""
    first: list[Row] = []
    for row in rows:
        if row[0] > opened.reading.skip:
            first.append(row)
        if len(first) >= LOOK:
            break
    if not first:
        return None
    at = 0 if opened.reading.header else _header(first)
    names = _merged(first, at)
    width = max(len(names), *(len(cells) for _, cells in first[at:]))
    above = [text for _, cells in first[:at] if (text := " ".join(filter(None, cells)))]
    with Laying(opened, folder) as laying:
        laying.row(first[at][0], names + [""] * (width - len(names)))
        for group in (iter(first[at + 1 :]), rows):
            for number, cells in group:
                laying.row(number, cells + [""] * (width - len(cells)))
        return laying.laid(sheet.name, above, hidden=sheet.hidden)


def _header(rows: list[Row]) -> int:
    """The first row that is nearly as full as any: a title above a table is not.

    Of a header in two rows it is the second, which the first one only groups.
    """
    filled = [sum(map(bool, map(str.strip, cells))) for _, cells in rows]
    widest = max(filled)
    at = next(at for at, count in enumerate(filled) if count >= max(0.6 * widest, min(widest, 2)))
    return at + 1 if filled[at] < widest and _grouped(rows[at : at + LOOK]) else at


def _grouped(rows: list[Row]) -> bool:
    """Whether the second of these rows names what the first one groups."""
    if len(rows) < 3 or rows[1][0] != rows[0][0] + 1:
        return False
    first, second = ([bool(cell.strip()) for cell in cells] for _, cells in rows[:2])
    width = max(len(first), len(second))
    first, second = ([*each, *[False] * (width - len(each))] for each in (first, second))
    if not all(one or two for one, two in zip(first, second, strict=True)):
        return False
    words = not any(map(_FIGURES.fullmatch, rows[1][1]))
    figures = any(any(map(_FIGURES.fullmatch, cells)) for _, cells in rows[2:])
    return words and figures and (any(second) and not all(first))


def _merged(rows: list[Row], at: int) -> list[str]:
    """The header's cells, and where one is empty the cell right above it, if it is of the table."""
    number, cells = rows[at]
    names = list(cells)
    if at and rows[at - 1][0] == number - 1:
        above = rows[at - 1][1]
        names += [""] * (len(above) - len(names))
        full = sum(map(bool, above)) > 1
        names = [
            name or (above[place] if full and place < len(above) else "")
            for place, name in enumerate(names)
        ]
    return names
