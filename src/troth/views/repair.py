"""What did we break, and what was done about it since? Each repair with its steps, and how long they take.

Counted besides: how long nothing was said to her, and how often she has told us since. What records
seem to show of a step is proposed beside it, and stays a proposal until a person notes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from troth.ledger import entries
from troth.ledger.repairs import repairs
from troth.model.evidence import Evidence
from troth.model.person import Person
from troth.model.promise import Promise
from troth.model.repair import OVER, WAY, Repair, RepairStep
from troth.text.amends import concerns, hers, ours
from troth.text.apologising import apologising
from troth.text.followed import Followed, followed
from troth.views.pace import Fair, Pace, fair, pace
from troth.views.reading import Reading
from troth.views.when import DAY, stretch
from troth.views.who import called

LONGEST = 400
STAGES: Mapping[str, str] = {
    "broken": "broken, and nothing said",
    "acknowledged": "she was told that we know",
    "heard": "she has told us what it did to her",
    "owned": "owned",
    "offered": "something was offered",
    "made-whole": "made whole, and not yet confirmed by her",
    "confirmed": "confirmed by her, and watched",
    "repaired": "repaired",
    "released": "she let us off, or we took it back",
    "unbroken": "not broken after all",
}
SAYS: Mapping[str, str] = {
    "broken": "broken",
    "late": "done too late",
    "partly": "done only in part",
    "overdue": "past its day, and nobody has said what became of it",
    "told": "she told us of it",
    "recurred": "broken again while the repair was watched",
    "kept": "kept after all",
    "released": "let off",
    "acknowledged": "we told her that we know",
    "heard": "she told us what it did to her",
    "owned": "we said that it was ours",
    "offered": "we offered something",
    "accepted": "she accepted the offer",
    "declined": "she did not accept the offer",
    "made-whole": "what was offered is done",
    "confirmed": "she says that it is right",
    "reopened": "opened again",
    "justice": "she answered one of three questions",
}
"""Each step and happening in words."""


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
class Proposed:
    """A step that a record may show; a person has to note it."""

    step: str
    says: str
    quote: str
    evidence: str
    at: str


@dataclass(frozen=True, slots=True)
class RepairLine:
    """One repair: what was broken, for whom, where it stands, the silence, and every step.

    `silent_days` counts from the break to our first word about it, or to now (`silent`); `told` is
    how often she has written to us of it since. `ratio` is the offer as a share of her loss.
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
        days = "less than a day" if self.silent_days < 1 else stretch(self.silent_days * DAY)
        said = f"nothing said for {days}" if self.silent else f"first word after {days}"
        if not self.told:
            return said
        often = "once" if self.told == 1 else f"{self.told} times"
        return f"{said}; she told us {often} since"


