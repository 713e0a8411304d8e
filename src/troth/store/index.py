"""The index: what pages read. A derived SQLite file; `store.indexing` fills and rebuilds it."""

from __future__ import annotations

import json
import re
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from troth.errors import StoreError
from troth.model.evidence import COMMON, KINDS, Column, Evidence
from troth.model.origin import Origin

VERSION = "1"
BUSY_MS = 30_000
SEARCHED = ("subject", "title", "question", "text", "reply", "path")
"""Columns whose words can be searched for."""

_SQL_TYPES = {"string": "text", "int64": "integer", "float64": "real", "bool": "integer"}
_OWN: dict[str, Column] = {column.name: column for columns in KINDS.values() for column in columns}
COLUMNS: tuple[str, ...] = ("kind", *(column.name for column in COMMON), *_OWN)
"""Columns of the table `record`: those of all kinds side by side, null where a kind has none."""

NEWEST = "old_us is null"
_TYPES = {column.name: _SQL_TYPES[column.type] for column in (*COMMON, *_OWN.values())}

SCHEMA = f"""
create table record (
  n integer primary key,
  {", ".join(f'"{name}" {_TYPES.get(name, "text")}' for name in COLUMNS)},
  old_us integer
);
create unique index record_id on record(id) where old_us is null;
create index record_old on record(id) where old_us is not null;
create index record_about on record(about, ts_us) where about is not null and old_us is null;
create index record_by on record("by", ts_us) where "by" is not null and old_us is null;
create index record_thread on record(thread, ts_us) where thread is not null and old_us is null;
create index record_path on record(path) where kind = 'document' and old_us is null;
create table party (
  handle text not null, ts_us integer not null, n integer not null, part text,
  primary key (handle, ts_us, n, part)
) without rowid;
create index party_n on party(n);
create table stock (
  system text not null, kind text not null, rows integer not null, newest_us integer not null,
  primary key (system, kind)
) without rowid;
create table import (name text primary key) without rowid;
create table fact (name text primary key, value text not null) without rowid;
create virtual table words using fts5(
  body, content='', columnsize=0, detail=none, tokenize='unicode61 remove_diacritics 2'
);
insert into fact values ('version', '{VERSION}'), ('generation', '0');
pragma user_version = {VERSION};
"""

_ALL = ", ".join(f'r."{name}"' for name in COLUMNS)


class Index:
    """Records by id, handle, thread and word; safe to read from several threads at once.

    Answers with the newest version of a record unless another is named. A reader sees the
    last import that was sealed, also while the next one is under way.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._all: list[sqlite3.Connection] = []
        self.connection()

    def connection(self) -> sqlite3.Connection:
        """This thread's connection; used by `store.indexing`, and by nobody else."""
        held: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if held is None:
            held = connect(self.path)
            self._local.connection = held
            self._all.append(held)
        return held

    def close(self) -> None:
        """Closes the connections of all threads."""
        for held in self._all:
            held.close()
        self._all.clear()
        self._local = threading.local()

    def record(self, id: str, version: str | None = None) -> Evidence | None:
        """One record as it is now, or as it was in one version (the latest time it was so)."""
        if version is None:
            found = self._evidence(f"r.id = ? and r.{NEWEST}", (id,))
        else:
            order = "r.seen_us desc limit 1"
            found = self._evidence("r.id = ? and r.version = ?", (id, version), order)
        return next(iter(found), None)

    def records(self, ids: Iterable[str]) -> dict[str, Evidence]:
        """Many records at once, by id; ids that are not known are left out."""
        found: dict[str, Evidence] = {}
        for part in _parts(ids):
            where = f"r.id in ({_marks(part)}) and r.{NEWEST}"
            found.update((record.id, record) for record in self._evidence(where, part))
        return found

    def versions(self, id: str) -> list[Evidence]:
        """Every version of a record, oldest first."""
        old = self._evidence("r.id = ? and r.old_us is not null", (id,))
        new = self._evidence(f"r.id = ? and r.{NEWEST}", (id,))
        return sorted([*old, *new], key=lambda record: record.seen_us)

    def of_handles(
        self,
        handles: Iterable[str],
        *,
        limit: int | None = 200,
        before_us: int | None = None,
        kinds: Iterable[str] | None = None,
    ) -> list[Evidence]:
        """What these people did, and what was done for them or sent to them; newest first."""
        more = "" if before_us is None else f" and ts_us < {int(before_us)}"
        if kinds is not None:
            wanted = ", ".join(f"'{kind}'" for kind in kinds if kind in KINDS)
            more += f" and kind in ({wanted})"
        rows: set[tuple[int, str, int]] = set()
        for handle in handles:
            for query in _NEAR:
                sql = f"{query.format(more=more)} order by ts_us desc, id desc limit ?"
                rows.update(self._rows(sql, (handle, -1 if limit is None else limit)))
        best = sorted(rows, key=lambda row: (-row[0], row[1]))
        return self._of_rows([row[2] for row in best[:limit]], newest_first=True)

    def thread(self, system: str, thread: str, *, until_us: int | None = None) -> list[Evidence]:
        """One conversation, ticket or order; oldest first."""
        where = f"r.thread = ? and r.{NEWEST} and r.system = ?"
        if until_us is not None:
            where += f" and r.ts_us <= {int(until_us)}"
        return self._evidence(where, (thread, system), "r.ts_us, r.id")

    def of_threads(self, handles: Iterable[str], *, limit: int | None = None) -> list[Evidence]:
        """Every record of every thread in which one of these people took part; oldest first.

        Records that belong to no thread are there too. With a limit, the newest so many.
        """
        own = self.of_handles(handles, limit=limit)
        threads = {(record.system, record.thread) for record in own if record.thread is not None}
        found = {record.id: record for record in own}
        for system, thread in threads:
            found.update((record.id, record) for record in self.thread(system, str(thread)))
        ordered = sorted(found.values(), key=lambda record: (record.at_us, record.id))
        return ordered if limit is None else ordered[-limit:]

    def documents(self) -> list[Evidence]:
        """Every document, by path."""
        return self._evidence(f"r.kind = 'document' and r.{NEWEST}", (), "r.path, r.id")

    def find_document(self, path: str) -> Evidence | None:
        """The document at a path; of several, the one added last."""
        where = f"r.kind = 'document' and r.path = ? and r.{NEWEST}"
        found = self._evidence(where, (path,), "r.seen_us desc, r.id")
        return next(iter(found), None)

    def search(self, text: str, limit: int = 50) -> list[Evidence]:
        """Records that hold every one of these words (a last one may be begun); newest first.

        Of a very common word the 2,000 records added last are looked at.
        """
        words = re.findall(r"\w+", text)
        if not words:
            return []
        match = " ".join(f'"{word}"' for word in words) + "*"
        hits = "select rowid from words where words match ? order by rowid desc limit 2000"
        where = f"r.n in ({hits}) and r.{NEWEST}"
        return self._evidence(where, (match,), "r.ts_us desc, r.id limit ?", limit)

    def counts(self) -> dict[str, int]:
        """How many records of each kind there are."""
        return dict(self._rows("select kind, sum(rows) from stock group by kind having sum(rows)"))

    def reach(self) -> dict[str, int]:
        """Per system, the time of its newest record."""
        return dict(self._rows("select system, max(newest_us) from stock group by system"))

    def generation(self) -> int:
        """The generation of the manifest that was indexed last."""
        (value,) = next(self._rows("select value from fact where name = 'generation'"))
        return int(value)

    def imports(self) -> set[str]:
        """The imports that are in the index."""
        return {name for (name,) in self._rows("select name from import")}

    def _rows(self, sql: str, values: Sequence[object] = ()) -> Iterator[Any]:
        return self.connection().execute(sql, tuple(values))

    def _of_rows(self, rows: Sequence[int], *, newest_first: bool) -> list[Evidence]:
        found: list[Evidence] = []
        for part in _parts(rows):
            found.extend(self._evidence(f"r.n in ({_marks(part)})", part))
        sign = -1 if newest_first else 1
        return sorted(found, key=lambda record: (sign * record.at_us, record.id))

    def _evidence(
        self, where: str, values: Sequence[object], order: str = "r.ts_us, r.id", *more: object
    ) -> list[Evidence]:
        sql = f"select {_ALL} from record r where {where} order by {order}"
        return [_evidence(row) for row in self._rows(sql, (*values, *more))]


