"""Whom does Salesforce know, by which addresses, and at which account?

What it reads: the Contact object as CSV (Data Loader, weekly export, report) or as JSON of the
API. Each contact is introduced with its id, mail address and telephone numbers, its title and its
account; nothing that happened stands in such a list, so it gives no record but one: a step
"deleted" for a contact that the row says was deleted. A contact merged into another
(MasterRecordId) is the same person as that one.

How it is recognised: by columns like AccountId, LastName, MailingCity, and by ids that begin with
003.

What it sets aside: rows that name nobody, by id, address or number, and rows whose dates cannot
be read.

Source: the object reference of Salesforce for Contact, and its published rule for ids of 18
characters.
"""

from __future__ import annotations

from collections.abc import Iterator

from troth.extend.chronicle import Row, Told, tell
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
    Introduction,
    Opened,
    Reject,
    Sample,
    SourceCard,
    Table,
)

CARD = SourceCard(
    kinds=frozenset({"step"}),
    endings=(".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", ""),
    system=SYSTEM,
    introduces=True,
)

TABLE = Table(
    "step",
    (
        Column("id", "id contact_id"),
        *COMMON,
        Column("name", "name contact_name full_name"),
        Column("first", "first_name"),
        Column("last", "last_name"),
        Column("email", "email email_address"),
        Column("phone", "phone business_phone"),
        Column("mobile", "mobile_phone mobile"),
        Column("home", "home_phone"),
        Column("title", "title"),
        Column("stage", "contact_status status__c contact_type"),
    ),
)

_HEADERS = frozenset(
    [
        "accountid",
        "lastname",
        "salutation",
        "mailingstreet",
        "mailingcity",
        "mailingcountry",
        "reportstoid",
        "leadsource",
        "masterrecordid",
        "isdeleted",
        "systemmodstamp",
        "contactid",
        "accountname",
        "hasoptedoutofemail",
    ]
)

EXAMPLES = (
    Sample(
        "Contact.csv",
        "Id,AccountId,LastName,FirstName,Email,Phone,MobilePhone,Title,CreatedDate,IsDeleted,"
        "MasterRecordId,SystemModstamp\n"
        "0033t00002AbCdE,0013t00003AbCdE,Example,Ana,ana@post.example,+44 20 7946 0000,,Buyer,"
        "2026-03-02T09:00:00.000Z,false,,2026-03-02T09:00:00.000Z\n"
        "0033t00002AbCdF,,Example,Bo,bo@post.example,,,,2026-03-02T09:00:00.000Z,true,"
        "0033t00002AbCdE,2026-04-02T09:00:00.000Z\n"
        "0033t00002AbCdG,,Example,Cy,,,,,soon,false,,\n",
        gives=1,
        sets_aside=1,
        says='column "CreatedDate" holds "soon", which is no date',
        title="A contact, one that was merged into it, and one with a date that is none",
    ),
)


def recognises(opened: Opened) -> float:
    """By the columns of a contact and by its ids."""
    return likeness(opened, "003", "Contact", frozenset({"contactid"}), _HEADERS)


def read(opened: Opened) -> Iterator[Frame | Introduction | Reject]:
    """An introduction of each contact, and a step for each that was deleted."""
    yield from tell(opened, TABLE, SYSTEM, _tell, lists=LISTS, flat=flat)


def _tell(row: Row, told: Told) -> None:
    parts = [part for part in (row.text("first"), row.text("last")) if part]
    name = row.text("name") or " ".join(parts) or None
    number, master = whole_id(row.text("id")), whole_id(row.text("master"))
    own = told.person(number, name)
    ways = [own, told.person(row.text("email"), name), told.person(master, name)]
    phones = [told.person(row.text(each), name) for each in ("phone", "mobile", "home")]
    ways += [each for each in phones if each is not None and each.scheme == "phone"]
    if not any(ways):
        told.reject(
            row,
            "The contact has no id, no mail address and no telephone number.",
            "It was set aside: nobody can be known by it.",
        )
        return
    account = account_of(row, told)
    stage = "deleted" if row.flag("deleted") else row.text("stage")
    told.introduce(
        row,
        ways,
        once=False,
        accounts=(account,) if account else (),
        title=row.text("title"),
        stage=stage,
        at_us=row.time("created"),
        extra=row.also("owner", "phone", "mobile", "home", "modified"),
        owner=row.text("owner"),
    )
    if number is not None:
        tell_deletion(row, told, number, "created", about=ways[1] or own, account=account)
