"""The directory: who is behind a handle. Names and addresses are kept here and nowhere else.

A handle belongs to one person for good. That two of them are one and the same is an entry
(`merge-people`), and taking that back is another (`unmerge-people`); nothing is rewritten.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from troth.errors import UnknownNameError
from troth.ledger import tables
from troth.ledger.codec import storable
from troth.ledger.entries import note
from troth.ledger.meeting import account_id, describe, person_id, resolve
from troth.ledger.same import MERGE, UNMERGE, Same, same_people
from troth.ledger.writing import pick
from troth.model.person import Account, Person

if TYPE_CHECKING:
    import pyarrow

__all__ = [
    "account_id",
    "account_of",
    "accounts",
    "by_handle",
    "by_handles",
    "count_people",
    "describe",
    "find",
    "handle_table",
    "labels",
    "merge",
    "names_of_customers",
    "owners",
    "people",
    "person",
    "person_id",
    "resolve",
    "the_person",
    "unmerge",
]

_NUMBER = re.compile(r"[+(]?\d[\d ()./-]{5,}\d")
_H, _P, _A = tables.handle.c, tables.person.c, tables.account.c


def person(con: sa.Connection, id: str) -> Person | None:
    """The person with this id; of one who was found to be another, that other."""
    same = same_people(con)
    return next(iter(_people(con, same, [same.root(id)])), None)


def by_handle(con: sa.Connection, handle: str) -> Person | None:
    """Who is behind a handle."""
    return by_handles(con, [handle]).get(handle)


def by_handles(con: sa.Connection, handles: Iterable[str]) -> dict[str, Person]:
    """Who is behind each of many handles; those that are nobody's are left out."""
    same = same_people(con)
    rows = pick(con, [_H.handle, _H.person], _H.handle, set(handles))
    wanted = {row.handle: same.root(row.person) for row in rows}
    found = {one.id: one for one in _people(con, same, set(wanted.values()))}
    return {name: found[id] for name, id in wanted.items() if id in found}


def owners(con: sa.Connection, handles: Iterable[str]) -> dict[str, str]:
    """The id of the person behind each handle, merged people once; strangers are left out."""
    same = same_people(con)
    rows = pick(con, [_H.handle, _H.person], _H.handle, set(handles))
    return {name: same.root(whose) for name, whose in map(tuple, rows)}


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
    if after is not None:
        query = query.where(_P.id > after)
    if limit is not None:
        query = query.limit(limit + len(same.aside))
    ids = [id for id in con.execute(query).scalars() if id not in same.aside]
    return _people(con, same, ids[:limit])


def count_people(con: sa.Connection, *, staff: bool | None = False, side: str | None = None) -> int:
    """How many people there are, each counted once; who was forgotten is not."""
    query = _choose(sa.select(sa.func.count()).select_from(tables.person), staff, side)
    aside = [*pick(con, [_P.staff, _P.side], _P.id, same_people(con).aside)]
    twice = [
        row
        for row in aside
        if (staff is None or row.staff == staff) and (side is None or row.side == side)
    ]
    return int(con.execute(query).scalar_one()) - len(twice)


def find(con: sa.Connection, text: str, *, limit: int = 50) -> list[Person]:
    """People whose id is this, or whose name or identifier holds this text; best matches first.

    A name or identifier that is the text comes first, then one that begins with it, then one
    in which a word begins with it, then the rest. A telephone number is found as it is typed.
    """
    same = same_people(con)
    text = storable(text).strip()
    if text.startswith("p-") and (known := _people(con, same, [same.root(text)])):
        return known
    if text.startswith("h-") and (owner := by_handle(con, text)):
        return [owner]
    sought = text.casefold()
    if not sought:
        return []
    like = sought.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    query = sa.select(_H.person, _H.folded).where(_H.folded.like(f"%{like}%", escape="\\"))
    best: dict[str, int] = {}
    for row in con.execute(query.limit(5_000)):
        id = same.root(row.person)
        best[id] = min(_rank(row.folded, sought), best.get(id, 9))
    if not best and (digits := _dialled(text)) not in ("", text):
        return find(con, digits, limit=limit)
    ordered = sorted(best, key=lambda id: (best[id], id))[:limit]
    found = {one.id: one for one in _people(con, same, ordered)}
    return [found[id] for id in ordered]


def _dialled(text: str) -> str:
    """The digits of a telephone number without what stands before and between them."""
    return re.sub(r"\D", "", text).lstrip("0") if _NUMBER.fullmatch(text) else ""


