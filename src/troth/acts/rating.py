"""Noting how an account is rated, by us or by one of its people: a level, a day, and from what.

What the customer says is noted as hers, with who said it; it is never reckoned from anything.
"""

from __future__ import annotations

from troth.acts import note
from troth.acts.note import Signed
from troth.acts.opening import Workspace
from troth.acts.recorded import the_record
from troth.errors import TrothError, UnknownNameError
from troth.ledger import directory, entries
from troth.ledger.ratings import RATE, THEIRS, WHAT
from troth.model.entry import Entry
from troth.model.level import ALSO, LEVELS, level_named

LONGEST = 400


def rate(
    work: Workspace,
    account: str,
    what: str,
    level: str,
    by: Signed,
    *,
    because: str = "",
    evidence: str | None = None,
    person: str | None = None,
    on_us: int | None = None,
) -> Entry:
    """An account is rated; `account` is its id, `on_us` when it was said (now).

    Raises `TrothError` where nothing shows it, where a customer's rating names nobody of the
    account, or for a day to come; `UnknownNameError` for an unknown level, record or person.
    """
    found = level_named(level)
    if what not in WHAT:
        raise UnknownNameError("rating", what, WHAT)
    if found is None:
        known = (*LEVELS, *ALSO)
        raise UnknownNameError("level", level, known, advice=f"Levels: {', '.join(LEVELS)}.")
    at = by.now_us if on_us is None else on_us
    if at > by.now_us:
        raise TrothError("That day is to come.", advice="Note it once it was said.")
    body: dict[str, object] = {"what": what, "level": found, "on_us": at}
    body |= _shown(work, because, evidence)
    with work.ledger.begin() as con:
        if account not in directory.accounts(con, [account]):
            raise UnknownNameError("account", account, advice="Give its id (“a-…”).")
        if what in THEIRS:
            body["person"] = _of_theirs(work, account, person, what)
        return entries.note(con, at_us=by.now_us, who=by.who, deed=RATE, target=account, body=body)


def undo(work: Workspace, entry: int, by: Signed) -> Entry:
    """Take a rating back; of no other deed."""
    return note.undo_of(work, entry, by, {RATE}, "rating with the number", "See:  troth levels")


def _shown(work: Workspace, because: str, evidence: str | None) -> dict[str, object]:
    """From what it is rated: a reason in words, a record, or both."""
    said = " ".join(because.split())[:LONGEST]
    shown: dict[str, object] = {"reason": said} if said else {}
    if evidence is not None:
        record = the_record(work, evidence)
        shown |= {"evidence": record.id, "version": record.version}
    if not shown:
        raise TrothError(
            "A rating needs a reason or evidence.", advice="Say in a few words from what it is."
        )
    return shown


def _of_theirs(work: Workspace, account: str, person: str | None, what: str) -> str:
    """The id of who of the account said so."""
    if person is None:
        raise TrothError(
            "Nobody of theirs is named.",
            advice=f"Say who of them said it:  --{what} LEVEL --by WHO",
        )
    with work.ledger.read() as con:
        one = directory.the_person(con, person)
        if one.id not in {each.id for each in directory.people_of(con, account)}:
            raise TrothError(f"{one.label} does not belong to this account.")
    return one.id
