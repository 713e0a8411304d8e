"""What `add` gives back: for every file what went in, what was there already, what was set aside."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from troth.model.reject import Reject

PERSON = "person"
"""Stands among the kinds for people whom a file names besides what they did."""
Outcome = Literal["read", "same", "refused"]


@dataclass(frozen=True, slots=True)
class SourceReceipt:
    """One file.

    `outcome` is "read"; "same" where these very bytes were read before (the counts then say
    what that reading found, all of it unchanged); "refused" where nothing could be read.
    `rows_read` counts the rows of the file (JSON records, letters, rows of a sheet) that were
    understood, `set_aside` those that were not. One row may give several records (a ticket its
    steps and its words) or none; `records` counts what they gave: new + changed + unchanged +
    forgotten + too_old. `forgotten` are records about people who asked to be forgotten,
    `too_old` those that `[retention]` no longer keeps; neither are kept.
    `gone` counts records that are not in a file that is all there is: they were deleted in its
    system; where none was taken for deleted, `whole` says why. Of several such files the last
    says it for all. `kinds` says how many of the records are of each kind. Times are UTC microseconds.
    """

    path: str
    source: str | None
    system: str | None
    outcome: Outcome
    rows_read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    set_aside: int = 0
    forgotten: int = 0
    gone: int = 0
    whole: str | None = None
    too_old: int = 0
    first_us: int | None = None
    last_us: int | None = None
    kinds: Mapping[str, int] = field(default_factory=dict)

    @property
    def records(self) -> int:
        """How many records and people the rows gave."""
        return sum(self.kinds.values())

    @property
    def kind(self) -> str | None:
        """The kind that most of the records are of; "person" where people are all there is."""
        order = {kind: (kind != PERSON, n, kind) for kind, n in self.kinds.items()}
        return max(order, key=lambda kind: order[kind], default=None)


@dataclass(frozen=True, slots=True)
class Receipt:
    """All files of one `add`.

    `people_seen` are those who occur in what was read, `people_new` those met for the first
    time; our own staff is not counted. `rejects` holds the first of what was set aside; all of
    it lies in the ledger, and `set_aside` counts it.
    """

    sources: tuple[SourceReceipt, ...] = ()
    people_new: int = 0
    people_seen: int = 0
    rejects: tuple[Reject, ...] = ()
    dry_run: bool = False

    @property
    def nothing_read(self) -> bool:
        """Whether nothing at all could be read: then the command could not be run."""
        return not any(each.rows_read for each in self.sources)

    def after(self, later: Receipt, answered: Collection[str]) -> Receipt:
        """This receipt with what a second reading said of the files that a question was open of."""
        again = {one.path: one for one in later.sources if one.path in answered}
        kept = [one for one in self.rejects if one.origin.file not in answered]
        more = [one for one in later.rejects if one.origin.file in answered]
        return replace(
            later,
            sources=tuple(again.get(one.path, one) for one in self.sources),
            people_new=self.people_new + later.people_new,
            people_seen=max(self.people_seen, later.people_seen),
            rejects=(*kept, *more),
        )

    def total(self, name: str) -> int:
        """One of the counts over all files, such as "new" or "set_aside"."""
        return sum(int(getattr(each, name)) for each in self.sources)
