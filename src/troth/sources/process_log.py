"""Which steps did each case go through, when, and at whose desk?

What it reads: event logs as a CSV or JSON table, one row a step: the case, the activity, and when
it happened (case:concept:name, concept:name, time:timestamp as pm4py writes them; Case ID,
Activity, Complete Timestamp as ProM and Disco do; case_id, activity, timestamp as bupaR does).
The lifecycle is kept as status, the resource (else the group) as the desk, all else as extra.

How it is recognised: by a column for the case, one for the activity and one for the time, in any
order and case. A case called “NA” is a case; a resource called so is nobody. Steps have no number
of their own: what they say and their order in the file are their key.

Two processes want a system each, or their cases share one map, and two cases of one number are taken
for one: `troth add repairs.csv --system repairs`, or `system` under [files."repairs*"] in troth.toml.
Say it before the first import; under another system the same steps are new ones.

What it sets aside: rows without a time that can be read one way only or without a case or
activity, rows of another width; the whole file where day and month may be swapped.

Source: the event logs of pm4py, bupaR, ProM and Disco; XES attribute names (IEEE 1849).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from troth.extend.ordinals import Ordinals, joined
from troth.extend.people import NOBODY
from troth.extend.source import (
    Column,
    Frame,
    Identifier,
    Opened,
    Reject,
    Sample,
    SourceCard,
    Table,
    account,
    chosen_columns,
    headers,
    person,
    read_table,
    staff,
)
from troth.text.table import plain

CARD = SourceCard(
    kinds=frozenset({"step"}),
    endings=(".csv", ".tsv", ".txt", ".jsonl", ".ndjson", ".json", ""),
    system="process-log",
)

TABLE = Table(
    "step",
    (
        Column(
            "thread",
            "case:concept:name case_concept_name case_id caseid case_identifier case_key "
            "case_number trace_id process_instance_id case",
            required=True,
        ),
        Column(
            "activity",
            "concept:name activity activity_name activity_id activityid activity_key "
            "event_name task_name task event",
            required=True,
        ),
        Column(
            "at_us",
            "time:timestamp complete_timestamp completetimestamp completion_timestamp timestamp "
            "end_timestamp end_time event_time eventtime time datetime date start_timestamp "
            "start_time",
            "time",
            required=True,
        ),
        Column("status", "lifecycle:transition lifecycle lifecycle_transition status state"),
        Column(
            "resource",
            "org:resource resource resource_id resource_name performed_by user agent employee "
            "org:group group team org:role role",
        ),
        Column("event", "identity:id event_id event_uuid"),
        Column("customer", "customer_id customer customer_email customer_number client_id client"),
        Column("account", "account account_id organisation organization"),
        Column("system", "system source_system"),
        Column("origin_link", "url link permalink"),
    ),
)

_STRICT = frozenset(("caseconceptname", "caseid", "caseidentifier", "casekey", "traceid"))
_ACTIVITIES = frozenset(("conceptname", "activity", "activityname", "activityid", "activitykey"))
_WORDS = frozenset(("text", "body", "message", "comment", "content", "subject", "description"))

EXAMPLES = (
    Sample(
        "pm4py.csv",
        "case:concept:name,concept:name,time:timestamp,org:resource,lifecycle:transition\n"
        "NA,register request,2026-03-02 09:00:00+01:00,desk-one,start\n"
        "NA,register request,2026-03-02 09:00:00+01:00,desk-one,complete\n"
        "7,check ticket,2026-03-02 10:00:00+01:00,NA,complete\n",
        gives=3,
        title="pm4py's columns; a case called NA is a case",
    ),
    Sample(
        "prom.csv",
        "Case ID;Activity;Complete Timestamp;Variant;Age\n"
        "A;ER Registration;2026/03/02 11:15:41.000;Variant 1;85\n"
        "A;Leucocytes;2026/03/02 11:27:00.000;Variant 1;\n"
        "A;Release;soon;Variant 1;\n",
        gives=2,
        sets_aside=1,
        says='column "Complete Timestamp" holds "soon", which is no date',
        title="ProM's columns with a time that is none",
    ),
)


def recognises(opened: Opened) -> float:
    """By case, activity and time; a table that holds words besides is rather a conversation."""
    names = headers(opened)
    chosen = chosen_columns(TABLE, names, opened.reading.map)
    if not {"thread", "activity", "at_us"} <= set(chosen):
        return 0.0
    if _WORDS & set(map(plain, names)):
        return 0.3
    sure = plain(chosen["thread"]) in _STRICT and plain(chosen["activity"]) in _ACTIVITIES
    return 0.98 if sure else 0.8


def read(opened: Opened) -> Iterator[Frame | Reject]:
    """Steps, each with its case, in the order of the file."""
    ordinals = Ordinals()
    for item in read_table(opened, TABLE):
        if isinstance(item, Frame):
            yield from _finished(opened, item, ordinals)
        else:
            yield item


def _finished(opened: Opened, frame: Frame, ordinals: Ordinals) -> Iterator[Frame | Reject]:
    columns = frame.columns
    cases, activities = frame.column("thread"), frame.column("activity")
    whole = [bool(case and activity) for case, activity in zip(cases, activities, strict=True)]
    if not all(whole):
        yield from _nameless(opened, frame, whole)
        frame = frame.where(whole)
        columns = frame.columns
    columns["resource"] = [_somebody(each) for each in frame.column("resource")]
    columns["by"] = list(map(_by, columns["resource"]))
    system = opened.reading.system or CARD.system
    columns["about"] = [person(each, None, system) for each in frame.column("customer")]
    columns["account"] = [account(each) for each in frame.column("account")]
    columns["key"] = list(_keys(frame, ordinals))
    columns.pop("customer", None)
    columns.pop("event", None)
    if len(frame):
        yield frame


def _nameless(opened: Opened, frame: Frame, whole: Sequence[bool]) -> Iterator[Reject]:
    for at, fine in enumerate(whole):
        if not fine:
            case, activity = frame.column("thread")[at], frame.column("activity")[at]
            missing = " and no ".join(
                name for name, cell in (("case", case), ("activity", activity)) if not cell
            )
            yield opened.reject(
                f"The row names no {missing}.",
                "The row was set aside. Fill the column and add the file again.",
                row=frame.rows[at],
                excerpt=", ".join(each for each in (case, activity) if each),
            )


def _keys(frame: Frame, ordinals: Ordinals) -> Iterator[str]:
    names = ("thread", "at_us", "activity", "status", "event")
    for case, at_us, activity, status, event in zip(*map(frame.column, names), strict=True):
        if event:
            yield joined(case, at_us, activity, status, event)
        else:
            yield ordinals.key(case, at_us, activity, status)


def _somebody(value: Any) -> str | None:
    return None if value is None or value.casefold() in NOBODY else str(value)


def _by(resource: str | None) -> Identifier | None:
    """The colleague, where the resource is an address; a desk or a robot is nobody."""
    return staff(resource, None, None) if resource and "@" in resource else None
