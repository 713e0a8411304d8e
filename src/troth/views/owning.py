"""Who of us looks after somebody, and whom a colleague looks after: as pages and filters ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from troth.ledger import belonging, directory, holdings
from troth.ledger.owning import Owned, called, owner_of, owning
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
    held = owning(reading.con)
    found = owner_of(held, person.id, person.account, _above(reading, person.account))
    if found is None:
        return None
    own = held.get(person.id) is found
    via = None
    if not own:
        target = next(id for id, one in held.items() if one is found)
        via = reading.accounts([target]).get(target)
    return _shown(found, via, reading)


def account_owner(reading: Reading, account: str) -> OwnerShown | None:
    """Who looks after an account; None where nobody does."""
    held = owning(reading.con)
    found = owner_of(held, "", account, _above(reading, account))
    if found is None:
        return None
    target = next(id for id, one in held.items() if one is found)
    via = None if target == account else reading.accounts([target]).get(target)
    return _shown(found, via, reading)


def _above(reading: Reading, account: str | None) -> list[str]:
    return belonging.above(belonging.parents(reading.con), account) if account else []


def _shown(found: Owned, via: str | None, reading: Reading) -> OwnerShown:
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
    held, parents = owning(reading.con), belonging.parents(reading.con)

    def theirs(person: Person) -> bool:
        if person.id in promised:
            return True
        above = belonging.above(parents, person.account) if person.account else ()
        found = owner_of(held, person.id, person.account, above)
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
    held, parents = owning(reading.con), belonging.parents(reading.con)
    found = {id: owner_of(held, "", id, belonging.above(parents, id)) for id in parents}
    return [id for id, one in found.items() if one is not None and called(one.owner) == own]
