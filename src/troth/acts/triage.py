"""What we said and nobody has said yes or no to yet, as few questions as it can be asked in.

The same promise said in several places, in the same words or in others, is one question
(`text.rewording`); so is one form of words with which many people were each promised a thing of
their own by a day. It is only proposed: every wording is shown with its place. What says again
what is confirmed already is asked as such, and what says again what was refused comes last.

Sections: firm; on a condition; soft; in papers for our own people; refused before. In each those
that bind us to most people come first, then what is due soonest, then what can be measured,
then what stands in most places, then the newest.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from troth.acts.opening import Workspace
from troth.errors import UnknownNameError
from troth.ledger import directory, promises
from troth.model.evidence import Evidence
from troth.model.promise import LIVE, Promise
from troth.model.section import SECTIONS, Section
from troth.model.units import DAY_US
from troth.patterns import later
from troth.text.audience import for_ourselves
from troth.text.parties import parties
from troth.text.quantities import quantities
from troth.text.rewording import folded, reworded

_NUMBER = later(r"\d+")


@dataclass(frozen=True, slots=True)
class Place:
    """Where one wording stands: the path of a document, or "message", and since when."""

    promise: str
    record: str | None
    path: str
    at_us: int


@dataclass(frozen=True, slots=True)
class Wording:
    """One way it was put, and everywhere it was put so, the newest first."""

    words: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """One question: candidates that one yes or no is for, the leading one first.

    `bundles` are those of them that become one promise each: mostly one bundle; several where
    people were each promised their own thing in one form of words. `known` is the promise that is
    confirmed already and said again here. `people` counts those they were said to; `to_all` is
    true where they stand in a document or were said to nobody in particular; `concerns` counts
    those whom they bind us to, and is 0 for papers of the house.
    """

    words: str
    bundles: tuple[tuple[Promise, ...], ...]
    wordings: tuple[Wording, ...]
    section: Section
    people: int
    to_all: bool
    concerns: int
    known: Promise | None = None

    @property
    def candidates(self) -> tuple[Promise, ...]:
        """All of them, the leading one first."""
        return tuple(one for bundle in self.bundles for one in bundle)

    @property
    def due_us(self) -> int | None:
        """The soonest day any of them is due."""
        return min((one.due_us for one in self.candidates if one.due_us is not None), default=None)


def triage(
    work: Workspace,
    *,
    path: str | None = None,
    limit: int | None = 20,
    as_of_us: int | None = None,
) -> list[Group]:
    """The groups to say yes or no to: all, or those of one document by its path.

    A promise that opened at once and that nobody has confirmed is asked about as well.
    Raises `UnknownNameError` where no document of that path was added.
    """
    with work.ledger.read() as con:
        found = promises.promises(con, work.index, as_of_us=as_of_us)
        waiting = [one for one in found if one.state == "candidate" or _unconfirmed(one)]
        if path is not None:
            record = _document(work, path)
            waiting = [one for one in waiting if one.record == record]
        known = [one for one in found if one.confirmed and one.state in LIVE and one.words]
        people = directory.owners(con, {one.to for one in waiting if one.to})
        sides = {one.side for one in waiting if not one.to}
        everyone = {side: directory.count_people(con, side=side) for side in sides}
    papers = work.index.records({one.record for one in [*waiting, *known] if one.record})
    house = frozenset(id for id, paper in papers.items() if _of_the_house(work, paper))
    asking = _Asking(papers, house, people, everyone, _refused(found))
    groups = [asking.group(bundles) for bundles in _questions([*waiting, *known], papers)]
    return sorted((each for each in groups if each), key=_weight)[:limit]


def _unconfirmed(one: Promise) -> bool:
    return one.state == "open" and not one.confirmed


def _document(work: Workspace, path: str) -> str:
    found = work.index.find_document(path)
    if found is None:
        known = [str(one.fields.get("path")) for one in work.index.documents()]
        raise UnknownNameError("document", path, known, advice=f"Add it first:  troth add {path}")
    return found.id


def _refused(found: Iterable[Promise]) -> frozenset[tuple[str | None, str]]:
    return frozenset((one.ours, folded(one.words)) for one in found if one.state == "rejected")


def _questions(
    held: Sequence[Promise], papers: Mapping[str, Evidence]
) -> list[list[list[Promise]]]:
    """The bundles of each question: what is one promise, then what is one form of words."""
    brands = {one.ours for one in held if one.ours}
    apart = [_apart(one, papers, several=len(brands) > 1) for one in held]
    questions: dict[Hashable, list[list[Promise]]] = {}
    for group in reworded([one.words for one in held], apart):
        bundle = [held[at] for at in group]
        first = bundle[0]
        form = (first.ours, first.side, first.firmness, _form(first.words))
        own = first.due_us is not None and first.to is not None
        questions.setdefault(form if own else first.id, []).append(bundle)
    return list(questions.values())


def _apart(one: Promise, papers: Mapping[str, Evidence], *, several: bool) -> Hashable:
    """What makes two promises two, whatever their words: who promised, to whom, by when."""
    paper = papers.get(one.record or "")
    readers = parties(_path(paper).replace("-", " ").replace("_", " ")) if paper else frozenset()
    dated = None if one.due_us is None else (one.to, one.due_us // DAY_US)
    brand = one.ours if several else None
    return brand, one.side, one.firmness, readers, dated, None if one.words else one.id


def _form(words: str) -> str:
    """The words without numbers: "by 3 May" and "by 4 May" are one form."""
    return folded(_NUMBER.sub("#", words))


def _path(paper: Evidence) -> str:
    return str(paper.fields.get("path") or "")


def _of_the_house(work: Workspace, paper: Evidence) -> bool:
    if paper.kind != "document":
        return False
    genre = work.settings.genre(_path(paper)) or paper.fields.get("genre")
    return for_ourselves(paper.text, str(genre) if genre else None)


@dataclass(frozen=True, slots=True)
class _Asking:
    """What is known when a question is put: the records, who is who, and what was refused."""

    papers: Mapping[str, Evidence]
    house: frozenset[str]
    people: Mapping[str, str]
    everyone: Mapping[str | None, int]
    refused: frozenset[tuple[str | None, str]]

    def group(self, bundles: list[list[Promise]]) -> Group | None:
        """The question that these bundles make; None where nothing of them waits."""
        known = [one for bundle in bundles for one in bundle if one.confirmed]
        left = [[one for one in bundle if not one.confirmed] for bundle in bundles]
        ordered = [tuple(sorted(bundle, key=self._leading)) for bundle in left if bundle]
        if not ordered:
            return None
        ordered.sort(key=lambda bundle: self._leading(bundle[0]))
        flat = [one for bundle in ordered for one in bundle]
        said_to = {self.people.get(one.to, one.to) for one in flat if one.to}
        public = [one for one in flat if not one.to and one.record not in self.house]
        everyone = max((max(1, self.everyone.get(one.side, 0)) for one in public), default=0)
        return Group(
            words=flat[0].words,
            bundles=tuple(ordered),
            wordings=self._wordings(flat),
            section=self._section(flat),
            people=len(said_to),
            to_all=any(not one.to for one in flat),
            concerns=max(everyone, len(said_to)),
            known=min(known, key=lambda one: (one.born_us, one.id)) if known else None,
        )

    def _leading(self, one: Promise) -> tuple[bool, bool, bool, int, str]:
        """What was said to everybody leads, in public first, then what is measured, the newest."""
        private = one.record in self.house
        return one.to is not None, private, not _measured(one.words), -one.born_us, one.id

    def _section(self, flat: Sequence[Promise]) -> Section:
        if all((one.ours, folded(one.words)) in self.refused for one in flat):
            return "refused"
        if all(one.record in self.house for one in flat):
            return "house"
        if all(one.firmness == "soft" for one in flat):
            return "soft"
        return "conditional" if all(one.kind == "conditional" for one in flat) else "firm"

    def _wordings(self, flat: Sequence[Promise]) -> tuple[Wording, ...]:
        said: dict[str, list[Promise]] = {}
        for one in flat:
            said.setdefault(folded(one.words), []).append(one)
        return tuple(
            Wording(held[0].words, tuple(self._place(one) for one in held))
            for held in said.values()
        )

    def _place(self, one: Promise) -> Place:
        paper = self.papers.get(one.record or "")
        where = (_path(paper) or paper.kind) if paper else "noted by hand"
        return Place(one.id, one.record, where, one.born_us)


def _measured(words: str) -> bool:
    held = quantities(words)
    return bool(held.durations or held.periods or held.sums or held.shares or held.open)


def _weight(group: Group) -> tuple[int, int, bool, int, bool, int, int, str]:
    first = group.candidates[0]
    return (
        list(SECTIONS).index(group.section),
        -group.concerns,
        group.due_us is None,
        group.due_us or 0,
        not _measured(group.words),
        -len({place.record for each in group.wordings for place in each.places}),
        -first.born_us,
        first.id,
    )
