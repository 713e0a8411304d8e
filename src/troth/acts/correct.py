"""What a person says a text really is: a correction of a reading, kept as an entry.

Only the record, the stretch of it and the label are kept, never the words, so that whoever is
forgotten in the record is forgotten here. A later correction of the same words counts instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from troth.acts.grade import known
from troth.acts.note import Signed
from troth.acts.opening import Workspace
from troth.acts.recognise import prose_of
from troth.acts.recorded import the_record
from troth.errors import SourceError, UnknownNameError
from troth.ledger import entries

if TYPE_CHECKING:
    from troth.model.entry import Entry
    from troth.model.evidence import Evidence

CORRECT = "correct"


def correct(
    work: Workspace, task: str, record: str, label: str, by: Signed, *, words: str | None = None
) -> Entry:
    """Say that a record, or these words of it, bears this label of a task.

    Raises UnknownNameError for a task, label or record there is not, SourceError where the words
    do not stand in the record.
    """
    asked = known(task)
    if label not in asked.labels:
        advice = f"Labels of {task}: {', '.join(asked.labels)}."
        raise UnknownNameError("label", label, asked.labels, advice=advice)
    held = the_record(work, record)
    start, end = _stretch(held, words)
    body: dict[str, object] = {
        "task": task,
        "label": label,
        "start": start,
        "end": end,
        "version": held.version,
    }
    with work.ledger.begin() as con:
        return entries.note(
            con, at_us=by.now_us, who=by.who, deed=CORRECT, target=held.id, body=body
        )


def said_in(record: Evidence) -> str:
    """The words of a record as recognisers see them."""
    if record.kind == "document":
        return prose_of(str(record.fields.get("path") or record.origin.file), record.text)
    return record.text


def _stretch(record: Evidence, words: str | None) -> tuple[int, int]:
    text = said_in(record)
    wanted = text.strip() if words is None else words.strip()
    start = text.find(wanted)
    if not wanted or start < 0:
        says = "These words do not stand in the record." if words else "The record holds no words."
        advice = "Copy them letter for letter from the record's page." if words else ""
        raise SourceError(says, place=record.id, advice=advice)
    return start, start + len(wanted)
