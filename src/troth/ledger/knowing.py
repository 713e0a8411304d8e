"""How people became known: where each identifier was read, and whose telephone numbers there are."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

import sqlalchemy as sa

from troth.ledger import tables
from troth.ledger.writing import pick


class Way(NamedTuple):
    """One identifier, what it was called by, and the row that tied it to the person, if one did."""

    scheme: str
    value: str
    name: str | None
    system: str | None
    file: str | None
    row: int | None
    doubt: str | None


def ways_known(con: sa.Connection, ids: Iterable[str]) -> list[Way]:
    """Every identifier of these people; the plain ones first, by scheme and value."""
    handle, tie = tables.handle.c, tables.tie.c
    held = [*pick(con, [*tables.handle.c], handle.person, ids)]
    named = [row.handle for row in held]
    tied = {row.handle: row for row in pick(con, [*tables.tie.c], tie.handle, named)}
    tied |= {row.tied: row for row in pick(con, [*tables.tie.c], tie.tied, named)}
    ways = []
    for row in held:
        by = tied.get(row.handle)
        place = (by.system, by.file, by.row, by.doubt) if by else (None, None, None, None)
        ways.append(Way(row.scheme, row.value, row.name, *place))
    return sorted(ways, key=lambda one: (one.scheme, one.value))


def telephones(con: sa.Connection, tails: Collection[str]) -> set[str]:
    """Those of these last digits that somebody's telephone number ends with."""
    if not tails:
        return set()
    size = len(next(iter(tails)))
    table = tables.handle.c
    query = sa.select(table.value).where(table.scheme == "phone")
    found = {re.sub(r"\D", "", value)[-size:] for value in con.execute(query).scalars()}
    return found & set(tails)
