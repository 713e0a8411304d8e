"""A repair: the way back from one broken promise to one person, step by step, until she says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

Stage = Literal[
    "broken",
    "acknowledged",
    "heard",
    "owned",
    "offered",
    "made-whole",
    "confirmed",
    "repaired",
    "released",
    "unbroken",
]
"""Where a repair stands; `released` is that she let us off, `unbroken` that nothing was broken."""
WAY: tuple[Stage, ...] = (
    "broken",
    "acknowledged",
    "heard",
    "owned",
    "offered",
    "made-whole",
    "confirmed",
)
"""The steps of a repair in their order; a later one does not need the earlier ones."""
STEPS = (*WAY, "accepted", "declined", "released", "reopened", "justice")
"""What a person may note of a repair."""
HERS = ("heard", "accepted", "declined", "confirmed", "released", "justice")
"""Steps that are hers: only her own record shows them, or a note of where she said so."""
OURS = ("acknowledged", "owned", "offered")
"""Steps that are ours: a record that shows one is a message of ours."""
OVER: tuple[Stage, ...] = ("repaired", "released", "unbroken")
"""Stages after which nothing is owed any more."""

How = Literal["broken", "late", "partly", "overdue", "told"]
"""How a break is known: as a person marked it, by its day, or because she told us."""
Item = Literal["outcome", "process", "person"]
ITEMS: tuple[Item, ...] = get_args(Item)
Answer = Literal["yes", "partly", "no"]
ANSWERS: tuple[Answer, ...] = get_args(Answer)


@dataclass(frozen=True, slots=True)
class Happening:
    """What became of the promise itself: a break, its being kept after all, or our release.

    `how` is one of `How`, or "kept" or "released".
    """

    at_us: int
    how: str
    evidence: str | None = None
    reason: str | None = None
    who: str = ""


@dataclass(frozen=True, slots=True)
class RepairStep:
    """One thing that was noted or happened; `counts` is False where it changes nothing.

    `at_us` is when it was: by its evidence, else when it was noted. `entry` is the number of
    the entry, None for what became of the promise itself.
    """

    name: str
    at_us: int
    who: str = ""
    evidence: str | None = None
    version: str | None = None
    reason: str | None = None
    entry: int | None = None
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Offer:
    """What we said we would do to make it whole, by when, and what it was worth.

    `amount` and `loss` are in `currency`; `accepted` is None until she has said.
    """

    words: str
    at_us: int
    due_us: int | None = None
    amount: float | None = None
    loss: float | None = None
    currency: str | None = None
    accepted: bool | None = None

    @property
    def ratio(self) -> float | None:
        """What was offered, as a share of what she lost; None where one is not known."""
        if self.amount is None or not self.loss or self.loss < 0:
            return None
        return self.amount / self.loss


@dataclass(frozen=True, slots=True)
class Fairness:
    """Her answer to one of the three questions; they are never added up."""

    item: Item
    answer: Answer
    at_us: int
    evidence: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """One break of one promise to one person, as it stands at a moment.

    `about` is the promise, or the record in which she told us of a break that only she saw.
    `reached` holds when each step of `WAY` was taken since the last break. `steps` is all that
    was noted and happened, in order; none of it ever goes. `sure` is False for a promise past
    its day that nobody has confirmed. `times` counts the breaks, `recurred` those that came
    while a repair was being watched.
    """

    about: str
    person: str
    stage: Stage
    how: How
    broken_us: int
    sure: bool
    reached: Mapping[str, int]
    steps: tuple[RepairStep, ...]
    offers: tuple[Offer, ...] = ()
    fairness: tuple[Fairness, ...] = ()
    times: int = 1
    recurred: int = 0
    watched_until_us: int | None = None
    promise: str | None = None
    evidence: str | None = None
    words: str = field(default="", compare=False)

    @property
    def open(self) -> bool:
        """Whether anything is still to be done; what is only watched is not."""
        return self.stage not in (*OVER, "confirmed")

    @property
    def offer(self) -> Offer | None:
        """The offer that counts: the last one since the last break."""
        return self.offers[-1] if self.offers and "offered" in self.reached else None
