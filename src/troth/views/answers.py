"""What did people answer to the letters that tell them what we promised?

An answer is known by the letter's mark: in its subject, in its words, or in a message of ours in the
same conversation. It is read where it is plain; where it is not, or where only the subject tells
that it belongs to a letter, a person is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from troth.ledger.theirs import Asked, newest_theirs
from troth.model.evidence import Evidence
from troth.model.person import Person
from troth.model.units import DAY_US
from troth.text.replying import read_reply
from troth.views.linking import decisions
from troth.views.promises import Words
from troth.views.reading import Reading
from troth.views.who import called

SUBJECT = "what we promised you"
"""How the subject of every such letter begins."""
UNTIL_US = 90 * DAY_US
"""Without its mark, what is written so long after a letter may still answer it."""


@dataclass(frozen=True, slots=True)
class Read:
    """What an answer says of one promise: "confirms" or "contests"; `by` is who read it so."""

    promise: str
    reading: str
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a letter: who wrote it, what it says, and whether a person has to read it.

    `promises` are those the letter told of; `open` those of them that nobody has read yet where
    the answer is not plain.
    """

    record: str
    person: Person
    words: Words
    asked_us: int
    promises: tuple[str, ...]
    readings: tuple[Read, ...]
    open: tuple[str, ...]
    more: tuple[str, ...]

    def of(self, promise: str) -> str | None:
        """What it says of one promise."""
        return next((one.reading for one in self.readings if one.promise == promise), None)


def answers(reading: Reading) -> tuple[Answer, ...]:
    """Every answer to a letter, the newest first."""
    state = (reading.state, newest_theirs(reading.con))
    return reading.held.of("answers", state, lambda: tuple(_answers(reading)))


def _answers(reading: Reading) -> list[Answer]:
    found: dict[str, Answer] = {}
    for asked in sorted(decisions(reading).asked, key=lambda one: -one.at_us):
        person = reading.person(asked.person)
        if person is None or person.forgotten:
            continue
        for record, sure in _written(asked, person, reading):
            if record.id not in found:
                found[record.id] = _answer(asked, person, record, sure, reading)
    return sorted(found.values(), key=lambda one: (-one.asked_us, one.record))


def _written(asked: Asked, person: Person, reading: Reading) -> Iterator[tuple[Evidence, bool]]:
    """Her messages that answer the letter, and whether its mark tells so."""
    near = reading.index.of_handles(person.handles, limit=None, kinds=("message",))
    for one in near:
        hers = one.by in person.handles and one.fields.get("direction") == "in"
        if not hers or one.fields.get("automatic") or one.at_us < asked.at_us - _SLACK_US:
            continue
        subject = str(one.fields.get("subject") or "")
        if _marked(asked, one) or _in_talk(asked, one, reading):
            yield one, True
        elif SUBJECT in subject.casefold() and one.at_us < asked.at_us + UNTIL_US:
            yield one, False


_SLACK_US = DAY_US


def _marked(asked: Asked, one: Evidence) -> bool:
    held = (one.fields.get("subject"), one.text, one.thread)
    return any(asked.mark in str(each or "") for each in held)


def _in_talk(asked: Asked, one: Evidence, reading: Reading) -> bool:
    if one.thread is None:
        return False
    talk = reading.index.thread(one.system, one.thread, until_us=one.at_us)
    return any(each.fields.get("direction") == "out" and _marked(asked, each) for each in talk)


def _answer(asked: Asked, person: Person, record: Evidence, sure: bool, reading: Reading) -> Answer:
    held = {one.id: one for one in reading.promises}
    promises = tuple(id for id in asked.promises if id in held)
    reply = read_reply(record.text, [held[id].words for id in promises])
    plain = sure and not reply.unclear
    read = {
        promises[number]: Read(promises[number], one)
        for number, one in reply.readings.items()
        if plain or (sure and one == "contests")
    }
    said = decisions(reading).answered
    for id in promises:
        if (by := said.get((record.id, id))) is not None:
            read[id] = Read(id, by.reading, by.who)
    unread = [id for id in promises if id not in read] if not plain else []
    clock = reading.clock
    words = Words(
        " ".join(record.text.split()),
        called(person),
        clock.moment(record.at_us, record.precision),
        record.id,
        record.origin.text(),
    )
    told = tuple(one for one in read.values() if one.reading != "nothing")
    return Answer(record.id, person, words, asked.at_us, promises, told, tuple(unread), reply.more)
