"""What is she trying to do? What she said, and apart from it what we suppose; which promise serves it.

Where several on her side want the same and she has not said it, it is proposed as ours, with how
many of how many said so. It counts once one of us has noted it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from troth.documents.quoting import quoted
from troth.ledger import directory
from troth.ledger.concerns import Serves, Supposed, serves, supposed
from troth.ledger.sayings import sayings
from troth.model.evidence import Evidence
from troth.model.person import Person
from troth.model.promise import Promise
from troth.model.saying import Saying
from troth.text.nearing import words_of as weighty
from troth.views.reading import Reading

WISHES = ("task", "responsibility", "outcome", "day")
"""Levels of a concern that say what somebody is about, beyond what is broken."""
LEVELS: Mapping[str, str] = {
    "broken": "something is broken",
    "task": "a task",
    "responsibility": "what they answer for",
    "outcome": "what they hope for",
    "day": "their day",
}
SHOWN = 4
LEAST, ALIKE, COMMON = 3, 0.5, 2
"""So many others have to want the same; alike are two wishes that share half of their weighty
words, and so many of them at least."""
PROPOSED = 2
READ, MOST = 4_000, 400
"""So many of the newest wishes are read, and of a side so many compared: a page answers at once."""


@dataclass(frozen=True, slots=True)
class Served:
    """A promise that serves a concern: its words, and the entry that says so."""

    promise: str
    words: str
    state: str
    entry: int


@dataclass(frozen=True, slots=True)
class Concern:
    """One concern. `said` is True for her own words, which `evidence` opens; otherwise it is ours,
    said by `by`, and `entry` takes it back. `level` says what kind of matter it is."""

    id: str
    said: bool
    text: str
    at: str
    by: str
    level: str | None
    evidence: str | None
    entry: int | None
    because: str | None
    promises: tuple[Served, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What she may want besides, for `k` of `n` people of her side said so; the words of one of them."""

    text: str
    k: int
    n: int
    side: str
    evidence: str

    @property
    def says(self) -> str:
        """From what it is proposed: "4 of 11 couriers who told us what they want said the like"."""
        return f"{self.k} of {self.n} {self.side}s who told us what they want said the like"


@dataclass(frozen=True, slots=True)
class Concerns:
    """All of it, hers and ours apart; `promises` are those to her that could serve one."""

    said: tuple[Concern, ...]
    supposed: tuple[Concern, ...]
    proposals: tuple[Proposal, ...]
    promises: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ServedConcern:
    """A concern that a promise serves, for the promise's page."""

    person: str
    name: str
    text: str
    said: bool
    entry: int


def concerns(
    reading: Reading, person: Person, said: Sequence[Saying], promised: Sequence[Promise]
) -> Concerns:
    """What a person is trying to do; `said` are her wishes, newest first, `promised` ours to her."""
    wishes = _wishes(reading, said)[:SHOWN]
    ours = supposed(reading.con, person.id)
    ids = [one.id for one, _, _ in wishes] + [one.id for one in ours]
    by_concern = _served(reading, serves(reading.con, concerns=ids) if ids else [])
    clock = reading.clock
    hers = tuple(
        Concern(
            one.id,
            True,
            text,
            clock.moment(record.at_us, record.precision),
            person.label,
            LEVELS.get(one.kind),
            record.id,
            None,
            None,
            by_concern.get(one.id, ()),
        )
        for one, record, text in wishes
    )
    known = [text for _, _, text in wishes] + [one.words for one in ours]
    return Concerns(
        hers,
        tuple(_ours(one, by_concern.get(one.id, ()), reading) for one in reversed(ours)),
        _proposals(reading, person, known),
        tuple((one.id, one.words) for one in promised if one.state == "open" and one.words),
    )


def _ours(one: Supposed, served: tuple[Served, ...], reading: Reading) -> Concern:
    at, level = reading.clock.day(one.at_us), LEVELS.get(one.level or "")
    return Concern(
        one.id, False, one.words, at, one.by, level, None, one.entry, one.because, served
    )


def _wishes(reading: Reading, said: Sequence[Saying]) -> list[tuple[Saying, Evidence, str]]:
    """Each wish once, in her words, the newest first."""
    records = reading.index.records({one.record for one in said})
    found: dict[str, tuple[Saying, Evidence, str]] = {}
    for one in said:
        if one.kind in WISHES and (record := records.get(one.record)) is not None:
            text = quoted(record, one.span)
            found[text.casefold()] = (one, record, text)
    return sorted(found.values(), key=lambda held: (-held[0].at_us, held[0].id))


