"""Word documents (.docx): zip and XML read directly, by paragraph and run.

The text has one line a paragraph, in the order of reading: the body with the cells of its tables
row by row, then footnotes, endnotes, remarks in the margin, headers and footers. So the line of a
finding is the number of its paragraph, empty ones counted, and the column counts its characters.
A line break or tab inside a paragraph is a space or a tab; what a picture shows in other words
(its alternative text) and what stands in a text box are lines of their own after the paragraph.

Tracked insertions are read, deletions never; nor are field codes, hidden text, and the old place
of what was moved.
"""

from __future__ import annotations

from troth.documents.finished import finished
from troth.documents.parcel import DAMAGE, Parcel, ParcelError, parsed
from troth.documents.runs import Lines, Part
from troth.documents.styles import Styles
from troth.documents.weave import Weave
from troth.model.document import Document
from troth.model.origin import Origin
from troth.model.reject import Reject

_OLE = b"\xd0\xcf\x11\xe0"
_BESIDE = ("footnotes", "endnotes", "comments", "header", "footer")
_CORE = {"title": "title", "creator": "author", "modified": "updated", "language": "language"}
_AGAIN = "Open it in its program and save it again, or save its text as Markdown or HTML."


def read_docx(path: str, data: bytes, *, genre: str | None = None) -> Document | Reject:
    """One Word document, or why it cannot be read."""
    if not data.strip():
        return Reject(Origin(path), "", "The file is empty.", "Save the document again.")
    if data.startswith(_OLE):
        says = "This is an old Word document (.doc), or one locked with a password."
        return Reject(Origin(path), "", says, "Save it as .docx without a password.")
    try:
        return _read(path, Parcel(data), genre)
    except ParcelError as fault:
        return Reject(Origin(path), "", f"The Word document: {fault.says}", fault.advice)
    except DAMAGE as fault:
        says = f"The Word document is damaged: {str(fault)[:200]}."
        return Reject(Origin(path), repr(data[:60])[2:-1], says, _AGAIN)


def _read(path: str, parcel: Parcel, genre: str | None) -> Document | Reject:
    linked = {link.use: link.part for link in parcel.links("")}
    main = linked.get("officeDocument", "word/document.xml")
    content = parcel.content(main)
    if content is None:
        says = "This is a zip file, but no Word document."
        return Reject(Origin(path), "", says, "Save it as .docx from a word processor.")
    links = list(parcel.links(main))
    named = next((link.part for link in links if link.use == "styles"), "word/styles.xml")
    lines = Lines(Styles(parcel.content(named)))
    Part(lines).read(content)
    told = {content}
    for use in _BESIDE:
        for part in dict.fromkeys(link.part for link in links if link.use == use):
            beside = parcel.content(part)
            if beside is not None and beside not in told:
                told.add(beside)
                Part(lines, use).read(beside)
    if not lines.text().strip():
        says = "The Word document holds no text."
        return Reject(Origin(path), "", says, "Write something in it, or leave it out.")
    weave = Weave(lines.text())
    lines.weave(weave)
    meta = _core(parcel, linked.get("core-properties", "docProps/core.xml"))
    written = meta.pop("title", "")
    document = finished(weave, path, "docx", meta, genre=genre)
    if document.title is None and written:
        return finished(weave, path, "docx", {"title": written, **meta}, genre=genre)
    return document


def _core(parcel: Parcel, part: str) -> dict[str, str]:
    """Title, author and day of change as the file's properties state them."""
    content = parcel.content(part)
    found: dict[str, str] = {}
    inside = [""]

    def text(words: str) -> None:
        if inside[0] in _CORE:
            found[_CORE[inside[0]]] = (found.get(_CORE[inside[0]], "") + words)[:500]

    def start(tag: str, _: object) -> None:
        inside[0] = tag.lstrip(".")

    def end(_: str) -> None:
        inside[0] = ""

    if content is not None:
        parsed(content, start, end, text)
    return {key: " ".join(words.split()) for key, words in found.items() if words.strip()}
