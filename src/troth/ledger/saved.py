"""Views that were saved: the filters of a page under a name, as entries; the newest of a name counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa

from troth.ledger.entries import UNDO, entries, in_force
from troth.model.entry import Entry

VIEW, DROP = "view", "view-drop"
"""Saved under a name; taken off the list. `target` is the name as names are compared."""


@dataclass(frozen=True, slots=True)
class Saved:
    """One saved view: its name, the page, what the page is asked, who saved it, and when."""

    name: str
    page: str
    by: str
    at_us: int
    entry: int
    query: Mapping[str, str] = field(default_factory=dict)


def saved(con: sa.Connection) -> dict[str, Saved]:
    """The views that are saved, by name as it is compared, in the order of names."""
    found: dict[str, Saved] = {}
    for one in in_force(entries(con, deed=(VIEW, DROP, UNDO))):
        found.pop(one.target, None)
        if one.deed == VIEW and (made := _saved(one)) is not None:
            found[one.target] = made
    return dict(sorted(found.items()))


def _saved(one: Entry) -> Saved | None:
    name, page, query = (one.body.get(each) for each in ("name", "page", "query"))
    if not isinstance(name, str) or not isinstance(page, str) or not isinstance(query, dict):
        return None
    held = {str(each): str(value) for each, value in query.items()}
    return Saved(name, page, one.who, one.at_us, one.id, held)
