"""How one event of a case is called on a map of ways: what was written, and by whom, or what was done."""

from __future__ import annotations

from itertools import groupby

THEY, WE = "they write", "we write"
LONGEST = 60


def called(direction: str | None, activity: str | None, status: str | None) -> str | None:
    """The name of an event: of a message by whose it is, of a step by what was done; None for nothing."""
    if direction is not None:
        return {"in": THEY, "out": WE}.get(direction)
    said = " ".join((activity or status or "").split())
    return said[:LONGEST] or None


def row_of(names: list[str]) -> list[tuple[str, int]]:
    """Names in their order, the same several times in a row as one with how often."""
    return [(name, len(list(held))) for name, held in groupby(names)]
