"""How long before a change did we say that it would come?

Why it matters: Whoever builds on us, or pays us, has to do something when we change. How much time
there was for it is what "thirty days' notice" means.

How it decides: A case is one change. It begins when it was announced and ends when it took effect;
the days between are the notice, counted raw: from the first word, whether or not that word said
all one needs to know. Where it was announced on the day itself or afterwards, the notice is none.
A change that lies ahead is decided once so much time has passed since it was announced.

When it stays silent: A change of which the announcement or the effect is not recorded is no case.
An entry of a changelog has one day for both, the day it was published; for the product and its
API that says only that it was written down, and it is shown and not counted. Prices and terms
count always. A date that was moved is seen only where the record was changed.

Source: P2B regulation (EU) 2019/1150, article 3, which counts from the announcement. What could be
acted on, counted from when all terms were known, is another question: the measure `actionable-notice`.
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

CARD = MeasureCard(needs=frozenset({"change"}), unit="duration", bounds=frozenset({"least"}))

SCHEMA: Mapping[str, str] = {
    "record": "string",
    "version": "string",
    "what": "string",
    "announced_us": "int64",
    "effect_us": "int64",
    "side": "string",
    "ours": "string",
    "account": "string",
    "precision": "string",
}
"""What `gather` gives, a row a change."""

ALWAYS = ("price", "terms")


def gather(tables: Tables, moment_us: int) -> Table:
    """Changes that had been announced by the moment, with the day of their effect."""
    rows = tables["change"]
    rows = rows.filter(rows.announced_us.notnull() & rows.effect_us.notnull())
    rows = rows.filter(rows.announced_us <= moment_us)
    return rows.select(*(name for name in SCHEMA if name != "record"), record=rows.id)


def cases(batch: Batch, context: Context) -> Iterable[Case]:
    """One case a change, in the order in which they were announced."""
    rows = batch.to_pylist()
    for row in sorted(rows, key=lambda row: (row["announced_us"], row["record"])):
        yield _case(row, context.moment_us)


def _case(row: Mapping[str, Any], moment_us: int) -> Case:
    what = (row["what"] or "").strip().lower()
    passed = row["effect_us"] <= moment_us
    return Case(
        id=row["record"],
        subject=None,
        start_us=row["announced_us"],
        end_us=row["effect_us"] if passed else None,
        record=row["record"],
        version=row["version"],
        side=row["side"],
        ours=row["ours"],
        account=row["account"],
        precision=row["precision"] or "second",
        counts=row["announced_us"] != row["effect_us"] or what in ALWAYS,
        what=what or None,
    )


EXAMPLES = (
    speaks(
        "One price was announced two months ahead, one a week",
        """
        at         | kind   | what  | title            | announced_us | effect_us
        2026-01-02 | change | price | Night parcels    | 2026-01-02   | 2026-03-01
        2026-02-20 | change | price | Weekend parcels  | 2026-02-20   | 2026-02-27
        """,
        as_of="2026-03-10 12:00",
        says="1 of 2: notice >= 30 days",
    ),
    silent(
        "An entry of a changelog",
        """
        at         | kind   | what    | title | announced_us | effect_us
        2026-01-02 | change | product | 1.2.0 | 2026-01-02   | 2026-01-02
        """,
        as_of="2026-03-10 12:00",
    ),
    unsure(
        "Announced a week ago, and still to come",
        """
        at         | kind   | what  | title         | announced_us | effect_us
        2026-03-03 | change | terms | Claims by post | 2026-03-03  | 2026-05-01
        """,
        as_of="2026-03-10 12:00",
        says="0 of 0, 1 still open: notice >= 30 days",
    ),
)
