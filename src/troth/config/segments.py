"""Named sets of people: `[segments.NAME]` with a line of criteria, `where = 'side = "shop"'`."""

from __future__ import annotations

from typing import Any

from troth.config.faults import Faults
from troth.patterns import later

_NAME = later(r"[\w][\w .&-]{0,59}")


def segments(value: Any, faults: Faults) -> dict[str, str]:
    """The criteria of each segment as they were written; they are read where they are used."""
    if not faults.is_table(value, ("segments",)):
        return {}
    found = {}
    for name, own in value.items():
        at = ("segments", name)
        if not _NAME.fullmatch(name):
            faults.add(at, f"“{name}” is no name of a segment.", "Use letters, numbers and dashes.")
            continue
        given = faults.table(own, at, {"where": faults.string})
        if given.get("where"):
            found[name] = given["where"]
        elif isinstance(own, dict) and "where" not in own:
            faults.add(at, f"The segment “{name}” says nothing.", "where = 'side = \"shop\"'")
    return found
