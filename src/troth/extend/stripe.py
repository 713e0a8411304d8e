"""What all exports of Stripe have in common: customers, times in UTC, and the JSON of its API.

The API counts money in the smallest unit of the currency: cents, yen, thousandths of a dinar. A
table of the dashboard writes it out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any

from troth.extend.chronicle import Row, Told, as_text, first_rows, is_json
from troth.extend.nested import peeked
from troth.extend.opened import Opened
from troth.extend.tabular import Column, headers
from troth.model.evidence import Identifier
from troth.patterns import later

SYSTEM = "stripe"
LISTS = ("data",)

WHOLE = frozenset(
    [
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "JPY",
        "KMF",
        "KRW",
        "MGA",
        "PYG",
        "RWF",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
    ]
)
"""Currencies without a smaller unit. Of ISK and UGX, which have none, Stripe counts hundredths."""
THOUSANDTHS = frozenset(["BHD", "JOD", "KWD", "OMR", "TND"])

CUSTOMER = (
    Column("customer", "customer_id customer"),
    Column("email", "customer_email email"),
    Column("name", "customer_name"),
)

_ID = later(r"[a-z]{2,4}_\w+")


def major(amount: object, currency: object) -> str:
    """An amount of the API written out: 1999 in EUR is 19.99, 1999 in JPY is 1999."""
    text = as_text(amount)
    code = currency.upper() if isinstance(currency, str) else ""
    places = 0 if code in WHOLE else 3 if code in THOUSANDTHS else 2
    try:
        number = Decimal(text).scaleb(-places)
        return f"{number:f}" if number.is_finite() and abs(number.adjusted()) < 30 else text
    except (InvalidOperation, ValueError):
        return text


def customer_of(values: Mapping[str, Any]) -> dict[str, str]:
    """The customer an object belongs to, whether as an id or laid open."""
    customer = values.get("customer")
    record = {"Customer ID": as_text(customer), "Customer Email": "", "Customer Name": ""}
    if isinstance(customer, dict):
        record["Customer ID"] = as_text(customer.get("id"))
        record["Customer Email"] = as_text(customer.get("email"))
        record["Customer Name"] = as_text(customer.get("name"))
    for name, inside in (("Customer Email", "customer_email"), ("Customer Name", "customer_name")):
        record[name] = as_text(values.get(inside)) or record[name]
    return record


def rest_of(values: Mapping[str, Any], *taken: str) -> dict[str, str]:
    """What else an object says, with its metadata named as a table names it."""
    metadata = values.get("metadata")
    record = {
        name: as_text(each) for name, each in values.items() if name not in (*taken, "metadata")
    }
    if isinstance(metadata, dict):
        record.update({f"{name} (metadata)": as_text(each) for name, each in metadata.items()})
    elif metadata is not None:
        record["metadata"] = as_text(metadata)
    return record


def likeness(opened: Opened, kind: str, start: str, own: frozenset[str], need: int) -> float:
    """How surely a file holds one object of Stripe.

    JSON says so ("object": "invoice"); a table has at least `need` of `own` headers (in plain
    letters), and ids that begin with `start`.
    """
    if is_json(opened):
        said = {as_text(one.values.get("object")) for one in peeked(opened, *LISTS)}
        return 0.99 if said == {kind} else 0.0
    rows = first_rows(opened)
    names = {name for row in rows for name in row}
    if len(names & own) < need:
        return 0.0
    ids = [row["id"] for row in rows if row.get("id")]
    if any(each.startswith(start) for each in ids):
        return 0.99
    return 0.0 if any(map(_ID.match, ids)) or "id" not in names else 0.97


def in_utc(opened: Opened) -> Opened:
    """The file with no zone declared, where its own headers say that times are UTC."""
    if opened.reading.zone and any("(utc)" in name.casefold() for name in headers(opened)):
        return replace(opened, reading=replace(opened.reading, zone=None))
    return opened


def payer(row: Row, told: Told) -> Identifier | None:
    """The customer, by address where the row has one; her number and address are tied together."""
    name = row.text("name")
    number, email = told.person(row.text("customer"), name), told.person(row.text("email"), name)
    if number is not None and email is not None and number != email:
        told.introduce(row, [number, email])
    return email or number


def currency_of(row: Row) -> str | None:
    """The currency in capitals."""
    return (row.text("currency") or "").upper() or None


def page(kind: str, number: str) -> str | None:
    """Where an object of this id stands in the dashboard of whoever is signed in."""
    return f"https://dashboard.stripe.com/{kind}/{number}" if _ID.fullmatch(number) else None
