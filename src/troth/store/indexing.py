"""Filling the index: by an import as it reads, or again from the evidence on disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from troth.model.evidence import KINDS
from troth.store.evidence import read
from troth.store.home import Home
from troth.store.index import COLUMNS, NEWEST, SEARCHED, Index
from troth.store.schema import PARTY_KIND, SUPERSEDED

Cells = Mapping[str, Sequence[object]]
Parties = Sequence[tuple[str, str, str]]
"""(record, handle, part) of every further person addressed."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the index holds of a record now: its newest version and when that was first seen."""

    version: str
    seen_us: int


class Indexing:
    """One transaction on the index. What is added is seen by lookups at once, by readers at its end.

    Made by `indexing(index)`; leaving that block by an exception undoes everything.
    """

    def __init__(self, con: sqlite3.Connection) -> None:
        self._con = con
        (last,) = con.execute("select coalesce(max(n), 0) from record").fetchone()
        self._last: int = last

    def add_new(self, kind: str, cells: Cells, rows: int) -> bool:
        """Adds rows if every id is new to the index; else adds none and says False."""
        self._con.execute("savepoint batch")
        done = self._insert(kind, cells, rows, "or ignore")
        if done < rows:
            self._con.execute("rollback to batch")
        else:
            self._follow(kind, rows)
            self._last += rows
        self._con.execute("release batch")
        return done == rows

    def held(self, ids: Sequence[str]) -> dict[str, Held]:
        """The newest version of each of these records that is known."""
        con = self._con
        con.execute("create temp table if not exists asked (id text primary key) without rowid")
        con.execute("delete from asked")
        con.executemany("insert or ignore into asked values (?)", ((id,) for id in ids))
        sql = f"select r.id, r.version, r.seen_us from asked a join record r on r.id = a.id and r.{NEWEST}"
        return {id: Held(version, seen_us) for id, version, seen_us in con.execute(sql)}

    def supersede(self, ids: Iterable[tuple[str, int]]) -> None:
        """(id, since when): what is newest of each of these records is so no longer."""
        pairs = [(seen_us, id) for id, seen_us in ids]
        for kind, system, rows in self._stock_of([id for _, id in pairs]):
            sql = "update stock set rows = rows - ? where kind = ? and system = ?"
            self._con.execute(sql, (rows, kind, system))
        sql = f"update record set old_us = ? where id = ? and {NEWEST}"
        self._con.executemany(sql, pairs)

    def add(self, kind: str, cells: Cells, rows: int) -> None:
        """Adds rows whose former versions have been superseded already."""
        self._insert(kind, cells, rows)
        self._follow(kind, rows)
        self._last += rows

    def add_parties(self, parties: Parties) -> None:
        """Adds the further people addressed by records that are newest now."""
        sql = (
            "insert or ignore into party(handle, ts_us, n, part)"
            f" select ?, ts_us, n, ? from record where id = ? and {NEWEST}"
        )
        rows = ((handle, part, record) for record, handle, part in parties)
        self._con.executemany(sql, rows)

    def done(self, name: str, generation: int) -> None:
        """Marks an import as indexed."""
        self._con.execute("insert or ignore into import values (?)", (name,))
        sql = "update fact set value = max(cast(value as integer), ?) where name = 'generation'"
        self._con.execute(sql, (generation,))

    def _insert(self, kind: str, cells: Cells, rows: int, mode: str = "") -> int:
        names = [name for name in COLUMNS if name != "kind" and name in cells]
        quoted = ", ".join(f'"{name}"' for name in names)
        marks = ", ".join("?" * len(names))
        sql = f"insert {mode} into record(n, kind, {quoted}) values (?, '{kind}', {marks})"
        numbers = range(self._last + 1, self._last + 1 + rows)
        made = self._con.executemany(
            sql, zip(numbers, *(cells[name] for name in names), strict=True)
        )
        return made.rowcount

    def _follow(self, kind: str, rows: int) -> None:
        """Words and stock of the rows just inserted."""
        own = {column.name for column in KINDS[kind]}
        words = " || ' ' || ".join(f"coalesce({name}, '')" for name in SEARCHED if name in own)
        first = self._last + 1
        between = (first, self._last + rows)
        if words:
            sql = f"insert into words(rowid, body) select n, {words} from record where n between ? and ?"
            self._con.execute(sql, between)
        self._con.execute(
            "insert into stock select system, kind, count(*), max(ts_us) from record"
            f" where n between ? and ? and {NEWEST} group by system, kind"
            " on conflict do update set rows = rows + excluded.rows,"
            " newest_us = max(newest_us, excluded.newest_us)",
            between,
        )

    def _stock_of(self, ids: Sequence[str]) -> list[tuple[str, str, int]]:
        con = self._con
        con.execute("create temp table if not exists gone (id text primary key) without rowid")
        con.execute("delete from gone")
        con.executemany("insert or ignore into gone values (?)", ((id,) for id in ids))
        sql = (
            f"select r.kind, r.system, count(*) from gone g join record r on r.id = g.id and r.{NEWEST}"
            " group by r.kind, r.system"
        )
        return list(con.execute(sql))


