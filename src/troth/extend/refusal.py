"""Why a file cannot be read at all, said once for every source, with what to do about it."""

from __future__ import annotations

from troth.errors import SourceError
from troth.extend.opened import Opened
from troth.model.reject import Reject
from troth.text.decode import ARCHIVES, Undecodable, looks_binary, what_it_is

BLANK = b"\xef\xbb\xbf\xff\xfe \t\r\n"


def refuse(opened: Opened) -> Reject | None:
    """Why nothing can read this file, whatever source is asked; None where one might.

    Empty, packed in an archive, or no text at all. Asked once before sources are.
    """
    head = opened.head
    if not head and opened.breaks:
        return opened.reject(opened.breaks[1], "Nothing of it was read. Export it again.")
    if not head.strip(BLANK):
        return opened.reject("The file is empty.", "Export it again, or leave it out.")
    if not head.strip(b"\0"):
        return opened.reject("The file holds nothing but NUL bytes.", "Export it again.")
    kind = what_it_is(head)
    if kind is not None and any(word in kind for word in ARCHIVES):
        return opened.reject(
            f"The file is {kind}, and archives are not opened.",
            "Unpack it and add the folder it holds.",
        )
    if kind is not None or looks_binary(head):
        return opened.reject(
            f"The file is {kind or 'no text'}.",
            "Export it as CSV, JSON lines, mbox, Markdown, HTML or plain text.",
            excerpt=head[:40].decode("ascii", "backslashreplace"),
        )
    return None


def unreadable(opened: Opened) -> Reject | None:
    """Why the text of this file cannot be read, with the line to write; None where it can."""
    try:
        encoding = opened.encoding
    except (SourceError, OSError) as fault:
        return broken_off(opened, fault)
    if not isinstance(encoding, Undecodable):
        return None
    guess = encoding.guess or "cp1252"
    likely = f" (it looks like {guess}; check a name with an accent)" if encoding.guess else ""
    return opened.reject(
        encoding.says,
        f"The file was set aside. State its encoding{likely}:\n"
        + opened.setting(f'encoding = "{guess}"'),
        row=encoding.line,
        excerpt=encoding.excerpt,
    )


def broken_off(opened: Opened, fault: Exception, row: int | None = None) -> Reject:
    """Content that could be read only so far."""
    says = fault.says if isinstance(fault, SourceError) else f"The file cannot be read: {fault}."
    return opened.reject(says, "What stands before it was read. Export it again.", row=row)
