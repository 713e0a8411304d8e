"""What does a lens ask, how does it decide, when is it silent, and how often was it right here?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from troth import registry
from troth.ledger.judged import heeded
from troth.model.card import Proved
from troth.model.example import Example, Sample, Utterance
from troth.views.alarms import SHOWN_BY, Alarms, alarms
from troth.views.outcomes import Outcomes, outcomes
from troth.views.reading import Reading

KINDS: Mapping[str, str] = {
    "sources": "source",
    "recognisers": "recogniser",
    "measures": "measure",
    "lenses": "lens",
    "prose": "document lens",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One example, whatever kind of extension it belongs to."""

    title: str
    verdict: str
    world: str
    as_of: str | None
    says: str | None


@dataclass(frozen=True, slots=True)
class LensPage:
    """An extension as its own text tells it, with what became of its findings here.

    Of the `found` findings of the last run people said something of `answered`, and that they are
    wrong of `wrong`. `came` holds what came of all it ever found, of sure findings and of unsure
    ones, `proved` how often it was right on records that are not ours, and `heeded` who brought it
    back last, and when.
    """

    name: str
    kind: str
    question: str
    status: str
    sections: tuple[tuple[str, str], ...]
    examples: tuple[Shown, ...]
    found: int
    answered: int
    wrong: int
    came: tuple[Outcomes, ...]
    proved: Proved | None
    heeded: str | None
    alarms: Alarms | None = None

    @property
    def steps_back(self) -> bool:
        """Whether some of what it finds is shown last for being mostly dismissed here."""
        return any(one.steps_back for one in self.came)


def lens_page(reading: Reading, name: str) -> LensPage:
    """The page of one extension; UnknownNameError offers near names."""
    folders = reading.settings.lens_folders
    extension = registry.find(name, folders)
    module = registry.load(extension.shelf, name, folders)
    mine = [finding for finding in reading.findings if finding.lens == name]
    marks = [reading.standings[one.id].deed for one in mine if one.id in reading.standings]
    return LensPage(
        name=name,
        kind=KINDS[extension.shelf],
        question=extension.question,
        status=module.CARD.status,
        sections=tuple(extension.sections.items()),
        examples=_examples(module.EXAMPLES),
        found=len(mine),
        answered=len(marks),
        wrong=sum(deed == "wrong" for deed in marks),
        came=tuple(one for (lens, _), one in outcomes(reading).items() if lens == name),
        proved=getattr(module.CARD, "proved", None),
        heeded=_heeded(reading, name),
        alarms=alarms(reading) if name in SHOWN_BY else None,
    )


def _heeded(reading: Reading, name: str) -> str | None:
    entry = heeded(reading.con).get(name)
    if entry is None:
        return None
    reason = str(entry.body.get("reason") or "")
    return f"{entry.who}, {reading.clock.day(entry.at_us)}{f': {reason}' if reason else ''}"


def questions(folders: Sequence[str]) -> dict[str, str]:
    """What each lens asks, by its name."""
    shelves = ("lenses", "prose")
    found = (registry.extensions(shelf, folders) for shelf in shelves)
    return {name: one.question for shelf in found for name, one in shelf.items()}


def _examples(held: Sequence[Example | Sample | Utterance]) -> tuple[Shown, ...]:
    return tuple(_shown(one) for one in held)


def _shown(one: Example | Sample | Utterance) -> Shown:
    if isinstance(one, Example):
        return Shown(one.title, one.verdict, one.world, one.as_of, one.says)
    if isinstance(one, Sample):
        gives = f"gives {one.gives}, sets aside {one.sets_aside}"
        return Shown(one.title or one.name, gives, one.text, None, one.says)
    verdict = "its words are heard" if "«" in one.text else "nothing is heard"
    return Shown(one.text[:60], verdict, one.text, one.at, one.due)
