"""What did we break, and what was done about it since? Each repair with its steps, and how long they take.

Counted besides: how long nothing was said to her, and how often she has told us since. What records
seem to show of a step is proposed beside it, and stays a proposal until a person notes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from troth.ledger import entries
from troth.ledger.repairs import repairs
from troth.model.person import Person
from troth.model.promise import Promise
from troth.model.repair import OVER, WAY, Repair, RepairStep
from troth.model.units import DAY_US
from troth.text.amending import QUESTIONS
from troth.views.pace import Fair, Pace, fair, pace
from troth.views.reading import Reading
from troth.views.since import SAYS, Proposed, Since, first_word, proposed, short
from troth.views.when import stretch

DOUBTFUL = 200
"""Of promises past their day that nobody has confirmed, the newest so many are read."""
STAGES: Mapping[str, str] = {
    "broken": "broken, and nothing said",
    "acknowledged": "they were told that we know",
    "heard": "they have told us what it did to them",
    "owned": "owned",
    "offered": "something was offered",
    "made-whole": "made whole, and not yet confirmed by them",
    "confirmed": "confirmed by them, and watched",
    "repaired": "repaired",
    "released": "they let us off, or we took it back",
    "unbroken": "not broken after all",
}


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step as it is shown: when, who noted it, and what shows it."""

    name: str
    says: str
    at: str
    who: str
    evidence: str | None
    reason: str | None
    counts: bool
    entry: int | None


@dataclass(frozen=True, slots=True)
class RepairLine:
    """One repair: what was broken, for whom, where it stands, the silence, and every step.

    `silent_days` counts from the break to our first word about it, or to now (`silent`); `told` is
    how often she has written to us of it since. `settled` says that words since tell of a passed day
    that it was done after all. `ratio` is the offer as a share of her loss.
    """

    about: str
    promise: str | None
    person: Person
    words: str
    stage: str
    says: str
    how: str
    how_says: str
    broken_us: int
    broken: str
    sure: bool
    open: bool
    settled: bool
    silent: bool
    silent_days: int
    told: int
    hers: tuple[str, ...]
    steps: tuple[StepLine, ...]
    missing: tuple[str, ...]
    proposed: tuple[Proposed, ...]
    offer: str | None
    offered: str | None
    offer_due_us: int | None
    ratio: float | None
    accepted: bool | None
    times: int
    recurred: int
    watched: str | None
    fairness: tuple[tuple[str, str], ...]

    @property
    def silence(self) -> str:
        """How long nothing was said, and how often she told us, in words."""
        if self.settled:
            return "what was written since says that it was done; nobody has marked it"
        days = "less than a day" if self.silent_days < 1 else stretch(self.silent_days * DAY_US)
        said = f"nothing said for {days}" if self.silent else f"first word after {days}"
        if not self.told:
            return said
        often = {1: "once", 2: "twice"}.get(self.told, f"{self.told} times")
        return f"{said}; they told us {often} since"


@dataclass(frozen=True, slots=True)
class Repairs:
    """The list: what is open, the oldest first, what is watched, how long steps take, how fair it was.

    `unsure` counts promises past their day that are in no line: words since say that they were
    done, or nobody has confirmed them and she has said nothing of them.
    """

    open: tuple[RepairLine, ...]
    watched: tuple[RepairLine, ...]
    over: tuple[RepairLine, ...]
    pace: tuple[Pace, ...]
    fair: tuple[Fair, ...]
    unsure: int

    @property
    def says(self) -> str:
        """The answer in a sentence."""
        n = len(self.open)
        if not n:
            return "No repair is open."
        silent = sum(one.silent for one in self.open)
        count = "1 repair is open" if n == 1 else f"{n} repairs are open"
        if not silent:
            return f"{count}; all of these people have heard from us."
        return f"{count}; of {silent} we have said nothing to the person yet."


def repair_page(reading: Reading, about: str | None = None) -> Repairs:
    """All repairs, or those about one promise or record."""
    made = repairs(reading.con, reading.index, now_us=reading.as_of_us, about=about)
    sure = [one for one in made if one.sure or about is not None]
    maybe = [one for one in made if not one.sure and about is None]
    told = [line for line in lines_of(maybe[-DOUBTFUL:], reading) if line.told]
    read = [*lines_of(sure, reading), *told]
    lines = [line for line in read if about is not None or not line.settled]
    held = sorted(lines, key=lambda one: (one.broken_us, one.about))
    said = {(line.about, line.person.id) for line in held}
    shown = [one for one in made if (one.about, one.person) in said]
    return Repairs(
        open=tuple(one for one in held if one.open),
        watched=tuple(one for one in held if one.stage == "confirmed"),
        over=tuple(one for one in held if one.stage in OVER),
        pace=pace(shown, reading.as_of_us),
        fair=fair(shown),
        unsure=len(made) - len(shown),
    )


