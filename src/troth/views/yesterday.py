"""What changed on Today since the day before: who is new, who was dealt with, who needs us no more."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time

from troth.ledger import entries, runs
from troth.ledger.runs import Run
from troth.views.reading import Reading
from troth.views.standing import ASIDE, UNDO, Standing, standing_of, standings


@dataclass(frozen=True, slots=True)
class Changed:
    """How many people came and went since the last look before this day, and when that was.

    `dealt` were put aside by people; of the others that are gone the records say that it is over.
    """

    since: str
    new: int
    dealt: int
    over: int

    @property
    def says(self) -> str:
        """In one line: "Since yesterday: 3 new, 2 dealt with, 1 over by itself."."""
        counts = ((self.new, "new"), (self.dealt, "dealt with"), (self.over, "no longer waiting"))
        told = [f"{n} {word}" for n, word in counts if n]
        return (
            f"Since {self.since}: {', '.join(told)}." if told else f"Nobody new since {self.since}."
        )


def since_yesterday(reading: Reading, now: Collection[str]) -> Changed | None:
    """Who is on the list `now` and was not, and the other way round; None where nobody looked before."""
    midnight = _midnight(reading)
    kept = reading.held
    key = (reading.run and reading.run.id, reading.state.run, midnight)
    before = kept.of("before", key, lambda: _run_before(reading, midnight))
    if before is None:
        return None
    state = (before.id, reading.state.aside, reading.state.people, midnight)
    then, since = kept.of("yesterday", state, lambda: _people(reading, before))
    gone = {person for person in then if person not in now}
    dealt = gone & since
    return Changed(_day(reading, before), len(set(now) - then), len(dealt), len(gone - dealt))


def _midnight(reading: Reading) -> int:
    clock = reading.clock
    begins = datetime.combine(clock.date(reading.now_us), time(), clock.tz)
    return int(begins.timestamp() * 1e6)


def _run_before(reading: Reading, at_us: int) -> Run | None:
    """The newest run about now that was sealed before a moment; none for a look at another moment."""
    if reading.run is None or reading.run.looks_back:
        return None
    return runs.sealed_before(reading.con, at_us)


def _people(reading: Reading, before: Run) -> tuple[frozenset[str], frozenset[str]]:
    """Who was on the list of an earlier run, and which of them people have dealt with since."""
    found = [
        one
        for one in runs.findings(reading.con, before.id)
        if one.subject.kind in ("person", "account")
    ]
    known = reading.people(one.subject.id for one in found)
    held = entries.entries(reading.con, deed=(*ASIDE, UNDO))
    at_that_time = standings(one for one in held if one.at_us <= before.at_us)
    listed: set[str] = set()
    dealt: set[str] = set()
    for one in found:
        person = known.get(one.subject.id)
        handles = person.handles if person else ()
        if not _hides(standing_of(one, handles, at_that_time), before.at_us):
            id = person.id if person else one.subject.id
            listed.add(id)
            if _hides(standing_of(one, handles, reading.standings), reading.now_us):
                dealt.add(id)
    return frozenset(listed), frozenset(dealt)


def _hides(standing: Standing | None, at_us: int) -> bool:
    return standing is not None and standing.hides(at_us)


def _day(reading: Reading, before: Run) -> str:
    today = reading.clock.date(reading.now_us)
    days = (today - reading.clock.date(before.at_us)).days
    return "yesterday" if days == 1 else reading.clock.day(before.at_us)
