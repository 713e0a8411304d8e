"""The people of an import: written into the directory when it is sealed, and counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from troth.acts.handles import Handles
from troth.acts.opening import Workspace
from troth.ledger import belonging
from troth.ledger.directory import account_id, count_people, owners
from troth.ledger.forgetting import follow
from troth.ledger.meeting import describe, resolve

if TYPE_CHECKING:
    from sqlalchemy import Connection


def meet(con: Connection, place: Workspace, handles: Handles, at_us: int, at: str) -> int:
    """Write down everybody an import names, and what is said of them; gives how many are new."""
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
    belonging.settle(con, secret, said.accounts)
    return count_people(con) - before


def persons_in(con: Connection, handles: Handles) -> set[str]:
    """The people a file is about, each once; a stranger stands for herself by one handle."""
    person = owners(con, handles.people)
    for tie in handles.ties:
        whose = next((person[each] for each in tie.handles if each in person), tie.handles[0])
        for each in tie.handles:
            person.setdefault(each, whose)
    return {person.get(each, each) for each in handles.people}


def would_meet(place: Workspace, handles: Handles) -> int:
    """How many people would be new, were the import kept."""
    with place.ledger.read() as con:
        return len(persons_in(con, handles) - set(owners(con, handles.people).values()))
