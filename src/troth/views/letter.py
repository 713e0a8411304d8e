"""A letter to one person: what we promised you, what we did, where we failed. Is it so?

It holds only promises to her that a person of ours confirmed, with the words they were made in and
what was done about each. Her own words about what she was promised stand beside them, and it asks
what is missing; it offers nothing that was never said, and no answers to choose from. Her reply is
a record like any other, and what she says there was promised becomes the second view.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from troth.ledger.forgetting import known
from troth.ledger.sayings import sayings
from troth.ledger.theirs import mark_of
from troth.model.person import Person
from troth.model.promise import Promise
from troth.views.export import versions_of
from troth.views.kept_rates import FAILED
from troth.views.others import Sparing, sparing
from troth.views.promises import DEEDS, SPOKEN, Words, words_of
from troth.views.reading import Reading
from troth.views.said_done import SaidDone, past, said_done
from troth.views.when import stretch

Standing = Literal["kept", "failed", "overdue", "open", "unknown", "released"]

HEADINGS: dict[Standing, str] = {
    "overdue": "What we promised, and did not do in time",
    "failed": "What we promised, and did not keep",
    "open": "What we still owe you",
    "kept": "What we promised, and kept",
    "unknown": "What we promised, and cannot tell whether we kept",
    "released": "What you released us from, or we took back",
}


@dataclass(frozen=True, slots=True)
class Owed:
    """One promise to her: our words, when said, by when, how it stands, and what was done."""

    id: str
    words: str
    said: str
    due: str | None
    standing: Standing
    state: str
    late: str | None
    done: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything the letter says. `since` is the day from which promises are told, if asked for.

    `hers` are her words about what was promised; `address` where it may be sent, None where no
    address of hers is known; `mark` is what an answer to this letter is known by.
    """

    company: str | None
    id: str
    name: str | None
    address: str | None
    day: str
    since: str | None
    owed: tuple[Owed, ...]
    hers: tuple[Words, ...]
    unconfirmed: int
    mark: str = ""

    def of(self, standing: Standing) -> tuple[Owed, ...]:
        """The promises that stand so."""
        return tuple(one for one in self.owed if one.standing == standing)

    @property
    def parts(self) -> tuple[tuple[str, tuple[Owed, ...]], ...]:
        """Each heading with its promises, what we failed in first; empty ones left out."""
        return tuple((title, held) for key, title in HEADINGS.items() if (held := self.of(key)))


def letter(reading: Reading, id: str, since_us: int | None = None) -> Letter | None:
    """The letter to the person with this id; None where the directory knows nobody by it."""
    person = reading.person(id)
    if person is None or person.forgotten:
        return None
    every = versions_of(person, reading)
    held = known(reading.con, person.id)
    spare = sparing(person, held.identifiers, held.names, every, reading)
    promised = [
        one
        for one in reading.promises_of(to=person.handles)
        if one.state not in ("candidate", "rejected")
        and (since_us is None or one.born_us >= since_us)
    ]
    confirmed = [one for one in promised if one.confirmed]
    settled = said_done(reading, confirmed)
    return Letter(
        company=reading.settings.company,
        id=person.id,
        name=person.name,
        address=next((value for scheme, value in held.identifiers if scheme == "email"), None),
        day=reading.clock.day(reading.now_us),
        since=None if since_us is None else reading.clock.day(since_us),
        owed=tuple(
            _owed(one, settled.get(one.id), spare, reading) for one in sorted(confirmed, key=_when)
        ),
        hers=_hers(person, spare, reading, since_us),
        unconfirmed=len(promised) - len(confirmed),
        mark=mark_of(
            person.id,
            (one.id for one in sorted(confirmed, key=_when)),
            reading.clock.date(reading.now_us).isoformat(),
        ),
    )


def _when(one: Promise) -> tuple[int, str]:
    return one.born_us, one.id


def _owed(one: Promise, settled: SaidDone | None, spare: Sparing, reading: Reading) -> Owed:
    clock = reading.clock
    standing = "unknown" if settled else _standing(one, reading)
    late = stretch(reading.end_us - one.due_us) if standing == "overdue" and one.due_us else None
    steps = [step for step in reading.entries_of(one.id) if step.deed == "mark"]
    done = []
    for step in steps:
        reason = step.body.get("reason") or step.body.get("evidence")
        says = f"{clock.day(step.at_us)}: {DEEDS['mark']} {step.body.get('as', '')}"
        done.append(spare.text(f"{says}, {reason}" if reason else says))
    if settled:
        who = "we wrote" if settled.who == "we wrote" else "you wrote"
        done.append(spare.text(f"{settled.at}: {who} “{settled.quote}”"))
    return Owed(
        id=one.id,
        words=spare.text(one.words),
        said=clock.day(one.born_us),
        due=None if one.due_us is None else clock.day(one.due_us),
        standing=standing,
        state=one.state,
        late=late,
        done=tuple(done),
    )


def _standing(one: Promise, reading: Reading) -> Standing:
    if one.state == "kept":
        return "kept"
    if one.state in FAILED:
        return "failed"
    if one.state in ("released", "withdrawn"):
        return "released"
    if one.state != "open":
        return "unknown"
    return "overdue" if past(one, reading) else "open"


def _hers(
    person: Person, spare: Sparing, reading: Reading, since_us: int | None
) -> tuple[Words, ...]:
    records = reading.index.of_handles(person.handles, limit=None, kinds=SPOKEN)
    written = [
        one.id
        for one in records
        if one.by in person.handles and (since_us is None or one.at_us >= since_us)
    ]
    said = sayings(reading.con, voice="customer", records=written, index=reading.index)
    found = words_of(said, reading)
    return tuple(
        replace(one, text=spare.text(one.text), origin=spare.text(one.origin)) for one in found
    )
