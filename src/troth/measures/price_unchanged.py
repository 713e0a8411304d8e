"""How long does a price stay what it was when somebody agreed to it?

Why it matters: "Your price stays for a year" is why some people sign. Whether it did stands in what
each of them was billed, not in the price list.

How it decides: A case is one subscriber's price for one plan. It begins with the first period at
that price and ends where the next period of the same plan, length and currency costs more. From
there a new case begins. A lower price ends nothing: nobody was promised that. A case that goes on
has no end yet, and has stayed unchanged for as long as it has run.

When it stays silent: Periods without an amount, a currency they can be compared in, or a person or
account are passed over. Where a subscription is cancelled, or changes its plan, its currency or
the length of its periods, the price ended by other means; it is shown and not counted. Entries
of a changelog that announce a new price are not read: they do not say who pays it.

Source: own definition. Two periods are equally long where they differ by less than a fifth, so
that months of 28 and 31 days are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from troth.extend.measure import (
    Batch,
    Case,
    Context,
    MeasureCard,
    Table,
    Tables,
    silent,
    speaks,
    unsure,
)

CARD = MeasureCard(needs=frozenset({"period"}), unit="duration", bounds=frozenset({"least"}))

SCHEMA: Mapping[str, str] = {
    "whose": "string",
    "plan": "string",
    "currency": "string",
    "amount": "float64",
    "start_us": "int64",
    "end_us": "int64",
    "status": "string",
    "record": "string",
    "version": "string",
    "customer": "string",
    "account": "string",
    "side": "string",
    "ours": "string",
    "precision": "string",
}
"""What `gather` gives, a row a period."""

ALIKE = 0.2
CENT = 0.005
ENDED = ("cancelled", "canceled", "ended", "expired", "terminated", "churned")


def gather(tables: Tables, moment_us: int) -> Table:
    """Periods with a price, begun by the moment, and whose they are."""
    import ibis

    rows = tables["period"]
    rows = rows.mutate(
        begun=ibis.coalesce(rows.start_us, rows.ts_us), customer=ibis.coalesce(rows.about, rows.by)
    )
    rows = rows.filter((rows.begun <= moment_us) & rows.amount.notnull())
    held = tables["person"]
    people = held.select(known=held.handle, person=held.person, their_side=held.side)
    met = rows.left_join(people, rows.customer == people.known)
    met = met.mutate(whose=ibis.coalesce(met.account, met.person, met.customer))
    met = met.filter(met.whose.notnull())
    return met.select(
        *(
            name
            for name in SCHEMA
            if name not in ("record", "start_us", "side", "plan", "currency")
        ),
        record=met.id,
        start_us=met.begun,
        plan=ibis.coalesce(met.plan, ""),
        currency=ibis.coalesce(met.currency, ""),
        side=ibis.coalesce(met.side, met.their_side),
    )


def cases(batch: Batch, context: Context) -> Iterable[Case]:
    """One case a price, in the order in which they began."""

    def place(row: Mapping[str, Any]) -> str:
        return str(row["whose"])

    def order(row: Mapping[str, Any]) -> tuple[Any, ...]:
        return place(row), row["plan"], row["start_us"], row["record"]

    rows = sorted(batch.to_pylist(), key=order)
    found: list[Case] = []
    for _, held in groupby(rows, lambda row: (row["whose"], row["plan"])):
        found.extend(_prices(list(held), context.moment_us))
    return sorted(found, key=lambda case: (case.start_us, case.id))


def _prices(periods: list[Mapping[str, Any]], moment_us: int) -> Iterator[Case]:
    begun = last = periods[0]
    for period in periods[1:]:
        if not _comparable(last, period):
            yield _case(begun, None, counts=False)
            begun = period
        elif period["amount"] > last["amount"] + CENT:
            yield _case(begun, period, counts=True)
            begun = period
        last = period
    over = last["end_us"] is not None and last["end_us"] < moment_us
    ended = over or (last["status"] or "").lower() in ENDED
    yield _case(begun, None, counts=not ended)


def _comparable(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether both are paid in one currency for the same length of time."""
    if one["currency"] != other["currency"]:
        return False
    lengths = [
        each["end_us"] - each["start_us"] if each["end_us"] else None for each in (one, other)
    ]
    if None in lengths:
        return True
    short, long = sorted(length for length in lengths if length is not None)
    return bool(long <= 0 or (long - short) / long < ALIKE)


def _case(begun: Mapping[str, Any], risen: Mapping[str, Any] | None, *, counts: bool) -> Case:
    return Case(
        id=begun["record"],
        subject=begun["customer"],
        start_us=begun["start_us"],
        end_us=risen["start_us"] if risen else None,
        record=begun["record"],
        version=begun["version"],
        side=begun["side"],
        ours=begun["ours"],
        account=begun["account"],
        end_record=risen["record"] if risen else None,
        end_version=risen["version"] if risen else None,
        precision=begun["precision"] or "second",
        counts=counts,
    )


EXAMPLES = (
    speaks(
        "One paid more after half a year, one never more in sixteen months",
        """
        at         | kind   | about | plan  | amount | currency
        2025-01-01 | period | ana   | basic | 10     | EUR
        2025-07-01 | period | ana   | basic | 12     | EUR
        2025-01-01 | period | ben   | basic | 10     | EUR
        2026-01-01 | period | ben   | basic | 9      | EUR
        """,
        as_of="2026-05-10 12:00",
        says="1 of 2, 1 still open: price unchanged for 12 months",
    ),
    silent(
        "She cancelled, and he changed to another currency",
        """
        at         | kind   | about | plan  | amount | currency | status
        2025-01-01 | period | ana   | basic | 10     | EUR      | active
        2025-03-01 | period | ana   | basic | 10     | EUR      | cancelled
        """,
        as_of="2026-05-10 12:00",
    ),
    unsure(
        "A price that is two months old",
        """
        at         | kind   | about | plan  | amount | currency
        2026-03-10 | period | ana   | basic | 10     | EUR
        """,
        as_of="2026-05-10 12:00",
        says="0 of 0, 1 still open: price unchanged for 12 months",
    ),
)
