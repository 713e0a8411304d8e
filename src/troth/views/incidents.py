"""What did our outages cost our customers, who heard of them, and was it more than we promised?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from troth.extend.active import LEAST, TWICE, WEEKS
from troth.extend.outages import Outage, down
from troth.extend.struck import Struck, lost
from troth.ledger import directory
from troth.model.person import Person
from troth.model.promise import Promise
from troth.model.units import DAY_US
from troth.text.uptime import PromisedUptime
from troth.views.age import OLD
from troth.views.outage_repairs import Mended, mended_in
from troth.views.outage_words import count_of, heard, lasted, made_whole, stopped, whom
from troth.views.outages import outages, struck_in, struck_of
from troth.views.reading import Reading
from troth.views.uptime import Spent, concerns, promised_uptimes, spent

DAYS = 90
SHOWN = 5
"""So many people are named in a row."""
RULE = (
    f"An hour of the week is a customer’s if something was done in it in {TWICE} of the {WEEKS} "
    f"weeks before; whoever has fewer than {LEAST} records in them is counted apart."
)


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """One incident: how long, whom it hit, what they lost, what they heard, what was offered.

    `offered`, `mended` and `confirmed` count people hit, as messages and repairs show it.
    `people` are those who heard nothing, else those hit, at most a few of them, by id and name.
    """

    evidence: str
    title: str
    impact: str | None
    at: str
    lasted: str
    minutes: float
    open: bool
    planned: bool
    counts: bool
    hit: int
    unknown: int
    customer_minutes: float
    unheard: int
    offered: int
    mended: int
    confirmed: int
    whom: str
    word: str
    whole: str
    people: tuple[tuple[str, str], ...]
    report: str | None
    spent: tuple[Spent, ...]


@dataclass(frozen=True, slots=True)
class Incidents:
    """The page: the newest incident first, and what is left of each uptime promised."""

    days: int
    outages: int
    planned: int
    minutes: float
    customer_minutes: float
    hit: int
    unheard: int
    unknown: int
    hearable: bool
    lines: tuple[IncidentLine, ...]
    budgets: tuple[Spent, ...]
    rule: str = RULE
    known: bool = True
    end: str | None = None
    """The day on which records end that are old."""

    @property
    def says(self) -> str:
        """The answer in a sentence."""
        if not self.known:
            return "No incident is in the records yet."
        if not self.outages:
            return f"{self._in} no outage is in the records."
        many = count_of(self.outages, "outage")
        if not self.hit:
            return f"{self._in} there {'was' if self.outages == 1 else 'were'} {many}; nobody we know of was active then{self._apart}."
        cost = f"{self.customer_minutes:,.0f} minutes"
        heard = f"{self.unheard:,} of {self.hit:,} heard nothing"
        if not self.hearable:
            heard = "no message of ours is in the records, so nobody can say who heard of it"
        elif not self.unheard:
            heard = f"all {self.hit:,} could hear of it" if self.hit > 1 else "one could hear of it"
        return f"{self._in} {many} cost our customers {cost}; {heard}{self._apart}."

    @property
    def _in(self) -> str:
        return f"In the {self.days} days to {self.end}," if self.end else f"In {self.days} days"

    @property
    def _apart(self) -> str:
        return (
            f"; of {self.unknown:,} more nobody knows when they are active" if self.unknown else ""
        )


@dataclass(frozen=True, slots=True)
class Stop:
    """An outage that hit one person, in a line."""

    evidence: str
    says: str


def incidents(reading: Reading, *, days: int = DAYS) -> Incidents:
    """The incidents that reached into the last days, and what they did."""
    found = struck_in(reading, days)
    counted = [one for one in found if one.outage.counts]
    minutes, hit = lost(counted)
    none = {one.who for each in counted for one in each.unheard()}
    promised = promised_uptimes(reading)
    mended = mended_in(found, promised, reading)
    everything = outages(reading)
    people = _names(found, reading)
    now = reading.end_us
    whole = down((one.outage for one in counted), now - days * DAY_US, now)
    unknown = {who for one in counted for who in one.unknown} - _hit(counted)
    return Incidents(
        days=days,
        outages=len(counted),
        planned=sum(one.outage.planned for one in found),
        minutes=round(whole, 1),
        customer_minutes=round(minutes, 1),
        hit=hit,
        unheard=len(none),
        unknown=len(unknown),
        hearable=all(one.hearable for one in counted),
        lines=tuple(
            _line(one, people, everything, promised, mended[one.outage.record], reading)
            for one in sorted(found, key=lambda one: (-one.outage.start_us, one.outage.record))
        ),
        budgets=tuple(spent(one, up, everything, now, reading) for one, up in promised),
        known=bool(everything),
        end=reading.clock.day(now) if reading.now_us - now > OLD else None,
    )


def stops(reading: Reading, person: Person, *, days: int = DAYS) -> tuple[Stop, ...]:
    """The outages of the last days that hit one person, the newest first."""
    found = struck_of(reading, person, days) if not person.forgotten else ()
    mended = mended_in(found, promised_uptimes(reading), reading) if found else {}
    return tuple(
        Stop(one.outage.record, stopped(one, reading, mended[one.outage.record]))
        for one in sorted(found, key=lambda one: -one.outage.start_us)
    )


def _hit(found: Iterable[Struck]) -> set[str]:
    return {hit.who for one in found for hit in one.hit}


def _named(one: Struck) -> list[str]:
    """Whom a row names: those who heard nothing, else those who lost most."""
    chosen = one.unheard() or one.hit
    ordered = sorted(chosen, key=lambda hit: (-hit.minutes, hit.who))
    return [hit.who for hit in ordered[:SHOWN]]


def _names(found: Iterable[Struck], reading: Reading) -> dict[str, str]:
    wanted = {who for one in found for who in _named(one)}
    wanted |= {one.first.who for one in found if one.first}
    return {one.id: one.label for one in directory.persons(reading.con, sorted(wanted))}


def _line(
    one: Struck,
    people: dict[str, str],
    everything: Sequence[Outage],
    promised: Sequence[tuple[Promise, PromisedUptime]],
    mended: Mended,
    reading: Reading,
) -> IncidentLine:
    outage, clock = one.outage, reading.clock
    concerned = [pair for pair in promised if outage.counts and concerns(pair[0], outage)]
    return IncidentLine(
        evidence=outage.record,
        title=outage.title or "An incident",
        impact=outage.impact,
        at=clock.moment(outage.start_us, "day" if outage.only_day else "second"),
        lasted=lasted(outage),
        minutes=round(outage.minutes, 1),
        open=outage.open,
        planned=outage.planned,
        counts=outage.counts,
        hit=len(one.hit),
        unknown=len(one.unknown),
        customer_minutes=round(one.minutes, 1),
        unheard=len(one.unheard()),
        offered=len(mended.offered),
        mended=len(mended.whole),
        confirmed=len(mended.confirmed),
        whom=whom(one),
        word=heard(one, people),
        whole=made_whole(one, mended),
        people=tuple((who, people[who]) for who in _named(one) if who in people),
        report=one.first.record if outage.counts and one.first and one.from_them else None,
        spent=tuple(spent(*pair, everything, outage.end_us, reading) for pair in concerned),
    )
