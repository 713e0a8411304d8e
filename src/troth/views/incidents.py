"""What did our outages cost our customers, who heard of them, and was it more than we promised?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from troth.extend.active import LEAST, TWICE, WEEKS
from troth.extend.outages import MINUTE_US, Outage, Struck, down, kept_up, lost
from troth.ledger import directory
from troth.model.person import Person
from troth.model.promise import LIVE, Promise
from troth.text.uptime import PromisedUptime, promised_uptime
from troth.views.age import OLD
from troth.views.outages import outages, struck_in, struck_of
from troth.views.reading import Reading
from troth.views.when import DAY, stretch

DAYS = 90
SHOWN = 5
"""So many people are named in a row."""
RULE = (
    f"An hour of the week is a customer’s if something was done in it in {TWICE} of the {WEEKS} "
    f"weeks before; whoever has fewer than {LEAST} records in them is counted apart."
)


@dataclass(frozen=True, slots=True)
class Spent:
    """What is gone of the downtime that a promise of uptime allows, in minutes.

    `share` is spent of allowed, `burn` how many times too fast it went in the last hours, `fast`
    the worst of it in words, empty where it went slowly enough; `at` is the day up to which it
    is counted.
    """

    promise: str
    words: str
    target: float
    days: int
    used: float
    allowed: float
    share: float
    confirmed: bool
    at: str
    burn: tuple[tuple[float, float], ...]
    says: str
    fast: str

    @property
    def over(self) -> bool:
        """Whether more is gone than is allowed."""
        return self.used > self.allowed


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """One incident: how long, whom it hit, what they lost, what they heard, what was offered.

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
        many = _count(self.outages, "outage")
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
    promised = _promised(reading)
    everything = outages(reading)
    people = _names(found, reading)
    now = reading.end_us
    whole = down((one.outage for one in counted), now - days * DAY, now)
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
            _line(one, people, everything, promised, reading)
            for one in sorted(found, key=lambda one: (-one.outage.start_us, one.outage.record))
        ),
        budgets=tuple(_spent(one, up, everything, now, reading) for one, up in promised),
        known=bool(everything),
        end=reading.clock.day(now) if reading.now_us - now > OLD else None,
    )


def stops(reading: Reading, person: Person, *, days: int = DAYS) -> tuple[Stop, ...]:
    """The outages of the last days that hit one person, the newest first."""
    found = struck_of(reading, person, days) if not person.forgotten else ()
    return tuple(
        Stop(one.outage.record, _stopped(one, reading))
        for one in sorted(found, key=lambda one: -one.outage.start_us)
    )


def _stopped(one: Struck, reading: Reading) -> str:
    on = reading.clock.day(one.outage.start_us)
    (hit,) = one.hit
    lasted = stretch(int(hit.minutes * MINUTE_US))
    says = f"On {on} an outage stopped them for {lasted}"
    at = min([at for at in (hit.heard and hit.heard.at_us, one.told_us) if at], default=None)
    if at is not None:
        return f"{says}; our first word came after {stretch(at - one.outage.start_us)}."
    return f"{says}; they had no word of ours about it." if one.unheard() else f"{says}."


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
    reading: Reading,
) -> IncidentLine:
    outage, clock = one.outage, reading.clock
    concerned = [pair for pair in promised if outage.counts and _concerns(pair[0], outage)]
    return IncidentLine(
        evidence=outage.record,
        title=outage.title or "An incident",
        impact=outage.impact,
        at=clock.moment(outage.start_us, "day" if outage.only_day else "second"),
        lasted=_lasted(outage),
        minutes=round(outage.minutes, 1),
        open=outage.open,
        planned=outage.planned,
        counts=outage.counts,
        hit=len(one.hit),
        unknown=len(one.unknown),
        customer_minutes=round(one.minutes, 1),
        unheard=len(one.unheard()),
        offered=one.offered,
        whom=_whom(one),
        word=_word(one, people),
        whole=_whole(one),
        people=tuple((who, people[who]) for who in _named(one) if who in people),
        report=one.first.record if outage.counts and one.first and one.from_them else None,
        spent=tuple(_spent(*pair, everything, outage.end_us, reading) for pair in concerned),
    )


def _lasted(outage: Outage) -> str:
    if outage.only_day:
        return "only its day is known"
    lasted = f"{outage.minutes:,.0f} minutes" if outage.minutes < 600 else _long(outage)
    return f"open for {lasted} as far as the records reach" if outage.open else lasted


