"""What each customer has paid so far, since when, and what winning them cost, where a record says so."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from troth.extend.buying import of_people
from troth.extend.record import Cite, Table, Tables
from troth.extend.renewals import Stretch, payers, stretches

PAID = {
    "what": "string",
    "key": "string",
    "account": "string",
    "payer": "string",
    "side": "string",
    "ours": "string",
    "id": "string",
    "version": "string",
    "ts_us": "int64",
    "seen_us": "int64",
    "cents": "int64",
    "currency": "string",
    "plan": "string",
    "status": "string",
    "start_us": "int64",
    "end_us": "int64",
    "extra": "string",
}
"""The columns that `paid` gives: a row a subscription or contract, and a row a customer who bought."""
_COST = ("acquisition_cost", "customer_acquisition_cost", "cost_of_acquisition", "cac")
_TOTAL = ("totalcharges", "total_charges", "total_paid", "paid_in_total", "lifetime_revenue")
_BUYER = ("key", "side", "ours", "currency")


def paid(tables: Tables, moment_us: int) -> Table:
    """Subscriptions and contracts one by one; orders summed a customer and currency, in cents."""
    return _periods(tables, moment_us).union(_bought(tables, moment_us))


def _periods(tables: Tables, moment_us: int) -> Table:
    import ibis

    rows = payers(tables)
    rows = rows.filter(rows.ts_us <= moment_us)
    return rows.mutate(
        what=ibis.literal("period"), cents=(rows.amount * 100).round().cast("int64")
    ).select(*PAID)


def _bought(tables: Tables, moment_us: int) -> Table:
    """Orders, those given back taken off, with the first of each customer."""
    import ibis

    rows = of_people(tables["purchase"], tables, moment_us)
    rows = rows.filter(rows.amount.notnull())
    rows = rows.mutate(
        payer=rows.customer,
        account=rows.firm,
        key=ibis.coalesce(rows.firm, rows.person),
        cents=(rows.amount * 100).round().cast("int64"),
    )
    each = ibis.window(group_by=_BUYER)
    oldest = ibis.window(group_by=_BUYER, order_by=[rows.ts_us, rows.id])
    rows = rows.mutate(
        cents=rows.cents.sum().over(each),
        seen_us=rows.seen_us.max().over(each),
        nth=ibis.row_number().over(oldest),
    )
    rows = rows.filter(rows.nth == 0)
    none = {"plan": "string", "status": "string", "start_us": "int64", "end_us": "int64"}
    rows = rows.mutate(
        what=ibis.literal("bought"), **{name: ibis.null(kind) for name, kind in none.items()}
    )
    return rows.select(*PAID)


@dataclass(frozen=True, slots=True)
class Payer:
    """One customer: since when, what came in so far and what winning them cost, in cents.

    `cents` is None where an amount is missing or there is more than one currency; `cost_cents` where
    no record of theirs says it. `stretches` are their subscriptions and contracts.
    """

    key: str
    account: str | None
    side: str
    ours: str
    since_us: int
    seen_us: int
    cents: int | None
    currency: str
    cost_cents: int | None
    stretches: tuple[Stretch, ...]
    cite: Cite


def read_payers(rows: Iterable[Mapping[str, Any]], moment_us: int) -> list[Payer]:
    """The customers of rows as `paid` gives them, in the order of their keys."""
    ordered = sorted(rows, key=lambda row: (row["key"], row["ts_us"], row["id"]))
    return [_payer(key, list(held), moment_us) for key, held in groupby(ordered, _key)]


def _key(row: Mapping[str, Any]) -> str:
    return str(row["key"])


def _payer(key: str, rows: list[Mapping[str, Any]], moment_us: int) -> Payer:
    told = tuple(stretches((row for row in rows if row["what"] == "period"), moment_us))
    sums = [row["cents"] for row in rows if row["what"] == "bought"]
    sums += [_of_stretch(one, moment_us) for one in told]
    sums += [None] * (sum(row["what"] == "period" for row in rows) - len(told))
    money = sorted({(row["currency"] or "").upper() for row in rows})
    costs = [cost for row in rows if (cost := money_in(row["extra"], _COST)) is not None]
    known = [each for each in sums if each is not None]
    first = rows[0]
    start_us = min(row["ts_us"] if row["start_us"] is None else row["start_us"] for row in rows)
    return Payer(
        key=key,
        account=first["account"],
        side=next((row["side"] for row in rows if row["side"]), ""),
        ours=next((row["ours"] for row in rows if row["ours"]), ""),
        since_us=start_us,
        seen_us=max(row["seen_us"] for row in rows),
        cents=sum(known) if len(known) == len(sums) and len(money) == 1 else None,
        currency=money[0] if len(money) == 1 else "",
        cost_cents=max(costs, default=None),
        stretches=told,
        cite=Cite(first["id"], first["version"]),
    )


def _of_stretch(one: Stretch, moment_us: int) -> int | None:
    """What came in over a stretch: the total its row names, else a price for each interval begun."""
    total = money_in(one.row["extra"], _TOTAL)
    if total is not None:
        return total
    cents = one.row["cents"]
    if cents is None:
        return None
    if one.length is None:
        return int(cents)
    until = moment_us if one.end_us is None else min(one.end_us, moment_us)
    whole = one.length.within(one.start_us, until)
    begun = whole + (one.length.after(one.start_us, whole) < until)
    return int(cents) * max(1, begun)


def _plain(name: str) -> str:
    """A column's name as it is compared; what somebody keeps as metadata goes by its own name."""
    return re.sub(r"[\W_]+", "_", name.casefold()).strip("_").removesuffix("_metadata")


def money_in(extra: str | None, names: Iterable[str]) -> int | None:
    """The amount that the rest of a row holds under one of these names, in cents."""
    try:
        rest = json.loads(extra) if extra else {}
    except ValueError:
        return None
    if not isinstance(rest, Mapping):
        return None
    plain = {_plain(str(name)): cell for name, cell in rest.items()}
    for name in names:
        found = re.fullmatch(
            r"[^\d-]*(\d{1,12}(?:\.\d{1,4})?)\D*", str(plain.get(name, "")).strip()
        )
        if found:
            return round(float(found[1]) * 100)
    return None