def names_of_customers(con: sa.Connection, names: Iterable[str]) -> set[str]:
    """Those of these names that somebody bears who is not one of us."""
    rows = pick(con, [_H.name, _H.person], _H.name, {*names})
    bearers = {row.person: row.name for row in rows}
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


def merge(con: sa.Connection, a: str, b: str, *, at_us: int, who: str, reason: str = "") -> None:
    """`a` is `b`: from now on they are one person, known by the id of `b`."""
    _known(con, a, b)
    note(con, at_us=at_us, who=who, deed=MERGE, target=a, body={"into": b, "reason": reason})


def unmerge(con: sa.Connection, a: str, *, at_us: int, who: str, reason: str = "") -> None:
    """`a` was somebody else after all: both are again what they were."""
    _known(con, a)
    note(con, at_us=at_us, who=who, deed=UNMERGE, target=a, body={"reason": reason})


def handle_table(con: sa.Connection) -> pyarrow.Table:
    """Every handle with `person`, `account`, `side` and `staff` of who is behind it.

    What engines join evidence with; people who were merged are one there.
    """
    import pyarrow as pa

    same = same_people(con)
    query = sa.select(_H.handle, _P.id, _P.account, _P.side, _P.staff).select_from(
        tables.handle.join(tables.person, _H.person == _P.id)
    )
    rows: list[Any] = [*con.execute(query.order_by(_H.handle))]
    if same.merged:
        roots = {same.root(id) for id in same.merged}
        whole = {one.id: one for one in _people(con, same, roots)}
        rows = [_as_whole(row, whole.get(same.root(row.id))) for row in rows]
    names = ("handle", "person", "account", "side", "staff")
    types = (pa.string(), pa.string(), pa.string(), pa.string(), pa.bool_())
    columns = zip(*rows, strict=True) if rows else [()] * len(names)
    arrays = [pa.array(values, kind) for values, kind in zip(columns, types, strict=True)]
    return pa.table(dict(zip(names, arrays, strict=True)))


def _as_whole(row: Any, whole: Person | None) -> tuple[Any, ...]:
    if whole is None:
        return tuple(row)
    return (row.handle, whole.id, whole.account, whole.side, whole.staff)


def _choose(query: sa.Select[Any], staff: bool | None, side: str | None) -> sa.Select[Any]:
    if staff is not None:
        query = query.where(_P.staff == staff)
    return query if side is None else query.where(_P.side == side)


def _people(con: sa.Connection, same: Same, roots: Iterable[str]) -> list[Person]:
    """These people, in this order, each with all that is known of those merged into them."""
    order = list(dict.fromkeys(roots))
    members = same.members(order)
    columns = [_P.id, _P.name, _P.known_as, _P.side, _P.account, _P.title, _P.staff]
    rows = {row.id: row for row in pick(con, columns, _P.id, members)}
    handles: dict[str, list[str]] = {}
    for row in pick(con, [_H.handle, _H.person], _H.person, members):
        handles.setdefault(members[row.person], []).append(row.handle)
    parts: dict[str, list[Any]] = {id: [rows[id]] for id in order if id in rows}
    for id, root in sorted(members.items()):
        if id != root and root in parts and id in rows:
            parts[root].append(rows[id])
    return [_person(parts[id], handles.get(id, []), same) for id in order if id in parts]


def _person(parts: list[Any], handles: list[str], same: Same) -> Person:
    """One person: what the first row leaves out, the others fill in."""

    def first(name: str) -> Any:
        return next((held for row in parts if (held := getattr(row, name))), None)

    return Person(
        id=parts[0].id,
        handles=tuple(sorted(handles)),
        name=first("name"),
        known_as=first("known_as") or "",
        side=first("side"),
        account=first("account"),
        title=first("title"),
        staff=parts[0].staff,
        forgotten=parts[0].id in same.forgotten,
    )


def _rank(folded: str, sought: str) -> int:
    lines = folded.split("\n")
    if sought in lines:
        return 0
    if any(line.startswith(sought) for line in lines):
        return 1
    return 2 if f" {sought}" in folded else 3


def _known(con: sa.Connection, *ids: str) -> None:
    found = {row.id for row in pick(con, [_P.id], _P.id, ids)}
    for id in ids:
        if id not in found:
            raise UnknownNameError("person", id, advice="See the id on the person's page.")
