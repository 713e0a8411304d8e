"""Tasks as the ledger stands: each is an entry about somebody or something, and what followed it.

Every later entry (done, moved, given to another) has the same target as the task itself, so that
forgetting a person blanks the words of all of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from troth.ledger import same
from troth.ledger.entries import UNDO, entries, in_force, in_order, newest
from troth.ledger.once import until_new
from troth.ledger.same import same_people
from troth.model.entry import Entry
from troth.model.task import ON, Task

TASK = "task"
DONE, MOVE, GIVE = "task-done", "task-move", "task-give"
DEEDS = (TASK, DONE, MOVE, GIVE)
"""Made; done with evidence or a word; put on another day; given to another colleague."""


def tasks(con: sa.Connection) -> tuple[Task, ...]:
    """Every task that was not taken back, as it stands: open ones by their day, then done ones.

    A task about a person is by the id she is known by today. One whose words were blanked,
    because she asked to be forgotten, is none any more.
    """
    return until_new(con, "tasks", newest(con, (*DEEDS, *same.READ)), lambda: _tasks(con))


def task(con: sa.Connection, id: int) -> Task | None:
    """One task by its number."""
    return next((one for one in tasks(con) if one.id == id), None)


def _tasks(con: sa.Connection) -> tuple[Task, ...]:
    found = fold(in_force(entries(con, deed=(*DEEDS, UNDO))))
    people = same_people(con)
    held = (
        replace(one, target=people.root(one.target)) if one.on == "person" else one for one in found
    )
    return tuple(one for one in sorted(held, key=order) if one.target not in people.forgotten)


def fold(written: Iterable[Entry]) -> list[Task]:
    """The tasks after these entries, whatever order they come in."""
    found: dict[int, Task] = {}
    for entry in in_order(written):
        body: Any = entry.body
        if entry.deed == TASK:
            if body.get("words") and body.get("on") in ON:
                found[entry.id] = _made(entry, body)
        elif (held := found.get(body.get("task"))) is not None:
            found[held.id] = _after(held, entry, body)
    return list(found.values())


def _made(entry: Entry, body: Any) -> Task:
    return Task(
        id=entry.id,
        on=body["on"],
        target=entry.target,
        words=body["words"],
        owner=body.get("owner"),
        due_us=body.get("due_us"),
        born_us=entry.at_us,
        by=entry.who,
        last_us=entry.at_us,
        first_due_us=body.get("due_us"),
    )


def _after(held: Task, entry: Entry, body: Any) -> Task:
    held = replace(held, last_us=entry.at_us)
    if entry.deed == GIVE:
        return replace(held, owner=body.get("owner"))
    if entry.deed == MOVE:
        first = held.due_us if held.first_due_us is None else held.first_due_us
        return replace(held, due_us=body.get("due_us"), moved=held.moved + 1, first_due_us=first)
    return replace(
        held,
        done_us=entry.at_us,
        done_by=entry.who,
        evidence=body.get("evidence"),
        reason=body.get("reason"),
    )


def order(one: Task) -> tuple[bool, bool, int, int]:
    """Open before done, dated before undated, the soonest first; of done ones the newest first."""
    when = -(one.done_us or 0) if not one.open else one.due_us or 0
    return (not one.open, one.due_us is None and one.open, when, one.id)
