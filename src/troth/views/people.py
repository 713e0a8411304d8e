"""Whom do we serve? The people, those who need us first, by side."""

from __future__ import annotations

from dataclasses import dataclass

from troth.ledger import directory
from troth.model.finding import Finding
from troth.model.person import Person
from troth.views.reading import Reading
from troth.views.telling import Told

SHOWN = 100


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person in a list, and what is found about them, if anything."""

    person: Person
    account: str | None
    finding: Told | None


@dataclass(frozen=True, slots=True)
class People:
    """The page: those who need us, then the others by name."""

    lines: tuple[PersonLine, ...]
    total: int
    sides: tuple[str, ...]
    side: str | None
    after: str | None


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
    sides = {one.side for one in (*reading.subjects.values(), *shown) if one.side}
    total = directory.count_people(reading.con, side=side) if within is None else len(within)
    return People(
        lines=lines,
        total=total,
        sides=tuple(sorted(sides)),
        side=side,
        after=shown[-1].id if len(found) > SHOWN else None,
    )


def _some(
    reading: Reading, within: frozenset[str], side: str | None, after: str | None
) -> list[Person]:
    """The people of a set, by id, from where the page before ended."""
    ids = sorted(id for id in within if after is None or id > after)
    held = directory.persons(reading.con, ids if side else ids[: SHOWN + 1])
    return [one for one in held if side in (None, one.side)][: SHOWN + 1]


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
    return tuple(
        PersonLine(one, accounts.get(one.account or ""), told.get(one.id)) for one in found
    )


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
