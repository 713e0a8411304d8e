"""Who subscribes to what through Stripe, from when until when, and at which price?

What it reads: the subscriptions export of the dashboard as CSV, or a list of subscriptions as JSON
of the API. Each is a period: plan, status, start, end, amount, currency. The end is the moment it
ended; where it was cancelled for the end of the paid time, that end; else it is open. The reason
for cancelling, trials, interval and metadata are kept beside. One address may hold several. The
API's amounts, in cents or yen, are written out, and are for all items together.

How it is recognised: by the object's type in JSON; in a table by columns like Current Period End
(UTC) and ids that begin with sub_.

What it sets aside: rows without an id, without a start, or with dates and amounts that cannot be
read.

Source: Stripe's API reference for subscriptions, its list of currencies without a smaller unit,
and the column names of its export.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
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
    kinds=frozenset({"period"}),
    endings=(".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", ""),
    system=SYSTEM,
    introduces=True,
)

TABLE = Table(
    "period",
    (
        Column("id", "id subscription_id", required=True),
        *CUSTOMER,
        Column("plan", "plan plan_name plan_id product_name product price_id"),
        Column("quantity", "quantity", "number"),
        Column("amount", "amount", "money"),
        Column("currency", "currency"),
        Column("status", "status"),
        Column("start", "start_date_utc start_utc start_date start", "time"),
        Column("created", "created_utc created_date_utc created", "time"),
        Column("period_end", "current_period_end_utc current_period_end", "time"),
        Column("cancelled", "canceled_at_utc canceled_at cancelled_at_utc", "time"),
        Column("ended", "ended_at_utc ended_at", "time"),
        Column("at_end", "cancel_at_period_end", "flag"),
        Column("until", "cancel_at_utc cancel_at", "time"),
    ),
)

_OWN = frozenset(
    [
        "currentperiodstartutc",
        "currentperiodendutc",
        "trialstartutc",
        "trialendutc",
        "canceledatutc",
        "endedatutc",
        "cancellationreason",
        "cancelatperiodend",
        "customerid",
        "customeremail",
        "interval",
        "plan",
        "startutc",
        "startdateutc",
    ]
)

EXAMPLES = (
    Sample(
        "subscriptions.csv",
        "id,Customer ID,Customer Email,Plan,Quantity,Currency,Interval,Amount,Status,"
        "Cancellation Reason,Created (UTC),Start Date (UTC),Current Period End (UTC),"
        "Canceled At (UTC),Ended At (UTC),team (metadata)\n"
        "sub_1A,cus_1,ana@post.example,pro,1,eur,month,29.00,active,,2026-01-02 09:00,"
        "2026-01-02 09:00,2026-04-02 09:00,,,red\n"
        "sub_1B,cus_1,ana@post.example,addon,2,eur,month,5.00,canceled,too_expensive,"
        "2026-01-02 09:00,2026-01-02 09:00,2026-03-02 09:00,2026-02-20 08:00,2026-03-02 09:00,\n"
        "sub_1C,cus_2,bo@post.example,pro,1,eur,month,29.00,active,,soon,,,,,\n",
        gives=2,
        sets_aside=1,
        says='column "Created (UTC)" holds "soon", which is no date',
        title="Two periods of one address, and one without a date",
    ),
    Sample(
        "subscriptions.json",
        '{"object": "list", "has_more": false, "data": [{"id": "sub_1D", "object": "subscription", '
        '"customer": "cus_3", "currency": "jpy", "status": "active", "created": 1772442000, '
        '"start_date": 1772442000, "items": {"data": [{"quantity": 2, "price": {"id": "price_1", '
        '"nickname": "pro", "unit_amount": 3000}}]}}]}',
        gives=1,
        title="JSON of the API: seconds since 1970, and yen, which have no smaller unit",
    ),
)


def recognises(opened: Opened) -> float:
    """By the type of the object, or by columns and ids."""
    return likeness(opened, "subscription", "sub_", _OWN, 3)


def read(opened: Opened) -> Iterator[Frame | Introduction | Reject]:
    """The period of each subscription."""
    yield from tell(in_utc(opened), TABLE, SYSTEM, _tell, lists=LISTS, flat=_flat)


def _tell(row: Row, told: Told) -> None:
    number = row.text("id")
    start = row.time("start")
    start = row.time("created") if start is None else start
    if number is None or start is None:
        missing = "id" if number is None else "start"
        told.reject(
            row,
            f"The subscription has no {missing}.",
            "It was set aside. Add id, Created and Start Date to the export.",
        )
        return
    status = row.text("status")
    told.add(
        "period",
        row,
        start,
        number,
        by=payer(row, told),
        thread=number,
        plan=row.text("plan"),
        status="cancelled" if status == "canceled" else status,
        start_us=start,
        end_us=_end(row),
        amount=row.number_of("amount"),
        currency=currency_of(row),
        extra=row.also(
            "customer", "quantity", "created", "period_end", "cancelled", "at_end", "until"
        ),
        origin_link=page("subscriptions", number),
    )


def _end(row: Row) -> int | None:
    """When it ended or is to end; None while nothing says that it will."""
    if (ended := row.time("ended")) is not None:
        return ended
    if row.text("status") == "canceled":
        return row.time("cancelled")
    if (until := row.time("until")) is not None:
        return until
    return row.time("period_end") if row.flag("at_end") else None


def _flat(values: Mapping[str, Any]) -> dict[str, str]:
    """A subscription of the API under the names of the table."""
    items = dig(values, "items", "data")
    items = items if isinstance(items, list) else [{"plan": values.get("plan")}]
    currency = values.get("currency") or dig(values, "plan", "currency")
    currency = currency or dig(_price(items[0]) if items else None, "currency")
    ends = ("current_period_start", "current_period_end")
    record = customer_of(values)
    record.update({name: as_text(dig(items, 0, name)) for name in ends})
    why = values.get("cancellation_details")
    record.update(
        {
            "Plan": " + ".join(filter(None, map(_plan, items))),
            "Currency": as_text(currency),
            "Amount": _amount(items, values.get("quantity"), currency),
            "Interval": as_text(
                dig(_price(items[0]) if items else None, "recurring", "interval")
                or dig(_price(items[0]) if items else None, "interval")
            ),
            "Quantity": as_text(
                values.get("quantity") if values.get("quantity") else dig(items, 0, "quantity")
            ),
            "Cancellation Reason": as_text(dig(why, "feedback") or dig(why, "reason")),
            "Cancellation Comment": as_text(dig(why, "comment")),
        }
    )
    taken = ("customer", "items", "plan", "quantity", "currency", "cancellation_details")
    rest = rest_of(values, *taken)
    return {**record, **{name: cell for name, cell in rest.items() if cell or name not in record}}


def _price(item: object) -> object:
    return dig(item, "price") or dig(item, "plan")


def _plan(item: object) -> str:
    price = _price(item)
    if isinstance(price, str):
        return price
    named = dig(price, "nickname") or dig(price, "product", "name") or dig(price, "name")
    return as_text(named or dig(price, "id"))


def _amount(items: list[Any], quantity: object, currency: object) -> str:
    """The price of one interval, all items together; "" where one of them has no fixed price."""
    total = Decimal(0)
    for item in items:
        price = _price(item)
        unit = dig(price, "unit_amount")
        for name in ("unit_amount_decimal", "amount"):
            unit = dig(price, name) if unit is None else unit
        count = dig(item, "quantity")
        count = (quantity if count is None else count) or "1"
        if unit is None:
            return ""
        try:
            total += Decimal(as_text(unit)) * Decimal(as_text(count))
        except (InvalidOperation, ValueError):
            return f"{as_text(unit)} × {as_text(count)}"
    return major(str(total), currency) if items else ""
