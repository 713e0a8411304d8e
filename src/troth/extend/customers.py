"""Everything that a renewal may be asked about its customer, as one table: portable to every engine."""

from __future__ import annotations

from functools import reduce
from typing import Any

from troth.extend.buying import signs_of_life
from troth.extend.joining import spoken
from troth.extend.mended import mended
from troth.extend.record import Table, Tables

SHORT = 300
"""Of longer messages the words are not carried along: they are no mere thanks."""
TOLD = {
    "what": "string",
    "key": "string",
    "id": "string",
    "version": "string",
    "ts_us": "int64",
    "system": "string",
    "thread": "string",
    "from_us": "bool",
    "text": "string",
    "due_us": "int64",
    "closed_us": "int64",
    "start": "int64",
    "end": "int64",
}
"""The columns that `told_of` gives; `what` is promise, word, sign or note (see `beforehand.known`)."""
CLOSED = ("kept", "late", "partly", "broken")
OWING = ("partly", "broken")
"""Marks after which something is still owed, until it is mended."""


def told_of(tables: Tables, keys: Table, moment_us: int) -> Table:
    """Words, signs of life, confirmed promises with a day, and notes of answers to these customers.

    `keys` has the one column `key`: an account, or a person without one.
    """
    said = spoken(tables, moment_us)
    parts = (
        _words(said),
        _signs(tables, moment_us),
        _promises(tables),
        _notes_to_people(tables),
        _notes_in_talks(tables, said),
    )
    return _keyed(reduce(lambda one, other: one.union(other), parts), tables, keys)


def _keyed(rows: Table, tables: Tables, keys: Table) -> Table:
    """Rows with the key of the person in `whose`, those of other people dropped."""
    import ibis

    held = tables["person"]
    firms = held.group_by("person").aggregate(firm=held.account.max())
    firms = firms.select(its_person="person", firm="firm")
    rows = rows.left_join(firms, rows.whose == firms.its_person)
    rows = rows.mutate(key=ibis.coalesce(rows.firm, rows.whose))
    wanted = keys.select(wanted="key")
    return rows.inner_join(wanted, rows.key == wanted.wanted).select(*TOLD)


def _shaped(rows: Table, what: str, whose: Any, **columns: Any) -> Table:
    """Rows in the columns of `TOLD`, those not given null, with the person they belong to."""
    import ibis

    held = {name: columns.get(name, ibis.null(kind)) for name, kind in TOLD.items()}
    held = {name: value.cast(TOLD[name]) for name, value in held.items() if name != "key"}
    return rows.select(**(held | {"what": ibis.literal(what), "whose": whose}))


def _words(said: Table) -> Table:
    import ibis

    said = said.filter(~ibis.coalesce(said.automatic, False))
    short = ibis.ifelse(said.text.length() <= SHORT, said.text, ibis.null("string"))
    names = ("id", "version", "ts_us", "system", "thread", "from_us")
    columns = {name: said[name] for name in names}
    return _shaped(said, "word", said.customer, text=short, **columns)


def _signs(tables: Tables, moment_us: int) -> Table:
    """What else shows them to be there; their messages are words already."""
    rows = signs_of_life(tables, moment_us)
    rows = rows.filter(rows.kind != "message")
    return _shaped(rows, "sign", rows.person, id=rows.id, version=rows.version, ts_us=rows.ts_us)


def _promises(tables: Tables) -> Table:
    """Promises to a person that have a day, and that somebody confirmed or marked.

    Whoever was told that a promise is broken still has not got what was promised: that is over when it
    is mended, not when it is marked.
    """
    import ibis

    rows, held = tables["promise"], tables["person"]
    rows = rows.filter(rows.due_us.notnull() & rows.to.notnull())
    rows = rows.filter(rows.state.isin(CLOSED) | ((rows.state == "open") & rows.confirmed))
    people = held.select(known=held.handle, who=held.person)
    rows = rows.left_join(people, rows.to == people.known)
    rows = rows.mutate(whom=rows.who.fill_null(rows.to))
    ended = mended(tables)
    same = [rows.promise == ended.its_promise, rows.whom == ended.its_person]
    rows = rows.left_join(ended, same)
    closed_us = ibis.ifelse(rows.state.isin(OWING), rows.mended_us, rows.closed_us)
    columns = {name: rows[name] for name in ("version", "due_us", "start", "end")}
    columns["closed_us"] = closed_us
    id = rows.record.fill_null(rows.promise)
    return _shaped(rows, "promise", rows.whom, id=id, ts_us=rows.born_us, **columns)


def _notes_to_people(tables: Tables) -> Table:
    """When a colleague noted that a person was answered."""
    noted = tables["entry"]
    noted = noted.filter(noted.deed == "answered")
    return _shaped(noted, "note", noted.target, ts_us=noted.at_us)


def _notes_in_talks(tables: Tables, said: Table) -> Table:
    """When a colleague noted that a conversation was answered, for each customer in it."""
    noted = tables["entry"]
    noted = noted.filter(noted.deed == "answered")
    talks = said.filter(said.thread.notnull()).select(talk="thread", whom="customer").distinct()
    noted = noted.inner_join(talks, noted.target == talks.talk)
    return _shaped(noted, "note", noted.whom, ts_us=noted.at_us)
