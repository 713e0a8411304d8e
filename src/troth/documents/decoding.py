"""Bytes to text, as an editor would show it, or the reason why not."""

from __future__ import annotations

import re

from troth.patterns import later

_MAGIC = (
    (b"%PDF", "a PDF", "Save it as text, Markdown or HTML and check that."),
    (b"PK\x03\x04", "a zip file (or an office document)", "Save its text as Markdown or HTML."),
    (b"\x89PNG", "a picture", "Only text can be read."),
    (b"\xff\xd8\xff", "a picture", "Only text can be read."),
    (b"GIF8", "a picture", "Only text can be read."),
    (b"\x1f\x8b", "a gzip file", "Unpack it first."),
    (b"{\\rtf", "a rich-text file", "Save it as text, Markdown or HTML and check that."),
)
_CHARSET = later(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_CONTROL = later("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)

EMPTY = "The file is empty."


def decoded(data: bytes) -> str | tuple[str, str]:
    """The text, or a pair: what is wrong, and what to do.

    UTF-8, UTF-16 and UTF-32 by their mark, the character set an HTML page declares, and
    Windows-1252 last, as browsers do. Text that is empty or mostly control characters is
    no document.
    """
    if not data.strip():
        return EMPTY, "Write something in it, or leave it out."
    for magic, name, advice in _MAGIC:
        if data.startswith(magic):
            return f"This is {name}, no text.", advice
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
        return _judged(text)
    return "The file is in no encoding that can be told.", "Save it as UTF-8."


def _encodings(data: bytes) -> list[str]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return [encoding]
    declared = _CHARSET.search(data[:2048])
    named = [declared.group(1).decode("ascii", "replace")] if declared else []
    return ["utf-8", *named, "cp1252"]


def _judged(text: str) -> str | tuple[str, str]:
    stray = len(_CONTROL.findall(text[:20_000]))
    if "\x00" in text or stray * 50 > len(text[:20_000]):
        return "This is a binary file, no text.", "Only text can be read."
    if not text.strip("\ufeff \t\r\n"):
        return EMPTY, "Write something in it, or leave it out."
    return text
