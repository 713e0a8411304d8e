"""Mail as people meant it: who wrote, to whom, when, and the words they typed themselves.

Quoted replies and signatures are cut with mail-parser-reply; bounces and auto-replies are
known by their headers (RFC 3834, RFC 3464) and, where those are missing, by their subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import (
    CloseBoundaryNotFoundDefect,
    InvalidBase64CharactersDefect,
    InvalidBase64LengthDefect,
    InvalidBase64PaddingDefect,
    MissingHeaderBodySeparatorDefect,
    StartBoundaryNotFoundDefect,
)
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses
from functools import lru_cache
from html import unescape
from typing import Any, BinaryIO

from troth.patterns import later
from troth.text.moments import Moment, Times

LETTER_MOST = 64 << 20
"""A letter of more than 64 MiB is set aside."""
STRIP_MOST = 16_000
"""Replies stand at the top: what is quoted is looked for in the first 16,000 characters."""
LINE_MOST = 1000
LANGUAGES = ["en", "de", "fr", "es", "it", "nl"]

_START = later(rb"From \S+.*\b\d{4}\b|From - ")
_ID = later(r"<([^<>\s]+)>")
_QUOTE = later(r"^(?:>|-{3,} ?Original Message|On .{1,300} wrote:\s*$)", re.M | re.I)
_BLANK_RUN = later(r"\n(?:[ \t\r]*\n){3,}")
_RE = later(r"^\s*(?:(?:re|aw|sv|antw|fwd?|wg|tr|rv)(?:\[\d+\])?\s*:\s*)+", re.I)
_AWAY = later(
    r"^\s*(?:auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office|abwesenheit|"
    r"automatische antwort|réponse automatique|absence du bureau|respuesta automática|"
    r"undeliver(?:able|ed)|delivery (?:status notification|failure|has failed)|"
    r"mail delivery (?:failed|failure)|returned mail|failure notice|unzustellbar)\b",
    re.I,
)
_MACHINE = later(r"^(?:mailer-daemon|postmaster|no-?reply-?bounce)@", re.I)
_DROPPED = later(
    r"(?is)<(script|style|head|template|noscript)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)"
)
_BREAK = later(r"(?i)<br\s*/?>|</(?:p|div|tr|li|h[1-6]|blockquote|table)\s*>")
_TAG = later(r"<[/!?a-zA-Z][^<>]*>")
_BROKEN = (
    CloseBoundaryNotFoundDefect,
    StartBoundaryNotFoundDefect,
    MissingHeaderBodySeparatorDefect,
    InvalidBase64CharactersDefect,
    InvalidBase64LengthDefect,
    InvalidBase64PaddingDefect,
)


@dataclass(frozen=True, slots=True)
class Address:
    """A mail address in lower case, and the name written with it."""

    value: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail. `text` is what its author typed; `whole_length` counts what came with it.

    `answers` are the Message-IDs it refers to, the oldest first; `subject` is as written.
    """

    key: str | None
    moment: Moment
    sender: Address | None
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    subject: str
    text: str
    whole_length: int
    automatic: bool
    answers: tuple[str, ...]
    thread: str | None

    @property
    def topic(self) -> str:
        """The subject without "Re:" and its like, to find letters of one conversation."""
        return " ".join(_RE.sub("", self.subject).casefold().split())

    @property
    def replies(self) -> bool:
        """Whether the subject says that it answers or forwards."""
        return _RE.match(self.subject) is not None


@dataclass(frozen=True, slots=True)
class Cut:
    """One letter's bytes in an mbox: the line it begins at; whether it ends as letters do."""

    line: int
    raw: bytes
    ends: bool = True
    too_long: bool = False


def letters_in(stream: BinaryIO) -> Iterator[Cut]:
    """The letters of an mbox, each begun by a "From " line after an empty one."""
    held: list[bytes] = []
    size = line_number = begins = 0
    blank = True
    line = b""
    while line := stream.readline(1 << 20) or b"":
        line_number += 1
        if blank and _START.match(line):
            if begins:
                yield Cut(begins, b"".join(held), True, size > LETTER_MOST)
            held, size, begins, blank = [], 0, line_number, False
            continue
        blank = line in (b"\n", b"\r\n")
        size += len(line)
        if size <= LETTER_MOST:
            held.append(line[1:] if re.match(rb">+From ", line) else line)
        last = line
    if begins:
        ends = bool(held) and last.endswith(b"\n")
        yield Cut(begins, b"".join(held), ends, size > LETTER_MOST)


def letter_of(raw: bytes, times: Times | None = None) -> Letter | str:
    """A mail's bytes as a Letter, or in words why they are none."""
    try:
        message = message_from_bytes(raw)
        return _letter(message, times or Times())
    except (
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
    ) as fault:
        return f"cannot be taken apart ({type(fault).__name__})"


def is_cut_off(raw: bytes) -> bool:
    """Whether a mail breaks off: no text after the headers, an open part, half an attachment."""
    message = message_from_bytes(raw)
    if not re.search(rb"\r?\n\r?\n", raw):
        return True
    for part in message.walk():
        if not part.is_multipart():
            part.get_payload(decode=True)
        if any(isinstance(defect, _BROKEN) for defect in part.defects):
            return True
    return False


