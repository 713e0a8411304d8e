"""What a person does with promises: list, note, say yes or no, mark, join, open again.

Every deed writes entries and gives back the promise as it stands then. A mark needs evidence or
a reason; nothing becomes kept because time went by.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from troth.acts.deed import act, the_promise
from troth.acts.joining import attach, detach, merge, reopen
from troth.acts.measuring import target_of
from troth.acts.opening import Workspace
from troth.acts.recorded import the_record
from troth.errors import TrothError, UnknownNameError
from troth.ledger import directory, entries, promises
from troth.ledger.folding import TERMS
from troth.ledger.promises import note_promise
from troth.ledger.sayings import sayings_by_id
from troth.model.entry import Entry
from troth.model.identity import digest
from troth.model.person import Person
from troth.model.promise import MARKS, STATES, Promise
from troth.model.saying import Saying

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = [
    "Shown",
    "attach",
    "confirm",
    "detach",
    "listed",
    "mark",
    "measure",
    "merge",
    "note",
    "own",
    "reject",
    "reopen",
    "show",
    "the_promise",
]


@dataclass(frozen=True, slots=True)
class Shown:
    """One promise opened up: what was done about it, in order, and all the words it rests on."""

    promise: Promise
    history: tuple[Entry, ...]
    sayings: tuple[Saying, ...]


def listed(
    work: Workspace,
    *,
    states: Iterable[str] = (),
    by: str | None = None,
    to: str | None = None,
    side: str | None = None,
    as_of_us: int | None = None,
) -> list[Promise]:
    """The promises in the ledger, in these states (without any: all but candidates).

    `by` and `to` are names, addresses or ids of people; what is made to everybody is to nobody
    in particular. Soonest due first, then by when it was made.
    """
    wanted = set(states)
    for state in wanted - {*STATES}:
        raise UnknownNameError("state of a promise", state, STATES)
    with work.ledger.read() as con:
        made_by, made_to = (_handles(con, who) for who in (by, to))
        found = promises.promises(
            con, work.index, as_of_us=as_of_us, candidates="candidate" in wanted
        )
    kept = [
        one
        for one in found
        if (not wanted or one.state in wanted)
        and (made_by is None or made_by & {one.by, one.owner} or _is_called(one.owner, by))
        and (made_to is None or one.to in made_to)
        and (side is None or one.side == side)
    ]
    return sorted(kept, key=_soonest)


def show(work: Workspace, id: str) -> Shown:
    """One promise or candidate, by its id or the beginning of it."""
    with work.ledger.read() as con:
        one = the_promise(con, work, id)
        held = sayings_by_id(con, one.sayings)
        said = tuple(held[saying] for saying in one.sayings if saying in held)
        return Shown(one, tuple(promises.history(con, one.id)), said)


def note(
    work: Workspace,
    words: str,
    *,
    who: str,
    now_us: int,
    to: str | None = None,
    due_us: int | None = None,
    owner: str | None = None,
    measure: str | None = None,
    side: str | None = None,
    ours: str | None = None,
    kind: str | None = None,
    since_us: int | None = None,
) -> Promise:
    """Write down a promise that stands in no record; a person noted it, so it is confirmed.

    It is dated where it has a due date, else standing, unless `kind` says otherwise. It is
    tested on what began once it was made: now, or `since_us` where it was made before.
    """
    words = " ".join(words.split())
    if not words:
        raise TrothError("A promise needs its words.", advice='troth promises note "the words"')
    id = digest("p", "promise", who, str(now_us), secrets.token_hex(8))
    body: dict[str, object] = {
        "words": words,
        "kind": kind or ("standing" if due_us is None else "dated"),
        "firmness": "firm",
        "by": who,
        **_given(work, due_us=due_us, owner=owner, measure=measure, side=side, ours=ours, who=who),
    }
    if since_us is not None:
        body["born_us"] = since_us
    with work.ledger.begin() as con:
        if to is not None:
            body["to"] = _handle(directory.the_person(con, to))
        note_promise(con, id, at_us=now_us, who=who, body=body)
        entries.note(con, at_us=now_us, who=who, deed="confirm", target=id)
        return the_promise(con, work, id)


def confirm(work: Workspace, id: str, *, who: str, now_us: int, **changes: object) -> Promise:
    """Yes, this is a promise. `changes` correct what was read: owner, measure, due_us, kind …"""
    body = _given(work, who=who, **changes)
    return act(work, id, "confirm", body, who, now_us)


def reject(work: Workspace, id: str, *, reason: str, who: str, now_us: int) -> Promise:
    """No, this is no promise; `reason` is kept, so that it is not asked again."""
    if not reason.strip():
        raise TrothError(
            "To say that something is no promise needs a reason.",
            advice=f'troth promises reject {id} --reason "a slogan, nothing is promised"',
        )
    return act(work, id, "reject", {"reason": reason.strip()}, who, now_us)


def mark(
    work: Workspace,
    id: str,
    state: str,
    *,
    who: str,
    now_us: int,
    evidence: str | None = None,
    reason: str | None = None,
) -> Promise:
    """Say what became of a promise: kept, late, partly, broken, released or withdrawn.

    Needs the id of a record that shows it, or a reason; a status alone is not taken.
    """
    if state not in MARKS:
        advice = f"Marks are: {', '.join(MARKS)}."
        raise UnknownNameError("mark", state, MARKS, advice=advice)
    reason = (reason or "").strip() or None
    if reason is None and evidence is None:
        raise TrothError(
            f"To mark a promise {state} needs evidence or a reason.",
            advice=f'troth promises mark {id} {state} --evidence e-…   (or --reason "…")',
        )
    body: dict[str, object] = {"as": state}
    if reason is not None:
        body["reason"] = reason
    if evidence is not None:
        record = the_record(work, evidence)
        body |= {"evidence": record.id, "version": record.version, "when_us": record.at_us}
    return act(work, id, "mark", body, who, now_us)


def own(work: Workspace, id: str, owner: str, *, who: str, now_us: int) -> Promise:
    """Who answers for this promise from now on."""
    return act(work, id, "own", _given(work, owner=owner, who=who), who, now_us)


def measure(work: Workspace, id: str, target: str, *, who: str, now_us: int) -> Promise:
    """How this promise is tested; who says so is kept as the one who set the tolerance."""
    return act(work, id, "measure", _given(work, measure=target, who=who), who, now_us)


def _given(work: Workspace, *, who: str, **changes: object) -> dict[str, object]:
    """The terms that are set, checked; a measure names who set its tolerance."""
    for name in changes.keys() - {*TERMS}:
        raise UnknownNameError("term of a promise", name, TERMS)
    given = {name: value for name, value in changes.items() if value is not None}
    if "measure" in given:
        given["measure"] = str(target_of(work, str(given["measure"])))
        given.setdefault("tolerance_by", who)
    return given


def _handle(one: Person) -> str:
    return one.handles[0]


def _handles(con: Connection, who: str | None) -> set[str | None] | None:
    """Every handle of a person; a name that is nobody's in the directory stands for itself."""
    if who is None:
        return None
    found = directory.find(con, who, limit=2)
    if len(found) == 1:
        return {*found[0].handles}
    exact = [one for one in found if one.label == who or who in (one.id, *one.handles)]
    return {*exact[0].handles} if exact else {who}


def _is_called(owner: str | None, name: str | None) -> bool:
    return owner is not None and owner.casefold() == (name or "").casefold()


def _soonest(one: Promise) -> tuple[bool, int, int, str]:
    return (one.due_us is None, one.due_us or 0, one.born_us, one.id)
