"""What people decided on customers' words about promises: which of ours is meant, or none.

`attach` with the voice "customer" ties her words to a promise; the saying itself is told that a
promise is not meant (`unlinked`), that nobody here promised it (`added`), or that she does not
speak of a promise at all (`misheard`). Of a letter it is kept that it was written (`asked`), and
of an answer how a person read it (`replied`). All are entries; the last one counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import sqlalchemy as sa

from troth.ledger.entries import UNDO, entries, in_force, newest
from troth.model.entry import Entry
from troth.model.identity import digest

UNLINKED, ADDED, MISHEARD = "unlinked", "added", "misheard"
ASKED, REPLIED = "asked", "replied"
ON_SAYING = (UNLINKED, ADDED, MISHEARD)
VOICE = "customer"
READ = ("attach", "detach", *ON_SAYING, ASKED, REPLIED, UNDO)


@dataclass(frozen=True, slots=True)
class Decided:
    """What was said of one saying: the promise it is tied to and how, or why it is tied to none."""

    saying: str
    entry: int
    who: str
    at_us: int
    promise: str | None = None
    relation: str | None = None
    none: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A letter that was written to a person: which promises it tells, and its mark."""

    entry: int
    person: str
    at_us: int
    mark: str
    promises: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """How a person read an answer on one promise: "confirms", "contests" or "nothing"."""

    record: str
    promise: str
    reading: str
    entry: int
    who: str


@dataclass(frozen=True)
class Theirs:
    """All of it, folded. `apart` are pairs of a saying and a promise that is not meant."""

    decided: dict[str, Decided] = field(default_factory=dict)
    apart: frozenset[tuple[str, str]] = frozenset()
    asked: tuple[Asked, ...] = ()
    answered: dict[tuple[str, str], Answered] = field(default_factory=dict)


def theirs(con: sa.Connection, *, until_us: int | None = None) -> Theirs:
    """What was decided until a moment."""
    held = in_force(entries(con, deed=READ, until_us=until_us))
    decided: dict[str, Decided] = {}
    apart: set[tuple[str, str]] = set()
    asked: list[Asked] = []
    answered: dict[tuple[str, str], Answered] = {}
    for one in held:
        if one.deed == ASKED:
            asked.append(_asked(one))
        elif one.deed == REPLIED:
            promise = str(one.body.get("promise"))
            reading = str(one.body.get("as"))
            answered[one.target, promise] = Answered(one.target, promise, reading, one.id, one.who)
        elif one.deed == UNLINKED:
            apart.add((one.target, str(one.body.get("promise"))))
        else:
            _decide(decided, one)
    return Theirs(decided, frozenset(apart), tuple(asked), answered)


def mark_of(person: str, promises: Iterable[str], day: str) -> str:
    """The mark by which an answer to a letter is known; the same letter has the same."""
    return digest("l", "letter", person, day, *promises).removeprefix("l-")[:10]


def newest_theirs(con: sa.Connection) -> int:
    """The number of the newest entry that changes any of it."""
    return newest(con, READ)


def _asked(one: Entry) -> Asked:
    return Asked(
        one.id, one.target, one.at_us, str(one.body.get("mark")), _ids(one.body.get("promises"))
    )


def _decide(decided: dict[str, Decided], one: Entry) -> None:
    if one.deed in ON_SAYING:
        decided[one.target] = Decided(one.target, one.id, one.who, one.at_us, none=one.deed)
        return
    if one.body.get("voice") != VOICE:
        return
    for saying in _ids(one.body.get("sayings")):
        if one.deed == "detach":
            decided.pop(saying, None)
        else:
            relation = str(one.body.get("as") or "agrees")
            decided[saying] = Decided(
                saying, one.id, one.who, one.at_us, promise=one.target, relation=relation
            )


def _ids(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list | tuple) else ()
