"""Which companies does HubSpot hold, since when, and which belongs under which?

What it reads: an export of companies as CSV or as JSON of the API, under English, German, French,
Spanish or internal names. A company is no person: each has a step "company created" on its create
date, with its record id and name, so that contacts and deals which name the id are filed under a
name; the dates on which a lifecycle stage was reached ("Became a Customer Date") are steps too. A
parent company that is named by its id is kept as the account this one is part of.

How it is recognised: by a record id together with a company's name or domain, and its industry,
owner, number of employees or of contacts.

What it sets aside: rows without a record id, without any date, or with a date that can be read two
ways or none. A parent that is named without its id is kept beside and places nothing.

Source: HubSpot's own list of company properties and its help on exporting records.
"""

from __future__ import annotations

from collections.abc import Iterator

from troth.extend.chronicle import Row, Told, tell
from troth.extend.hubspot import CREATED, ID, LINK, LISTS, SYSTEM, flat, likeness
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
from troth.text.table import plain

CARD = SourceCard(
    kinds=frozenset({"step"}),
    endings=(".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", ""),
    system=SYSTEM,
    introduces=True,
)

TABLE = Table(
    "step",
    (
        ID,
        Column(
            "name",
            "company_name name unternehmensname name_des_unternehmens nom_de_l'entreprise "
            "nombre_de_la_empresa",
        ),
        Column(
            "domain",
            "company_domain_name domain unternehmens_domain_name domain_name_des_unternehmens "
            "nom_de_domaine_de_l'entreprise nombre_de_dominio_de_la_empresa",
        ),
        Column("parent", "parent_company_id hs_parent_company_id parent_company_ids"),
        Column(
            "owner",
            "company_owner hubspot_owner_id für_unternehmen_zuständiger_mitarbeiter "
            "propriétaire_de_l'entreprise propietario_de_la_empresa",
        ),
        CREATED,
        Column("lead", "became_a_lead_date hs_lifecyclestage_lead_date", "time"),
        Column("customer", "became_a_customer_date hs_lifecyclestage_customer_date", "time"),
        LINK,
    ),
)

_TELLING = (
    "company_owner industry number_of_employees number_of_associated_contacts "
    "num_associated_contacts numberofemployees annual_revenue annualrevenue parent_company "
    "hs_parent_company_id hs_num_child_companies branche anzahl_der_mitarbeiter secteur "
    "nombre_d'employés sector número_de_empleados"
)
_OTHERS = (
    "firstname lastname vorname nachname prénom nombre apellidos email dealname dealstage "
    "ticketname ticketstatus hs_survey_name hs_survey_channel"
)

EXAMPLES = (
    Sample(
        "companies.csv",
        "Record ID,Company name,Company Domain Name,Industry,Parent Company ID,Company owner,"
        "Create Date\n"
        "5001,Example Holding,holding.example,Retail,,mia@acme.example,2026-01-07 09:00\n"
        "5002,Example Shops,shops.example,Retail,5001,mia@acme.example,2026-01-08 09:00\n"
        "5003,Example Bank,bank.example,Banking,,,31/02/2026\n",
        gives=2,
        sets_aside=1,
        says='column "Create Date" holds "31/02/2026", which is no date',
        title="A holding, a shop under it, and a bank whose create date is none",
    ),
    Sample(
        "unternehmen.csv",
        "Datensatz-ID;Unternehmensname;Branche;Erstelldatum;Became a Customer Date\n"
        "5004;Beispiel GmbH;Handel;02.03.2026 09:00;05.03.2026 10:00\n",
        gives=2,
        title="German labels, and the date on which it became a customer",
    ),
)


def recognises(opened: Opened) -> float:
    """By a record id, a company's name or domain, and what only a company has."""
    own = _plain(" ".join(each.named for each in TABLE.columns if each.into in ("name", "domain")))
    others = _plain(_OTHERS)
    return likeness(opened, own, others) and likeness(opened, _plain(_TELLING), others)


def read(opened: Opened) -> Iterator[Frame | Introduction | Reject]:
    """When each company was created, and what it belongs to."""
    yield from tell(opened, TABLE, SYSTEM, _tell, lists=LISTS, flat=flat)


def _plain(names: str) -> frozenset[str]:
    return frozenset(plain(name) for name in names.split())


def _tell(row: Row, told: Told) -> None:
    number = row.text("id")
    moments = [
        ("company created", row.time("created")),
        ("became lead", row.time("lead")),
        ("became customer", row.time("customer")),
    ]
    if number is None or all(at_us is None for _, at_us in moments):
        says = "The company has no record id." if number is None else "The company holds no date."
        told.reject(row, says, "It was set aside. Add Record ID and Create Date to the export.")
        return
    account = Identifier("account", f"{told.system}:{number}", row.text("name"))
    parent = row.text("parent")
    above = parent and parent != number
    over = Identifier("account", f"{told.system}:{parent}") if above else None
    told.place(row, account, over, row.text("owner"))
    thread = f"company:{number}"
    told.steps(
        row,
        thread,
        moments,
        None,
        row.also("domain", "owner", "parent"),
        thread=thread,
        account=account,
        origin_link=row.text("link"),
    )
