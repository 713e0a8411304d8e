"""A decision: what was decided, which promises it touches, what was forecast, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

Effect = Literal["broken", "strained", "kept", "touched"]
EFFECTS: tuple[str, ...] = get_args(Effect)
Course = Literal["better", "same", "worse"]
COURSES: tuple[str, ...] = get_args(Course)


@dataclass(frozen=True, slots=True)
class Touched:
    """One promise, the sentence of the proposal that touches it, and what becomes of it.

    `people` counts those concerned by side (“” is no side). `asked_days` is the notice that
    `asked` asks for, `given_days` what the plan gives. `cost` says in words what making whole
    costs, or that it cannot be told.
    """

    promise: str
    effect: Effect
    sure: bool
    sentence: str
    why: str
    people: Mapping[str, int] = field(default_factory=dict)
    to: str | None = None
    asked_days: int | None = None
    asked: str = ""
    given_days: int | None = None
    cost: str = ""

    @property
    def breaks(self) -> bool:
        """Whether it surely breaks the promise."""
        return self.effect == "broken" and self.sure

    @property
    def total(self) -> int:
        """How many people are concerned."""
        return sum(self.people.values())


@dataclass(frozen=True, slots=True)
class Forecast:
    """What somebody said would happen, how likely (0 to 1), by when; and whether it did."""

    what: str
    probability: float
    by: date | None
    who: str
    happened: bool | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the decision rests on, with the source that says so and the day of that source.

    `dated` is a year, a month or a day: 2012, 2012-06, 2012-06-04.
    """

    says: str
    source: str
    dated: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A reason why it may fail, written before it began: by whom, and what is done about it."""

    reason: str
    who: str
    mitigation: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """What came of it: in words, and how the figure and the customers fared."""

    on: date
    who: str
    outcome: str
    kpi: Course | None = None
    customers: Course | None = None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """How those concerned are to be told: in words, and by which day at the latest."""

    plan: str = ""
    by: date | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """One recorded decision as its entries make it.

    `told` is the day on which it was noted that the people concerned were told.
    """

    id: str
    title: str
    decided: date
    who: str
    text: str = ""
    owner: str | None = None
    option: str | None = None
    options: tuple[str, ...] = ()
    dissent: tuple[str, ...] = ()
    effect: date | None = None
    review: date | None = None
    notice: Notice = field(default_factory=Notice)
    made_whole: str = ""
    kpi: str = ""
    customer_outcome: str = ""
    forecasts: tuple[Forecast, ...] = ()
    facts: tuple[Fact, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    promises: tuple[Touched, ...] = ()
    told: date | None = None
    how_told: str = ""
    reviews: tuple[Review, ...] = ()

    @property
    def breaks(self) -> tuple[Touched, ...]:
        """The promises it surely breaks."""
        return tuple(one for one in self.promises if one.breaks)

    @property
    def withdrawn(self) -> bool:
        """Whether its last review took it back."""
        return bool(self.reviews) and self.reviews[-1].withdrawn

    def is_due(self, today: date) -> bool:
        """Whether its day of review has passed and nobody has reviewed it since."""
        if self.review is None or self.review >= today:
            return False
        return not any(one.on >= self.review or one.withdrawn for one in self.reviews)
