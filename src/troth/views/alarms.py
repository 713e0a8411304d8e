"""How did alarms come out? Of the people once named silent, how many were heard of again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from troth.ledger.once_named import OnceNamed, once_named
from troth.model.evidence import Evidence
from troth.model.person import Person
from troth.model.units import DAY_US
from troth.views.reading import Reading
from troth.views.surety import Interval, share

SILENCE = "silence"
"""The lens whose finding ends when a person is heard of again."""
SHOWN_BY = (SILENCE, "returned")
SIGNS = ("purchase", "message", "use", "review", "survey_answer")


@dataclass(frozen=True, slots=True)
class Alarms:
    """The alarms of `silence` in all runs: how many came back after, and how many never were gone.

    `there` were shown by records that came in later to have been there all along; `unknown` are of
    people who were forgotten or are nobody's any more. The rate is of the known ones.
    """

    named: int
    back: int
    there: int
    unknown: int
    rate: Interval

    @property
    def known(self) -> int:
        """How many alarms can be judged."""
        return self.named - self.unknown

    @property
    def says(self) -> str:
        """The record in a sentence or two."""
        one = self.known == 1
        whom = "the one silence" if one else f"{self.known} silences"
        still = self.known - self.back - self.there
        parts = [f"Of {whom} named so far {self.back} ended with a sign of the person"]
        if self.rate.value is not None:
            parts[0] += f": {self.rate.says}"
        if self.there:
            were = "was" if self.there == 1 else "were"
            parts.append(f"{self.there} {were} none, as records show that came in later")
        parts.append(f"{still} {'lasts' if still == 1 else 'last'}")
        return (
            "; ".join(parts) + ". The newest have had the least time to end, and who came back may "
            "have done so because somebody asked."
        )


def alarms(reading: Reading) -> Alarms | None:
    """The record of the alarms of `silence`; None where nobody was ever named."""
    if reading.run is None:
        return None
    key = (reading.run.id, reading.state.generation, reading.state.people, reading.as_of_us)
    return reading.held.of("alarms", key, lambda: _alarms(reading))


def _alarms(reading: Reading) -> Alarms | None:
    named = once_named(reading.con, SILENCE)
    if not named:
        return None
    people = reading.people(one.finding.subject.id for one in named)
    ends = [_end(one, people, reading) for one in named]
    back, there, unknown = (ends.count(how) for how in ("back", "there", "unknown"))
    return Alarms(len(named), back, there, unknown, share(back, len(named) - unknown, "silences"))


def _end(one: OnceNamed, people: Mapping[str, Person], reading: Reading) -> str:
    person, since_us = people.get(one.finding.subject.id), one.finding.since_us
    if person is None or person.forgotten or since_us is None:
        return "unknown"
    signs = [sign for sign in signs_of(person, reading) if sign.at_us > since_us]
    data: Mapping[str, Any] = one.finding.data
    days = data.get("silent_days")
    named_us = one.first_us if days is None else since_us + (int(days) + 1) * DAY_US
    if any(sign.at_us < named_us and sign.seen_us > one.first_us for sign in signs):
        return "there"
    return "back" if any(sign.at_us >= named_us for sign in signs) else "silent"


def signs_of(
    person: Person, reading: Reading, kinds: Iterable[str] = SIGNS
) -> tuple[Evidence, ...]:
    """What shows that a person was there up to the moment, newest first."""
    held = reading.index.of_handles(person.handles, limit=None, kinds=tuple(kinds))
    return tuple(
        one
        for one in held
        if one.at_us <= reading.as_of_us and (one.kind != "message" or _wrote(one, person))
    )


def _wrote(one: Evidence, person: Person) -> bool:
    theirs = one.by in person.handles and one.fields.get("direction") == "in"
    return theirs and not one.fields.get("automatic")
