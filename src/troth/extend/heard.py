"""What people of every side wrote to us: messages, reviews and survey answers in one table."""

from __future__ import annotations

from typing import Any

from troth.extend.record import Table, Tables

HEARD = {
    "kind": "string",
    "record": "string",
    "version": "string",
    "ts_us": "int64",
    "handle": "string",
    "person": "string",
    "side": "string",
    "their_side": "string",
    "ours": "string",
    "system": "string",
    "thread": "string",
    "subject": "string",
    "text": "string",
    "scale": "string",
    "score": "float64",
}
"""The columns of `heard` with their types."""


def heard(tables: Tables, moment_us: int) -> Table:
    """Each text or answer up to a moment, with the person behind the handle.

    Our own people and machines are left out. `side` is what the record says, `their_side` what
    is known of the person. Two addresses of one person are one person.
    """
    import ibis

    messages = tables["message"]
    machine = ibis.coalesce(messages.automatic, False)
    messages = messages.filter((messages.direction == "in") & ~machine)
    parts = [_shaped(messages, "message", messages.by)]
    for kind in ("review", "survey_answer"):
        rows = tables[kind]
        parts.append(_shaped(rows, kind, ibis.coalesce(rows.by, rows.about)))
    rows = ibis.union(*parts)
    rows = rows.filter((rows.ts_us <= moment_us) & rows.handle.notnull())
    held = tables["person"]
    known = held.select(known=held.handle, who=held.person, of_side=held.side, ours_too=held.staff)
    met = rows.left_join(known, rows.handle == known.known)
    met = met.filter(~ibis.coalesce(met.ours_too, False))
    met = met.mutate(person=ibis.coalesce(met.who, met.handle), their_side=met.of_side)
    return met.select(*HEARD)


def _shaped(rows: Table, kind: str, handle: Any) -> Table:
    import ibis

    def held(name: str, type_: str) -> Any:
        return rows[name] if name in rows.columns else ibis.null(type_)

    return rows.select(
        "version",
        "ts_us",
        "side",
        "thread",
        kind=ibis.literal(kind),
        record=rows.id,
        handle=handle,
        ours=ibis.coalesce(rows.ours, ""),
        system=ibis.coalesce(rows.system, ""),
        subject=held("title", "string") if kind == "review" else held("subject", "string"),
        text=ibis.coalesce(rows.text, ""),
        scale=held("scale", "string"),
        score=held("score", "float64"),
    )
