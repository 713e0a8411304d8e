"""What we suppose that people are trying to do, and which promise serves what they want: as entries.

Both are ours. What somebody said herself is a saying, and never written here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from troth.ledger.entries import UNDO, entries, in_force
from troth.ledger.same import same_people

SUPPOSE, SERVES = "suppose", "serves"
"""`suppose` is about a person; `serves` about a promise, and its body names the concern."""


@dataclass(frozen=True, slots=True)
class Supposed:
    """What one of us supposes of a person: the words, the level, who and when. `because` says from
    what, where it was proposed from what others said."""

    entry: int
    words: str
    level: str | None
    by: str
    at_us: int
    because: str | None = None

    @property
    def id(self) -> str:
        """By what a promise names it."""
        return f"n-{self.entry}"


@dataclass(frozen=True, slots=True)
class Serves:
    """A promise that serves a concern of a person, as one of us said."""

    entry: int
    promise: str
    concern: str
    person: str
    by: str
    at_us: int


def supposed(con: sa.Connection, person: str) -> list[Supposed]:
    """What we suppose of a person, and of everybody who is she, by time."""
    same = same_people(con)
    ids = same.members([same.root(person)])
    found = in_force(entries(con, target=ids, deed=(SUPPOSE, UNDO)))
    return [
        Supposed(
            one.id,
            str(one.body["words"]),
            _text(one.body.get("level")),
            one.who,
            one.at_us,
            _text(one.body.get("reason")),
        )
        for one in found
        if one.body.get("words")
    ]


def serves(
    con: sa.Connection, *, promise: str | None = None, concerns: Iterable[str] | None = None
) -> list[Serves]:
    """Which promises serve which concerns: of one promise, or of these concerns."""
    held = in_force(entries(con, target=promise, deed=(SERVES, UNDO)))
    wanted = None if concerns is None else {*concerns}
    same = same_people(con)
    made = (
        Serves(
            one.id,
            one.target,
            str(one.body.get("concern")),
            same.root(str(one.body.get("person"))),
            one.who,
            one.at_us,
        )
        for one in held
    )
    newest = {(one.promise, one.concern): one for one in made}
    return [
        one
        for one in newest.values()
        if (wanted is None or one.concern in wanted) and one.person not in same.forgotten
    ]


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
