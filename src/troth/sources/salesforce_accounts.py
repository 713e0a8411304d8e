"""Which accounts does Salesforce hold, since when, and which belongs under which?

What it reads: the Account object as CSV (Data Loader, weekly export, report) or as JSON of the
API. An account is no person and nothing that happened, so the smallest true thing is told: a step
"account opened" on the day the row was created, with the account's id and name, and what else the
row says (ParentId, Type, Industry) besides. Where only the last change is dated, the step is
"account changed". An account that was deleted has a step that says so.

How it is recognised: by columns like ParentId, BillingCity, Industry, and by ids that begin with
001.

What it sets aside: rows without an id, without any date, or with a date that cannot be read.

Source: the object reference of Salesforce for Account, and its published rule for ids of 18
characters.
"""

from __future__ import annotations

from collections.abc import Iterator

from troth.extend.chronicle import Row, Told, tell
from troth.extend.salesforce import COMMON, LISTS, SYSTEM, flat, likeness, tell_deletion, whole_id
from troth.extend.source import (
    Column,
    Frame,
    Identifier,
    Introduction,
    Opened,
    Reject,
    Sample,
    SourceCard,
    Table,
)

CARD = SourceCard(
    kinds=frozenset({"step"}),
    endings=(".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", ""),
    system=SYSTEM,
    introduces=True,
)

TABLE = Table(
    "step",
    (
        Column("id", "id account_id", required=True),
        Column("name", "name account_name"),
        Column("parent", "parent_id parent_account_id"),
        *(column for column in COMMON if column.into not in ("account", "account_name")),
    ),
)

_HEADERS = frozenset(
    [
        "parentid",
        "billingstreet",
        "billingcity",
        "billingcountry",
        "industry",
        "annualrevenue",
        "numberofemployees",
        "masterrecordid",
        "isdeleted",
        "systemmodstamp",
        "accountsource",
        "accountnumber",
        "accountname",
        "accountowner",
        "ownership",
        "tickersymbol",
        "lastactivitydate",
        "parentaccount",
    ]
)

EXAMPLES = (
    Sample(
        "Account.csv",
        "Id,Name,ParentId,Type,Industry,CreatedDate,IsDeleted,SystemModstamp\n"
        "0013t00003AbCdE,Example Holding,000000000000000AAA,Customer,Retail,"
        "2025-01-07T09:00:00.000Z,false,2026-03-02T09:00:00.000Z\n"
        "0013t00003AbCdFAAV,Example Shops,0013t00003AbCdE,Customer,Retail,"
        "2025-02-07T09:00:00.000Z,true,2026-03-02T09:00:00.000Z\n"
        "0013t00003AbCdG,Example Bank,,,,,false,\n",
        gives=3,
        sets_aside=1,
        says="holds no date",
        title="A holding, a shop under it that was deleted, and an account without a date",
    ),
)


def recognises(opened: Opened) -> float:
    """By the columns of an account and by its ids."""
    return likeness(opened, "001", "Account", frozenset(), _HEADERS)


def read(opened: Opened) -> Iterator[Frame | Introduction | Reject]:
    """When each account was opened."""
    yield from tell(opened, TABLE, SYSTEM, _tell, lists=LISTS, flat=flat)


def _tell(row: Row, told: Told) -> None:
    number = whole_id(row.text("id"))
    opened, changed = row.time("created"), row.time("modified")
    if number is None or (opened is None and changed is None):
        says = (
            "The account has no id." if number is None else "The row of the account holds no date."
        )
        told.reject(row, says, "It was set aside. Add Id and CreatedDate to the export.")
        return
    account = Identifier("account", f"{told.system}:{number}", row.text("name"))
    extra = row.also("owner", "master", "currency")
    over = None
    if parent := whole_id(row.text("parent")):
        extra["ParentId"] = parent
        over = Identifier("account", f"{told.system}:{parent}")
    told.place(row, account, over, row.text("owner"))
    moments = [("account opened", opened) if opened is not None else ("account changed", changed)]
    told.steps(row, number, moments, None, extra, thread=number, account=account)
    tell_deletion(row, told, number, "created", thread=number, account=account)
