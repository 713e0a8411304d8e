"""What share is satisfied? CSAT, the share of top answers.

Why it matters: a mean of 4.2 hides whether a few are furious or many are lukewarm. The share who
    chose one of the best answers can be counted by hand and has an honest interval.
Formula: share = answers among the `top` best of a scale 1…k / all answers, with Wilson's interval;
    usually the 4s and 5s of 1 to 5
Assumes: one answer a person, all on one scale where more is better. Weights say how many alike a
    row stands for (a row of weight 2 is two rows).
Cannot say: what those who did not answer think, who are often the less content. Shares from
    scales of different length are not comparable. Below 5 answers no share is given.
Source: E. B. Wilson, 1927, for the interval; N. Bendle and others, Marketing Metrics, for the
    definition
"""

from __future__ import annotations

from dataclasses import dataclass

from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.arrays import column, number, weighting
from troth.stats.rates.proportions import wilson
from troth.stats.rates.wording import LEAST, basis, counted, few, percent

__all__ = ("Csat", "csat")


@dataclass(frozen=True, slots=True)
class Csat:
    """A share with its interval; all None below the least number of answers."""

    value: float | None
    low: float | None
    high: float | None
    satisfied: float
    n: float
    top: int
    scale: int
    level: float = 0.95
    method: str = "Wilson"

    @property
    def says(self) -> str:
        """The share in one line."""
        if self.value is None or self.low is None or self.high is None:
            return few(self.n)
        span = f"{percent(self.low)} to {percent(self.high)}"
        return f"{percent(self.value)} ({span}), {basis(self.n, self.method, self.level)}"


def csat(
    answers: ArrayLike,
    top: int = 2,
    scale: int = 5,
    weights: ArrayLike | None = None,
    level: float = 0.95,
    least: float = LEAST,
) -> Csat:
    """The share of answers among the `top` best of a scale from 1 to `scale`.

    Raises NumbersError for an answer that is no whole number on the scale.
    """
    points = int(number("scale", scale, least=2, whole=True))
    boxes = int(number("top", top, least=1, whole=True))
    if boxes >= points:
        raise NumbersError(f"top is {boxes} of {points} answers: then everybody is satisfied.")
    found = column("answers", answers, least=1, most=points, whole=True, empty=True)
    heavy = weighting(weights, len(found)) if len(found) else None
    above = found > points - boxes
    satisfied = float(above.sum() if heavy is None else heavy[above].sum())
    n = float(len(found) if heavy is None else heavy.sum())
    satisfied = min(satisfied, n)
    share = wilson(satisfied, n, level)  # type: ignore[arg-type]  # weights need not sum to whole
    if n < number("least", least, above=0):
        return Csat(None, None, None, counted(satisfied), counted(n), boxes, points, level)
    return Csat(
        share.value, share.low, share.high, counted(satisfied), counted(n), boxes, points, level
    )
