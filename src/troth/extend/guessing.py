"""What the rows of an unknown table are, and which column is what: a proposal for a person.

Each column may mean several concepts, by the words of its header and by how its values look. A kind
of record has places, each for some concepts; the kind whose telling places are filled best is
proposed, with the reason. Nothing is read in by a guess: a person confirms it first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from troth.extend.fitting import fit, shown_by_values
from troth.extend.places import PERSON
from troth.text.header_words import concepts_of
from troth.text.looks import Looks
from troth.text.scales import scale_named, scale_of

LEAST = 0.3
"""A column is proposed for a place from this strength on."""
_WHO = ("email", "customer", "phone")


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind as tables hold it: the concepts of each place, what tells the kind, what it needs.

    Of each set in `needs` one place has to be filled. `not_with` are concepts that speak against it.
    """

    takes: Mapping[str, tuple[str, ...]]
    tells: Mapping[str, float]
    needs: tuple[frozenset[str], ...]
    not_with: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Guess:
    """The kind, why, and the place of each column that has one. `sure` is False for a mere default."""

    kind: str
    why: str
    map: Mapping[str, str]
    sure: bool = True


def _any(*names: str) -> frozenset[str]:
    return frozenset(names)


_RECORD: Mapping[str, tuple[str, ...]] = {
    "at": ("at",),
    "name": ("name",),
    "account": ("account",),
    "side": ("side",),
    "ours": ("ours",),
    "zone": ("zone",),
    "link": ("link",),
}
_SHAPES: Mapping[str, Shape] = {
    "purchase": Shape(
        {
            **_RECORD,
            "by": _WHO,
            "key": ("order", "key"),
            "amount": ("amount",),
            "currency": ("currency",),
            "quantity": ("quantity",),
            "item": ("item",),
        },
        {"amount": 3, "item": 1.5, "quantity": 0.7, "key": 0.8, "currency": 0.7, "by": 1, "at": 0.7},
        (_any("amount", "item", "quantity"), _any("by")),
    ),
    "message": Shape(
        {
            **_RECORD,
            "by": (*_WHO, "name"),
            "thread": ("thread",),
            "key": ("key",),
            "text": ("text",),
            "subject": ("subject", "title"),
            "direction": ("direction",),
            "channel": ("channel",),
            "to": ("to",),
            "cc": ("cc",),
            "automatic": ("automatic",),
        },
        {"text": 3, "direction": 2, "thread": 1, "subject": 1, "by": 1, "at": 0.7, "to": 0.7},
        (_any("text"),),
        _any("score", "amount"),
    ),
    "step": Shape(
        {
            **_RECORD,
            "about": _WHO,
            "thread": ("thread", "key"),
            "activity": ("activity", "event"),
            "resource": ("resource",),
            "status": ("status",),
        },
        {"activity": 2.5, "thread": 2, "status": 1, "resource": 1, "at": 0.7},
        (_any("thread"), _any("activity", "status")),
    ),
    "survey_answer": Shape(
        {
            **_RECORD,
            "by": (*_WHO, "key"),
            "key": ("key",),
            "thread": ("thread",),
            "question": ("question",),
            "scale": ("scale",),
            "score": ("score",),
            "text": ("text",),
        },
        {"score": 3, "question": 2, "scale": 1, "text": 0.5, "by": 0.7, "at": 0.7},
        (_any("score", "question"),),
        _any("amount"),
    ),
    "review": Shape(
        {
            **_RECORD,
            "by": (*_WHO, "name"),
            "key": ("key",),
            "score": ("score",),
            "title": ("title", "subject"),
            "text": ("text",),
            "reply": ("reply",),
        },
        {"score": 2, "text": 1.7, "title": 1, "reply": 2, "at": 0.7},
        (_any("score"), _any("text", "title")),
        _any("amount", "question"),
    ),
    "use": Shape(
        {
            **_RECORD,
            "by": _WHO,
            "key": ("key",),
            "event": ("event", "activity"),
            "count": ("quantity",),
        },
        {"event": 2.5, "by": 1, "count": 0.8, "at": 0.7},
        (_any("event"), _any("by")),
        _any("amount", "score", "thread"),
    ),
    "period": Shape(
        {
            **_RECORD,
            "by": _WHO,
            "key": ("key", "order"),
            "plan": ("plan", "item"),
            "status": ("status",),
            "start": ("start",),
            "end": ("end",),
            "amount": ("amount",),
            "currency": ("currency",),
        },
        {"start": 2, "end": 2, "plan": 2.5, "amount": 1, "status": 1, "by": 1},
        (_any("by"), _any("plan", "end"), _any("start", "end")),
    ),
    "incident": Shape(
        {
            "at": ("at",),
            "key": ("key",),
            "title": ("title", "subject"),
            "impact": ("impact",),
            "start": ("start",),
            "end": ("end",),
            "planned": ("planned",),
            "text": ("text",),
            "link": ("link",),
        },
        {"title": 1, "impact": 2.5, "start": 1.2, "end": 1.5, "planned": 2, "text": 0.5},
        (_any("title"), _any("impact", "planned")),
        _any("customer", "email", "amount"),
    ),
    "change": Shape(
        {
            "at": ("at",),
            "key": ("key",),
            "what": ("what",),
            "title": ("title", "subject"),
            "text": ("text",),
            "announced": ("announced",),
            "effect": ("effect",),
            "link": ("link",),
        },
        {"effect": 2.5, "announced": 2.5, "what": 1, "title": 1, "text": 0.5},
        (_any("title", "text"), _any("effect", "announced")),
        _any("customer", "email", "amount"),
    ),
    "document": Shape(
        {
            "at": ("at",),
            "path": ("path", "link"),
            "title": ("title", "subject"),
            "genre": ("genre",),
            "text": ("text",),
        },
        {"path": 3, "text": 2, "title": 1, "genre": 1.5},
        (_any("text"), _any("path", "genre")),
        _any("customer", "email"),
    ),
    PERSON: Shape(
        {
            "id": ("customer", "key"),
            "email": ("email",),
            "phone": ("phone",),
            "name": ("name",),
            "first_name": ("first_name",),
            "last_name": ("last_name",),
            "title": ("title",),
            "account": ("account",),
            "side": ("side",),
            "stage": ("stage",),
            "shared": ("shared",),
            "at": ("at",),
        },
        {
            "email": 2,
            "phone": 2,
            "first_name": 1.5,
            "last_name": 1.5,
            "name": 1,
            "account": 0.8,
            "stage": 2,
            "id": 1,
        },
        (_any("email", "phone", "id"), _any("name", "first_name", "last_name", "email")),
        _any("amount", "text", "score", "activity", "thread", "quantity"),
    ),
}


