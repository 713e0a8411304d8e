"""A quarter of mornings: whatever was dealt with stays away, and nothing else is ever lost.

Ninety days over one small workspace. Every day somebody begins to need us and somebody no longer
does; people are merged and found to be two again; rows are done, put off, dismissed, marked wrong
and taken back. What should stand on the list is kept apart from troth, in a few lines below.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

import pytest

from tests.acts.office import DAY, NOW, START, message, office
from troth.acts import note, people
from troth.acts.note import Signed
from troth.acts.opening import Workspace
from troth.ledger import directory, runs
from troth.ledger.runs import Run
from troth.model.evidence import Evidence
from troth.model.finding import Cite, Finding, Strength, Subject
from troth.views.held import Held
from troth.views.opening import reading
from troth.views.ordering import causes, who
from troth.views.reading import Reading
from troth.views.today import Row, Today, today, with_it

CUSTOMERS, DAYS, EVERYBODY = 9, 90, 10_000
LENSES = ("unanswered", "silence", "dead-end")
BY_PERSON = "dead-end"
"""This one tells an episode by the first of all handles of the person; the others by its own."""
PAYOUT = "promise-broken"
Key = tuple[str, str]


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    rows = [
        message(n, f"t{n}", START + timedelta(hours=n), f"c{n}@river.example", "Where?")
        for n in range(CUSTOMERS)
    ]
    with office(tmp_path_factory.mktemp("quarter"), rows) as opened:
        yield opened


@dataclass
class Episode:
    """Why somebody needs us, until it is over."""

    lens: str
    anchor: str
    customer: int
    status: str

    @property
    def key(self) -> Key:
        return self.lens, self.anchor


@dataclass
class Said:
    """One thing that was said: of which episodes, and until when it holds."""

    entry: int
    of: set[Key]
    until_us: int
    undone: bool = False


@dataclass
class Quarter:
    """The company as it is, and what its people said."""

    work: Workspace
    chance: Random
    now_us: int = NOW
    live: list[Episode] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    deeds: int = 0
    merged: list[str] = field(default_factory=list)
    parted: int = 0
    held: Held = field(default_factory=Held)

    def __post_init__(self) -> None:
        self.records: list[Evidence] = []
        self.ids: list[str] = []
        with self.work.ledger.read() as con:
            for n in range(CUSTOMERS):
                one = directory.find(con, f"c{n}@river.example")[0]
                self.ids.append(one.id)
                self.records.append(self.work.index.of_handles(one.handles)[0])

    def expected(self) -> set[Key]:
        """What should stand on the list: all that lives, but for what somebody said last of it."""
        last: dict[Key, Said] = {}
        for said in self.said:
            if not said.undone:
                last |= dict.fromkeys(said.of, said)
        hidden = {key for key, said in last.items() if said.until_us > self.now_us}
        return {one.key for one in self.live} - hidden

    def morning(self, day: int) -> None:
        self.now_us = NOW + day * DAY
        self.live = [one for one in self.live if self.chance.random() > 0.06]
        for n in range(self.chance.choice((0, 1, 1, 2))):
            lens = self.chance.choice(LENSES)
            customer = self.chance.randrange(CUSTOMERS)
            status = self.chance.choice(("speaks", "speaks", "unsure"))
            self.live.append(Episode(lens, f"{day}-{n}", customer, status))
        if self.chance.random() < 0.1:
            held = self.chance.sample(range(CUSTOMERS), 3)
            self.live += [Episode(PAYOUT, f"payout of {day}", one, "speaks") for one in held]
        self.join_or_part()
        self.seal()

    def join_or_part(self) -> None:
        by = Signed("ana", self.now_us)
        if self.merged and self.chance.random() < 0.15:
            people.unmerge(self.work, self.merged.pop(), by)
            self.parted += 1
        elif self.chance.random() < 0.15:
            one, two = self.chance.sample(self.ids, 2)
            with self.work.ledger.read() as con:
                root, into = (directory.the_person(con, each).id for each in (one, two))
            if root != into:
                people.merge(self.work, root, into, by)
                self.merged.append(root)

    def seal(self) -> None:
        with self.work.ledger.begin() as con:
            ahead = runs.horizon(con)
            own = [str(self.records[one.customer].by) for one in self.live]
            known = directory.by_handles(con, own)
            found = {}
            for one, handle in zip(self.live, own, strict=True):
                told = min(known[handle].handles) if one.lens == BY_PERSON else handle
                made = self.finding(one, told)
                found[made.id] = made
            run = Run("", self.now_us, ahead.generation, ahead.last_entry)
            runs.seal(con, run, found.values())

    def finding(self, one: Episode, handle: str) -> Finding:
        record = self.records[one.customer]
        return Finding(
            lens=one.lens,
            subject=Subject("person", handle),
            anchor=one.anchor,
            says="{subject} waits.",
            strength=Strength("rule", 1, "messages", "by hand"),
            cites=(Cite(record.id, record.version),),
            next="Answer.",
            would_change="An answer.",
            since_us=record.at_us,
            status=one.status,  # type: ignore[arg-type]
            group=one.anchor if one.lens == PAYOUT else None,
        )

    def reading(self) -> AbstractContextManager[Reading]:
        place = self.work
        return reading(place.ledger, place.index, place.settings, self.now_us, held=self.held)

    def page(self) -> Today:
        """The list, which holds all that it should, each person and each cause once."""
        with self.reading() as read:
            page = today(read, limit=EVERYBODY)
            expected = self.expected()
            here = [
                (one, person)
                for one in read.findings
                if (one.lens, one.anchor) in expected
                and (person := read.subjects[one.subject.id]) is not None
            ]
            wanted = causes(here)
        told = {(reason.lens, reason.anchor) for row in page.rows for reason in row.reasons}
        assert not told - expected, "what was dealt with came back"
        assert len(page.rows) == len(wanted)
        assert sorted(sorted(dict(row.people)) for row in page.rows) == sorted(
            sorted({who(pair) for pair in cause}) for cause in wanted
        ), "somebody was lost"
        counted = sum(row.more + len(row.reasons) for row in page.rows if not row.cause)
        alone = [cause for cause in wanted if len({who(pair) for pair in cause}) == 1]
        assert counted == sum(map(len, alone)), "a reason was lost"
        return page

    def act(self, row: Row) -> None:
        """Somebody says something of a row, as its buttons do."""
        by = Signed("ana", self.now_us)
        deed = self.chance.choice(("done", "snooze", "dismiss", "wrong"))
        id = row.main.id
        with self.reading() as read:
            also = with_it(read, id, deed)
            held = [
                (one, read.subjects[one.subject.id])
                for one in read.findings
                if (one.lens, one.anchor) in self.expected()
            ]
            (mine,) = (cause for cause in causes(held) if any(one.id == id for one, _ in cause))
        until = self.now_us + self.chance.randrange(1, 20) * DAY
        if deed == "done":
            entry = note.done(self.work, id, by, reason="answered by telephone", also=also)
        elif deed == "snooze":
            entry = note.snooze(self.work, id, until, by, also=also)
        elif deed == "dismiss":
            entry = note.dismiss(self.work, id, "a friend of the house", by, also=also)
        else:
            entry = note.wrong(self.work, id, "a thank-you", by, also=also)
        shown = {(one.lens, one.anchor) for one in row.reasons}
        main = (row.main.lens, row.main.anchor)
        of = shown
        if deed == "snooze":
            of = {(one.lens, one.anchor) for one, _ in mine}
        elif deed == "wrong":
            of = {main}
        self.said.append(Said(entry.id, of, until if deed == "snooze" else 2**62))
        self.deeds += 1

    def take_back(self) -> None:
        said = self.chance.choice(self.said)
        if not said.undone:
            note.undo(self.work, said.entry, Signed("tom", self.now_us))
            said.undone = True


def test_what_was_dealt_with_stays_away_and_nothing_else_is_lost(work: Workspace) -> None:
    quarter = Quarter(work, Random(7))
    for day in range(DAYS):
        quarter.morning(day)
        page = quarter.page()
        if page.rows:
            quarter.act(quarter.chance.choice(page.rows))
        if quarter.said and quarter.chance.random() < 0.1:
            quarter.take_back()
        if day % 5 == 0:
            quarter.page()
    assert quarter.deeds > 60
    assert quarter.parted > 0
