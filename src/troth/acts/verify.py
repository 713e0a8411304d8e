"""`troth verify`: every promise that a person has confirmed, tested against what happened.

A promise with a measure is tested by counting; a dated one stands as a person has marked it.
That nobody complained keeps no promise, and a promise no measure can test is said to be so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from troth.acts.judging import WORST, Known, Mark, by_account, judge
from troth.acts.later_words import later_words
from troth.acts.measuring import counted, target_of
from troth.acts.opening import Workspace
from troth.acts.tolerance import Tolerance, tolerances
from troth.errors import TrothError
from troth.ledger import entries, manifest, promises
from troth.ledger.directory import accounts, by_handles
from troth.ledger.target import Target
from troth.model.finding import Cite
from troth.model.person import Person
from troth.model.promise import LIVE, Promise

if TYPE_CHECKING:
    from sqlalchemy import Connection

MARKED = "marked by a person"
FAILED = ("broken", "late", "partly")


@dataclass(frozen=True, slots=True)
class Verified:
    """One promise tested: the mark of its worst side, and each side's own.

    `people` are those for whom it was broken, each once; `tolerance` is what share it may
    miss, who said so, and whether customers were told.
    """

    promise: Promise
    mark: Mark
    sides: tuple[Mark, ...] = ()
    people: tuple[Person, ...] = ()
    accounts: tuple[Mark, ...] = ()
    tolerance: Tolerance | None = None


@dataclass(frozen=True, slots=True)
class Verification:
    """All promises tested, the broken ones first, and how many wait to be confirmed."""

    verified: tuple[Verified, ...]
    unconfirmed: int
    records_end_us: int | None

    @property
    def broken(self) -> bool:
        """Whether one of them is broken."""
        return any(one.mark.status == "broken" for one in self.verified)

    def only(self, words: str | None = None, *, failed: bool = False) -> Verification:
        """Those whose words, side, measure, owner or id hold some words; those that failed.

        A promise failed that is broken, late or kept in part.
        """
        sought = (words or "").casefold()
        kept = tuple(
            one
            for one in self.verified
            if (not failed or one.mark.status in FAILED)
            and any(sought in (told or "").casefold() for told in _told_by(one.promise))
        )
        return replace(self, verified=kept)

    def count(self, status: str) -> int:
        """How many have this mark."""
        return sum(one.mark.status == status for one in self.verified)


def _told_by(one: Promise) -> tuple[str | None, ...]:
    return one.words, one.id, one.side, one.measure, one.owner


@dataclass(frozen=True, slots=True)
class _Tested:
    """The marks of one promise: on each side, and for each account."""

    sides: tuple[Mark, ...]
    accounts: tuple[Mark, ...] = ()


def verify(
    work: Workspace, *, now_us: int, as_of_us: int | None = None, known_at_us: int | None = None
) -> Verification:
    """Test every live promise that was confirmed, as of now or of another moment.

    With `known_at_us` only on evidence that had been added by then. A promise merely read by a
    recogniser is not tested before a person has said yes.
    """
    moment = now_us if as_of_us is None else as_of_us
    with work.ledger.read() as con:
        held = promises.promises(con, work.index, as_of_us=as_of_us, candidates=False)
        live = [one for one in held if one.state in LIVE]
        confirmed = [one for one in live if one.confirmed]
        measured = _measured(work, con, held, confirmed, moment, known_at_us)
        end_us = max(manifest.coverage(con).values(), default=None)
        set_by = tolerances(con, confirmed)
        found = [
            _verified(
                con,
                one,
                measured.get(one.id) or _Tested((_by_hand(work, con, one, moment, end_us),)),
                set_by.get(one.id),
            )
            for one in confirmed
        ]
    found.sort(key=lambda one: (WORST.index(one.mark.status), one.promise.born_us, one.promise.id))
    return Verification(tuple(found), len(live) - len(confirmed), end_us)


def _verified(con: Connection, one: Promise, tested: _Tested, set_by: Tolerance | None) -> Verified:
    worst, marks = tested.sides[0], tested.sides
    failed = {handle for mark in marks for handle in mark.people}
    known = by_handles(con, failed)
    people = {person.id: person for person in known.values()}
    if worst.side is not None and len(marks) > 1:
        worst = replace(worst, says=f"For {worst.side}: {worst.says}")
    named = tuple(people[id] for id in sorted(people))
    return Verified(one, worst, marks, named, tested.accounts, set_by)


def _by_hand(
    work: Workspace, con: Connection, one: Promise, moment_us: int, end_us: int | None
) -> Mark:
    """A promise without a measure: as a person marked it, or as later words of the talk tell it.

    It is never kept by silence.
    """
    if one.due_us is None:
        return Mark("unverifiable", "No measure tests this wording; give it one, or a date.")
    if one.state in ("kept", "late", "partly", "broken"):
        return _as_marked(con, one)
    told = later_words(work.index, one, moment_us)
    if told is not None:
        return told
    if min(moment_us, end_us if end_us is not None else moment_us) <= one.due_us:
        return Mark("open", "Its day has not come, as far as the records reach.", method=MARKED)
    says = "Its day is over, and nobody has said what became of it."
    return Mark("unverifiable", says, method=MARKED, cites=_said(one))


def _as_marked(con: Connection, one: Promise) -> Mark:
    marks = entries.entries(con, target=one.id, deed="mark")
    body: Mapping[str, Any] = marks[-1].body if marks else {}
    shown = (Cite(body["evidence"], body.get("version", "")),) if body.get("evidence") else ()
    kept = one.state == "kept"
    to = (one.to,) if one.to and not kept else ()
    says = f"Marked {one.state} by {marks[-1].who}." if marks else f"Marked {one.state}."
    return Mark(
        one.state,  # type: ignore[arg-type]
        says,
        one.side,
        int(kept),
        int(not kept),
        method=MARKED,
        people=to,
        cites=(*shown, *_said(one)),
    )


def _said(one: Promise) -> tuple[Cite, ...]:
    return (Cite(one.record, one.version or ""),) if one.record else ()


def _measured(
    work: Workspace,
    con: Connection,
    held: Iterable[Promise],
    confirmed: Iterable[Promise],
    as_of_us: int,
    known_at_us: int | None,
) -> dict[str, _Tested]:
    """What came of all promises that have a measure; each measure is counted once."""
    targets: dict[str, Target] = {}
    found: dict[str, _Tested] = {}
    for one in confirmed:
        target = _target(work, one) if one.measure is not None else None
        if isinstance(target, Mark):
            found[one.id] = _Tested((target,))
        elif target is not None:
            targets[one.id] = target
    cases = counted(work, con, held, targets.values(), as_of_us, known_at_us)
    names = {id: account.name for id, account in accounts(con).items()} if targets else {}
    tested = (one for one in confirmed if one.id in targets)
    for one in tested:
        target = targets[one.id]
        there = cases[target.counted_by]
        whose = _of_person(con, one)
        own = [replace(c, subject=one.to) if c.subject in whose else c for c in there.cases]
        known = Known(there.card, names, _maker(work, one))
        asked = (one, target, own, work.settings.calendars, there.moment_us, known)
        found[one.id] = _Tested(judge(*asked), by_account(*asked))
    return found


def _target(work: Workspace, one: Promise) -> Target | Mark:
    try:
        return target_of(work, str(one.measure))
    except TrothError as fault:
        return Mark("unverifiable", f"Its measure cannot be read: {fault.says}")


def _maker(work: Workspace, one: Promise) -> str | None:
    """Whose words a promise are, where a record holds them; None for those written down here."""
    if one.record is None or one.to is not None:
        return one.ours
    brands = tuple(work.settings.brands)
    return one.ours or (brands[0] if len(brands) == 1 else work.settings.company)


def _of_person(con: Connection, one: Promise) -> frozenset[str]:
    """Every handle of the person a promise was made to: a case under any of them is theirs."""
    if one.to is None:
        return frozenset()
    known = by_handles(con, [one.to]).get(one.to)
    return frozenset(known.handles if known else (one.to,))
