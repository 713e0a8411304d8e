"""What people said of findings, each with the lens it came from: what a lens is scored by.

Said of the finding itself, and said last: an entry taken back counts as never written, and one
that only went along with another ("off the list, with all else about her") judges nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from troth.ledger import tables
from troth.ledger.codec import load
from troth.ledger.entries import UNDO, entries, in_force
from troth.ledger.writing import pick
from troth.model.finding import Status

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from troth.model.entry import Entry

HEED = "heed"
"""The deed of bringing a lens back: what was said of it before counts no longer."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One finding that somebody said something of: its lens, how sure it was, and what was said."""

    finding: str
    lens: str
    status: Status
    deed: str
    reason: str


def judged(con: Connection, deeds: Iterable[str]) -> list[Judged]:
    """The last word on each finding among these deeds, since its lens was last brought back."""
    held = sorted(in_force(entries(con, deed=(*deeds, HEED, UNDO))), key=lambda one: one.id)
    back = {one.target: one.id for one in held if one.deed == HEED}
    last = {one.target: one for one in held if one.deed != HEED}
    said = {id: one for id, one in last.items() if one.body.get("with") is None}
    kinds = _kinds(con, said)
    return [
        Judged(id, *kinds[id], one.deed, str(one.body.get("reason") or ""))
        for id, one in said.items()
        if id in kinds and one.id > back.get(kinds[id][0], 0)
    ]


def heeded(con: Connection) -> dict[str, Entry]:
    """The entries by which lenses were brought back, the newest of each lens."""
    return {one.target: one for one in in_force(entries(con, deed=(HEED, UNDO)))}


def _kinds(con: Connection, ids: Iterable[str]) -> dict[str, tuple[str, Status]]:
    """The lens of each finding, and whether it spoke when it was seen last."""
    seen = tables.sighting.c
    rows = sorted(
        pick(con, [seen.finding, seen.run, seen.lens, seen.wording], seen.finding, ids),
        key=lambda row: row.run,
    )
    newest = {row.finding: row for row in rows}
    told = tables.wording.c
    bodies = pick(
        con, [told.digest, told.body], told.digest, {row.wording for row in newest.values()}
    )
    status = {row.digest: load(row.body)["status"] for row in bodies}
    return {id: (row.lens, status[row.wording]) for id, row in newest.items()}
