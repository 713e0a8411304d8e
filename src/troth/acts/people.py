"""Who is who: what a person says about it. Each is an entry, and all can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from troth.acts.opening import Workspace
from troth.errors import TrothError, UnknownNameError
from troth.ledger import directory, entries
from troth.ledger.doubting import LATER
from troth.ledger.identifying import hashed_as
from troth.ledger.same import DEEDS, same_people
from troth.model.entry import Entry
from troth.model.evidence import Identifier
from troth.model.person import Person
from troth.model.units import DAY_US

SAID = ("suppose", "serves", "heard")
"""Of a person, besides who she is: what is supposed of her, and what she told us."""

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from troth.acts.note import Signed

WEEK_US = 7 * DAY_US
SCHEMES = ("email", "phone", "id", "staff")


def merge(work: Workspace, who: str, into: str, by: Signed, *, reason: str = "") -> Entry:
    """They are one person, known by the second. One of us never goes into a customer."""
    with work.ledger.begin() as con:
        one, two = directory.the_person(con, who), directory.the_person(con, into)
        if one.id == two.id:
            raise TrothError("They are one person already.", advice="See:  troth person WHO")
        if one.staff and not two.staff:
            raise TrothError(
                f"{one.label} is one of us, and {two.label} is not.",
                advice=f"Merge the other way:  troth people merge {two.id} {one.id}",
            )
        return directory.merge(con, one.id, two.id, at_us=by.now_us, who=by.who, reason=reason)


def unmerge(work: Workspace, who: str, by: Signed, *, reason: str = "") -> Entry:
    """Take a merge back: of the id that was merged, or of a person into whom one was."""
    with work.ledger.begin() as con:
        same = same_people(con)
        id = who.strip()
        if id not in same.merged:
            root = directory.the_person(con, who).id
            others = [one for one, into in same.merged.items() if same.root(into) == root]
            if len(others) != 1:
                advice = f"Name one of them: {', '.join(sorted(others)[:5])}." if others else ""
                advice = advice or "See who was merged on the person's page."
                raise UnknownNameError("merged person", who, advice=advice)
            id = others[0]
        return directory.unmerge(con, id, at_us=by.now_us, who=by.who, reason=reason)


def split(work: Workspace, who: str, identifier: str, by: Signed, *, reason: str = "") -> Entry:
    """Take one identifier away from a person: an address, a number, or a handle."""
    with work.ledger.begin() as con:
        one = directory.the_person(con, who)
        handle = _handle(con, one, identifier)
        return directory.split(con, handle, at_us=by.now_us, who=by.who, reason=reason)


def unsplit(work: Workspace, who: str, by: Signed, *, reason: str = "") -> Entry:
    """Give an identifier back to the person it was taken from."""
    with work.ledger.begin() as con:
        one = directory.the_person(con, who)
        return directory.unsplit(con, one.id, at_us=by.now_us, who=by.who, reason=reason)


def apart(work: Workspace, who: str, other: str, by: Signed, *, reason: str = "") -> Entry:
    """They are two: remembered, and not asked again."""
    with work.ledger.begin() as con:
        one, two = directory.the_person(con, who), directory.the_person(con, other)
        return directory.apart(con, one.id, two.id, at_us=by.now_us, who=by.who, reason=reason)


def later(work: Workspace, who: str, other: str, by: Signed) -> Entry:
    """Not now: ask again in a week."""
    with work.ledger.begin() as con:
        one, two = directory.the_person(con, who), directory.the_person(con, other)
        body = {"from": two.id, "until_us": by.now_us + WEEK_US}
        return entries.note(con, at_us=by.now_us, who=by.who, deed=LATER, target=one.id, body=body)


def is_answer(work: Workspace, entry: int) -> bool:
    """Whether an entry is one of those that say who is who."""
    with work.ledger.read() as con:
        found = entries.entry(con, entry)
    return found is not None and found.deed in (*DEEDS, LATER)


def undo(work: Workspace, entry: int, by: Signed) -> Entry:
    """Take one answer back, as if it had not been given; `UnknownNameError` where it is none."""
    with work.ledger.begin() as con:
        found = entries.entry(con, entry)
        if found is None or found.deed not in (*DEEDS, LATER, *SAID):
            raise UnknownNameError("answer", str(entry), advice="Its number was told with it.")
        body = {"entry": found.id, "deed": found.deed}
        return entries.note(
            con, at_us=by.now_us, who=by.who, deed=entries.UNDO, target=found.target, body=body
        )


def _handle(con: Connection, one: Person, identifier: str) -> str:
    """The handle of one of a person's identifiers, written in any way it is known."""
    text = identifier.strip()
    known = directory.identifiers(con, same_people(con), [one.id]).get(one.id, [])
    spelt = {hashed_as(Identifier(scheme, text)) for scheme in SCHEMES}
    ends = [each for each in known if text in (each[0], each[2], each[2].partition(":")[2])]
    found = [each[0] for each in known if (each[1], each[2]) in spelt] or [e[0] for e in ends]
    if len(found) != 1:
        advice = "Known are: " + ", ".join(value for _, _, value, _ in known[:8]) + "."
        raise UnknownNameError(f"identifier of {one.label}", text, advice=advice)
    return found[0]
