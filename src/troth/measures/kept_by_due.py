"""Was what we promised done by the day we said?

Why it matters: A date is the plainest part of a promise. Whoever was told "by Friday" need not
argue about what was meant.

How it decides: Every promise with a date is a case of its own, due when its words say. It ends
when a person marked it, with the evidence that this needs: "kept" says that it was done in time,
even if the mark was made later; "late" says that it was not. What was kept in part or broken,
and what is past its date and unmarked, has no end. Nothing is taken as kept because nobody
complained.

When it stays silent: Released, withdrawn and unverifiable promises are shown and not counted;
neither are open ones that nobody has confirmed as a promise. Candidates and rejected sayings are
no cases. An open promise whose day has not come counts for nothing yet.

Source: as research on election pledges counts: reliability is kept / (kept + broken), and what
cannot be verified stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from troth.extend.measure import (
    Batch,
    Case,
    Context,
    MeasureCard,
    Table,
    Tables,
    silent,
    speaks,
    unsure,
)

CARD = MeasureCard(needs=frozenset({"promise"}), unit="share")

SCHEMA: Mapping[str, str] = {
    "promise": "string",
    "state": "string",
    "confirmed": "bool",
    "to": "string",
    "side": "string",
    "ours": "string",
    "born_us": "int64",
    "due_us": "int64",
    "closed_us": "int64",
    "record": "string",
    "version": "string",
}
"""What `gather` gives, a row a promise."""

JUDGED = ("kept", "late", "partly", "broken")
SHOWN = ("open", *JUDGED, "released", "withdrawn", "unverifiable")


def gather(tables: Tables, moment_us: int) -> Table:
    """Promises with a date, born by the moment, that are or were promises."""
    rows = tables["promise"]
    rows = rows.filter(rows.due_us.notnull() & rows.state.isin(SHOWN))
    return rows.filter(rows.born_us <= moment_us).select(*SCHEMA)


def cases(batch: Batch, context: Context) -> Iterable[Case]:
    """One case a promise, in the order of their dates."""
    for row in sorted(batch.to_pylist(), key=lambda row: (row["due_us"], row["promise"])):
        judged = row["state"] in JUDGED
        yield Case(
            id=row["promise"],
            subject=row["to"],
            start_us=row["born_us"],
            end_us=_end_us(row),
            record=row["record"] or row["promise"],
            version=row["version"] or "",
            side=row["side"],
            ours=row["ours"],
            due_us=row["due_us"],
            counts=judged or (row["state"] == "open" and bool(row["confirmed"])),
        )


def _end_us(row: Mapping[str, Any]) -> int | None:
    """When it was done: never after the date if a person says kept, always if she says late."""
    closed = row["closed_us"]
    if row["state"] == "kept":
        return int(row["due_us"] if closed is None else min(closed, row["due_us"]))
    if row["state"] == "late":
        return int(max(closed or 0, row["due_us"] + 1))
    return None


EXAMPLES = (
    speaks(
        "One done in time, one past its day",
        """
        at               | kind    | by     | about | thread | text
        2026-03-02 09:00 | message | ana    |       | t1     | Where is my refund?
        2026-03-02 10:00 | message | us:tom | ana   | t1     | I will send it by 6 March 2026.
        2026-03-02 10:01 | confirm | us:tom |       | t1     |
        2026-03-05 10:00 | done    | us:tom |       | t1     |
        2026-03-02 09:00 | message | ben    |       | t2     | And mine?
        2026-03-02 11:00 | message | us:tom | ben   | t2     | I will send it by 6 March 2026.
        2026-03-02 11:01 | confirm | us:tom |       | t2     |
        """,
        as_of="2026-03-20 12:00",
        says="1 of 2 by the date",
    ),
    silent(
        "Released by the customer",
        """
        at               | kind    | by     | about | thread | text
        2026-03-02 09:00 | message | ana    |       | t1     | Where is my refund?
        2026-03-02 10:00 | message | us:tom | ana   | t1     | I will send it by 6 March 2026.
        2026-03-04 10:00 | release | us:tom |       | t1     |
        """,
        as_of="2026-03-20 12:00",
    ),
    unsure(
        "Its day has not come",
        """
        at               | kind    | by     | about | thread | text
        2026-03-02 09:00 | message | ana    |       | t1     | Where is my refund?
        2026-03-02 10:00 | message | us:tom | ana   | t1     | I will send it by 6 March 2026.
        2026-03-02 10:01 | confirm | us:tom |       | t1     |
        """,
        as_of="2026-03-03 12:00",
        says="0 of 1 by the date: still open",
    ),
)