@contextmanager
def indexing(index: Index, *, keep: bool = True) -> Iterator[Indexing]:
    """One transaction on the index, undone when the block ends by an exception or not to keep."""
    con = index.connection()
    con.execute("begin immediate")
    try:
        yield Indexing(con)
    except BaseException:
        con.execute("rollback")
        raise
    con.execute("commit" if keep else "rollback")
    con.execute("pragma wal_checkpoint(passive)")


def index_import(
    home: Home, into: Indexing, name: str, files: Mapping[str, Sequence[str]], generation: int
) -> None:
    """Puts one import that lies in the evidence into the index (kind → files)."""
    ends = _ends(home, files)
    for kind in KINDS:
        if kind not in files:
            continue
        for batch in read(home, kind, files[kind]):
            cells = batch.to_pydict()
            if ends or not into.add_new(kind, cells, batch.num_rows):
                _one_by_one(into, kind, cells, batch.num_rows)
    if PARTY_KIND in files:
        for batch in read(home, PARTY_KIND, files[PARTY_KIND]):
            cells = batch.to_pydict()
            into.add_parties(list(zip(cells["id"], cells["handle"], cells["part"], strict=True)))
    into.done(name, generation)


def _ends(home: Home, files: Mapping[str, Sequence[str]]) -> bool:
    return SUPERSEDED in files and any(
        batch.num_rows for batch in read(home, SUPERSEDED, files[SUPERSEDED])
    )


def _one_by_one(into: Indexing, kind: str, cells: Cells, rows: int) -> None:
    """Rows in the order they were seen, each ending the version before it."""
    for at in range(rows):
        into.supersede([(str(cells["id"][at]), int(str(cells["seen_us"][at])))])
        into.add(kind, {name: [values[at]] for name, values in cells.items()}, 1)


def rebuild(
    home: Home,
    index: Index,
    imports: Iterable[tuple[str, Mapping[str, Sequence[str]], int]],
    progress: Callable[[str], None] | None = None,
) -> None:
    """Makes the index anew from the imports of the manifest, oldest first: (name, files, generation).

    Readers see the old content until the new one is whole.
    """
    with indexing(index) as into:
        empty(index.connection())
        into._last = 0
        for name, files, generation in imports:
            if progress:
                progress(name)
            index_import(home, into, name, files, generation)


def empty(con: sqlite3.Connection) -> None:
    """Removes every row, inside the transaction that is open."""
    con.execute("insert into words(words) values ('delete-all')")
    for name in ("party", "record", "stock", "import"):
        con.execute(f"delete from {name}")
    con.execute("update fact set value = '0' where name = 'generation'")
