"""What was invoiced through Stripe, and what was paid?

What it reads: the invoices export of the dashboard as CSV, or a list of invoices as JSON of the
API. Each invoice is a step "invoice issued", voided or written off where the export dates that;
the newest carries the status. A paid invoice is a purchase as well, on the day it was paid, of the
amount paid. Nothing is bought with an invoice over nothing (a trial), so that is only a step.
Drafts are steps "invoice drafted". The API's amounts, in cents or yen, are written out.

How it is recognised: by the object's type in JSON; in a table by columns like Amount Due and Amount
Paid and ids that begin with in_.

What it sets aside: rows without an id, without a date, or with dates and amounts that cannot be
read.

Source: Stripe's API reference for invoices, its list of currencies without a smaller unit, and the
column names of its export.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from troth.extend.chronicle import Row, Told, as_text, dig, tell
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
from troth.extend.stripe import (
    CUSTOMER,
    LISTS,
    SYSTEM,
    currency_of,
    customer_of,
    in_utc,
    likeness,
    major,
    page,
    payer,
    rest_of,
)

CARD = SourceCard(
    kinds=frozenset({"step", "purchase"}),
    endings=(".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", ""),
    system=SYSTEM,
    introduces=True,
)

TABLE = Table(
    "step",
    (
        Column("id", "id invoice_id", required=True),
        *CUSTOMER,
        Column("status", "status"),
        Column("paid", "paid", "flag"),
        Column("forgiven", "forgiven", "flag"),
        Column("paid_amount", "amount_paid", "money"),
        Column("total", "total amount_due amount", "money"),
        Column("currency", "currency"),
        Column("item", "description memo product plan"),
        Column("issued", "finalized_at_utc finalized_at date_utc date", "time"),
        Column("created", "created_utc created_date_utc created", "time"),
        Column("paid_at", "paid_at_utc paid_at", "time"),
        Column("voided_at", "voided_at_utc voided_at", "time"),
        Column(
            "uncollectible_at",
            "marked_uncollectible_at_utc marked_uncollectible_at uncollectible_at_utc",
            "time",
        ),
        Column("subscription", "subscription subscription_id"),
    ),
)

_OWN = frozenset(
    [
        "amountdue",
        "amountpaid",
        "amountremaining",
        "dateutc",
        "duedateutc",
        "subtotal",
        "total",
        "subscription",
        "number",
        "billing",
        "finalizedatutc",
        "paidatutc",
        "customer",
        "customerid",
        "customeremail",
        "forgiven",
        "status",
    ]
)
_MONEY = [
    "amount_due",
    "amount_paid",
    "amount_remaining",
    "amount_shipping",
    "amount_overpaid",
    "starting_balance",
    "ending_balance",
    "subtotal",
    "subtotal_excluding_tax",
    "tax",
    "total",
    "total_excluding_tax",
]

EXAMPLES = (
    Sample(
        "invoices.csv",
        "id,Number,Customer,Customer Email,Date (UTC),Amount Due,Amount Paid,Total,Currency,Status,"
        "Subscription\n"
        "in_1A,A-1,cus_1,ana@post.example,2026-03-02 09:00,29.00,29.00,29.00,eur,paid,sub_1A\n"
        "in_1B,A-2,cus_1,ana@post.example,2026-04-02 09:00,29.00,0.00,29.00,eur,open,sub_1A\n"
        "in_1C,A-3,cus_2,bo@post.example,,29.00,0.00,29.00,eur,void,sub_1C\n",
        gives=3,
        sets_aside=1,
        says="has no date",
        title="One paid (a step and a purchase), one open, and one without a date",
    ),
    Sample(
        "invoices.json",
        '{"object": "list", "data": [{"id": "in_1D", "object": "invoice", "customer": "cus_3", '
        '"customer_email": "cy@post.example", "currency": "jpy", "status": "paid", '
        '"created": 1772442000, "total": 3000, "amount_paid": 3000, '
        '"status_transitions": {"finalized_at": 1772445600, "paid_at": 1772449200}}]}',
        gives=2,
        title="JSON of the API, in yen",
    ),
)


def recognises(opened: Opened) -> float:
    """By the type of the object, or by columns and ids."""
    return likeness(opened, "invoice", "in_", _OWN, 4)


def read(opened: Opened) -> Iterator[Frame | Introduction | Reject]:
    """The steps of each invoice, and a purchase where it was paid."""
    yield from tell(in_utc(opened), TABLE, SYSTEM, _tell, lists=LISTS, flat=_flat)


def _tell(row: Row, told: Told) -> None:
    number, status = row.text("id"), _status(row)
    issued = row.time("issued")
    issued = row.time("created") if issued is None else issued
    if number is None:
        told.reject(row, "The invoice has no id.", "It was set aside. Add id to the export.")
        return
    shared = {"thread": number, "origin_link": page("invoices", number)}
    who = payer(row, told)
    kept = (
        "customer",
        "item",
        "total",
        "paid_amount",
        "currency",
        "subscription",
        "paid",
        "forgiven",
    )
    found = told.steps(
        row,
        number,
        [
            ("invoice drafted" if status == "draft" else "invoice issued", issued),
            ("invoice voided", row.time("voided_at")),
            ("invoice written off", row.time("uncollectible_at")),
        ],
        status,
        row.also(*kept),
        about=who,
        **shared,
    )
    paid_at = row.time("paid_at")
    paid_at = issued if paid_at is None else paid_at
    amount = row.number_of("paid_amount")
    amount = row.number_of("total") if amount is None else amount
    if status == "paid" and amount and paid_at is not None:
        sold = {"item": row.text("item"), "amount": amount, "currency": currency_of(row)}
        told.add("purchase", row, paid_at, number, by=who, **sold, **shared)
    elif not found:
        told.reject(
            row, "The invoice has no date.", "It was set aside. Add its date to the export."
        )


def _status(row: Row) -> str | None:
    """The status, which older exports tell by a column "Paid" and one "Forgiven"."""
    status = row.text("status")
    if status is not None:
        return status.lower()
    if row.flag("paid") is not None:
        return "paid" if row.flag("paid") else "uncollectible" if row.flag("forgiven") else "open"
    return None


def _flat(values: Mapping[str, Any]) -> dict[str, str]:
    """An invoice of the API under the names of the table."""
    currency = values.get("currency")
    rest = rest_of(values, "customer", "customer_email", "customer_name", "status_transitions")
    for name in _MONEY:
        if values.get(name) is not None:
            rest[name] = major(values[name], currency)
    for name in ("finalized_at", "paid_at", "voided_at", "marked_uncollectible_at"):
        rest[name] = as_text(dig(values, "status_transitions", name)) or rest.get(name, "")
    if not rest.get("description"):
        rest["description"] = as_text(dig(values, "lines", "data", 0, "description"))
    subscription = values.get("subscription")
    nested = dig(values, "parent", "subscription_details", "subscription")
    rest["subscription"] = as_text(dig(subscription, "id") or subscription or nested)
    return {**customer_of(values), **rest}
