"""Which parties a few words name, so that what is for the drivers is never taken for the shops'.

Names of one party count as one: customers and clients, drivers and couriers only where they are
called so. “You” is nobody's name.
"""

from __future__ import annotations

import re

from troth.text.served import words

_PARTIES: dict[str, str] = {
    "customer": "customer client consumer buyer shopper purchaser",
    "user": "user member subscriber",
    "driver": "driver",
    "courier": "courier carrier",
    "passenger": "passenger rider",
    "seller": "seller merchant shop restaurant store vendor",
    "partner": "partner reseller affiliate",
    "host": "host landlord",
    "guest": "guest tenant",
    "patient": "patient",
    "developer": "developer",
    "creator": "creator publisher author",
    "worker": "worker employee freelancer contractor",
    "recipient": "recipient receiver",
    "sender": "sender shipper",
    "parent": "parent",
    "student": "student pupil",
}
_PARTY = {word: name for name, listed in _PARTIES.items() for word in words(listed)}


def parties(text: str) -> frozenset[str]:
    """The parties that a text names, each by one name: “for our Drivers” gives {"driver"}."""
    found = (word.removesuffix("s") for word in re.findall(r"[a-z]+", text.lower()))
    return frozenset(_PARTY[word] for word in found if word in _PARTY)
