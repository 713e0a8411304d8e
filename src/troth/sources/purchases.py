"""Who bought what, when, and for how much?

What it reads: a CSV, JSON lines, a JSON array, or a table parted by white space, with a column
for the customer and one for the day or time, and amount, quantity, item, currency, order
number, account, brand where there are. A negative amount is money given back. A table of
nothing but customer and date is a list of orders.

How it is recognised: by its columns, whatever their order, case and spelling. Customer numbers
keep their leading zeros. Rows without an order number are told apart by their content and,
where they are alike, by their order: two equal orders on one day are two orders.

What it sets aside: rows without a date that can be read one way only, rows of another width,
amounts and quantities that are no numbers; and the whole file where no column is the customer
or the date, or where day and month may be swapped.

Source: headers as the exports of Shopify, WooCommerce, Stripe and public purchase logs (CDNOW;
Fader and Hardie 2001) write them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from troth.extend.ordinals import Lines
from troth.extend.source import (
    Column,
    Draft,
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
    recognise,
)

CARD = SourceCard(
    kinds=frozenset({"purchase"}),
    endings=(".csv", ".tsv", ".jsonl", ".ndjson", ".json", ".txt", ""),
    system="purchases",
)

TABLE = Table(
    "purchase",
    (
        Column(
            "customer",
            "customer_id customer customer_number client_id client buyer_id buyer shopper_id "
            "cust cust_id customerid user_id user member_id masterid email customer_email "
            "billing_email email_address",
            required=True,
        ),
        Column("name", "customer_name name buyer_name billing_name client_name"),
        Column(
            "at_us",
            "at ordered_at order_date purchase_date purchased_at invoice_date transaction_date "
            "date paid_at created_at created created_utc timestamp datetime time day",
            "time",
            required=True,
        ),
        Column(
            "key",
            "order_id order_number order invoice invoice_number invoice_no "
            "invoiceno transaction_id purchase_id receipt charge_id",
        ),
        Column(
            "amount",
            "amount sales dollar_value total total_price order_total price revenue value paid "
            "grand_total net_sales spend",
            "money",
        ),
        Column("quantity", "quantity qty units cds number_of_cds items count", "number"),
        Column("item", "item product product_name sku lineitem_name description stock_code plan"),
        Column("currency", "currency currency_code"),
        Column("side", "side segment"),
        Column("account", "account account_id organization organisation"),
        Column("ours", "brand company our_brand store shop"),
        Column("system", "system source_system"),
        Column("origin_link", "url link permalink"),
    ),
)

_CONTENT = ("at_us", "by", "item", "quantity", "amount", "currency")
KEPT_MOST = 1_000_000
"""Customers remembered at once."""

_TELLING = frozenset(("amount", "quantity", "item", "key"))

_BARE = Table(
    "purchase",
    (
        Column("customer", "id", required=True),
        Column("at_us", "date", "time", required=True),
    ),
)

EXAMPLES = (
    Sample(
        "orders.csv",
        "Order ID,Customer ID,Ordered at,Amount,Currency\n"
        "1001,00017,2026-03-02 09:00,29.90,EUR\n"
        "1002,00018,2026-03-02,twelve,EUR\n",
        gives=1,
        sets_aside=1,
        says='column "Amount" holds "twelve", which is no number',
        title="An order list with an amount that is none",
    ),
    Sample(
        "log.txt",
        " customer_id  date number_of_cds  dollar_value\n"
        " 00001 19970101  1   11.77\n"
        " 00001 19970101  1   11.77\n",
        gives=2,
        title="Columns parted by spaces; two equal orders are two",
    ),
    Sample(
        "swapped.csv",
        "customer,date,amount\n7,03/04/2026,12.50\n7,05/06/2026,12.50\n",
        gives=0,
        sets_aside=1,
        says="may be day or month first",
        title="Nothing shows whether the day or the month comes first",
    ),
)


def recognises(opened: Opened) -> float:
    """By customer and date, and something bought; or customer and date and nothing else."""
    names = headers(opened)
    declared = opened.reading.map
    if _is_bare(names):
        return 0.5
    chosen = chosen_columns(TABLE, names, declared)
    others = [name for name in names if name not in chosen.values()]
    if not _TELLING & set(chosen) and others:
        return 0.0
    return recognise(TABLE, names, declared) * (0.95 if _TELLING & set(chosen) else 0.6)


def read(opened: Opened) -> Iterator[Draft | Frame | Reject]:
    """Purchases, each with its customer."""
    table = _BARE if _is_bare(headers(opened)) else TABLE
    buyers = _Buyers(opened.reading.system or CARD.system)
    for item in read_table(opened, table):
        if isinstance(item, Frame):
            buyers.finish(item)
        yield item


def _is_bare(names: tuple[str, ...]) -> bool:
    return sorted(name.casefold() for name in names) == ["date", "id"]


@dataclass(slots=True)
class _Buyers:
    """The customers and orders of one file so far."""

    system: str
    known: dict[tuple[str | None, str | None], Identifier | None] = field(default_factory=dict)
    lines: Lines = field(default_factory=Lines)

    def finish(self, frame: Frame) -> None:
        """Customers and order lines in place of the file's own columns."""
        columns = frame.columns
        customers = columns.pop("customer")
        names = columns.pop("name", None) or [None] * len(frame)
        if len(self.known) > KEPT_MOST:
            self.known.clear()
        for pair in set(zip(customers, names, strict=True)) - self.known.keys():
            self.known[pair] = person(*pair, self.system)
        columns["by"] = [self.known[pair] for pair in zip(customers, names, strict=True)]
        if "account" in columns:
            columns["account"] = [account(each) for each in columns["account"]]
        if "key" in columns:
            content = zip(*(frame.column(name) for name in _CONTENT), strict=True)
            columns["key"] = list(map(self.lines.key, columns["key"], content))
