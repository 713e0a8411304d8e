"""Many rows at once, on both databases: insert what is new, replace what is there, look up."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import ARRAY, Table, Text, any_, bindparam, func, select
from sqlalchemy.dialects import sqlite

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row, Select
    from sqlalchemy.sql.elements import ColumnElement

CHUNK = 4_000
"""Values looked up by one statement."""
_WANTED = "wanted"
_LISTED = select(func.json_each(bindparam(_WANTED)).table_valued("value").c.value)


def insert_new(con: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows; where the key is taken already, what stands there stays."""
    if not rows:
        return
    statement = _insert(con, table).on_conflict_do_nothing()
    if con.dialect.name != "sqlite":
        con.execute(statement, list(rows))
        return
    said = statement.compile(dialect=con.dialect, column_keys=list(rows[0]))
    cells = itemgetter(*said.positiontup)
    con.exec_driver_sql(str(said), [cells(row) for row in rows])


def insert_or_replace(con: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows; where the key is taken already, the new row stands."""
    if not rows:
        return
    statement = _insert(con, table)
    key = [column.name for column in table.primary_key]
    rest = {name: statement.excluded[name] for name in rows[0] if name not in key}
    con.execute(statement.on_conflict_do_update(index_elements=key, set_=rest), list(rows))


def _insert(con: Connection, table: Table) -> Any:
    if con.dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table)
    return sqlite.insert(table)


def pick(
    con: Connection,
    columns: Sequence[ColumnElement[Any]],
    key: ColumnElement[Any],
    wanted: Iterable[str],
) -> Iterator[Row[Any]]:
    """The rows whose key is among the wanted, however many are wanted."""
    sqlite = con.dialect.name == "sqlite"
    query = _picking(tuple(columns), key, sqlite=sqlite)
    for part in chunks(wanted):
        yield from con.execute(query, {_WANTED: json.dumps(part) if sqlite else part}).all()


@lru_cache(256)
def _picking(
    columns: tuple[ColumnElement[Any], ...], key: ColumnElement[Any], *, sqlite: bool
) -> Select[Any]:
    """The statement, which takes longer to put together than to answer."""
    listed = key.in_(_LISTED) if sqlite else key == any_(bindparam(_WANTED, type_=ARRAY(Text)))
    return select(*columns).where(listed)


def among(con: Connection, column: ColumnElement[str], values: Iterable[str]) -> Any:
    """Whether a column is among these values, however many, as one condition of a query."""
    held = list(values)
    if con.dialect.name == "postgresql":
        return column == func.any(bindparam(None, held, ARRAY(Text)))
    return column.in_(select(func.json_each(json.dumps(held)).table_valued("value").c.value))


def chunks(values: Iterable[str], size: int = CHUNK) -> Iterator[list[str]]:
    """The values in lists short enough for one statement."""
    rest = iter(values)
    while part := list(islice(rest, size)):
        yield part
