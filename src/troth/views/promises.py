"""What have we promised, and have we kept it? The list, and one promise with both sides' words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from troth.documents.quoting import quoted
from troth.ledger import promises as ledger
from troth.ledger.sayings import sayings, sayings_by_id
from troth.model.entry import Entry
from troth.model.evidence import Evidence
from troth.model.finding import Finding
from troth.model.person import Person
from troth.model.promise import Promise
from troth.model.saying import Saying
from troth.views.age import OLD
from troth.views.crossing import Decided, decided_on
from troth.views.kept_rates import KeptRate, kept_rates
from troth.views.measured import MeasuredPromise, measured_promise
from troth.views.reading import Reading
from troth.views.said_done import SaidDone, past, said_done
from troth.views.telling import Told
from troth.views.when import Clock, stretch
from troth.views.who import called

SPOKEN = ("message", "survey_answer", "review")
SHOWN = 100
"""Promises of each part that a page shows, unless all are asked for."""
READ = 500
"""Of promises past their day, so many, the longest past first, are held against later words."""


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """One promise in a list: our words, to whom, by when, how it stands.

    `overdue` is set where its day has passed and nobody has said what became of it; `done` in its
    place where later words settle it, though nobody has marked it yet.
    """

    promise: Promise
    to: Person | None
    by: str | None
    due: str | None
    overdue: str | None
    said: str
    done: SaidDone | None = None


@dataclass(frozen=True, slots=True)
class Promises:
    """The page: overdue first, then open ones by due date, then what is settled.

    `said_done` are past their day too, and settled by later words, though nobody has marked them.
    Of each part at most so many lines are there as were asked for; `late` and `total` count
    all of them, candidates not among them. `end` is the day on which records end that are
    old: nobody is said to be late by more than the records know.
    """

    overdue: tuple[PromiseLine, ...]
    open: tuple[PromiseLine, ...]
    standing: tuple[PromiseLine, ...]
    settled: tuple[PromiseLine, ...]
    candidates: int
    by_side: tuple[KeptRate, ...]
    by_maker: tuple[KeptRate, ...]
    late: int = 0
    total: int = 0
    end: str | None = None
    said_done: tuple[PromiseLine, ...] = ()

    @property
    def left(self) -> int:
        """How many are not shown."""
        shown = (self.overdue, self.open, self.standing, self.settled, self.said_done)
        return self.total - sum(map(len, shown))

    @property
    def says(self) -> str:
        """The answer in a sentence."""
        if not self.total:
            return "No promise is in the ledger yet."
        count = "1 promise" if self.total == 1 else f"{self.total} promises"
        late = self.late
        if not late and self.end:
            return f"{count}; none was past its day when the records end, {self.end}."
        if not late:
            return f"{count}; none is past its day."
        if self.end:
            past = f"{late} past {'its' if late == 1 else 'their'} day"
            return f"{count}; {past} when the records end, {self.end}."
        return f"{count}; {late} past {'its' if late == 1 else 'their'} day, and nobody has said what became of {'it' if late == 1 else 'them'}."


@dataclass(frozen=True, slots=True)
class Words:
    """Words somebody said, where and when; `evidence` opens the record."""

    text: str
    who: str
    at: str
    evidence: str
    origin: str


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done about a promise."""

    at: str
    who: str
    says: str


@dataclass(frozen=True, slots=True)
class PromisePage:
    """One promise: our words and theirs, who it is to, how it stands, what was done about it."""

    line: PromiseLine
    ours: tuple[Words, ...]
    theirs: tuple[Words, ...]
    findings: tuple[Told, ...]
    history: tuple[Step, ...]
    measured: MeasuredPromise | None = None
    decided: tuple[Decided, ...] = ()


def promises(
    reading: Reading, *, side: str | None = None, by: str | None = None, most: int | None = None
) -> Promises:
    """All promises that are more than candidates; of each part the first `most`."""
    held = [one for one in reading.opened if side is None or one.side == side]
    makers = reading.people(one.by for one in held if not one.owner)
    if by is not None:
        held = [one for one in held if maker_of(one, makers) == by]
    live = [one for one in held if one.state == "open"]
    end = reading.end_us
    passed = sorted((one for one in live if past(one, reading)), key=_due)
    done = said_done(reading, passed[:READ])
    late = [one for one in passed if one.id not in done]
    dated = [one for one in live if one.due_us is not None and one.due_us >= end]
    bound = [one for one in live if one.due_us is None]
    settled = [one for one in held if one.state not in ("open", "rejected")]
    candidates = [one for one in reading.promises if one.state == "candidate"]
    return Promises(
        overdue=lines(late[:most], reading, done),
        open=lines(sorted(dated, key=_due)[:most], reading),
        standing=lines(bound[:most], reading),
        settled=lines(settled[::-1][:most], reading),
        candidates=sum(side is None or one.side == side for one in candidates),
        by_side=kept_rates(held, lambda one: one.side),
        by_maker=kept_rates(held, lambda one: maker_of(one, makers)),
        late=len(late),
        end=reading.clock.day(end) if reading.now_us - end > OLD else None,
        total=len(live) + len(settled),
        said_done=lines([one for one in passed if one.id in done][:most], reading, done),
    )


