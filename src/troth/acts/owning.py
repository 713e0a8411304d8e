"""Saying who of us looks after a person or an account. An entry, which can be taken back."""

from __future__ import annotations

from troth.acts import note
from troth.acts.note import Signed
from troth.acts.opening import Workspace
from troth.errors import TrothError
from troth.ledger import directory, entries
from troth.ledger.owning import OWNER, owning
from troth.ledger.whom import the_one
from troth.model.entry import Entry

LONGEST = 120


def own(work: Workspace, who: str, owner: str | None, by: Signed, *, reason: str = "") -> Entry:
    """A person or account is this colleague's from now on; of nobody, where `owner` is None.

    Raises `UnknownNameError` where nobody is meant by `who`.
    """
    with work.ledger.begin() as con:
        one = the_one(con, who)
        person = directory.person(con, one.id) if one.kind == "person" else None
        if person is not None and person.staff:
            raise TrothError(
                f"{one.label} is one of us.", advice="An owner is given to those we serve."
            )
        before = owning(con).get(one.id)
        body: dict[str, object] = {
            "owner": None if owner is None else named(owner),
            "from": before.owner if before else None,
        }
        if reason.strip():
            body["reason"] = reason.strip()
        return entries.note(con, at_us=by.now_us, who=by.who, deed=OWNER, target=one.id, body=body)


def undo(work: Workspace, entry: int, by: Signed) -> Entry:
    """Take back what was said of an owner; `UnknownNameError` where the entry says nothing of one."""
    return note.undo_of(
        work, entry, by, {OWNER}, "word on an owner", "Its number was told with it."
    )


def named(owner: str) -> str:
    """A colleague's name as it is kept: once, without white space around it."""
    name = " ".join(owner.split())
    if not name:
        raise TrothError("Nobody is named.", advice="Give the name of a colleague.")
    if len(name) > LONGEST or not name.isprintable():
        raise TrothError("This is no name.", advice="Give the name of a colleague, in one line.")
    return name
