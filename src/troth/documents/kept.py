"""A document read again from the text that a record keeps of it.

Of a .docx, a PDF and a mail a record keeps the words, not the file. Their lines are the same lines,
so every offset and position is; headings and lists are told by how the lines look, as in plain text.
"""

from __future__ import annotations

import re

from troth.documents import format_of, read
from troth.documents.finished import finished
from troth.documents.html import weave_html
from troth.documents.plain import weave_plain
from troth.documents.weave import Weave
from troth.model.document import Document
from troth.model.reject import Reject
from troth.patterns import later

_LINE = later(r"[^\n]*\S[^\n]*")
_PAGE = later(r"\s*<(?:!doctype|html|head|body|div|p|table|span)\b", re.I)


def read_again(path: str, text: str, *, genre: str | None = None) -> Document | Reject:
    """The document whose text a record keeps; offsets are those of the kept text.

    `genre` is what the settings say of the path.
    """
    form = format_of(path, b"")
    if form not in ("docx", "pdf", "eml") or not text.strip():
        return read(path, text.encode(), genre=genre)
    weave = Weave(text)
    if form == "docx":
        for line in _LINE.finditer(text):
            weave_plain(weave, line.start(), line.end())
    elif form == "eml":
        _mail(weave)
    else:
        weave_plain(weave, 0, len(text))
    return finished(weave, path, form, {}, genre=genre)


def _mail(weave: Weave) -> None:
    """The subject on the first line, and after an empty one the body."""
    from troth.documents.mail import own_words

    text = weave.text
    end = text.find("\n\n")
    subject = text[:end] if end >= 0 and "\n" not in text[:end] else ""
    body = end + 2 if subject else 0
    weave.keep(0, len(subject))
    weave.block("heading", 0, len(subject), 1)
    if _PAGE.match(text, body):
        weave_html(weave, body, len(text), quotes=False)
    else:
        own_words(weave, body, len(text))
    weave.headline = subject or weave.headline
