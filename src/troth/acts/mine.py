"""The labelled lines of this workspace: what people here said of what was read.

A promise that was confirmed or marked is one, a rejected one is none; `troth correct` says it of any
words and of any question. Each wording counts once, by the last word on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from troth.acts.correct import CORRECT, said_in
from troth.acts.grade import Grade, grade_items, known
from troth.acts.opening import Workspace
from troth.acts.traces import REPLACED
from troth.ledger.entries import TROTH, entries, in_force
from troth.ledger.folding import fold
from troth.ledger.promises import Wanted, by_promise, touched
from troth.ledger.sayings import sayings_by_id
from troth.model.origin import Span
from troth.text.backend import TextBackend
from troth.text.tasks import Item

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from troth.model.entry import Entry
    from troth.model.evidence import Evidence

ENOUGH = 10
"""Below so many lines no share is told."""


@dataclass(frozen=True, slots=True)
class Line:
    """One wording with its label, and the number of the entry that gave it."""

    item: Item
    gold: str
    entry: int
    read: bool = False


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade on the entries of this workspace; `read` of the lines had been read as a promise."""

    grade: Grade
    n: int
    read: int

    @property
    def enough(self) -> bool:
        """Whether there are lines enough for a share."""
        return self.n >= ENOUGH


def graded(work: Workspace, task: str, backend: TextBackend | None = None) -> Graded:
    """How often the rules, or a backend beside them, agree with what people here have said."""
    asked = known(task)
    held = lines(work, task)
    some = held if len(held) >= ENOUGH else []
    found = grade_items(
        asked, [one.item for one in some], [one.gold for one in some], backend=backend
    )
    return Graded(found, len(held), sum(one.read for one in held))


def lines(work: Workspace, task: str) -> list[Line]:
    """What people here have said that bears on a task, in the order in which they said it.

    `read` tells that a recogniser had read the words as a promise, so that a person was asked.
    """
    with work.ledger.read() as con:
        found = [*_corrected(con, work, task)]
        if task == "promise":
            found += _decided(con, work)
    last: dict[tuple[str, str], Line] = {}
    for one in sorted(found, key=lambda each: each.entry):
        last[one.item.speaker, " ".join(one.item.text.split()).casefold()] = one
    return sorted(last.values(), key=lambda each: each.entry)


def _decided(con: Connection, work: Workspace) -> Iterator[Line]:
    """Promises that a person confirmed, marked or rejected, by the words they rest on."""
    decided: dict[str, tuple[str, int]] = {}
    for held in by_promise(con, None, Wanted()).values():
        one = fold(held) if touched(held) else None
        if one is None or not (one.confirmed or one.state == "rejected"):
            continue
        number = max(entry.id for entry in held if entry.who != TROTH)
        decided |= dict.fromkeys(one.sayings, ("true" if one.confirmed else "false", number))
    for id, saying in sayings_by_id(con, decided).items():
        record = work.index.record(saying.record, saying.version)
        item = _item(record, saying.span)
        if item is not None:
            yield Line(item, *decided[id], read=True)


def _corrected(con: Connection, work: Workspace, task: str) -> Iterator[Line]:
    written: Iterable[Entry] = in_force(entries(con, deed=CORRECT))
    for one in written:
        body: Any = one.body
        if body.get("task") != task:
            continue
        record = work.index.record(one.target, body["version"])
        item = _item(record, Span(body["start"], body["end"]))
        if item is not None:
            yield Line(item, body["label"], one.id)


def _item(record: Evidence | None, span: Span) -> Item | None:
    """The words as a task is asked of them; None where they are gone, or were cleaned since."""
    if record is None:
        return None
    text = said_in(record)
    words = span.of(text)
    if not words.strip() or REPLACED in text:
        return None
    theirs = record.fields.get("direction") == "in"
    kind = "document" if record.kind == "document" else "message"
    return Item(words, "customer" if theirs else "company", kind)
