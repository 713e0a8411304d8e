"""Today: who needs us now? At most ten rows, each one person or one cause, with the reasons.

The first thing said is how old the records are. A person stands in one row however many
findings there are about her; a shared cause stands in one row however many people it holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from troth.model.finding import Cite, Finding
from troth.model.person import Person
from troth.views.age import RecordsAge, flowing, records_age
from troth.views.coming import Back, Due, came_back, promised
from troth.views.headline import headline
from troth.views.owning import looked_after, my_name
from troth.views.reading import Reading
from troth.views.tasks import TaskLine, overdue_of
from troth.views.telling import Told, ToldCite
from troth.views.when import DAY, Clock, stretch

MOST_ROWS = 10
MOST_REASONS = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One person, or one cause and the people it holds.

    `reasons` are the one or two findings that weigh most; `more` counts the others. `why_here`
    says in a sentence why the row stands where it does; `since` how long it has lasted.
    """

    reasons: tuple[Told, ...]
    more: int
    people: tuple[tuple[str, str], ...]
    cause: str | None
    why_here: str
    since: str
    is_new: bool
    account: str | None = None

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
    """The page: ages first, then rows that speak, then rows that are unsure.

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

    @property
    def ages(self) -> tuple[RecordsAge, ...]:
        """How old the records are."""
        return flowing(self.records)

    @property
    def speaking(self) -> tuple[Row, ...]:
        """Rows whose reason speaks."""
        return tuple(row for row in self.rows if row.sure)

    @property
    def unsure(self) -> tuple[Row, ...]:
        """Rows whose reason is unsure."""
        return tuple(row for row in self.rows if not row.sure)


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
    concerning = [one for one in reading.findings if one.subject.kind in ("person", "account")]
    shown = [one for one in concerning if not _aside(one, reading)]
    people = reading.subjects
    narrowed = _narrowed(reading, side, owner, within)
    known = [(one, people.get(one.subject.id)) for one in shown if lens in (None, one.lens)]
    pairs = [
        (finding, person)
        for finding, person in known
        if all(person is not None and holds(person) for holds in narrowed)
    ]
    causes = sorted(_causes(pairs), key=_weight_of_cause)
    ages = records_age(reading)
    return Today(
        date=clock.long_day(reading.now_us),
        headline=headline(causes, flowing(ages), reading, bool(narrowed or lens)),
        records=ages,
        rows=_rows(causes[:limit], reading),
        left=max(0, len(causes) - limit),
        aside=len(concerning) - len(shown),
        sides=tuple(sorted({one.side for one in people.values() if one.side})),
        lenses=tuple(sorted({one.lens for one in shown})),
        promised=promised(reading),
        back=came_back(reading),
        has_run=reading.run is not None,
        mine=mine,
        tasks=overdue_of(reading, owner or mine),
    )


def _narrowed(
    reading: Reading, side: str | None, owner: str | None, within: frozenset[str] | None
) -> list[Callable[[Person], bool]]:
    """What has to hold for a person to be on a list that was narrowed."""
    tests: list[Callable[[Person], bool]] = []
    if side is not None:
        tests.append(lambda person: person.side == side)
    if owner is not None:
        tests.append(looked_after(reading, owner))
    if within is not None:
        tests.append(lambda person: person.id in within)
    return tests


def _aside(finding: Finding, reading: Reading) -> bool:
    standing = reading.standings.get(finding.id)
    return standing is not None and standing.hides(reading.now_us)


Pair = tuple[Finding, Person | None]


def _who(pair: Pair) -> str:
    """Whom a finding is about: the person behind the handle, else the handle itself."""
    finding, person = pair
    return person.id if person else finding.subject.id


def _causes(pairs: Sequence[Pair]) -> list[list[Pair]]:
    """Findings gathered by shared cause, else by person, each cause in order of weight."""
    shared: dict[str, set[str]] = {}
    for pair in pairs:
        if pair[0].group:
            shared.setdefault(pair[0].group, set()).add(_who(pair))
    gathered: dict[str, list[Pair]] = {}
    for pair in pairs:
        group = pair[0].group
        many = group is not None and len(shared[group]) > 1
        key = f"cause {group}" if many else f"{pair[0].subject.kind} {_who(pair)}"
        gathered.setdefault(key, []).append(pair)
    return [sorted(cause, key=_weight) for cause in gathered.values()]


def _weight_of_cause(cause: Sequence[Pair]) -> tuple[bool, bool, int, float, int, str]:
    return _weight(cause[0])


def _weight(pair: Pair) -> tuple[bool, bool, int, float, int, str]:
    """Speaks before unsure, due before undue, soonest or longest overdue, stakes, longest wait.

    Of what we are unsure about the newest comes first: it is the likeliest still to matter.
    """
    finding = pair[0]
    due = finding.due_us
    return (
        finding.status != "speaks",
        due is None,
        (due or 0) * (1 if finding.status == "speaks" else -1),
        -finding.stakes,
        (finding.since_us or 0) * (1 if finding.status == "speaks" else -1),
        finding.id,
    )


def _rows(causes: Sequence[Sequence[Pair]], reading: Reading) -> tuple[Row, ...]:
    """The rows that are shown, and only their findings put into words."""
    weighty = [_reasons([finding for finding, _ in cause], _is_shared(cause)) for cause in causes]
    told = {one.id: one for one in reading.told(one for few in weighty for one in few)}
    accounts = reading.accounts(one.subject.account for one in told.values())
    return tuple(
        _row(cause, place, tuple(told[one.id] for one in few), accounts, reading)
        for place, (cause, few) in enumerate(zip(causes, weighty, strict=True))
    )


def _row(
    cause: Sequence[Pair],
    place: int,
    reasons: tuple[Told, ...],
    accounts: Mapping[str, str],
    reading: Reading,
) -> Row:
    finding = cause[0][0]
    shared = _is_shared(cause)
    since = finding.since_us
    end = reading.end_of(reasons[0].cites[0].system)
    named = {_who(pair): pair[1].label if pair[1] else reasons[0].subject.name for pair in cause}
    return Row(
        reasons=reasons,
        more=0 if shared else len(_apart([one for one, _ in cause])) - len(reasons),
        people=tuple(named.items()),
        cause=f"{len(named)} people, one cause" if shared else None,
        why_here=_why(finding, place, end, reading.clock),
        since=f"for {stretch(end - since)}" if since else "",
        is_new=_is_new(finding, reading),
        account=accounts.get(reasons[0].subject.account or ""),
    )


def _is_shared(cause: Sequence[Pair]) -> bool:
    return len({_who(pair) for pair in cause}) > 1


def _reasons(findings: Sequence[Finding], shared: bool) -> tuple[Finding, ...]:
    """The reasons that weigh most, no two of the same lens."""
    by_lens: dict[str, Finding] = {}
    for one in _apart(findings):
        by_lens.setdefault(one.lens, one)
    return tuple(by_lens.values())[: 1 if shared else MOST_REASONS]


def _apart(findings: Iterable[Finding]) -> list[Finding]:
    """The findings without those that another lens tells of the same words, due on the same day."""
    told: dict[tuple[str, Cite | str, int | None], Finding] = {}
    for one in findings:
        told.setdefault((one.subject.id, one.cites[0] if one.due_us else one.id, one.due_us), one)
    return list(told.values())


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
    return reading.now_us - first < DAY
