"""Tasks: made, done, moved and given on. Each is an entry, and can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from troth.acts import note
from troth.acts.note import Signed
from troth.acts.opening import Workspace
from troth.acts.owning import named
from troth.acts.recorded import the_record
from troth.errors import TrothError, UnknownNameError
from troth.ledger import entries, tasks
from troth.ledger.whom import the_thing
from troth.model.entry import Entry
from troth.model.task import Task

if TYPE_CHECKING:
    from sqlalchemy import Connection

LONGEST = 1_000


def add(
    work: Workspace,
    about: str,
    words: str,
    by: Signed,
    *,
    owner: str | None = None,
    due_us: int | None = None,
) -> Entry:
    """A task about a person, a promise, a finding or an account; it is the signer's own, unless
    an `owner` is named. The day may lie behind: it is kept as it was given.

    Raises `UnknownNameError` where nothing is meant by `about`.
    """
    said = " ".join(words.split())
    if not said:
        raise TrothError("A task needs words.", advice="Say in a few words what is to be done.")
    if len(said) > LONGEST:
        raise TrothError(
            f"These are {len(said):,} letters.", advice=f"Say it in {LONGEST:,} at most."
        )
    with work.ledger.begin() as con:
        thing = the_thing(con, work.index, about)
        body: dict[str, object] = {
            "on": thing.on,
            "words": said,
            "owner": named(owner or by.who),
            "due_us": due_us,
        }
        return entries.note(
            con, at_us=by.now_us, who=by.who, deed=tasks.TASK, target=thing.id, body=body
        )


def done(
    work: Workspace, id: int, by: Signed, *, evidence: str | None = None, reason: str = ""
) -> Entry:
    """It is done: with the record that shows it, or in a word how."""
    body: dict[str, object] = {}
    if reason.strip():
        body["reason"] = reason.strip()
    if evidence is not None:
        found = the_record(work, evidence)
        body |= {"evidence": found.id, "version": found.version}
    if not body:
        raise TrothError(
            "To say that a task is done needs evidence or a word.",
            advice="Give the id of the record that shows it (“e-…”), or say how it was done.",
        )
    return _on(work, id, tasks.DONE, body, by)


def move(work: Workspace, id: int, due_us: int | None, by: Signed, *, reason: str = "") -> Entry:
    """It is due on another day; on none, where that is None."""
    body: dict[str, object] = {"due_us": due_us}
    if reason.strip():
        body["reason"] = reason.strip()
    return _on(work, id, tasks.MOVE, body, by)


def give(work: Workspace, id: int, owner: str, by: Signed) -> Entry:
    """It is another colleague's from now on."""
    return _on(work, id, tasks.GIVE, {"owner": named(owner)}, by)


def undo(work: Workspace, entry: int, by: Signed) -> Entry:
    """Take back what was noted of a task, or the task itself; `UnknownNameError` where it is none."""
    return note.undo_of(
        work, entry, by, tasks.DEEDS, "note of a task", "Its number was told with it."
    )


def the_task(con: Connection, id: int) -> Task:
    """The open task of this number; `UnknownNameError` where it is none, or done."""
    found = tasks.task(con, id)
    if found is None or not found.open:
        says = "open task" if found else "task"
        raise UnknownNameError(says, str(id), advice="Their numbers:  troth tasks")
    return found


def _on(work: Workspace, id: int, deed: str, body: dict[str, object], by: Signed) -> Entry:
    with work.ledger.begin() as con:
        found = the_task(con, id)
        raw = entries.entry(con, id)
        assert raw is not None
        at_us = max(by.now_us, found.last_us)
        held = {"task": id, **body}
        return entries.note(con, at_us=at_us, who=by.who, deed=deed, target=raw.target, body=held)
