"""Are these one person? The pairs the directory is in doubt about, and the people it holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from troth.errors import UnknownNameError
from troth.ledger import directory
from troth.ledger.doubting import LATER, Doubt, doubts
from troth.ledger.entries import UNDO, newest
from troth.ledger.same import same_people
from troth.model.evidence import Evidence
from troth.model.person import Person
from troth.model.units import DAY_US
from troth.views.reading import Reading

SHOWN = 10
"""Questions on the page; the others come when these are answered."""
LONGEST = 240
SPOKEN = ("message", "review", "survey_answer")


@dataclass(frozen=True, slots=True)
class Side:
    """One of two: the person, their identifiers in clear, the records that hang on them.

    `words` are the last they said, `said` where and when; empty where they said nothing.
    """

    person: Person
    account: str | None
    identifiers: tuple[str, ...]
    records: int
    last_us: int | None
    last: str
    words: str = ""
    record: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """Are these one person? `into` is who stays: one of us, else the one with more records."""

    gone: Side
    into: Side
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doubts:
    """The questions shown, and how many there are in all."""

    questions: tuple[Question, ...]
    total: int

    @property
    def left(self) -> int:
        """Those that are not shown."""
        return self.total - len(self.questions)

    @property
    def says(self) -> str:
        """The first line."""
        n = self.total
        return "1 pair may be one person." if n == 1 else f"{n:,} pairs may be one person each."


def doubted(reading: Reading, *, limit: int | None = SHOWN) -> Doubts:
    """The questions, those with most evidence on both sides first."""
    day = reading.now_us // DAY_US
    put_off = newest(reading.con, (LATER, UNDO))
    state = (reading.state, put_off, day)
    found = reading.held.of("doubts", state, lambda: _ordered(reading))
    return Doubts(_asked(reading, found[:limit]), len(found))


def _ordered(reading: Reading) -> list[Doubt]:
    con = reading.con
    found = doubts(con, shared=reading.settings.shared, now_us=reading.now_us)
    same = same_people(con)
    members = same.members({id for one in found for id in (one.one, one.two)})
    owner = {row.handle: members[id] for id, row in directory.held(con, same, members)}
    counts: dict[str, int] = {}
    for handle, (count, _) in reading.index.hanging(owner).items():
        counts[owner[handle]] = counts.get(owner[handle], 0) + count

    def weight(one: Doubt) -> tuple[int, int, str, str]:
        less, more = sorted((counts.get(one.one, 0), counts.get(one.two, 0)))
        return (-less, -more, one.one, one.two)

    return sorted(found, key=weight)


def _asked(reading: Reading, found: Sequence[Doubt]) -> tuple[Question, ...]:
    ids = list(dict.fromkeys(id for one in found for id in (one.one, one.two)))
    sides = {one.person.id: one for one in _sides(reading, ids)}
    asked = []
    for one in found:
        if one.one in sides and one.two in sides:
            into, gone = sorted((sides[one.one], sides[one.two]), key=_stays)
            asked.append(Question(gone, into, one.reasons))
    return tuple(asked)


def _stays(one: Side) -> tuple[bool, int, bool, str]:
    return (not one.person.staff, -one.records, one.person.name is None, one.person.id)


def _sides(reading: Reading, ids: Iterable[str]) -> list[Side]:
    con = reading.con
    people = directory.persons(con, ids)
    known = directory.identifiers(con, same_people(con), [one.id for one in people])
    hanging = reading.index.hanging(handle for one in people for handle in one.handles)
    accounts = reading.accounts(one.account for one in people)
    return [
        _side(reading, one, known.get(one.id, []), hanging, accounts.get(one.account or ""))
        for one in people
    ]


def _side(
    reading: Reading,
    one: Person,
    known: Sequence[tuple[str, str, str, str | None]],
    hanging: Mapping[str, tuple[int, int]],
    account: str | None,
) -> Side:
    held = [hanging[handle] for handle in one.handles if handle in hanging]
    last = max((last for _, last in held), default=None)
    said = _last_said(reading, one) if held else None
    words = " ".join(said.text.split()) if said else ""
    return Side(
        one,
        account,
        tuple(shown(scheme, value) for _, scheme, value, _ in known),
        sum(count for count, _ in held),
        last,
        reading.clock.day(last) if last is not None else "",
        words[:LONGEST] + ("…" if len(words) > LONGEST else ""),
        said.id if said else None,
    )


def _last_said(reading: Reading, one: Person) -> Evidence | None:
    near = reading.index.of_handles(one.handles, limit=20, kinds=SPOKEN)
    return next((each for each in near if each.by in one.handles and each.text.strip()), None)


def shown(scheme: str, value: str) -> str:
    """An identifier as people read it: a number with the system it is one of."""
    if scheme != "id" or ":" not in value:
        return value
    system, _, number = value.partition(":")
    return f"{number} ({system})"


def listed(
    reading: Reading,
    *,
    side: str | None = None,
    account: str | None = None,
    staff: bool = False,
    limit: int | None = None,
    within: frozenset[str] | None = None,
) -> list[Person]:
    """The people there are, by name: customers, or with `staff` our own; of a side or account.

    With `within`, only those with these ids.
    """
    con = reading.con
    if account is None:
        most = limit if within is None else None
        found = directory.people(con, staff=staff, side=side, limit=most)
    else:
        found = directory.people_of(con, account_named(reading, account), staff=staff, side=side)
    found = [one for one in found if within is None or one.id in within]
    ordered = sorted(found, key=lambda one: (one.name is None, one.label.casefold(), one.id))
    return ordered[:limit]


def account_named(reading: Reading, name: str) -> str:
    """The id of the account of this name or id; UnknownNameError with near ones where there is none."""
    sought = name.strip().casefold()
    known = directory.accounts(reading.con)
    found = [id for id, one in known.items() if sought in (id, one.name.casefold())]
    if len(found) == 1:
        return found[0]
    names = [one.name for one in known.values()]
    raise UnknownNameError("account", name, names, advice="Give its name, or its id (“a-…”).")
