"""Which support tickets does HubSpot hold, and when was each opened and closed?

What it reads: an export of tickets as CSV or as JSON of the API, under English, German, French,
Spanish or internal names. Each becomes steps: ticket created, ticket closed. The newest carries
the ticket's status in its pipeline. Subject, pipeline, priority and description are kept beside.

How it is recognised: by a record id together with a ticket's name, status or owner.

What it sets aside: rows without a record id, without any date, or with a date that can be read
two ways or none.

Source: HubSpot's own list of ticket properties and its help on exporting records.
"""

from __future__ import annotations

from collections.abc import Iterator

from troth.extend.chronicle import Row, Told, tell
from troth.extend.hubspot import (
    COMPANIES,
    CONTACTS,
    CREATED,
    ID,
    LINK,
    LISTS,
    SYSTEM,
    companies,
    contacts,
    flat,
    likeness,
    others,
    several_of,
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
        Column("name", "ticket_name ticketname name_des_tickets nom_du_ticket nombre_del_ticket"),
        Column("subject", "subject"),
        Column(
            "status",
            "ticket_status hs_pipeline_stage ticketstatus statut_du_ticket estado_del_ticket",
        ),
        Column("pipeline", "pipeline hs_pipeline"),
        CREATED,
        Column(
            "closed",
            "close_date closed_date hs_closed_date closedate abschlussdatum geschlossen_am "
            "date_de_fermeture fecha_de_cierre",
            "time",
        ),
        Column(
            "owner",
            "ticket_owner hubspot_owner_id ticket_zuständiger für_ticket_zuständiger_mitarbeiter "
            "propriétaire_du_ticket propietario_del_ticket",
        ),
        *CONTACTS,
        *COMPANIES,
        LINK,
    ),
)

EXAMPLES = (
    Sample(
        "tickets.csv",
        "Ticket ID,Record ID,Ticket name,Ticket status,Pipeline,Create date,Close date,"
        "Ticket owner,Associated Contact IDs\n"
        "77,77,No parcel,Closed,Support Pipeline,2026-03-02 09:00,2026-03-04 10:00,"
        "mia@acme.example,101\n"
        "78,78,Late,New,Support Pipeline,,,,102\n",
        gives=2,
        sets_aside=1,
        says="has no date",
        title="A ticket that was closed, and one without a date",
    ),
)


def recognises(opened: Opened) -> float:
    """By a record id and what only a ticket has."""
    return likeness(opened, _OWN, frozenset({"dealname", "dealstage", "hssurveyname"}))


def read(opened: Opened) -> Iterator[Frame | Introduction | Reject]:
    """The steps of each ticket."""
    yield from tell(opened, TABLE, SYSTEM, _tell, lists=LISTS, flat=flat)


_OWN = frozenset(
    plain(name)
    for each in TABLE.columns
    if each.into in ("name", "status", "owner")
    for name in each.named.split()
) - {"hubspotownerid"}


def _tell(row: Row, told: Told) -> None:
    number = row.text("id")
    if number is None:
        told.reject(row, "The ticket has no record id.", "It was set aside. Export Record ID too.")
        return
    people, accounts = contacts(row, told), companies(row, told)
    moments = [("ticket created", row.time("created")), ("ticket closed", row.time("closed"))]
    found = told.steps(
        row,
        f"ticket:{number}",
        moments,
        row.text("status"),
        row.also("name", "subject", "pipeline", *several_of(row)),
        thread=f"ticket:{number}",
        about=people[0] if people else None,
        parties=others(people),
        account=accounts[0] if accounts else None,
        resource=row.text("owner"),
        origin_link=row.text("link"),
    )
    if not found:
        told.reject(
            row, "The ticket has no date.", "It was set aside. Add Create date to the export."
        )
