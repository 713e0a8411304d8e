"""The steps of support cases, for lenses over records: whose case it is, and how its end is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from troth.extend.record import Context, Subject, Table, Tables
from troth.text.patience import DAY_US

STEP = {
    "system": "string",
    "case": "string",
    "ours": "string",
    "side": "string",
    "record": "string",
    "version": "string",
    "ts_us": "int64",
    "precision": "string",
    "activity": "string",
    "status": "string",
    "resource": "string",
    "handle": "string",
    "account": "string",
}
"""The columns that `stepped` gives."""
CASE = ("system", "case")


def stepped(tables: Tables, moment_us: int) -> Table:
    """Every step of a case up to a moment; `handle` is the person served, where one is named."""
    import ibis

    rows = tables["step"]
    rows = rows.filter((rows.ts_us <= moment_us) & rows.thread.notnull())
    return rows.select(
        *("ours", "side", "version", "ts_us", "precision", "activity", "status"),
        *("resource", "account"),
        system=ibis.coalesce(rows.system, ""),
        case="thread",
        record="id",
        handle="about",
    ).select(*STEP)


def recent(rows: Table, since_us: int) -> Table:
    """The steps of those cases of which the last step is no older than a moment."""
    last = rows.group_by(CASE).aggregate(last_us=rows.ts_us.max())
    last = last.filter(last.last_us >= since_us).rename(its_system="system", its_case="case")
    where = [rows.system == last.its_system, rows.case == last.its_case]
    return rows.inner_join(last, where).select(*rows.columns)


def whose(row: Mapping[str, Any]) -> tuple[Subject, str]:
    """Who a case is about, and how it is called in a sentence."""
    if row["handle"]:
        return Subject("person", row["handle"]), "{subject}’s case"
    if row["account"]:
        return Subject("account", row["account"]), "A case of {subject}"
    return Subject("company", row["ours"] or "company"), "A case of somebody the records do not name"


def counted_to(context: Context) -> str:
    """Until when a number of days is counted, where that is not now."""
    if context.as_of_us - context.moment_us < DAY_US:
        return ""
    return f" (counted to {context.records_end()}, when the records end)"


def here(context: Context, system: str) -> int:
    """As far as the records of one system reach."""
    return min(context.moment_us, context.coverage.get(system, context.moment_us))
