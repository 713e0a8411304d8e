"""How the promises of an example's world came out, as a run would have counted it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from troth.acts.judging import ENOUGH, METHOD, verdict
from troth.acts.verify import FAILED, MARKED
from troth.acts.world import World, WorldNote, handle
from troth.ledger.target import read_target
from troth.model.units import MINUTE_US
from troth.stats.rates.proportions import wilson

Row = Mapping[str, Any]


def tested_rows(world: World, promises: Sequence[Row]) -> dict[str, list[Row]]:
    """The rows of `verified`, `failure`, `tried` and `counted` that the notes of a world tell."""
    notes = {one["promise"]: _notes(world, one) for one in promises}
    return {
        "verified": [row for one in promises for row in _verified(one, notes[one["promise"]])],
        "failure": [
            row for one in promises for row in _failures(one, notes[one["promise"]], world)
        ],
        "tried": [row for one in promises for row in _tried(one, notes[one["promise"]])],
        "counted": [*_counted_by_side(world)],
    }


def _notes(world: World, promise: Row) -> list[WorldNote]:
    return [note for note in world.notes if note.target == promise["thread"]]


def _verified(promise: Row, notes: Iterable[WorldNote]) -> Iterator[Row]:
    for note in notes:
        if note.deed == "tested":
            yield {"promise": promise["promise"], "ours": promise["ours"], **_counted(note)}
    if promise["state"] in FAILED:
        yield {
            "promise": promise["promise"],
            "side": promise["side"],
            "status": promise["state"],
            "kept": 0,
            "broken": 1,
            "n": 1,
            "method": MARKED,
            "ours": promise["ours"],
            "marked_us": promise["closed_us"],
        }


def _counted(note: WorldNote) -> Row:
    kept, n = int(note.cells["kept"]), int(note.cells["n"])
    target = read_target(note.cells["text"])
    share = wilson(kept, n) if n >= ENOUGH else None
    return {
        "side": note.cells.get("side") or None,
        "status": verdict(kept, n, 0, target.share)[0],
        "kept": kept,
        "broken": n - kept,
        "n": n,
        "rate": share.value if share else None,
        "low": share.low if share else None,
        "high": share.high if share else None,
        "method": METHOD,
        "measure": str(target),
        "tolerance": target.share,
        "tolerance_by": note.cells.get("by") or None,
    }


def _failures(promise: Row, notes: Iterable[WorldNote], world: World) -> Iterator[Row]:
    for note in notes:
        if note.deed != "failed":
            continue
        who = handle(note.cells["by"]) if note.cells.get("by") else None
        asked = _asked(world, who, note.at_us) or promise
        yield {
            "promise": promise["promise"],
            "side": note.cells.get("side") or None,
            "person": who,
            "record": asked.get("id") or promise["record"],
            "version": asked["version"],
            "start_us": note.at_us,
            "end_us": note.until_us,
        }
    if promise["state"] in FAILED and promise["to"]:
        yield {"promise": promise["promise"], "side": promise["side"], "person": promise["to"]}


def _asked(world: World, who: str | None, at_us: int) -> Row | None:
    """The record with which a failed case began."""
    every = (row for rows in world.rows.values() for row in rows)
    return next((row for row in every if (row.get("by"), row["ts_us"]) == (who, at_us)), None)


def _tried(promise: Row, notes: Iterable[WorldNote]) -> Iterator[Row]:
    for note in notes:
        if note.deed == "tried":
            kept, n = int(note.cells["kept"]), int(note.cells["n"])
            for number in range(n):
                yield {
                    "promise": promise["promise"],
                    "side": note.cells.get("side") or None,
                    "start_us": note.at_us + number * MINUTE_US,
                    "kept": number < kept,
                    "record": promise["record"],
                    "version": promise["version"],
                }


def _counted_by_side(world: World) -> Iterator[Row]:
    """Cases by side: of one person who is named, with her record; else each of another person."""
    first = next((row for rows in world.rows.values() for row in rows), None)
    for at, note in enumerate(note for note in world.notes if note.deed == "counted"):
        kept, n, who = int(note.cells["kept"]), int(note.cells["n"]), note.cells.get("by")
        record = _asked(world, handle(who), note.at_us) if who else None
        shown = record or first or {"id": "e-none", "version": ""}
        for number in range(n):
            yield {
                "measure": note.text,
                "side": note.cells["side"],
                "handle": handle(who) if who else f"h-{note.cells['side']}-{at}-{number}",
                "met": number < kept,
                "start_us": note.at_us + number * MINUTE_US,
                "end_us": None if who else note.at_us + (number + 1) * MINUTE_US,
                "record": shown["id"],
                "version": shown["version"],
            }
