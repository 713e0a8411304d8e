"""Who of us looks after whom, and what does each of us owe? The list, and a page for one of us.

The page of one is what is handed over with: people, promises with their days, repairs, tasks, and
what waits for an answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from troth.ledger import directory, holdings
from troth.ledger.owning import called, owner_of
from troth.ledger.repairs import repairs
from troth.model.finding import Finding
from troth.model.person import Person
from troth.model.promise import Promise
from troth.views.owning import looked_after, people_kept
from troth.views.promises import PromiseLine, lines
from troth.views.reading import Reading
from troth.views.repair import RepairLine, lines_of
from troth.views.said_done import past
from troth.views.tasks import TaskLine, task_lines
from troth.views.telling import Told

SHOWN = 100
"""People of one owner on the page; the count is of all."""
WAITING = ("unanswered",)
"""Lenses whose finding is that somebody waits for a word of ours."""


@dataclass(frozen=True, slots=True)
class OwnerLine:
    """One of us in the list, and how much is theirs. `late` are promises, `past` tasks, past their day."""

    name: str
    people: int
    accounts: int
    promises: int
    late: int
    tasks: int
    past: int

    @property
    def says(self) -> str:
        """What is theirs, in words."""
        return ", ".join(_counts(self)) or "nothing"


@dataclass(frozen=True, slots=True)
class Owners:
    """The list, by name. `unowned` are people something was found about whom nobody looks after."""

    lines: tuple[OwnerLine, ...]
    unowned: int
    found: int

    @property
    def says(self) -> str:
        """The answer in a sentence."""
        if not self.lines:
            return "Nobody of us is named as looking after anybody."
        n = len(self.lines)
        who = "1 of us looks after somebody" if n == 1 else f"{n} of us look after somebody"
        if not self.found:
            return f"{who}."
        return f"{who}; of {self.found} people with a finding {self.unowned} have nobody."


@dataclass(frozen=True, slots=True)
class KeptPerson:
    """A person somebody looks after; `via` names the account through which, None for herself."""

    person: Person
    via: str | None


@dataclass(frozen=True, slots=True)
class KeptAccount:
    """An account somebody looks after, and how many people belong to it."""

    id: str
    name: str
    people: int


@dataclass(frozen=True, slots=True)
class OwnerPage:
    """All that one of us owes: what somebody who takes it over has to know, on one page.

    `promises` are open ones, overdue first; `standing` counts promises that were settled and are
    still tested. `waiting` are findings that somebody waits for an answer; who does is
    not known where nobody has looked yet.
    """

    name: str
    people: tuple[KeptPerson, ...]
    total: int
    accounts: tuple[KeptAccount, ...]
    promises: tuple[PromiseLine, ...]
    standing: int
    repairs: tuple[RepairLine, ...]
    tasks: tuple[TaskLine, ...]
    waiting: tuple[Told, ...]
    others: tuple[str, ...]
    looked: bool = True

    @property
    def says(self) -> str:
        """The answer in a sentence."""
        late = sum(line.overdue is not None for line in self.promises)
        past = sum(line.late is not None for line in self.tasks)
        held = OwnerLine(
            self.name,
            self.total,
            len(self.accounts),
            len(self.promises),
            late,
            len(self.tasks),
            past,
        )
        parts = _counts(held)
        if n := len(self.repairs):
            parts.append(f"{n} repair{'' if n == 1 else 's'}")
        if n := len(self.waiting):
            parts.append(f"{n} {'person waits' if n == 1 else 'people wait'} for an answer")
        return f"{self.name}: {', '.join(parts) or 'nothing'}."


def owners(reading: Reading) -> Owners:
    """Everybody of us to whom something belongs."""
    con = reading.con
    names = holdings.names(con, reading.opened)
    found = [
        _line(name, holdings.holding(con, reading.opened, name), reading) for name in names.values()
    ]
    subjects = {one.id: one for one in reading.subjects.values() if not one.forgotten}
    owner = owner_of(con)
    unowned = [one for one in subjects.values() if owner(one.id, one.account) is None]
    ordered = sorted(found, key=lambda line: line.name.casefold())
    return Owners(tuple(ordered), len(unowned), len(subjects))


def owner_page(reading: Reading, name: str) -> OwnerPage | None:
    """What is one owner's; None where nothing is."""
    con = reading.con
    held = holdings.holding(con, reading.opened, name)
    if held.empty:
        return None
    names = holdings.names(con, reading.opened)
    people = people_kept(reading, name)
    accounts = reading.accounts(held.accounts)
    open_ = sorted((one for one in held.promises if one.state == "open"), key=_due)
    return OwnerPage(
        name=names.get(called(name), name),
        people=tuple(KeptPerson(one, via) for one, via in people[:SHOWN]),
        total=len(people),
        accounts=tuple(
            KeptAccount(id, accounts.get(id, id), len(directory.people_of(con, id)))
            for id in sorted(held.accounts, key=lambda id: accounts.get(id, id).casefold())
        ),
        promises=lines(open_, reading),
        standing=len(held.promises) - len(open_),
        repairs=_repairs(held.promises, people, reading),
        tasks=task_lines(held.tasks, reading),
        waiting=_waiting(reading, name),
        looked=reading.run is not None,
        others=tuple(other for key, other in sorted(names.items()) if key != called(name)),
    )


