"""Writing into the directory: people and accounts whom an import meets."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from troth.ledger import tables
from troth.ledger.codec import storable
from troth.ledger.entries import TROTH, note
from troth.ledger.identifying import (
    ACCOUNT,
    EMAIL,
    PHONE,
    STAFF,
    fingerprint,
    handle,
    hashed_as,
    is_staff,
    known_as,
)
from troth.ledger.naming import account_id, person_id
from troth.ledger.parting import split
from troth.ledger.same import MERGE, same_people
from troth.ledger.tying import Drawn, Met, Tie, draw
from troth.ledger.writing import insert_new, pick
from troth.model.evidence import Identifier
from troth.text.mailboxes import is_role
from troth.text.seeking import fold

MET = 20_000
"""People written down at a time, so that a million of them are never all in memory as rows."""


def resolve(
    con: sa.Connection,
    secret: bytes,
    identifiers: Iterable[Identifier],
    *,
    staff_domains: Collection[str] = (),
    shared: Collection[str] = (),
    ties: Sequence[Tie] = (),
    at_us: int = 0,
    known: Mapping[Identifier, str] | None = None,
) -> dict[Identifier, str | None]:
    """The handle of each identifier; people and accounts met for the first time are written down.

    None stands for somebody who asked to be forgotten: nothing about them may be kept. An
    identifier that holds nothing is left out. A name that was missing, or is fuller than the
    one known ("Ana" and then "Ana Ruiz"), is added. `staff_domains` holds our own domains and
    addresses, in lower case, `shared` addresses from which several people write. `ties` say which handles a system holds for one person's; where they
    join two people who are known apart, that is an entry of `at_us`, and can be taken back.
    `known` holds handles that were worked out already.
    """
    held = known or {}
    each_once = dict.fromkeys(identifiers)
    handles = {one: found for one in each_once if (found := held.get(one) or handle(secret, one))}
    gone = _forgotten(con, secret, handles)
    people: dict[str, Identifier] = {}
    accounts: dict[str, Identifier] = {}
    for one in sorted(handles, key=lambda one: (one.scheme, one.value, one.name or "")):
        if one not in gone:
            into = accounts if one.scheme == ACCOUNT else people
            named = into.get(handles[one])
            if named is None or fuller(named.name, one.name):
                into[handles[one]] = one
    staff = frozenset(domain.lower() for domain in staff_domains)
    drawn = draw(con, ties, _met(people, shared), person_id)
    _meet_people(con, people, staff, drawn.owners)
    _meet_accounts(con, accounts)
    _note(con, drawn, at_us)
    return {one: None if one in gone else name for one, name in handles.items()}


def _note(con: sa.Connection, drawn: Drawn, at_us: int) -> None:
    """What ties join and what they part are entries of ours, which can be taken back."""
    for join in drawn.joins:
        body = {"into": join.into, "reason": join.reason}
        note(con, at_us=at_us, who=TROTH, deed=MERGE, target=join.person, body=body)
    for name, doubt in drawn.doubted.items():
        split(con, name, at_us=at_us, who=TROTH, reason=doubt)


def _met(people: Mapping[str, Identifier], shared: Collection[str]) -> Met:
    """What ties need to know of the identifiers: which are boxes of several, which are phones."""
    known = {name: hashed_as(one) for name, one in people.items()}
    boxes = (
        name
        for name, (scheme, value) in known.items()
        if scheme == EMAIL and (value in shared or is_role(value))
    )
    phones = frozenset(name for name, (scheme, _) in known.items() if scheme == PHONE)
    return Met({name: one.name for name, one in people.items()}, frozenset(boxes), phones)


def describe(
    con: sa.Connection,
    *,
    sides: Mapping[str, str] | None = None,
    accounts: Mapping[str, str] | None = None,
    titles: Mapping[str, str] | None = None,
) -> None:
    """Note, handle by handle, side, account (its handle) and title of people who had none yet."""
    belongs = {person: account_id(name) for person, name in (accounts or {}).items()}
    for column, values in (("side", sides), ("account", belongs), ("title", titles)):
        owners = _owners(con, values or {})
        rows = [
            {"id_": owners[h], "value_": storable(v)}
            for h, v in (values or {}).items()
            if h in owners
        ]
        if rows:
            held = tables.person.c[column]
            change = tables.person.update().where(
                tables.person.c.id == sa.bindparam("id_"), held.is_(None)
            )
            con.execute(change.values({column: sa.bindparam("value_")}), rows)


def fuller(held: str | None, new: str | None) -> bool:
    """Whether a name says more than the one that is held: something, or the same and then more."""
    if not new or not new.strip():
        return False
    return not held or (len(new) > len(held) and new.startswith(f"{held} "))


def folded(name: str | None, value: str) -> str:
    """What is searched when somebody looks for a person: also without marks, so that Jose is José."""
    held = f"{name or ''}\n{value}".casefold()
    bare = fold(held)
    return held if bare == held else f"{held}\n{bare}"


def forgotten(
    con: sa.Connection, secret: bytes, identifiers: Iterable[Identifier]
) -> set[Identifier]:
    """Those of these identifiers whose owner asked to be forgotten; nothing is written down."""
    return _forgotten(con, secret, dict.fromkeys(identifiers, ""))


def fingerprints(con: sa.Connection) -> frozenset[str]:
    """The keyed fingerprints of every identifier that was forgotten."""
    return frozenset(con.execute(sa.select(tables.fingerprint.c.fingerprint)).scalars())


def _forgotten(
    con: sa.Connection, secret: bytes, handles: Mapping[Identifier, str]
) -> set[Identifier]:
    """Those of the identifiers whose owner asked to be forgotten."""
    column = tables.fingerprint.c.fingerprint
    if con.execute(sa.select(column).limit(1)).first() is None:
        return set()
    prints = {one: fingerprint(secret, *hashed_as(one)) for one in handles}
    found = {row.fingerprint for row in pick(con, [column], column, set(prints.values()))}
    return {one for one, print_ in prints.items() if print_ in found}


def _owners(con: sa.Connection, handles: Iterable[str]) -> dict[str, str]:
    """Whose each handle is, before merging."""
    same, table = same_people(con), tables.handle.c
    return {
        row.handle: same.owner(row.handle, row.person)
        for row in pick(con, [table.handle, table.person], table.handle, handles)
    }


def _meet_people(
    con: sa.Connection,
    wanted: Mapping[str, Identifier],
    staff: frozenset[str],
    owners: Mapping[str, str],
) -> None:
    names = iter(sorted(wanted))
    while part := list(islice(names, MET)):
        _meet_some(con, {name: wanted[name] for name in part}, staff, owners)


def _meet_some(
    con: sa.Connection,
    wanted: Mapping[str, Identifier],
    staff: frozenset[str],
    owners: Mapping[str, str],
) -> None:
    table = tables.handle
    columns = [table.c.handle, table.c.person, table.c.name]
    known = {row.handle: row for row in pick(con, columns, table.c.handle, wanted)}
    new = [
        _new_person(name, one, staff, owners.get(name) or person_id(name))
        for name, one in wanted.items()
        if name not in known
    ]
    people = sorted((person for person, _ in new), key=itemgetter("id"))
    insert_new(con, tables.person, people)
    insert_new(con, tables.handle, [handle for _, handle in new])
    better = {h: one for h, one in wanted.items() if h in known and fuller(known[h].name, one.name)}
    same = same_people(con)
    _rename(con, better, {h: same.owner(h, known[h].person) for h in better})


def _new_person(
    name: str, one: Identifier, staff: frozenset[str], owner: str
) -> tuple[dict[str, Any], dict[str, Any]]:
    scheme, value = hashed_as(one)
    value = storable(value)
    called = storable(one.name).strip() if one.name and one.name.strip() else None
    person = {
        "id": owner,
        "name": called,
        "known_as": known_as(scheme, value),
        "staff": one.scheme == STAFF or is_staff(scheme, value, staff),
    }
    row = {
        "handle": name,
        "person": person["id"],
        "scheme": scheme,
        "value": value,
        "name": called,
        "folded": folded(called, value),
    }
    return person, row


def _rename(
    con: sa.Connection, better: Mapping[str, Identifier], owners: Mapping[str, str]
) -> None:
    """A fuller name for people who are known already."""
    if not better:
        return
    rows = []
    for name, one in better.items():
        called = storable(one.name or "").strip()
        value = storable(hashed_as(one)[1])
        rows.append(
            {
                "handle_": name,
                "id_": owners[name],
                "name_": called,
                "folded_": folded(called, value),
            }
        )
    table = tables.handle
    new: dict[str, Any] = {"name": sa.bindparam("name_")}
    search: dict[str, Any] = {"folded": sa.bindparam("folded_")}
    same = table.c.handle == sa.bindparam("handle_")
    con.execute(table.update().where(same).values({**new, **search}), rows)
    person = tables.person
    con.execute(person.update().where(person.c.id == sa.bindparam("id_")).values(new), rows)


def _meet_accounts(con: sa.Connection, wanted: Mapping[str, Identifier]) -> None:
    rows = [
        {
            "id": account_id(name),
            "handle": name,
            "name": storable(one.name).strip() if one.name and one.name.strip() else None,
            "known_as": storable(hashed_as(one)[1]),
        }
        for name, one in wanted.items()
    ]
    insert_new(con, tables.account, rows)
    named = [{"id_": row["id"], "name_": row["name"]} for row in rows if row["name"]]
    if named:
        table = tables.account
        change = table.update().where(table.c.id == sa.bindparam("id_"), table.c.name.is_(None))
        con.execute(change.values(name=sa.bindparam("name_")), named)
