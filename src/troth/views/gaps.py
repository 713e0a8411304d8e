"""The parts of the two views: customers' words beside a promise, the gap named, and how many."""

from __future__ import annotations

from dataclasses import dataclass

from troth.views.answers import Answer
from troth.views.promises import PromiseLine, PromisePage, Words

GAPS = {
    "agrees": "as we said it",
    "stronger": "more than we said",
    "differs": "other than we said",
    "broken": "kept for us, not for them",
    "contests": "she says it is not done",
    "confirms": "this is what she understood",
    "undone": "she says it has not come",
}
WHY = {
    "time": "another time",
    "date": "another day",
    "sum": "another sum",
    "share": "another share",
    "number": "another number",
    "hours": "other hours",
    "cost": "what it costs",
    "condition": "without our condition",
    "negation": "we say the opposite",
    "opposite": "we say the opposite",
    "soft": "our “we try” as a firm word",
}


@dataclass(frozen=True, slots=True)
class Hers:
    """Words of one customer beside a promise of ours: the gap, and whether a person confirmed it."""

    saying: str
    person: str | None
    words: Words
    gap: str
    relation: str
    sure: bool
    entry: int | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """One promise of ours, and how customers understood it otherwise; `people` counts them."""

    line: PromiseLine
    theirs: tuple[Hers, ...]
    people: int

    @property
    def sure(self) -> bool:
        """Whether a person confirmed any of it."""
        return any(one.sure for one in self.theirs)


@dataclass(frozen=True, slots=True)
class Added:
    """What customers believe and nobody here promised: their words, the newest few; how many."""

    theirs: tuple[Hers, ...]
    ids: tuple[str, ...]
    people: int
    sure: bool


@dataclass(frozen=True, slots=True)
class Unknown:
    """A promise of ours that those who were asked did not speak of."""

    line: PromiseLine
    answered: int


@dataclass(frozen=True, slots=True)
class Unheard:
    """How many beliefs nobody has voiced yet, at least; `says` is the sentence to print.

    `value` is None where too few were voiced. `kinds` were heard, from `n` customers' voices.
    """

    value: float | None
    low: float | None
    high: float | None
    kinds: int
    n: int
    method: str
    says: str


@dataclass(frozen=True, slots=True)
class TwoViews:
    """The page. Each part holds the gravest first; `waiting` links and answers want a person."""

    added: tuple[Added, ...]
    unheard: Unheard
    broken: tuple[Gap, ...]
    stronger: tuple[Gap, ...]
    unknown: tuple[Unknown, ...]
    not_asked: int
    no_answer: int
    answers: tuple[Answer, ...]
    lines: dict[str, PromiseLine]
    said: int
    people: int
    linked: int
    waiting: int

    @property
    def says(self) -> str:
        """The answer in a sentence."""
        if not self.said:
            return "No customer has said what we promised; nobody can tell what they believe."
        parts = [
            _many(
                len(self.added),
                "belief that nobody here promised",
                "beliefs that nobody here promised",
            ),
            _many(len(self.stronger), "promise believed stronger", "promises believed stronger"),
            _many(len(self.broken), "kept for us and not for them", "kept for us and not for them"),
        ]
        told = ", ".join(part for part in parts if part)
        who = _many(self.people, "customer", "customers") or "Somebody"
        sure = any(one.sure for one in self.added) or any(one.sure for one in self.broken)
        if told and not self.linked and not sure:
            told += "; none of it confirmed by one of us yet"
        begins = f"{who} told what we promised"
        return (
            f"{begins}: {told}."
            if told
            else f"{begins}; it is what we said, as far as it is known."
        )


def _many(n: int, one: str, more: str) -> str:
    return "" if not n else f"1 {one}" if n == 1 else f"{n} {more}"


@dataclass(frozen=True, slots=True)
class Beside(PromisePage):
    """A promise with what customers understood of it; `asked` where a letter told them of it."""

    gaps: tuple[Hers, ...] = ()
    asked: bool = False
