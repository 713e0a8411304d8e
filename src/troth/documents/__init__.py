"""Documents: Markdown, MDX, HTML, plain text, reStructuredText, mail, .docx and PDF as one
`Document` with exact positions.
"""

from __future__ import annotations

from pathlib import PurePath

from troth.documents.decoding import decoded
from troth.documents.finished import finished
from troth.documents.front import split_front
from troth.documents.weave import Weave
from troth.model.document import Document, Format
from troth.model.origin import Origin
from troth.model.reject import Reject

ENDINGS: dict[str, Format] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".mkd": "markdown",
    ".mdx": "mdx",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".text": "text",
    ".rst": "rst",
    ".rest": "rst",
    ".eml": "eml",
    ".docx": "docx",
    ".docm": "docx",
    ".pdf": "pdf",
}
"""The endings that are read as documents when a folder is walked."""


def read(path: str, data: bytes, *, genre: str | None = None) -> Document | Reject:
    """What does this file say, and where? A `Reject` where it cannot be read.

    The format follows the ending; without a known ending it follows the first characters,
    and is Markdown where these tell nothing. `path` is kept as given and shown in findings.
    `genre` is what the settings say of this path; what the front matter says goes before it.
    """
    form = format_of(path, data[:400])
    if form == "eml":
        from troth.documents.mail import read_mail

        return read_mail(path, data, genre=genre)
    if form == "docx":
        from troth.documents.docx import read_docx

        return read_docx(path, data, genre=genre)
    if form == "pdf":
        from troth.documents.pdf import read_pdf

        return read_pdf(path, data, genre=genre)
    text = decoded(data)
    if isinstance(text, str):
        return _read_text(path, text, form, genre)
    says, advice = text
    return Reject(Origin(path), repr(data[:60])[2:-1], says, advice)


def format_of(path: str, start: bytes) -> Format:
    """The format that a file's ending, or else its first characters, show."""
    known = ENDINGS.get(PurePath(path).suffix.lower())
    if known is not None:
        return known
    head = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return "html"
    if start.startswith(b"%PDF-"):
        return "pdf"
    if start.startswith(b"PK\x03\x04") and b"word/" in start:
        return "docx"
    if head.startswith((b"received:", b"return-path:", b"delivered-to:", b"message-id:")):
        return "eml"
    return "markdown"


def _read_text(path: str, text: str, form: Format, genre: str | None) -> Document | Reject:
    body, meta = split_front(text)
    weave = Weave(text)
    if form == "markdown":
        from troth.documents.markdown import weave_markdown

        weave_markdown(weave, body)
    elif form == "mdx":
        from troth.documents.mdx import weave_mdx

        weave_mdx(weave, body)
    elif form == "html":
        from troth.documents.html import weave_html

        weave_html(weave, body, len(text))
    elif form == "rst":
        from troth.documents.rst import weave_rst

        told = weave_rst(weave, body)
        if isinstance(told, tuple):
            return Reject(Origin(path), text[:200], *told)
        meta = {**told, **meta}
    else:
        from troth.documents.plain import weave_plain

        weave_plain(weave, body, len(text))
    return finished(weave, path, form, meta, genre=genre)
