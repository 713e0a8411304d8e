"""What comes next and what came right: promises that fall due this week, people who came back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from troth.ledger import runs
from troth.model.finding import Finding
from troth.model.person import Person
from troth.model.promise import Promise
from troth.model.units import DAY_US
from troth.views.alarms import SILENCE, signs_of
from troth.views.reading import Reading

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Due:
    """A promise that falls due within a week: its id, by when, our words, to whom."""

    id: str
    by: str
    words: str
    to: str | None


@dataclass(frozen=True, slots=True)
class Back:
    """A person who had gone silent and has ordered again; `record` is the order."""

    id: str
    name: str
    at: str
    days: int
    record: str


def promised(reading: Reading, asked: Callable[[Promise, Person | None], bool]) -> tuple[Due, ...]:
    """What we promised for the coming week and is asked for, in our own words, the soonest first."""
    now = reading.as_of_us
    due = sorted(
        (one.due_us, one.id, one)
        for one in reading.opened
        if one.state == "open" and one.due_us is not None and now <= one.due_us <= now + 7 * DAY_US
    )
    people = reading.people(one.to for _, _, one in due)
    due = [each for each in due if asked(each[2], people.get(each[2].to or ""))][:SHOWN]
    return tuple(
        Due(
            one.id,
            reading.clock.day(at),
            one.words,
            people[one.to].label if one.to and one.to in people else None,
        )
        for at, _, one in due
    )


def came_back(reading: Reading, asked: Callable[[Person | None], bool]) -> tuple[Back, ...]:
    """Of those asked for, whose silence stood in the run before the newest records, and ended with
    an order.

    The run compared with is the last one that had read less: one that was made anew over the
    same records would hide who came back with them.
    """
    if reading.run is None:
        return ()
    key = (reading.run.id, reading.state.generation, reading.state.people, reading.state.words)
    found = reading.held.of("back", key, lambda: _back(reading))
    return tuple(back for person, back in found if asked(person))[:SHOWN]


def _back(reading: Reading) -> tuple[tuple[Person, Back], ...]:
    assert reading.run is not None
    before = runs.read_less(reading.con, reading.run.generation)
    if before is None:
        return ()
    here = {one.id for one in reading.findings}
    gone = [
        one
        for one in runs.findings(reading.con, before.id)
        if one.lens == SILENCE and one.id not in here
    ]
    found = (_returned(one, reading) for one in gone)
    newest = sorted((one for one in found if one), key=lambda one: one[0], reverse=True)
    return tuple((person, back) for _, person, back in newest)


def _returned(finding: Finding, reading: Reading) -> tuple[int, Person, Back] | None:
    """The first order after the silence; None where it ended some other way."""
    person = reading.people([finding.subject.id]).get(finding.subject.id)
    since = finding.since_us
    if person is None or person.forgotten or since is None:
        return None
    orders = signs_of(person, reading, ("purchase",))
    later = [one for one in orders if since < one.at_us]
    if not later:
        return None
    first = later[-1]
    days = (first.at_us - since) // DAY_US
    at = reading.clock.day(first.at_us)
    return first.at_us, person, Back(person.id, person.label, at, int(days), first.id)