def lines_of(made: Sequence[Repair], reading: Reading) -> tuple[RepairLine, ...]:
    """Repairs with the people named, the words quoted and the records read."""
    people = {one.id: one for one in _people(made, reading)}
    promised = _promises(made, reading)
    answers = entries.entries(reading.con, deed="answered")
    found = []
    for one in made:
        person = people.get(one.person)
        if person is not None and not person.forgotten:
            since = Since(one, person, promised.get(one.promise or ""), reading)
            noted = [each.at_us for each in answers if each.target in since.targets]
            found.append(_line(since, noted))
    return tuple(found)


def _people(made: Iterable[Repair], reading: Reading) -> list[Person]:
    found = (reading.person(id) for id in {one.person for one in made})
    return [one for one in found if one is not None]


def _promises(made: Iterable[Repair], reading: Reading) -> dict[str, Promise]:
    wanted = {one.promise for one in made if one.promise}
    return {one.id: one for one in reading.opened if one.id in wanted} if wanted else {}


def _line(since: Since, noted: Iterable[int]) -> RepairLine:
    one, reading = since.repair, since.reading
    clock = reading.clock
    first = first_word(since, noted)
    offer = one.offer
    end = reading.end_us if first is None else first
    return RepairLine(
        about=one.about,
        promise=one.promise,
        person=since.person,
        words=short(since.words),
        stage=one.stage,
        says=STAGES[one.stage],
        how=one.how,
        how_says=SAYS[one.how],
        broken_us=one.broken_us,
        broken=clock.day(one.broken_us),
        sure=one.sure,
        open=one.open,
        settled=since.settled,
        silent=first is None and not since.settled,
        silent_days=max(0, end - one.broken_us) // DAY_US,
        told=len(since.followed.told),
        hers=tuple(short(row["later_text"]) for row in since.followed.told[-2:]),
        steps=tuple(_step(step, reading) for step in one.steps),
        missing=tuple(SAYS[name] for name in WAY[1:] if name not in one.reached)
        if one.open
        else (),
        proposed=tuple(proposed(since)) if one.open else (),
        offer=_offer(one, reading),
        offered=offer.words if offer else None,
        offer_due_us=offer.due_us if offer else None,
        ratio=offer.ratio if offer else None,
        accepted=offer.accepted if offer else None,
        times=one.times,
        recurred=one.recurred,
        watched=clock.day(one.watched_until_us) if one.watched_until_us is not None else None,
        fairness=tuple((each.item, each.answer) for each in one.fairness),
    )


def _step(step: RepairStep, reading: Reading) -> StepLine:
    said = SAYS.get(step.name, step.name)
    return StepLine(
        step.name,
        said if step.counts else f"{said} (does not count: nothing of theirs shows it)",
        reading.clock.moment(step.at_us),
        step.who,
        step.evidence,
        step.reason,
        step.counts,
        step.entry,
    )


def _offer(one: Repair, reading: Reading) -> str | None:
    offer = one.offer
    if offer is None:
        return None
    parts = [offer.words]
    if offer.due_us is not None:
        parts.append(f"by {reading.clock.day(offer.due_us)}")
    if offer.amount is not None:
        worth = f"{offer.amount:.2f} {offer.currency or ''}".strip()
        ratio = f", {offer.ratio:.0%} of what they lost" if offer.ratio is not None else ""
        parts.append(f"worth {worth}{ratio}")
    answer = {True: "accepted", False: "not accepted", None: "no answer yet"}[offer.accepted]
    return "; ".join([*parts, answer])


NOTED = (
    *("acknowledged", "heard", "owned", "offered", "accepted", "declined", "made-whole"),
    *("confirmed", "released", "reopened", "broken"),
)


def choices() -> dict[str, object]:
    """What a form offers to note: each step in words, and the three questions."""
    return {"steps": [(name, SAYS[name]) for name in NOTED], "questions": [*QUESTIONS.items()]}
