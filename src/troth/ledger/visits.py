"""What somebody told one of us in person, on a visit, in an interview or by phone: as entries.

Her words, as a colleague noted them; never what we suppose of her.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from troth.ledger.entries import UNDO, entries, in_force
from troth.ledger.same import same_people

HEARD = "heard"
HOWS = ("visit", "interview", "call", "meeting")


@dataclass(frozen=True, slots=True)
class Heard:
    """What was told: the words, on which occasion and when, and who of us noted them."""

    entry: int
    person: str
    words: str
    how: str
    at_us: int
    by: str

    @property
    def id(self) -> str:
        """By what a promise names it, as it does what we suppose."""
        return f"n-{self.entry}"


def heard(con: sa.Connection, person: str | None = None) -> list[Heard]:
    """What a person, and everybody who is she, told us; without one, what anybody did. By time."""
    same = same_people(con)
    ids: Iterable[str] | None = None if person is None else same.members([same.root(person)])
    held = in_force(entries(con, target=ids, deed=(HEARD, UNDO)))
    found = [
        Heard(
            one.id,
            same.root(one.target),
            str(one.body["words"]),
            str(one.body.get("how") or HOWS[0]),
            _moment(one.body.get("on_us"), one.at_us),
            one.who,
        )
        for one in held
        if one.body.get("words")
    ]
    return sorted(found, key=lambda one: (one.at_us, one.entry))


def _moment(told: object, noted_us: int) -> int:
    return told if isinstance(told, int) else noted_us
