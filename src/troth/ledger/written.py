"""Files that troth wrote outside its own folder: reports, exports, lists for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from troth.ledger import tables
from troth.ledger.codec import storable
from troth.ledger.writing import chunks, insert_or_replace


@dataclass(frozen=True, slots=True)
class Written:
    """One file: where, the SHA-256 of what was written, when, and whom it was all about."""

    path: str
    digest: str
    at_us: int
    about: str | None = None


def remember(con: sa.Connection, one: Written) -> None:
    """Write down that this file is ours; one that was written before is another file now."""
    row = {"path": storable(one.path), "digest": one.digest, "at_us": one.at_us, "about": one.about}
    insert_or_replace(con, tables.written, [row])


def written(con: sa.Connection) -> list[Written]:
    """Every file that was written and not taken off the list, by path."""
    table = tables.written
    query = sa.select(table).order_by(table.c.path)
    return [Written(row.path, row.digest, row.at_us, row.about) for row in con.execute(query)]


def strike(con: sa.Connection, paths: Iterable[str]) -> None:
    """Take files off the list."""
    for part in chunks(paths):
        con.execute(tables.written.delete().where(tables.written.c.path.in_(part)))
