"""What was said later, for lenses that follow a matter: portable, the same on every engine."""

from __future__ import annotations

from typing import Any

from troth.extend.joining import spoken
from troth.extend.record import Table, Tables

LATER = {
    "later": "string",
    "later_version": "string",
    "later_us": "int64",
    "later_text": "string",
    "from_us": "bool",
    "same_talk": "int64",
}
"""The columns that `with_later` adds; all null where nothing was said later."""
_KEYS = ("about", "to")


def with_later(tables: Tables, matters: Table, moment_us: int) -> Table:
    """Each matter with every message that was said after it, in its conversation or to its person.

    `matters` has `about`, `to` (the person's handle), `since_us`, `system`, `thread` and `record`
    (whose own message is left out), and may have `said_us`: an earlier moment from which messages are
    read as well, since what is done before its day is done. `same_talk` is 1 in the same
    conversation, 0 elsewhere; what machines wrote is left out.
    """
    held = tables["person"]
    people = held.select(known=held.handle, who=held.person)
    near = matters.left_join(people, matters.to == people.known)
    near = near.mutate(person=near.who.fill_null(near.to))
    begun = near.said_us if "said_us" in near.columns else near.since_us
    near = near.mutate(from_when=begun.fill_null(near.since_us))
    near = near.select(*_KEYS, "from_when", "system", "thread", "record", "person")
    said = _said(tables, moment_us)
    in_talk = _after(near, said, (near.system == said.its_system) & (near.thread == said.talk), 1)
    to_her = _after(near, said, near.person == said.customer, 0)
    later = in_talk.union(to_her)
    names = [name for name in LATER if name != "same_talk"]
    later = later.group_by(*(f"its_{key}" for key in _KEYS), *names).aggregate(
        same_talk=later.same_talk.max()
    )
    to = matters.to.fill_null("")
    where = [matters.about == later.its_about, to == later.its_to]
    return matters.left_join(later, where).select(*matters.columns, *LATER)


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
    import ibis

    met = near.inner_join(said, where)
    met = met.filter(
        (met.later_us >= met.from_when) & (met.record.isnull() | (met.later != met.record))
    )
    met = met.mutate(
        its_about=met.about, its_to=met.to.fill_null(""), same_talk=ibis.literal(same_talk, "int64")
    )
    names = [name for name in LATER if name != "same_talk"]
    return met.select("its_about", "its_to", *names, "same_talk")


def with_noted(tables: Tables, matters: Table) -> Table:
    """Each matter with `noted_us`: when a colleague last noted an answer to its person or thread."""
    import ibis

    noted, held = tables["entry"], tables["person"]
    noted = noted.filter(noted.deed == "answered")
    noted = noted.group_by("target").aggregate(noted_at=noted.at_us.max())
    people = held.select(known=held.handle, who=held.person)
    near = matters.left_join(people, matters.to == people.known).drop("known")
    by_person = noted.select(its_person="target", person_us="noted_at")
    by_thread = noted.select(its_thread="target", thread_us="noted_at")
    near = near.left_join(by_person, near.who == by_person.its_person)
    near = near.left_join(by_thread, near.thread == by_thread.its_thread)
    last = ibis.greatest(ibis.coalesce(near.person_us, 0), ibis.coalesce(near.thread_us, 0))
    return near.mutate(noted_us=last.nullif(0)).select(*matters.columns, "noted_us")
