"""How much notice is owed for a change, by whose word, and was less given?

Owed is what a text of ours promises for that kind of change and that side, and what the settings ask
for. A promise that somebody rejected or took back in the ledger is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from troth.model.finding import Cite
from troth.model.origin import Span
from troth.text.foretold import Change
from troth.text.noticed import Noticed, configured, noticed

Row = Mapping[str, Any]
STANDING = frozenset({"open", "kept", "late", "partly", "broken", "unverifiable", "candidate"})


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise of notice in a document, and whether anybody confirmed it.

    One made `aloud` was noted by hand or in a conversation, `to` one person or to everybody: it holds
    for what was announced after it was made.
    """

    noticed: Noticed
    cite: Cite
    at_us: int
    ours: str | None
    confirmed: bool
    aloud: bool = False
    to: str | None = None

    def holds_for(self, change: Change) -> bool:
        """Whether it is owed for this change."""
        first = change.first
        own = self.to is not None and first.side is None
        covered = self.noticed.covers(first.what, self.noticed.side if own else first.side)
        same_brand = not self.ours or not first.ours or self.ours == first.ours
        before = not self.aloud or self.at_us <= first.at_us
        return covered and same_brand and before and self.cite.evidence != first.cite.evidence

    def names(self, change: Change) -> bool:
        """Whether the change says that it is for the side of the one person to whom this was promised."""
        return self.to is None or self.noticed.side is None or change.first.side is not None


@dataclass(frozen=True, slots=True)
class Owed:
    """So many days' notice: by a promise of ours (with its place), or, without one, as it was set.

    `to` is the one person to whom it was promised, None where it was to all or to a side.
    """

    days: float
    sure: bool
    cite: Cite | None = None
    to: str | None = None


def promised(texts: Iterable[Row], marks: Iterable[Row]) -> Iterator[Promised]:
    """Every promise of notice in these documents; `marks` is what the ledger says of their words."""
    by_record: dict[str, list[Row]] = {}
    for mark in marks:
        by_record.setdefault(str(mark["id"]), []).append(mark)
    for row in texts:
        if row["kind"] != "document":
            continue
        for one in noticed(str(row["text"] or ""), row["title"]):
            own = [mark for mark in by_record.get(row["id"], ()) if _meets(mark, one.span)]
            if any(mark["state"] not in STANDING for mark in own):
                continue
            cite = Cite(row["id"], row["version"], one.span)
            sure = any(mark["confirmed"] for mark in own)
            yield Promised(one, cite, row["ts_us"], row["ours"], sure)


def _meets(mark: Row, span: Span) -> bool:
    start, end = mark["start"], mark["end"]
    return start is not None and end is not None and start < span.end and span.start < end


def owed(
    change: Change, held: Iterable[Promised], notice: Mapping[str, float], now_us: int
) -> list[Owed]:
    """All the notice that is owed for a change, the surest and longest first."""
    first = change.first
    found = [
        Owed(one.noticed.days, one.confirmed and one.names(change), one.cite, one.to)
        for one in held
        if one.holds_for(change) and one.at_us <= now_us
    ]
    set_ = configured(notice, first.what, first.side)
    found += [] if set_ is None else [Owed(set_, True)]
    return sorted(found, key=lambda one: (not one.sure, -one.days, one.cite is None))


def fallen_short(change: Change, held: Iterable[Owed], today: date) -> Owed | None:
    """The first of what is owed that was not given; None where enough notice was."""
    given = given_so_far(change, today)
    return next((one for one in held if given is not None and given < one.days), None)


def given_so_far(change: Change, today: date) -> int | None:
    """The notice given: where terms are missing, at best what is left from today."""
    raw, known = change.raw, change.actionable
    if known is not None or raw is None:
        return known
    return min(raw, (change.days[-1] - max(today, change.announced)).days)
