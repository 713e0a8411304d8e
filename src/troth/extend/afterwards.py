"""What was said after a promise to a person, and what it makes of the promise.

Lenses that look at dated promises share this: the join, the same on every engine, and the reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from troth.extend.later import LATER as MESSAGES
from troth.extend.later import with_later as with_messages
from troth.extend.record import Span, Table, Tables
from troth.text.outcome import agrees, arrived, fulfils, misses, moves, refers, releases

PROMISE: Mapping[str, str] = {
    "promise": "string",
    "confirmed": "bool",
    "to": "string",
    "ours": "string",
    "side": "string",
    "born_us": "int64",
    "due_us": "int64",
    "kind": "string",
    "record": "string",
    "version": "string",
    "start": "int64",
    "end": "int64",
    "system": "string",
}
"""What a lens over dated promises reads of each."""
LATER: Mapping[str, str] = {"promised_text": "string", **MESSAGES}
"""The columns that `with_later` adds; `same_talk` is 1 in the conversation of the promise."""


def with_later(tables: Tables, promises: Table, moment_us: int) -> Table:
    """These promises, each with its words and every later message of its conversation or to her.

    `promises` has the columns promise, to, born_us, system, thread and record; machines' words are
    left out. One without a later message stands there once, with nothing in its columns.
    """
    words = tables["message"].select(known_record="id", promised_text="text")
    due = promises.left_join(words, promises.record == words.known_record)
    due = due.mutate(about=due.promise, since_us=due.born_us)
    return with_messages(tables, due, moment_us)


@dataclass(slots=True)
class Became:
    """What later words make of it: settled, perhaps settled elsewhere, or missed in her words.

    `by` is the message that settles it, the first since she last said that it had not come.
    """

    settled: bool = False
    perhaps: bool = False
    missed: Mapping[str, Any] | None = None
    words: Span | None = None
    by: Mapping[str, Any] | None = None


def became(promise: Mapping[str, Any], later: Iterable[Mapping[str, Any]]) -> Became:
    """What messages after a promise make of it, in the order given: the last word counts."""
    found = Became()
    promised = promised_words(promise)
    moved = False
    for row in later:
        if row["later"] is None:
            continue
        text = row["later_text"] or ""
        if _settles(row, text) or (moved and not row["from_us"] and agrees(text)):
            if row["same_talk"] or refers(promised, text):
                found = Became(settled=True, by=found.by or row)
            else:
                found.perhaps = True
        elif row["from_us"]:
            moved = moved or bool(row["same_talk"] and moves(text))
        elif not row["from_us"] and row["same_talk"] and row["later_us"] > promise["due_us"]:
            words = misses(text)
            if words is not None:
                found = Became(missed=row, words=words)
    return found


def promised_words(promise: Mapping[str, Any]) -> str:
    """The words that promise, out of the message they stand in."""
    text = promise["promised_text"] or ""
    return str(text[promise["start"] or 0 : promise["end"] or len(text)])


def _settles(row: Mapping[str, Any], text: str) -> bool:
    if row["from_us"]:
        return fulfils(text) is not None
    return arrived(text) is not None or releases(text) is not None
