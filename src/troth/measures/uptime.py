"""For what share of the time did nothing that we declared stand still?

Why it matters: "99.9 %" is a number with a consequence: three quarters of an hour in thirty days.
Customers who plan by it are owed the same arithmetic afterwards.

How it decides: Each unplanned incident in our own log is a stretch in which we were down, from its
start to its end, or to the moment where it has none. Stretches that overlap are counted once. Up
is what remains of the time the target looks over; without `over`, of the time since the promise
was made. Incidents count in full whatever their impact, unless settings name the ones that do:
`[lenses.uptime] impacts = ["major", "critical"]`. All incidents are counted, so there is no
sample and no interval.

When it stays silent: Work that was announced beforehand is shown and not counted. Where no incident
was ever recorded there is no log, and no log shows nothing. Where the log begins within the time
looked at, too much downtime is still too much, but too little proves nothing.

Source: error budgets as in Google's Site Reliability Workbook (99.9 % of 30 days is 43.2 minutes).
What customers noticed is another measure, `uptime-reported`.
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

CARD = MeasureCard(needs=frozenset({"incident"}), unit="time")

SCHEMA: Mapping[str, str] = {
    "record": "string",
    "version": "string",
    "impact": "string",
    "planned": "bool",
    "start_us": "int64",
    "end_us": "int64",
    "side": "string",
    "ours": "string",
    "precision": "string",
}
"""What `gather` gives, a row an incident."""


def gather(tables: Tables, moment_us: int) -> Table:
    """Incidents that had begun by the moment."""
    import ibis

    rows = tables["incident"]
    rows = rows.mutate(begun=ibis.coalesce(rows.start_us, rows.ts_us))
    rows = rows.filter(rows.begun <= moment_us)
    return rows.select(
        *(name for name in SCHEMA if name not in ("record", "start_us")),
        record=rows.id,
        start_us=rows.begun,
    )


def cases(batch: Batch, context: Context) -> Iterable[Case]:
    """One case an incident, in the order in which they began."""
    named = context.options.get("impacts")
    impacts = {str(one).casefold() for one in named} if isinstance(named, list | tuple) else None
    rows = batch.to_pylist()
    for row in sorted(rows, key=lambda row: (row["start_us"], row["record"])):
        yield _case(row, context.moment_us, impacts)


def _case(row: Mapping[str, Any], moment_us: int, impacts: set[str] | None) -> Case:
    meant = impacts is None or (row["impact"] or "").casefold() in impacts
    ended = row["end_us"] is not None and row["end_us"] <= moment_us
    return Case(
        id=row["record"],
        subject=None,
        start_us=row["start_us"],
        end_us=row["end_us"] if ended else None,
        record=row["record"],
        version=row["version"],
        side=row["side"],
        ours=row["ours"],
        precision=row["precision"] or "second",
        counts=meant and not row["planned"],
    )


EXAMPLES = (
    speaks(
        "An hour down, and announced work that does not count",
        """
        at               | kind     | title         | end_us           | planned
        2026-01-02 09:00 | incident | Slow sign-in  | 2026-01-02 09:20 |
        2026-03-02 09:00 | incident | Search down   | 2026-03-02 10:00 |
        2026-03-07 22:00 | incident | Database move | 2026-03-07 23:00 | yes
        """,
        as_of="2026-03-10 12:00",
        says="60 minutes down: uptime >= 99.9% over 30 days",
    ),
    silent(
        "Nothing but announced work",
        """
        at               | kind     | title         | end_us           | planned
        2026-03-07 22:00 | incident | Database move | 2026-03-07 23:00 | yes
        """,
        as_of="2026-03-10 12:00",
    ),
    unsure(
        "It began ten minutes ago and goes on",
        """
        at               | kind     | title       | end_us
        2026-01-02 09:00 | incident | Slow search | 2026-01-02 09:20
        2026-03-10 11:50 | incident | Search down |
        """,
        as_of="2026-03-10 12:00",
        says="10 minutes down: uptime >= 99.9% over 30 days",
    ),
)
