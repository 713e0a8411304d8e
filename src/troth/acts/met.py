"""The people of an import: written into the directory when it is sealed, and counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from troth.acts.handles import Handles
from troth.acts.opening import Workspace
from troth.ledger import belonging
from troth.ledger.directory import account_id, count_people, owners
from troth.ledger.forgetting import follow
from troth.ledger.identifying import ACCOUNT
from troth.ledger.meeting import describe, resolve
from troth.ledger.owning import colleague, tell

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Met:
    """The people a file is about, each once, and how many of them are met for the first time."""

    new: int
    people: frozenset[str]


def meet(con: Connection, place: Workspace, handles: Handles, at_us: int, at: str) -> Met:
    """Write down everybody an import names, and what is said of them."""
    before = count_people(con)
    said = place.settings
    met, ties, staff = handles.met.values(), handles.ties, said.staff_domains
    secret, shared = place.home.secret, said.shared
    known = {one: found for found, one in handles.met.items()}
    resolve(
        con,
        secret,
        met,
        staff_domains=staff,
        shared=shared,
        ties=ties,
        at_us=at_us,
        known=known,
    )
    follow(con, secret, handles.followed.values(), at_us=at_us)
    describe(con, sides=handles.sides, accounts=handles.accounts, titles=handles.titles)
    belonging.belong(con, ((each, account_id(name)) for each, name in handles.members))
    parents = {account_id(one): account_id(other) for one, other in handles.parents.items()}
    belonging.put_under(con, parents, at)
    _owned(con, secret, handles, at_us)
    belonging.settle(con, secret, said.accounts)
    return Met(count_people(con) - before, _people(con, handles))


def _owned(con: Connection, secret: bytes, handles: Handles, at_us: int) -> None:
    """Who looks after whom, as the import tells: people by their id, accounts by theirs."""
    person = owners(con, handles.owners)
    by_system: dict[str, dict[str, str]] = {}
    for name, (owner, system) in handles.owners.items():
        said = colleague(con, secret, owner, system)
        account = name in handles.met and handles.met[name].scheme == ACCOUNT
        target = account_id(name) if account else person.get(name)
        if said is not None and target is not None:
            by_system.setdefault(system, {})[target] = said
    for system, told in by_system.items():
        tell(con, told, system, at_us=at_us)


def _people(con: Connection, handles: Handles) -> frozenset[str]:
    """The people a file is about, each once; a stranger stands for herself by one handle."""
    person = owners(con, handles.people)
    for tie in handles.ties:
        whose = next((person[each] for each in tie.handles if each in person), tie.handles[0])
        for each in tie.handles:
            person.setdefault(each, whose)
    return frozenset(person.get(each, each) for each in handles.people)


def would_meet(place: Workspace, handles: Handles) -> Met:
    """Whom an import would meet, were it kept."""
    with place.ledger.read() as con:
        people = _people(con, handles)
        return Met(len(people - set(owners(con, handles.people).values())), people)
