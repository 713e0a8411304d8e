"""What the rows of an unknown table are, and which column is what: a proposal for a person.

Each column may mean several concepts, by the words of its header and by how its values look. A kind
of record has places, each for some concepts; the kind whose telling places are filled best is
proposed, with the reason. Nothing is read in by a guess: a person confirms it first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from troth.extend.fitting import fit, shown_by_values
from troth.extend.kinds_as_tables import SHAPES, SHORT, Shape
from troth.extend.places import PERSON
from troth.text.header_words import concepts_of
from troth.text.looks import Looks
from troth.text.scales import scale_named, scale_of

LEAST = 0.3
"""A column is proposed for a place from this strength on."""


@dataclass(frozen=True, slots=True)
class Guess:
    """The kind, why, and the place of each column that has one. `sure` is False for a mere default."""

    kind: str
    why: str
    map: Mapping[str, str]
    sure: bool = True


def guess(columns: Mapping[str, Looks], rows: int) -> Guess:
    """The likeliest kind of these columns (of so many rows), and the place of each column."""
    meant = {name: strengths(name, looks, rows) for name, looks in columns.items()}
    fitted = {kind: _placed(shape, meant) for kind, shape in SHAPES.items()}
    told = {kind: _told(SHAPES[kind], filled, meant) for kind, filled in fitted.items()}
    once = _once(columns)
    told[PERSON] *= 1.0 if once else 0.3
    if fitted["survey_answer"].get("score"):
        column = fitted["survey_answer"]["score"][0]
        stars = columns[column].within(1, 5)
        told["review"] *= 1.15 if stars else 0.7
    kind = max(told, key=lambda each: told[each])
    if not told[kind]:
        filled = fitted["use"]
        says = "nothing shows what its rows are; choose the kind yourself"
        return Guess("use", says, {name: place for place, (name, _) in filled.items()}, sure=False)
    filled = fitted[kind]
    return Guess(kind, _why(kind, filled), {name: place for place, (name, _) in filled.items()})


def placed_as(kind: str, columns: Mapping[str, Looks], rows: int) -> dict[str, str]:
    """The place of each column where a person has said which kind it is."""
    meant = {name: strengths(name, looks, rows) for name, looks in columns.items()}
    return {name: place for place, (name, _) in _placed(SHAPES[kind], meant).items()}


def strengths(name: str, looks: Looks, rows: int) -> dict[str, float]:
    """Which concepts a column may mean, and how surely: its header as far as its values allow."""
    share = looks.filled / rows if rows else 0.0
    found = {
        concept: sure * fit(concept, looks) * (0.6 + 0.4 * min(share, 1.0))
        for concept, sure in concepts_of(name).items()
    }
    if found.get("customer") and max(looks.code, looks.number, looks.email) < 0.3:
        found["name"] = max(found.get("name", 0.0), 0.9 * found["customer"])
    if scale_of(name) or scale_named(name):
        found["score"] = max(found.get("score", 0.0), 0.95 * fit("score", looks))
    for concept, sure in shown_by_values(looks).items():
        found[concept] = max(found.get(concept, 0.0), sure)
    return {concept: sure for concept, sure in found.items() if sure > 0}


Placed = dict[str, tuple[str, float]]


def _placed(shape: Shape, meant: Mapping[str, Mapping[str, float]]) -> Placed:
    """By place, the column that fills it and how surely; the surest pairs first, each once."""
    pairs = [
        (sure[concept] * (1 - 0.04 * rank), place, name)
        for place, concepts in shape.takes.items()
        for rank, concept in enumerate(concepts)
        for name, sure in meant.items()
        if sure.get(concept, 0.0) >= LEAST
    ]
    order = {name: at for at, name in enumerate(meant)}
    placed: Placed = {}
    taken: set[str] = set()
    for sure, place, name in sorted(pairs, key=lambda each: (-each[0], order[each[2]])):
        if place not in placed and name not in taken:
            placed[place] = name, sure
            taken.add(name)
    return placed


def _told(shape: Shape, filled: Placed, meant: Mapping[str, Mapping[str, float]]) -> float:
    """How well a kind is told by the places that are filled; 0 where it lacks what it needs."""
    if any(not need & filled.keys() for need in shape.needs):
        return 0.0
    told = sum(weight * filled[name][1] for name, weight in shape.tells.items() if name in filled)
    placed = {name for name, _ in filled.values()}
    against = sum(
        max((sure.get(concept, 0.0) for concept in shape.not_with), default=0.0)
        for name, sure in meant.items()
        if name not in placed
    )
    return max(told - against, 0.01)


def _once(columns: Mapping[str, Looks]) -> bool:
    """Whether addresses stand once each, as in a list of people."""
    mails = [looks for looks in columns.values() if looks.email > 0.6]
    return all(looks.distinct >= 0.9 * looks.filled for looks in mails)


def _why(kind: str, filled: Placed) -> str:
    telling = sorted(
        (name for name in SHAPES[kind].tells if name in filled),
        key=lambda name: -SHAPES[kind].tells[name] * filled[name][1],
    )
    parts = [f"{SHORT.get(name, f'a {name}')} (“{filled[name][0]}”)" for name in telling[:3]]
    return "it has " + _listed(parts)


def _listed(parts: Sequence[str]) -> str:
    return " and ".join((", ".join(parts[:-1]), parts[-1])) if len(parts) > 1 else "".join(parts)
