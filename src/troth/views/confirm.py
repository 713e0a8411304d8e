"""Which of these did we promise? Candidates, grouped by the words they share, weightiest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from troth.model.evidence import Evidence
from troth.model.promise import Promise
from troth.views.promises import PromiseLine, lines
from troth.views.reading import Reading

GROUPS_SHOWN = 20
ASKED_SHOWN = 10
"""Of candidates in the same words, so many are shown one by one."""
AT_ONCE = 500
"""So many are answered with one yes or no; the others are asked again."""
AROUND = 160
"""Characters of the record shown on either side of the words."""


class Waiting(Protocol):
    """Candidates in the same words, as the triage gathers them."""

    @property
    def candidates(self) -> tuple[Promise, ...]:
        """The newest first."""

    @property
    def people(self) -> int:
        """How many people they were said to."""

    @property
    def to_all(self) -> bool:
        """Whether they were said to nobody in particular."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One candidate, with what stands before and after its words in the record."""

    line: PromiseLine
    before: str
    words: str
    after: str
    where: str
    at: str


@dataclass(frozen=True, slots=True)
class Group:
    """Candidates in the same words: answered once, all of them. `people` counts whom they bind.

    `asked` are the newest few, `ids` those that one answer is for, `n` counts all of them.
    """

    asked: tuple[Asked, ...]
    ids: tuple[str, ...]
    n: int
    people: int
    why_here: str

    @property
    def first(self) -> Asked:
        """The one that stands for all."""
        return self.asked[0]


@dataclass(frozen=True, slots=True)
class Confirm:
    """The page: the groups shown, and how many more there are."""

    groups: tuple[Group, ...]
    left: int
    unconfirmed: int

    @property
    def says(self) -> str:
        """The first line."""
        n = len(self.groups) + self.left
        if not n:
            return "Nothing waits for a yes or no."
        return (
            "1 thing we said may be a promise."
            if n == 1
            else f"{n} things we said may be promises."
        )


def confirm(reading: Reading, waiting: Sequence[Waiting]) -> Confirm:
    """The groups that wait for a yes or no, in the order given, each with its words in place."""
    shown = waiting[:GROUPS_SHOWN]
    flat = [one for group in shown for one in group.candidates[:ASKED_SHOWN]]
    named = {line.promise.id: line for line in lines(flat, reading)}
    records = reading.index.records({one.record for one in flat if one.record})
    return Confirm(
        groups=tuple(_group(group, named, records, reading) for group in shown),
        left=len(waiting) - len(shown),
        unconfirmed=sum(len(group.candidates) for group in waiting),
    )


def _group(
    group: Waiting,
    named: dict[str, PromiseLine],
    records: dict[str, Evidence],
    reading: Reading,
) -> Group:
    due = min((one.due_us for one in group.candidates if one.due_us is not None), default=None)
    to = "said to everybody" if group.to_all else f"said to {_people(group.people)}"
    when = f", due {reading.clock.day(due)}" if due is not None else ""
    asked = tuple(
        _asked(named[one.id], records.get(one.record or ""), reading)
        for one in group.candidates[:ASKED_SHOWN]
    )
    ids = tuple(one.id for one in group.candidates[:AT_ONCE])
    return Group(asked, ids, len(group.candidates), group.people, to + when)


def _people(n: int) -> str:
    return "1 person" if n == 1 else f"{n} people"


def _asked(line: PromiseLine, record: Evidence | None, reading: Reading) -> Asked:
    words = line.promise.words
    if record is None:
        return Asked(line, "", words, "", "", line.said)
    before, _, after = record.text.partition(words)
    where = str(record.fields.get("path") or "") or record.kind
    if not words or before == record.text:
        before = after = ""
    return Asked(
        line,
        ("…" if len(before) > AROUND else "") + before[-AROUND:],
        words,
        after[:AROUND] + ("…" if len(after) > AROUND else ""),
        where,
        reading.clock.moment(record.at_us, record.precision),
    )
