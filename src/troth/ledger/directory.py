"""The directory: who is behind a handle. Names and addresses are kept here and nowhere else.

A handle is first met as one person's, and that stays written. That two people are one and the
same is an entry (`merge-people`), that an identifier is somebody else's is another
(`split-person`), and so is taking either back; nothing is rewritten.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from troth.errors import UnknownNameError
from troth.ledger import belonging, tables
from troth.ledger.meeting import describe, resolve
from troth.ledger.naming import account_id, person_id
from troth.ledger.parting import apart, merge, split, unmerge, unsplit
from troth.ledger.same import same_people
from troth.ledger.seeking import matching
from troth.ledger.united import behind_handles, held, identifiers, whole_people
from troth.ledger.writing import among, pick
from troth.model.person import Account, Person

if TYPE_CHECKING:
    import pyarrow

__all__ = [
    "account_id",
    "account_of",
    "accounts",
    "apart",
    "by_handle",
    "by_handles",
    "count_people",
    "describe",
    "find",
    "handle_table",
    "held",
    "identifiers",
    "labels",
    "matching",
    "merge",
    "names_of_customers",
    "owners",
    "people",
    "people_of",
    "person",
    "person_id",
    "persons",
    "resolve",
    "rows",
    "split",
    "the_person",
    "unmerge",
    "unsplit",
]

_H, _P, _A = tables.handle.c, tables.person.c, tables.account.c


def person(con: sa.Connection, id: str) -> Person | None:
    """The person with this id; of one who was found to be another, that other."""
    same = same_people(con)
    return next(iter(whole_people(con, same, [same.root(id)])), None)


def persons(con: sa.Connection, ids: Iterable[str]) -> list[Person]:
    """Many people by id, in this order; those who are nobody are left out."""
    same = same_people(con)
    return whole_people(con, same, [same.root(id) for id in ids])


def rows(con: sa.Connection, ids: Iterable[str]) -> dict[str, str]:
    """What people were called before anybody was merged, by their own ids."""
    found = pick(con, [_P.id, _P.name, _P.known_as], _P.id, {*ids})
    return {row.id: row.name or row.known_as for row in found}


def people_of(
    con: sa.Connection, account: str, *, staff: bool | None = False, side: str | None = None
) -> list[Person]:
    """Everybody who belongs to an account: as a system says, beside another, or by mail domain."""
    same = same_people(con)
    told, mailed = belonging.people_of(con, same, account)
    sure = {same.root(id) for id in told} - same.forgotten
    maybe = {same.root(id) for id in mailed} - same.forgotten
    return [
        one
        for one in whole_people(con, same, sorted(sure | maybe))
        if (one.id in sure or one.account == account)
        and (staff is None or one.staff == staff)
        and side in (None, one.side)
    ]


def by_handle(con: sa.Connection, handle: str) -> Person | None:
    """Who is behind a handle."""
    return by_handles(con, [handle]).get(handle)


def by_handles(con: sa.Connection, handles: Iterable[str]) -> dict[str, Person]:
    """Who is behind each of many handles; those that are nobody's are left out."""
    same = same_people(con)
    rows = pick(con, [_H.handle, _H.person], _H.handle, set(handles))
    wanted = {row.handle: same.root(same.owner(row.handle, row.person)) for row in rows}
    found = {one.id: one for one in whole_people(con, same, set(wanted.values()))}
    return {name: found[id] for name, id in wanted.items() if id in found}


def owners(con: sa.Connection, handles: Iterable[str]) -> dict[str, str]:
    """The id of the person behind each handle, merged people once; strangers are left out."""
    same = same_people(con)
    rows = pick(con, [_H.handle, _H.person], _H.handle, set(handles))
    return {name: same.root(same.owner(name, whose)) for name, whose in map(tuple, rows)}


def labels(con: sa.Connection, handles: Iterable[str]) -> dict[str, str]:
    """What to call the person behind each handle."""
    return {name: one.label for name, one in by_handles(con, handles).items()}


def people(
    con: sa.Connection,
    *,
    staff: bool | None = False,
    side: str | None = None,
    account: str | None = None,
    limit: int | None = None,
    after: str | None = None,
) -> list[Person]:
    """People by id: customers (`staff` False), our own (True), or both (None).

    Each is there once, and who was forgotten is not.
    `limit` and `after` (the last id of the page before) page through them.
    """
    same = same_people(con)
    query = _choose(sa.select(_P.id), staff, side).order_by(_P.id)
    if account is not None:
        query = query.where(_P.account == account)
    ids: list[str] = []
    while limit is None or len(ids) < limit:
        page = query if after is None else query.where(_P.id > after)
        found = [*con.execute(page if limit is None else page.limit(2 * limit)).scalars()]
        ids += [id for id in found if id not in same.aside]
        if limit is None or len(found) < 2 * limit:
            break
        after = found[-1]
    return whole_people(con, same, ids[:limit])


