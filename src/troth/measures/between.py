"""How long does it take from one step of a case to another?

Why it matters: "Delivered two days after you order" names two moments that systems record by
themselves. Between them nobody's memory is needed, and no average hides who waited longest.

How it decides: The target names two steps, `time between "ordered" and "delivered"`. A case
begins with the first of them in an order, a ticket or whatever else the steps belong to, and
ends with the other one after it. Where the first comes again after the other, that is a new case;
where it comes again before, it is the same one, counted from the first time. Names are compared
without regard to capitals and outer spaces.

When it stays silent: A step that belongs to nothing (no order, no ticket) is no case, nor is an
end without a beginning. What has begun and not ended is open: it counts against a promise once
its time is over, and before that for nothing.

Source: waits between activities as process mining counts them, with cases not yet ended kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from troth.extend.measure import (
    Batch,
    Case,
    Context,
    MeasureCard,
    Table,
    Tables,
    case_of,
    silent,
    speaks,
    unsure,
)

CARD = MeasureCard(needs=frozenset({"step"}), unit="duration", takes=("start", "end"))

SCHEMA: Mapping[str, str] = {
    "system": "string",
    "thread": "string",
    "ts_us": "int64",
    "record": "string",
    "version": "string",
    "begins": "bool",
    "customer": "string",
    "account": "string",
    "side": "string",
    "ours": "string",
    "precision": "string",
}
"""What `gather` gives, a row a step that begins or ends."""


def gather(tables: Tables, moment_us: int, start: str = "ordered", end: str = "delivered") -> Table:
    """The steps of these two names, with whose they are."""
    import ibis

    rows = tables["step"]
    rows = rows.mutate(named=rows.activity.strip().lower())
    names = [start.strip().lower(), end.strip().lower()]
    rows = rows.filter((rows.ts_us <= moment_us) & rows.thread.notnull() & rows.named.isin(names))
    held = tables["person"]
    people = held.select(known=held.handle, their_side=held.side)
    met = rows.left_join(people, rows.about == people.known)
    return met.select(
        "thread",
        "ts_us",
        "version",
        "account",
        "ours",
        "precision",
        system=ibis.coalesce(met.system, ""),
        record=met.id,
        begins=met.named == names[0],
        customer=met.about,
        side=ibis.coalesce(met.side, met.their_side),
    )


def cases(batch: Batch, context: Context) -> Iterable[Case]:
    """One case a pair of steps, in the order in which they began; the open ones stay open."""

    def place(row: Mapping[str, Any]) -> tuple[str, str]:
        return row["system"], row["thread"]

    def order(row: Mapping[str, Any]) -> tuple[Any, ...]:
        return *place(row), row["ts_us"], not row["begins"], row["record"]

    found: list[Case] = []
    for _, steps in groupby(sorted(batch.to_pylist(), key=order), place):
        found.extend(_walk(steps))
    return sorted(found, key=lambda case: (case.start_us, case.id))


def _walk(steps: Iterable[Mapping[str, Any]]) -> Iterator[Case]:
    begun: Mapping[str, Any] | None = None
    for step in steps:
        if step["begins"]:
            begun = begun or step
        elif begun is not None:
            yield _case(begun, step)
            begun = None
    if begun is not None:
        yield _case(begun, None)


def _case(begun: Mapping[str, Any], ended: Mapping[str, Any] | None) -> Case:
    subject = begun["customer"] or (ended["customer"] if ended else None)
    return case_of(begun, ended, subject=subject, account=begun["account"])


EXAMPLES = (
    speaks(
        "One came the next day, one is still on its way after a week",
        """
        at               | kind | about | thread | activity
        2026-03-02 09:00 | step | ana   | o1     | Ordered
        2026-03-02 15:00 | step | ana   | o1     | Packed
        2026-03-03 10:00 | step | ana   | o1     | Delivered
        2026-03-02 11:00 | step | ben   | o2     | Ordered
        2026-03-02 16:00 | step | ben   | o2     | Packed
        """,
        as_of="2026-03-10 12:00",
        says='1 of 2: time between "ordered" and "delivered" <= 2 days',
    ),
    silent(
        "Delivered, and nobody wrote down when it was ordered",
        """
        at               | kind | about | thread | activity
        2026-03-03 10:00 | step | ana   | o1     | Delivered
        """,
        as_of="2026-03-10 12:00",
    ),
    unsure(
        "Ordered an hour ago",
        """
        at               | kind | about | thread | activity
        2026-03-02 09:00 | step | ana   | o1     | Ordered
        """,
        as_of="2026-03-02 10:00",
        says='0 of 0, 1 still open: time between "ordered" and "delivered" <= 2 days',
    ),
)
