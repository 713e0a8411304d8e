"""Which deals does Salesforce hold, how did each end, and what was sold?

What it reads: the Opportunity object as CSV (Data Loader, weekly export, report) or as JSON of
the API. Each becomes steps: opportunity created, won or lost, deleted. The newest carries the
stage. One that was won and has an amount is a purchase on its close date as well, unless it was
deleted. The close date of an open opportunity is a hope and is kept beside, not as a step.

How it is recognised: by columns like StageName, CloseDate, IsWon, and by ids that begin with 006.

What it sets aside: rows without an id, without any date, or with dates and amounts that cannot be
read. Whether one is won is told by IsWon, else by the stage "Closed Won"; other names of a stage
tell nothing.

Source: the object reference of Salesforce for Opportunity, and its published rule for ids of 18
characters.
"""

from __future__ import annotations

from collections.abc import Iterator

from troth.extend.chronicle import Row, Told, tell
from troth.extend.salesforce import (
    COMMON,
    LISTS,
    SYSTEM,
    account_of,
    flat,
    likeness,
    tell_deletion,
    whole_id,
)
from troth.extend.source import (
    Column,
    Frame,
    Introduction,
    Opened,
    Reject,
    Sample,
    SourceCard,
    Table,
)

CARD = SourceCard(
    kinds=frozenset({"step", "purchase"}),
    endings=(".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", ""),
    system=SYSTEM,
)

TABLE = Table(
    "step",
    (
        Column("id", "id opportunity_id", required=True),
        Column("name", "name opportunity_name"),
        *COMMON,
        Column("contact", "contact_id primary_contact_id"),
        Column("stage", "stage_name stage"),
        Column("amount", "amount", "money"),
        Column("close", "close_date", "time"),
        Column("won", "is_won won", "flag"),
        Column("over", "is_closed closed", "flag"),
        Column("quantity", "total_opportunity_quantity", "number"),
        Column("link", "url link"),
    ),
)

_HEADERS = frozenset(
    [
        "stagename",
        "stage",
        "closedate",
        "iswon",
        "isclosed",
        "probability",
        "forecastcategory",
        "expectedrevenue",
        "opportunityid",
        "opportunityname",
        "opportunityowner",
        "totalopportunityquantity",
        "won",
    ]
)

EXAMPLES = (
    Sample(
        "Opportunity.csv",
        "Id,AccountId,Name,StageName,Amount,CurrencyIsoCode,CloseDate,IsClosed,IsWon,CreatedDate\n"
        "0063t00004AbCdE,0013t00003AbCdE,Forty chairs,Closed Won,4000.00,EUR,2026-03-20,true,true,"
        "2026-03-02T09:00:00.000Z\n"
        "0063t00004AbCdF,0013t00003AbCdE,Ten desks,Proposal,900.00,EUR,2026-09-30,false,false,"
        "2026-03-03T09:00:00.000Z\n"
        "0063t00004AbCdG,0013t00003AbCdE,One lamp,Proposal,many,EUR,2026-09-30,false,false,"
        "2026-03-03T09:00:00.000Z\n",
        gives=4,
        sets_aside=1,
        says='column "Amount" holds "many", which is no number',
        title="One won (two steps and a purchase), one open, and one whose amount is none",
    ),
)


def recognises(opened: Opened) -> float:
    """By the columns of an opportunity and by its ids."""
    return likeness(opened, "006", "Opportunity", frozenset({"opportunityid"}), _HEADERS)


def read(opened: Opened) -> Iterator[Frame | Introduction | Reject]:
    """The steps of each opportunity, and a purchase where it was won."""
    yield from tell(opened, TABLE, SYSTEM, _tell, lists=LISTS, flat=flat)


def _tell(row: Row, told: Told) -> None:
    number = whole_id(row.text("id"))
    if number is None:
        told.reject(row, "The opportunity has no id.", "It was set aside. Add Id to the export.")
        return
    shared = {
        "thread": number,
        "account": account_of(row, told),
        "origin_link": row.text("link"),
    }
    who = told.person(whole_id(row.text("contact")))
    end, close = _end(row), row.time("close")
    moments = [("opportunity created", row.time("created"))]
    if end is not None:
        moments.append((f"opportunity {end}", close))
    if not any(at for _, at in moments):
        moments = [("opportunity changed", row.time("modified"))]
    kept = ("name", "amount", "currency", "won", "over", "quantity", "modified")
    extra = row.also(*kept, *(() if end else ("close",)))
    desk = whole_id(row.text("owner"))
    if not told.steps(
        row, number, moments, row.text("stage"), extra, about=who, resource=desk, **shared
    ):
        told.reject(
            row,
            "The opportunity has no date on which anything happened.",
            "It was set aside. Add CreatedDate to the export.",
        )
        return
    gone = tell_deletion(row, told, number, "close", "created", about=who, **shared)
    if end == "won" and close is not None and row.number_of("amount") is not None and not gone:
        sold = {name: row.number_of(name) for name in ("quantity", "amount")}
        named = {"item": row.text("name"), "currency": row.text("currency")}
        told.add("purchase", row, close, number, by=who, **sold, **named, **shared)


def _end(row: Row) -> str | None:
    """Won, lost, or still open."""
    if row.flag("won") is True:
        return "won"
    stage = "".join((row.text("stage") or "").lower().split())
    if row.flag("won") is None and stage == "closedwon":
        return "won"
    return "lost" if row.flag("over") or stage == "closedlost" else None
