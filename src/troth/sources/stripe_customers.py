"""Who are the customers in Stripe, and by which address and number is each known?

What it reads: the customers export of the dashboard as CSV, or a list of customers as JSON of the
API. Each is introduced with its id, mail address, telephone number and name. Nothing that happened
stands in such a list, so it gives no record; what else it says (description, total spend, metadata)
is kept with the introduction.

How it is recognised: by the object's type in JSON; in a table by columns like Delinquent and
Created (UTC) and ids that begin with cus_.

What it sets aside: rows that name nobody, and rows with a date that cannot be read.

Source: Stripe's API reference for customers and the column names of its export.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from troth.extend.chronicle import Row, Told, tell
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
from troth.extend.stripe import LISTS, SYSTEM, in_utc, likeness, major, rest_of

CARD = SourceCard(
    kinds=frozenset(),
    endings=(".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", ""),
    system=SYSTEM,
    introduces=True,
)

TABLE = Table(
    "step",
    (
        Column("id", "id customer_id", required=True),
        Column("email", "email customer_email"),
        Column("name", "name customer_name"),
        Column("phone", "phone customer_phone"),
        Column("created", "created_utc created_date_utc created", "time"),
        Column("gone", "deleted", "flag"),
    ),
)

_OWN = frozenset(
    [
        "email",
        "createdutc",
        "delinquent",
        "description",
        "defaultsource",
        "cardid",
        "cardlastfour",
        "accountbalance",
        "totalspend",
        "paymentcount",
        "refundedvolume",
        "businessvatid",
        "averageorder",
    ]
)

EXAMPLES = (
    Sample(
        "customers.csv",
        "id,Description,Email,Name,Created (UTC),Delinquent,Total Spend,team (metadata)\n"
        "cus_1,,ana@post.example,Ana Example,2026-01-02 09:00,false,87.00,red\n"
        "cus_2,,bo@post.example,Bo Example,soon,false,0.00,\n",
        gives=0,
        sets_aside=1,
        says='column "Created (UTC)" holds "soon", which is no date',
        title="A customer, and one whose date is none",
    ),
    Sample(
        "customers.json",
        '{"object": "list", "data": [{"id": "cus_3", "object": "customer", "name": "Cy Example", '
        '"email": "cy@post.example", "phone": "+44 20 7946 0000", "created": 1772442000, '
        '"balance": -500, "currency": "eur", "metadata": {"team": "red"}}]}',
        gives=0,
        title="JSON of the API",
    ),
)


def recognises(opened: Opened) -> float:
    """By the type of the object, or by columns and ids."""
    return likeness(opened, "customer", "cus_", _OWN, 3)


def read(opened: Opened) -> Iterator[Frame | Introduction | Reject]:
    """An introduction of each customer."""
    yield from tell(in_utc(opened), TABLE, SYSTEM, _tell, lists=LISTS, flat=_flat)


def _tell(row: Row, told: Told) -> None:
    name = row.text("name")
    ways = [told.person(row.text("id"), name), told.person(row.text("email"), name)]
    phone = told.person(row.text("phone"), name)
    if phone is not None and phone.scheme == "phone":
        ways.append(phone)
    if not any(ways):
        told.reject(
            row, "The customer has neither id nor address.", "It was set aside. Add id and Email."
        )
        return
    told.introduce(
        row,
        ways,
        once=False,
        stage="deleted" if row.flag("gone") else None,
        at_us=row.time("created"),
        extra=row.also("phone"),
    )


def _flat(values: Mapping[str, Any]) -> dict[str, str]:
    """A customer of the API under the names of the table."""
    record = rest_of(values)
    if values.get("balance") is not None:
        record["balance"] = major(values["balance"], values.get("currency"))
    return record
