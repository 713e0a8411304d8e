"""What the ledger does when records are no longer kept: sayings go, decisions stay.

A saying is a span of a record, so it goes with it. A promise that a person has touched stays
with its terms and its history, without the words; whoever is known by nothing that is left
leaves the directory.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from troth.ledger import tables
from troth.ledger.entries import TROTH, entries
from troth.ledger.forgetting import forget_sightings
from troth.ledger.same import MERGE, UNMERGE, same_people
from troth.ledger.writing import chunks, pick

RETAIN = "retain"
TARGET = "retention"
GONE = "no longer kept"


def retained(con: sa.Connection) -> tuple[int, Mapping[str, Any]] | None:
    """When retention last took something out, in UTC microseconds, and its receipt."""
    written = entries(con, target=TARGET, deed=RETAIN)
    return (written[-1].at_us, written[-1].body) if written else None


def no_longer(con: sa.Connection) -> str:
    """What stands for words whose record is gone: why, where that is known."""
    last = retained(con)
    kinds: Mapping[str, Mapping[str, Any]] = last[1].get("kinds", {}) if last else {}
    spans = {str(one.get("kept")) for one in kinds.values()}
    if not last:
        return ""
    return f"{GONE} (retention {spans.pop()})" if len(spans) == 1 else f"{GONE} (retention)"


def drop_sayings(con: sa.Connection, records: Collection[str]) -> int:
    """Sayings in these records go; says how many."""
    table = tables.saying
    return sum(
        con.execute(table.delete().where(table.c.record.in_(part))).rowcount
        for part in chunks(records)
    )


def behind(con: sa.Connection, handles: Iterable[str]) -> dict[str, tuple[set[str], set[str]]]:
    """By person, the ids and handles of everybody who is one with the owner of one of these."""
    same = same_people(con)
    table = tables.handle.c
    owned = pick(con, [table.person], table.handle, set(handles))
    members = same.members({same.root(row.person) for row in owned})
    whole: dict[str, tuple[set[str], set[str]]] = {}
    for id, root in members.items():
        whole.setdefault(root, (set(), set()))[0].add(id)
    for row in pick(con, [table.handle, table.person], table.person, members):
        whole[members[row.person]][1].add(row.handle)
    return whole


def spoken_for(con: sa.Connection, ids: Collection[str], handles: Collection[str]) -> bool:
    """Whether something but records holds a person: a tie, an entry, a promise somebody touched."""
    tie, promise = tables.tie.c, tables.promise.c
    for column in (tie.handle, tie.tied):
        if next(pick(con, [column], column, handles), None) is not None:
            return True
    about = [one for one in entries(con, target=ids) if one.deed not in (MERGE, UNMERGE)]
    made = [row.id for row in pick(con, [promise.id], promise.to, handles)]
    return bool(about) or any(one.who != TROTH for one in entries(con, target=made))


def leave(con: sa.Connection, ids: Collection[str], handles: Collection[str]) -> None:
    """Take people out of the directory; new records may bring them in again."""
    forget_sightings(con, {*ids, *handles})
    for part in chunks(ids):
        con.execute(tables.handle.delete().where(tables.handle.c.person.in_(part)))
        con.execute(tables.person.delete().where(tables.person.c.id.in_(part)))
