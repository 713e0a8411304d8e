"""Under what somebody is known, who was found to be the same, and what was taken away."""

from __future__ import annotations

from dataclasses import dataclass

from troth.ledger import belonging, directory
from troth.ledger.entries import TROTH, entries, in_force
from troth.ledger.parting import made_by
from troth.ledger.same import MERGE, SPLIT, same_people
from troth.model.entry import Entry
from troth.model.person import Person
from troth.views.doubts import shown
from troth.views.reading import Reading


@dataclass(frozen=True, slots=True)
class Known:
    """One identifier, and the name it came with."""

    handle: str
    value: str
    name: str | None


@dataclass(frozen=True, slots=True)
class AccountName:
    """An account to go to."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Joined:
    """Somebody who was found to be this person; or, of `taken`, an identifier that is not hers.

    `by` is who said so, None where troth did by itself, for the `reason`.
    """

    id: str
    label: str
    at: str
    by: str | None
    reason: str
    entry: int


@dataclass(frozen=True, slots=True)
class KnownAs:
    """All of it, for the person's page."""

    identifiers: tuple[Known, ...]
    joined: tuple[Joined, ...]
    taken: tuple[Joined, ...]


def known_as(reading: Reading, person: Person) -> KnownAs:
    """What a person is known as today, and by which entries."""
    con = reading.con
    same = same_people(con)
    known = directory.identifiers(con, same, [person.id]).get(person.id, [])
    members = [id for id in same.members([person.id]) if id in same.merged]
    parted = made_by(same, {person.id})
    return KnownAs(
        tuple(Known(handle, shown(scheme, value), name) for handle, scheme, value, name in known),
        _joined(reading, members, MERGE),
        _joined(reading, list(parted), SPLIT),
    )


def _joined(reading: Reading, ids: list[str], deed: str) -> tuple[Joined, ...]:
    """The newest entry of this deed that stands, for each of them."""
    if not ids:
        return ()
    written = in_force(entries(reading.con, target=ids, deed=(deed, "undo")))
    newest: dict[str, Entry] = {one.target: one for one in written}
    rows = directory.rows(reading.con, newest)
    return tuple(
        Joined(
            id,
            rows.get(id, id),
            reading.clock.day(one.at_us),
            None if one.who == TROTH else one.who,
            str(one.body.get("reason") or ""),
            one.id,
        )
        for id, one in newest.items()
    )


def linked_accounts(reading: Reading, person: Person) -> tuple[AccountName, ...]:
    """All accounts of a person: the own first, what it is part of, further ones."""
    con = reading.con
    held = belonging.accounts_of(con, person.handles)
    above = belonging.above(belonging.parents(con), person.account) if person.account else []
    own = [person.account] if person.account else []
    ids = list(dict.fromkeys((*own, *above, *held)))
    names = reading.accounts(ids)
    return tuple(AccountName(id, names[id]) for id in ids if id in names)
