"""Records whose words were taken out of the evidence: the same few rows of the index, made anew.

An index of a million records need not be built again for the thousand in which somebody stood.
What is done here is only done where it is sure to leave what building anew would leave; of
everything else it says so, and the caller builds anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from troth.store.index import Index
from troth.store.index_tables import NEWEST, SEARCHED, pack, pack_id
from troth.store.indexing import Cells, Indexing, indexing

Row = Mapping[str, Any]
_WORDS = " || ' ' || ".join(f"coalesce({name}, '')" for name in SEARCHED)
_HELD = f"n, {_WORDS} from body where n in (select at from temp.renewed) order by n"
READ = 10_000
_ASKED = (
    "create temp table if not exists renewed"
    " (at integer primary key, id, version, seen_us integer, system, n integer, old_us integer)"
)
_FOUND = (
    "select a.at, r.n, r.old_us, l.system is a.system from temp.renewed a"
    " cross join record r on r.id = a.id and r.version is a.version and {}"
    " join lot l on l.n = r.lot and l.seen_us = a.seen_us"
)


class _Unlike(Exception):  # noqa: N818 (no error: the caller builds anew)
    """The index does not hold these rows as they were, or somebody is still found in it."""


def renew(
    index: Index,
    rows: Mapping[str, Sequence[Row]],
    handles: Collection[str],
    done: tuple[str, int],
    traced: Callable[[Sequence[str]], bool],
) -> bool:
    """Put rows (by kind, as the evidence has them now) in place of what they were; True if it could.

    `handles` are taken out altogether, `done` is the name and generation under which that was
    published. `traced` says whether one of some words is a trace of her: every word that can be
    searched for is shown to it at the end. Where anything is not as it should be, nothing is
    changed.
    """
    try:
        with indexing(index) as into:
            renewing = _Renewing(into)
            for kind, some in rows.items():
                renewing.put(kind, some)
            renewing.leave(handles)
            into.done(*done)
            if any(map(traced, renewing.words())):
                raise _Unlike
    except (_Unlike, sqlite3.DatabaseError):
        return False
    return True


class _Renewing:
    """The few statements that take rows out and put them in again, inside one transaction."""

    def __init__(self, into: Indexing) -> None:
        self._into = into
        self._con = into.connection
        self._con.execute(_ASKED)

    def put(self, kind: str, rows: Sequence[Row]) -> None:
        """These rows in place of those of the same record, version and time."""
        found = self._found(rows)
        self._con.execute("delete from temp.renewed")
        self._con.executemany(
            "insert into temp.renewed(at) values (?)", ((n,) for _, n, _ in found)
        )
        self._con.execute(f"insert into words(words, rowid, body) select 'delete', {_HELD}")
        for table in ("body", "record"):
            self._con.execute(f"delete from {table} where n in (select at from temp.renewed)")
        names = rows[0] if rows else ()
        cells: Cells = {name: [rows[at][name] for at, _, _ in found] for name in names}
        ended = [old_us for *_, old_us in found]
        self._into.put_back(kind, cells, [n for _, n, _ in found], ended)
        self._con.execute(f"insert into words(rowid, body) select {_HELD}")

    def _found(self, rows: Sequence[Row]) -> list[tuple[int, int, int | None]]:
        """Which of the rows lies under which number, and until when it held."""
        self._con.execute("delete from temp.renewed")
        self._con.executemany(
            "insert into temp.renewed(at, id, version, seen_us, system) values (?, ?, ?, ?, ?)",
            _asked(rows),
        )
        found = []
        for which in (NEWEST, "old_us is not null"):
            found += list(self._con.execute(_FOUND.format(f"r.{which}")))
        if {at for at, _, _, _ in found} != {*range(len(rows))}:
            raise _Unlike
        if len({n for _, n, _, _ in found}) < len(found) or not all(same for *_, same in found):
            raise _Unlike
        return sorted((at, n, old_us) for at, n, old_us, _ in found)

    def leave(self, handles: Collection[str]) -> None:
        """Handles, and what only the rows as they were had a use for, are nowhere any more."""
        con = self._con
        for handle in handles:
            number = "(select n from handle where handle = ?)"
            con.execute(f"delete from party where handle in {number}", (handle,))
            con.execute("delete from handle where handle = ?", (handle,))
        con.execute("delete from lot where n not in (select lot from record)")
        con.execute("delete from temp.renewed")
        con.execute("insert into words(words) values ('optimize')")

    def words(self) -> Iterator[list[str]]:
        """Every word that can be searched for, many at a time."""
        self._con.execute("create virtual table temp.standing using fts5vocab(main, words, row)")
        asked = self._con.execute("select term from temp.standing")
        while some := [term for (term,) in asked.fetchmany(READ)]:
            yield some
        self._con.execute("drop table temp.standing")


def _asked(rows: Iterable[Row]) -> Iterator[tuple[object, ...]]:
    for at, row in enumerate(rows):
        yield at, pack_id(row["id"]), pack(row["version"]), row["seen_us"], row["system"]
