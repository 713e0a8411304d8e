"""What one colleague looks after: people, accounts, live promises, open tasks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from troth.ledger import directory, promises, runs
from troth.ledger.owning import called, owner_of, owning
from troth.ledger.tasks import tasks
from troth.model.promise import LIVE, Promise
from troth.model.task import Task

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from troth.ledger.whom import One
    from troth.model.person import Person
    from troth.store.index import Index


@dataclass(frozen=True, slots=True)
class Holding:
    """All that is one colleague's: ids of people and accounts, live promises, open tasks.

    `people` are those with an owner of their own; whoever is looked after through an account is
    not among them.
    """

    people: tuple[str, ...]
    accounts: tuple[str, ...]
    promises: tuple[Promise, ...]
    tasks: tuple[Task, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing at all is theirs."""
        return not (self.people or self.accounts or self.promises or self.tasks)


def holding(con: Connection, live: Iterable[Promise], name: str) -> Holding:
    """What is theirs of all that is held; `live` are promises that are more than candidates."""
    own = called(name)
    found = sorted(id for id, one in owning(con).items() if called(one.owner) == own)
    known = directory.accounts(con, found)
    return Holding(
        tuple(id for id in found if id not in known),
        tuple(known),
        tuple(one for one in live if one.state in LIVE and called(one.owner) == own),
        tuple(one for one in tasks(con) if one.open and called(one.owner) == own),
    )


def only(con: Connection, held: Holding, name: str, one: One) -> Holding:
    """Of a holding, what is about one person, or about an account and its people.

    A person who is looked after through her account is there as well.
    """
    people = (
        [*filter(None, [directory.person(con, one.id)])]
        if one.kind == "person"
        else directory.people_of(con, one.id)
    )
    ids, handles = {each.id for each in people}, {h for each in people for h in each.handles}
    concerns = whom(con, held.tasks, held.promises)
    hers = [each for each in people if one.kind == "person" and looks_after(con, name, each)]
    return Holding(
        tuple(sorted({*(ids & {*held.people}), *(each.id for each in hers)})),
        tuple(id for id in held.accounts if id == one.id),
        tuple(each for each in held.promises if each.to in handles),
        tuple(each for each in held.tasks if concerns.get(each.id) in ids or each.target == one.id),
    )


def looks_after(con: Connection, name: str, person: Person) -> bool:
    """Whether a person is a colleague's, by herself or through her account."""
    found = owner_of(con)(person.id, person.account)
    return found is not None and called(found.owner) == called(name)


def whom(con: Connection, held: Iterable[Task], live: Iterable[Promise]) -> Mapping[int, str]:
    """By the number of a task, the id of the person whom it concerns; others are left out."""
    some = list(held)
    to = {one.id: one.to for one in live}
    handles: dict[int, str] = {}
    for one in some:
        if one.on == "promise" and (handle := to.get(one.target)):
            handles[one.id] = handle
        elif one.on == "finding" and (found := runs.finding(con, one.target)) is not None:
            handles[one.id] = found.subject.id
    known = directory.owners(con, handles.values())
    hers = {id: known[handle] for id, handle in handles.items() if handle in known}
    return {**hers, **{one.id: one.target for one in some if one.on == "person"}}


def persons(con: Connection, ids: Iterable[str]) -> Mapping[str, Person]:
    """People by the ids asked for."""
    found = {one.id: one for one in directory.persons(con, ids)}
    return {id: one for id, one in found.items() if not one.forgotten}


def names(con: Connection, live: Iterable[Promise]) -> Mapping[str, str]:
    """Every colleague to whom something belongs, by the name as it is compared."""
    given = [one.owner for one in live if one.owner and one.state in LIVE]
    given += [one.owner for one in owning(con).values()]
    given += [one.owner for one in tasks(con) if one.open and one.owner]
    return {called(name): " ".join(name.split()) for name in sorted(given)}


def opened(con: Connection, index: Index) -> list[Promise]:
    """All promises that are more than candidates."""
    held = promises.promises(con, index, candidates=False)
    return [one for one in held if one.state != "candidate"]
