"""What was said after a promise to a person, and what it makes of the promise.

Lenses that look at dated promises share this: the join, the same on every engine, and the reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from troth.extend.joining import spoken
from troth.extend.record import Span, Table, Tables
from troth.text.outcome import agrees, arrived, fulfils, misses, moves, refers, releases

LATER: Mapping[str, str] = {
    "promised_text": "string",
    "later": "string",
    "later_version": "string",
    "later_us": "int64",
    "later_text": "string",
    "from_us": "bool",
    "same_talk": "int64",
}
"""The columns that `with_later` adds; `same_talk` is 1 in the conversation of the promise."""


def with_later(tables: Tables, promises: Table, moment_us: int) -> Table:
    """These promises, each with its words and every later message of its conversation or to her.

    `promises` has the columns promise, to, born_us, system, thread and record; machines' words are
    left out. One without a later message stands there once, with nothing in its columns.
    """
    held = tables["person"]
    people = held.select(known=held.handle, who=held.person)
    due = promises.left_join(people, promises.to == people.known)
    due = due.mutate(person=due.who.fill_null(due.to)).drop("known", "who")
    said = _said(tables, moment_us)
    near = due.select("promise", "born_us", "system", "thread", "record", "person")
    in_talk = _after(near, said, (near.system == said.its_system) & (near.thread == said.talk), 1)
    to_her = _after(near, said, near.person == said.customer, 0)
    later = in_talk.union(to_her)
    later = later.group_by(*_LATER).aggregate(same_talk=later.same_talk.max())
    words = tables["message"].select(known_record="id", promised_text="text")
    due = due.left_join(words, due.record == words.known_record)
    return due.left_join(later, due.promise == later.promised)


_LATER = ("promised", "later", "later_version", "later_us", "later_text", "from_us")


def _said(tables: Tables, moment_us: int) -> Table:
    """Messages with the customer's person and whether they are ours; no machine's."""
    import ibis

    rows = spoken(tables, moment_us)
    rows = rows.filter(~ibis.coalesce(rows.automatic, False))
    return rows.select(
        "from_us",
        "customer",
        later=rows.id,
        later_version=rows.version,
        later_us=rows.ts_us,
        later_text=rows.text,
        its_system=rows.system,
        talk=rows.thread,
    )


def _after(near: Table, said: Table, where: Any, same_talk: int) -> Table:
    """What was said after a promise, where the condition joins the two."""
    import ibis

    met = near.inner_join(said, where)
    met = met.filter(
        (met.later_us >= met.born_us) & (met.record.isnull() | (met.later != met.record))
    )
    met = met.mutate(promised=met.promise, same_talk=ibis.literal(same_talk, "int64"))
    return met.select(*_LATER, "same_talk")


@dataclass(slots=True)
class Became:
    """What later words make of it: settled, perhaps settled elsewhere, or missed in her words."""

    settled: bool = False
    perhaps: bool = False
    missed: Mapping[str, Any] | None = None
    words: Span | None = None


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
                found = Became(settled=True)
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
