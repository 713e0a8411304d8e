"""Which of these did we promise? Candidates, the same promise asked about once, weightiest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from troth.documents.quoting import shown
from troth.model.evidence import Evidence
from troth.model.promise import Promise
from troth.model.section import SECTIONS, Section
from troth.views.promises import PromiseLine, lines
from troth.views.reading import Reading

GROUPS_SHOWN = 20
ASKED_SHOWN = 10
"""Of candidates in the same words, so many are shown one by one."""
PLACES_SHOWN = 5
"""Of one wording, so many places are named."""
AT_ONCE = 500
"""So many are answered with one yes or no; the others are asked again."""
AROUND = 160
"""Characters of the record shown on either side of the words."""


class Place(Protocol):
    """Where one wording stands."""

    @property
    def promise(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def at_us(self) -> int: ...


class Wording(Protocol):
    """One way it was put, and everywhere it was put so."""

    @property
    def words(self) -> str: ...
    @property
    def places(self) -> Sequence[Place]: ...


class Waiting(Protocol):
    """One question, as the triage puts it."""

    @property
    def candidates(self) -> tuple[Promise, ...]:
        """The leading one first."""

    @property
    def bundles(self) -> tuple[tuple[Promise, ...], ...]:
        """Those that become one promise each."""

    @property
    def wordings(self) -> Sequence[Wording]:
        """Every way it was put."""

    @property
    def section(self) -> Section:
        """Where it is asked."""

    @property
    def people(self) -> int:
        """How many people they were said to."""

    @property
    def to_all(self) -> bool:
        """Whether they were said to nobody in particular."""

    @property
    def concerns(self) -> int:
        """How many people they bind us to; 0 for papers of the house."""

    @property
    def known(self) -> Promise | None:
        """The promise, confirmed already, that they say again."""


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
class Said:
    """One wording with the places it stands in: promise, where, when; and how many more."""

    words: str
    places: tuple[tuple[str, str, str], ...]
    more: int


@dataclass(frozen=True, slots=True)
class Group:
    """One question: answered once, for all of it. `people` counts whom it was said to.

    `asked` are the first few, `n` counts all of them, `ids` are those that one answer is for and
    `sent` the same as one text: the promise they say again, then the bundles that become one
    promise each. `heading` is the name of its section, where it is the first of it.
    """

    asked: tuple[Asked, ...]
    ids: tuple[str, ...]
    n: int
    people: int
    why_here: str
    section: Section = "firm"
    heading: str = ""
    said: tuple[Said, ...] = ()
    promises: int = 1
    known: PromiseLine | None = None
    sent: str = ""

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
    known = [group.known for group in shown if group.known]
    named = {line.promise.id: line for line in lines([*flat, *known], reading)}
    records = reading.index.records({one.record for one in flat if one.record})
    before = (None, *(group.section for group in shown))
    return Confirm(
        groups=tuple(
            replace(
                _group(group, named, records, reading),
                heading=SECTIONS[group.section] if group.section != last else "",
            )
            for group, last in zip(shown, before, strict=False)
        ),
        left=len(waiting) - len(shown),
        unconfirmed=sum(len(group.candidates) for group in waiting),
    )


def _group(
    group: Waiting,
    named: dict[str, PromiseLine],
    records: dict[str, Evidence],
    reading: Reading,
) -> Group:
    asked = tuple(
        _asked(named[one.id], records.get(one.record or ""), reading)
        for one in group.candidates[:ASKED_SHOWN]
    )
    ids = tuple(one.id for one in group.candidates[:AT_ONCE])
    known = named[group.known.id] if group.known else None
    return Group(
        asked,
        ids,
        len(group.candidates),
        group.people,
        _why_here(group, reading),
        section=group.section,
        said=tuple(_said(each, reading) for each in group.wordings[:ASKED_SHOWN]),
        promises=len(group.bundles),
        known=known,
        sent=_sent(group, frozenset(ids)),
    )


def _why_here(group: Waiting, reading: Reading) -> str:
    due = min((one.due_us for one in group.candidates if one.due_us is not None), default=None)
    if group.section == "house":
        to = "said in a paper for our own people"
    elif group.to_all:
        to = "said to everybody"
    else:
        to = f"said to {_people(group.people)}"
    return to + (f", due {reading.clock.day(due)}" if due is not None else "")


def _said(wording: Wording, reading: Reading) -> Said:
    places = tuple(
        (each.promise, each.path, reading.clock.day(each.at_us))
        for each in wording.places[:PLACES_SHOWN]
    )
    return Said(wording.words, places, max(0, len(wording.places) - PLACES_SHOWN))


def _sent(group: Waiting, ids: frozenset[str]) -> str:
    """“promise;id,id|id”: what an answer is for, as a form sends it; see `meant`."""
    held = (",".join(one.id for one in each if one.id in ids) for each in group.bundles)
    return f"{group.known.id if group.known else ''};{'|'.join(each for each in held if each)}"


def meant(sent: str) -> tuple[list[list[str]], str | None]:
    """What `sent` of a group says: the bundles, and the promise they are to be joined to."""
    into, _, rest = sent.partition(";")
    held = [[id for id in bundle.split(",") if id] for bundle in rest.split("|")]
    return [bundle for bundle in held if bundle], into or None


def _people(n: int) -> str:
    return "1 person" if n == 1 else f"{n} people"


def _asked(line: PromiseLine, record: Evidence | None, reading: Reading) -> Asked:
    words = line.promise.words
    if record is None:
        return Asked(line, "", words, "", "", line.said)
    text = shown(record)
    before, _, after = text.partition(words)
    where = str(record.fields.get("path") or "") or record.kind
    if not words or before == text:
        before = after = ""
    return Asked(
        line,
        ("…" if len(before) > AROUND else "") + before[-AROUND:],
        words,
        after[:AROUND] + ("…" if len(after) > AROUND else ""),
        where,
        reading.clock.moment(record.at_us, record.precision),
    )
