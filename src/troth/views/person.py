"""One person: who this is, what we promised each other, all that was said, what we do not know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from troth.ledger.sayings import sayings
from troth.model.evidence import Evidence
from troth.model.finding import Finding
from troth.model.person import Person
from troth.model.promise import Promise
from troth.model.saying import Saying
from troth.store.taking_part import Part, part_of
from troth.views.concerns import Concerns, concerns
from troth.views.figures import figures
from troth.views.incidents import Stop, stops
from troth.views.known import AccountName, KnownAs, known_as, linked_accounts
from troth.views.mood import Mood, mood
from troth.views.owning import OwnerShown, owner_shown
from troth.views.promises import PromiseLine, Words, lines, words_of
from troth.views.reading import Reading
from troth.views.rhythm import Rhythm, rhythm
from troth.views.standing import Standing, standing_of
from troth.views.strips import Strips, strips
from troth.views.tasks import TaskLine, tasks_of
from troth.views.telling import Told
from troth.views.wanted import WISHES
from troth.views.when import Clock
from troth.views.who import called

SHOWN = 60
"""Records on the first screen; older ones are a click away."""
LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Moment:
    """One record on the timeline. `voice` is "theirs", "ours" or None where nobody spoke."""

    id: str
    kind: str
    at: str
    iso: str
    voice: str | None
    who: str | None
    subject: str | None
    text: str
    automatic: bool
    cut: bool


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the timeline, its records in order of time."""

    name: str
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class Stated:
    """A finding about this person, and what people have said about it."""

    told: Told
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Everything about one person, most pressing first.

    `trying` are the person's own words about what they want; empty where nobody asked.
    `older_us` is the moment to ask for the records before those shown, None at the end.
    `parts` are further accounts they belong to, and those that their account is part of; `accounts`
    are all of them; `journey` their cases, `mood` how they sounded; `stops` are the outages of late
    that hit them; `owner` is who of us looks after them, `tasks` are open; `concerns` are `trying`
    and, apart from it, what we suppose, with the promises that serve them.
    """

    person: Person
    role: str | None
    account: str | None
    since: str | None
    findings: tuple[Stated, ...]
    ours: tuple[PromiseLine, ...]
    theirs: tuple[Words, ...]
    trying: tuple[Words, ...]
    days: tuple[Day, ...]
    rhythm: Rhythm | None
    journey: Strips
    mood: Mood
    accounts: tuple[AccountName, ...]
    unknown: tuple[str, ...]
    records: int
    older_us: int | None
    known: KnownAs
    parts: tuple[str, ...] = ()
    stops: tuple[Stop, ...] = ()
    owner: OwnerShown | None = None
    tasks: tuple[TaskLine, ...] = ()
    concerns: Concerns | None = None


def person_page(reading: Reading, id: str, *, before_us: int | None = None) -> PersonPage | None:
    """The page of one person; None where the directory knows nobody by that id."""
    person = reading.person(id)
    if person is None:
        return None
    part = part_of(reading.index, person.handles)
    records = conversation(person.handles, reading, before_us)
    shown, older = records[:SHOWN], len(records) > SHOWN
    about = reading.findings_about(person.handles)
    promised = promises_to(person.handles, reading)
    wanted = _concerned(part, reading)
    accounts = linked_accounts(reading, person)
    orders: list[Evidence] = []
    if "purchase" in part.kinds:
        orders = reading.index.of_handles(person.handles, limit=None, kinds=("purchase",))
    return PersonPage(
        person=person,
        role=person.title or person.side,
        account=reading.accounts([person.account]).get(person.account or ""),
        since=reading.clock.day(part.first_us) if part.first_us is not None else None,
        findings=_stated(person, about, reading),
        ours=lines(promised, reading),
        theirs=_understood(part, reading),
        trying=_trying(wanted, reading),
        days=days_of(shown, reading),
        rhythm=rhythm_of(orders, about, reading),
        journey=strips(reading, person.handles, about),
        mood=mood(reading, [person], about),
        accounts=accounts,
        unknown=_unknown(person, part, promised),
        records=part.records,
        older_us=shown[-1].at_us if older and shown else None,
        known=known_as(reading, person),
        parts=tuple(one.name for one in accounts if one.id != person.account),
        stops=stops(reading, person),
        owner=owner_shown(reading, person),
        tasks=tasks_of(reading, person),
        concerns=concerns(reading, person, wanted, promised),
    )


def _stated(person: Person, about: Sequence[Finding], reading: Reading) -> tuple[Stated, ...]:
    """What is found about her, each with what a colleague has said of it."""
    return tuple(
        Stated(one, standing_of(one, person.handles, reading.standings))
        for one in reading.told(about)
    )


def conversation(
    handles: Sequence[str], reading: Reading, before_us: int | None = None
) -> list[Evidence]:
    """The newest records of a person or of several, with what others said in the same threads."""
    end = before_us if before_us is not None else reading.now_us + 1
    near = reading.index.of_handles(handles, limit=SHOWN + 1, before_us=end)
    found = {record.id: record for record in near}
    oldest = near[-1].at_us if len(near) > SHOWN else 0
    for record in reading.index.threads((one.system, one.thread) for one in near if one.thread):
        if oldest <= record.at_us < end:
            found[record.id] = record
    return sorted(found.values(), key=lambda record: (-record.at_us, record.id))


def rhythm_of(
    orders: Sequence[Evidence], about: Iterable[Finding], reading: Reading
) -> Rhythm | None:
    """The rhythm of orders, with the alarm line where a lens has said where it lies."""
    told = next((one.data for one in about if "alarm_days" in one.data), {})
    alarm, usual = (_days_of(told.get(name)) for name in ("alarm_days", "usual_days"))
    systems = {record.system for record in orders}
    ends = [until for system, until in reading.reach.items() if system in systems]
    return rhythm(orders, min(max(ends, default=0), reading.as_of_us), alarm, reading.clock, usual)


def _days_of(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def promises_to(handles: Sequence[str], reading: Reading) -> list[Promise]:
    """What was promised to a person or to several, what is open or failed first."""
    live = [
        one for one in reading.promises_of(to=handles) if one.state not in ("candidate", "rejected")
    ]
    order = {"open": 0, "broken": 1, "late": 2, "partly": 2}
    return sorted(
        live, key=lambda one: (order.get(one.state, 3), one.due_us or one.born_us, one.id)
    )


def _understood(part: Part, reading: Reading) -> tuple[Words, ...]:
    """What this person has said that we promised."""
    written = sorted(part.written)
    said = sayings(reading.con, voice="customer", records=written, index=reading.index)
    return words_of(said, reading)


SHOWN_WISHES = 4


def _concerned(part: Part, reading: Reading) -> list[Saying]:
    """What this person has said that she is concerned with."""
    return sayings(reading.con, voice="concern", records=sorted(part.written), index=reading.index)


def _trying(said: Sequence[Saying], reading: Reading) -> tuple[Words, ...]:
    """What this person has said that she wants, carries or hopes for: the newest, each once."""
    wishes = words_of((one for one in said if one.kind in WISHES), reading)
    once = {one.text.casefold(): one for one in wishes}
    return tuple(once.values())[: -SHOWN_WISHES - 1 : -1]


def days_of(records: Iterable[Evidence], reading: Reading) -> tuple[Day, ...]:
    """The timeline of records, the newest day first."""
    clock = reading.clock
    records = list(records)
    people = reading.people(record.by for record in records)
    by_day = groupby(records, key=lambda record: clock.long_day(record.at_us))
    return tuple(
        Day(name, tuple(_moment(record, people.get(record.by or ""), clock) for record in held))
        for name, held in ((name, sorted(day, key=_in_time)) for name, day in by_day)
    )


def _in_time(record: Evidence) -> tuple[int, str]:
    return record.at_us, record.id


def _moment(record: Evidence, who: Person | None, clock: Clock) -> Moment:
    text = record.text.strip()
    direction = record.fields.get("direction")
    staff = who.staff if who else None
    ours = direction == "out" or (direction is None and staff is True)
    spoken = record.kind in ("message", "survey_answer", "review")
    return Moment(
        id=record.id,
        kind=record.kind.replace("_", " "),
        at="" if record.precision == "day" else f"{clock.at(record.at_us):%H:%M}",
        iso=clock.iso(record.at_us),
        voice=("ours" if ours else "theirs") if spoken else None,
        who=called(who) if who else None,
        subject=str(record.fields.get("subject") or "") or _scored(record),
        text=text[:LONGEST] if text else figures(record),
        automatic=bool(record.fields.get("automatic")),
        cut=len(text) > LONGEST,
    )


def _scored(record: Evidence) -> str | None:
    """How an opinion that is given in words was scored besides."""
    return figures(record) if record.text and record.kind in ("survey_answer", "review") else None


def _unknown(person: Person, part: Part, promised: Sequence[Promise]) -> tuple[str, ...]:
    """What a colleague who meets this person would want to know and nobody has written down."""
    gaps = [
        ("Their name.", person.name is None),
        ("What they do and where.", person.title is None and person.account is None),
        ("Which side of the market they are on.", person.side is None),
        ("Whether they are content: nobody has asked.", "survey_answer" not in part.kinds),
        ("Whether they know that we promised them something.", bool(promised)),
    ]
    return tuple(says for says, missing in gaps if missing)
