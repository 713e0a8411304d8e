"""The last that happened: the last step of a case, our last word to a person; for lenses over records."""

from __future__ import annotations

from typing import Any

from troth.extend.cases import CASE, STEP, stepped
from troth.extend.joining import joined, spoken
from troth.extend.later import with_noted
from troth.extend.record import Table, Tables

LAST = {
    "kind": "string",
    **STEP,
    "text": "string",
    "before": "string",
    "before_version": "string",
    "before_text": "string",
    "records": "int64",
}
"""A last step or a last word of ours (`kind`); `before` is her last message, `records` how many."""


def last_steps(tables: Tables, moment_us: int) -> Table:
    """The last step of each case after which nobody wrote in it."""
    import ibis

    rows = stepped(tables, moment_us)
    newest = ibis.window(group_by=CASE, order_by=[rows.ts_us.desc(), rows.record.desc()])
    rows = rows.mutate(back=ibis.row_number().over(newest), records=rows.count().over(_group()))
    rows = _quiet(tables, rows.filter(rows.back == 0).drop("back"), moment_us)
    nothing = ibis.null("string")
    rows = rows.mutate(kind=ibis.literal("step"), text=nothing, **_nothing_before())
    return rows.select(*LAST)


def _group() -> Any:
    import ibis

    return ibis.window(group_by=CASE)


def _nothing_before() -> dict[str, Any]:
    import ibis

    return {name: ibis.null("string") for name in ("before", "before_version", "before_text")}


def _quiet(tables: Tables, rows: Table, moment_us: int) -> Table:
    """Those after which nobody wrote in the same conversation, and nobody noted an answer."""
    import ibis

    said = tables["message"]
    said = said.filter((said.ts_us <= moment_us) & said.thread.notnull())
    said = said.mutate(system=ibis.coalesce(said.system, ""), case=said.thread)
    said = joined(rows, said.group_by(CASE).aggregate(said_us=said.ts_us.max()), CASE)
    said = said.filter(ibis.coalesce(said.said_us, 0) <= said.ts_us).drop("said_us")
    return _not_noted(tables, said)


def _not_noted(tables: Tables, rows: Table) -> Table:
    """Those of which no colleague noted an answer afterwards."""
    import ibis

    keyed = rows.mutate(about=rows.record, to=rows.handle, thread=rows.case)
    noted = with_noted(tables, keyed)
    noted = noted.filter(ibis.coalesce(noted.noted_us, 0) < noted.ts_us)
    return noted.select(*rows.columns)


def last_words(tables: Tables, moment_us: int) -> Table:
    """Our word where it is the last in its conversation and to its person, with her last one."""
    import ibis

    said = spoken(tables, moment_us)
    said = said.filter(~ibis.coalesce(said.automatic, False) & said.customer.notnull())
    said = said.mutate(
        system=ibis.coalesce(said.system, ""),
        case=ibis.coalesce(said.thread, said.customer),
        record=said.id,
    )
    hers = said.filter(~ibis.coalesce(said.from_us, False))
    newest = ibis.window(group_by=CASE, order_by=[hers.ts_us.desc(), hers.record.desc()])
    hers = hers.mutate(back=ibis.row_number().over(newest))
    hers = hers.filter(hers.back == 0).select(
        *CASE, before="record", before_version="version", before_text="text", before_us="ts_us"
    )
    newest = ibis.window(group_by="customer", order_by=[said.ts_us.desc(), said.record.desc()])
    last = said.mutate(back=ibis.row_number().over(newest), records=said.count().over(_group()))
    last = last.filter((last.back == 0) & ibis.coalesce(last.from_us, False))
    last = joined(last, hers, CASE)
    last = last.filter(last.before.notnull() & last.about.notnull())
    nothing = ibis.null("string")
    last = last.mutate(
        kind=ibis.literal("message"),
        handle=last.about,
        activity=nothing,
        status=nothing,
        resource=nothing,
    )
    return _not_noted(tables, last.select(*LAST))
