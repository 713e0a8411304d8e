"""The steps of support cases, for lenses over records: whose case it is, and how its end is told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from troth.extend.record import Context, Subject, Table, Tables
from troth.model.units import DAY_US
from troth.patterns import later

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
_CLOSES = later(
    r"\b(?:clos(?:ed?|ing|ure)|resolv(?:ed?|ing)|resolution|solved|archived?|settled|withdrawn|"
    r"cancell?ed|completed case|case completed|finished|refunded|delivered|merged)\b",
    re.I,
)
_STILL_OPEN = later(r"\b(?:not|un|never|re-?open\w*|request\w*|wait\w*|to be|until|before)\b", re.I)
_BROKEN = later(
    r"\b(?:bounced?|undeliver\w+|not delivered|broken|error page|page (?:not found|error|is down)"
    r"|dead (?:link|page|number)|no (?:stock|back-?orders?|such (?:page|address|number))"
    r"|out of stock|(?:form|link|page|number|mail|e-?mail) (?:failed|fails|not working))\b"
    r"|\b(?:404|410|500|502|503)\b",
    re.I,
)
_HERS = later(
    r"\b(?:wait\w*|await\w*|pending|on hold)\b.*\b(?:customer|client|user|requester|caller|applicant"
    r"|repl(?:y|ies)|response|answer|feedback|info|information|documents?|photos?|confirmation)\b",
    re.I,
)
BEGUN = frozenset({"start", "schedule", "assign", "begin"})
DONE = frozenset({"complete", "completed", "end"})


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


def whose(row: Mapping[str, Any]) -> tuple[Subject, str]:
    """Who a case is about, and how it is called in a sentence."""
    if row["handle"]:
        return Subject("person", row["handle"]), "{subject}’s case"
    if row["account"]:
        return Subject("account", row["account"]), "A case of {subject}"
    return Subject(
        "company", row["ours"] or "company"
    ), "A case of somebody the records do not name"


def counted_to(context: Context) -> str:
    """Until when a number of days is counted, where that is not now."""
    if context.as_of_us - context.moment_us < DAY_US:
        return ""
    return f" (counted to {context.records_end()}, when the records end)"


def here(context: Context, system: str) -> int:
    """As far as the records of one system reach."""
    return min(context.moment_us, context.coverage.get(system, context.moment_us))


def named_closing(context: Context) -> frozenset[str]:
    """The steps that the settings name as closing a case (option `closing`)."""
    return closing_names(context.options)


def closing_names(options: Mapping[str, object]) -> frozenset[str]:
    """The same from a lens' options."""
    given: Any = options.get("closing", ())
    names = (given,) if isinstance(given, str) else tuple(given)
    return frozenset(str(name).casefold().strip() for name in names)


def closed(row: Mapping[str, Any], named: frozenset[str]) -> bool:
    """Whether a step closes its case: one of those named or, where none is, by its own words."""
    told = [str(row[name]).strip() for name in ("activity", "status") if row[name]]
    if named:
        return any(each.casefold() in named for each in told)
    plain = [each.replace("_", " ") for each in told]
    return any(_CLOSES.search(each) and not _STILL_OPEN.search(each) for each in plain)


def broken_path(row: Mapping[str, Any]) -> bool:
    """Whether a step was a path that did not work: a bounce, an error page, no stock."""
    return any(_BROKEN.search(str(row[name])) for name in ("activity", "status") if row[name])


def waits_for_her(row: Mapping[str, Any]) -> bool:
    """Whether a step says that the next word is the customer's: waiting for customer, pending reply."""
    told = (str(row[name]).replace("_", " ") for name in ("activity", "status") if row[name])
    return any(_HERS.search(each) for each in told)


def still_open(known: bool) -> str:
    """What can be said of the end of a case that no step has closed."""
    return "and is not closed" if known else "(no step of this system is known to close a case)"


def repeated(tables: Tables, moment_us: int, column: str) -> Table:
    """The steps of those cases in which some value of a column stands more than once."""
    rows = stepped(tables, moment_us)
    named = rows.filter(rows[column].notnull())
    often = named.group_by([*CASE, column]).aggregate(times=named.count())
    often = often.filter(often.times > 1).select(*CASE).distinct()
    often = often.rename(its_system="system", its_case="case")
    where = [rows.system == often.its_system, rows.case == often.its_case]
    return rows.inner_join(often, where).select(*STEP)


def open_cases(
    batch: Any, context: Context, back_us: int
) -> Iterator[tuple[Sequence[Mapping[str, Any]], Context, bool]]:
    """The steps of each case, oldest first, that is not closed and went on lately.

    With each whether any step of its system is known to close a case: where none is, nobody can
    say that this one is open.
    """
    named = named_closing(context)
    rows = sorted(
        batch.to_pylist(),
        key=lambda row: (row["system"], row["case"], row["ts_us"], row["record"]),
    )
    for system, all_of in groupby(rows, key=lambda row: str(row["system"])):
        reach = replace(context, moment_us=here(context, system))
        once = _once(list(all_of))
        known = bool(named) or any(closed(row, named) for row in once)
        for _, held in groupby(once, key=lambda row: row["case"]):
            steps = list(held)
            if reach.moment_us - steps[-1]["ts_us"] <= back_us and not closed(steps[-1], named):
                yield steps, reach, known


def closed_since(
    steps: Sequence[Mapping[str, Any]], last: Mapping[str, Any], named: frozenset[str]
) -> bool:
    """Whether a step that closes the case came after this one, so that what it tells is over."""
    after = steps[[row["record"] for row in steps].index(last["record"]) + 1 :]
    return any(closed(row, named) for row in after)


def _once(rows: Sequence[Mapping[str, Any]]) -> Iterable[Mapping[str, Any]]:
    """Each step once, where a system writes down both that it began and that it was done."""
    states = {str(row["status"]).casefold() for row in rows if row["status"]}
    if not (states & BEGUN and states & DONE):
        return rows
    return [row for row in rows if str(row["status"]).casefold() not in BEGUN]


def stays(
    steps: Sequence[Mapping[str, Any]], column: str
) -> list[tuple[str | None, Sequence[Mapping[str, Any]]]]:
    """Steps in a row with the same value, as one stay."""
    return [(value, list(held)) for value, held in groupby(steps, key=lambda row: row[column])]
