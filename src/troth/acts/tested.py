"""How tested promises came out, as tables that lenses read: by side, and case by case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from troth.acts.judging import Mark
from troth.acts.verify import FAILED, MARKED, Verification, Verified
from troth.errors import TrothError
from troth.ledger import entries
from troth.ledger.target import read_target
from troth.model.entry import Entry
from troth.model.promise import Promise
from troth.store.schema import LEDGER, plain_schema

if TYPE_CHECKING:
    import pyarrow as pa
    from sqlalchemy import Connection

Row = Mapping[str, Any]
FAILURE = ("record", "version", "start_us", "end_us", "end_record", "end_version")


def tested_tables(con: Connection, found: Verification, moment_us: int) -> dict[str, pa.Table]:
    """The tables `verified`, `failure` and `tried`, in an order of their own on every run.

    What a person marked late, broken or kept in part stands among them whether or not a measure
    tests it too.
    """
    tested = sorted(found.verified, key=lambda one: one.promise.id)
    marks = _marks(con, (one.promise for one in tested if one.promise.state in FAILED), moment_us)
    return {
        "verified": _table("verified", (row for one in tested for row in _verified(one, marks))),
        "failure": _table("failure", (row for one in tested for row in _failures(one, marks))),
        "tried": _table("tried", (row for one in tested for row in _tried(one))),
    }


def _table(name: str, rows: Iterable[Row]) -> pa.Table:
    import pyarrow as pa

    return pa.Table.from_pylist(list(rows), schema=plain_schema(LEDGER[name]))


def _marks(con: Connection, failed: Iterable[Promise], moment_us: int) -> dict[str, Entry]:
    """What was marked last about each of these promises."""
    ids = [one.id for one in failed]
    marked = entries.entries(con, target=ids, deed="mark", until_us=moment_us) if ids else []
    return {one.target: one for one in marked}


def _verified(one: Verified, marks: Mapping[str, Entry]) -> Iterator[Row]:
    for mark in one.sides:
        if mark.method != MARKED:
            yield _row(one.promise, mark, None)
    marked = marks.get(one.promise.id)
    if marked is not None:
        mark = Mark(_state(one.promise), "", one.promise.side, 0, 1, method=MARKED)
        yield _row(one.promise, mark, _when(marked))


def _state(promise: Promise) -> Any:
    return promise.state


def _row(promise: Promise, mark: Mark, marked_us: int | None) -> Row:
    names = ("side", "status", "kept", "broken", "n", "rate", "low", "high", "method")
    same = ("measure", "tolerance_by", "owner", "ours")
    return {
        "promise": promise.id,
        **{name: getattr(mark, name) for name in names},
        **{name: getattr(promise, name) for name in same},
        "tolerance": None if marked_us is not None else _tolerance(promise),
        "marked_us": marked_us,
        "undecided_us": mark.undecided_us,
    }


def _tolerance(promise: Promise) -> float | None:
    """The share that the promise must reach, None where its measure cannot be read."""
    try:
        return None if promise.measure is None else read_target(promise.measure).share
    except TrothError:
        return None


def _failures(one: Verified, marks: Mapping[str, Entry]) -> Iterator[Row]:
    """The broken cases of each side, and the person for whom it was marked so."""
    for mark in one.sides:
        for case in mark.failed:
            same = {name: getattr(case, name) for name in FAILURE}
            yield {**same, "promise": one.promise.id, "side": mark.side, "person": case.subject}
    marked = marks.get(one.promise.id)
    if marked is not None and one.promise.to is not None:
        yield {
            "promise": one.promise.id,
            "side": one.promise.side,
            "person": one.promise.to,
            "record": marked.body.get("evidence"),
            "version": marked.body.get("version"),
            "start_us": one.promise.born_us,
        }


def _when(marked: Entry) -> int:
    """When what was marked happened: by its evidence, else when it was marked."""
    when = marked.body.get("when_us")
    return when if isinstance(when, int) else marked.at_us


def _tried(one: Verified) -> Iterator[Row]:
    for mark in one.sides:
        failed = frozenset(mark.failed)
        for case in sorted((*mark.met, *mark.failed), key=lambda each: (each.start_us, each.id)):
            yield {
                "promise": one.promise.id,
                "side": mark.side,
                "start_us": case.start_us,
                "kept": case not in failed,
                "record": case.record,
                "version": case.version,
            }
