"""What does a table hold that no source knows, told by its owner column by column?

What it reads: any CSV, JSON lines, JSON array or JSON object with a list of records, and with them
the sheets of workbooks and Parquet. `troth.toml` says what its rows are and which column is what:

    [files."orders.csv"]
    kind = "purchase"
    map = { "Kundennr" = "by", "Datum" = "at", "Betrag" = "amount" }

`kind` is message, step, survey_answer, review, purchase, use, period, incident, change or document,
or "person" for a list of people. The places of every record are at, key, by, name, about,
about_name, account, to, cc, thread, side, ours, zone, system and link; besides these the columns of
its kind (amount, currency, item, quantity; text, direction, subject; score, question, scale …). A
person has id, email, phone, name, first_name, last_name, title, account, side, stage, shared and at.
"customer.id" reaches into a JSON record. Columns that are not mapped are kept beside the record.

How it decides: `troth add --map FILE` reads the first rows and proposes these lines; a person
confirms them. A number that several rows bear names the first; the others are its further lines.
Without a direction a message is from a customer, unless `by` is an address of ours. `day` dates rows
that name no day. Without `system` the file's name says it, less its figures.

How it is recognised: only by `kind` in `troth.toml`; no file is taken for one by itself.

What it sets aside: the whole file where the mapping names a column that is not there, one place
twice, no time or nobody; rows without a time that can be read, with numbers that are none, with a
yes or no that is neither.

Source: none; it is whatever its owner says.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from troth.extend.mapped import Filling, several
from troth.extend.mapping import Plan, planned
from troth.extend.places import KIND_NAMES, PERSON
from troth.extend.source import (
    Frame,
    Identifier,
    Introduction,
    Opened,
    Origin,
    Reject,
    Sample,
    SourceCard,
    account,
    person,
    read_table,
    refuse,
    unreadable,
)
from troth.extend.wrapped import bare

CARD = SourceCard(
    kinds=frozenset(KIND_NAMES) - {PERSON},
    endings=(".csv", ".tsv", ".jsonl", ".ndjson", ".json", ".txt", ""),
    system="mapped-table",
    introduces=True,
)

EXAMPLES = (
    Sample(
        "bestellungen.csv",
        "Kundennr;Datum;Betrag;Filiale\n"
        "00017;21.11.2025;12,50 EUR;Nord\n"
        "00018;irgendwann;7,00 EUR;Nord\n",
        gives=1,
        sets_aside=1,
        says='column "Datum" holds "irgendwann", which is no date',
        title="Orders under German headers",
        settings={
            "kind": "purchase",
            "map": {"Kundennr": "by", "Datum": "at", "Betrag": "amount"},
        },
    ),
    Sample(
        "clients.json",
        '{"clients": [{"no": "7", "contact": {"mail": "ana@post.example"}, "nom": "Ana Example"},'
        ' {"no": "", "contact": {"mail": ""}, "nom": "Personne"}]}',
        gives=0,
        sets_aside=1,
        says="names nobody",
        title="People in an API's page; an address inside a record",
        settings={
            "kind": "person",
            "map": {"no": "id", "contact.mail": "email", "nom": "name"},
        },
    ),
    Sample(
        "orders.csv",
        "Kunde,Tag\n17,2026-03-02\n",
        gives=0,
        sets_aside=1,
        says="The file has no column “Kund” (did you mean “Kunde”?)",
        title="A mapping that names a column that is not there",
        settings={"kind": "purchase", "map": {"Tag": "at", "Kund": "by"}},
    ),
)


def recognises(opened: Opened) -> float:
    """Where the settings say what the rows are."""
    return 1.0 if opened.reading.kind is not None else 0.0


def read(opened: Opened) -> Iterator[Frame | Introduction | Reject]:
    """Records of the kind that is stated, or introductions of people."""
    fault = refuse(opened) or unreadable(opened)
    plan = fault or planned(bare(opened))
    if isinstance(plan, Reject):
        yield plan
        return
    filling = Filling(plan)
    for item in read_table(plan.opened, plan.table):
        if isinstance(item, Reject):
            yield item
        elif plan.kind == PERSON:
            yield from _introduced(item, plan)
        else:
            yield from filling.finished(item)


def _introduced(frame: Frame, plan: Plan) -> Iterator[Introduction | Reject]:
    """An introduction for each row that says by what its person is known."""
    columns = [frame.column(name) for name in frame.columns]
    for row, cells in zip(frame.rows, zip(*columns, strict=True), strict=True):
        told = dict(zip(frame.columns, cells, strict=True))
        found = _introduction(told, row, plan)
        yield found or plan.opened.reject(
            "The row names nobody: its number, address and telephone number are empty.",
            "The row was set aside. Fill one of them and add the file again.",
            row=row,
            excerpt=", ".join(cell for cell in cells if isinstance(cell, str)),
        )


def _introduction(told: dict[str, Any], row: int, plan: Plan) -> Introduction | None:
    system = told.get("system") or plan.system
    parts = (told.get("first_name"), told.get("last_name"))
    name = told.get("name") or " ".join(filter(None, parts)) or None
    ways = _known_by(told, name, system)
    if not ways:
        return None
    shared = (person(each, None, system) for each in several(told.get("shared")))
    home = account(told.get("account"))
    return Introduction(
        tuple(dict.fromkeys(ways)),
        Origin(plan.opened.path, row),
        accounts=(home,) if home else (),
        side=told.get("side"),
        title=told.get("title"),
        stage=told.get("stage"),
        shared=tuple(each for each in shared if each is not None),
        at_us=told.get("since"),
        system=system,
        extra=told.get("extra") or {},
    )


def _known_by(told: dict[str, Any], name: str | None, system: str) -> list[Identifier]:
    """All by which a row's person is known, her number in the system first."""
    number = person(told.get("id"), name, system)
    emails = [person(each, name, system) for each in several(told.get("email")) if "@" in each]
    phones = [
        Identifier("phone", each, name) for each in several(told.get("phone")) if _is_phone(each)
    ]
    return [each for each in (number, *emails, *phones) if each is not None]


def _is_phone(text: str) -> bool:
    return sum(letter.isdigit() for letter in text) >= 7
