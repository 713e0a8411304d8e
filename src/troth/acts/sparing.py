"""Rows set aside that name somebody who asked to be forgotten: nothing of them is kept.

A row that cannot be read has no author, only letters. What looks like an address, a telephone
number or a customer number in it is compared with the keyed fingerprints of the forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from troth.acts.opening import Workspace
from troth.ledger.identifying import fingerprint, hashed_as
from troth.ledger.meeting import fingerprints
from troth.model.evidence import Identifier
from troth.model.reject import Reject

Spare = Callable[[Reject], Reject]
SAYS = "The row could not be read, and it names somebody who asked to be forgotten."
ADVICE = "It was set aside and nothing of it was kept. Take it out of the export."
_ADDRESS = re.compile(r"[^\s<>\"',;:()\[\]{}|]+@[^\s<>\"',;:()\[\]{}|]+")
_PHONE = re.compile(r"\+?\d[\d ()./-]{5,}\d")
_NUMBER = re.compile(r"[^\s\"',;|{}]+")


def sparing(place: Workspace, system: str) -> Spare:
    """What to do with each reject of a file before it is shown or kept anywhere."""
    with place.ledger.read() as con:
        gone = fingerprints(con)
    if not gone:
        return lambda reject: reject
    secret = place.home.secret

    def spare(reject: Reject) -> Reject:
        text = "\n".join((reject.excerpt, reject.says, reject.advice, reject.origin.link or ""))
        if not any(fingerprint(secret, *hashed_as(one)) in gone for one in _named(text, system)):
            return reject
        return Reject(replace(reject.origin, link=None), "", SAYS, ADVICE)

    return spare


def _named(text: str, system: str) -> Iterator[Identifier]:
    for address in _ADDRESS.findall(text):
        yield Identifier("email", address.rstrip("."))
    for number in _PHONE.findall(text):
        yield Identifier("phone", number)
    for word in dict.fromkeys(_NUMBER.findall(text)):
        yield Identifier("id", f"{system}:{word.removeprefix('@')}")
