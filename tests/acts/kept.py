"""What a workspace holds after imports, to compare with another; and whether it is whole."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pyarrow.parquet as pq
import sqlalchemy as sa

from troth.config import Settings
from troth.ledger import directory, manifest, tables
from troth.ledger.opening import open_ledger
from troth.model.evidence import KINDS
from troth.store.home import Home
from troth.store.index import Index

WORDS = ("parcel", "monday", "chat 7", "parcel 12", "nobody", "x1")
COMPARED = ("rows_read", "new", "changed", "unchanged", "set_aside", "people_new", "people_seen")


def everything(home: Home, settings: Settings) -> dict[str, Any]:
    """Evidence, people, ties, entries, what was set aside, and what the index answers.

    Left out is only when it was read: two imports of one file are the same but for that.
    """
    with open_ledger(settings.ledger_url or home.ledger) as ledger, ledger.read() as con:
        found: dict[str, Any] = {
            "person": rows(con, tables.person),
            "handle": rows(con, tables.handle),
            "account": rows(con, tables.account),
            "tie": rows(con, tables.tie),
            "entry": rows(con, tables.entry, "id", "at_us"),
            "reject": rows(con, tables.reject, "id", "generation"),
            "imports": [told(home, one) for one in manifest.imports(con)],
            "people": directory.count_people(con),
        }
        files = manifest.files(con)
        handles = [row["handle"] for row in found["handle"]]
    for kind, names in files.items():
        found[f"evidence {kind}"] = evidence(home, names)
    return found | answers(home, handles)


def rows(con: sa.Connection, table: sa.Table, *without: str) -> list[dict[str, Any]]:
    """All rows of a table, in an order of their own."""
    held = [dict(row) for row in con.execute(sa.select(table)).mappings()]
    for row in held:
        for name in without:
            row.pop(name)
    return sorted(held, key=lambda row: repr(sorted(row.items())))


def told(home: Home, one: manifest.Import) -> tuple[Any, ...]:
    """An import as its receipt told it, and how many rows its files hold."""
    counts = tuple(getattr(one, name) for name in COMPARED)
    where = (one.generation, one.path, one.digest, one.source, one.system)
    return (*where, *counts, dict(one.kinds), stored(home, one))


def stored(home: Home, one: manifest.Import) -> int:
    """How many rows lie in the files of an import; they have to be there."""
    names = [name for kind in KINDS for name in one.files.get(kind, ())]
    return sum(pq.read_metadata(home.evidence / name).num_rows for name in names)


def evidence(home: Home, names: tuple[str, ...]) -> list[str]:
    """The rows of these files, sorted; no row is there twice in the same version."""
    held = []
    for name in names:
        for row in pq.read_table(home.evidence / name).to_pylist():
            row.pop("seen_us", None)
            held.append(repr(row))
    assert max(Counter(held).values(), default=1) == 1, "a row is there twice"
    return sorted(held)


def answers(home: Home, handles: list[str]) -> dict[str, Any]:
    """What the index answers to many questions."""
    index = Index(home.index)
    try:
        found: dict[str, Any] = {
            "stock": index.counts(),
            "reach": index.reach(),
            "generation": index.generation(),
        }
        for word in WORDS:
            found[f"search {word}"] = sorted(one.id for one in index.search(word, limit=10_000))
        for handle in handles[:: max(len(handles) // 40, 1)]:
            did = index.of_handles([handle], limit=None)
            found[f"deeds of {handle}"] = [(one.id, one.version, one.origin) for one in did]
        return found
    finally:
        index.close()


def whole(home: Home, settings: Settings, sealed: list[tuple[Any, ...]]) -> int:
    """Holds what a reader sees to the imports of an unbroken run: so many whole ones, no more.

    `sealed` are those of the unbroken run, in order; gives how many of them are there.
    """
    with open_ledger(settings.ledger_url or home.ledger) as ledger, ledger.read() as con:
        held = manifest.imports(con)
        assert [told(home, one) for one in held] == sealed[: len(held)]
        aside = manifest.count_rejects(con)
        people = directory.count_people(con, staff=None)
    assert aside == sum(one.set_aside for one in held)
    assert people <= sum(one.people_new for one in held)
    index = Index(home.index)
    try:
        indexed = index.imports()
        assert indexed <= {one.id for one in held}
        known = [one for one in held if one.id in indexed]
        assert len(held) - len(known) <= 1, "more than the last import waits for the index"
        records = sum(stored(home, one) - one.changed for one in known)
        assert sum(index.counts().values()) == records
    finally:
        index.close()
    return len(held)


def litter(home: Home, settings: Settings) -> set[str]:
    """Files in the workspace that nothing names."""
    with open_ledger(settings.ledger_url or home.ledger) as ledger, ledger.read() as con:
        named = {name for names in manifest.files(con).values() for name in names}
    lying = {one.relative_to(home.evidence).as_posix() for one in home.evidence.rglob("*.parquet")}
    assert named <= lying, "a file that the manifest names is missing"
    return (lying - named) | {one.name for one in home.tmp.iterdir()}
