"""Everything held about one person, for that person: readable, complete, and nobody else in it.

Who she is to us and how each identifier became known; every record in every version, by her, about
her or to her, and what others wrote in her conversations; promises both ways, sayings, findings,
notes, tasks and merges. Other customers and their addresses are taken out (`views.others`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from troth.ledger import entries
from troth.ledger import sayings as ledger_sayings
from troth.ledger.entries import TROTH
from troth.ledger.forgetting import known
from troth.ledger.knowing import ways_known
from troth.ledger.ratings import said_by
from troth.model.entry import Entry
from troth.model.evidence import Evidence
from troth.model.person import Person
from troth.model.promise import Promise
from troth.views.figures import figures
from troth.views.others import CUSTOMER, Sparing, sparing
from troth.views.promises import DEEDS, Words, words_of
from troth.views.reading import Reading

OTHER_DEEDS = {
    "merge-people": "found to be the same person as another entry of ours",
    "unmerge-people": "found to be somebody else after all",
    "dismiss": "a finding was put aside",
    "snooze": "a finding was put off",
    "done": "something was done",
    "wrong": "a finding was said to be wrong",
    "answered": "answered outside these records",
    "away": "said to be away",
    "undo": "taken back",
    "repair": "a step after a broken promise",
    "owner": "said who looks after her",
    "task": "a task was made",
    "task-done": "a task was done",
    "task-move": "a task was put on another day",
    "task-give": "a task was given to a colleague",
    "suppose": "supposed, not said by her",
    "heard": "told to one of us in person",
    "rate": "said what her account has from us, or needs",
}


@dataclass(frozen=True, slots=True)
class Known:
    """One identifier or name and how it became known: the file and row, where that was kept."""

    scheme: str
    value: str
    name: str | None
    system: str | None = None
    file: str | None = None
    row: int | None = None
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """One version of one record. `who` says whose it is: "you", "we", or "another customer"."""

    id: str
    version: str
    newest: bool
    kind: str
    at_us: int
    day_only: bool
    who: str
    text: str
    fields: dict[str, object]
    system: str
    file: str
    row: int | None
    link: str | None
    seen_us: int
    gone_us: int | None
    thread: str | None


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise to her: our words, how it stands, and what was done about it."""

    id: str
    words: str
    state: str
    confirmed: bool
    made_us: int
    due_us: int | None
    steps: tuple[Noted, ...]


