"""Who of us looks after somebody, and whom a colleague looks after: as pages and filters ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from troth.ledger import belonging, directory, holdings
from troth.ledger.owning import called, owner_of, owning
from troth.model.person import Person
from troth.views.reading import Reading


@dataclass(frozen=True, slots=True)
class OwnerShown:
    """The owner of a person or an account, as its page shows it.

    `via` is the account through which a person is looked after; `told` the system whose export
    says so. `entry` is the number by which a colleague's word is taken back, None otherwise.
    """

    name: str
    since: str
    by: str | None
    told: str | None
    via: str | None
    entry: int | None

    @property
    def says(self) -> str:
        """In words, for the terminal: "Ana, since 3 Mar (says ben)"."""
        how = f"as {self.told} says" if self.told else f"says {self.by}"
        through = f", through {self.via}" if self.via else ""
        return f"{self.name}, since {self.since} ({how}){through}"


def owner_shown(reading: Reading, person: Person) -> OwnerShown | None:
    """Who looks after a person; None where nobody does."""
    return _shown(person.id, person.account, reading)


def account_owner(reading: Reading, account: str) -> OwnerShown | None:
    """Who looks after an account; None where nobody does."""
    return _shown(account, account, reading)


def _shown(own: str, account: str | None, reading: Reading) -> OwnerShown | None:
    """The owner of the person or account with this id, of its own or through an account."""
    found = owner_of(reading.con)(own, account)
    if found is None:
        return None
    target = next(id for id, one in owning(reading.con).items() if one is found)
    via = None if target == own else reading.accounts([target]).get(target)
    said = None if found.told else found.by
    entry = None if found.told or via else found.entry
    return OwnerShown(found.owner, reading.clock.day(found.at_us), said, found.told, via, entry)


def looked_after(reading: Reading, owner: str) -> Callable[[Person], bool]:
    """Whether a person is a colleague's: by herself, through her account, or by a promise to her."""
    own = called(owner)
    handles = {
        one.to for one in reading.opened if one.to and one.owner and called(one.owner) == own
    }
    promised = {person.id for person in reading.people(handles).values()}
    owner_now = owner_of(reading.con)

    def theirs(person: Person) -> bool:
        if person.id in promised:
            return True
        found = owner_now(person.id, person.account)
        return found is not None and called(found.owner) == own

    return theirs


def my_name(reading: Reading, me: str | None) -> str | None:
    """The reader's name as an owner of anything, however it is written there; None for no owner."""
    return holdings.names(reading.con, reading.opened).get(called(me)) if me else None


def people_kept(reading: Reading, owner: str) -> list[tuple[Person, str | None]]:
    """Everybody a colleague looks after by herself or through an account, which is named beside.

    Each is there once, by name; whoever has another owner of her own is not.
    """
    held = owning(reading.con)
    own = called(owner)
    mine = [id for id, one in held.items() if called(one.owner) == own]
    accounts = directory.accounts(reading.con, [*mine, *_parts(reading, own)])
    found: dict[str, tuple[Person, str | None]] = {
        one.id: (one, None)
        for one in directory.persons(reading.con, [id for id in mine if id not in accounts])
    }
    for id, account in accounts.items():
        for one in directory.people_of(reading.con, id):
            if one.id not in found and one.id not in held:
                found[one.id] = (one, account.name)
    return sorted(found.values(), key=lambda pair: (pair[0].label.casefold(), pair[0].id))


def _parts(reading: Reading, own: str) -> list[str]:
    """Accounts that are looked after through one above them."""
    owner = owner_of(reading.con)
    found = {id: owner(id, id) for id in belonging.parents(reading.con)}
    return [id for id, one in found.items() if one is not None and called(one.owner) == own]
