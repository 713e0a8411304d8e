"""A world of an example laid out as tables, the way a run lays out a workspace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from troth import registry
from troth.acts import recognise
from troth.acts.proving_repairs import repairs_of
from troth.acts.shown_uptime import uptime_rows
from troth.acts.world import COUNTS, MARKS, World, handle, person
from troth.acts.world_tested import tested_rows
from troth.store.schema import LEDGER, arrow_schema, plain_schema
from troth.text.notice_worded import notice_rows

if TYPE_CHECKING:
    import pyarrow as pa

    from troth.model.saying import Saying


def tables_of(
    world: World, folders: tuple[str, ...] = (), as_of_us: int | None = None
) -> dict[str, pa.Table]:
    """Evidence, people, promises, notes and repairs of a world, each as an Arrow table.

    Without a moment the repairs stand as they do after all that is in the world.
    """
    evidence = {kind: _table(arrow_schema(kind), rows) for kind, rows in world.rows.items()}
    heard = tuple(_heard(evidence, folders))
    rows: dict[str, Sequence[Mapping[str, Any]]] = {
        "person": [_person(name, world) for name in world.people],
        "account": [
            {"handle": name, "account": name}
            for name, who in world.people.items()
            if who.scheme == "account"
        ],
        "saying": [_saying(one) for one in heard],
        "promise": (held := [row for one in heard if (row := _promise(one, evidence, world))]),
        "entry": [
            {
                "entry": number,
                "at_us": note.at_us,
                "deed": note.deed,
                "target": note.target,
                "until_us": note.until_us,
            }
            for number, note in enumerate(world.notes, 1)
            if note.deed not in COUNTS
        ],
        **tested_rows(world, held),
    }
    words = _words(rows["promise"], world)
    rows["uptime"] = list(uptime_rows(rows["promise"], words))
    rows["notice"] = list(notice_rows(rows["promise"], words))
    rows["rating"] = [*_ratings(world)]
    rows["decision"] = [*_decisions(rows["promise"], evidence, world)]
    rows["repair"] = repairs_of(world, evidence, rows["promise"], as_of_us)
    ledger = {name: _table(plain_schema(LEDGER[name]), found) for name, found in rows.items()}
    return {**evidence, **ledger}


def _words(promises: Iterable[Mapping[str, Any]], world: World) -> dict[str, str]:
    """The words of each promise, by its id."""
    texts = {row["id"]: str(row.get("text") or "") for held in world.rows.values() for row in held}
    return {row["promise"]: texts[row["record"]][row["start"] : row["end"]] for row in promises}


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
    firms = [
        row["account"]
        for rows in world.rows.values()
        for row in rows
        if row.get("by") == handle and row.get("account")
    ]
    return {
        "handle": handle,
        "person": person(name),
        "account": firms[0] if firms else None,
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


def _promise(one: Saying, evidence: Mapping[str, pa.Table], world: World) -> dict[str, Any] | None:
    """The promise of a saying that opens at once, or that a note says yes to."""
    record = next(
        row for rows in evidence.values() for row in rows.to_pylist() if row["id"] == one.record
    )
    notes = [note for note in world.notes if note.target == record["thread"]]
    closed = [note for note in notes if note.deed in MARKS]
    confirmed = any(note.deed in ("confirm", "tested", *MARKS) for note in notes)
    if one.voice != "company" or not (one.opens_at_once or confirmed):
        return None
    return {
        **_saying(one),
        "promise": one.id,
        "state": MARKS[closed[-1].deed] if closed else "open",
        "confirmed": confirmed,
        "born_us": one.at_us,
        "closed_us": closed[-1].at_us if closed else None,
        "system": record["system"],
        "thread": record["thread"],
    }


def _ratings(world: World) -> Iterable[dict[str, Any]]:
    """How accounts of a world are rated, by one side or the other."""
    for note in world.notes:
        if note.deed == "rate":
            what, _, level = note.text.partition(" ")
            rated = {"what": what, "level": level, "at_us": note.at_us}
            yield {"account": handle(note.cells["account"]), **rated}


def _decisions(
    promises: Iterable[Mapping[str, Any]], evidence: Mapping[str, pa.Table], world: World
) -> Iterable[dict[str, Any]]:
    """Each decision of a world with the promises of its thread that its sentence surely breaks."""
    from troth.text.deciding import decides

    texts = {
        row["id"]: row.get("text") or "" for table in evidence.values() for row in table.to_pylist()
    }
    told = {note.target: note.at_us for note in world.notes if note.deed == "told"}
    for number, note in enumerate(note for note in world.notes if note.deed == "decide"):
        for one in promises:
            if one["thread"] != note.target or one["state"] != "open" or not one["confirmed"]:
                continue
            words = str(texts[one["record"]])[one["start"] : one["end"]]
            judged = decides(note.text, words)
            if judged is not None and judged.effect == "broken" and judged.sure:
                yield {
                    "decision": f"d-{number}",
                    "at_us": note.at_us,
                    "tell_by_us": note.until_us or note.at_us,
                    "told_us": told.get(note.target),
                    "promise": one["promise"],
                    "words": words,
                    "sentence": note.text,
                }
