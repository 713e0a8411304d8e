"""What people have said about findings: which are put aside, until when, and by whom.

A state is never stored. It is the entries, folded in the order they were written: the last
one counts, and an entry taken back counts as never written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from troth.model.entry import Entry
from troth.model.identity import finding_id

if TYPE_CHECKING:
    from troth.model.finding import Finding
    from troth.views.telling import Told

ASIDE = ("done", "answered", "dismiss", "wrong", "snooze")
"""Deeds that take a finding off Today."""
UNDO = "undo"

SAYS: Mapping[str, str] = {
    "done": "marked done",
    "answered": "noted as answered",
    "dismiss": "dismissed",
    "wrong": "marked as wrong",
    "snooze": "put off",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """The entry that counts for one finding; `until_us` is set where it was put off."""

    entry: int
    deed: str
    who: str
    at_us: int
    reason: str
    until_us: int | None

    @property
    def says(self) -> str:
        """In words: "dismissed by ana"."""
        return f"{SAYS[self.deed]} by {self.who}" if self.who else SAYS[self.deed]

    def hides(self, now_us: int) -> bool:
        """Whether the finding stays off Today at this moment."""
        return self.deed != "snooze" or (self.until_us is not None and self.until_us > now_us)


def standings(entries: Iterable[Entry]) -> dict[str, Standing]:
    """The last entry that counts, by finding."""
    written = sorted(entries, key=lambda entry: entry.id)
    undone = {_number(entry.body.get("entry")) for entry in written if entry.deed == UNDO}
    kept = (entry for entry in written if entry.deed in ASIDE and entry.id not in undone)
    return {entry.target: _standing(entry) for entry in kept}


def standing_of(
    finding: Finding | Told, handles: Sequence[str], held: Mapping[str, Standing]
) -> Standing | None:
    """The entry that counts for a finding, said of it under any handle of its person.

    Where two people are merged, a lens may tell the same episode under another of their handles.
    """
    if len(handles) < 2:
        return held.get(finding.id)
    ids = {finding.id, *(finding_id(finding.lens, one, finding.anchor) for one in handles)}
    return max((held[id] for id in ids if id in held), key=lambda one: one.entry, default=None)


def _standing(entry: Entry) -> Standing:
    body = entry.body
    reason = str(body.get("reason") or body.get("evidence") or "")
    until = body.get("until_us")
    return Standing(
        entry.id, entry.deed, entry.who, entry.at_us, reason, _number(until) if until else None
    )


def _number(value: object) -> int:
    return int(value) if isinstance(value, int | str | float) else -1