def maker_of(one: Promise, people: Mapping[str, Person]) -> str | None:
    """Who answers for a promise: its owner, else whoever said it."""
    maker = people.get(one.by or "")
    return one.owner or (called(maker) if maker else None)


def lines(
    held: Iterable[Promise], reading: Reading, done: Mapping[str, SaidDone] | None = None
) -> tuple[PromiseLine, ...]:
    """Promises with the people in them named; `done` as far as it was read already."""
    held = tuple(held)
    people = reading.people(handle for one in held for handle in (one.to, one.by))
    done = said_done(reading, held) if done is None else done
    return tuple(_line(one, people, reading, done.get(one.id)) for one in held)


def promise_page(reading: Reading, id: str) -> PromisePage | None:
    """One promise by its id; None where there is none."""
    found = ledger.promise(reading.con, reading.index, id)
    if found is None:
        return None
    spoken = sayings_by_id(reading.con, found.sayings).values()
    return PromisePage(
        line=lines((found,), reading)[0],
        ours=words_of(spoken, reading),
        theirs=_theirs(found, reading),
        findings=reading.told(_about(found, reading)),
        history=tuple(_step(entry, reading) for entry in ledger.history(reading.con, id)),
        measured=measured_promise(reading, found),
        decided=decided_on(reading, found.id),
    )


def promise_ids(reading: Reading) -> list[str]:
    """The ids of all promises and candidates, to offer near ones."""
    return ledger.ids(reading.con)


def _about(found: Promise, reading: Reading) -> list[Finding]:
    """What was found about the promise, or about the people in it from the same record."""
    people = reading.people([found.to, found.by]).values()
    handles = {handle for one in people for handle in one.handles}
    near = reading.findings_about({found.id, *handles, *filter(None, [found.to, found.by])})
    return [
        one
        for one in near
        if one.subject.id == found.id or found.record in {cite.evidence for cite in one.cites}
    ]


def _due(one: Promise) -> tuple[int, str]:
    return one.due_us or 0, one.id


def _line(
    one: Promise, people: Mapping[str, Person], reading: Reading, done: SaidDone | None
) -> PromiseLine:
    clock = reading.clock
    late = done is None and past(one, reading)
    return PromiseLine(
        promise=one,
        to=people.get(one.to or ""),
        by=maker_of(one, people),
        due=None if one.due_us is None else clock.day(one.due_us),
        overdue=stretch(reading.end_us - one.due_us) if late and one.due_us else None,
        said=clock.day(one.born_us),
        done=done,
    )


def words_of(spoken: Iterable[Saying], reading: Reading) -> tuple[Words, ...]:
    """What was said, in the words of its records, by time."""
    spoken = sorted(spoken, key=lambda saying: (saying.at_us, saying.id))
    records = reading.index.records({saying.record for saying in spoken})
    people = reading.people(record.by for record in records.values())
    return tuple(
        _said(saying, records[saying.record], people, reading.clock)
        for saying in spoken
        if saying.record in records
    )


def _said(saying: Saying, record: Evidence, people: Mapping[str, Person], clock: Clock) -> Words:
    who = people.get(record.by or "")
    return Words(
        text=quoted(record, saying.span),
        who=called(who) if who else str(record.fields.get("title") or record.system),
        at=clock.moment(record.at_us, record.precision),
        evidence=record.id,
        origin=record.origin.text(),
    )


def _theirs(found: Promise, reading: Reading) -> tuple[Words, ...]:
    """What the person it was made to has said we promised, from then on."""
    if found.to is None:
        return ()
    person = reading.people([found.to]).get(found.to)
    handles = set(person.handles) if person else {found.to}
    records = reading.index.of_handles(handles, limit=None, kinds=SPOKEN)
    written = [one.id for one in records if one.by in handles and one.at_us >= found.born_us]
    said = sayings(reading.con, voice="customer", records=written, index=reading.index)
    return words_of(said, reading)


DEEDS: Mapping[str, str] = {
    "open": "opened",
    "confirm": "confirmed as a promise",
    "reject": "said to be no promise",
    "mark": "marked",
    "attach": "more words attached",
    "detach": "words taken away",
    "merge": "merged into another",
    "reopen": "opened again",
    "own": "given an owner",
    "measure": "given a measure",
    "note": "noted",
}


def _step(entry: Entry, reading: Reading) -> Step:
    said = DEEDS.get(entry.deed, entry.deed)
    if entry.deed == "mark":
        said = f"marked {entry.body.get('as', '')}"
    if entry.deed == "own":
        said = f"given to {entry.body.get('owner', 'nobody')}"
    if entry.body.get("voice") == "customer":
        said = "a customer’s words laid beside it"
    reason = entry.body.get("reason") or entry.body.get("evidence")
    return Step(
        reading.clock.moment(entry.at_us),
        entry.who,
        f"{said}: {reason}" if reason else said,
    )
