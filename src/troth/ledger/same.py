"""Which people are one and the same: the fold of the entries that merge and unmerge them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from troth.ledger.entries import entries
from troth.model.entry import Entry

if TYPE_CHECKING:
    from sqlalchemy import Connection

MERGE = "merge-people"
UNMERGE = "unmerge-people"
FORGET = "forget"


@dataclass(frozen=True, slots=True)
class Same:
    """Who was merged into whom, and who asked to be forgotten.

    `merged` maps a person to the one they were merged into, who may be merged in turn.
    """

    merged: Mapping[str, str] = field(default_factory=dict)
    forgotten: frozenset[str] = frozenset()

    @property
    def aside(self) -> frozenset[str]:
        """Ids that stand for nobody of their own any more: merged into another, or forgotten."""
        return self.forgotten.union(self.merged)

    def root(self, id: str) -> str:
        """The person by whom this one is known."""
        while id in self.merged:
            id = self.merged[id]
        return id

    def members(self, roots: Iterable[str]) -> dict[str, str]:
        """Every person known by one of these, the roots among them, with their root."""
        found = {id: id for id in roots}
        for id in self.merged:
            root = self.root(id)
            if root in found:
                found[id] = root
        return found


def fold(entries: Iterable[Entry]) -> Same:
    """The state after these entries, given in their order.

    Merging two who are one already changes nothing. Unmerging takes back the one entry that
    merged this person, and whoever was merged into them stays with them.
    """
    merged: dict[str, str] = {}
    forgotten: set[str] = set()
    for entry in entries:
        here = Same(merged)
        if entry.deed == MERGE:
            one, other = here.root(entry.target), here.root(str(entry.body["into"]))
            if one != other:
                merged[one] = other
        elif entry.deed == UNMERGE:
            merged.pop(entry.target, None)
        elif entry.deed == FORGET:
            forgotten.add(entry.target)
    return Same(merged, frozenset(forgotten))


def same_people(con: Connection) -> Same:
    """Who is one and the same today."""
    return fold(entries(con, deed=(MERGE, UNMERGE, FORGET)))
