"""How did this person sound lately, where that may be read at all, beside what she last answered herself?

Only the findings of the lenses `unhappy` and `happiest` are told. Whoever works for us or through us is never read, nor
whoever has no side where sides are told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from troth.model.evidence import Evidence
from troth.model.finding import Finding
from troth.model.person import Person
from troth.model.units import DAY_US
from troth.text.working_sides import also_served, served, works
from troth.views.figures import figures
from troth.views.people import sides_of
from troth.views.reading import Reading
from troth.views.telling import Told

LENSES = ("unhappy", "happiest")
DAYS = 30
NEWEST = 200


@dataclass(frozen=True, slots=True)
class Mood:
    """What can be said, and what not. `answer` is her own last survey answer, the record and the day.

    `read` is whether words of hers were read for it at all.
    """

    says: str
    read: bool
    found: tuple[Told, ...] = ()
    answer: str | None = None
    evidence: str | None = None


def mood(reading: Reading, people: Sequence[Person], about: Sequence[Finding]) -> Mood:
    """How these people sounded, of one person or of an account: only those who may be read."""
    readable = [one for one in people if not one.staff and _readable(one, reading)]
    if not readable:
        return Mood(_unread(people), False)
    own = {handle for one in readable for handle in one.handles}
    found = [one for one in about if one.lens in LENSES and one.subject.id in own]
    found = [one for one in found if not reading.put_aside(one.id)]
    held = reading.index.of_handles(own, limit=NEWEST, kinds=("message", "review", "survey_answer"))
    written = [one for one in held if one.by in own or one.about in own]
    answer = next((one for one in written if _scored(one)), None)
    told = reading.told(found)
    return Mood(
        says=_says(told, written, own, reading),
        read=True,
        found=told,
        answer=None if answer is None else _answer(answer, reading),
        evidence=None if answer is None else answer.id,
    )


def _readable(person: Person, reading: Reading) -> bool:
    """Whether a person is on a side that is served; without a side, whether no side is told at all."""
    more = also_served(reading.settings.lenses.get("unhappy", {}).get("sides", ()))
    if person.side is not None:
        return served(person.side, more) and not _works_anywhere(person, reading)
    return not any(side for side in sides_of(reading))


def _works_anywhere(person: Person, reading: Reading) -> bool:
    """Whether some record of late knows the person under a side that works."""
    held = reading.index.of_handles(person.handles, limit=NEWEST)
    return any(works(one.side) for one in held if {one.by, one.about} & {*person.handles})


def _unread(people: Iterable[Person]) -> str:
    if any(works(one.side) for one in people):
        return (
            "Not read: how people feel who work for us or through us is nothing we look for. "
            "What they say outright is quoted."
        )
    return "Not read: their side is not among those that are served, or not known."


def _scored(record: Evidence) -> bool:
    return record.kind in ("survey_answer", "review") and record.fields.get("score") is not None


def _answer(record: Evidence, reading: Reading) -> str:
    return f"{figures(record)}, {reading.clock.day(record.at_us)}"


def _says(
    told: Sequence[Told], written: Sequence[Evidence], own: set[str], reading: Reading
) -> str:
    days = int(str(reading.settings.lenses.get("unhappy", {}).get("days", DAYS)))
    since = reading.end_us - days * DAY_US
    texts = sum(
        one.by in own and bool(one.text) and one.fields.get("direction") != "out"
        for one in written
        if one.at_us > since
    )
    if told:
        return told[0].says
    if not texts:
        return f"Not enough to say: no words of theirs in the {days} days before the records end."
    many = "1 text" if texts == 1 else f"{texts} texts"
    return f"Nothing is said: {many} of theirs in {days} days, and in none is a mood sure enough to be told."
