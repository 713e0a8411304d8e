"""Every lens is graded on the demo world: what it finds of the plants, and what it says falsely.

What is planted stands in docs/demo-world.md. A finding is false when it hits a near miss or
anything that was not planted; an unsure finding counts as a finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from troth.acts import promises as acts
from troth.acts.demo import Built, build
from troth.acts.opening import Workspace, opened
from troth.demo import SEED, Plant
from troth.demo.casework import SIDED
from troth.ledger import directory, promises
from troth.model.finding import Finding
from troth.model.promise import MARKS, STATES

UNTIL = int(datetime(2026, 11, 21, 21, 30, tzinfo=UTC).timestamp()) * 1_000_000
NOW = UNTIL + 5 * 60_000_000
LENSES = (
    "unanswered",
    "promise-overdue",
    "silence",
    "faceless",
    "unbacked-claim",
    "promise-at-risk",
    "promise-broken",
    "added-promise",
    "silent-break",
    "not-made-whole",
    "owed-before-renewal",
    "short-notice",
    "moved-date",
    "breaking-change",
    "downtime",
    "decision-breaks-promise",
    "terms-differ-by-side",
    "worse-side",
    "unheard",
    "returned",
    "champion-gone",
    "level",
    "renewal-at-risk",
    "never-paid-back",
    "bounced",
    "said-so",
    "dead-end",
    "bare-refusal",
    "failure-demand",
    "two-answers",
    "asked-twice",
    "loop",
    "ping-pong",
    "told-us-again",
    "late-to-know",
    "unhappy",
    "happiest",
)
DOCS = Path(__file__).parents[2] / "docs" / "demo-world.md"
FOUND_AT_LEAST = 0.85
FALSE_AT_MOST = 0.10


@dataclass(frozen=True, slots=True)
class Grade:
    """One lens on one world: the plants it missed, and its false findings in words."""

    lens: str
    plants: int
    findings: int
    missed: tuple[str, ...]
    false: tuple[str, ...]
    near: int

    @property
    def recall(self) -> float:
        return 1 - len(self.missed) / self.plants

    @property
    def false_share(self) -> float:
        return len(self.false) / self.findings if self.findings else 0.0

    def line(self) -> str:
        found = self.plants - len(self.missed)
        head = f"{self.lens:23} {found:3} of {self.plants:3} plants ({self.recall:4.0%})"
        return f"{head}   {len(self.false):2} of {self.findings:3} false ({self.false_share:4.0%})"

    def row(self) -> str:
        """Its line in docs/demo-world.md."""
        right, missed = self.plants - len(self.missed), len(self.missed)
        wrong = f"{len(self.false)} of {self.findings}"
        return f"| `{self.lens}` | {right} | {missed} | {wrong} | {self.near} |"

    def told(self) -> str:
        lines = [self.line(), *(f"  missed  {each}" for each in self.missed)]
        return "\n".join([*lines, *(f"  false   {each}" for each in self.false)])


@dataclass(frozen=True, slots=True)
class Hit:
    """Whom or which words a finding is about: ids of people, or a path, a quotation and a title."""

    people: frozenset[str]
    path: str
    quote: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Graded:
    """One world: each lens graded, and the marks of colleagues with the states they led to."""

    lenses: dict[str, Grade]
    marked: tuple[tuple[str, str, frozenset[str]], ...]


def grades(seed: int) -> Graded:
    """All these lenses graded on the world of one seed."""
    with TemporaryDirectory() as folder:
        built = build(Path(folder) / "kestrel", seed=seed, until_us=UNTIL, now_us=NOW)
        with opened(built.home) as work:
            lenses = {lens: _grade(lens, built, work) for lens in LENSES}
            return Graded(lenses, tuple(_marked(built, work)))


def _marked(built: Built, work: Workspace) -> Iterator[tuple[str, str, frozenset[str]]]:
    for deed in built.world.deeds:
        what, _, mark = deed.deed.partition(" ")
        if what == "mark":
            held = acts.listed(work, states=STATES, to=deed.subject)
            yield deed.subject, mark, frozenset(one.state for one in held)


@cache
def first() -> Graded:
    """The grades on the world that everybody sees first."""
    found = grades(SEED)
    print("\n" + "\n".join(grade.told() for grade in found.lenses.values()))
    return found


def _grade(lens: str, built: Built, work: Workspace) -> Grade:
    own = [finding for finding in built.findings if finding.lens == lens]
    hits = [_hit(finding, work) for finding in own]
    people = _people(built, work)
    plants, near = built.world.of(lens, "plant"), built.world.of(lens, "near miss")
    missed = [each for each in plants if not any(_meets(each, hit, people) for hit in hits)]
    false = [
        f"{_why(hit, near, people)}: {finding.says} [{finding.status}] {hit.path} {hit.quote[:90]}"
        for finding, hit in zip(own, hits, strict=True)
        if not any(_meets(each, hit, people) for each in plants)
    ]
    told = (f"{each.subject or each.where}: {each.why}" for each in missed)
    return Grade(lens, len(plants), len(own), tuple(told), tuple(false), len(near))


def _people(built: Built, work: Workspace) -> dict[str, str]:
    addresses = {plant.subject for plant in built.world.plants if plant.subject}
    with work.ledger.read() as con:
        return {address: directory.the_person(con, address).id for address in addresses}


def _meets(plant: Plant, hit: Hit, people: dict[str, str]) -> bool:
    if plant.subject is not None:
        return people[plant.subject] in hit.people
    if hit.path and not hit.path.endswith(plant.where):
        return False
    if plant.words is None:
        return bool(hit.path)
    return _overlap(plant.words, hit.quote) or _overlap(plant.words, hit.title)


def _overlap(words: str, quote: str) -> bool:
    ours, theirs = (" ".join(each.split()).casefold() for each in (words, quote))
    return bool(theirs) and (ours in theirs or theirs in ours)


def _why(hit: Hit, near: tuple[Plant, ...], people: dict[str, str]) -> str:
    missed = next((each for each in near if _meets(each, hit, people)), None)
    return f"near miss ({missed.why})" if missed else "not planted"


def _hit(finding: Finding, work: Workspace) -> Hit:
    cite = finding.cites[0]
    record = work.index.record(cite.evidence)
    text = record.text if record else ""
    quote = cite.span.of(text) if cite.span else text
    if finding.lens == "worse-side":
        return Hit(frozenset(), finding.subject.id, str(finding.data["measure"]))
    if finding.lens in SIDED:
        return Hit(frozenset(), finding.subject.id, "")
    if finding.subject.kind == "document":
        paper = work.index.record(finding.subject.id)
        return Hit(frozenset(), str(paper.fields["path"]) if paper else "", quote)
    title = str(record.fields.get("title") or "") if record else ""
    return Hit(_whom(finding, work), "", quote, title)


def _whom(finding: Finding, work: Workspace) -> frozenset[str]:
    """The person a finding is about, or everybody at its account."""
    with work.ledger.read() as con:
        if finding.subject.kind == "account":
            return frozenset(one.id for one in directory.people_of(con, finding.subject.id))
        handle: str | None = finding.subject.id
        if finding.subject.kind == "promise":
            promise = promises.promise(con, work.index, finding.subject.id)
            handle = promise.to if promise else None
        person = directory.by_handle(con, handle) if handle else None
    return frozenset({person.id} if person else ())


def _fair(grade: Grade) -> None:
    assert grade.recall >= FOUND_AT_LEAST, grade.told()
    assert grade.false_share <= FALSE_AT_MOST, grade.told()


@pytest.mark.parametrize("lens", LENSES)
def test_a_lens_finds_what_is_planted_and_little_else(lens: str) -> None:
    _fair(first().lenses[lens])


@pytest.mark.parametrize("lens", LENSES)
def test_the_docs_tell_the_grade(lens: str) -> None:
    assert first().lenses[lens].row() in DOCS.read_text(encoding="utf-8").splitlines()


def test_what_colleagues_marked_is_how_the_promises_stand() -> None:
    marked = first().marked
    assert {mark for _, mark, _ in marked} == set(MARKS)
    for subject, mark, states in marked:
        assert states == {mark}, subject


@pytest.fixture(scope="module", params=(7, 19991231))
def elsewhere(request: pytest.FixtureRequest) -> Graded:
    found = grades(request.param)
    print("\n" + "\n".join(grade.told() for grade in found.lenses.values()))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("lens", LENSES)
def test_it_does_so_in_worlds_of_other_seeds(lens: str, elsewhere: Graded) -> None:
    _fair(elsewhere.lenses[lens])
