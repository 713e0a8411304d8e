"""What all exports of HubSpot have in common: labels by language, lists in one cell, its JSON.

A portal exports under the labels it shows, in its user's language, or under internal names. The
labels known here are English, German, French and Spanish; others are told in `troth.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from troth.extend.chronicle import Row, Told, first_rows, flattened
from troth.extend.opened import Opened
from troth.extend.tabular import Column
from troth.model.evidence import Identifier
from troth.patterns import later
from troth.text.table import plain

SYSTEM = "hubspot"
LISTS = ("results",)

_ADDRESS = later(r"[^\s;,()<>\"]+@[^\s;,()<>\"]+")

ID = Column(
    "id",
    "record_id hs_object_id object_id datensatz_id datensatznummer id_d'enregistrement "
    "id_de_l'enregistrement numéro_d'enregistrement id_de_registro id_del_registro "
    "id_de_l'objet id_de_objeto objekt_id",
    required=True,
)
CREATED = Column(
    "created",
    "create_date createdate hs_createdate created_at erstelldatum erstellungsdatum erstellt_am "
    "date_de_création fecha_de_creación",
    "time",
)
COMPANIES = (
    Column(
        "company",
        "associated_company associated_companies company_name company zugehöriges_unternehmen "
        "zugeordnetes_unternehmen verknüpftes_unternehmen unternehmensname entreprise_associée "
        "nom_de_l'entreprise empresa_asociada nombre_de_la_empresa",
    ),
    Column(
        "company_ids",
        "associated_company_ids primary_associated_company_id associatedcompanyid "
        "zugehörige_unternehmens_ids ids_des_entreprises_associées ids_de_empresas_asociadas",
    ),
)
CONTACTS = (
    Column(
        "contact",
        "associated_contact associated_contacts zugehöriger_kontakt zugeordneter_kontakt "
        "verknüpfter_kontakt contact_associé contacts_associés contacto_asociado "
        "associated_contact_emails contact_email",
    ),
    Column(
        "contact_ids",
        "associated_contact_ids hs_contact_id zugehörige_kontakt_ids ids_des_contacts_associés "
        "ids_de_contactos_asociados",
    ),
)
LINK = Column("link", "record_url url link")


def flat(values: Mapping[str, Any]) -> dict[str, str]:
    """A record of the API: its properties laid open, its id under the name a table gives it."""
    record = flattened(values, "properties")
    number, made = record.pop("id", ""), record.pop("createdAt", "")
    if "properties" in values:
        record["hs_object_id"] = record.get("hs_object_id") or number
        record["createdate"] = record.get("createdate") or record.get("hs_createdate") or made
    return record


def likeness(opened: Opened, own: frozenset[str], others: frozenset[str], need: int = 1) -> float:
    """How surely a file holds one object of HubSpot.

    It needs a record id and at least `need` of `own` headers, and none of `others`, which are
    those of other objects; all in plain letters.
    """
    rows = first_rows(opened, *LISTS, flat=flat)
    headers = {name for row in rows for name in row}
    if not headers & _IDS or headers & others or len(headers & own) < need:
        return 0.0
    return 0.98


def several(text: str | None) -> list[str]:
    """The values of a cell that holds many, parted by semicolons."""
    return [part.strip() for part in (text or "").split(";") if part.strip()]


def companies(row: Row, told: Told) -> tuple[Identifier, ...]:
    """The companies of a row by id, each called by its name where there are as many names."""
    numbers, names = several(row.text("company_ids")), several(row.text("company"))
    if not numbers:
        return tuple(Identifier("account", name, name) for name in names)
    called: list[str | None] = [None] * len(numbers)
    if len(names) == len(numbers):
        called = list(names)
    if len(numbers) == 1 and len(names) > 1:
        called = [row.text("company")]
    return tuple(
        Identifier("account", f"{told.system}:{number}", name)
        for number, name in zip(numbers, called, strict=True)
    )


def contacts(row: Row, told: Told) -> tuple[Identifier, ...]:
    """The contacts of a row, by address where it has one; number and address are tied together."""
    numbers, cell = several(row.text("contact_ids")), row.text("contact")
    shown = several(cell) if cell else []
    emails = [found[0] if (found := _ADDRESS.search(each)) else None for each in shown]
    names = [_ADDRESS.sub("", each).strip(" ()<>-,") or None for each in shown]
    if not numbers:
        pairs = zip(emails, names, strict=True)
        return _known(told.person(email or name, name) for email, name in pairs)
    if len(numbers) != len(shown):
        return _known(told.person(number) for number in numbers)
    found_all = []
    for number, email, name in zip(numbers, emails, names, strict=True):
        ways = [told.person(email, name), told.person(number, name)]
        if all(ways):
            told.introduce(row, ways[::-1])
        found_all.append(ways[0] or ways[1])
    return _known(found_all)


def others(people: tuple[Identifier, ...]) -> tuple[tuple[str, Identifier], ...] | None:
    """Those besides the first, as further people of the record."""
    return tuple(("contact", one) for one in people[1:]) or None


def several_of(row: Row) -> tuple[str, ...]:
    """The cells to keep in whole: several companies, and names that no id can be told to have."""
    kept = []
    if len(several(row.text("company_ids") or row.text("company"))) > 1:
        kept += ["company", "company_ids"]
    numbers = several(row.text("contact_ids"))
    if numbers and len(numbers) != len(several(row.text("contact"))):
        kept.append("contact")
    return tuple(kept)


def _known(found: Any) -> tuple[Identifier, ...]:
    return tuple(dict.fromkeys(one for one in found if one is not None))


_IDS = frozenset(map(plain, ID.named.split()))
