"""What did this one letter say, and to whom?

What it reads: a single mail saved as .eml, as a message with its sender, receivers, subject and the
words its author typed: quoted letters and the signature are cut. Letters that answer one another are
one conversation, by References and In-Reply-To; bounces and automatic answers are marked.

How it is recognised: by its ending, with a From and a Date among its headers, where
`[people] staff = ["acme.com"]` in troth.toml tells which letters are ours. Where nobody says who is
ours it stays a document; read as a letter all the same, the address that it was delivered to
(Delivered-To) is taken as ours.

What it sets aside: letters without sender or date, letters that break off, letters of which nothing
tells whether they are ours, and the forms of Apple Mail (.emlx) and Outlook (.msg).

Source: RFC 5322 (mail), RFC 2045 (MIME), RFC 3834 and 3464 (automatic answers and bounces).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace

from troth.errors import SourceError
from troth.extend.source import Draft, Opened, Reject, Sample, SourceCard, read_mailbox, refuse
from troth.text.mail import LETTER_MOST, address_of

CARD = SourceCard(
    kinds=frozenset({"message"}),
    endings=(".eml", ".emlx", ".msg"),
    system="messages",
    binary=True,
)

FOREIGN = {".emlx": "Apple Mail's own form (.emlx)", ".msg": "Outlook's own form (.msg)"}
_HEADER = re.compile(rb"^([A-Za-z][A-Za-z0-9-]*)[ \t]*:(.*(?:\r?\n[ \t]+.*)*)", re.M)
_END = re.compile(rb"\r?\n[ \t]*\r?\n")
_QUOTED_FROM = re.compile(rb"^(>*From )", re.M)

EXAMPLES = (
    Sample(
        "parcel.eml",
        "Delivered-To: care@acme.example\nFrom: Ana <ana@post.example>\nTo: care@acme.example\n"
        "Date: Mon, 2 Mar 2026 09:00:00 +0000\nMessage-ID: <m2@post.example>\n"
        "References: <m1@acme.example>\nSubject: Re: Your parcel\n\nWhere is it?\n\n"
        "On Sun, 1 Mar 2026, Acme wrote:\n> It left today.\n",
        gives=1,
        title="A letter that was delivered to us",
    ),
    Sample(
        "undated.eml",
        "Delivered-To: care@acme.example\nFrom: ana@post.example\nTo: care@acme.example\n\nHello\n",
        gives=0,
        sets_aside=1,
        says="has no date",
        title="A letter without a date",
    ),
    Sample(
        "note.eml",
        "From: ana@post.example\nTo: care@acme.example\nDate: Mon, 2 Mar 2026 09:00:00 +0000\n\nHi\n",
        gives=0,
        sets_aside=1,
        says="Nothing tells whether this letter is ours",
        title="Nobody says who is one of us",
    ),
)


def recognises(opened: Opened) -> float:
    """Surely where we know who is ours; less than a document where we do not."""
    if opened.ending in FOREIGN:
        return 0.9
    if opened.ending != ".eml":
        return 0.0
    found = _headers(opened.head)
    if not (found.get("from") and found.get("date")):
        return 0.3 if found.get("from") else 0.0
    return 0.97 if opened.staff else 0.5


def read(opened: Opened) -> Iterator[Draft | Reject]:
    """One message, or why there is none."""
    if opened.ending in FOREIGN:
        yield opened.reject(
            f"The letter is kept in {FOREIGN[opened.ending]}, which is not read.",
            "It was set aside. Save it as .eml, or export the mailbox as mbox.",
        )
        return
    fault = refuse(opened)
    if fault is not None:
        yield fault
        return
    try:
        content = opened.content(LETTER_MOST)
    except (SourceError, OSError) as broken:
        says = broken.says if isinstance(broken, SourceError) else f"It cannot be read: {broken}."
        yield opened.reject(says, "The letter was set aside. Save it again.")
        return
    yield from _letter(opened, content)


def _letter(opened: Opened, content: bytes) -> Iterator[Draft | Reject]:
    """The letter, read as a mailbox that holds nothing else."""
    ours = opened.staff or _delivered_to(content)
    if not ours:
        yield opened.reject(
            "Nothing tells whether this letter is ours.",
            "It was set aside. Name our own mail domains in troth.toml:\n"
            '[people]\nstaff = ["acme.com"]',
            excerpt=opened.head_text[:500].replace("\0", "\\0"),
        )
        return
    quoted = _QUOTED_FROM.sub(rb">\1", content.lstrip(b"\xef\xbb\xbf\r\n"))
    mailbox = b"From - \n" + quoted
    alone = replace(opened, raw=lambda: io.BytesIO(mailbox), size=len(mailbox), staff=ours)
    for item in read_mailbox(alone):
        if isinstance(item, Reject):
            says = item.says.replace("the mailbox ends", "the file ends")
            item = replace(item, says=says, advice="It was set aside. Save it again as .eml.")
        yield item


def _headers(head: bytes) -> dict[str, bytes]:
    """The headers by name in lower case; of those that come again, the first."""
    above = _END.split(head.lstrip(b"\xef\xbb\xbf\r\n"), maxsplit=1)[0]
    found: dict[str, bytes] = {}
    for name, value in _HEADER.findall(above):
        found.setdefault(name.decode("ascii").lower(), value.strip())
    return found


def _delivered_to(content: bytes) -> frozenset[str]:
    """The address of the mailbox that a letter was saved from, where it was delivered to one."""
    found = _headers(content[: 1 << 16])
    value = found.get("delivered-to") or found.get("x-original-to") or b""
    address = address_of(value.decode("ascii", "replace"))
    return frozenset({address.value} if address else ())