_SHORT: Mapping[str, str] = {
    "amount": "an amount",
    "item": "what was bought",
    "key": "a number of its own",
    "by": "who acted",
    "at": "when",
    "text": "words",
    "direction": "from whom to whom",
    "thread": "a case or conversation",
    "activity": "what was done",
    "resource": "who handled it",
    "event": "what was done",
    "count": "how often",
    "start": "a beginning",
    "end": "an end",
    "impact": "how bad it was",
    "planned": "whether it was planned",
    "effect": "when it holds",
    "announced": "when it was announced",
    "what": "what changed",
    "email": "addresses",
    "phone": "telephone numbers",
    "id": "a number for each person",
    "name": "names",
    "first_name": "first names",
    "last_name": "last names",
    "account": "companies",
    "stage": "how each stands to us",
    "reply": "our answer",
    "to": "to whom",
}
"""What is said of a place in the reason for a kind."""


def guess(columns: Mapping[str, Looks], rows: int) -> Guess:
    """The likeliest kind of these columns (of so many rows), and the place of each column."""
    meant = {name: strengths(name, looks, rows) for name, looks in columns.items()}
    fitted = {kind: _placed(shape, meant) for kind, shape in _SHAPES.items()}
    told = {
        kind: _told(_SHAPES[kind], filled, meant) for kind, filled in fitted.items()
    }
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
    return {name: place for place, (name, _) in _placed(_SHAPES[kind], meant).items()}


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
        (name for name in _SHAPES[kind].tells if name in filled),
        key=lambda name: -_SHAPES[kind].tells[name] * filled[name][1],
    )
    parts = [f"{_SHORT.get(name, f'a {name}')} (“{filled[name][0]}”)" for name in telling[:3]]
    return "it has " + _listed(parts)


def _listed(parts: Sequence[str]) -> str:
    return " and ".join((", ".join(parts[:-1]), parts[-1])) if len(parts) > 1 else "".join(parts)
