"""The tables of the index, and how a record lies in them.

What many rows share (kind, system, file, zone …) is one row of `lot`; a handle is a small
number; ids and versions are bytes. That makes the index a third of its plain size, and filling
it takes a third of the time. What records are looked up by stands in the narrow `record`, what
is only shown in `body`: sorting a million of them then passes over a fifth of the bytes.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from troth.errors import StoreError
from troth.model.evidence import KINDS, Evidence
from troth.model.origin import Origin

VERSION = 2
PAGE = 16_384
"""Bytes of a page: of larger ones a large import writes fewer."""
BUSY_MS = 30_000
CACHE_KB = 128_000
JOURNAL = 64_000_000

SHARED = ("kind", "system", "origin_file", "precision", "zone", "ours", "side", "seen_us")
"""Columns of `lot`: values that come in few combinations."""
PEOPLE = ("by", "about", "account")
ALONE = ("ts_us", "thread", "origin_row", "origin_link", "extra")
OWN = tuple(dict.fromkeys(column.name for columns in KINDS.values() for column in columns))
"""Columns of all kinds side by side, null where a kind has none."""
SEARCHED = ("subject", "title", "question", "text", "reply", "path")
"""Columns whose words can be searched for."""

NEWEST = "old_us is null"
INDEXES = {
    "record_about": f"record(about, ts_us) where about is not null and {NEWEST}",
    "record_by": f'record("by", ts_us) where "by" is not about and {NEWEST}',
    "record_thread": f"record(thread, ts_us) where thread is not null and {NEWEST}",
}
"""Indexes that a large import drops and makes again: sorting once beats a million insertions."""

RECORD_ID = f"create unique index record_id on record(id) where {NEWEST}"
KEYS = ("by", "about", "ts_us", "thread")
"""Columns of `record`, besides what all rows have; the others are those of `body`."""
_SHOWN = tuple(name for name in (*PEOPLE, *ALONE, *OWN) if name not in KEYS)
_KEYS = ", ".join(f'"{name}"' for name in KEYS)
_BODY = ", ".join(f'"{name}"' for name in _SHOWN)
SCHEMA = (
    "create table record"
    f" (n integer primary key, id, version, lot integer, {_KEYS}, old_us integer)",
    f"create table body (n integer primary key, {_BODY})",
    RECORD_ID,
    "create index record_old on record(id) where old_us is not null",
    "create index body_path on body(path) where path is not null",
    *(f"create index {name} on {what}" for name, what in INDEXES.items()),
    f"create table lot (n integer primary key, {', '.join(SHARED)}, unique ({', '.join(SHARED)}))",
    "create table handle (n integer primary key, handle text not null unique)",
    "create table party (handle integer not null, ts_us integer not null, n integer not null,"
    " part text not null, primary key (handle, ts_us, n, part)) without rowid",
    "create index party_n on party(n)",
    "create table stock (system text not null, kind text not null, rows integer not null,"
    " newest_us integer not null, primary key (system, kind)) without rowid",
    "create table import (name text primary key) without rowid",
    "create table fact (name text primary key, value text not null) without rowid",
    "insert into fact values ('generation', '0')",
    "create virtual table words using fts5(body, content='', columnsize=0, detail=none,"
    " tokenize='unicode61 remove_diacritics 2')",
    f"pragma user_version = {VERSION}",
)

_SELECTED = (
    "r.id",
    "r.version",
    *(f"l.{name}" for name in SHARED),
    *(f"{name}_.handle" for name in PEOPLE),
    *(f'{"r" if name in KEYS else "b"}."{name}"' for name in (*ALONE, *OWN)),
)
_NAMES = ("id", "version", *SHARED, *PEOPLE, *ALONE, *OWN)
SELECT = (
    f"select {', '.join(_SELECTED)} from record r join body b on b.n = r.n"
    " join lot l on l.n = r.lot left join handle by_ on by_.n = r.by"
    " left join handle about_ on about_.n = r.about"
    " left join handle account_ on account_.n = b.account"
)


def connect(path: Path) -> sqlite3.Connection:
    """Opens the index, making an empty one where there is none or only one of an older troth."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    for setting in (
        f"page_size = {PAGE}",
        f"busy_timeout = {BUSY_MS}",
        "journal_mode = wal",
        "synchronous = normal",
        "secure_delete = on",
        f"cache_size = -{CACHE_KB}",
        "temp_store = memory",
        f"journal_size_limit = {JOURNAL}",
    ):
        made.execute(f"pragma {setting}")
    if _version(made) < VERSION:
        made.execute("begin immediate")
        if _version(made) < VERSION:
            _clear(made)
            for statement in SCHEMA:
                made.execute(statement)
        made.execute("commit")
    if _version(made) != VERSION:
        made.close()
        raise StoreError(
            "The index was made by a newer version of troth.",
            place=str(path),
            advice="Install that newer troth, or remove the file; it is made anew by itself.",
        )
    return made


def _clear(held: sqlite3.Connection) -> None:
    """Drops the tables of an older troth; what they held is taken in again from the evidence."""
    sql = "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
    names = [name for (name,) in held.execute(f"{sql} order by name = 'words' desc")]
    for name in names:
        held.execute(f'drop table if exists "{name}"')


def _version(held: sqlite3.Connection) -> int:
    return int(held.execute("pragma user_version").fetchone()[0])


def pack_id(id: str) -> bytes | str:
    """A record's id as it is stored."""
    packed = pack(id[2:]) if id.startswith("e-") else id
    return packed if isinstance(packed, bytes) else id


def pack(text: str) -> bytes | str:
    """Hexadecimal digits as bytes, where that loses nothing."""
    try:
        held = bytes.fromhex(text)
    except ValueError:
        return text
    return held if held.hex() == text else text


def unpack_id(held: bytes | str) -> str:
    """A stored id as everybody else knows it."""
    return f"e-{held.hex()}" if isinstance(held, bytes) else held


def evidence(row: Sequence[object]) -> Evidence:
    """A row of `SELECT` as a record."""
    cell = dict(zip(_NAMES, row, strict=True))
    kind = str(cell["kind"])
    fields: dict[str, object] = {}
    for column in KINDS[kind]:
        value = cell[column.name]
        fields[column.name] = bool(value) if column.type == "bool" and value is not None else value
    if cell["extra"]:
        fields["extra"] = json.loads(str(cell["extra"]))
    origin = Origin(str(cell["origin_file"]), cell["origin_row"], link=cell["origin_link"])  # type: ignore[arg-type]
    version = cell["version"]
    plain = ("by", "about", "account", "thread", "ours", "side", "zone")
    return Evidence(
        id=unpack_id(cell["id"]),  # type: ignore[arg-type]
        version=version.hex() if isinstance(version, bytes) else str(version),
        kind=kind,
        at_us=cell["ts_us"],  # type: ignore[arg-type]
        precision=cell["precision"],  # type: ignore[arg-type]
        system=str(cell["system"]),
        origin=origin,
        seen_us=cell["seen_us"],  # type: ignore[arg-type]
        fields=fields,
        **{name: cell[name] for name in plain},  # type: ignore[arg-type]
    )