_NEAR = (
    f"select ts_us, id, n from record where about = ? and {NEWEST}{{more}}",
    f'select ts_us, id, n from record where "by" = ? and {NEWEST}{{more}}',
    "select ts_us, id, n from (select r.ts_us, r.id, r.n, r.kind from party p"
    f" join record r on r.n = p.n where p.handle = ? and r.{NEWEST}) where true{{more}}",
)


def connect(path: Path) -> sqlite3.Connection:
    """Opens the index, making an empty one where there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    made.execute(f"pragma busy_timeout = {BUSY_MS}")
    made.execute("pragma journal_mode = wal")
    made.execute("pragma synchronous = normal")
    made.execute("pragma secure_delete = on")
    made.execute("pragma cache_size = -64000")
    if not _version(made):
        made.execute("begin immediate")
        if not _version(made):
            for statement in SCHEMA.split(";\n"):
                made.execute(statement)
        made.execute("commit")
    if _version(made) != int(VERSION):
        raise StoreError(
            "The index was made by another version of troth.",
            place=str(path),
            advice="Remove the file; the next `troth add` or `troth look` makes it anew.",
        )
    return made


def _version(held: sqlite3.Connection) -> int:
    return int(held.execute("pragma user_version").fetchone()[0])


def _evidence(row: tuple[object, ...]) -> Evidence:
    cell = dict(zip(COLUMNS, row, strict=True))
    kind = str(cell["kind"])
    fields: dict[str, object] = {}
    for column in KINDS[kind]:
        value = cell[column.name]
        fields[column.name] = bool(value) if column.type == "bool" and value is not None else value
    if cell["extra"]:
        fields["extra"] = json.loads(str(cell["extra"]))
    origin = Origin(
        str(cell["origin_file"] or ""),
        cell["origin_row"],  # type: ignore[arg-type]
        link=cell["origin_link"],  # type: ignore[arg-type]
    )
    plain = ("by", "about", "account", "thread", "ours", "side", "zone")
    return Evidence(
        id=str(cell["id"]),
        version=str(cell["version"]),
        kind=kind,
        at_us=int(cell["ts_us"]),  # type: ignore[call-overload]
        precision=cell["precision"],  # type: ignore[arg-type]
        system=str(cell["system"]),
        origin=origin,
        seen_us=int(cell["seen_us"]),  # type: ignore[call-overload]
        fields=fields,
        **{name: cell[name] for name in plain},  # type: ignore[arg-type]
    )


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _parts(values: Iterable[object], size: int = 500) -> Iterator[list[object]]:
    held = list(values)
    for start in range(0, len(held), size):
        yield held[start : start + size]
