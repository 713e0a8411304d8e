"""Where do our customers' cases go, where do they turn back, and who is left standing?

The map was counted by the newest run; who is left is what the lenses over cases have found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from troth.ledger.travelled import LEAST, NAME, Journey, Passing, read_travelled
from troth.model.finding import Finding
from troth.views.age import OLD
from troth.views.case_words import Fact, facts, long, share_says
from troth.views.reading import Reading
from troth.views.telling import Told

LENSES = ("dead-end", "bounced", "ping-pong", "loop")
MOST_LINES, MOST_LEFT = 14, 8
"""So many passings are drawn, and so many people named at each end."""


@dataclass(frozen=True, slots=True)
class Line:
    """One passing on the map: how often, and the wait in the middle, in words."""

    source: str
    target: str
    times: int
    wait: str


@dataclass(frozen=True, slots=True)
class Stop:
    """One step on the map: in how many cases, and how many people are left there now."""

    step: str
    cases: int
    left: int


@dataclass(frozen=True, slots=True)
class Map:
    """One system's cases drawn: `title` says what the map shows, `drawn` how much of it is there."""

    system: str
    title: str
    stops: tuple[Stop, ...]
    lines: tuple[Line, ...]
    drawn: str
    ways: tuple[tuple[str, int], ...]
    ways_says: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class LeftThere:
    """Somebody in a case that goes no further: at which step, since when, with the last words."""

    told: Told
    step: str | None
    since: str | None


@dataclass(frozen=True, slots=True)
class DeadEnd:
    """All who are left at one step, or whom the same thing happened to; `people` the longest first.

    `n` counts those who are not named here as well.
    """

    says: str
    sure: bool
    n: int
    people: tuple[LeftThere, ...]

    @property
    def next(self) -> str:
        """What to do for each of them."""
        return self.people[0].told.next

    @property
    def more(self) -> int:
        """How many are not named."""
        return self.n - len(self.people)


@dataclass(frozen=True, slots=True)
class Journeys:
    """The page: the answer, a map for each system, the most cases first, and who is left."""

    says: str
    maps: tuple[Map, ...]
    ends: tuple[DeadEnd, ...]
    counted: bool

    @property
    def sure(self) -> tuple[DeadEnd, ...]:
        """Those of which it is sure."""
        return tuple(one for one in self.ends if one.sure)

    @property
    def unsure(self) -> tuple[DeadEnd, ...]:
        """Those of which it is not."""
        return tuple(one for one in self.ends if not one.sure)


HAPPENED = {
    "dead-end": "left without a way on",
    "bounced": "bounced",
    "ping-pong": "passed there and back",
    "loop": "sent round again",
}


def _end_says(lens: str, step: str | None, n: int) -> str:
    who = "1 case" if n == 1 else f"{n} cases"
    return f"{who} {HAPPENED[lens]}" + (f" at “{step}”" if step else ", in words of ours")


def journeys(reading: Reading, *, most: int | None = MOST_LEFT) -> Journeys:
    """The journeys as the newest run counted and found them; `most` people are named at each end."""
    held = travelled(reading)
    found = _found(reading)
    steps = _steps(found, reading)
    stuck = Counter(step for step in steps.values() if step)
    return Journeys(
        says=_says(held, found, reading),
        maps=tuple(map_of(one, stuck) for one in held or ()),
        ends=_ends(found, steps, most, reading),
        counted=held is not None,
    )


def travelled(reading: Reading) -> tuple[Journey, ...] | None:
    """What the newest run has counted of cases; None where none has."""
    return reading.derived(NAME, read_travelled)


def _found(reading: Reading) -> list[Finding]:
    """Who is left, each case once: those of which it is sure first, the longest first."""
    found = [
        one for one in reading.findings if one.lens in LENSES and not reading.put_aside(one.id)
    ]
    found.sort(key=lambda one: (one.status != "speaks", LENSES.index(one.lens), one.id))
    cited = reading.index.records(one.cites[0].evidence for one in found)
    once: dict[object, Finding] = {}
    for one in found:
        record = cited.get(one.cites[0].evidence)
        case = (record.system, record.thread) if record and record.thread else one.id
        once.setdefault(case, one)
    return sorted(
        once.values(), key=lambda one: (one.status != "speaks", one.since_us or 0, one.id)
    )


