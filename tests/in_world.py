"""Runs a lens or a measure over a world written as a table, on a real engine."""

from __future__ import annotations

from functools import cache
from types import ModuleType
from typing import Any

import pyarrow as pa

from troth.acts.world import World, moment, read_world
from troth.calendar import Calendars
from troth.extend.record import Context
from troth.model.example import Example
from troth.store.engine import Engine, open_engine
from troth.store.prepared import key
from troth.store.schema import arrow_schema
from troth.store.snapshot import LazyTables

PERSON = pa.schema(
    [(name, pa.string()) for name in ("handle", "person", "account", "side")]
    + [("staff", pa.bool_())]
)
ENTRY = pa.schema(
    [
        ("at_us", pa.int64()),
        ("deed", pa.string()),
        ("target", pa.string()),
        ("until_us", pa.int64()),
    ]
)


@cache
def engine(name: str = "duckdb") -> Engine:
    return open_engine(name)


def person_table(people: dict[str, str], staff: frozenset[str] = frozenset()) -> pa.Table:
    """Handles and whose they are."""
    rows = [
        {"handle": handle, "person": person, "staff": handle in staff}
        for handle, person in people.items()
    ]
    return pa.Table.from_pylist(rows, schema=PERSON)


def world_tables(
    world: World, as_of_us: int, more: dict[str, pa.Table] | None = None, on: str = "duckdb"
) -> LazyTables:
    """The world as lazy tables, with what else a test brings (`person`, `promise` …)."""
    held = {
        kind: pa.Table.from_pylist([dict(row) for row in rows], schema=arrow_schema(kind))
        for kind, rows in world.rows.items()
    }
    staff = frozenset(h for h, who in world.people.items() if who.scheme == "staff")
    held["person"] = person_table({h: "p-" + h.removeprefix("h-") for h in world.people}, staff)
    notes = [
        {"at_us": n.at_us, "deed": n.deed, "target": n.target, "until_us": n.until_us}
        for n in world.notes
    ]
    held["entry"] = pa.Table.from_pylist(notes, schema=ENTRY)
    return engine(on).world(held | (more or {}), as_of_us)


def coverage(world: World) -> dict[str, int]:
    """Until when the records of each system reach."""
    reached: dict[str, int] = {}
    for rows in world.rows.values():
        for row in rows:
            system, at = str(row["system"]), int(str(row["ts_us"]))
            reached[system] = max(at, reached.get(system, at))
    return reached


def gathered(module: ModuleType, tables: LazyTables, as_of_us: int) -> pa.Table:
    """What `gather` finds, as the engine of the tables collects it."""
    schema = module.CARD.schema if hasattr(module.CARD, "schema") else module.SCHEMA
    return tables.gathered(key(module), module.gather, as_of_us, schema)


def context(
    as_of: str,
    *,
    moment_us: int | None = None,
    covered: dict[str, int] | None = None,
    calendars: Calendars | None = None,
    options: dict[str, object] | None = None,
) -> Context:
    """A context as of a moment; by default the records reach it."""
    at_us = moment(as_of)[0]
    reached = at_us if moment_us is None else min(at_us, moment_us)
    return Context(at_us, reached, covered or {}, calendars or Calendars(), options or {})


def look(module: ModuleType, table: str, as_of: str, **known: Any) -> list[Any]:
    """The findings of a lens over a world in a table."""
    world, there = read_world(table), context(as_of, **known)
    batch = gathered(module, world_tables(world, there.moment_us), there.moment_us)
    return list(module.judge(batch, there))


def shown(module: ModuleType, example: Example) -> list[Any]:
    """What a lens finds in one of its own examples."""
    assert example.as_of is not None
    return look(module, example.world, example.as_of)
