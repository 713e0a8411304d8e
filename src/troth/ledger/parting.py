"""Joining people and parting them. Each is an entry; no row of the directory is rewritten."""

from __future__ import annotations

import sqlalchemy as sa

from troth.errors import TrothError, UnknownNameError
from troth.ledger import tables
from troth.ledger.entries import note
from troth.ledger.identifying import STAFF, known_as
from troth.ledger.naming import split_id
from troth.ledger.same import APART, MERGE, SPLIT, UNMERGE, UNSPLIT, Same, same_people
from troth.ledger.united import held
from troth.ledger.writing import insert_new, pick
from troth.model.entry import Entry

_H, _P = tables.handle.c, tables.person.c


def merge(con: sa.Connection, a: str, b: str, *, at_us: int, who: str, reason: str = "") -> Entry:
    """`a` is `b`: from now on they are one person, known by the id of `b`."""
    _known(con, a, b)
    return note(con, at_us=at_us, who=who, deed=MERGE, target=a, body={"into": b, "reason": reason})


def unmerge(con: sa.Connection, a: str, *, at_us: int, who: str, reason: str = "") -> Entry:
    """`a` was somebody else after all: both are again what they were, and known to be two."""
    _known(con, a)
    return note(con, at_us=at_us, who=who, deed=UNMERGE, target=a, body={"reason": reason})


def apart(con: sa.Connection, a: str, b: str, *, at_us: int, who: str, reason: str = "") -> Entry:
    """`a` and `b` are two: nobody is asked about them again, and no import makes them one."""
    _known(con, a, b)
    same = same_people(con)
    if same.root(a) == same.root(b):
        raise TrothError(
            "These two are one person so far.", advice="Take them apart first: unmerge, or split."
        )
    return note(con, at_us=at_us, who=who, deed=APART, target=a, body={"from": b, "reason": reason})


def split(con: sa.Connection, handle: str, *, at_us: int, who: str, reason: str = "") -> Entry:
    """An identifier is not this person's: it becomes somebody of its own.

    Where it is all that is known of somebody who was merged into her, that merge is taken back.
    Raises `TrothError` where it is the person's only identifier.
    """
    same = same_people(con)
    row = next(pick(con, [*_H], _H.handle, [handle]), None)
    if row is None:
        raise UnknownNameError("identifier", handle, advice="See the person's page.")
    owner = same.owner(handle, row.person)
    members = same.members([same.root(owner)])
    theirs = held(con, same, members)
    if len(theirs) < 2:
        raise TrothError(
            "This is all that is known of the person.", advice="There is nobody to take it from."
        )
    alone = sum(each == owner for each, _ in theirs) == 1
    if alone and owner in same.merged and owner not in same.merged.values():
        return unmerge(con, owner, at_us=at_us, who=who, reason=reason)
    new = split_id(handle, owner)
    insert_new(con, tables.person, [_somebody(con, new, row, owner, alone)])
    body = {"handle": handle, "from": owner, "reason": reason}
    return note(con, at_us=at_us, who=who, deed=SPLIT, target=new, body=body)


def unsplit(con: sa.Connection, id: str, *, at_us: int, who: str, reason: str = "") -> Entry:
    """The identifier was the person's after all: it goes back to where it was taken from."""
    same = same_people(con)
    one = same.split.get(id)
    if one is None or same.taken.get(one.handle) != id:
        raise UnknownNameError("identifier taken away", id, advice="See the person's page.")
    if id in same.merged or id in same.merged.values():
        raise TrothError(
            "Since then this person was merged with another.", advice="Take that back first."
        )
    return note(con, at_us=at_us, who=who, deed=UNSPLIT, target=id, body={"reason": reason})


def made_by(same: Same, ids: set[str]) -> dict[str, str]:
    """Of these people, whom an identifier was taken from that can be given back, by the new id."""
    return {
        id: one.before
        for id, one in same.split.items()
        if same.taken.get(one.handle) == id and ids & {id, same.root(one.before)}
    }


def _somebody(
    con: sa.Connection, new: str, row: sa.Row[object], owner: str, alone: bool
) -> dict[str, object]:
    """The row of whom the identifier becomes; all of the former where it was all of it."""
    before = next(pick(con, [*_P], _P.id, [owner]))
    kept = ("side", "account", "title")
    told = {name: getattr(before, name) if alone else None for name in kept}
    staff = bool(before.staff) if alone else row.scheme == STAFF
    called = known_as(row.scheme, row.value)
    return {"id": new, "name": row.name, "known_as": called, "staff": staff, **told}


def _known(con: sa.Connection, *ids: str) -> None:
    found = {row.id for row in pick(con, [_P.id], _P.id, ids)}
    for id in ids:
        if id not in found:
            raise UnknownNameError("person", id, advice="See the id on the person's page.")
