"""Of promises past their day that nobody has marked: which were done, as later words say?

Read as `promise-overdue` reads them, so that no page calls late what the lens is silent about. Words
settle nothing by themselves: a person marks the promise, with the record that holds them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from troth.model.evidence import Evidence
from troth.model.person import Person
from troth.model.promise import Promise
from troth.text.outcome import arrived, fulfils, releases
from troth.views.later_said import from_us, later_row, later_said, outcome
from troth.views.reading import Reading
from troth.views.telling import shortened

LONGEST = 240
DONE = "later words say it was done; mark it"
RELEASED = "later words say they let us off; mark it"
MOVED = "later words agree on another day; mark it"


@dataclass(frozen=True, slots=True)
class SaidDone:
    """The words that settle it, whose and of when, and the marks they may stand for, likeliest first."""

    says: str
    quote: str
    who: str
    at: str
    evidence: str
    marks: tuple[str, ...]


def past(one: Promise, reading: Reading) -> bool:
    """Whether its day has passed and nobody has marked it."""
    return one.state == "open" and one.due_us is not None and one.due_us < reading.end_us


def said_done(reading: Reading, held: Iterable[Promise]) -> dict[str, SaidDone]:
    """For each of these promises that later words settle: those words; by the promise's id."""
    late = [one for one in held if one.to is not None and past(one, reading)]
    kept = reading.held.of("said done", (reading.state, reading.end_us), dict[str, Evidence | None])
    unread = [one for one in late if one.id not in kept]
    people = reading.people(one.to for one in unread)
    for one in unread:
        kept[one.id] = _settling(one, people.get(one.to or ""), reading)
    found = ((one, kept[one.id]) for one in late)
    return {one.id: _told(one, by, reading) for one, by in found if by is not None}


def _settling(one: Promise, person: Person | None, reading: Reading) -> Evidence | None:
    """The message that settles a promise; None where none does."""
    record = reading.record(one.record) if one.record else None
    handles = person.handles if person else (one.to or "",)
    later = later_said(reading.index, record, handles, one.born_us, reading.end_us)
    found = outcome(one.words, one.due_us, (later_row(record, said) for said in later))
    by = found.by["later"] if found.by else None
    return next((said for said in later if said.id == by), None)


def _told(one: Promise, by: Evidence, reading: Reading) -> SaidDone:
    ours, text = from_us(by), by.text
    done = fulfils(text) if ours else arrived(text)
    let_off = None if ours or done else releases(text)
    span = done or let_off
    in_time = by.at_us <= (one.due_us or 0)
    says = DONE if done else RELEASED if let_off else MOVED
    marks = (("kept", "late") if in_time else ("late", "kept")) if done else ("released",)
    return SaidDone(
        says=says,
        quote=shortened(" ".join((span.of(text) if span else text).split()), LONGEST),
        who="we wrote" if ours else "they wrote",
        at=reading.clock.moment(by.at_us, by.precision),
        evidence=by.id,
        marks=marks,
    )
