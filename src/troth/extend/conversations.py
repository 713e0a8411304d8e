"""What people wrote in conversations, for measures that walk through one: portable to every engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from troth.extend.record import Batch, Table, Tables

SAID: Mapping[str, str] = {
    "system": "string",
    "conversation": "string",
    "ts_us": "int64",
    "record": "string",
    "version": "string",
    "direction": "string",
    "customer": "string",
    "account": "string",
    "side": "string",
    "ours": "string",
    "precision": "string",
    "short_text": "string",
}
"""The columns that `said` gives, a row a message."""


def said(tables: Tables, moment_us: int, brief: int) -> Table:
    """Messages of people, ours and theirs, in conversations; machines' are left out.

    A message that names no conversation belongs to the one its writer has with us in that system.
    `short_text` holds the words of what customers wrote in at most so many signs, for thanks are
    short.
    """
    import ibis

    rows = tables["message"]
    rows = rows.filter((rows.ts_us <= moment_us) & ~ibis.coalesce(rows.automatic, False))
    rows = rows.filter(rows.direction.isin(["in", "out"]))
    person = ibis.ifelse(rows.direction == "in", rows.by, rows.about)
    rows = rows.mutate(conversation=ibis.coalesce(rows.thread, person))
    rows = rows.filter(rows.conversation.notnull())
    held = tables["person"]
    people = held.select(known=held.handle, their_side=held.side)
    met = rows.left_join(people, rows.by == people.known)
    short = (met.direction == "in") & (met.text.length() <= brief)
    return met.select(
        *("conversation", "ts_us", "version", "direction", "account", "ours", "precision"),
        system=ibis.coalesce(met.system, ""),
        record=met.id,
        customer=met.by,
        side=ibis.coalesce(met.side, met.their_side),
        short_text=ibis.ifelse(short, met.text, None),
    )


def by_conversation(batch: Batch) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Each conversation's system and its messages, oldest first."""

    def place(row: Mapping[str, Any]) -> tuple[str, str]:
        return row["system"], row["conversation"]

    rows = sorted(batch.to_pylist(), key=lambda row: (*place(row), row["ts_us"], row["record"]))
    for (system, _), held in groupby(rows, place):
        yield system, list(held)
