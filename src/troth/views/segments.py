"""Who is in a segment: the people that all of its criteria hold for, as of the reading's moment.

What is not known of somebody meets no criterion, so nobody is in a segment by a gap in the records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from troth.documents.quoting import quoted
from troth.errors import TrothError, UnknownNameError
from troth.ledger import belonging, directory, entries
from troth.ledger.owning import READ, called, owner_of
from troth.ledger.sayings import sayings
from troth.ledger.segment import DID, Acted, Criterion, Told, read_segment
from troth.ledger.visits import HEARD, heard
from troth.model.person import Person
from troth.model.units import DAY_US
from troth.store.doing import Period, periods, who_did
from troth.text.concerning import concerning
from troth.views.reading import Reading
from troth.views.said_done import past

KINDS = dict(zip(DID, ("purchase", "use", "message"), strict=True))
OVER = ("cancel", "end", "expire", "churn", "paus", "unpaid", "inactive", "terminat", "incomplete")
"""How words begin by which systems say that a contract does not run."""
Holds = Callable[[Person], bool]


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment: its criteria as written, the ids of its people, and of how many they are."""

    name: str
    where: str
    people: frozenset[str]
    of: int

    @property
    def says(self) -> str:
        """How many are in it: "11 of 160 people"."""
        n = len(self.people)
        return f"{n} of {self.of} {'person' if self.of == 1 else 'people'}"


def segment(reading: Reading, name: str) -> Segment:
    """The segment of this name; worked out once for each state of the records and each day.

    Raises `UnknownNameError` where `troth.toml` has none of this name, `TrothError` with the place
    where its criteria cannot be read.
    """
    known = reading.settings.segments
    found = next((one for one in known if one.casefold() == name.strip().casefold()), None)
    if found is None:
        advice = "Segments stand in troth.toml:  [segments.NAME] with where = 'side = \"shop\"'"
        raise UnknownNameError("segment", name, known, advice=advice)
    where = known[found]
    day = reading.clock.date(reading.end_us)
    key = (where, reading.state, entries.newest(reading.con, (*READ, HEARD, entries.UNDO)), day)
    return reading.held.of(f"segment {found}", key, lambda: _segment(reading, found, where))


def within(reading: Reading, name: str | None) -> frozenset[str] | None:
    """The ids of a segment's people; None where no segment is asked for."""
    return segment(reading, name).people if name else None


def _segment(reading: Reading, name: str, where: str) -> Segment:
    tests = [_test(one, reading) for one in criteria(name, where)]
    everybody = directory.people(reading.con)
    found = frozenset(one.id for one in everybody if all(holds(one) for holds in tests))
    return Segment(name, where, found, len(everybody))


def criteria(name: str, where: str) -> tuple[Criterion, ...]:
    """The criteria of a segment; a fault in them names the place in `troth.toml`."""
    try:
        return read_segment(where)
    except TrothError as fault:
        at = f", {fault.place}" if fault.place else ""
        fault.place = f"troth.toml [segments.{name}]{at}"
        fault.args = (fault.text(),)
        raise


def _test(one: Criterion, reading: Reading) -> Holds:
    if isinstance(one, Acted):
        return _acted(one, reading)
    return _FIELDS[one.field](one, reading)


def _acted(one: Acted, reading: Reading) -> Holds:
    """Did it within so many days of where the records end. Who never did any of it at all, of a
    kind that is not read in, is left out by `not` too."""
    end, kind = reading.end_us, KINDS[one.did]
    handles = who_did(reading.index, kind, end - one.days * DAY_US, end)
    did = _ids(handles, reading)
    if not one.no:
        return lambda person: person.id in did
    ever = _ids(who_did(reading.index, kind, 0, end), reading)
    return lambda person: person.id in ever and person.id not in did


def _ids(handles: Iterable[str], reading: Reading) -> frozenset[str]:
    return frozenset(directory.owners(reading.con, handles).values())


def _said(one: Told, values: Iterable[str | None]) -> bool:
    """Whether what is known of a field is what was asked; nothing known is never that."""
    held = {called(each) for each in values if each}
    if not held:
        return False
    return held.isdisjoint(one.values) is (one.op == "!=")