def _steps(found: Sequence[Finding], reading: Reading) -> dict[str, str | None]:
    """At which step each of them is left, by the finding; None where words of ours left her."""
    cited = reading.index.records(cite.evidence for one in found for cite in one.cites)

    def step(one: Finding) -> str | None:
        held = [cited[cite.evidence] for cite in one.cites if cite.evidence in cited]
        names = (str(each.fields.get("activity") or "") for each in held if each.kind == "step")
        return next((name for name in names if name), None)

    return {one.id: step(one) for one in found}


def _ends(
    found: Sequence[Finding], steps: Mapping[str, str | None], most: int | None, reading: Reading
) -> tuple[DeadEnd, ...]:
    """Who is left, by where: what is sure first, then where most are."""
    by: dict[tuple[bool, str, str | None], list[Finding]] = {}
    for one in found:
        by.setdefault((one.status == "speaks", one.lens, steps[one.id]), []).append(one)
    made = []
    for (sure, lens, step), held in by.items():
        told = reading.told(held[:most])
        people = (LeftThere(one, step, _day(one.since_us, reading)) for one in told)
        made.append(DeadEnd(_end_says(lens, step, len(held)), sure, len(held), tuple(people)))
    return tuple(sorted(made, key=lambda one: (not one.sure, -one.n, one.says)))


def _day(at_us: int | None, reading: Reading) -> str | None:
    return None if at_us is None else reading.clock.day(at_us)


def _says(held: tuple[Journey, ...] | None, found: list[Finding], reading: Reading) -> str:
    """The answer in a sentence."""
    if reading.run is None:
        return "Nobody has looked yet: the records have not been read through."
    if not held:
        return f"Not enough to say: no system holds {LEAST} cases that began in its last year."
    old = reading.now_us - reading.end_us > OLD
    end = f" when the records end, {reading.clock.day(reading.end_us)}" if old else ""
    sure = sum(one.status == "speaks" for one in found)
    maybe = len(found) - sure
    cases = sum(one.cases for one in held)
    verb = "was" if old else "is"
    who = f"{sure} {'case stands' if sure == 1 else 'cases stand'} still with somebody in it"
    if not sure:
        who = f"Nobody we know of {verb} left standing"
    more = f"; {maybe} more may" if maybe else ""
    first = next((one.first_contact[0] for one in held if one.first_contact), None)
    told = f" One contact was enough for {share_says(first.share, 'needs')}." if first else ""
    return f"{who}{more}{end}, of {cases:,} cases that began within a year.{told}"


def map_of(one: Journey, stuck: Mapping[str, int] | None = None) -> Map:
    """One system in words and lines."""
    lines = tuple(
        Line(each.source, each.target, each.times, long(each.hours)) for each in _drawn(one)
    )
    shown = sum(each.times for each in lines)
    stops = sorted(one.stations, key=lambda each: (each.place, each.step))
    ways = tuple((" → ".join(way.steps), way.cases) for way in one.ways)
    told = sum(n for _, n in ways)
    return Map(
        system=one.system,
        title=_title(one),
        stops=tuple(Stop(each.step, each.cases, (stuck or {}).get(each.step, 0)) for each in stops),
        lines=lines,
        drawn=f"{shown:,} of {one.passed:,} passings from one step to the next are drawn; a step or "
        f"a passing seen fewer than {LEAST} times is not.",
        ways=ways,
        ways_says=f"{told:,} of {one.cases:,} cases went one of these {len(ways)} ways, of "
        f"{one.kinds:,} in all"
        if ways
        else f"No way was gone by {LEAST} cases: each went its own",
        facts=facts(one),
    )


def _drawn(one: Journey) -> list[Passing]:
    """The commonest passings, and of each step that none of them leads to the one that most often does."""
    common, rare = [*one.passings[:MOST_LINES]], one.passings[MOST_LINES:]
    met = {each.target for each in common}
    for each in rare:
        if each.target not in met:
            met.add(each.target)
            common.append(each)
    return common


def _title(one: Journey) -> str:
    if not one.passings:
        return f"{one.cases:,} cases of {one.system}, too different for a map"
    most = one.passings[0]
    slow = max(one.passings, key=lambda each: (each.hours, each.source))
    return (
        f"{one.cases:,} cases of {one.system}: most often “{most.source}” is followed by "
        f"“{most.target}”; the longest wait, {long(slow.hours)} in the middle, is from "
        f"“{slow.source}” to “{slow.target}”"
    )
