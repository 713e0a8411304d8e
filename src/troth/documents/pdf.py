"""PDF: the words as they stand on the pages, line by line, through PDFium.

The text has the lines of the pages one after the other; the line of a finding counts through all
pages, and its spot says page and line. A word broken at the end of a line stands whole on the line
where it begins, and blanks take its place on the next one, so that columns there stay as printed.
A picture of a page has no words: such a file is set aside, with the advice to have it recognised.

Source: ISO 32000; the library is PDFium (BSD) in the package pypdfium2 (Apache-2.0 or BSD), an
extra: `pip install 'troth[pdf]'`.
"""

from __future__ import annotations

from threading import Lock
from typing import Any

from troth.documents.finished import finished
from troth.documents.printed import Printed, joined, laid
from troth.documents.weave import Weave
from troth.model.document import Document
from troth.model.origin import Origin
from troth.model.reject import Reject
from troth.patterns import later

PAGES_MOST = 5_000
CHARACTERS_MOST = 20_000_000
_ONE_AT_A_TIME = Lock()
"""PDFium may not be entered twice."""
_LOCKED = 4
_BREAK = later("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]|(?P<hyphen>[\ufffe\x02])")
_CONTROL = later("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"}
)
_DAY = later(r"D:(\d{4})(\d\d)(\d\d)")
_AGAIN = "Save it again from the program it comes from, or check its text instead."


def read_pdf(path: str, data: bytes, *, genre: str | None = None) -> Document | Reject:
    """One PDF, or why it cannot be read: broken, locked, or without a text layer."""

    def reject(says: str, advice: str) -> Reject:
        return Reject(Origin(path), repr(data[:40])[2:-1], says, advice)

    if not data.strip():
        return reject("The file is empty.", "Save the PDF again.")
    try:
        import pypdfium2
    except ImportError:
        return reject(
            "Reading a PDF needs the package pypdfium2, which is not installed.",
            "Install it: pip install 'troth[pdf]'",
        )
    try:
        with _ONE_AT_A_TIME:
            read = _pages(pypdfium2, data)
    except pypdfium2.PdfiumError as fault:
        if getattr(fault, "err_code", None) == _LOCKED:
            return reject("The PDF is locked with a password.", "Save it without a password.")
        return reject("The PDF is damaged, or is none.", _AGAIN)
    if isinstance(read, tuple):
        return reject(*read)
    if not any(line.text.strip() for page in read.pages for line in page):
        return reject(
            "The PDF holds no text: its pages are pictures, or are empty.",
            "Have the words recognised first (OCR, for example with ocrmypdf), or check the "
            "document it was made from.",
        )
    return _woven(path, read, genre)


class _Read:
    """The lines of all pages, and what the file says of itself."""

    def __init__(self) -> None:
        self.pages: list[list[Printed]] = []
        self.meta: dict[str, str] = {}


def _pages(library: Any, data: bytes) -> _Read | tuple[str, str]:
    read, length = _Read(), 0
    with library.PdfDocument(data) as document:
        count = len(document)
        if count > PAGES_MOST:
            return f"The PDF has {count:,} pages; {PAGES_MOST:,} are read at most.", "Split it."
        for number in range(count):
            lines = _lines(library, document, number)
            length += sum(len(line.text) for line in lines)
            if length > CHARACTERS_MOST:
                return "The PDF holds more text than can be read at once.", "Split it."
            read.pages.append(lines)
        read.meta = _meta(document.get_metadata_dict(skip_empty=True))
    return read


def _lines(library: Any, document: Any, number: int) -> list[Printed]:
    """The lines of one page in the order of its content; none where it is broken."""
    try:
        page = document[number]
    except library.PdfiumError:
        return []
    try:
        sheet = page.get_textpage()
        try:
            words = sheet.get_text_range(errors="replace")
            return list(_parted(library.raw, sheet.raw, words))
        finally:
            sheet.close()
    finally:
        page.close()


def _parted(raw: Any, sheet: Any, words: str) -> list[Printed]:
    lines, at, units = [], 0, 0
    for found in [*_BREAK.finditer(words), None]:
        end = found.start() if found else len(words)
        text = words[at:end]
        lead = len(text) - len(text.lstrip())
        look = _look(raw, sheet, units + lead) if text.strip() else (0.0, 0.0, 0.0, 0)
        clean = _CONTROL.sub(" ", text.translate(_LIGATURES)).rstrip()
        lines.append(Printed(clean, bool(found and found["hyphen"]), *look))
        taken = words[at : found.end()] if found else text
        units += len(taken) + sum(char > "\uffff" for char in taken)
        at = found.end() if found else end
    while lines and not lines[-1].text:
        lines.pop()
    return lines


def _look(raw: Any, sheet: Any, index: int) -> tuple[float, float, float, int]:
    """Where the first sign of a line stands on the page, its size in points, and its weight."""
    import ctypes

    sign = raw.FPDFText_GetCharIndexFromTextIndex(sheet, index)
    if sign < 0:
        return 0.0, 0.0, 0.0, 0
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(sheet, sign, x, y)
    size = raw.FPDFText_GetLooseCharBox
    box = raw.FS_RECTF()
    height = box.top - box.bottom if size(sheet, sign, box) else 0.0
    return x.value, y.value, round(height, 1), raw.FPDFText_GetFontWeight(sheet, sign)


def _meta(found: dict[str, str]) -> dict[str, str]:
    meta = {}
    for key, name in (("Title", "title"), ("Author", "author")):
        if words := " ".join(found.get(key, "").split()):
            meta[name] = words[:500]
    day = _DAY.match(found.get("ModDate", "") or found.get("CreationDate", ""))
    if day:
        meta["updated"] = "-".join(day.groups())
    return meta


def _woven(path: str, read: _Read, genre: str | None) -> Document:
    pages = joined(read.pages)
    starts, length, lines = [], 0, []
    for page in pages:
        starts.append(length)
        for line in page or [Printed("", False)]:
            lines.append(line.text)
            length += len(line.text) + 1
    weave = Weave("\n".join(lines))
    laid(weave, pages)
    named = read.meta.pop("title", "")
    document = finished(weave, path, "pdf", read.meta, genre=genre, pages=tuple(starts))
    if document.title is None and named:
        meta = {"title": named, **read.meta}
        return finished(weave, path, "pdf", meta, genre=genre, pages=tuple(starts))
    return document
