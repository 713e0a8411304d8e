"""What share of messages is of a kind, side by side: which are read, and whom a finding is about.

Of those that a lens looks at, a draw is read by their ids, which are hashes and favour nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from troth.extend.record import Batch, Context, LensCard, Subject, Table, Tables
from troth.model.units import DAY_US

Row = Mapping[str, Any]
READ = {
    "record": "string",
    "version": "string",
    "ts_us": "int64",
    "side": "string",
    "their_side": "string",
    "ours": "string",
    "text": "string",
}
"""What is read of every message."""
LONGEST_US = 3_660 * DAY_US
MOST = 20_000


def newest(rows: Table, tables: Tables, moment_us: int) -> Table:
    """The newest of these messages, as `among_people` gives them, with the side of the customer."""
    import ibis

    rows = rows.filter(rows.text.notnull() & (rows.ts_us > moment_us - LONGEST_US))
    latest = ibis.window(order_by=[rows.ts_us.desc(), rows.id])
    rows = rows.mutate(rank=ibis.row_number().over(latest))
    rows = rows.filter(rows["rank"] < MOST)
    held = tables["person"]
    people = held.select(known=held.handle, their_side=held.side)
    return rows.left_join(people, rows.handle == people.known)


def drawn(batch: Batch, card: LensCard, context: Context) -> list[Row]:
    """The messages of the last `days`; of more than `most` (both options) a draw by their ids."""
    since_us = context.moment_us - number(card, context, "days") * DAY_US
    late = [row for row in batch.to_pylist() if row["ts_us"] > since_us]
    return sorted(late, key=lambda row: str(row["record"]))[: number(card, context, "most")]


def number(card: LensCard, context: Context, option: str) -> int:
    """An option that counts something."""
    return int(str(context.options.get(option, card.options[option])))


def least_share(card: LensCard, context: Context) -> float:
    """The share that is still no matter (option `share`)."""
    return float(str(context.options.get("share", card.options["share"])))


def side_of(row: Row) -> str:
    """The side of a message, else of its customer; empty where none is known."""
    return row["side"] or row["their_side"] or ""


def about(side: str, rows: Iterable[Row]) -> Subject:
    """The side, or where there is none the company, by the brand where all rows are of one."""
    if side:
        return Subject("side", side)
    brands = {row["ours"] for row in rows}
    return Subject("company", (brands.pop() if len(brands) == 1 else "") or "company")


def of_month(side: str, context: Context) -> str:
    """The anchor: the side, or all, and the month in which the records end."""
    return f"{side or 'all'} {datetime.fromtimestamp(context.moment_us / 1e6, UTC):%Y-%m}"
