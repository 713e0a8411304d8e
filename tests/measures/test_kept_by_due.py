"""The measure `kept-by-due`: which promises count, and when each was done."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from tests.measures.grading import check, graded, of_world
from troth.acts.world import moment, read_world
from troth.extend.measure import Case, Example
from troth.measures import kept_by_due

EMPTY = "at | kind | by | thread | text"
BORN, DUE = moment("2026-03-02 10:00")[0], moment("2026-03-06 17:00")[0]
TYPES = {"string": pa.string(), "int64": pa.int64(), "bool": pa.bool_()}
SCHEMA = pa.schema([(name, TYPES[kind]) for name, kind in kept_by_due.SCHEMA.items()])


def promise(state: str, closed: str | None = None, **more: Any) -> dict[str, Any]:
    return {
        "promise": f"p-{state}-{closed}",
        "state": state,
        "confirmed": True,
        "to": "h-ana",
        "born_us": BORN,
        "due_us": DUE,
        "closed_us": moment(closed)[0] if closed else None,
        "record": "e-1",
        "version": "v",
    } | more


def cases(*promises: dict[str, Any], as_of: str = "2026-03-20 12:00") -> list[Case]:
    table = pa.Table.from_pylist(list(promises), schema=SCHEMA)
    return of_world(kept_by_due, EMPTY, as_of, {"promise": table})


def promised_in(example: Example) -> list[dict[str, Any]]:
    """The promises of an example, each of our messages with a day being one."""
    world = read_world(example.world)
    found = []
    for row in world.rows["message"]:
        if row["direction"] == "out":
            deeds = {note.deed: note.at_us for note in world.notes if note.target == row["thread"]}
            state = "kept" if "done" in deeds else "released" if "release" in deeds else "open"
            confirmed = "confirm" in deeds
            more = {"promise": f"p-{row['thread']}", "confirmed": confirmed}
            found.append(promise(state, **more, closed_us=deeds.get("done")))
    return found


@pytest.mark.parametrize("example", kept_by_due.EXAMPLES, ids=lambda each: each.title)
def test_examples(example: Example) -> None:
    check(example, cases(*promised_in(example), as_of=example.as_of or ""))


def test_what_a_person_judged_decides_and_not_the_day_of_the_mark() -> None:
    found = cases(
        promise("kept", "2026-03-05 10:00"),
        promise("kept", "2026-03-18 10:00"),
        promise("late", "2026-03-06 09:00"),
        promise("late", "2026-03-09 09:00"),
        promise("partly", "2026-03-06 09:00"),
        promise("broken", "2026-03-06 09:00"),
        promise("open"),
    )
    there = kept_by_due.Context(moment("2026-03-20 12:00")[0], moment("2026-03-20 12:00")[0])
    assert graded(found, there, None, None) == (2, 7)
    ends = {case.id: case.end_us for case in found}
    assert ends["p-kept-2026-03-18 10:00"] == DUE
    assert ends["p-late-2026-03-06 09:00"] == DUE + 1
    assert ends["p-broken-2026-03-06 09:00"] is None


@pytest.mark.parametrize("state", ["released", "withdrawn", "unverifiable"])
def test_what_cannot_count_is_shown(state: str) -> None:
    assert [case.counts for case in cases(promise(state))] == [False]


def test_an_open_promise_nobody_confirmed_is_shown_and_not_counted() -> None:
    assert [case.counts for case in cases(promise("open", confirmed=False))] == [False]


def test_candidates_undated_and_later_promises_are_no_cases() -> None:
    later = moment("2026-04-01 10:00")[0]
    assert (
        cases(
            promise("candidate"),
            promise("rejected"),
            promise("open", due_us=None),
            promise("open", born_us=later),
        )
        == []
    )
