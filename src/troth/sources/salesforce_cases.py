"""Which support cases does Salesforce hold, who opened them, and when were they closed?

What it reads: the Case object as CSV (Data Loader, weekly export, report) or as JSON of the API.
The Description becomes the message of the person who wrote in, and the case becomes steps: case
created, escalated, closed, deleted. An id of 15 characters and its form of 18 are one id. A row
says that a case was escalated but not when, so that step is dated by the last change or the
closing, whichever came first, and says so; a column for the date of escalation is taken where
there is one. The newest step carries the status.

How it is recognised: by columns like CaseNumber, SuppliedEmail, IsEscalated, and by ids that
begin with 500.

What it sets aside: rows without an id or number, and rows without a date that can be read. A
deleted case is kept, with a step that says so.

Source: the object reference of Salesforce for Case, and its published rule for ids of 18
characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from troth.extend.chronicle import LATEST, Row, Told, tell
from troth.extend.salesforce import (
    COMMON,
    LISTS,
    SYSTEM,
    account_of,
    flat,
    likeness,
    tell_deletion,
    whole_id,
)
from troth.extend.source import (
    Column,
    Frame,
    Identifier,
    Introduction,
    Opened,
    Reject,
    Sample,
    SourceCard,
    Table,
)
from troth.text.mail import own_words, text_of_html

CARD = SourceCard(
    kinds=frozenset({"message", "step"}),
    endings=(".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", ""),
    system=SYSTEM,
    introduces=True,
)

TABLE = Table(
    "step",
    (
        Column("id", "id case_id"),
        Column("case", "case_number"),
        *COMMON,
        Column("closed", "closed_date date_time_closed date_closed", "time"),
        Column(
            "escalated_at",
            "escalated_date escalation_date escalated_date__c date_time_escalated escalated_at",
            "time",
        ),
        Column("escalated", "is_escalated escalated", "flag"),
        Column("contact", "contact_id"),
        Column("contact_name", "contact.name contact_name supplied_name web_name"),
        Column("email", "contact_email supplied_email contact.email email_address web_email email"),
        Column("phone", "contact_phone supplied_phone contact.phone web_phone"),
        Column("subject", "subject"),
        Column("text", "description", "words"),
        Column("channel", "origin case_origin"),
        Column("status", "status"),
        Column("link", "case_url url link"),
    ),
)

_HEADERS = frozenset(
    [
        "casenumber",
        "caseid",
        "suppliedemail",
        "suppliedname",
        "suppliedcompany",
        "contactid",
        "contactemail",
        "isescalated",
        "isclosed",
        "closeddate",
        "datetimeopened",
        "datetimeclosed",
        "caseowner",
        "caseorigin",
        "parentid",
    ]
)

_HTML = re.compile(r"\s*<(?:!doctype|html|body|div|p|br|span|table|b|ul)\b", re.I)

EXAMPLES = (
    Sample(
        "Case.csv",
        "Id,CaseNumber,ContactId,ContactEmail,SuppliedName,AccountId,Subject,Description,Status,"
        "Origin,IsEscalated,CreatedDate,ClosedDate,LastModifiedDate,IsDeleted\n"
        "5003t00001AbCdE,00001026,0033t00002AbCdEAAV,ana@post.example,Ana Example,0013t00003AbCdE,"
        "No parcel,Where is my parcel?,Closed,Email,true,2026-03-02T09:00:00.000Z,"
        "2026-03-04T10:00:00.000Z,2026-03-05T10:00:00.000Z,false\n"
        "5003t00001AbCdF,00001027,,bo@post.example,Bo Example,,Late,And mine?,New,Web,false,"
        "31/02/2026,,,false\n",
        gives=4,
        sets_aside=1,
        says='column "CreatedDate" holds "31/02/2026", which is no date',
        title="Data Loader: a case with its message and three steps, and one without a date",
    ),
    Sample(
        "cases.json",
        '{"totalSize": 1, "done": true, "records": [{"attributes": {"type": "Case"}, '
        '"Id": "5003t00001AbCdEAAV", "Subject": "Hi", "Description": "Any news?", '
        '"SuppliedEmail": "ana@post.example", "Status": "New", '
        '"CreatedDate": "2026-03-02T09:00:00.000+0000", "IsDeleted": true, '
        '"LastModifiedDate": "2026-03-03T09:00:00.000+0000"}]}',
        gives=3,
        title="JSON of the API: a case that was deleted",
    ),
)


def recognises(opened: Opened) -> float:
    """By the columns of a case and by its ids."""
    return likeness(opened, "500", "Case", frozenset({"caseid", "casenumber"}), _HEADERS)


def read(opened: Opened) -> Iterator[Frame | Introduction | Reject]:
    """The message that opened each case, and the steps of it."""
    yield from tell(opened, TABLE, SYSTEM, _tell, lists=LISTS, flat=flat)


def _tell(row: Row, told: Told) -> None:
    number = whole_id(row.text("id")) or row.text("case")
    if number is None:
        told.reject(
            row,
            "The case has neither an id nor a number.",
            "It was set aside. Add Id or CaseNumber to the export.",
        )
        return
    shared = {
        "thread": number,
        "about": _customer(row, told),
        "account": account_of(row, told),
        "origin_link": row.text("link"),
    }
    moments = [
        ("case created", row.time("created")),
        ("case escalated", row.time("escalated_at")),
        ("case closed", row.time("closed")),
    ]
    if not any(at for _, at in moments):
        moments = [("case changed", row.time("modified"))]
    extra = row.also("case", "subject", "channel", "modified", "master", "contact", "phone")
    desk = whole_id(row.text("owner"))
    found = told.steps(row, number, moments, row.text("status"), extra, resource=desk, **shared)
    if not found:
        told.reject(
            row, "The case has no date at all.", "It was set aside. Add CreatedDate to the export."
        )
        return
    _tell_message(row, told, number, shared)
    _tell_escalation(row, told, number, shared)
    tell_deletion(row, told, number, "closed", "created", **shared)


def _customer(row: Row, told: Told) -> Identifier | None:
    """Who the case is about; the row may tie her number, address and telephone together."""
    name, contact = row.text("contact_name"), whole_id(row.text("contact"))
    email, number = told.person(row.text("email"), name), told.person(contact, name)
    phone = told.person(row.text("phone"), name)
    ways = [number, email, phone if phone and phone.scheme == "phone" else None]
    if sum(way is not None for way in ways) > 1:
        told.introduce(row, ways)
    return email or number or ways[2] or told.person(name, name)


def _tell_message(row: Row, told: Told, number: str, shared: dict[str, Any]) -> None:
    text = row.text("text")
    if text is None:
        return
    at = row.time("created") or row.time("closed") or row.time("modified")
    about = {name: each for name, each in shared.items() if name != "about"}
    told.add(
        "message",
        row,
        at or 0,
        number,
        by=shared["about"],
        direction="in",
        channel=(row.text("channel") or "").lower() or None,
        subject=row.text("subject"),
        text=_words(text),
        **about,
    )


def _tell_escalation(row: Row, told: Told, number: str, shared: dict[str, Any]) -> None:
    """A step for a case of which only the fact is known that it was escalated."""
    if row.flag("escalated") is not True or row.time("escalated_at") is not None:
        return
    later = [at for at in (row.time("modified"), row.time("closed")) if at is not None]
    at = min(later) if later else row.time("created")
    if at is None:
        return
    extra = {"dated": LATEST}
    key = f"{number}:escalated"
    told.add("step", row, at, key, activity="case escalated", extra=extra, **shared)


def _words(text: str) -> str:
    """What she wrote, without markup and quoted letters; a single line quotes nothing."""
    plain = text_of_html(text) if _HTML.match(text) else text
    return own_words(plain) if "\n" in plain or "\r" in plain else plain.strip()
