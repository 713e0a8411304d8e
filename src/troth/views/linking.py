"""Which of our promises does a customer mean? Proposed by likeness, judged, decided by people.

Promises to the same person come first, then those to all or to her side; what was made after she
wrote cannot be what she means, unless it stands in a document, whose day may be that of another
version. Nothing is tied to a promise before a person says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from troth.documents.quoting import quoted
from troth.ledger.promises import promise
from troth.ledger.sayings import sayings
from troth.ledger.theirs import MISHEARD, Theirs, newest_theirs, theirs
from troth.model.evidence import Evidence
from troth.model.person import Person
from troth.model.promise import Promise
from troth.model.saying import Saying
from troth.model.units import DAY_US
from troth.text.believing import Relation, believe, nearness
from troth.text.hers import Claim, claim
from troth.text.proposing import PERHAPS, Pool, pool
from troth.views.reading import Reading

SAME_PERSON = 0.3
SAME_TALK = 0.2


@dataclass(frozen=True, slots=True)
class Link:
    """One saying of a customer, and the promise she may mean.

    `decided` is true where a person said so; `relation` is None where nobody judged it, `late`
    where our words stand in a document that is younger than hers. Without a promise: `added`
    where a person said that nobody here promised it, and `perhaps` where something of ours is
    near and cannot be told to be the same.
    """

    saying: Saying
    words: str
    claim: Claim
    person: str | None
    promise: Promise | None = None
    relation: Relation | None = None
    why: str | None = None
    decided: bool = False
    late: bool = False
    added: bool = False
    perhaps: bool = False
    entry: int | None = None


def links(reading: Reading) -> tuple[Link, ...]:
    """Every saying of a customer on a promise, by time; worked out once for each state."""
    state = (reading.state, newest_theirs(reading.con))
    return reading.held.of("links", state, lambda: tuple(_links(reading)))


def decisions(reading: Reading) -> Theirs:
    """What people decided, until now."""
    state = (reading.state, newest_theirs(reading.con))
    return reading.held.of("theirs", state, lambda: theirs(reading.con))


def _links(reading: Reading) -> Iterator[Link]:
    said = sayings(reading.con, voice="customer", index=reading.index)
    if not said:
        return
    records = reading.index.records({one.record for one in said})
    people = reading.people(one.by for one in said)
    known = decisions(reading)
    promised = _Promised(reading, records)
    for one in said:
        record, decided = records[one.record], known.decided.get(one.id)
        if decided is not None and decided.none == MISHEARD:
            continue
        words = quoted(record, one.span)
        told = claim(words, tuple(filter(None, (one.ours, reading.settings.company))))
        person = people.get(one.by or "")
        hers = Link(one, words, told, person.id if person else one.by)
        yield promised.link(hers, record, person, known)


class _Promised:
    """Our promises, by whom they were made to and by the words in them."""

    def __init__(self, reading: Reading, records: Mapping[str, Evidence]) -> None:
        found = [one for one in reading.promises if one.state != "rejected" and one.words]
        self.by_id = {one.id: one for one in reading.promises}
        self.reading = reading
        to_one = [one for one in found if one.to is not None]
        people = reading.people(one.to for one in to_one)
        self.to: dict[str, list[Promise]] = {}
        for one in to_one:
            owner = people.get(one.to or "")
            self.to.setdefault(owner.id if owner else str(one.to), []).append(one)
        self.to_all: dict[str, list[Promise]] = {}
        for one in found:
            if one.to is None:
                self.to_all.setdefault(one.words, []).append(one)
        self.pool: Pool = pool(self.to_all)
        held = {one.record for one in found if one.record}
        self.records = {**reading.index.records(held), **records}

    def link(self, hers: Link, record: Evidence, person: Person | None, known: Theirs) -> Link:
        """The saying with the promise that a person tied it to, or the one that is proposed."""
        decided = known.decided.get(hers.saying.id)
        if decided is not None and decided.promise is not None:
            one = self._stands(decided.promise)
            read = believe(hers.claim, one.words, said_us=one.born_us) if one else None
            why = read.why if read and read.relation == decided.relation else None
            return _with(hers, one, decided.relation, why=why, decided=True, entry=decided.entry)
        if decided is not None:
            return _with(hers, None, None, decided=True, added=True, entry=decided.entry)
        near = [
            pair
            for pair in self._near(hers, record, person)
            if (hers.saying.id, pair[1].id) not in known.apart
        ]
        if not near:
            return hers
        best = max(near, key=lambda pair: (pair[0], pair[1].born_us, pair[1].id))[1]
        belief = believe(hers.claim, best.words, said_us=best.born_us)
        if belief.relation == "apart":
            return _with(hers, None, None, perhaps=True)
        late = best.born_us > hers.saying.at_us + DAY_US
        return _with(hers, best, belief.relation, why=belief.why, late=late)

    def _stands(self, id: str) -> Promise | None:
        return self.by_id.get(id) or promise(self.reading.con, self.reading.index, id)

    def _near(
        self, hers: Link, record: Evidence, person: Person | None
    ) -> Iterator[tuple[float, Promise]]:
        said = hers.saying
        for one in self.to.get(hers.person or "", ()):
            if one.born_us <= said.at_us and _brand(one, said):
                yield from self._to_her(hers, record, one)
        for score, number in self.pool.near(hers.claim, PERHAPS):
            side = said.side or (person.side if person else None)
            fitting = [
                one
                for one in self.to_all[self.pool.texts[number]]
                if _brand(one, said)
                and (one.side is None or side is None or one.side == side)
                and (one.born_us <= said.at_us or self._in_document(one))
            ]
            earlier = [one for one in fitting if one.born_us <= said.at_us]
            if fitting:
                chosen = max(earlier or fitting, key=_newest)
                yield score, chosen

    def _to_her(
        self, hers: Link, record: Evidence, one: Promise
    ) -> Iterator[tuple[float, Promise]]:
        score = nearness(hers.claim, one.words)
        ours = self.records.get(one.record or "")
        same_talk = bool(ours and ours.thread and ours.thread == record.thread)
        if score >= PERHAPS or (same_talk and score >= 0.7):
            yield score + SAME_PERSON + (SAME_TALK if same_talk else 0.0), one

    def _in_document(self, one: Promise) -> bool:
        record = self.records.get(one.record or "")
        return record is not None and record.kind == "document"


def _newest(one: Promise) -> tuple[bool, int, str]:
    return one.confirmed, one.born_us, one.id


def _brand(one: Promise, said: Saying) -> bool:
    return one.ours is None or said.ours is None or one.ours == said.ours


def _with(hers: Link, promise: Promise | None, relation: str | None, **more: object) -> Link:
    given: dict[str, object] = {"promise": promise, "relation": relation, **more}
    return replace(hers, **given)  # type: ignore[arg-type]