def _letter(message: Message, times: Times) -> Letter | str:
    sender = next(iter(_addresses(message, "from")), None)
    moment = times.read(_header(message, "date").split("(")[0].strip())
    if moment is None:
        shown = _header(message, "date")[:60]
        return f'has the date "{shown}", which is none' if shown else "has no date"
    if sender is None:
        return "has no sender"
    whole = _body(message)
    subject = _header(message, "subject")
    ids = _ID.findall(_header(message, "references")) or []
    parent = _ID.findall(_header(message, "in-reply-to"))
    key = _ID.findall(_header(message, "message-id"))
    return Letter(
        key=key[0] if key else _header(message, "message-id").strip() or None,
        moment=moment,
        sender=sender,
        to=_addresses(message, "to"),
        cc=_addresses(message, "cc"),
        subject=subject,
        text=own_words(whole),
        whole_length=len(whole),
        automatic=_is_automatic(message, subject, sender),
        answers=tuple(dict.fromkeys(ids + parent)),
        thread=_header(message, "x-gm-thrid") or None,
    )


def _header(message: Message, name: str) -> str:
    """A header decoded; what cannot be decoded shows as �."""
    raw = message.get(name)
    if raw is None:
        return ""
    if isinstance(raw, str):
        raw = re.sub(r"[\r\n]+\s*", " ", raw)
    try:
        pieces: list[Any] = decode_header(raw)
    except (ValueError, LookupError):
        pieces = [(str(raw), None)]
    words = [_decoded(piece, charset) for piece, charset in pieces]
    return re.sub(r"\s*[\r\n]+\s*", " ", "".join(words)).replace("\0", "").strip()


def _decoded(piece: bytes | str, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    for name in (charset, "utf-8", "cp1252"):
        try:
            return piece.decode(name or "utf-8")
        except (LookupError, ValueError):
            continue
    return piece.decode("latin-1")


def _addresses(message: Message, name: str) -> tuple[Address, ...]:
    raw = [str(each) for each in message.get_all(name, [])]
    found = []
    for label, value in getaddresses(raw):
        plain = value.strip().lower()
        if "@" in plain and " " not in plain:
            said = _decoded_name(label)
            found.append(Address(plain, said if said and said.lower() != plain else None))
    return tuple(dict.fromkeys(found))


def _decoded_name(label: str) -> str | None:
    try:
        pieces: list[Any] = decode_header(label)
    except (ValueError, LookupError):
        pieces = [(label, None)]
    text = "".join(_decoded(piece, charset) for piece, charset in pieces)
    return " ".join(text.replace("\0", "").split()).strip("\"'") or None


_BARE = later(r"[\w.+-]+@[\w.-]+", re.ASCII)


@lru_cache(maxsize=1 << 16)
def address_of(text: str) -> Address | None:
    """ "Ana Ruiz <ana@example.org>" or a bare address; None where it is no address."""
    if _BARE.fullmatch(text):
        return Address(text.lower(), None)
    for label, value in getaddresses([text]):
        plain = value.strip().lower().removeprefix("mailto:")
        if re.fullmatch(r"[^@\s]+@[^@\s]+", plain):
            return Address(plain, " ".join(label.split()) or None)
    return None


def _body(message: Message) -> str:
    """The plain part where there is one, else the HTML part as text."""
    plain: list[str] = []
    html: list[str] = []
    for part in message.walk():
        if part.is_multipart() or part.get_content_disposition() == "attachment":
            continue
        kind = part.get_content_type()
        if kind in ("text/plain", "text/html"):
            (plain if kind == "text/plain" else html).append(_part(part))
    text = "\n".join(plain).strip("\n")
    if not text.strip() and html:
        text = text_of_html("\n".join(html))
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _part(part: Message) -> str:
    payload = part.get_payload(decode=True)
    if isinstance(payload, bytes):
        return _decoded(payload, part.get_content_charset())
    return str(part.get_payload())


def text_of_html(markup: str) -> str:
    """The words of a piece of HTML: scripts and styles dropped, blocks on lines of their own."""
    text = _BREAK.sub("\n", _DROPPED.sub(" ", markup))
    text = unescape(_TAG.sub("", text)).replace("\xa0", " ")
    lines = (" ".join(line.split()) for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def own_words(text: str) -> str:
    """What the author typed: without quoted replies and signature; all of it where that is unclear.

    The reply parser takes time that grows with the square of odd input, so runs of empty lines
    are folded first, and a text with lines of over 1,000 characters is cut at its first quote.
    """
    folded = _BLANK_RUN.sub("\n\n\n", text).strip()
    head = folded[:STRIP_MOST]
    if max(map(len, head.split("\n"))) > LINE_MOST:
        quote = _QUOTE.search(folded)
        return folded[: quote.start()].rstrip() or folded if quote else folded
    from mailparser_reply import EmailReplyParser

    parts = EmailReplyParser(languages=LANGUAGES).read(text=head).replies
    reply = str(parts[0].body or parts[0].content or "").strip() if parts else ""
    if not reply:
        return folded
    if len(folded) > STRIP_MOST and len(reply) > STRIP_MOST - 500:
        return folded
    return reply


def _is_automatic(message: Message, subject: str, sender: Address) -> bool:
    """A bounce, an auto-reply or another machine's mail; a list is people writing."""
    submitted = _header(message, "auto-submitted").lower()
    if submitted and not submitted.startswith("no"):
        return True
    if any(message.get(name) for name in ("x-autoreply", "x-autorespond", "x-auto-reply")):
        return True
    if _header(message, "precedence").lower() in ("auto_reply", "bulk", "junk"):
        return True
    if message.get_content_type() == "multipart/report" or _MACHINE.match(sender.value):
        return True
    return _AWAY.match(_RE.sub("", subject)) is not None
