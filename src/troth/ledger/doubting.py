"""Which two people the directory is in doubt about, and what it would take to ask about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from troth.ledger import tables
from troth.ledger.entries import entries, in_force
from troth.ledger.identifying import EMAIL, PHONE
from troth.ledger.lookalikes import Known, lookalikes
from troth.ledger.same import Same, same_people
from troth.ledger.tying import NAMES, PARTED, PARTLY, ROLE, SHARED, one_name
from troth.ledger.tying import PHONE as PHONE_DOUBT
from troth.text.mailboxes import is_role

if TYPE_CHECKING:
    from sqlalchemy import Connection

LATER = "ask-later"
"""The deed by which a question is put off; its body has `from` and `until_us`."""
_H, _P, _T = tables.handle.c, tables.person.c, tables.tie.c


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two people who may be one, by id, and why."""

    one: str
    two: str
    reasons: tuple[str, ...]


def doubts(con: Connection, *, shared: Collection[str] = (), now_us: int = 0) -> list[Doubt]:
    """Every pair once, by id: not those who were said to be two, nor those put off past `now_us`.

    About an address in `shared` nobody is asked: the owner has said that it is several people's.
    """
    same = same_people(con)
    found: dict[frozenset[str], list[str]] = defaultdict(list)
    for one, two, reason in _tied(con, same, shared):
        found[frozenset((one, two))].append(reason)
    for pair, reasons in lookalikes(_everybody(con, same, shared)).items():
        found[frozenset(pair)] += reasons
    off = _put_off(con, same, now_us)
    made = []
    for both, reasons in found.items():
        one, two = sorted(both)
        if both not in off and not same.parted(one, two):
            made.append(Doubt(one, two, tuple(dict.fromkeys(reasons))))
    return sorted(made, key=lambda each: (each.one, each.two))


def _put_off(con: Connection, same: Same, now_us: int) -> set[frozenset[str]]:
    return {
        frozenset((same.root(one.target), same.root(str(one.body["from"]))))
        for one in in_force(entries(con, deed=(LATER, "undo")))
        if isinstance(until := one.body.get("until_us"), int) and until > now_us
    }


def _tied(con: Connection, same: Same, shared: Collection[str]) -> Iterable[tuple[str, str, str]]:
    """Identifiers that a system holds together and that were left apart with a doubt."""
    other = tables.handle.alias()
    columns = (_T.handle, _T.tied, _T.doubt, _H.person, _H.name)
    query = sa.select(*columns, other.c.person.label("hers"), other.c.value)
    query = query.join_from(tables.tie, tables.handle, _T.handle == _H.handle)
    query = query.join(other, _T.tied == other.c.handle)
    rows = [*con.execute(query.where(_T.doubt.is_not(None), _T.doubt != PARTED))]
    beside: dict[str, list[str | None]] = defaultdict(list)
    for row in rows:
        beside[row.tied].append(row.name)
    for row in rows:
        several = row.doubt in (ROLE, SHARED) and not one_name(beside[row.tied])
        a = same.root(same.owner(row.handle, row.person))
        b = same.root(same.owner(row.tied, row.hers))
        if a != b and not several and row.value not in shared and not same.forgotten & {a, b}:
            yield a, b, row.doubt
    for id, one in same.split.items():
        a, b = same.root(id), same.root(one.before)
        if one.doubt in (NAMES, PARTLY, PHONE_DOUBT) and a != b and not same.forgotten & {a, b}:
            yield a, b, one.doubt


def _everybody(con: Connection, same: Same, shared: Collection[str]) -> list[Known]:
    """Everybody with what they are known by; the name beside a box of several is nobody's."""
    named: dict[str, dict[str, None]] = defaultdict(dict)
    mailed: dict[str, list[str]] = defaultdict(list)
    dialled: dict[str, list[str]] = defaultdict(list)
    unsure = {*con.execute(sa.select(_T.tied).where(_T.doubt.is_not(None))).scalars()}
    query = sa.select(_H.handle, _H.person, _H.scheme, _H.value, _H.name).order_by(_H.handle)
    for handle, person, scheme, value, name in con.execute(query):
        if value in shared:
            continue
        who = same.root(same.owner(handle, person))
        if name and handle not in unsure and not (scheme == EMAIL and is_role(value)):
            named[who].setdefault(name)
        if scheme == EMAIL:
            mailed[who].append(value)
        elif scheme == PHONE:
            dialled[who].append(value)
    belongs: dict[str, dict[str, None]] = defaultdict(dict)
    for id, account in con.execute(sa.select(_P.id, _P.account).where(_P.account.is_not(None))):
        belongs[same.root(id)].setdefault(account)
    return [
        Known(id, (*named[id],), (*mailed[id],), (*dialled[id],), (*belongs[id],))
        for id in sorted({*named, *mailed, *dialled})
        if id not in same.forgotten
    ]