@dataclass(frozen=True, slots=True)
class Repairs:
    """The list: what is open, the oldest first, what is watched, how long steps take, how fair it was.

    `unsure` counts promises past their day that nobody has confirmed; they are in no line.
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
    shown = [one for one in made if one.sure or about is not None]
    held = lines_of(shown, reading)
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
            context = _Context(one, person, promised.get(one.promise or ""), reading)
            noted = [each.at_us for each in answers if each.target in context.targets]
            found.append(_line(context, noted))
    return tuple(found)


def _people(made: Iterable[Repair], reading: Reading) -> list[Person]:
    found = (reading.person(id) for id in {one.person for one in made})
    return [one for one in found if one is not None]


def _promises(made: Iterable[Repair], reading: Reading) -> dict[str, Promise]:
    wanted = {one.promise for one in made if one.promise}
    return {one.id: one for one in reading.opened if one.id in wanted} if wanted else {}


class _Context:
    """What one line is made from: the repair, its words, and all that was said since."""

    def __init__(
        self, repair: Repair, person: Person, promise: Promise | None, reading: Reading
    ) -> None:
        self.repair, self.person, self.promise, self.reading = repair, person, promise, reading
        id = promise.record if promise else repair.about
        self.record = reading.record(id) if id and id.startswith("e-") else None
        self.words = promise.words if promise else self.record.text if self.record else ""
        self.later = tuple(self._later())
        self.followed: Followed = followed(self.words, map(self._row, self.later))

    @property
    def targets(self) -> set[str]:
        """What an answer that stands in no record may be noted upon."""
        thread = self.record.thread if self.record else None
        return {self.person.id, *self.person.handles, *([thread] if thread else [])}

    def _later(self) -> list[Evidence]:
        index, record = self.reading.index, self.record
        found = {
            one.id: one
            for one in index.of_handles(self.person.handles, limit=None, kinds=("message",))
        }
        if record is not None and record.thread is not None:
            thread = index.thread(record.system, record.thread)
            found.update({one.id: one for one in thread if one.kind == "message"})
        since, until = self.repair.broken_us, self.reading.as_of_us
        held = (one for one in found.values() if since <= one.at_us <= until)
        own = record.id if record else None
        return sorted((one for one in held if one.id != own), key=lambda one: (one.at_us, one.id))

    def from_us(self, one: Evidence) -> bool:
        """Whether a message is ours."""
        return one.fields.get("direction") == "out"

    def same_talk(self, one: Evidence) -> bool:
        """Whether a message stands in the conversation of what was broken."""
        record = self.record
        if record is None or record.thread is None:
            return False
        return (one.system, one.thread) == (record.system, record.thread)

    def _row(self, one: Evidence) -> dict[str, Any]:
        text = "" if one.fields.get("automatic") else one.text
        return {
            "later": one.id,
            "later_us": one.at_us,
            "later_text": text,
            "from_us": self.from_us(one),
            "same_talk": int(self.same_talk(one)),
        }


def _line(context: _Context, noted: Iterable[int]) -> RepairLine:
    one, reading = context.repair, context.reading
    clock = reading.clock
    first = _first_word(context, noted)
    offer = one.offer
    end = reading.end_us if first is None else first
    return RepairLine(
        about=one.about,
        promise=one.promise,
        person=context.person,
        words=_short(context.words),
        stage=one.stage,
        says=STAGES[one.stage],
        how=one.how,
        how_says=SAYS[one.how],
        broken_us=one.broken_us,
        broken=clock.day(one.broken_us),
        sure=one.sure,
        open=one.open,
        silent=first is None,
        silent_days=max(0, end - one.broken_us) // DAY,
        told=len(context.followed.told),
        hers=tuple(_short(row["later_text"]) for row in context.followed.told[-2:]),
        steps=tuple(_step(step, reading) for step in one.steps),
        missing=tuple(SAYS[name] for name in WAY[1:] if name not in one.reached)
        if one.open
        else (),
        proposed=tuple(_proposed(context)) if one.open else (),
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


def _first_word(context: _Context, noted: Iterable[int]) -> int | None:
    """When we first said anything about it: as records, notes of answers, or steps show."""
    one = context.repair
    said = [one.reached[name] for name in ("acknowledged", "owned", "offered") if name in one.reached]
    said += [at for at in noted if at >= one.broken_us]
    if context.followed.answered is not None:
        said.append(context.followed.answered["later_us"])
    return min(said, default=None)


def _step(step: RepairStep, reading: Reading) -> StepLine:
    said = SAYS.get(step.name, step.name)
    return StepLine(
        step.name,
        said if step.counts else f"{said} (does not count: nothing of hers shows it)",
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
        ratio = f", {offer.ratio:.0%} of what she lost" if offer.ratio is not None else ""
        parts.append(f"worth {worth}{ratio}")
    answer = {True: "accepted", False: "not accepted", None: "no answer yet"}[offer.accepted]
    return "; ".join([*parts, answer])


def _proposed(context: _Context) -> Iterable[Proposed]:
    """For each step that is not noted, the first record of ours or the last of hers that may show it."""
    one, clock = context.repair, context.reading.clock
    found: dict[str, tuple[Evidence, str]] = {}
    for record in context.later:
        text = record.text
        if record.fields.get("automatic") or not _about(context, record):
            continue
        from_us = context.from_us(record)
        signs = ours(text) if from_us else hers(text, offered=one.offer is not None)
        for sign in signs:
            if from_us:
                found.setdefault(sign.step, (record, sign.span.of(text)))
            else:
                found[sign.step] = (record, sign.span.of(text))
    done = {*one.reached, *({"accepted"} if one.offer and one.offer.accepted else ())}
    for step in (*WAY, "accepted", "released"):
        if step in found and step not in done:
            record, quote = found[step]
            at = clock.moment(record.at_us, record.precision)
            yield Proposed(step, SAYS[step], _short(quote), record.id, at)


def _about(context: _Context, record: Evidence) -> bool:
    if context.same_talk(record) or concerns(context.words, record.text):
        return True
    return context.from_us(record) and apologising(record.text).answer == "apology"


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1].rstrip() + "…"


def name_of(line: RepairLine) -> str:
    """What to call the person of a line."""
    return called(line.person)
