"""What do we say in our own documents?

What it reads: Markdown, MDX, HTML, plain text, reStructuredText, single mails (.eml), Word
documents (.docx) and PDF: each file is one document with its title, its genre and its words. It is
dated by its own front matter (`date:`), by the mail's Date header, by the day a .docx or a PDF says
it was last changed, else by the `day` that troth.toml states, else by the day of the file itself. A text
for one side only says so in its front matter (`side: courier`).

How it is recognised: by its ending; a `.txt` that is a table or a mailbox is left to the source
that knows it.

What it sets aside: empty and binary files, a PDF without a text layer, documents locked with a
password, files that are no UTF-8 and declare nothing else, files of more than 32 MiB, and a file
with no date at all.

Source: CommonMark, MDX, the HTML standard, reStructuredText, RFC 5322, ECMA-376, ISO 32000.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from troth.documents import ENDINGS
from troth.documents import read as read_document
from troth.errors import SourceError
from troth.extend.dated import stated_day
from troth.extend.source import (
    Draft,
    Opened,
    Reject,
    Sample,
    SourceCard,
    refuse,
    unreadable,
)
from troth.model.document import Document
from troth.model.units import DAY_US
from troth.text.moments import Moment, Times

CARD = SourceCard(
    kinds=frozenset({"document"}),
    endings=tuple(ENDINGS),
    system="documents",
    binary=True,
)

LARGEST = 32 << 20
STRICT = ("markdown", "mdx", "text", "rst")
"""Formats that name no encoding themselves, as HTML and mail do."""
PACKED = ("docx", "pdf")
"""Formats whose files are no text."""
DATED_BY = ("date", "updated", "last_updated", "lastmod", "published", "effective")
"""Keys of front matter that say when a document holds, the best first."""

EXAMPLES = (
    Sample(
        "launch.md",
        "---\ndate: 2026-03-02\n---\n# Tomorrow\n\nWe answer within a day.\n",
        gives=1,
        title="A launch mail in Markdown",
    ),
    Sample(
        "price.html",
        "<html><head><meta name='date' content='2026-03-02'><title>Prices</title>"
        "<script>alert(1)</script></head><body><p>No fees, ever.</p></body></html>",
        gives=1,
        title="A price page",
    ),
    Sample(
        "terms-couriers.md",
        "---\ndate: 2026-03-02\nside: Courier\n---\n# Terms for couriers\n\nYou get a jacket.\n",
        gives=1,
        title="Terms for one side",
    ),
    Sample(
        "empty.md",
        "",
        gives=0,
        sets_aside=1,
        says="empty",
        title="A file without a word",
    ),
)


def recognises(opened: Opened) -> float:
    """By the ending; plain text only where it has words and no table or mailbox is recognised in it."""
    if opened.ending not in ENDINGS:
        return 0.0
    if ENDINGS[opened.ending] != "text":
        return 0.9
    head = opened.head_text
    return 0.4 if not head.strip() or any(map(str.isalpha, head)) else 0.0


def read(opened: Opened) -> Iterator[Draft | Reject]:
    """One document, or why there is none."""
    try:
        packed = ENDINGS.get(opened.ending) in PACKED and opened.head.strip()
        fault = None if packed else refuse(opened)
        data = b"" if fault else opened.content(LARGEST)
        if fault is None and (opened.reading.encoding or ENDINGS.get(opened.ending) in STRICT):
            fault = unreadable(opened)
            data = b"" if fault else opened.lines().read().encode()
    except (SourceError, OSError) as broken:
        says = broken.says if isinstance(broken, SourceError) else f"It cannot be read: {broken}."
        yield opened.reject(says, "The file was set aside. Save it again.")
        return
    document = fault or read_document(opened.path.removesuffix(".gz"), data)
    if isinstance(document, Reject):
        yield replace(document, origin=opened.origin(document.origin.row))
    else:
        yield _draft(opened, document)


def _draft(opened: Opened, document: Document) -> Draft | Reject:
    moment = _moment(opened, document)
    if moment is None:
        return opened.reject(
            "The document has no date.",
            "It was set aside. Write one at its top:\n---\ndate: 2026-03-02\n---",
            excerpt=document.text,
        )
    at_us, precision, zone = moment
    return Draft(
        kind="document",
        at_us=at_us,
        origin=opened.origin(),
        key=opened.path,
        precision="day" if precision == "day" else "minute" if precision == "minute" else "second",
        zone=zone,
        side=document.meta.get("side", "").strip("\"' ").casefold() or None,
        system=opened.reading.system,
        fields={
            "path": opened.path,
            "title": document.title,
            "genre": document.genre,
            "text": document.text,
        },
        extra={
            name: value
            for name, value in (("format", document.format), ("language", document.language))
            if value
        },
    )


def _moment(opened: Opened, document: Document) -> Moment | None:
    """When the document holds from, by its own word, else the day its file was changed."""
    times = Times(opened.reading.dates)
    for name in DATED_BY:
        if moment := times.read(document.meta.get(name, "").split(" (")[0].strip("\"' ")):
            return moment
    if stated := stated_day(opened.reading.day):
        return stated
    if opened.modified_us is None:
        return None
    return opened.modified_us - opened.modified_us % DAY_US, "day", None
