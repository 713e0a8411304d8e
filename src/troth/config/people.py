"""Who is who, and how long what is kept: `[people]`, `[accounts]`, `[retention]`, `[privacy]`."""

from __future__ import annotations

from typing import Any

from troth.config.faults import Faults, Path_
from troth.config.settings import AccountSettings, Kept
from troth.model.evidence import KINDS
from troth.patterns import later

MASKS = ("addresses", "numbers")
_KEPT = later(r"(\d{1,4})\s*(day|week|month|year)s?")
_UNITS = {"day": (0, 1), "week": (0, 7), "month": (1, 0), "year": (12, 0)}


def people(value: Any, faults: Faults) -> dict[str, frozenset[str]]:
    """Our own domains and addresses (`staff`), and mailboxes of several people (`shared`)."""

    def addresses(value: Any, at: Path_) -> frozenset[str]:
        plain = (each.strip().lower().removeprefix("@") for each in faults.strings(value, at))
        return frozenset(each for each in plain if each)

    return faults.table(value, ("people",), {"staff": addresses, "shared": addresses})


def accounts(value: Any, faults: Faults) -> dict[str, AccountSettings]:
    """Accounts by name: `[accounts."Harbour Goods"]` with `domains` and `parent`."""
    if not faults.is_table(value, ("accounts",)):
        return {}
    found = {}
    for name, own in value.items():
        at = ("accounts", name)
        given = faults.table(own, at, {"domains": faults.strings, "parent": faults.string})
        domains = tuple(each.strip().lower().lstrip("@") for each in given.get("domains") or ())
        found[name] = AccountSettings(domains, given.get("parent"))
    return found


def retention(value: Any, faults: Faults) -> dict[str, Kept]:
    """How long each kind of record is kept: `message = "3 years"`."""
    known = {kind: lambda held, at: _kept(held, at, faults) for kind in KINDS}
    made = faults.table(value, ("retention",), known)
    return {kind: kept for kind, kept in made.items() if kept is not None}


def _kept(value: Any, at: Path_, faults: Faults) -> Kept | None:
    said = _KEPT.fullmatch(value.strip().lower()) if isinstance(value, str) else None
    if said is None or int(said[1]) == 0:
        faults.add(at, f"“{at[-1]}” is no length of time: {value}.", f'{at[-1]} = "3 years"')
        return None
    months, days = _UNITS[said[2]]
    return Kept(months * int(said[1]), days * int(said[1]))


def mask(value: Any, faults: Faults) -> frozenset[str]:
    """What is shown half hidden: `[privacy] mask = ["addresses", "numbers"]`."""

    def masks(value: Any, at: Path_) -> frozenset[str]:
        named = faults.strings(value, at)
        return frozenset(each for each in named if faults.choice(each, at, MASKS))

    made = faults.table(value, ("privacy",), {"mask": masks})
    return made.get("mask") or frozenset()
