"""One account: what it is part of, what is part of it, and who belongs to it, and why."""

from __future__ import annotations

from dataclasses import dataclass

from troth.ledger import belonging, directory
from troth.views.known import AccountName
from troth.views.owning import OwnerShown, account_owner
from troth.views.people import PersonLine, person_lines
from troth.views.reading import Reading
from troth.views.tasks import TaskLine, tasks_about

SHOWN = 100


@dataclass(frozen=True, slots=True)
class AccountPage:
    """The page. `above` begins with the nearest; `told` is who says so, a file or troth.toml.

    `domains` are the mail domains by which people belong to it without a system saying so. `owner`
    is who of us looks after it and its people, `tasks` are open ones about it.
    """

    id: str
    name: str
    above: tuple[AccountName, ...]
    told: str | None
    children: tuple[AccountName, ...]
    domains: tuple[str, ...]
    lines: tuple[PersonLine, ...]
    people: int
    owner: OwnerShown | None = None
    tasks: tuple[TaskLine, ...] = ()


def account_page(reading: Reading, id: str) -> AccountPage | None:
    """The page of an account; None where there is none of this id."""
    con = reading.con
    own = directory.accounts(con, [id]).get(id)
    if own is None:
        return None
    held = belonging.parents(con)
    over = belonging.above(held, id)
    under = sorted(child for child, (parent, _) in held.items() if parent == id)
    names = reading.accounts([*over, *under])
    people = directory.people_of(con, id)
    ordered = sorted(people, key=lambda one: (one.name is None, one.label.casefold(), one.id))
    return AccountPage(
        id,
        own.name,
        tuple(AccountName(each, names.get(each, each)) for each in over),
        held[id][1] if id in held else None,
        tuple(AccountName(each, names.get(each, each)) for each in under),
        tuple(sorted(domain for domain, of in belonging.domains(con).items() if of == id)),
        person_lines(ordered[:SHOWN], reading),
        len(people),
        account_owner(reading, id),
        tasks_about(reading, id),
    )