def _side(one: Told, _: Reading) -> Holds:
    return lambda person: _said(one, [person.side])


def _title(one: Told, _: Reading) -> Holds:
    return lambda person: _said(one, [person.title])


def _account(one: Told, reading: Reading) -> Holds:
    names, parents = directory.accounts(reading.con), belonging.parents(reading.con)

    def holds(person: Person) -> bool:
        if person.account is None:
            return False
        ids = (person.account, *belonging.above(parents, person.account))
        return _said(one, [*ids, *(names[id].name for id in ids if id in names)])

    return holds


def _owner(one: Told, reading: Reading) -> Holds:
    owner = owner_of(reading.con)

    def holds(person: Person) -> bool:
        found = owner(person.id, person.account)
        return _said(one, [found.owner if found else None])

    return holds


def _period(one: Told, reading: Reading) -> Holds:
    """Whether a contract runs ("active"), did once ("ended"), or none is known ("none")."""
    running, ended = _contracts(reading)

    def holds(person: Person) -> bool:
        keys = {person.id, person.account or ""}
        state = "active" if keys & {*running} else "ended" if keys & ended else "none"
        return _said(one, [state])

    return holds


def _plan(one: Told, reading: Reading) -> Holds:
    running, _ = _contracts(reading)

    def holds(person: Person) -> bool:
        plans = (running.get(person.id), running.get(person.account or ""))
        return _said(one, [plan for some in plans for plan in some or ()])

    return holds


def _contracts(reading: Reading) -> tuple[dict[str, set[str]], set[str]]:
    """By id of person or account, the plans of contracts that run; and who has one that ended."""
    held = list(periods(reading.index))
    people = directory.owners(reading.con, {one.about for one in held if one.about})
    running: dict[str, set[str]] = {}
    ended: set[str] = set()
    for one in held:
        account = directory.account_id(one.account) if one.account else None
        for id in (people.get(one.about or ""), account):
            if id is not None and _runs(one, reading.end_us):
                running.setdefault(id, set()).add(one.plan or "")
            elif id is not None:
                ended.add(id)
    return running, ended


def _runs(one: Period, at_us: int) -> bool:
    said = (one.status or "").casefold()
    begun = one.start_us is None or one.start_us <= at_us
    return begun and (one.end_us is None or one.end_us > at_us) and not said.startswith(OVER)


def _promise(one: Told, reading: Reading) -> Holds:
    live = [each for each in reading.opened if each.state == "open" and each.to]
    late = [each for each in live if past(each, reading)]
    open_ = _ids((str(each.to) for each in live), reading)
    overdue = _ids((str(each.to) for each in late), reading)

    def holds(person: Person) -> bool:
        states = ["open"] if person.id in open_ else ["none"]
        return _said(one, [*states, *(["overdue"] if person.id in overdue else [])])

    return holds


def _concern(one: Told, reading: Reading) -> Holds:
    """A word of what somebody told us they are concerned with, or its level ("task", "broken")."""
    said = sayings(reading.con, voice="concern", index=reading.index)
    records = reading.index.records({each.record for each in said})
    people = directory.owners(reading.con, {one.by for one in records.values() if one.by})
    words: dict[str, set[str]] = {}
    for told in heard(reading.con):
        levels = (part.level for part in concerning(told.words))
        words.setdefault(told.person, set()).update((told.words.casefold(), *levels))
    for each in said:
        record = records.get(each.record)
        if record is not None and (person := people.get(record.by or "")) is not None:
            text = quoted(record, each.span).casefold()
            words.setdefault(person, set()).update((text, each.kind))

    def holds(person: Person) -> bool:
        hers = words.get(person.id)
        if not hers:
            return False
        found = any(value in text for value in one.values for text in hers)
        return found is not (one.op == "!=")

    return holds


_FIELDS: dict[str, Callable[[Told, Reading], Holds]] = {
    "side": _side,
    "title": _title,
    "account": _account,
    "owner": _owner,
    "period": _period,
    "plan": _plan,
    "promise": _promise,
    "concern": _concern,
}
