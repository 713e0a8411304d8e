"""What is she trying to do? What she said, and apart from it what we suppose; which promise serves it.

What she told one of us in person counts as hers, with who noted it. What others of her side want is
proposed as ours (`views/wanted`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from troth.documents.quoting import quoted
from troth.ledger import directory
from troth.ledger.concerns import Serves, Supposed, serves, supposed
from troth.ledger.sayings import sayings
from troth.ledger.visits import Heard, heard
from troth.model.evidence import Evidence
from troth.model.person import Person
from troth.model.promise import Promise
from troth.model.saying import Saying
from troth.text.concerning import concerning
from troth.views.reading import Reading
from troth.views.wanted import WISHES, Proposal, proposals

LEVELS: Mapping[str, str] = {
    "broken": "something is broken",
    "task": "a task",
    "responsibility": "what they answer for",
    "outcome": "what they hope for",
    "day": "their day",
}
OCCASIONS = {
    "visit": "on a visit",
    "interview": "in an interview",
    "call": "on a call",
    "meeting": "in a meeting",
}
SHOWN = 4


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
    where: str | None = None
    """Where it was said and who of us noted it, of words that stand in no record."""


@dataclass(frozen=True, slots=True)
class Told:
    """What she told one of us in person, in full, and of what it speaks; `entry` takes it back."""

    text: str
    where: str
    at: str
    levels: tuple[str, ...]
    entry: int


@dataclass(frozen=True, slots=True)
class Concerns:
    """All of it, hers and ours apart; `promises` are those to her that could serve one.

    `told` is what she said to one of us in person, the newest first.
    """

    said: tuple[Concern, ...]
    supposed: tuple[Concern, ...]
    proposals: tuple[Proposal, ...]
    promises: tuple[tuple[str, str], ...]
    told: tuple[Told, ...] = ()


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
    spoken = heard(reading.con, person.id)
    ids = [one.id for one, _, _ in wishes]
    ids += [one.id for one in ours] + [one.id for one in spoken]
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
    aloud = _spoken(spoken, person, by_concern, reading)
    known = [text for _, _, text in wishes] + [one.words for one in ours]
    known += [one.text for one in aloud]
    return Concerns(
        (*aloud[:SHOWN], *hers),
        tuple(_ours(one, by_concern.get(one.id, ()), reading) for one in reversed(ours)),
        proposals(reading, person, known),
        tuple((one.id, one.words) for one in promised if one.state == "open" and one.words),
        tuple(_told(one, reading) for one in reversed(spoken)),
    )


def _told(one: Heard, reading: Reading) -> Told:
    levels = dict.fromkeys(LEVELS[each.level] for each in concerning(one.words))
    return Told(one.words, _where(one), reading.clock.day(one.at_us), tuple(levels), one.entry)


def _where(one: Heard) -> str:
    """On which occasion, as one of us noted it: "on a visit, noted by tom"."""
    return f"{OCCASIONS.get(one.how, one.how)}, noted by {one.by}"


def _spoken(
    held: Sequence[Heard],
    person: Person,
    by_concern: Mapping[str, tuple[Served, ...]],
    reading: Reading,
) -> tuple[Concern, ...]:
    """What she wants of what she told in person, by the recogniser's own rules; the newest first."""
    found = [
        Concern(
            one.id,
            True,
            each.span.of(one.words),
            reading.clock.day(one.at_us),
            person.label,
            LEVELS[each.level],
            None,
            one.entry,
            None,
            by_concern.get(one.id, ()),
            _where(one),
        )
        for one in reversed(held)
        for each in concerning(one.words)
        if each.level in WISHES
    ]
    return tuple({one.text.casefold(): one for one in reversed(found)}.values())[::-1]


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
        hers, spoken = said.get(one.concern), False
        if person is None:
            continue
        if hers is not None and hers.record in records:
            text = quoted(records[hers.record], hers.span)
        else:
            ours = {each.id: each.words for each in supposed(reading.con, one.person)}
            aloud = {each.id: each.words for each in heard(reading.con, one.person)}
            text = ours.get(one.concern) or aloud.get(one.concern, "")
            spoken = one.concern in aloud
        if text:
            said_so = hers is not None or spoken
            found.append(ServedConcern(person.id, person.label, text, said_so, one.entry))
    return tuple(found)
