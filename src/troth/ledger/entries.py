"""Entries: what people did in troth, in the order it was done. Written once, never edited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import sqlalchemy as sa

from troth.ledger import tables
from troth.ledger.codec import dump, load, storable
from troth.ledger.writing import chunks
from troth.model.entry import Entry

UNDO = "undo"
TROTH = "troth"
"""Who signs an entry that no person made, such as a promise that opened at once."""


def note(
    con: sa.Connection,
    *,
    at_us: int,
    who: str,
    deed: str,
    target: str,
    body: Mapping[str, object] | None = None,
) -> Entry:
    """Write one entry and give it back with its number."""
    held = dict(body or {})
    done = con.execute(
        tables.entry.insert().returning(tables.entry.c.id),
        {
            "at_us": at_us,
            "who": storable(who),
            "deed": deed,
            "target": storable(target),
            "body": dump(held),
        },
    )
    return Entry(done.scalar_one(), at_us, who, deed, target, held)


def entries(
    con: sa.Connection,
    *,
    target: str | Iterable[str] | None = None,
    deed: str | Iterable[str] | None = None,
    until_us: int | None = None,
    after: int | None = None,
) -> list[Entry]:
    """The entries, by time and then by number: of a target, of a deed, until a moment.

    With `after`, only those written after the entry of that number.
    """
    query = sa.select(tables.entry)
    if after is not None:
        query = query.where(tables.entry.c.id > after)
    if deed is not None:
        query = query.where(tables.entry.c.deed.in_([deed] if isinstance(deed, str) else [*deed]))
    if until_us is not None:
        query = query.where(tables.entry.c.at_us <= until_us)
    if target is None:
        found = [_entry(row) for row in con.execute(query)]
    else:
        wanted = [target] if isinstance(target, str) else target
        found = [
            _entry(row)
            for part in chunks(wanted)
            for row in con.execute(query.where(tables.entry.c.target.in_(part)))
        ]
    return in_order(found)


def entry(con: sa.Connection, id: int) -> Entry | None:
    """One entry by its number."""
    row = con.execute(sa.select(tables.entry).where(tables.entry.c.id == id)).first()
    return None if row is None else _entry(row)


def in_force(found: Iterable[Entry]) -> list[Entry]:
    """The entries without those that were taken back, and without the taking back."""
    held = list(found)
    undone = {entry.body.get("entry") for entry in held if entry.deed == UNDO}
    return [entry for entry in held if entry.deed != UNDO and entry.id not in undone]


def in_order(found: Iterable[Entry]) -> list[Entry]:
    """By the moment they are about, then by the order in which they were written."""
    return sorted(found, key=lambda entry: (entry.at_us, entry.id))


def last_entry(con: sa.Connection) -> int:
    """The number of the newest entry made by a person; 0 where there is none."""
    query = sa.select(sa.func.max(tables.entry.c.id)).where(tables.entry.c.who != TROTH)
    return con.execute(query).scalar() or 0


def newest(con: sa.Connection, deeds: Iterable[str]) -> int:
    """The number of the newest entry of these deeds; 0 where there is none. Quick on many."""
    return max((held or 0 for held in con.execute(_newest(tuple(deeds))).one()), default=0)


@cache
def _newest(deeds: tuple[str, ...]) -> sa.Select[Any]:
    """The statement, which takes longer to put together than to answer."""
    number, deed = tables.entry.c.id, tables.entry.c.deed
    each = (sa.select(sa.func.max(number)).where(deed == one).scalar_subquery() for one in deeds)
    return sa.select(*each)


def _entry(row: Any) -> Entry:
    return Entry(row.id, row.at_us, row.who, row.deed, row.target, load(row.body))
