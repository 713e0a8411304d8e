"""Whom do we serve? The people, each with a line in their own words, those who need us first, by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from troth.ledger import directory
from troth.ledger.decisions import people_by_side
from troth.ledger.sayings import sayings
from troth.model.finding import Finding
from troth.model.person import Person
from troth.store.speaking import written, wrote
from troth.views.promises import Words, words_of
from troth.views.reading import Reading
from troth.views.telling import Told
from troth.views.wanted import WISHES

SHOWN = 100
LOOKED_AT, NAMED = 2_000, 12
"""So many people are asked whether they ever wrote; so many who did not are named."""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person in a list: what they want in their newest words, and what is found about them."""

    person: Person
    account: str | None
    finding: Told | None
    words: Words | None = None


@dataclass(frozen=True, slots=True)
class Unmet:
    """Those who have never written a word to us: `n` of the `looked` that were looked at, some named."""

    n: int
    looked: int
    whole: bool
    lines: tuple[PersonLine, ...]

    @property
    def says(self) -> str:
        """The answer in a sentence; nobody can be said of nobody."""
        of = f"{self.looked:,}" if self.whole else f"the first {self.looked:,}"
        if not self.n:
            return f"Each of {of} people has written to us at least once."
        verb = "has" if self.n == 1 else "have"
        return f"{self.n:,} of {of} people {verb} never written a word to us: what they want is unknown."


@dataclass(frozen=True, slots=True)
class People:
    """The page: those who need us, then the others by name."""

    lines: tuple[PersonLine, ...]
    total: int
    sides: tuple[str, ...]
    side: str | None
    after: str | None
    unmet: Unmet | None = None

    @property
    def says(self) -> str:
        """Whom we serve, and of how many here it is known what they want."""
        who = "1 person" if self.total == 1 else f"{self.total:,} people"
        told = sum(line.words is not None for line in self.lines)
        side = f" on the side of {self.side}s" if self.side else ""
        if not self.total:
            return "We know nobody yet."
        shown = len(self.lines)
        of = "them" if shown == self.total else f"the {shown} shown here"
        return f"We know {who}{side}. Of {told} of {of} we know what they are trying to do, in their words."


def people(
    reading: Reading,
    *,
    side: str | None = None,
    after: str | None = None,
    within: frozenset[str] | None = None,
) -> People:
    """A page of people; `after` is the last id of the page before. With `within`, only these ids."""
    if within is None:
        found = directory.people(reading.con, side=side, limit=SHOWN + 1, after=after)
    else:
        found = _some(reading, within, side, after)
    shown = found[:SHOWN]
    lines = person_lines(shown, reading)
    if after is None:
        lines = _pressing_first(lines, reading, side, within)
    sides = {one for one in sides_of(reading) if one}
    total = directory.count_people(reading.con, side=side) if within is None else len(within)
    return People(
        lines=lines,
        total=total,
        sides=tuple(sorted(sides)),
        side=side,
        after=shown[-1].id if len(found) > SHOWN else None,
        unmet=_unmet(reading, side) if after is None else None,
    )


def _some(
    reading: Reading, within: frozenset[str], side: str | None, after: str | None
) -> list[Person]:
    """The people of a set, by id, from where the page before ended."""
    ids = sorted(id for id in within if after is None or id > after)
    held = directory.persons(reading.con, ids if side else ids[: SHOWN + 1])
    return [one for one in held if side in (None, one.side)][: SHOWN + 1]


def sides_of(reading: Reading) -> Mapping[str, int]:
    """How many people there are on each side; “” where none is known."""
    key = (reading.state.generation, reading.state.people)
    return reading.held.of("sides", key, lambda: people_by_side(reading.con))


def _unmet(reading: Reading, side: str | None) -> Unmet | None:
    """Who we have not met, among the first so many; None where nobody is known."""
    key = (reading.state.generation, reading.state.people, side)

    def read() -> tuple[int, bool, list[Person]]:
        held = directory.people(reading.con, side=side, limit=LOOKED_AT + 1)
        looked = held[:LOOKED_AT]
        spoke = wrote(reading.index, (handle for one in looked for handle in one.handles))
        quiet = [one for one in looked if not spoke & {*one.handles}]
        quiet.sort(key=lambda one: (one.name is None, one.label.casefold(), one.id))
        return len(looked), len(held) <= LOOKED_AT, quiet

    looked, whole, quiet = reading.held.of("unmet", key, read)
    if not looked:
        return None
    return Unmet(len(quiet), looked, whole, person_lines(quiet[:NAMED], reading))


def near_people(reading: Reading) -> tuple[str, ...]:
    """Ids that a wrong one may have meant: those of the people something was found about."""
    return tuple({one.id for one in reading.subjects.values()})


def person_lines(found: list[Person], reading: Reading) -> tuple[PersonLine, ...]:
    """People with the account's name and the finding that weighs most."""
    accounts = reading.accounts(one.account for one in found)
    whose = {handle: one.id for one in found for handle in one.handles}
    about = sorted(reading.findings_about(whose), key=lambda one: (one.status != "speaks", one.id))
    first: dict[str, Finding] = {}
    for finding in about:
        first.setdefault(whose[finding.subject.id], finding)
    told = dict(zip(first, reading.told(first.values()), strict=True))
    words = wishes(reading, found)
    return tuple(
        PersonLine(one, accounts.get(one.account or ""), told.get(one.id), words.get(one.id))
        for one in found
    )


def wishes(reading: Reading, people: Sequence[Person]) -> dict[str, Words]:
    """The newest words of each person about what they want, by the person's id."""
    whose = {handle: one.id for one in people for handle in one.handles}
    by = written(reading.index, whose)
    said = sayings(reading.con, voice="concern", records=by, index=reading.index)
    newest = {whose[by[one.record]]: one for one in said if one.kind in WISHES}
    told = {one.evidence: one for one in words_of(newest.values(), reading)}
    return {id: told[one.record] for id, one in newest.items() if one.record in told}


def _pressing_first(
    lines: tuple[PersonLine, ...],
    reading: Reading,
    side: str | None,
    within: frozenset[str] | None,
) -> tuple[PersonLine, ...]:
    """Those with a finding are shown on the first page, whatever page their id stands on."""
    listed = {line.person.id for line in lines}
    missing: dict[str, Person] = {}
    for one in sorted(reading.findings, key=lambda one: (one.status != "speaks", one.id)):
        person = reading.subjects.get(one.subject.id)
        meant = person is not None and (within is None or person.id in within)
        if person and meant and person.id not in listed and side in (None, person.side):
            missing.setdefault(person.id, person)
        if len(missing) == SHOWN:
            break
    more = person_lines(list(missing.values()), reading)
    return tuple(
        sorted((*lines, *more), key=lambda line: (line.finding is None, line.person.label))
    )
