"""What a person says of customers' words: they mean this promise, another, or none of ours.

Each answer is an entry and can be taken back. A no is remembered: the same question is not asked
again. An answer to a letter is read by troth where it is plain, and else by a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from troth.acts.deed import opened, the_promise, write
from troth.acts.note import Signed
from troth.acts.opening import Workspace
from troth.acts.recorded import the_record
from troth.errors import TrothError, UnknownNameError
from troth.ledger import directory, entries
from troth.ledger.sayings import sayings_by_id
from troth.ledger.theirs import ADDED, ASKED, MISHEARD, READ, REPLIED, UNLINKED, VOICE
from troth.model.entry import Entry

if TYPE_CHECKING:
    from sqlalchemy import Connection

RELATIONS = ("agrees", "stronger", "differs")
READINGS = ("confirms", "contests", "nothing")


def link(
    work: Workspace,
    sayings: Sequence[str],
    promise: str,
    by: Signed,
    *,
    relation: str = "agrees",
) -> Entry:
    """These words of customers mean this promise; `relation` is how they understood it."""
    if relation not in RELATIONS:
        raise UnknownNameError("way to understand a promise", relation, RELATIONS)
    with work.ledger.begin() as con:
        held = _hers(con, sayings)
        one = opened(con, work, the_promise(con, work, promise), by.who)
        body = {"sayings": held, "voice": VOICE, "as": relation}
        write(con, one, "attach", body, by.who, by.now_us)
        written = entries.entries(con, target=one.id, deed="attach")
        return max(written, key=lambda entry: entry.id)


def unlink(work: Workspace, sayings: Sequence[str], promise: str, by: Signed) -> Entry:
    """They do not mean this promise."""
    with work.ledger.begin() as con:
        held, one = _hers(con, sayings), the_promise(con, work, promise)
        return _each(con, held, UNLINKED, {"promise": one.id}, by)


def added(work: Workspace, sayings: Sequence[str], by: Signed) -> Entry:
    """Nobody here promised this: they believe it all the same."""
    with work.ledger.begin() as con:
        return _each(con, _hers(con, sayings), ADDED, {}, by)


def misheard(work: Workspace, sayings: Sequence[str], by: Signed) -> Entry:
    """These words do not say that anything was promised."""
    with work.ledger.begin() as con:
        return _each(con, _hers(con, sayings), MISHEARD, {}, by)


def replied(work: Workspace, record: str, promise: str, reading: str, by: Signed) -> Entry:
    """What an answer to a letter says of one promise: confirms, contests or nothing."""
    if reading not in READINGS:
        raise UnknownNameError("reading of an answer", reading, READINGS)
    answer = the_record(work, record)
    with work.ledger.begin() as con:
        one = the_promise(con, work, promise)
        return entries.note(
            con,
            at_us=by.now_us,
            who=by.who,
            deed=REPLIED,
            target=answer.id,
            body={"promise": one.id, "as": reading},
        )


def asked(
    work: Workspace, person: str, promises: Sequence[str], mark: str, by: Signed
) -> Entry | None:
    """A letter with this mark was written to a person; None where that is known already."""
    with work.ledger.begin() as con:
        one = directory.the_person(con, person)
        known = entries.entries(con, target=one.id, deed=ASKED)
        if any(entry.body.get("mark") == mark for entry in known):
            return None
        body = {"mark": mark, "promises": [*promises]}
        return entries.note(con, at_us=by.now_us, who=by.who, deed=ASKED, target=one.id, body=body)


def is_answer(work: Workspace, entry: int) -> bool:
    """Whether an entry is one of those that are written here."""
    with work.ledger.read() as con:
        found = entries.entry(con, entry)
    return found is not None and _ours(found)


def undo(work: Workspace, entry: int, by: Signed) -> Entry:
    """Take an answer back, for all the words it was given on."""
    with work.ledger.begin() as con:
        found = entries.entry(con, entry)
        if found is None or not _ours(found):
            raise UnknownNameError("answer", str(entry), advice="Its number was told with it.")
        joined = [
            one for one in entries.entries(con, deed=found.deed) if one.body.get("with") == found.id
        ]
        for one in (*joined, found):
            body = {"entry": one.id, "deed": one.deed}
            last = entries.note(
                con,
                at_us=max(by.now_us, one.at_us),
                who=by.who,
                deed=entries.UNDO,
                target=one.target,
                body=body,
            )
        return last


def _ours(found: Entry) -> bool:
    if found.deed in ("attach", "detach"):
        return found.body.get("voice") == VOICE
    return found.deed in READ and found.deed != entries.UNDO


def _hers(con: Connection, sayings: Sequence[str]) -> list[str]:
    """The sayings, all of them customers'."""
    if not sayings:
        raise TrothError("No words are named.", advice="Give the id of a saying (“s-…”).")
    held = sayings_by_id(con, sayings)
    for id in sayings:
        one = held.get(id)
        if one is None or one.voice != "customer":
            advice = "See:  troth promises triage --theirs"
            raise UnknownNameError("saying of a customer", id, advice=advice)
    return [*dict.fromkeys(sayings)]


def _each(
    con: Connection, sayings: Sequence[str], deed: str, more: dict[str, object], by: Signed
) -> Entry:
    """One entry a saying; all but the first name the first, so that one undo takes all back."""
    first: Entry | None = None
    for one in sayings:
        body = {**more, "with": first.id} if first else more
        made = entries.note(con, at_us=by.now_us, who=by.who, deed=deed, target=one, body=body)
        first = first or made
    assert first is not None
    return first
