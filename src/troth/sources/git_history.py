"""What did our documents say at each time, as git remembers it?

What it reads: the versions of documents that `troth add --history` takes from a git repository: one
a line, with path, commit, when it was committed, by whom, and the text. Each version is the same
document again, so that the newest stands; each after a document's first is a change besides, with
the lines that came and those that went. A version marked `known` is there to compare with and is
not read in again.

How it is recognised: by its keys path, commit, at and text.

What it sets aside: versions without a time, and those whose text cannot be read.

Source: git's own log; renames are followed, and a version is dated by when it was committed.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping
from typing import Any

from troth.documents import read as read_document
from troth.extend.source import (
    Draft,
    Identifier,
    Nested,
    Opened,
    Origin,
    Reject,
    Sample,
    SourceCard,
    nested,
    peeked,
)
from troth.extend.versions import difference, subject_of
from troth.model.document import Document
from troth.text.moments import Moment, Times

CARD = SourceCard(
    kinds=frozenset({"document", "change"}),
    endings=(".jsonl", ".ndjson"),
    system="documents",
)

_NEEDED = frozenset(("path", "commit", "at"))
_TEXTS = frozenset(("text", "base64"))

EXAMPLES = (
    Sample(
        "terms.jsonl",
        '{"path": "docs/terms.md", "commit": "a1", "at": "2026-03-02T09:00:00+00:00", '
        '"author": "Mia Example", "email": "mia@acme.example", "subject": "Terms", '
        '"text": "# Terms\\nNo fees."}\n'
        '{"path": "docs/terms.md", "commit": "b2", "at": "2026-04-02T09:00:00+00:00", '
        '"author": "Mia Example", "email": "mia@acme.example", "subject": "A fee", '
        '"text": "# Terms\\nA fee of 2 EUR."}\n'
        '{"path": "docs/terms.md", "commit": "c3", "at": "some day", "text": "# Terms\\n"}\n',
        gives=3,
        sets_aside=1,
        says="is dated “some day”",
        title="Two versions of one document are two records and one change",
    ),
)


def recognises(opened: Opened) -> float:
    """By the keys of a version."""
    if not opened.head_text.lstrip("\ufeff \t\r\n").startswith("{"):
        return 0.0
    first = peeked(opened, most=1)
    names = set(first[0].values) if first else set()
    return 0.99 if names >= _NEEDED and names & _TEXTS else 0.0


def read(opened: Opened) -> Iterator[Draft | Reject]:
    """The versions in the order in which they stand, each with the change it made."""
    times = Times()
    before: dict[str, str] = {}
    for item in nested(opened):
        found = item if isinstance(item, Reject) else _version(opened, item, times)
        if isinstance(found, Reject):
            yield found
            continue
        document, moment = found
        values = item.values if isinstance(item, Nested) else {}
        old = before.get(document.path)
        before[document.path] = document.text
        if values.get("known") or old == document.text:
            continue
        yield _document(opened, document, moment, values)
        if old is not None:
            yield _change(opened, document, moment, values, old)


def _version(opened: Opened, item: Nested, times: Times) -> tuple[Document, Moment] | Reject:
    values = item.values
    path, at = _text(values, "path"), _text(values, "at")
    moment, data = times.read(at), _data(values)
    fault = f"is dated “{at[:60]}”, which is no date" if moment is None else "names no path"
    if moment is not None and path and data is not None:
        found = read_document(path, data)
        if isinstance(found, Document):
            return found, moment
        fault = f"cannot be read: {found.says}"
    elif moment is not None and path:
        fault = "holds no text"
    return opened.reject(
        f"The version {_text(values, 'commit')[:12]} of “{path[:80]}” {fault}",
        "It was set aside; the other versions went in.",
        row=item.number,
        excerpt=_text(values, "subject"),
    )


def _data(values: Mapping[str, Any]) -> bytes | None:
    if isinstance(values.get("text"), str):
        return str(values["text"]).encode("utf-8", "replace")
    try:
        return base64.b64decode(str(values.get("base64") or ""), validate=True) or None
    except (binascii.Error, ValueError):
        return None


def _document(
    opened: Opened, document: Document, moment: Moment, values: Mapping[str, Any]
) -> Draft:
    fields = {
        "path": document.path,
        "title": document.title,
        "genre": document.genre,
        "text": document.text,
    }
    return _draft(opened, "document", document.path, fields, moment, values)


def _change(
    opened: Opened, document: Document, moment: Moment, values: Mapping[str, Any], old: str
) -> Draft:
    title = f"{document.title or document.path} changed"
    fields = {
        "what": subject_of(document.path, document.genre, document.genre or "document"),
        "title": title,
        "text": difference(old, document.text) or title,
        "announced_us": moment[0],
    }
    key = f"{document.path}:{_text(values, 'commit')}"
    return _draft(opened, "change", key, fields, moment, values)


def _draft(
    opened: Opened,
    kind: str,
    key: str,
    fields: Mapping[str, object],
    moment: Moment,
    values: Mapping[str, Any],
) -> Draft:
    email, author = _text(values, "email"), _text(values, "author") or None
    kept = {name: _text(values, name) for name in ("commit", "subject")}
    return Draft(
        kind=kind,
        at_us=moment[0],
        origin=Origin(opened.path),
        key=key,
        precision="second",
        zone=moment[2],
        by=Identifier("staff", email, author) if email else None,
        system=opened.reading.system,
        fields=fields,
        extra={name: value for name, value in kept.items() if value},
    )


def _text(values: Mapping[str, Any], name: str) -> str:
    found = values.get(name)
    return found.strip() if isinstance(found, str) else ""
