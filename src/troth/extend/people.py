"""People as exports write them: an address, a number, a name; and the words for nobody."""

from __future__ import annotations

from troth.model.evidence import Identifier
from troth.patterns import later
from troth.text.mail import address_of

NOBODY = frozenset(("", "null", "none", "n/a", "na", "-", "nan", "unknown", "anonymous", "nil"))
"""Values that name no one; as a customer number they would make one person of many."""

_PHONE = later(r"\+\d[\d ()./-]{6,}\d")


def person(value: str | None, name: str | None, system: str) -> Identifier | None:
    """Who a cell means: a mail address or phone number as such, else a number inside its system.

    A handle's leading @ is dropped; leading zeros stay.
    """
    plain = (value or "").strip()
    if plain.casefold() in NOBODY:
        return None
    if "@" in plain and (address := address_of(plain)):
        return Identifier("email", address.value, name or address.name)
    if _PHONE.fullmatch(plain):
        return Identifier("phone", plain, name)
    return Identifier("id", f"{system}:{plain.removeprefix('@')}", name)


def staff(value: str | None, name: str | None, brand: str | None) -> Identifier | None:
    """Which of us acted: the colleague named, else the brand itself, which has no name of its own."""
    who = value or brand
    if who is None:
        return None
    address = address_of(who) if "@" in who else None
    if address is not None:
        return Identifier("staff", address.value, name or address.name)
    return Identifier("staff", who, name or (None if who == brand else who))


def account(value: str | None) -> Identifier | None:
    """The company, household or shop a row belongs to, which is called what it is written as."""
    plain = (value or "").strip()
    return None if plain.casefold() in NOBODY else Identifier("account", plain, plain)