def count_people(con: sa.Connection, *, staff: bool | None = False, side: str | None = None) -> int:
    """How many people there are, each counted once; who was forgotten is not."""
    query = _choose(sa.select(sa.func.count()).select_from(tables.person), staff, side)
    aside = same_people(con).aside
    twice = con.execute(query.where(among(con, _P.id, aside))).scalar_one() if aside else 0
    return int(con.execute(query).scalar_one()) - int(twice)


def find(con: sa.Connection, text: str, *, limit: int = 50) -> list[Person]:
    """People whose id is this, or whose name or identifier holds this text; best matches first.

    A name or identifier that is the text comes first, then one that begins with it, then one
    in which a word begins with it, then the rest. A telephone number is found as it is typed,
    and a name also without its marks.
    """
    return persons(con, matching(con, text)[:limit])


def names_of_customers(con: sa.Connection, names: Iterable[str]) -> set[str]:
    """Those of these names that somebody bears who is not one of us."""
    same = same_people(con)
    rows = pick(con, [_H.handle, _H.name, _H.person], _H.name, {*names})
    bearers = {same.owner(row.handle, row.person): row.name for row in rows}
    known = pick(con, [_P.id, _P.staff], _P.id, bearers)
    return {bearers[row.id] for row in known if not row.staff}


def the_person(con: sa.Connection, who: str) -> Person:
    """The one person meant by an id, a name or an address.

    Raises `UnknownNameError` where nobody is, or where several could be meant.
    """
    found = find(con, who, limit=6)
    sought = who.strip().casefold()
    exact = [one for one in found if (one.name or "").casefold() == sought]
    chosen = exact if len(exact) == 1 else found
    if len(chosen) == 1:
        return chosen[0]
    if not chosen:
        advice = "Give a name, an address, a customer number, or an id that begins with “p-”."
        raise UnknownNameError("person", who, advice=advice)
    several = "; ".join(f"{one.label} ({one.id})" for one in chosen[:5])
    raise UnknownNameError("one person", who, advice=f"Several could be meant: {several}.")


def accounts(con: sa.Connection, ids: Iterable[str] | None = None) -> dict[str, Account]:
    """Accounts by id: all of them, or those asked for."""
    columns = [_A.id, _A.name, _A.known_as]
    rows = con.execute(sa.select(*columns)) if ids is None else pick(con, columns, _A.id, set(ids))
    return {row.id: Account(row.id, row.name or row.known_as) for row in rows}


def account_of(con: sa.Connection, handle: str) -> Account | None:
    """The account behind a handle, as it stands in evidence."""
    id = account_id(handle)
    return accounts(con, [id]).get(id)


def handle_table(con: sa.Connection) -> pyarrow.Table:
    """Every handle with `person`, `account`, `side` and `staff` of who is behind it.

    What engines join evidence with; people who were merged are one there.
    """
    import pyarrow as pa

    rows = behind_handles(con, same_people(con))
    names = ("handle", "person", "account", "side", "staff")
    types = (pa.string(), pa.string(), pa.string(), pa.string(), pa.bool_())
    columns = zip(*rows, strict=True) if rows else [()] * len(names)
    arrays = [pa.array(values, kind) for values, kind in zip(columns, types, strict=True)]
    return pa.table(dict(zip(names, arrays, strict=True)))


def account_table(con: sa.Connection) -> pyarrow.Table:
    """The handle of every account, as it stands in evidence, with the account's id."""
    import pyarrow as pa

    rows = con.execute(sa.select(_A.handle, _A.id).order_by(_A.handle)).all()
    columns = zip(*rows, strict=True) if rows else [(), ()]
    held = [pa.array(list(values), pa.string()) for values in columns]
    return pa.table(dict(zip(("handle", "account"), held, strict=True)))


def _choose(query: sa.Select[Any], staff: bool | None, side: str | None) -> sa.Select[Any]:
    if staff is not None:
        query = query.where(_P.staff == staff)
    return query if side is None else query.where(_P.side == side)
