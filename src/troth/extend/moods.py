"""How likely is a customer unhappy, or glad, given how she sounds? Learnt for one source.

The value of `text.happiness` ranks texts; what it stands for differs between reviews, chat and
mail. So it is turned into chances by labels of the same source (Platt 1999), and where no
answer is likely enough, nothing is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from troth.errors import NumbersError
from troth.stats.forecasts.abstention import silence_below
from troth.stats.forecasts.recalibration import ChanceMap, recalibrate

LEAST = 200
"""Labels of a source that are asked for before its chances are told."""
RISK = 0.2
"""So often may an answer be wrong, where no other share is asked for."""

Side = Literal[-1, 0, 1]


@dataclass(frozen=True, slots=True)
class Chances:
    """How likely she is unhappy and how likely glad; the rest is neither."""

    unhappy: float
    glad: float

    @property
    def neither(self) -> float:
        """The chance that she is neither."""
        return max(0.0, 1 - self.unhappy - self.glad)

    @property
    def likely(self) -> Side:
        """The likeliest of the three."""
        return max(
            ((self.neither, 0), (self.unhappy, -1), (self.glad, 1)), key=lambda each: each[0]
        )[1]  # type: ignore[return-value]

    @property
    def sure(self) -> float:
        """How likely the likeliest is."""
        return max(self.unhappy, self.glad, self.neither)


@dataclass(frozen=True, slots=True, eq=False)
class Scale:
    """What values of `text.happiness` stand for in one source, learnt from `n` labels.

    `unhappy` or `glad` is None where fewer than ten labels say so, or all do: then its chance is
    the share it had. `speak_from` is how sure an answer must be that at most the share of
    answers asked for is wrong; None where no such bound holds, and then nothing is answered.
    """

    unhappy: ChanceMap | float
    glad: ChanceMap | float
    speak_from: float | None
    n: int

    def at(self, values: Sequence[float]) -> list[Chances]:
        """The chances for values from -1 to 1."""
        sides = [_chances(each, values) for each in (self.unhappy, self.glad)]
        return [_fitting(low, high) for low, high in zip(*sides, strict=True)]

    def answer(self, value: float) -> Side | None:
        """What may be said of a text with this value; None: nothing."""
        told = self.at([value])[0]
        return None if self.speak_from is None or told.sure < self.speak_from else told.likely


def learnt(values: Sequence[float], labels: Sequence[int], *, risk: float = RISK) -> Scale:
    """The scale of one source from values and labels (-1 unhappy, 0 neither, 1 glad).

    Raises NumbersError below 200 labels, "not enough to say".
    """
    if len(values) != len(labels):
        raise NumbersError(f"There are {len(values)} values and {len(labels)} labels.")
    if len(labels) < LEAST:
        raise NumbersError(
            f"Not enough to say: {len(labels)} labels of this source, and {LEAST} are needed."
        )
    unhappy, low = _map(values, [label < 0 for label in labels])
    glad, high = _map(values, [label > 0 for label in labels])
    unseen = [_fitting(one, other) for one, other in zip(low, high, strict=True)]
    wrong = [told.likely != label for told, label in zip(unseen, labels, strict=True)]
    rule = silence_below([told.sure for told in unseen], wrong, risk)
    return Scale(unhappy, glad, rule.threshold, len(labels))


def _map(
    values: Sequence[float], came: Sequence[bool]
) -> tuple[ChanceMap | float, Sequence[float]]:
    """The map, and the chances of the labelled rows by maps that had not seen them."""
    share = sum(came) / len(came)
    if min(sum(came), len(came) - sum(came)) < 10:
        return share, [share] * len(came)
    made = recalibrate(_shares(values), came)
    return made.map, made.values.tolist()


def _chances(one: ChanceMap | float, values: Sequence[float]) -> Sequence[float]:
    if isinstance(one, float):
        return [one] * len(values)
    chances: list[float] = one.at(_shares(values)).tolist()
    return chances


def _shares(values: Sequence[float]) -> list[float]:
    """Values from -1 to 1 as shares, kept off the ends where a logit would run away."""
    return [min(max((value + 1) / 2, 0.01), 0.99) for value in values]


def _fitting(unhappy: float, glad: float) -> Chances:
    both = max(unhappy + glad, 1.0)
    return Chances(unhappy / both, glad / both)
