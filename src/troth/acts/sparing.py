"""Rows set aside that name somebody who asked to be forgotten: nothing of them is kept.

A row that cannot be read has no author, only letters. What looks like an address, a telephone
number or a customer number in it is compared with the keyed fingerprints of the forgotten.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache

from troth.acts.opening import Home, Workspace, opened
from troth.acts.traces import REPLACED
from troth.ledger.identifying import NAME, called, fingerprint, hashed_as, words_of
from troth.ledger.meeting import fingerprints
from troth.model.evidence import Identifier
from troth.model.reject import Reject
from troth.patterns import later

Spare = Callable[[Reject], Reject]
LONGEST_NAME = 4
"""Words of which a name has at most so many, to be known again."""
NAMED_AFTER = (
    "The file is called after somebody who asked to be forgotten, so nothing of it was read."
)
RENAME = "Give it another name, and take the person out of it."
SAYS = "The row could not be read, and it names somebody who asked to be forgotten."
ADVICE = "It was set aside and nothing of it was kept. Take it out of the export."
_ADDRESS = later(r"[^\s<>\"',;:()\[\]{}|]+@[^\s<>\"',;:()\[\]{}|]+")
_PHONE = later(r"\+?\d[\d ()./-]{5,}\d")
_NUMBER = later(r"[^\s\"',;|{}]+")
_BARE = later(r"[^\W_](?:[\w.-]*[^\W_])?")
"""A number among marks, as where a chat writes <@U07ANA>."""


def sparing(place: Workspace, system: str) -> Spare:
    """What to do with each reject of a file before it is shown or kept anywhere."""
    with place.ledger.read() as con:
        gone = fingerprints(con)
    if not gone:
        return lambda reject: reject
    secret = place.home.secret

    def spare(reject: Reject) -> Reject:
        text = "\n".join((reject.excerpt, reject.says, reject.advice, reject.origin.link or ""))
        named = any(fingerprint(secret, *hashed_as(one)) in gone for one in _named(text, system))
        if not named and not any(_names(text, secret, gone)):
            return reject
        return Reject(replace(reject.origin, link=None), "", SAYS, ADVICE)

    return spare


def sparing_paths(place: Workspace) -> Callable[[str], str]:
    """The name of a file without whoever it is called after, if she asked to be forgotten."""
    with place.ledger.read() as con:
        gone = fingerprints(con)
    secret = place.home.secret

    @cache
    def spared(path: str) -> str:
        if not gone:
            return path
        given, path = path, unicodedata.normalize("NFC", path)
        plain = path
        for name in _names(path, secret, gone):
            path = name.sub(REPLACED, path)
        for one in {*_ADDRESS.findall(path), *_PHONE.findall(path)}:
            bare = re.sub(r"\.\w{1,5}$", "", one)
            kind = "email" if "@" in one else "phone"
            both = (Identifier(kind, each) for each in (one, bare))
            if any(fingerprint(secret, *hashed_as(each)) in gone for each in both):
                path = path.replace(bare, REPLACED)
        return given if path == plain else path

    return spared


def called_after_nobody(home: Home, paths: Iterable[str]) -> tuple[str, ...]:
    """Names of files, without those who asked to be forgotten."""
    with opened(home) as place:
        return tuple(map(sparing_paths(place), paths))


def _names(text: str, secret: bytes, gone: frozenset[str]) -> Iterator[re.Pattern[str]]:
    """The names of the forgotten that stand in a text, each as a pattern that finds it there."""
    words = words_of(text)
    for size in range(2, LONGEST_NAME + 1):
        for at in range(len(words) - size + 1):
            some = words[at : at + size]
            if fingerprint(secret, NAME, called(some)) in gone:
                yield re.compile(r"[\W\d_]*".join(map(re.escape, some)))


def _named(text: str, system: str) -> Iterator[Identifier]:
    for address in _ADDRESS.findall(text):
        yield Identifier("email", address.rstrip("."))
    for number in _PHONE.findall(text):
        yield Identifier("phone", number)
    for word in dict.fromkeys([*_NUMBER.findall(text), *_BARE.findall(text)]):
        yield Identifier("id", f"{system}:{word.removeprefix('@')}")
