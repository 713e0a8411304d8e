"""Who of us looks after whom: the fold of the entries that give a person or an account an owner.

What a colleague says counts before what an export tells, and the newest of either. An account's
owner looks after its people, unless one of them has an owner of her own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from troth.ledger import belonging, same
from troth.ledger.directory import by_handles
from troth.ledger.entries import TROTH, UNDO, entries, in_force, newest, note
from troth.ledger.identifying import STAFF, handle
from troth.ledger.once import until_new
from troth.ledger.same import same_people
from troth.model.entry import Entry
from troth.model.evidence import Identifier

OWNER = "owner"
"""The deed: `target` is a person or an account, the body says who (`owner`, None for nobody)."""
READ = (OWNER, *same.READ)


@dataclass(frozen=True, slots=True)
class Owned:
    """Who looks after one person or account, since when, and who said so.

    `told` is the system whose export says it; None where a colleague did. `by` is that colleague.
    """

    owner: str
    at_us: int
    by: str
    entry: int
    told: str | None = None


def called(name: str | None) -> str:
    """A name as names are compared: white space and capitals do not count."""
    return " ".join((name or "").split()).casefold()


def owning(con: sa.Connection) -> Mapping[str, Owned]:
    """The owner of each person (by the id she is known by) and account that has one."""
    return until_new(con, "owning", newest(con, READ), lambda: _owning(con))


def _owning(con: sa.Connection) -> dict[str, Owned]:
    people = same_people(con)
    said: dict[str, Entry] = {}
    told: dict[str, Entry] = {}
    for one in in_force(entries(con, deed=(OWNER, UNDO))):
        (told if one.who == TROTH else said)[people.root(one.target)] = one
    found = {target: owned(one) for target, one in {**told, **said}.items()}
    return {
        target: one
        for target, one in found.items()
        if one is not None and target not in people.forgotten
    }


def owned(entry: Entry) -> Owned | None:
    """What one entry says; None where it says that nobody looks after them."""
    name = entry.body.get("owner")
    if not isinstance(name, str) or not name.strip():
        return None
    told = entry.body.get("told")
    return Owned(name, entry.at_us, entry.who, entry.id, told if isinstance(told, str) else None)


_NUMBER = re.compile(r"\d+|005[0-9A-Za-z]{12}(?:[0-9A-Za-z]{3})?")


def colleague(con: sa.Connection, secret: bytes, value: str, system: str) -> str | None:
    """The name of the colleague whom an export names; None for a number that is nobody we know.

    An address or a number of one of us whose name is known is told by that name.
    """
    said = " ".join(value.split())
    number = _NUMBER.fullmatch(said) is not None
    spelt = f"{system}:{said}" if number else said
    if number or "@" in said:
        own = handle(secret, Identifier(STAFF, spelt))
        person = by_handles(con, [own]).get(own) if own else None
        if person is not None and person.staff and person.name:
            return person.name
    return None if number or not said else said


def owner_of(con: sa.Connection) -> Callable[[str, str | None], Owned | None]:
    """Who looks after a person of an account: her own owner, else its, else that of one above it."""
    held, parents = owning(con), belonging.parents(con)

    def of(person: str, account: str | None) -> Owned | None:
        above = belonging.above(parents, account) if account else []
        targets = (person, account or "", *above)
        return next((held[target] for target in targets if target in held), None)

    return of


def tell(con: sa.Connection, owners: Mapping[str, str], system: str, *, at_us: int) -> int:
    """Note what an export tells of owners, by person or account; only what is new. Counts them."""
    known: dict[str, object] = {}
    people = same_people(con)
    for one in in_force(entries(con, target=owners, deed=(OWNER, UNDO))):
        if one.who == TROTH:
            known[one.target] = one.body.get("owner")
    new = {
        target: name
        for target, name in owners.items()
        if known.get(target) != name and people.root(target) not in people.forgotten
    }
    for target, name in new.items():
        body = {"owner": name, "told": system}
        note(con, at_us=at_us, who=TROTH, deed=OWNER, target=target, body=body)
    return len(new)
