"""Sums and minutes that no record holds and the owner knows or assumes: `[costs]`."""

from __future__ import annotations

from math import isfinite
from typing import Any

from troth.config.faults import Faults, Path_
from troth.config.settings import Costs


def costs(value: Any, faults: Faults) -> Costs:
    """What winning a customer costs, what a term of hers leaves, and what a contact takes of her.

    [costs]
    winning = 25.0
    margin = 10.0
    minutes = { phone = 12, mail = 8 }
    """

    def sum_(value: Any, at: Path_) -> float | None:
        given = isinstance(value, int | float) and not isinstance(value, bool)
        if given and isfinite(value) and value >= 0:
            return float(value)
        faults.add(at, f"“{at[-1]}” has to be a number from 0 on.", f"{at[-1]} = 12.5")
        return None

    def above(value: Any, at: Path_) -> float | None:
        found = sum_(value, at)
        if found == 0:
            faults.add(at, f"“{at[-1]}” has to be above 0.", f"{at[-1]} = 25.0")
            return None
        return found

    def minutes(value: Any, at: Path_) -> dict[str, float]:
        if not faults.is_table(value, at):
            return {}
        read = {name.casefold(): sum_(held, (*at, name)) for name, held in value.items()}
        return {name: held for name, held in read.items() if held is not None}

    known = {"winning": above, "margin": sum_, "discount": sum_, "minutes": minutes}
    made = faults.table(value, ("costs",), known)
    return Costs(**{name: held for name, held in made.items() if held is not None})
