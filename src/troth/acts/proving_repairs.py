"""The repairs in a world of an example: folded from its notes, as a workspace folds its ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from troth.acts.shown_repairs import repair_row
from troth.acts.world import World, WorldNote, person
from troth.ledger.repairing import FAILED, fold_repair, happenings
from troth.model.entry import Entry
from troth.model.evidence import Evidence
from troth.model.origin import Origin, Span
from troth.model.promise import Promise

if TYPE_CHECKING:
    import pyarrow as pa

Row = Mapping[str, Any]


def repairs_of(
    world: World,
    evidence: Mapping[str, pa.Table],
    promises: Iterable[Row],
    as_of_us: int | None,
) -> list[dict[str, Any]]:
    """The rows of the table `repair`: by the promises of a thread, else by her words in it."""
    records = [row for table in evidence.values() for row in table.to_pylist()]
    end = max((int(row["ts_us"]) for row in records), default=0)
    now_us = end if as_of_us is None else as_of_us
    noted = {note.target for note in world.notes if note.deed == "repair"}
    found: list[dict[str, Any]] = []
    for row in promises:
        noted.discard(row["thread"])
        found += _of_promise(row, world, records, now_us)
    for thread in sorted(noted):
        found += _of_thread(thread, world, records, now_us)
    return found


def _of_promise(
    row: Row, world: World, records: list[Row], now_us: int
) -> Iterator[dict[str, Any]]:
    promise = _promise(row)
    if promise.to is None:
        return
    marks = [note for note in world.notes if note.target == row["thread"]]
    steps = [note for note in marks if note.deed == "repair"]
    happened = happenings(promise, _marks(promise.id, marks), until_us=now_us)
    made = fold_repair(
        promise.id,
        _person(promise.to),
        _entries(promise.id, promise.to, steps, now_us),
        happened,
        now_us=now_us,
        sure=promise.confirmed,
        promise=promise.id,
    )
    if made is not None:
        record = next(each for each in records if each["id"] == promise.record)
        yield repair_row(
            made, promise.to, promise, _evidence(record), Span(row["start"], row["end"])
        )


def _of_thread(
    thread: str, world: World, records: list[Row], now_us: int
) -> Iterator[dict[str, Any]]:
    """A break that only she saw: the record is her first message of the thread."""
    hers = [row for row in records if row["thread"] == thread and row.get("direction") == "in"]
    if not hers:
        return
    record = min(hers, key=lambda row: row["ts_us"])
    steps = [n for n in world.notes if n.target == thread and n.deed == "repair"]
    written = _entries(record["id"], record["by"], steps, now_us, opened=record)
    made = fold_repair(record["id"], _person(record["by"]), written, now_us=now_us)
    if made is not None:
        yield repair_row(made, record["by"], None, _evidence(record), None)


def _person(handle: str) -> str:
    return person(handle.removeprefix("h-"))


def _promise(row: Row) -> Promise:
    names = ("state", "confirmed", "born_us", "to", "by", "ours", "side", "due_us", "record")
    given: dict[str, Any] = {name: row.get(name) for name in (*names, "kind", "firmness")}
    version = row.get("version")
    return Promise(id=row["promise"], sayings=(), words="", version=version, **given)


def _marks(id: str, notes: Iterable[WorldNote]) -> list[Entry]:
    mark = {"done": "kept", "release": "released", **{name: name for name in FAILED}}
    return [
        Entry(number, note.at_us, "tom", "mark", id, {"as": mark[note.deed], "reason": "noted"})
        for number, note in enumerate(notes, 1)
        if note.deed in mark
    ]


def _entries(
    about: str, handle: str, notes: Iterable[WorldNote], now_us: int, opened: Row | None = None
) -> list[Entry]:
    found = []
    for number, note in enumerate(notes, 1):
        body = {"about": about, "step": note.step, "reason": "noted", "due_us": note.until_us}
        if opened is not None and note.step == "broken":
            body |= {"evidence": opened["id"], "when_us": opened["ts_us"]}
        if note.at_us <= now_us:
            found.append(Entry(number, note.at_us, "tom", "repair", _person(handle), body))
    return found


def _evidence(row: Row) -> Evidence:
    plain = ("by", "about", "account", "thread", "ours", "side")
    return Evidence(
        id=row["id"],
        version=row["version"],
        kind="message",
        at_us=row["ts_us"],
        precision=row["precision"],
        system=row["system"],
        origin=Origin(row["origin_file"], row["origin_row"]),
        seen_us=row["seen_us"],
        **{name: row[name] for name in plain},
    )
