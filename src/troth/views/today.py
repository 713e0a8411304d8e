"""Today: who needs us now? At most ten rows, each one person or one cause, with the reasons.

The first thing said is how old the records are. A person stands in one row however many
findings there are about her; a shared cause stands in one row however many people it holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from troth.model.finding import Finding
from troth.model.units import DAY_US
from troth.views.age import RecordsAge, flowing, records_age
from troth.views.coming import Back, Due, came_back, promised
from troth.views.expecting import Expected, expected, proved_of
from troth.views.headline import counted, headline
from troth.views.narrowing import Narrow, narrowed
from troth.views.ordering import Pair, apart, causes, is_shared, kind_of, meant, reasons, who
from troth.views.outcomes import Kind, Outcomes, outcomes
from troth.views.owning import my_name
from troth.views.reading import Reading
from troth.views.standing import standing_of
from troth.views.tasks import TaskLine, overdue_of
from troth.views.telling import Told, ToldCite
from troth.views.when import Clock, stretch
from troth.views.yesterday import Changed, since_yesterday

MOST_ROWS = 10


@dataclass(frozen=True, slots=True)
class Row:
    """One person, or one cause and the people it holds.

    `reasons` are the one or two findings that weigh most; `more` counts the others. `why_here`
    says in a sentence why the row stands where it does; `since` how long it has lasted. `known`
    is what came of this kind here, `back` that its kind is mostly dismissed and so shown last; `kind`
    is what a cause holds.
    """

    reasons: tuple[Told, ...]
    more: int
    people: tuple[tuple[str, str], ...]
    cause: str | None
    why_here: str
    since: str
    is_new: bool
    account: str | None = None
    known: str = ""
    back: bool = False
    kind: Literal["people", "accounts"] = "people"

    @property
    def main(self) -> Told:
        """The reason that weighs most."""
        return self.reasons[0]

    @property
    def told(self) -> tuple[tuple[Told, ToldCite | None], ...]:
        """Each reason with the words to show under it: of one record the fullest, and only once."""
        pairs: list[tuple[Told, ToldCite | None]] = []
        shown: set[str] = set()
        for reason in self.reasons:
            record = reason.shown.evidence
            same = [one.shown for one in self.reasons if one.shown.evidence == record]
            fullest = max(same, key=lambda cite: len(cite.quote))
            pairs.append((reason, None if record in shown else fullest))
            shown.add(record)
        return tuple(pairs)

    @property
    def sure(self) -> bool:
        """Whether the main reason speaks."""
        return self.main.status == "speaks"


@dataclass(frozen=True, slots=True)
class Today:
    """The page: ages first, then rows that speak, rows that are unsure, and what stepped back.

    `expected` says how many of the rows may be false, `stepped` which kinds are shown last for
    being mostly dismissed here, `changed` what is new and what is gone since the day before.
    `left` counts people who did not fit; `aside` counts findings people have put aside.
    `promised` is what falls due within a week, `back` who came back by themselves; `mine` is
    the reader's own name as an owner of anything, None where nothing is the reader's; `tasks` are
    the reader's (or the asked owner's) past their day.
    """

    date: str
    headline: str
    records: tuple[RecordsAge, ...]
    rows: tuple[Row, ...]
    left: int
    aside: int
    sides: tuple[str, ...]
    lenses: tuple[str, ...]
    promised: tuple[Due, ...]
    back: tuple[Back, ...]
    has_run: bool
    mine: str | None = None
    tasks: tuple[TaskLine, ...] = ()
    expected: Expected | None = None
    stepped: tuple[Outcomes, ...] = ()
    changed: Changed | None = None

    @property
    def ages(self) -> tuple[RecordsAge, ...]:
        """How old the records are."""
        return flowing(self.records)

    @property
    def speaking(self) -> tuple[Row, ...]:
        """Rows whose reason speaks."""
        return tuple(row for row in self.rows if row.sure and not row.back)

    @property
    def unsure(self) -> tuple[Row, ...]:
        """Rows whose reason is unsure."""
        return tuple(row for row in self.rows if not row.sure and not row.back)

    @property
    def last(self) -> tuple[Row, ...]:
        """Rows of a kind that is mostly dismissed here."""
        return tuple(row for row in self.rows if row.back)


def today(
    reading: Reading,
    *,
    limit: int = MOST_ROWS,
    side: str | None = None,
    lens: str | None = None,
    owner: str | None = None,
    me: str | None = None,
    within: frozenset[str] | None = None,
) -> Today:
    """The list as it stands at the reading's moment; `me` reads it. `within` are ids of people."""
    clock, mine = reading.clock, my_name(reading, me)
    concerning, shown = _standing(reading)
    only = Narrow(side, owner, within)
    pairs = narrowed(reading, shown, only, lens=lens)
    asked = any(one is not None for one in (side, lens, owner, within))
    came, ages = outcomes(reading), records_age(reading)
    back = _back(came)
    found = causes(pairs, back)
    sure = [_sure(cause, back) for cause in found]
    rows = _rows(found[:limit], reading, came)
    return Today(
        date=clock.long_day(reading.now_us),
        headline=headline(*counted(found, sure), flowing(ages), reading, narrowed=asked),
        records=ages,
        rows=rows,
        left=max(0, len(found) - limit),
        aside=len(concerning) - len(shown),
        sides=tuple(sorted({one.side for one in reading.subjects.values() if one.side})),
        lenses=tuple(sorted({one.lens for one, _ in shown})),
        promised=promised(reading, only.promises(reading)),
        back=came_back(reading, only.people(reading)),
        has_run=reading.run is not None,
        mine=mine,
        tasks=overdue_of(reading, owner or mine),
        expected=_expected(found[:limit], reading, came),
        stepped=_stepped(pairs, came, back),
        changed=since_yesterday(reading, {who(pair) for pair in shown}),
    )


