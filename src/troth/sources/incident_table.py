"""When did our product fail or stand still, as a table of incidents tells?

What it reads: a CSV with a column for what was wrong, one for the start and, where there are, one for
the end, the impact, whether it was planned, a description, a number and a link. Without an end it is
still open.

How it is recognised: by its columns, whatever their order, case and spelling: what was wrong and when
it began, and a column that only incidents have (incident, outage, impact, severity, planned, downtime).

What it sets aside: rows without a start that can be read one way only, rows of another width, rows
that end before they start; and the whole file where day and month may be swapped.

Source: headers as status pages, on-call tools and hand-kept incident logs write them.
"""

from __future__ import annotations

from collections.abc import Iterator

from troth.extend.source import (
    Column,
    Frame,
    Opened,
    Reject,
    Sample,
    SourceCard,
    Table,
    chosen_columns,
    headers,
    read_table,
    recognise,
)
from troth.text.table import plain

CARD = SourceCard(
    kinds=frozenset({"incident"}),
    endings=(".csv", ".tsv", ".txt", ""),
    system="incidents",
)

TABLE = Table(
    "incident",
    (
        Column(
            "title",
            "title incident incident_title incident_name outage name maintenance event problem "
            "summary what",
            required=True,
        ),
        Column(
            "at_us",
            "start started_at start_time starts_at started start_date began begin from "
            "incident_start outage_start detected_at start_at",
            "time",
            required=True,
        ),
        Column(
            "end_us",
            "end ended_at end_time ends_at ended end_date until to resolved_at resolved "
            "incident_end outage_end finished end_at",
            "time",
        ),
        Column("impact", "impact severity sev level priority"),
        Column(
            "planned", "planned is_planned scheduled maintenance_planned planned_or_unplanned type"
        ),
        Column(
            "text", "description text details summary note notes post_mortem postmortem", "words"
        ),
        Column("key", "incident_id incident_number id number key reference"),
        Column("ours", "brand our_brand product"),
        Column("origin_link", "url link permalink shortlink"),
    ),
)

ONLY = frozenset(
    ["incident", "incidenttitle", "incidentname", "incidentid", "incidentstart", "outage", "outagestart", "impact", "severity", "sev", "planned", "isplanned", "plannedorunplanned", "downtime", "incidentnumber"]
)  # fmt: skip
"""Headers that make a table with a title and a start one of incidents."""
OTHERS = frozenset(
    [
        "customer",
        "customerid",
        "email",
        "amount",
        "price",
        "currency",
        "requester",
        "ticketid",
        "caseid",
        "userid",
        "plan",
    ]
)
YES = frozenset(
    ["true", "yes", "y", "1", "t", "planned", "scheduled", "maintenance", "plannedmaintenance"]
)
NO = frozenset(["false", "no", "n", "0", "f", "unplanned", "unscheduled", "outage", "incident"])

EXAMPLES = (
    Sample(
        "incidents.csv",
        "incident,start,end,impact,planned\n"
        "Slow sign-in,2026-03-02 09:00,2026-03-02 09:40,minor,no\n"
        "Database move,2026-03-07 22:00,2026-03-07 23:00,maintenance,yes\n"
        "Mail delayed,2026-03-09 08:00,,major,no\n",
        gives=3,
        title="An incident, planned work, and an incident that is still open",
    ),
    Sample(
        "outages.csv",
        "Outage;Started at;Resolved at;Severity\n"
        "Search down;2026-03-02 09:00;2026-03-02 08:40;critical\n"
        "Search slow;2026-03-03 09:00;2026-03-03 09:40;minor\n",
        gives=1,
        sets_aside=1,
        says="ends before it starts",
        title="An outage that ends before it starts",
    ),
)


def recognises(opened: Opened) -> float:
    """What and when it began, in a table that has a column only incidents have."""
    if opened.head_text.lstrip("\ufeff \t\r\n")[:1] in ("{", "[", ""):
        return 0.0
    names = headers(opened)
    known = {plain(name) for name in names}
    if not known & ONLY or known & OTHERS:
        return 0.0
    return 0.97 * recognise(TABLE, names, opened.reading.map)


def read(opened: Opened) -> Iterator[Frame | Reject]:
    """Incidents, each with its start, its end and whether it was planned."""
    chosen = chosen_columns(TABLE, headers(opened), opened.reading.map)
    for item in read_table(opened, TABLE):
        if isinstance(item, Reject):
            yield item
        else:
            yield from _finished(opened, item, chosen.get("planned", "planned"))


def _finished(opened: Opened, frame: Frame, planned: str) -> Iterator[Frame | Reject]:
    columns = frame.columns
    columns["start_us"] = list(columns["at_us"])
    words = [str(each or "") for each in frame.column("planned")]
    columns["planned"] = [_planned(word) for word in words]
    unknown = {at: word for at, word in enumerate(words) if word and columns["planned"][at] is None}
    if unknown:
        kept = [dict(each or {}) for each in frame.column("extra")]
        for at, word in unknown.items():
            kept[at][planned] = word
        columns["extra"] = kept
    ends, starts = frame.column("end_us"), columns["start_us"]
    whole = [end is None or end >= start for end, start in zip(ends, starts, strict=True)]
    good = frame if all(whole) else frame.where(whole)
    if len(good):
        yield good
    for at, fine in enumerate(whole):
        if not fine:
            yield opened.reject(
                "The incident ends before it starts.",
                "The row was set aside. Correct it and add the file again.",
                row=frame.rows[at],
                excerpt=str(frame.column("title")[at] or ""),
            )


def _planned(word: str) -> bool | None:
    known = plain(word)
    return True if known in YES else False if known in NO else None
