"""Who is meant by a name, an address or an id."""

from __future__ import annotations

from troth.ledger import directory
from troth.model.person import Person
from troth.views.reading import Reading


def the_person(reading: Reading, who: str) -> Person:
    """The one person meant; UnknownNameError where nobody is, or several could be."""
    return directory.the_person(reading.con, who)


def called(person: Person) -> str:
    """What to call somebody: one of us without a name is called as the records do."""
    ours = person.staff and not person.name and not person.forgotten
    return person.known_as if ours and person.known_as else person.label
