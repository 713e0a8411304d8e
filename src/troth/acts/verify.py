"""`troth verify`: every promise that a person has confirmed, tested against what happened.

A promise with a measure is tested by counting; a dated one stands as a person has marked it.
That nobody complained keeps no promise, and a promise no measure can test is said to be so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from troth import registry
from troth.acts.judging import Mark, judge
from troth.acts.opening import Workspace
from troth.acts.shown import ledger_tables
from troth.errors import TrothError
from troth.extend.record import Context
from troth.ledger import entries, manifest, promises
from troth.ledger.directory import by_handles
from troth.ledger.target import Target, read_target
from troth.model.case import Case
from troth.model.finding import Cite
from troth.model.person import Person
from troth.model.promise import LIVE, Promise
from troth.store.engine import Snapshot, open_engine

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from troth.store.engine import Engine, LazyTables

SHELF = "measures"
MARKED = "marked by a person"
FAILED = ("broken", "late", "partly")


@dataclass(frozen=True, slots=True)
class Verified:
    """One promise tested: the mark of its worst side, and each side's own.

    `people` are those for whom it was broken, each once.
    """

    promise: Promise
    mark: Mark
    sides: tuple[Mark, ...] = ()
    people: tuple[Person, ...] = ()


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


def verify(
    work: Workspace, *, now_us: int, as_of_us: int | None = None, known_at_us: int | None = None
) -> Verification:
    """Test every live promise that was confirmed, as of now or of another moment.

    With `known_at_us` only on evidence that had been added by then.

    A promise merely read by a recogniser is not tested before a person has said yes.
    """
    moment = now_us if as_of_us is None else as_of_us
    with work.ledger.read() as con:
        held = promises.promises(con, work.index, as_of_us=as_of_us, candidates=False)
        live = [one for one in held if one.state in LIVE]
        confirmed = [one for one in live if one.confirmed]
        measured = _measured(work, con, held, confirmed, moment, known_at_us)
        end_us = max(manifest.coverage(con).values(), default=None)
        found = [
            _verified(con, one, measured.get(one.id) or (_by_hand(con, one, moment, end_us),))
            for one in confirmed
        ]
    order = ("broken", "partly", "late", "open", "unverifiable", "kept")
    found.sort(key=lambda one: (order.index(one.mark.status), one.promise.born_us, one.promise.id))
    return Verification(tuple(found), len(live) - len(confirmed), end_us)


def _verified(con: Connection, one: Promise, marks: Sequence[Mark]) -> Verified:
    worst = marks[0]
    failed = {handle for mark in marks for handle in mark.people}
    known = by_handles(con, failed)
    people = {person.id: person for person in known.values()}
    if worst.side is not None and len(marks) > 1:
        worst = replace(worst, says=f"For {worst.side}: {worst.says}")
    return Verified(one, worst, tuple(marks), tuple(people[id] for id in sorted(people)))


def _by_hand(con: Connection, one: Promise, moment_us: int, end_us: int | None) -> Mark:
    """A promise without a measure: as a person marked it, and never kept by silence."""
    if one.measure is not None:
        return Mark("unverifiable", "There is no case yet that could test it.")
    if one.due_us is None:
        return Mark("unverifiable", "No measure tests this wording; give it one, or a date.")
    if one.state in ("kept", "late", "partly", "broken"):
        return _as_marked(con, one)
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
    known_at_us: int | None = None,
) -> dict[str, tuple[Mark, ...]]:
    """The marks of all promises that have a measure; each measure is counted once."""
    tested = [one for one in confirmed if one.measure is not None]
    if not tested:
        return {}
    marks: dict[str, tuple[Mark, ...]] = {}
    with open_engine(work.settings.engine, work.home.tmp) as engine:
        shot = replace(_snapshot(work, con, held, as_of_us), known_at_us=known_at_us)
        tables = engine.tables(shot)
        counted: dict[str, tuple[tuple[Case, ...], int]] = {}
        for one in tested:
            target = _target(work, one)
            if isinstance(target, Mark):
                marks[one.id] = (target,)
                continue
            if target.measure not in counted:
                counted[target.measure] = _cases(work, con, engine, tables, target, as_of_us)
            cases, moment = counted[target.measure]
            whose = _of_person(con, one)
            own = [replace(c, subject=one.to) if c.subject in whose else c for c in cases]
            marks[one.id] = judge(one, target, own, work.settings.calendars, moment)
    return marks


def _target(work: Workspace, one: Promise) -> Target | Mark:
    try:
        return read_target(str(one.measure), registry.extensions(SHELF, work.settings.lens_folders))
    except TrothError as fault:
        return Mark("unverifiable", f"Its measure cannot be read: {fault.says}")


def _cases(
    work: Workspace,
    con: Connection,
    engine: Engine,
    tables: LazyTables,
    target: Target,
    as_of_us: int,
) -> tuple[tuple[Case, ...], int]:
    """All cases of a measure, and until when the records it needs are complete."""
    module = registry.load(SHELF, target.measure, work.settings.lens_folders)
    coverage = _coverage(con, module.CARD.needs)
    moment = min(as_of_us, max(coverage.values(), default=as_of_us))
    options = work.settings.lenses.get(target.measure, {})
    context = Context(as_of_us, moment, coverage, work.settings.calendars, options)
    rows = module.gather(tables, moment)
    schema = getattr(module, "SCHEMA", None) or _schema(rows)
    return tuple(module.cases(engine.collect(rows, schema), context)), moment


def _schema(rows: Any) -> dict[str, str]:
    """The columns of a measure that declares none, as its tables have them."""
    return {name: str(kind).lower() for name, kind in rows.schema().items()}


def _coverage(con: Connection, kinds: Iterable[str]) -> dict[str, int]:
    """Until when each system is complete that holds records of these kinds."""
    wanted = set(kinds)
    reach = manifest.coverage(con)
    systems = {
        name for one in manifest.imports(con) if wanted & one.kinds.keys() for name in one.covered
    }
    return {name: reach[name] for name in sorted(systems) if name in reach}


def _of_person(con: Connection, one: Promise) -> frozenset[str]:
    """Every handle of the person a promise was made to: a case under any of them is theirs."""
    if one.to is None:
        return frozenset()
    known = by_handles(con, [one.to]).get(one.to)
    return frozenset(known.handles if known else (one.to,))


def _snapshot(work: Workspace, con: Connection, held: Iterable[Promise], as_of_us: int) -> Snapshot:
    root = work.home.evidence
    files = {
        kind: tuple(root / path for path in paths) for kind, paths in manifest.files(con).items()
    }
    superseded = files.pop("superseded", ())
    ledger = ledger_tables(con, work.index, as_of_us=as_of_us, promises=held, fresh=())
    return Snapshot(files, superseded, as_of_us, None, ledger)
