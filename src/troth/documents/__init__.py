"""Documents: Markdown, HTML, plain text and mail as one `Document` with exact positions."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from troth.documents.decoding import decoded
from troth.documents.front import split_front
from troth.documents.genre import genre_of
from troth.documents.weave import Weave, line_starts
from troth.model.document import Document
from troth.model.origin import Origin
from troth.model.reject import Reject

if TYPE_CHECKING:
    from typing import Literal

    Format = Literal["markdown", "html", "text", "eml"]

ENDINGS: dict[str, Format] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".mkd": "markdown",
    ".mdx": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".text": "text",
    ".eml": "eml",
}
"""The endings that are read as documents when a folder is walked."""


def read(path: str, data: bytes) -> Document | Reject:
    """What does this file say, and where? A `Reject` where it cannot be read as text.

    The format follows the ending; without a known ending it follows the first characters,
    and is Markdown where these tell nothing. `path` is kept as given and shown in findings.
    """
    if format_of(path, data[:400]) == "eml":
        from troth.documents.mail import read_mail

        return read_mail(path, data)
    text = decoded(data)
    if isinstance(text, str):
        return _read_text(path, text, format_of(path, data[:400]))
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
    if head.startswith((b"received:", b"return-path:", b"delivered-to:", b"message-id:")):
        return "eml"
    return "markdown"


def _read_text(path: str, text: str, form: Format) -> Document:
    body, meta = split_front(text)
    weave = Weave(text)
    if form == "markdown":
        from troth.documents.markdown import weave_markdown

        weave_markdown(weave, body)
    elif form == "html":
        from troth.documents.html import weave_html

        weave_html(weave, body, len(text))
    else:
        from troth.documents.plain import weave_plain

        weave_plain(weave, body, len(text))
    prose = weave.prose()
    blocks = weave.blocks(prose)
    title = meta.get("title") or weave.title(prose, blocks)
    return Document(
        path=path,
        format=form,
        text=text,
        prose=prose,
        blocks=blocks,
        line_starts=line_starts(text),
        title=title,
        genre=genre_of(path, title, meta),
        language=meta.get("lang") or meta.get("language") or weave.language,
        meta=meta,
    )