def _long(outage: Outage) -> str:
    return f"{stretch(outage.end_us - outage.start_us)} ({outage.minutes:,.0f} minutes)"


def _whom(one: Struck) -> str:
    """How many it hit and what they lost together, in a sentence."""
    if one.outage.planned:
        return "Planned, and announced before."
    if not one.outage.counts:
        return "Without an impact, as its record says."
    apart = f" Of {_count(len(one.unknown), 'customer')} nobody knows when they are active."
    more = apart if one.unknown else ""
    if not one.hit:
        return more.strip() or "Nobody we know of was active."
    who = _count(len(one.hit), "customer")
    return f"{who} lost {one.minutes:,.0f} minutes.{more}"


def _word(one: Struck, people: dict[str, str]) -> str:
    """What they heard from us, how soon, and who spoke first; empty where nothing is to be said."""
    if not one.outage.counts or not (one.hit or one.first or one.told_us):
        return ""
    parts = []
    if one.from_them and one.first is not None:
        name = people.get(one.first.who, "a customer")
        after = stretch(one.first.at_us - one.outage.start_us)
        parts.append(f"We learned it from {name}, after {after}.")
    parts.append(_ours(one))
    if one.hit and one.hearable and one.told_us is not None:
        told = sum(hit.heard is not None for hit in one.hit)
        parts.append(f"{told:,} of {len(one.hit):,} were written to.")
    elif one.unheard():
        parts.append(f"{len(one.unheard()):,} of {len(one.hit):,} heard nothing.")
    return " ".join(part for part in parts if part)


def _ours(one: Struck) -> str:
    if one.word_us is not None:
        after = stretch(one.word_us - one.outage.start_us)
        where = " to the public" if one.word_us == one.told_us else ""
        return f"Our first word{where} came after {after}."
    if one.outage.updates_us is None:
        return "It was told to the public; when is not in the record."
    if not one.hearable:
        return "No message of ours is in the records."
    return "No word of ours about it is in the records."


def _whole(one: Struck) -> str:
    """Whether anything was offered to those it hit."""
    if not one.hit or not one.hearable:
        return ""
    if not one.offered:
        return "Nothing was offered to them, as far as the records show."
    return f"{one.offered:,} of {len(one.hit):,} were offered something for it."


def _promised(reading: Reading) -> list[tuple[Promise, PromisedUptime]]:
    """Live promises of uptime, the confirmed ones first."""
    held = [one for one in reading.opened if one.state in LIVE]
    read = [(one, promised_uptime(one.measure or "") or promised_uptime(one.words)) for one in held]
    found = [(one, up) for one, up in read if up is not None]
    return sorted(found, key=lambda pair: (not pair[0].confirmed, pair[0].born_us, pair[0].id))


def _concerns(promise: Promise, outage: Outage) -> bool:
    same = promise.ours == outage.ours or None in (promise.ours, outage.ours)
    side = outage.side is None or promise.side in (None, outage.side)
    return same and side and outage.end_us > promise.born_us


def _spent(
    promise: Promise,
    up: PromisedUptime,
    everything: Iterable[Outage],
    at_us: int,
    reading: Reading,
) -> Spent:
    mine = [one for one in everything if _concerns(promise, one)]
    kept = kept_up(mine, at_us, up.share, up.days, promise.born_us)
    gone = f"{kept.down:,.4g} of {kept.allowed:,.4g} minutes in {up.days} days"
    over = f", {-kept.left:,.4g} too many" if kept.left < 0 else f", {kept.left:,.4g} are left"
    return Spent(
        promise=promise.id,
        words=promise.words,
        target=up.share,
        days=up.days,
        used=round(kept.down, 2),
        allowed=round(kept.allowed, 2),
        share=round(kept.spent, 4),
        confirmed=promise.confirmed,
        at=reading.clock.day(at_us),
        burn=tuple((window / 60, round(rate, 2)) for window, rate in kept.burn),
        says=f"{up.share * 100:g} % uptime: {gone}{over}",
        fast=_fast(kept.burn),
    )


def _fast(burn: Iterable[tuple[float, float]]) -> str:
    """The stretch in which a budget went fastest, where that was too fast."""
    window, rate = max(burn, key=lambda one: one[1], default=(0.0, 0.0))
    if rate <= 1:
        return ""
    last = "hour" if window == 60 else stretch(int(window * MINUTE_US)).replace(" h", " hours")
    return f"in the last {last} it went {rate:.3g} times too fast"


def _count(n: int, noun: str) -> str:
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"
