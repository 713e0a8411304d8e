"""All that was said with a person, in order, for lenses that compare one message with an earlier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from troth.extend.joining import spoken
from troth.extend.record import Batch, Table, Tables
from troth.model.units import DAY_US

WINDOW_US = 120 * DAY_US
"""Older words than these are no part of a matter that goes on."""
SAID = {
    "system": "string",
    "talk": "string",
    "ours": "string",
    "side": "string",
    "record": "string",
    "version": "string",
    "ts_us": "int64",
    "precision": "string",
    "by": "string",
    "handle": "string",
    "person": "string",
    "from_us": "bool",
    "text": "string",
}
"""The columns that `talks` gives."""


def among_people(tables: Tables, moment_us: int) -> Table:
    """What customers and we wrote up to the moment, with its conversation (`system` and `talk`).

    What machines wrote is left out. `handle` is the customer's, `by` the writer's.
    """
    import ibis

    rows = spoken(tables, moment_us)
    rows = rows.filter(~ibis.coalesce(rows.automatic, False) & rows.customer.notnull())
    return rows.mutate(
        system=ibis.coalesce(rows.system, ""),
        ours=ibis.coalesce(rows.ours, ""),
        talk=ibis.coalesce(rows.thread, rows.customer),
        record=rows.id,
        person=rows.customer,
        handle=ibis.ifelse(ibis.coalesce(rows.from_us, False), rows.about, rows.by),
    )


def talks(tables: Tables, moment_us: int, *, alone: bool = False) -> Table:
    """Messages of the last 120 days with people of whom there is more than one.

    With `alone` also those of whom there is one. What machines wrote is left out.
    """
    rows = among_people(tables, moment_us)
    rows = rows.filter((rows.ts_us > moment_us - WINDOW_US) & rows.text.notnull()).select(*SAID)
    if alone:
        return rows
    many = rows.group_by("person").aggregate(messages=rows.count())
    many = many.filter(many.messages > 1).rename(its_person="person")
    return rows.inner_join(many, rows.person == many.its_person).select(*SAID)


def by_person(batch: Batch) -> Iterator[Sequence[dict[str, Any]]]:
    """The messages of each person with each brand, oldest first."""

    def key(row: dict[str, Any]) -> tuple[str, str]:
        return row["person"], row["ours"]

    rows = sorted(batch.to_pylist(), key=lambda row: (*key(row), row["ts_us"], row["record"]))
    for _, held in groupby(rows, key=key):
        yield list(held)


def by_person_wide(batch: Batch) -> Iterator[Sequence[dict[str, Any]]]:
    """As `by_person`; what names no brand, as mail does, belongs to the only brand of that person."""
    rows = sorted(batch.to_pylist(), key=itemgetter("person", "ts_us", "record"))
    for _, held in groupby(rows, key=itemgetter("person")):
        own = list(held)
        brands = sorted({row["ours"] for row in own})
        if len(brands) == 2 and not brands[0]:
            yield own
        else:
            yield from ([row for row in own if row["ours"] == brand] for brand in brands)
