"""Mail: the subject and the words of the one who wrote it, as a mail program shows them."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage

from troth.documents.decoding import decoded
from troth.documents.finished import finished
from troth.documents.html import weave_html
from troth.documents.plain import weave_plain
from troth.documents.weave import Weave
from troth.model.document import Document
from troth.model.origin import Origin
from troth.model.reject import Reject
from troth.patterns import later

_HEADERS = ("subject", "from", "to", "cc", "date", "message-id", "in-reply-to")
_QUOTED = later(r"^[ \t]*>[^\r\n]*", re.M)
_REPLY_HEAD = later(
    r"^[ \t]*(?:-{2,}\s*(?:original message|forwarded message)\s*-{2,}|"
    r"on\b[^\r\n]{5,120}(?:(?:\r\n|\n|\r)[^\r\n]{0,80})?\bwrote:[ \t]*$|_{10,}[ \t]*$)",
    re.I | re.M,
)
_SIGNATURE = later(r"^-- ?$", re.M)


def read_mail(path: str, data: bytes, *, genre: str | None = None) -> Document | Reject:
    """One mail as a `Document`: the subject on its first line, then the body as it was sent.

    The plain part is read where there is one, else the HTML part. Quoted replies and the
    signature stay in `text` and are blank in `prose`.
    """
    if not data.strip():
        return Reject(Origin(path), "", "The file is empty.", "Save the mail again.")
    try:
        message = message_from_bytes(data, policy=policy.default)
        subject, meta = _headers(message)
        body, is_html = _body(message)
    except (MessageError, ValueError, LookupError, AttributeError, TypeError, IndexError) as fault:
        excerpt = repr(data[:60])[2:-1]
        return Reject(
            Origin(path),
            excerpt,
            f"This mail cannot be taken apart ({type(fault).__name__}).",
            "Save it again from the mail program, or save its text.",
        )
    if not body.strip() and not subject:
        return Reject(Origin(path), "", "This mail holds no text.", "Check its attachment instead.")
    return _woven(path, subject, meta, body, is_html, genre)


def _woven(
    path: str, subject: str, meta: dict[str, str], body: str, is_html: bool, genre: str | None
) -> Document:
    head = f"{subject}\n\n" if subject else ""
    text = head + body
    weave = Weave(text)
    weave.keep(0, len(subject))
    weave.block("heading", 0, len(subject), 1)
    if is_html:
        weave_html(weave, len(head), len(text), quotes=False)
    else:
        own_words(weave, len(head), len(text))
    weave.headline = subject or weave.headline
    return finished(weave, path, "eml", meta, genre=genre)


def own_words(weave: Weave, start: int, end: int) -> None:
    """What the sender wrote: nothing quoted, nothing below a reply's head, no signature."""
    for mark in (_REPLY_HEAD, _SIGNATURE):
        if found := mark.search(weave.text, start, end):
            end = found.start()
    at = start
    for quoted in _QUOTED.finditer(weave.text, start, end):
        weave_plain(weave, at, quoted.start())
        weave.scope("quote", quoted.start(), quoted.end())
        at = quoted.end()
    weave_plain(weave, at, end)


def _headers(message: EmailMessage) -> tuple[str, dict[str, str]]:
    meta = {}
    for name in _HEADERS:
        value = message.get(name)
        if value is not None:
            meta[name] = " ".join(str(value).split())
    return meta.get("subject", ""), meta


def _body(message: EmailMessage) -> tuple[str, bool]:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return "", False
    raw = part.get_payload(decode=True)
    content = raw if isinstance(raw, bytes) else b""
    named = part.get_content_charset()
    try:
        text = content.decode(named or "utf-8")
    except (UnicodeDecodeError, LookupError):
        guess = decoded(content)
        text = guess if isinstance(guess, str) else ""
    return text, part.get_content_type() == "text/html"