@dataclass(frozen=True, slots=True)
class Noted:
    """Something one of us, or troth itself, wrote down about her."""

    at_us: int
    who: str
    deed: str
    says: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a lens says of her today."""

    id: str
    lens: str
    says: str
    status: str
    next: str
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Whom:
    """Whom we take her for."""

    id: str
    name: str | None
    side: str | None
    account: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class Exported:
    """One person's data, in clear: it is hers. Everybody else is taken out.

    `promises` is what we promised her, `sayings` her words about what was promised, `entries` all
    that was written down about her (tasks and merges among them).
    """

    company: str | None
    made_us: int
    person: Whom
    names: tuple[str, ...]
    identifiers: tuple[Known, ...]
    records: tuple[Held, ...]
    promises: tuple[Promised, ...]
    sayings: tuple[Words, ...]
    findings: tuple[Found, ...]
    entries: tuple[Noted, ...]

    @property
    def label(self) -> str:
        """What to call her."""
        plainest = self.identifiers[0].value if self.identifiers else self.person.id
        return self.person.name or plainest

    @property
    def kinds(self) -> tuple[tuple[str, tuple[Held, ...]], ...]:
        """Her records by kind, each in order of time."""
        names = dict.fromkeys(one.kind for one in self.records)
        return tuple(
            (kind, tuple(one for one in self.records if one.kind == kind)) for kind in names
        )


def export(reading: Reading, id: str) -> Exported | None:
    """Gather it for the person with this id; None where the directory knows nobody by it."""
    person = reading.person(id)
    if person is None or person.forgotten:
        return None
    held = known(reading.con, person.id)
    every = versions_of(person, reading)
    spare = sparing(person, held.identifiers, held.names, every, reading)
    promised = reading.promises_of(to=person.handles)
    made = [one for one in promised if one.state != "candidate"]
    about = reading.told(reading.findings_about({*person.handles, *(one.id for one in made)}))
    account = reading.accounts([person.account]).get(person.account or "")
    return Exported(
        company=reading.settings.company,
        made_us=reading.now_us,
        person=Whom(person.id, person.name, person.side, account, person.title),
        names=held.names,
        identifiers=_identifiers(held.ids, spare, reading),
        records=_records(every, person, spare, reading),
        promises=tuple(_promised(one, spare, reading) for one in made),
        sayings=_sayings(person, every, spare, reading),
        findings=tuple(
            Found(
                one.id,
                one.lens,
                spare.text(one.says),
                one.status,
                spare.text(one.next),
                tuple(spare.text(cite.quote) for cite in one.cites),
            )
            for one in about
        ),
        entries=_entries({*held.ids, *(one.id for one in about)}, spare, reading),
    )


def versions_of(person: Person, reading: Reading) -> list[Evidence]:
    """Every version of every record in her conversations, the newest of each last.

    What was deleted in its system is still held, and so it is there too, with `gone_us`.
    """
    index = reading.index
    held = [*index.of_threads(person.handles), *index.gone_of(person.handles)]
    ordered = sorted(held, key=lambda one: (one.at_us, one.id))
    return [
        replace(one, gone_us=each.gone_us) for each in ordered for one in index.versions(each.id)
    ]


def _identifiers(ids: Sequence[str], spare: Sparing, reading: Reading) -> tuple[Known, ...]:
    ways = (Known(*way) for way in ways_known(reading.con, ids))
    return tuple(replace(one, file=one.file and spare.text(one.file)) for one in ways)


def _records(
    every: Sequence[Evidence], person: Person, spare: Sparing, reading: Reading
) -> tuple[Held, ...]:
    people = reading.people(one.by for one in every)
    last = {one.id: one.version for one in every}
    return tuple(
        Held(
            id=one.id,
            version=one.version,
            newest=one.gone_us is None and last[one.id] == one.version,
            kind=one.kind,
            at_us=one.at_us,
            day_only=one.precision == "day",
            who=_who(one, people.get(one.by or ""), person),
            text=spare.text(one.text or figures(one)),
            fields={
                name: spare.value(value)
                for name, value in one.fields.items()
                if value is not None and name != "text"
            },
            system=one.system,
            file=spare.text(one.origin.file),
            row=one.origin.row,
            link=spare.text(one.origin.link) if one.origin.link else None,
            seen_us=one.seen_us,
            gone_us=one.gone_us,
            thread=spare.text(one.thread) if one.thread else None,
        )
        for one in every
    )


def _who(one: Evidence, by: Person | None, person: Person) -> str:
    if by is not None and by.id == person.id:
        return "you"
    if one.fields.get("direction") == "out" or (by is not None and by.staff):
        return "we"
    if by is None and one.by is None:
        return "you" if one.about in person.handles else "we"
    return CUSTOMER


def _promised(one: Promise, spare: Sparing, reading: Reading) -> Promised:
    steps = [step for step in reading.entries_of(one.id) if step.deed in DEEDS]
    return Promised(
        one.id,
        spare.text(one.words),
        one.state,
        one.confirmed,
        one.born_us,
        one.due_us,
        tuple(_noted(step, spare) for step in steps),
    )


def _sayings(
    person: Person, every: Iterable[Evidence], spare: Sparing, reading: Reading
) -> tuple[Words, ...]:
    written = {one.id for one in every if one.by in person.handles and one.text}
    said = ledger_sayings.sayings(
        reading.con, voice="customer", records=written, index=reading.index
    )
    return tuple(
        replace(one, text=spare.text(one.text), origin=spare.text(one.origin))
        for one in words_of(said, reading)
    )


TOLD = ("as", "level", "words", "reason", "note")


def _entries(targets: Collection[str], spare: Sparing, reading: Reading) -> tuple[Noted, ...]:
    found = [*entries.entries(reading.con, target=targets), *said_by(reading.con, targets)]
    return tuple(_noted(one, spare) for one in found)


def _noted(entry: Entry, spare: Sparing) -> Noted:
    deed = DEEDS.get(entry.deed) or OTHER_DEEDS.get(entry.deed) or entry.deed.replace("-", " ")
    body = entry.body
    said = [str(body[name]) for name in TOLD if body.get(name)]
    who = "troth" if entry.who == TROTH else "one of us"
    return Noted(entry.at_us, who, deed, spare.text(": ".join(said)))
