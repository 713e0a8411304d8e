"""What was said since something broke: our first word about it, hers, and what of it may be a step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from troth.model.evidence import Evidence
from troth.model.person import Person
from troth.model.promise import Promise
from troth.model.repair import WAY, Repair
from troth.text.amends import concerns, hers, ours
from troth.text.apologising import apologising
from troth.text.followed import Followed, followed
from troth.views.later_said import from_us, later_row, later_said, outcome, same_talk
from troth.views.reading import Reading
from troth.views.telling import shortened

LONGEST = 400
SAYS: Mapping[str, str] = {
    "broken": "broken",
    "late": "done too late",
    "partly": "done only in part",
    "overdue": "past its day, and nobody has said what became of it",
    "told": "they told us of it",
    "recurred": "broken again while the repair was watched",
    "kept": "kept after all",
    "released": "let off",
    "acknowledged": "we told them that we know",
    "heard": "they told us what it did to them",
    "owned": "we said that it was ours",
    "offered": "we offered something",
    "accepted": "they accepted the offer",
    "declined": "they did not accept the offer",
    "made-whole": "what was offered is done",
    "confirmed": "they say that it is right",
    "reopened": "opened again",
    "justice": "they answered one of three questions",
}
"""Each step and happening in words."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A step that a record may show; a person has to note it."""

    step: str
    says: str
    quote: str
    evidence: str
    at: str


class Since:
    """What one line is made from: the repair, its words, and all that was said since."""

    def __init__(
        self, repair: Repair, person: Person, promise: Promise | None, reading: Reading
    ) -> None:
        self.repair, self.person, self.promise, self.reading = repair, person, promise, reading
        id = promise.record if promise else repair.about
        self.record = reading.record(id) if id and id.startswith("e-") else None
        self.words = promise.words if promise else self.record.text if self.record else ""
        self.later = tuple(self._later())
        self.followed: Followed = followed(self.words, self._rows(), repair.broken_us)

    @property
    def settled(self) -> bool:
        """Whether words since settle a promise whose day merely passed, as `promise-overdue` reads them.

        One of whose passed day she has told us was broken, whatever was done afterwards.
        """
        if self.repair.how != "overdue" or self.followed.told:
            return False
        return outcome(self.words, self.repair.broken_us, self._rows()).settled

    @property
    def targets(self) -> set[str]:
        """What an answer that stands in no record may be noted upon."""
        thread = self.record.thread if self.record else None
        return {self.person.id, *self.person.handles, *([thread] if thread else [])}

    def _later(self) -> list[Evidence]:
        reading, handles = self.reading, self.person.handles
        since = min(
            self.repair.broken_us, self.promise.born_us if self.promise else self.repair.broken_us
        )
        return later_said(reading.index, self.record, handles, since, reading.as_of_us)

    def _rows(self) -> Iterator[dict[str, Any]]:
        return (later_row(self.record, one) for one in self.later)


def first_word(since: Since, noted: Iterable[int]) -> int | None:
    """When we first said anything about it: as records, notes of answers, or steps show."""
    one = since.repair
    said = [
        one.reached[name] for name in ("acknowledged", "owned", "offered") if name in one.reached
    ]
    said += [at for at in noted if at >= one.broken_us]
    if since.followed.answered is not None:
        said.append(since.followed.answered["later_us"])
    return min(said, default=None)


def proposed(since: Since) -> Iterator[Proposed]:
    """For each step that is not noted, the first record of ours or the last of hers that may show it."""
    one, clock = since.repair, since.reading.clock
    found: dict[str, tuple[Evidence, str]] = {}
    for record in since.later:
        text = record.text
        if record.fields.get("automatic") or not _about(since, record):
            continue
        said = from_us(record)
        signs = ours(text) if said else hers(text, offered=one.offer is not None)
        for sign in signs:
            if said:
                found.setdefault(sign.step, (record, sign.span.of(text)))
            else:
                found[sign.step] = (record, sign.span.of(text))
    done = {*one.reached, *({"accepted"} if one.offer and one.offer.accepted else ())}
    for step in (*WAY, "accepted", "released"):
        if step in found and step not in done:
            record, quote = found[step]
            at = clock.moment(record.at_us, record.precision)
            yield Proposed(step, SAYS[step], short(quote), record.id, at)


def _about(since: Since, record: Evidence) -> bool:
    if same_talk(since.record, record) or concerns(since.words, record.text):
        return True
    return from_us(record) and apologising(record.text).answer == "apology"


def short(text: str) -> str:
    """The beginning of what was written, in one line."""
    return shortened(" ".join(text.split()), LONGEST)
