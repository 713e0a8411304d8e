"""What people here said a record really is, and what could be said of it: for its page."""

from __future__ import annotations

from dataclasses import dataclass

from troth.ledger.entries import in_force
from troth.model.entry import Entry
from troth.model.evidence import Evidence
from troth.text.tasks import TASKS
from troth.views.reading import Reading

CORRECT, UNDO = "correct", "undo"
OF_TWO_TEXTS = "agreement"
ANSWERS = {"true": "yes", "false": "no", "-1": "unhappy", "0": "neither", "1": "glad"}
"""Labels that say little by themselves, in a reader's words."""


@dataclass(frozen=True, slots=True)
class Question:
    """What may be asked of words, and its answers: the label and how it is told."""

    task: str
    asks: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """One answer that a person gave, about all words of the record or about these."""

    entry: int
    asks: str
    answer: str
    words: str | None
    who: str
    at: str


def questions() -> tuple[Question, ...]:
    """All questions about one text; whether two texts agree is no question about a record."""
    return tuple(
        Question(task.name, task.asks, tuple((each, told(each)) for each in task.labels))
        for task in TASKS.values()
        if task.name != OF_TWO_TEXTS
    )


def told(label: str) -> str:
    """A label as a reader would say it."""
    return ANSWERS.get(label, label)


def corrections(reading: Reading, record: Evidence) -> tuple[Correction, ...]:
    """The answers in force about a record, the newest first."""
    held = reading.entries_of(record.id)
    found = in_force(one for one in held if one.deed in (CORRECT, UNDO))
    return tuple(_correction(one, record, reading) for one in reversed(found))


def _correction(one: Entry, record: Evidence, reading: Reading) -> Correction:
    task = TASKS[str(one.body["task"])]
    start, end = (int(str(one.body[name])) for name in ("start", "end"))
    newest = one.body.get("version") == record.version
    words = record.text[start:end].strip() if newest else ""
    return Correction(
        entry=one.id,
        asks=task.asks,
        answer=told(str(one.body["label"])),
        words=words if words and words != record.text.strip() else None,
        who=one.who,
        at=reading.clock.moment(one.at_us),
    )
