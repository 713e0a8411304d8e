"""What all exports of Salesforce have in common: ids, deletions, and the JSON of its API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from troth.extend.chronicle import LATEST, Row, Told, as_text, dig, first_rows
from troth.extend.opened import Opened
from troth.extend.tabular import Column
from troth.model.evidence import Identifier
from troth.patterns import later

SYSTEM = "salesforce"
LISTS = ("records",)

_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
_ID = later(r"[A-Za-z0-9]{15}(?:[A-Za-z0-5]{3})?")
_NOTHING = "0" * 15
"""How a weekly export writes that a row refers to nothing (followed by AAA)."""

COMMON = (
    Column("created", "created_date date_time_opened opened_date date_opened", "time"),
    Column("modified", "system_modstamp last_modified_date last_modified", "time"),
    Column("deleted", "is_deleted deleted", "flag"),
    Column("master", "master_record_id"),
    Column("owner", "owner_id case_owner opportunity_owner account_owner contact_owner owner"),
    Column("account_name", "account.name account_name"),
    Column("account", "account_id"),
    Column("currency", "currency_iso_code currency"),
)
"""Columns of nearly every object."""


_REPORTED = frozenset(("caseid", "casenumber", "opportunityid"))
"""Headers that show whose rows a report holds."""


def whole_id(text: str | None) -> str | None:
    """An id of 15 or 18 characters in its one form of 18; None where it refers to nothing.

    The last three characters say, five letters each, which of the first fifteen are capitals. So
    they follow from the fifteen, and mend an id that was written all in capitals or all in small
    letters. What is no id stays as it is.
    """
    if text is None or text[:15] == _NOTHING:
        return None
    if not _ID.fullmatch(text):
        return text
    head = text[:15]
    if len(text) == 18 and (head.isupper() or head.islower()):
        head = _recased(head, text[15:].upper()) or head
    return head + _suffix(head)


def _suffix(head: str) -> str:
    return "".join(
        _SIGNS[sum(1 << at for at, sign in enumerate(head[start : start + 5]) if sign.isupper())]
        for start in (0, 5, 10)
    )


def _recased(head: str, suffix: str) -> str | None:
    """The fifteen characters in the case that the suffix tells; None where it cannot be theirs."""
    signs = []
    for start, sign in zip((0, 5, 10), suffix, strict=True):
        bits = _SIGNS.find(sign)
        for at, letter in enumerate(head[start : start + 5]):
            signs.append(letter.upper() if bits >> at & 1 else letter.lower())
    mended = "".join(signs)
    return mended if _suffix(mended) == suffix else None


def flat(values: Mapping[str, Any]) -> dict[str, str]:
    """A record of the API: what it refers to is laid open one level ("Account.Name")."""
    record: dict[str, str] = {}
    for name, value in values.items():
        if name == "attributes":
            continue
        if isinstance(value, dict) and isinstance(value.get("attributes"), dict):
            inner = {key: each for key, each in value.items() if key != "attributes"}
            record.update({f"{name}.{key}": as_text(each) for key, each in inner.items()})
        else:
            record[name] = as_text(value)
    if isinstance(kind := dig(values, "attributes", "type"), str):
        record["attributes.type"] = kind
    return record


def likeness(
    opened: Opened, start: str, kind: str, own: frozenset[str], names: frozenset[str]
) -> float:
    """How surely a file holds one object of Salesforce.

    `start` begins its ids ("500"), `own` are headers under which they stand besides "Id", and of
    `names` at least two must be there, three where the file shows no id; all in plain letters.
    """
    rows = first_rows(opened, *LISTS, flat=flat)
    if not rows:
        return 0.0
    said = {row.get("attributestype", "") for row in rows} - {""}
    if said:
        return 0.99 if said == {kind} else 0.0
    headers = {name for row in rows for name in row}
    of_others = headers & (_REPORTED - own) and "id" not in headers
    if len(headers & names) < 2 or of_others:
        return 0.0
    columns = {"id"} if "id" in headers else own - {"casenumber"}
    ids = [row[name] for row in rows for name in columns if row.get(name)]
    if any(_ID.fullmatch(each) and each.startswith(start) for each in ids):
        return 0.99
    return 0.97 if not ids and len(headers & names) >= 3 else 0.0


def account_of(row: Row, told: Told) -> Identifier | None:
    """The account a row belongs to, by its id and called by its name where the row has both."""
    number, name = whole_id(row.text("account")), row.text("account_name")
    if number is None:
        return Identifier("account", name, name) if name else None
    return Identifier("account", f"{told.system}:{number}", name)


def tell_deletion(row: Row, told: Told, number: str, *fallbacks: str, **columns: Any) -> bool:
    """A step "deleted" where the row says that its thing was; whether it says so."""
    if row.flag("deleted") is not True:
        return False
    moments = [row.time(name) for name in ("modified", *fallbacks)]
    at = next((moment for moment in moments if moment is not None), None)
    if at is None:
        told.reject(
            row,
            "The row says that it was deleted, but holds no date at all.",
            "It was set aside. Add SystemModstamp or LastModifiedDate to the export.",
        )
        return True
    master = whole_id(row.text("master"))
    extra = {"MasterRecordId": master} if master else {}
    if row.time("modified") is None:
        extra["dated"] = LATEST
    key = f"{number}:deleted"
    columns["thread"] = number
    told.add("step", row, at, key, activity="deleted", extra=extra, **columns)
    return True