def owner_names(reading: Reading) -> tuple[str, ...]:
    """The names of all owners, to offer near ones."""
    return tuple(holdings.names(reading.con, reading.opened).values())


def _line(name: str, held: holdings.Holding, reading: Reading) -> OwnerLine:
    open_ = [one for one in held.promises if one.state == "open"]
    return OwnerLine(
        name=name,
        people=len(people_kept(reading, name)),
        accounts=len(held.accounts),
        promises=len(open_),
        late=sum(past(one, reading) for one in open_),
        tasks=len(held.tasks),
        past=sum(one.overdue(reading.now_us) for one in held.tasks),
    )


def _due(one: Promise) -> tuple[bool, int, str]:
    return one.due_us is None, one.due_us or one.born_us, one.id


def _counts(held: OwnerLine) -> list[str]:
    parts = (
        (held.people, "person", "people", 0),
        (held.accounts, "account", "accounts", 0),
        (held.promises, "open promise", "open promises", held.late),
        (held.tasks, "open task", "open tasks", held.past),
    )
    return [
        f"{n} {one if n == 1 else many}"
        + (f" ({past} past {'its' if past == 1 else 'their'} day)" if past else "")
        for n, one, many, past in parts
        if n
    ]


def _repairs(
    promises: Iterable[Promise], people: Iterable[tuple[Person, str | None]], reading: Reading
) -> tuple[RepairLine, ...]:
    """Open repairs of their promises, or for people they look after that nobody's promise is behind."""
    own, hers = {one.id for one in promises}, {one.id for one, _ in people}
    answered = {one.id for one in reading.opened if one.owner}
    made = repairs(reading.con, reading.index, now_us=reading.as_of_us)
    some = [
        one
        for one in made
        if one.open
        and one.sure
        and (one.about in own or (one.person in hers and one.about not in answered))
    ]
    return tuple(line for line in lines_of(some, reading) if not line.settled)


def _waiting(reading: Reading, name: str) -> tuple[Told, ...]:
    """Who waits for a word of ours, of those this owner looks after; what was put aside is left out."""
    theirs = looked_after(reading, name)
    held: list[Finding] = []
    for one in reading.findings:
        person = reading.subjects.get(one.subject.id)
        if one.lens not in WAITING or one.status != "speaks" or person is None:
            continue
        if theirs(person) and not reading.put_aside(one.id):
            held.append(one)
    return reading.told(sorted(held, key=lambda one: (one.since_us or 0, one.id)))
