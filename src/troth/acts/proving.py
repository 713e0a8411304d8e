"""A world of an example laid out as tables, the way a run lays out a workspace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from troth import registry
from troth.acts import recognise
from troth.acts.proving_repairs import repairs_of
from troth.acts.world import World, person
from troth.store.schema import LEDGER, arrow_schema, plain_schema

if TYPE_CHECKING:
    import pyarrow as pa

    from troth.model.saying import Saying

WATCHED = {
    "done": "kept",
    "release": "released",
    **{name: name for name in ("broken", "late", "partly")},
}
"""What a colleague noted of a promise, and the state it is in since."""


def tables_of(
    world: World, folders: tuple[str, ...] = (), as_of_us: int | None = None
) -> dict[str, pa.Table]:
    """Evidence, people, promises, notes and repairs of a world, each as an Arrow table.

    Without a moment the repairs stand as they do after all that is in the world.
    """
    evidence = {kind: _table(arrow_schema(kind), rows) for kind, rows in world.rows.items()}
    heard = tuple(_heard(evidence, folders))
    rows: dict[str, list[dict[str, Any]]] = {
        "person": [_person(name, world) for name in world.people],
        "saying": [_saying(one) for one in heard],
        "promise": [_promise(one, evidence, world) for one in heard if one.opens_at_once],
        "entry": [
            {
                "entry": number,
                "at_us": note.at_us,
                "deed": note.deed,
                "target": note.target,
                "until_us": note.until_us,
            }
            for number, note in enumerate(world.notes, 1)
        ],
    }
    rows["repair"] = repairs_of(world, evidence, rows["promise"], as_of_us)
    ledger = {name: _table(plain_schema(LEDGER[name]), found) for name, found in rows.items()}
    return {**evidence, **ledger}


def _table(schema: pa.Schema, rows: Iterable[Mapping[str, object]]) -> pa.Table:
    import pyarrow as pa

    held = list(rows)
    columns = [
        pa.array([row.get(name) for row in held], schema.field(name).type) for name in schema.names
    ]
    return pa.Table.from_arrays(columns, schema=schema)


def _person(handle: str, world: World) -> dict[str, Any]:
    name = handle.removeprefix("h-")
    sides = [
        row["side"]
        for rows in world.rows.values()
        for row in rows
        if row.get("by") == handle and row.get("side")
    ]
    return {
        "handle": handle,
        "person": person(name),
        "account": None,
        "side": sides[0] if sides else None,
        "staff": world.people[handle].scheme == "staff",
    }


def _heard(evidence: Mapping[str, pa.Table], folders: tuple[str, ...]) -> Iterable[Saying]:
    for name in registry.extensions("recognisers", folders):
        module = registry.load("recognisers", name, folders)
        for kind in sorted(module.CARD.reads & evidence.keys()):
            known = {row["id"]: row for row in evidence[kind].to_pylist()}
            yield from recognise.sayings(
                module.annotate,
                module.CARD,
                name,
                recognise.shown(evidence[kind], kind),
                lambda record, known=known: _addressee(record["id"], known),  # type: ignore[misc]
            )


def _addressee(id: str, known: Mapping[str, Mapping[str, Any]]) -> str | None:
    record = known[id]
    if record.get("about"):
        return str(record["about"])
    theirs = [
        (row["ts_us"] > record["ts_us"], abs(row["ts_us"] - record["ts_us"]), row["by"])
        for row in known.values()
        if row.get("thread") == record.get("thread") and row.get("direction") == "in"
    ]
    return min(theirs)[2] if theirs else None


def _saying(one: Saying) -> dict[str, Any]:
    return {
        "saying": one.id,
        "start": one.span.start,
        "end": one.span.end,
        **{name: getattr(one, name) for name in ("record", "version", "voice", "kind", "firmness")},
        **{name: getattr(one, name) for name in ("at_us", "due_us", "to", "by", "ours", "side")},
    }


def _promise(one: Saying, evidence: Mapping[str, pa.Table], world: World) -> dict[str, Any]:
    record = next(
        row for rows in evidence.values() for row in rows.to_pylist() if row["id"] == one.record
    )
    notes = [note for note in world.notes if note.target == record["thread"]]
    closed = [note for note in notes if note.deed in WATCHED]
    state = WATCHED[closed[-1].deed] if closed else "open"
    return {
        **_saying(one),
        "promise": one.id,
        "state": state,
        "confirmed": any(note.deed in ("confirm", *WATCHED) for note in notes),
        "born_us": one.at_us,
        "closed_us": closed[-1].at_us if closed else None,
        "system": record["system"],
        "thread": record["thread"],
    }
