"""Whom does HubSpot know, by which addresses, and how does each stand to us?

What it reads: an export of contacts as CSV or as JSON of the API, under English, German, French,
Spanish or internal names. Each contact is introduced with its record id, addresses and telephone
numbers, company and lifecycle stage, records merged into it included. So that no contact is lost,
each has a step "contact created" on its create date. The stage in the list is the one of today, and
nobody says since when: it is kept with the introduction. Where the export holds the dates on which
a stage was reached ("Became a Lead Date"), each is a step "became lead".

How it is recognised: by a record id together with names, an address, and a lifecycle stage, lead
status or contact owner.

What it sets aside: rows without a record id, and rows with a date that can be read two ways or
none. A contact without a create date is introduced and has no step.

Source: HubSpot's own list of contact properties and its help on exporting records.
"""

from __future__ import annotations

from collections.abc import Iterator

from troth.extend.chronicle import Row, Told, tell
from troth.extend.hubspot import (
    COMPANIES,
    CREATED,
    ID,
    LINK,
    LISTS,
    SYSTEM,
    companies,
    flat,
    likeness,
    several,
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

_STAGES = {
    "subscriber": "subscriber",
    "lead": "lead",
    "marketing qualified lead": "marketingqualifiedlead",
    "sales qualified lead": "salesqualifiedlead",
    "opportunity": "opportunity",
    "customer": "customer",
    "evangelist": "evangelist",
}
"""Lifecycle stages by label, and what they are called inside."""


def _became(stage: str, inside: str) -> Column:
    label = stage.replace(" ", "_")
    article = "an" if stage[0] in "eo" else "a"
    named = (
        f"became_{article}_{label}_date hs_lifecyclestage_{inside}_date "
        f"hs_v2_date_entered_{inside} date_entered_{label}_lifecycle_stage_pipeline"
    )
    return Column(f"became {stage}", named, "time")


TABLE = Table(
    "step",
    (
        ID,
        Column("first", "first_name firstname vorname prénom nombre"),
        Column("last", "last_name lastname nachname nom nom_de_famille apellidos apellido"),
        Column(
            "email",
            "email e_mail e_mail_adresse adresse_e_mail courriel correo correo_electrónico "
            "email_address",
        ),
        Column("more", "additional_email_addresses hs_additional_emails"),
        Column(
            "phone",
            "phone_number phone telefonnummer telefon numéro_de_téléphone téléphone "
            "número_de_teléfono teléfono",
        ),
        Column("mobile", "mobile_phone_number mobilephone mobiltelefonnummer handynummer"),
        Column(
            "stage",
            "lifecycle_stage lifecyclestage lifecycle_phase phase_du_cycle_de_vie "
            "étape_du_cycle_de_vie etapa_del_ciclo_de_vida etapa_de_ciclo_de_vida",
        ),
        Column("title", "job_title jobtitle position berufsbezeichnung intitulé_de_poste cargo"),
        Column(
            "owner",
            "contact_owner hubspot_owner_id kontakt_zuständiger zuständiger_für_den_kontakt "
            "für_kontakt_zuständiger_mitarbeiter propriétaire_du_contact propietario_del_contacto",
        ),
        CREATED,
        *COMPANIES,
        Column("merged", "merged_record_ids merged_contact_ids hs_merged_object_ids "
               "hs_calculated_merged_vids"),
        LINK,
        *(_became(stage, inside) for stage, inside in _STAGES.items()),
    ),
)  # fmt: skip

_PEOPLE = ("first", "last", "email")
_TELLING = ("stage", "owner")

EXAMPLES = (
    Sample(
        "contacts.csv",
        "Record ID,First Name,Last Name,Email,Phone Number,Lifecycle Stage,Lead Status,"
        "Contact owner,Create Date,Associated Company,Associated Company IDs\n"
        "101,Ana,Example,ana@post.example,+44 20 7946 0000,Customer,Connected,"
        "mia@acme.example,2026-03-02 09:00,Example Shops;Example Bank,5001;5002\n"
        "102,Bo,Example,bo@post.example,,Lead,,,31/02/2026,,\n",
        gives=1,
        sets_aside=1,
        says='column "Create Date" holds "31/02/2026", which is no date',
        title="A contact at two companies, and one whose create date is none",
    ),
    Sample(
        "kontakte.csv",
        "Datensatz-ID;Vorname;Nachname;E-Mail;Lifecycle-Phase;Erstelldatum;Became a Lead Date\n"
        "103;Cy;Beispiel;cy@post.example;Lead;02.03.2026 09:00;05.03.2026 10:00\n",
        gives=2,
        title="German labels, and the date on which a stage was reached",
    ),
)


def recognises(opened: Opened) -> float:
    """By a record id, somebody's name or address, and how she stands to us."""
    return likeness(opened, _headers(*_PEOPLE), _NOT) and likeness(
        opened, _headers(*_TELLING), _NOT
    )


def read(opened: Opened) -> Iterator[Frame | Introduction | Reject]:
    """An introduction of each contact, and the steps whose dates the export holds."""
    yield from tell(opened, TABLE, SYSTEM, _tell, lists=LISTS, flat=flat)


def _headers(*into: str) -> frozenset[str]:
    return frozenset(
        plain(name) for each in TABLE.columns if each.into in into for name in each.named.split()
    )


_NOT = frozenset(
    ["dealname", "dealstage", "ticketname", "ticketstatus", "hssurveyname", "hssurveychannel"]
)


def _tell(row: Row, told: Told) -> None:
    number = row.text("id")
    name = " ".join(filter(None, (row.text("first"), row.text("last")))) or None
    own = told.person(number, name)
    if number is None or own is None:
        told.reject(row, "The contact has no record id.", "It was set aside. Export Record ID too.")
        return
    email = told.person(row.text("email"), name)
    phones = [told.person(row.text(each), name) for each in ("phone", "mobile")]
    accounts = companies(row, told)
    told.introduce(
        row,
        [
            own,
            email,
            *(told.person(each, name) for each in several(row.text("more"))),
            *(each for each in phones if each is not None and each.scheme == "phone"),
            *(told.person(each.split(":")[0], name) for each in several(row.text("merged"))),
        ],
        once=False,
        accounts=accounts,
        title=row.text("title"),
        stage=row.text("stage"),
        at_us=row.time("created"),
        extra=row.also("phone", "mobile", "owner"),
        owner=row.text("owner"),
    )
    moments = [("contact created", row.time("created"))]
    moments += [(f"became {stage}", row.time(f"became {stage}")) for stage in _STAGES]
    thread = f"contact:{number}"
    told.steps(
        row,
        thread,
        moments,
        None,
        row.also("stage"),
        thread=thread,
        about=email or own,
        account=accounts[0] if accounts else None,
        resource=row.text("owner"),
        origin_link=row.text("link"),
    )
