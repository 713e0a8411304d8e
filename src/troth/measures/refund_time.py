"""How long does somebody wait for her money back?

Why it matters: A refund is money that is hers and lies with us. "Within 48 hours" is promised
often, and the day on which it was paid stands in the books.

How it decides: A case begins with a step that says a refund was asked for, agreed or begun
("refund requested", "return received", "refund approved") and ends with a step of the same case
that says that it was paid ("refunded", "refund paid"), or with money given back: a purchase with a
negative amount under the same order, or to the same person where the step names no order that the
books know. Each repayment ends one case, the oldest that is open.

When it stays silent: A repayment that nobody asked for begins no case: when she began to wait is
not known. Refunds that were refused, declined or withdrawn are shown and not counted. What was
asked for in a message alone is not read here; a step has to say it.

Source: own definition, on steps as help desks and shops write them and on negative amounts as
exports of orders hold them.
"""

from __future__ import annotations

import re
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
    case_of,
    silent,
    speaks,
    unsure,
)

CARD = MeasureCard(needs=frozenset({"step", "purchase"}), unit="duration")

SCHEMA: Mapping[str, str] = {
    "system": "string",
    "thread": "string",
    "ts_us": "int64",
    "record": "string",
    "version": "string",
    "activity": "string",
    "person": "string",
    "customer": "string",
    "account": "string",
    "side": "string",
    "ours": "string",
    "precision": "string",
}
"""What `gather` gives, a row a step about a refund or a repayment (which has no activity)."""

PAID = re.compile(
    r"\b(?:refunded|reimbursed)\b|"
    r"\brefund (?:was |has been |is )?(?:paid|issued|sent|completed?|processed|done|made)\b",
    re.I,
)
ENDED = re.compile(r"\b(?:refus|declin|reject|withdr|cancel|den(?:y|ied))\w*", re.I)
BEGUN = re.compile(
    r"\brefund\w*\b|\breturn(?:ed goods)? (?:was )?(?:received|accepted|arrived)\b|"
    r"\bmoney back\b|\breimburse",
    re.I,
)


def gather(tables: Tables, moment_us: int) -> Table:
    """Steps that speak of refunds or returns, and purchases in which money was given back."""
    import ibis

    steps = tables["step"]
    steps = steps.filter(steps.ts_us <= moment_us)
    said = steps.activity.lower()
    steps = steps.filter(
        said.contains("refund")
        | said.contains("return")
        | said.contains("reimburs")
        | said.contains("money back")
    )
    paid = tables["purchase"]
    paid = paid.filter((paid.ts_us <= moment_us) & (paid.amount < 0))
    nothing = ibis.literal(None, "string")
    rows = _plain(steps, steps.activity, steps.about).union(
        _plain(paid, nothing, ibis.coalesce(paid.about, paid.by))
    )
    held = tables["person"]
    people = held.select(known=held.handle, person=held.person, their_side=held.side)
    met = rows.left_join(people, rows.customer == people.known)
    return met.select(
        *(name for name in SCHEMA if name not in ("person", "side")),
        person=ibis.coalesce(met.person, met.customer),
        side=ibis.coalesce(met.side, met.their_side),
    )


def _plain(rows: Table, activity: Any, customer: Any) -> Table:
    import ibis

    kept = rows.select(
        "thread", "ts_us", "version", "account", "ours", "side", "precision",
        system=ibis.coalesce(rows.system, ""), record=rows.id, activity=activity, customer=customer,
    )  # fmt: skip
    return kept.select(*(name for name in SCHEMA if name != "person"))


def cases(batch: Batch, context: Context) -> Iterable[Case]:
    """One case a refund that was asked for, in the order in which they were."""
    rows = sorted(batch.to_pylist(), key=lambda row: (row["ts_us"], row["record"]))
    steps = [row for row in rows if row["activity"] is not None]
    given = [row for row in rows if row["activity"] is None]
    found: list[Case] = []
    open_still: list[tuple[Mapping[str, Any], bool]] = []
    for begun, ended, counts in _asked(steps):
        if ended is None and counts:
            open_still.append((begun, counts))
        else:
            found.append(_case(begun, ended, counts))
    for begun, counts in sorted(open_still, key=lambda one: one[0]["ts_us"]):
        paid = next((row for row in given if _pays(row, begun)), None)
        if paid is not None:
            given.remove(paid)
        found.append(_case(begun, paid, counts))
    return sorted(found, key=lambda case: (case.start_us, case.id))


def _asked(
    steps: Iterable[Mapping[str, Any]],
) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any] | None, bool]]:
    """Each refund that was begun, the step that paid it, and whether it counts."""

    def place(row: Mapping[str, Any]) -> tuple[str, str]:
        return row["system"], row["thread"] or row["record"]

    for _, held in groupby(sorted(steps, key=place), place):
        begun: Mapping[str, Any] | None = None
        for step in held:
            said = step["activity"]
            if PAID.search(said):
                if begun is not None:
                    yield begun, step, True
                begun = None
            elif ENDED.search(said):
                if begun is not None:
                    yield begun, None, False
                begun = None
            elif BEGUN.search(said):
                begun = begun or step
        if begun is not None:
            yield begun, None, True


def _pays(paid: Mapping[str, Any], begun: Mapping[str, Any]) -> bool:
    if paid["ts_us"] < begun["ts_us"]:
        return False
    if paid["thread"] and begun["thread"] and paid["thread"] == begun["thread"]:
        return True
    return paid["person"] is not None and paid["person"] == begun["person"]


def _case(begun: Mapping[str, Any], ended: Mapping[str, Any] | None, counts: bool) -> Case:
    subject = begun["customer"] or (ended["customer"] if ended else None)
    return case_of(begun, ended, subject=subject, account=begun["account"], counts=counts)


EXAMPLES = (
    speaks(
        "One was paid the next day, as the books show; one still waits",
        """
        at               | kind     | by  | about | thread | activity         | amount
        2026-03-02 09:00 | step     |     | ana   | o1     | Refund requested |
        2026-03-03 09:00 | purchase | ana |       | o1     |                  | -18.40
        2026-03-02 11:00 | step     |     | ben   | o2     | Return received  |
        """,
        as_of="2026-03-10 12:00",
        says="1 of 2: refund-time <= 48 hours",
    ),
    silent(
        "Money given back that nobody is known to have waited for, and a refund that was declined",
        """
        at               | kind     | by  | about | thread | activity         | amount
        2026-03-03 09:00 | purchase | ana |       | o1     |                  | -18.40
        2026-03-02 09:00 | step     |     | ben   | o2     | Refund requested |
        2026-03-02 10:00 | step     |     | ben   | o2     | Refund declined  |
        """,
        as_of="2026-03-10 12:00",
    ),
    unsure(
        "Asked for an hour ago",
        """
        at               | kind | about | thread | activity
        2026-03-02 09:00 | step | ana   | o1     | Refund requested
        """,
        as_of="2026-03-02 10:00",
        says="0 of 0, 1 still open: refund-time <= 48 hours",
    ),
)
