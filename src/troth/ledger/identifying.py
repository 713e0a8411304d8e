"""Identifiers in one spelling, so that one address gives one handle however it was typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from functools import lru_cache

from troth.model.evidence import Identifier
from troth.model.identity import handle_of

ACCOUNT = "account"
STAFF = "staff"
NAME = "name"
"""The scheme of a whole name, of which only fingerprints are kept."""
EMAIL = "email"
PHONE = "phone"
_NOT_DIALLED = re.compile(r"[^0-9]")


@lru_cache(maxsize=200_000)
def normal(scheme: str, value: str) -> str:
    """One spelling of an identifier; empty where nothing is left of it.

    An address loses `mailto:` and is lower-cased; a telephone number keeps its digits and a
    leading plus (`00` is one); everything else only loses white space at its ends.
    """
    text = unicodedata.normalize("NFC", value.replace("\x00", "")).strip()
    if scheme == EMAIL:
        return text.lower().removeprefix("mailto:").strip().strip("<>").strip()
    if scheme == PHONE:
        return _phone(text)
    return text


def _phone(text: str) -> str:
    text = text.lower().removeprefix("tel:").strip()
    digits = _NOT_DIALLED.sub("", text)
    if not digits:
        return text
    if text.startswith("+"):
        return f"+{digits}"
    return f"+{digits[2:]}" if digits.startswith("00") else digits


def hashed_as(identifier: Identifier) -> tuple[str, str]:
    """Scheme and spelling under which an identifier is hashed.

    One of our own who is named by an address has the handle of that address, so that a list of
    staff and a mailbox mean the same person.
    """
    scheme = identifier.scheme
    if scheme == STAFF and "@" in identifier.value:
        scheme = EMAIL
    return scheme, normal(scheme, identifier.value)


def handle(secret: bytes, identifier: Identifier) -> str | None:
    """The handle of an identifier; None where it holds nothing."""
    scheme, value = hashed_as(identifier)
    return handle_of(secret, scheme, value) if value else None


def fingerprint(secret: bytes, scheme: str, value: str) -> str:
    """A keyed hash by which an identifier that was forgotten is known again."""
    return handle_of(secret, f"forgotten {scheme}", value).replace("h-", "k-", 1)


def called(words: Iterable[str]) -> str:
    """The words of a name in one spelling, in whatever order they stand."""
    plain = (unicodedata.normalize("NFKD", word).casefold() for word in words)
    return " ".join(sorted("".join(c for c in one if c.isalnum()) for one in plain))


def words_of(text: str) -> list[str]:
    """The words of a name, a sentence or the name of a file."""
    return re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text))


def is_staff(scheme: str, value: str, staff: Collection[str]) -> bool:
    """Whether an address is one of ours, by its domain or as a whole."""
    if scheme != EMAIL or not staff:
        return False
    domain = value.rpartition("@")[2]
    if value in staff or domain in staff:
        return True
    parts = domain.split(".")
    return any(".".join(parts[at:]) in staff for at in range(1, len(parts) - 1))


def known_as(scheme: str, value: str) -> str:
    """The identifier as a person reads it: the number of a customer without its system."""
    return value.partition(":")[2] or value if scheme == "id" else value