def _served(reading: Reading, held: Sequence[Serves]) -> dict[str, tuple[Served, ...]]:
    by_id = {one.id: one for one in reading.opened} if held else {}
    found: dict[str, tuple[Served, ...]] = {}
    for one in held:
        if (kept := by_id.get(one.promise)) is not None:
            served = Served(kept.id, kept.words, kept.state, one.entry)
            found[one.concern] = (*found.get(one.concern, ()), served)
    return found


def served_by(reading: Reading, promise: str) -> tuple[ServedConcern, ...]:
    """The concerns that one promise serves, in her words or as we suppose."""
    held = serves(reading.con, promise=promise)
    if not held:
        return ()
    people = {one.id: one for one in directory.persons(reading.con, [one.person for one in held])}
    said = {one.id: one for one in sayings(reading.con, voice="concern", index=reading.index)}
    records = reading.index.records(
        {said[one.concern].record for one in held if one.concern in said}
    )
    found = []
    for one in held:
        person = people.get(one.person)
        hers = said.get(one.concern)
        if person is None:
            continue
        if hers is not None and hers.record in records:
            text = quoted(records[hers.record], hers.span)
        else:
            ours = {each.id: each.words for each in supposed(reading.con, one.person)}
            text = ours.get(one.concern, "")
        if text:
            found.append(ServedConcern(person.id, person.label, text, hers is not None, one.entry))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Wish:
    """What several people of a side want alike: the words of one of them, and who they are."""

    text: str
    words: frozenset[str]
    record: str
    people: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Side:
    """What is wanted by at least so many of a side, the commonest first; and who told us anything."""

    wishes: tuple[_Wish, ...]
    people: frozenset[str]


def _proposals(reading: Reading, person: Person, known: Sequence[str]) -> tuple[Proposal, ...]:
    """What at least three others of her side want alike, and she has not said: the commonest."""
    if person.side is None or person.staff or person.forgotten:
        return ()
    side = _of_side(reading, person.side)
    taken = [weighty(text) for text in known]
    found: list[Proposal] = []
    for one in side.wishes:
        others = one.people - {person.id}
        if len(others) < LEAST or any(_near(one.words, words) for words in taken):
            continue
        taken.append(one.words)
        n = len(side.people - {person.id})
        found.append(Proposal(one.text, len(others), n, person.side, one.record))
        if len(found) == PROPOSED:
            break
    return tuple(found)


def _near(one: frozenset[str], two: frozenset[str]) -> bool:
    """Whether two say much the same, so that proposing one after the other adds nothing."""
    return bool(one and two) and len(one & two) >= ALIKE * min(len(one), len(two))


def _of_side(reading: Reading, side: str) -> _Side:
    """What a side wants, worked out once for each state of the records, from its newest wishes."""
    return reading.held.of(f"wishes of {side}", reading.state, lambda: _wanted(reading, side))


def _wanted(reading: Reading, side: str) -> _Side:
    said = [one for one in sayings(reading.con, voice="concern") if one.kind in WISHES][-READ:]
    records = reading.index.records({one.record for one in said})
    people = reading.people(record.by for record in records.values())
    held: list[_Wish] = []
    for one in reversed(said):
        record = records.get(one.record)
        person = people.get(record.by or "") if record else None
        newest = record is not None and record.version == one.version
        if record is not None and newest and person is not None and person.side == side:
            text = quoted(record, one.span)
            held.append(_Wish(text, weighty(text), record.id, frozenset([person.id])))
        if len(held) == MOST:
            break
    return _Side(tuple(_shared(held)), frozenset(id for one in held for id in one.people))


def _shared(held: Sequence[_Wish]) -> list[_Wish]:
    """Wishes of enough people, each in its shortest words, with everybody who wants the like."""
    by_words: dict[frozenset[str], list[_Wish]] = {}
    for one in held:
        if len(one.words) >= COMMON:
            by_words.setdefault(one.words, []).append(one)
    found = []
    for words, some in by_words.items():
        alike = (each for other, each in by_words.items() if _alike(other, words))
        who = frozenset(id for each in alike for one in each for id in one.people)
        if len(who) >= LEAST:
            told = min(some, key=lambda one: (len(one.text), one.text, one.record))
            found.append(_Wish(told.text, words, told.record, who))
    return sorted(found, key=lambda one: (-len(one.people), one.text, one.record))


def _alike(one: frozenset[str], two: frozenset[str]) -> bool:
    both = len(one & two)
    return both >= COMMON and both >= ALIKE * len(one | two)
