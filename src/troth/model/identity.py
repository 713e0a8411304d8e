"""How things get the names they keep.

These functions sit in immutable files and public links, so they never change.
They use SHA-256 over fields joined by the unit separator, which an engine can compute in SQL
with the same result: `substr(sha256(concat_ws(chr(31), …)), 1, 20)`.
"""

from __future__ import annotations

import hashlib
import hmac

SEPARATOR = "\x1f"
LENGTH = 20
"""Twenty hexadecimal digits, 80 bits: among 10⁸ records a clash has odds of about 4 in 10⁹."""


def digest(prefix: str, *parts: str) -> str:
    """A stable id: the prefix, a hyphen, and 80 bits of the parts joined by the separator."""
    joined = SEPARATOR.join(parts)
    return f"{prefix}-{hashlib.sha256(joined.encode()).hexdigest()[:LENGTH]}"


def record_id(kind: str, system: str, key: str) -> str:
    """The id of a record: stable across edits, re-exports and engines.

    `key` is the record's natural key inside its `system` ("zendesk", not "zendesk CSV").
    """
    return digest("e", kind, system, key)


def version_of(*content: str) -> str:
    """A record's version: 80 bits of its content, so that an edit is seen and a copy is not."""
    return hashlib.sha256(SEPARATOR.join(content).encode()).hexdigest()[:LENGTH]


def handle_of(secret: bytes, scheme: str, value: str) -> str:
    """A keyed hash of one identifier: useless to anybody without the workspace's secret."""
    message = SEPARATOR.join((scheme, value)).encode()
    return f"h-{hmac.new(secret, message, hashlib.sha256).hexdigest()[:LENGTH]}"


def finding_id(lens: str, subject: str, anchor: str) -> str:
    """A finding's id: the question, who it is about, and the thing that began the episode.

    Sentence, strength and cites are no part of it, so the same episode keeps its id while
    the numbers move, and what people said about it stays attached.
    """
    return digest("f", lens, subject, anchor)


def saying_id(record: str, start: int, end: int) -> str:
    """A saying is a span of a record."""
    return digest("s", record, str(start), str(end))
