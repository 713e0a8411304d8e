"""A person put together: the rows of everybody who is one with her, and her identifiers today."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from troth.ledger import tables
from troth.ledger.belonging import domains, of_domain
from troth.ledger.identifying import known_as
from troth.ledger.same import Same
from troth.ledger.writing import pick
from troth.model.person import Person

_H, _P = tables.handle.c, tables.person.c


@dataclass(frozen=True, slots=True)
class _Part:
    """What one row of the directory says."""

    id: str
    name: str | None
    known_as: str
    side: str | None
    account: str | None
    title: str | None
    staff: bool


def held(
    con: sa.Connection,
    same: Same,
    members: Collection[str],
    columns: Iterable[sa.ColumnElement[Any]] = (),
) -> list[tuple[str, Any]]:
    """Every identifier that is one of these people's today, with whose of them it is.

    Rows have `handle`, `person` (as whose it was met first) and the columns asked for.
    """
    wanted = [_H.handle, _H.person, *columns]
    rows = {row.handle: row for row in pick(con, wanted, _H.person, members)}
    came = [handle for handle in same.given(members) if handle not in rows]
    rows |= {row.handle: row for row in pick(con, wanted, _H.handle, came)}
    owned = ((same.owner(row.handle, row.person), row) for row in rows.values())
    return [(owner, row) for owner, row in owned if owner in members]


def whole_people(con: sa.Connection, same: Same, roots: Iterable[str]) -> list[Person]:
    """These people, in this order, each with all that is known of those merged into them."""
    order = list(dict.fromkeys(roots))
    members = same.members(order)
    columns = [_P.id, _P.name, _P.known_as, _P.side, _P.account, _P.title, _P.staff]
    rows = {row.id: _part(row) for row in pick(con, columns, _P.id, members)}
    _without_lost(con, same, rows)
    handles: dict[str, list[str]] = {}
    known = domains(con)
    mailed: dict[str, str] = {}
    more = (_H.scheme, _H.value) if known else ()
    for owner, row in held(con, same, members, more):
        handles.setdefault(members[owner], []).append(row.handle)
        if known and (account := of_domain(known, row.scheme, row.value)):
            mailed.setdefault(members[owner], account)
    parts = {id: [rows[id]] for id in order if id in rows}
    for id, root in members.items():
        if id != root and id in rows and root in parts:
            parts[root].append(rows[id])
    return [
        _person(parts[id], handles.get(id, []), same, mailed.get(id)) for id in order if id in parts
    ]


def _part(row: Any) -> _Part:
    return _Part(*row)


def _without_lost(con: sa.Connection, same: Same, rows: dict[str, _Part]) -> None:
    """Who lost an identifier no longer goes by the name that came with it."""
    lost = [id for id in rows if id in same.lost]
    if not lost:
        return
    left: dict[str, list[Any]] = {id: [] for id in lost}
    for owner, row in held(con, same, lost, (_H.scheme, _H.value, _H.name)):
        left[owner].append(row)
    for id in lost:
        rows[id] = _bared(rows[id], left[id])


def _bared(part: _Part, left: list[Any]) -> _Part:
    if not left:
        return replace(part, name=None, known_as="", side=None, account=None, title=None)
    names = [row.name for row in left if row.name]
    called = [known_as(row.scheme, row.value) for row in left]
    return replace(
        part,
        name=part.name if part.name in names else max(names, key=len, default=None),
        known_as=part.known_as if part.known_as in called else called[0],
    )


def _person(parts: list[_Part], handles: list[str], same: Same, mailed: str | None) -> Person:
    """One person: what the first row leaves out, the others fill in."""

    def first(name: str) -> Any:
        return next((given for part in parts if (given := getattr(part, name))), None)

    return Person(
        id=parts[0].id,
        handles=tuple(sorted(handles)),
        name=first("name"),
        known_as=first("known_as") or "",
        side=first("side"),
        account=first("account") or (None if parts[0].staff else mailed),
        title=first("title"),
        staff=parts[0].staff,
        forgotten=parts[0].id in same.forgotten,
    )


def identifiers(
    con: sa.Connection, same: Same, roots: Iterable[str]
) -> Mapping[str, list[tuple[str, str, str, str | None]]]:
    """By person, every identifier in clear: handle, scheme, value, and the name it came with."""
    members = same.members(roots)
    found: dict[str, list[tuple[str, str, str, str | None]]] = {}
    for owner, row in held(con, same, members, (_H.scheme, _H.value, _H.name)):
        one = (row.handle, row.scheme, row.value, row.name)
        found.setdefault(members[owner], []).append(one)
    return {id: sorted(each, key=lambda one: (one[1], one[2])) for id, each in found.items()}


def behind_handles(con: sa.Connection, same: Same) -> list[tuple[Any, ...]]:
    """Every handle with the id, account, side and staff of who is behind it, by handle."""
    query = sa.select(_H.handle, _H.person, _H.scheme, _H.value).order_by(_H.handle)
    owned = [(row, same.owner(row.handle, row.person)) for row in con.execute(query)]
    bearing = {owner for _, owner in owned}
    told = sa.select(_P.id, _P.account, _P.side, _P.staff)
    rows = {
        row.id: row for row in con.execute(told) if row.id in bearing or row.id not in same.lost
    }
    account, side = _first(same, rows, "account"), _first(same, rows, "side")
    staff = {id: row.staff for id, row in rows.items()}
    known = domains(con)
    for row, owner in owned if known else ():
        root = same.root(owner)
        if not staff.get(root) and (found := of_domain(known, row.scheme, row.value)):
            account.setdefault(root, found)
    roots = ((row.handle, same.root(owner)) for row, owner in owned)
    return [
        (handle, root, account.get(root), side.get(root), staff.get(root, False))
        for handle, root in roots
    ]


def _first(same: Same, rows: Mapping[str, Any], name: str) -> dict[str, Any]:
    """By root, what its own row says, else the first that says it of those merged into it."""
    found = {id: value for id, row in rows.items() if (value := getattr(row, name))}
    for root in same.whole:
        value = next((found[id] for id in same.members([root]) if id in found), None)
        if value is not None:
            found[root] = value
    return found
