"""How often may a promise be missed before it is broken, who said so, and were customers told?

A share below all is our own allowance. Customers who read "we answer within one day" were told
none, and the output says so beside every number that rests on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from troth.errors import TrothError
from troth.ledger import entries
from troth.ledger.target import Target, read_target
from troth.model.promise import Promise
from troth.patterns import later

if TYPE_CHECKING:
    from sqlalchemy import Connection

SETTING = ("open", "confirm", "measure")
_SHARE = later(r"(\d{1,3}(?:[.,]\d+)?)\s*(?:%|per ?cent\b|percent\b)", re.I)
_OF_TEN = later(r"\b(\w+) (?:out of|of|in) (?:every )?(ten|10|a hundred|100)\b", re.I)
_NUMBERS = {"nine": 9, "eight": 8, "seven": 7, "six": 6, "five": 5, "half": 5, "ninety": 90}


@dataclass(frozen=True, slots=True)
class Tolerance:
    """The share promised, who set it and when, and whether the promise's own words say it."""

    share: float
    by: str | None
    set_us: int | None
    told: bool

    @property
    def says(self) -> str:
        """In a clause: "tolerance 95 %, set by ana; customers were told none"."""
        if self.share >= 1:
            return "no tolerance: it was promised for every one"
        set_by = f", set by {self.by}" if self.by else ", nobody knows by whom it was set"
        told = "customers were told so" if self.told else "customers were told none"
        return f"tolerance {round(self.share * 100, 3):g} %{set_by}; {told}"


def tolerances(con: Connection, held: Iterable[Promise]) -> dict[str, Tolerance]:
    """The tolerance of each of these promises that has a measure, by their id."""
    tested = {one.id: one for one in held if one.measure is not None}
    if not tested:
        return {}
    written = {
        entry.target: entry.at_us
        for entry in entries.entries(con, target=tested, deed=SETTING)
        if "measure" in entry.body
    }
    found = {}
    for id, one in tested.items():
        target = _read(one)
        if target is not None:
            told = says_share(one.words, target.share)
            found[id] = Tolerance(target.share, one.tolerance_by, written.get(id), told)
    return found


def says_share(words: str, share: float) -> bool:
    """Whether words state this share: "95 %", "95 percent", "nine out of ten"."""
    stated = {float(number.replace(",", ".")) / 100 for number in _SHARE.findall(words)}
    for number, of in _OF_TEN.findall(words):
        many = int(number) if number.isdigit() else _NUMBERS.get(number.lower())
        whole = 10 if of.lower() in ("ten", "10") else 100
        stated |= {many / whole} if many else set()
    return any(abs(one - share) < 1e-9 for one in stated)


def _read(one: Promise) -> Target | None:
    try:
        return read_target(str(one.measure))
    except TrothError:
        return None