def _stepped(
    pairs: Sequence[Pair], came: Mapping[Kind, Outcomes], back: frozenset[Kind]
) -> tuple[Outcomes, ...]:
    """Of the kinds that stepped back, those that are on this list."""
    here = {kind_of(one) for one, _ in pairs}
    return tuple(came[kind] for kind in sorted(back) if kind in here)


def with_it(reading: Reading, id: str, deed: str, lens: str | None = None) -> list[str]:
    """What else of a row of Today is meant by a deed on this finding; `lens` where only it was shown."""
    pairs = [pair for pair in _standing(reading)[1] if lens is None or pair[0].lens == lens]
    back = _back(outcomes(reading))
    for cause in causes(pairs, back):
        if any(finding.id == id for finding, _ in cause):
            return meant(cause, id, deed, back)
    return []


def _standing(reading: Reading) -> tuple[list[Finding], list[Pair]]:
    """What was found about people and accounts: all of it, and what nobody has put aside."""
    found = [one for one in reading.findings if one.subject.kind in ("person", "account")]
    pairs = [(one, reading.subjects.get(one.subject.id)) for one in found]
    return found, [pair for pair in pairs if not _aside(pair, reading)]


def _aside(pair: Pair, reading: Reading) -> bool:
    finding, person = pair
    standing = standing_of(finding, person.handles if person else (), reading.standings)
    return standing is not None and standing.hides(reading.now_us)


def _back(came: Mapping[Kind, Outcomes]) -> frozenset[Kind]:
    return frozenset(kind for kind, one in came.items() if one.steps_back)


def _sure(cause: Sequence[Pair], back: frozenset[Kind]) -> bool:
    """Whether somebody needs us, as far as this cause can say so."""
    kind = kind_of(cause[0][0])
    return kind[1] == "speaks" and kind not in back


def _expected(
    found: Sequence[Sequence[Pair]], reading: Reading, came: Mapping[Kind, Outcomes]
) -> Expected | None:
    back = _back(came)
    kinds = [[kind_of(one) for one in reasons(cause, back)] for cause in found]
    lenses = {lens for row in kinds for lens, _ in row}
    return expected(kinds, came, proved_of(lenses, reading.settings.lens_folders))


def _rows(
    found: Sequence[Sequence[Pair]], reading: Reading, came: Mapping[Kind, Outcomes]
) -> tuple[Row, ...]:
    """The rows that are shown, and only their findings put into words."""
    back = _back(came)
    weighty = [reasons(cause, back) for cause in found]
    told = {one.id: one for one in reading.told(one for few in weighty for one in few)}
    accounts = reading.accounts(one.subject.account for one in told.values())
    return tuple(
        _row(cause, place, tuple(told[one.id] for one in few), accounts, reading, came)
        for place, (cause, few) in enumerate(zip(found, weighty, strict=True))
    )


def _row(
    cause: Sequence[Pair],
    place: int,
    reasons: tuple[Told, ...],
    accounts: Mapping[str, str],
    reading: Reading,
    came: Mapping[Kind, Outcomes],
) -> Row:
    finding = cause[0][0]
    shared = is_shared(cause)
    since = finding.since_us
    end = reading.end_of(reasons[0].cites[0].system)
    named = _named(cause, reasons, reading)
    kind: Literal["people", "accounts"] = "people"
    if all(one.subject.kind == "account" for one, _ in cause):
        kind = "accounts"
    here = came.get(kind_of(finding), Outcomes(*kind_of(finding)))
    why = _why(finding, place, end, reading.clock)
    return Row(
        reasons=reasons,
        more=0 if shared else len(apart([one for one, _ in cause])) - len(reasons),
        people=tuple(named.items()),
        cause=f"{len(named)} {kind}, one cause" if shared else None,
        kind=kind,
        why_here="Last because this kind is mostly dismissed here." if here.steps_back else why,
        since=f"for {stretch(end - since)}" if since else "",
        is_new=_is_new(finding, reading),
        account=accounts.get(reasons[0].subject.account or ""),
        known=here.says,
        back=here.steps_back,
    )


def _named(cause: Sequence[Pair], reasons: Sequence[Told], reading: Reading) -> dict[str, str]:
    """Whom a shared cause holds, by id: people by their label, accounts by their own name."""
    told = reading.told(finding for finding, person in cause if person is None)
    subjects = {one.id: one.subject for one in (*reasons, *told)}
    found: dict[str, str] = {}
    for finding, person in cause:
        subject = subjects.get(finding.id)
        if person is not None:
            found[person.id] = person.label
        elif subject is not None:
            found[subject.id] = subject.name
    return found


def _why(finding: Finding, place: int, end_us: int, clock: Clock) -> str:
    if finding.status == "unsure":
        return "Below the others because we are not sure."
    first = "First" if place == 0 else "Here"
    if finding.due_us is not None:
        late = min(clock.now_us, end_us) - finding.due_us
        if late >= 0:
            return f"{first} because what was due on {clock.day(finding.due_us)} is {stretch(late)} late."
        return f"{first} because it falls due on {clock.day(finding.due_us)}."
    if finding.since_us is not None:
        return f"{first} because it has lasted since {clock.day(finding.since_us)}."
    return f"{first} because nothing else weighs more."


def _is_new(finding: Finding, reading: Reading) -> bool:
    first = reading.first_seen_us(finding.id) or 0
    return reading.now_us - first < DAY_US
