"""Which deals does HubSpot hold, how did each end, and what was sold?

What it reads: an export of deals as CSV or as JSON of the API, under English, German, French,
Spanish or internal names. Each becomes steps: deal created, won or lost; the newest carries the
stage. A deal that was won and has an amount is a purchase on its close date as well. The close
date of an open deal is a hope and is kept beside, not as a step. Of several contacts the first is
the one served, the others are named with her.

How it is recognised: by a record id together with a deal's name, stage or owner.

What it sets aside: rows without a record id, without any date on which something happened, or
with dates and amounts that cannot be read. A deal counts as won or lost where a column says so
("Is Closed Won") or its stage does ("Closed won", "Gewonnen"); a portal's own stages tell nothing.

Source: HubSpot's own list of deal properties and its help on exporting records.
"""

from __future__ import annotations

import re
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
    kinds=frozenset({"step", "purchase"}),
    endings=(".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", ""),
    system=SYSTEM,
    introduces=True,
)

TABLE = Table(
    "step",
    (
        ID,
        Column(
            "name", "deal_name dealname name_des_deals nom_de_la_transaction nombre_del_negocio"
        ),
        Column(
            "stage",
            "deal_stage dealstage deal_phase phase_de_la_transaction étape_de_la_transaction "
            "etapa_del_negocio",
        ),
        Column("amount", "amount betrag deal_betrag montant valor importe", "money"),
        Column("currency", "currency deal_currency_code währung devise moneda"),
        CREATED,
        Column(
            "close",
            "close_date closedate abschlussdatum date_de_fermeture fecha_de_cierre",
            "time",
        ),
        Column("won", "is_closed_won hs_is_closed_won", "flag"),
        Column("lost", "is_closed_lost hs_is_closed_lost", "flag"),
        Column(
            "owner",
            "deal_owner hubspot_owner_id deal_zuständiger für_deal_zuständiger_mitarbeiter "
            "propriétaire_de_la_transaction propietario_del_negocio",
        ),
        *CONTACTS,
        *COMPANIES,
        LINK,
    ),
)

_WON = re.compile(r"closed ?won|(?<!not )\bwon\b|gewonnen|gagnée?\b|conclue?\b|ganado", re.I)
_LOST = re.compile(r"closed ?lost|\blost\b|verloren|perdue?\b|perdido", re.I)

EXAMPLES = (
    Sample(
        "deals.csv",
        "Record ID,Deal Name,Deal Stage,Amount,Currency,Close Date,Create Date,Deal owner,"
        "Associated Contact,Associated Contact IDs,Associated Company IDs\n"
        "9001,Forty chairs,Closed Won,4000.00,EUR,2026-03-20 10:00,2026-03-02 09:00,"
        "mia@acme.example,Ana Example (ana@post.example);Bo Example (bo@post.example),101;102,5001\n"
        "9002,Ten desks,Proposal,900.00,EUR,2026-09-30,2026-03-03 09:00,,,101,\n"
        "9003,One lamp,Proposal,many,EUR,2026-09-30,2026-03-03 09:00,,,,\n",
        gives=4,
        sets_aside=1,
        says='column "Amount" holds "many", which is no number',
        title="One won (two steps and a purchase), one open, one whose amount is none",
    ),
)


def recognises(opened: Opened) -> float:
    """By a record id and what only a deal has."""
    return likeness(opened, _OWN, frozenset({"ticketname", "ticketstatus", "hssurveyname"}))


def read(opened: Opened) -> Iterator[Frame | Introduction | Reject]:
    """The steps of each deal, and a purchase where it was won."""
    yield from tell(opened, TABLE, SYSTEM, _tell, lists=LISTS, flat=flat)


_OWN = frozenset(
    plain(name)
    for each in TABLE.columns
    if each.into in ("name", "stage", "owner")
    for name in each.named.split()
) - {"hubspotownerid"}


def _tell(row: Row, told: Told) -> None:
    number = row.text("id")
    if number is None:
        told.reject(row, "The deal has no record id.", "It was set aside. Export Record ID too.")
        return
    people, accounts = contacts(row, told), companies(row, told)
    who = people[0] if people else None
    end, close = _end(row), row.time("close")
    moments = [("deal created", row.time("created"))]
    if end is not None:
        moments.append((f"deal {end}", close))
    shared = {
        "thread": f"deal:{number}",
        "account": accounts[0] if accounts else None,
        "parties": others(people),
        "origin_link": row.text("link"),
    }
    kept = ("name", "amount", "currency", "won", "lost")
    extra = row.also(*kept, *(() if end else ("close",)), *several_of(row))
    acted = {"about": who, "resource": row.text("owner")}
    if not told.steps(row, f"deal:{number}", moments, row.text("stage"), extra, **acted, **shared):
        told.reject(
            row,
            "The deal has no date on which anything happened.",
            "It was set aside. Add Create Date to the export.",
        )
        return
    if end == "won" and close is not None and row.number_of("amount") is not None:
        currency = (row.text("currency") or "").upper() or None
        sold = {"item": row.text("name"), "amount": row.number_of("amount"), "currency": currency}
        told.add("purchase", row, close, f"deal:{number}", by=who, **sold, **shared)


def _end(row: Row) -> str | None:
    """Won, lost, or still open."""
    stage = row.text("stage") or ""
    if row.flag("won") is True or (row.flag("won") is None and _WON.search(stage)):
        return "won"
    return "lost" if row.flag("lost") is True or _LOST.search(stage) else None
