"""How long before a change we want it told: `[notice]`. Nothing is taken for law by itself."""

from __future__ import annotations

from typing import Any

from troth.config.faults import Faults, Path_
from troth.patterns import later

KINDS = ("product", "price", "terms", "api")
_SAID = later(r"(\d{1,4})\s*(day|week|month|year)s?")
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


def notice(value: Any, faults: Faults) -> dict[str, float]:
    """Days by what they hold for: "all", a kind of change, or a side ("side:driver").

    [notice]
    all = "30 days"
    price = "60 days"
    side = { driver = "15 days" }
    """

    def days(value: Any, at: Path_) -> float | None:
        said = _SAID.fullmatch(value.strip().lower()) if isinstance(value, str) else None
        if said is None:
            faults.add(at, f"“{at[-1]}” is no length of time: {value}.", f'{at[-1]} = "30 days"')
            return None
        return float(int(said[1]) * _DAYS[said[2]])

    def sides(value: Any, at: Path_) -> dict[str, float | None]:
        if not faults.is_table(value, at):
            return {}
        return {f"side:{name.casefold()}": days(held, (*at, name)) for name, held in value.items()}

    known = dict.fromkeys(("all", *KINDS), days) | {"side": sides}
    made = faults.table(value, ("notice",), known)
    found = {**made.pop("side", {}), **made}
    return {name: held for name, held in found.items() if held is not None}
