"""What may somebody want besides? What several others of her side said that they want, with how many.

Ours, a guess with its numbers, until one of us has noted it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from troth.documents.quoting import quoted
from troth.extend.sided import many
from troth.ledger.sayings import sayings
from troth.model.person import Person
from troth.text.nearing import words_of as weighty
from troth.views.reading import Reading

WISHES = ("task", "responsibility", "outcome", "day")
"""Levels of a concern that say what somebody is about, beyond what is broken."""
LEAST, ALIKE, COMMON = 3, 0.5, 2
"""So many others have to want the same; alike are two wishes that share half of their weighty
words, and so many of them at least."""
PROPOSED = 2
READ, MOST = 4_000, 400
"""So many of the newest wishes are read, and of a side so many compared: a page answers at once."""


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
        return f"{self.k} of {self.n} {many(self.side)} who told us what they want said the like"


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


def proposals(reading: Reading, person: Person, known: Sequence[str]) -> tuple[Proposal, ...]:
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
