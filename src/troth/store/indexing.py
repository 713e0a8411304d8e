"""Filling the index: by an import as it reads, or again from the evidence on disk."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from troth.model.evidence import KINDS
from troth.store.distinct import Distinct
from troth.store.evidence import read
from troth.store.home import Home
from troth.store.index import Index
from troth.store.index_tables import (
    ALONE,
    CACHE_KB,
    INDEXES,
    KEYS,
    NEWEST,
    OWN,
    PEOPLE,
    RECORD_ID,
    SEARCHED,
    SHARED,
    pack,
    pack_id,
    unpack_id,
)
from troth.store.newest import Newest
from troth.store.schema import PARTY_KIND, SUPERSEDED
from troth.text.columns import Coded, Hashes, coded, plain, same, together

Cells = Mapping[str, Sequence[Any]]
Files = Mapping[str, Sequence[str]]
Parties = Iterable[tuple[str, str, str]]
"""(record, handle, part) of every further person addressed."""
BULK = 50_000
"""From so many rows on, and where they are many beside those there, indexes are made anew."""
GATHERED = 64 << 20
"""Bytes of words a large import gathers before they are written; SQLite's own measure is 1 MiB."""
LOOKED = 10
"""Looking a record up costs so many times what reading over one does, in a large index."""
READ = 100_000
TOGETHER = 20
"""Rows that one statement inserts."""
COPIED_KB = 16_000
"""A copy of the whole index passes by once, so little of it need be held."""
HANDLES = 500_000
"""Numbers of handles kept in memory."""
_NAMED = frozenset(("n", "id", "version", "lot", "old_us", *KEYS))


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
        self._first: int = last
        self._last: int = last
        self._bulk = False
        self._unlisted: Distinct | None = None
        self._lots: dict[tuple[object, ...], int] = {}
        self._handles: dict[str, int] = {}
        self._newest: Newest | None = None
        self._ended: set[bytes | str] = set()
        self._asked = 0

    def add_new(self, kind: str, cells: Cells, rows: int) -> bool:
        """Adds rows if every id is new to the index; else adds none and says False."""
        self._grow(rows)
        if self._unlisted is not None:
            if self._unlisted.add([*_packed(cells["id"], pack_id)]):
                self._insert(kind, cells, rows)
                self._follow(kind, cells, rows)
                return True
            self._list()
        self._con.execute("savepoint batch")
        done = self._insert(kind, cells, rows, "or ignore")
        if done < rows:
            self._con.execute("rollback to batch")
            self._lots.clear()
            self._handles.clear()
        self._con.execute("release batch")
        if done == rows:
            self._follow(kind, cells, rows)
        return done == rows

    def as_held(self, ids: Sequence[str], versions: Sequence[str]) -> Sequence[bool] | None:
        """For each row whether its record is known and is so now; None where that is not plain.

        The first rows are looked up one by one. Once many have been asked for, all that the index
        holds is laid out side by side, and comparing costs next to nothing.
        """
        if not isinstance(ids, Hashes) or not isinstance(versions, Hashes):
            return None
        self._asked += len(ids)
        if self._newest is None:
            if self._asked * LOOKED < self._last:
                return None
            sql = f"select id, version from record where {NEWEST}"
            self._newest, self._ended = Newest(self._con.execute(sql)), set()
        if not self._ended.isdisjoint(ids.raw):
            return None
        found = self._newest.same(ids.raw, versions.raw)
        return None if found is None else found.tolist()

    def held(self, ids: Iterable[str]) -> dict[str, Held]:
        """The newest version of each of these records that is known."""
        self._list()
        self._ask(pack_id(id) for id in ids)
        sql = (
            "select r.id, r.version, l.seen_us from temp.asked a"
            f" cross join record r on r.id = a.id and r.{NEWEST} join lot l on l.n = r.lot"
        )
        return {
            unpack_id(id): Held(v.hex() if isinstance(v, bytes) else v, seen_us)
            for id, v, seen_us in self._con.execute(sql)
        }

    def supersede(self, ends: Iterable[tuple[str, int]]) -> None:
        """(id, since when): what is newest of each of these records is so no longer."""
        self._list()
        pairs = [(seen_us, pack_id(id)) for id, seen_us in ends]
        self._ask(id for _, id in pairs)
        sql = (
            "select count(*), l.system, l.kind from temp.asked a"
            f" cross join record r on r.id = a.id and r.{NEWEST} join lot l on l.n = r.lot"
            " group by l.system, l.kind"
        )
        fewer = "update stock set rows = rows - ? where system = ? and kind = ?"
        self._con.executemany(fewer, list(self._con.execute(sql)))
        self._con.executemany(f"update record set old_us = ? where id = ? and {NEWEST}", pairs)
        if self._newest is not None:
            self._ended.update(id for _, id in pairs)

    def add(self, kind: str, cells: Cells, rows: int) -> None:
        """Adds rows whose former versions have been superseded already."""
        self._grow(rows)
        self._list()
        self._insert(kind, cells, rows)
        self._follow(kind, cells, rows)

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection of this transaction, for `store.renewing`."""
        return self._con

    def put_back(
        self, kind: str, cells: Cells, numbers: Sequence[int], ended: Sequence[int | None]
    ) -> None:
        """Adds rows with the number and the end they had before; words and stock are as they were."""
        self._insert(kind, cells, len(numbers), held={"n": numbers, "old_us": ended})

    def add_parties(self, parties: Parties) -> None:
        """Adds the further people addressed by records that are newest now."""
        self._list()
        named = list(parties)
        numbers = self._numbers([handle for _, handle, _ in named])
        sql = (
            "insert or ignore into party(handle, ts_us, n, part)"
            f" select ?, ts_us, n, ? from record where id = ? and {NEWEST}"
        )
        self._con.executemany(
            sql,
            ((n, part, pack_id(id)) for n, (id, _, part) in zip(numbers, named, strict=True)),
        )

    def done(self, name: str, generation: int) -> None:
        """Marks an import as indexed."""
        self._con.execute("insert or ignore into import values (?)", (name,))
        sql = "update fact set value = max(cast(value as integer), ?) where name = 'generation'"
        self._con.execute(sql, (generation,))

    def empty(self) -> None:
        """Removes everything, to begin anew."""
        self._con.execute("insert into words(words) values ('delete-all')")
        for name in ("party", "record", "body", "stock", "import", "lot", "handle"):
            self._con.execute(f"delete from {name}")
        self._con.execute("update fact set value = '0' where name = 'generation'")
        self._first = self._last = 0
        self._lots.clear()
        self._handles.clear()

    def finish(self) -> None:
        """Makes the indexes again that a large import dropped."""
        self._list()
        if self._bulk:
            self._gather(1 << 20)
            for name, what in INDEXES.items():
                self._con.execute(f"create index {name} on {what}")

    def _insert(
        self,
        kind: str,
        cells: Cells,
        rows: int,
        mode: str = "or fail",
        held: Mapping[str, Sequence[int | None]] | None = None,
    ) -> int:
        columns: dict[str, Iterable[Any]] = {
            "n": range(self._last + 1, self._last + 1 + rows),
            "id": _packed(cells["id"], pack_id),
            "version": _packed(cells["version"], pack),
            "lot": self._lots_of(kind, cells, rows),
            **(held or {}),
        }
        for name in PEOPLE:
            if name in cells:
                columns[name] = self._numbers(cells[name])
        columns |= {name: cells[name] for name in (*ALONE, *OWN) if name in cells}
        keys = {name: held for name, held in columns.items() if name in _NAMED}
        shown = {name: held for name, held in columns.items() if name not in keys}
        done = self._fill(f"{mode} into record", keys)
        if done == rows:
            self._fill("or fail into body", {"n": columns["n"], **shown})
        return done

    def _fill(self, table: str, columns: Mapping[str, Iterable[Any]]) -> int:
        """Rows, some at a time: a statement for each takes twice as long.

        With `or fail`, so that SQLite need not remember how to undo one statement: where one fails
        the whole transaction is undone.
        """
        quoted = ", ".join(f'"{name}"' for name in columns)
        one = f"({', '.join('?' * len(columns))})"
        cells = list(chain.from_iterable(zip(*columns.values(), strict=True)))
        width = len(columns) * TOGETHER
        whole = len(cells) - len(cells) % width
        done = 0
        for many, start, end in ((TOGETHER, 0, whole), (1, whole, len(cells))):
            step = len(columns) * many
            sql = f"insert {table}({quoted}) values {', '.join([one] * many)}"
            parts = (cells[at : at + step] for at in range(start, end, step))
            done += max(self._con.executemany(sql, parts).rowcount, 0)
        return done

    def _grow(self, rows: int) -> None:
        """Drops what will be made anew once the import turns out to be a large one."""
        added = self._last + rows - self._first
        if not self._bulk and added >= BULK and added * 2 >= self._first:
            self._bulk = True
            self._gather(GATHERED)
            for name in INDEXES:
                self._con.execute(f"drop index {name}")
            self._unlist()

    def _unlist(self) -> None:
        """Many ids go into the index unsorted, as long as all of them are surely new."""
        known = Distinct()
        asked = self._con.execute(f"select id from record where {NEWEST}")
        while some := [id for (id,) in asked.fetchmany(READ)]:
            if not known.add(some):
                asked.close()
                return
        self._unlisted = known
        self._con.execute("drop index record_id")

    def _list(self) -> None:
        """Makes the list of ids again, before anybody looks for one."""
        if self._unlisted is not None:
            self._unlisted = None
            self._con.execute(RECORD_ID)

    def _gather(self, size: int) -> None:
        self._con.execute("insert into words(words, rank) values ('hashsize', ?)", (size,))

    def _follow(self, kind: str, cells: Cells, rows: int) -> None:
        """Words and stock of the rows just inserted."""
        first, self._last = self._last + 1, self._last + rows
        words = " || ' ' || ".join(f"coalesce({n}, '')" for n in SEARCHED if n in cells)
        if words:
            sql = "insert into words(rowid, body) select n,"
            self._con.execute(f"{sql} {words} from body where n >= ?", (first,))
        newest: dict[str, int] = {}
        systems = plain(cells["system"])
        if len(set(systems)) == 1:
            newest[systems[0]] = max(cells["ts_us"])
        else:
            for system, at in zip(systems, cells["ts_us"], strict=True):
                newest[system] = max(at, newest.get(system, at))
        count = Counter(systems)
        self._con.executemany(
            "insert into stock values (?, ?, ?, ?) on conflict do update set"
            " rows = rows + excluded.rows, newest_us = max(newest_us, excluded.newest_us)",
            [(system, kind, count[system], at) for system, at in newest.items()],
        )

    def _lots_of(self, kind: str, cells: Cells, rows: int) -> Iterable[int]:
        columns = [coded(cells.get(name) or same(None, rows)) for name in SHARED[1:]]
        return together(*columns).mapped(lambda shared: self._lot((kind, *shared)))

    def _lot(self, key: tuple[object, ...]) -> int:
        if key not in self._lots:
            same = " and ".join(f"{name} is ?" for name in SHARED)
            sql = f"select n from lot where {same}"
            found = self._con.execute(sql, key).fetchone()
            if found is None:
                marks = ", ".join("?" * len(SHARED))
                sql = f"insert into lot({', '.join(SHARED)}) values ({marks}) returning n"
                found = self._con.execute(sql, key).fetchone()
            self._lots[key] = int(found[0])
        return self._lots[key]

    def _numbers(self, handles: Sequence[str | None]) -> Sequence[int | None]:
        if isinstance(handles, Coded):
            return Coded(self._numbers(handles.values), handles.codes)
        if len(self._handles) > HANDLES:
            self._handles.clear()
        known = self._handles
        new = [one for one in set(handles) if one is not None and one not in known]
        if new:
            known.update(self._numbered(new))
        return [None if one is None else known[one] for one in handles]

    def _numbered(self, handles: Sequence[str]) -> dict[str, int]:
        """The number of each, those met for the first time numbered on."""
        con = self._con
        (last,) = con.execute("select coalesce(max(n), 0) from handle").fetchone()
        found: dict[str, int] = {}
        if last:
            sql = "select handle, n from handle where handle in (select value from json_each(?))"
            found.update(con.execute(sql, (json.dumps(handles),)))
        new = sorted(one for one in handles if one not in found)
        given = dict(zip(new, range(last + 1, last + 1 + len(new)), strict=True))
        con.executemany("insert into handle(handle, n) values (?, ?)", given.items())
        return found | given

    def _ask(self, ids: Iterable[bytes | str]) -> None:
        self._con.execute("create temp table if not exists asked (id primary key) without rowid")
        self._con.execute("delete from temp.asked")
        self._con.executemany("insert or ignore into temp.asked values (?)", ((id,) for id in ids))


def _packed(names: Sequence[str], pack: Callable[[str], bytes | str]) -> Iterable[bytes | str]:
    return names.raw if isinstance(names, Hashes) else map(pack, names)


@contextmanager
def indexing(index: Index, *, keep: bool = True) -> Iterator[Indexing]:
    """One transaction on the index, undone when the block ends by an exception or not to keep."""
    con = index.connection()
    con.execute("begin immediate")
    try:
        into = Indexing(con)
        yield into
        if keep:
            into.finish()
        con.execute("commit" if keep else "rollback")
    except BaseException:
        if con.in_transaction:  # a full disk may have undone it already
            con.execute("rollback")
        raise
    con.execute("pragma wal_checkpoint(passive)")


def index_import(home: Home, into: Indexing, name: str, files: Files, generation: int) -> None:
    """Puts one import that lies in the evidence into the index (kind → files)."""
    ended = _ended(home, files)
    gone = dict(ended)
    for kind in KINDS:
        for batch in read(home, kind, files.get(kind, ())):
            cells = batch.to_pydict()
            _index_batch(into, kind, cells, ended)
            for id in gone.keys() & set(cells["id"]) if gone else ():
                del gone[id]
    into.supersede(gone.items())
    for batch in read(home, PARTY_KIND, files.get(PARTY_KIND, ())):
        cells = batch.to_pydict()
        into.add_parties(zip(cells["id"], cells["handle"], cells["part"], strict=True))
    into.done(name, generation)


def _ended(home: Home, files: Files) -> dict[str, int]:
    """The records of which this import ended a version, and when it ended the last."""
    batches = read(home, SUPERSEDED, files.get(SUPERSEDED, ()))
    return {
        id: at
        for batch in batches
        for id, at in zip(batch["id"].to_pylist(), batch["seen_us"].to_pylist(), strict=True)
    }


def _index_batch(into: Indexing, kind: str, cells: Cells, ended: Mapping[str, int]) -> None:
    """Rows in the order they were seen; those of a changed record each end the one before."""
    ids = cells["id"]
    waves: list[list[int]] = [[]]
    times: dict[str, int] = {}
    for at, id in enumerate(ids):
        wave = times[id] = times.get(id, 0) + 1 if id in ended else 0
        if wave == len(waves):
            waves.append([])
        waves[wave].append(at)
    for number, wave_rows in enumerate(waves):
        if number:
            into.supersede([(ids[at], cells["seen_us"][at]) for at in wave_rows])
        if wave_rows:
            into.add(kind, _at(cells, wave_rows), len(wave_rows))


def _at(cells: Cells, rows: Sequence[int]) -> Cells:
    return {name: [values[at] for at in rows] for name, values in cells.items()}


def rebuild(
    home: Home,
    index: Index,
    imports: Iterable[tuple[str, Files, int]],
    progress: Callable[[str], None] | None = None,
) -> None:
    """Makes the index anew from the manifest's imports, oldest first: (name, files, generation).

    Readers see the old content until the new one is whole.
    """
    with indexing(index) as into:
        into.empty()
        for name, files, generation in imports:
            if progress:
                progress(name)
            index_import(home, into, name, files, generation)


def compact(index: Index, tmp: Path) -> bool:
    """Gives back the space of what is gone, so that no byte of it stays in the file or its log.

    The copy that this takes lies in `tmp`, or in memory where SQLite cannot be told a folder.
    False where somebody is reading, and the log could not be emptied yet.
    """
    con = index.connection()
    con.execute(f"pragma temp_store_directory = {_quoted(str(tmp))}")
    if con.execute("pragma temp_store_directory").fetchone() == (str(tmp),):
        con.execute("pragma temp_store = file")
    con.execute(f"pragma cache_size = -{COPIED_KB}")
    try:
        con.execute("vacuum")
    finally:
        con.execute(f"pragma cache_size = -{CACHE_KB}")
        con.execute("pragma temp_store = memory")
        con.execute("pragma temp_store_directory = ''")
    (busy, _, _) = con.execute("pragma wal_checkpoint(truncate)").fetchone()
    return not busy


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
