"""How hard did we make it? The customer effort score.

Why it matters: effort can be acted on the same week: a form, a hand-off, a second call. The mean
    says where things stand, the share of best answers says how many had it easy.
Formula: mean x̄ of answers 1…k with x̄ ± t(n−1) s/√n, kept inside the scale; and the share of the
    two best answers with Wilson's interval. More is better: 7 = “they made it easy”.
Assumes: one answer a person, all on one scale where more is better; distances between answers
    count as equal for the mean. Weights say how many alike a row stands for.
Cannot say: that low effort makes people stay; the figures often quoted for it come from one
    survey and do not hold everywhere. Few contacts may mean that people gave up. Where all
    answers are alike the mean has no interval. Below 5 answers nothing is given.
Source: M. Dixon, K. Freeman and N. Toman, 2010, Stop trying to delight your customers; Student,
    1908, The probable error of a mean, for the interval
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from numpy.typing import ArrayLike
from scipy.special import stdtrit

from troth.stats.arrays import column, number, weighting
from troth.stats.normal import quantile
from troth.stats.rates.csat import Csat, csat
from troth.stats.rates.wording import LEAST, basis, counted, few, percent

__all__ = ("Ces", "ces")


@dataclass(frozen=True, slots=True)
class Ces:
    """A mean on the scale with its interval, and the share of the two best answers in `easy`.

    All None below the least number of answers; the interval None where all answers are alike.
    """

    value: float | None
    low: float | None
    high: float | None
    standard_error: float | None
    easy: Csat
    n: float
    scale: int
    level: float = 0.95
    method: str = "Student’s t"

    @property
    def says(self) -> str:
        """The mean and the share in one line."""
        if self.value is None or self.easy.value is None:
            return few(self.n)
        easy = f"; {percent(self.easy.value)} gave one of the {self.easy.top} best answers"
        behind = basis(self.n, self.method, self.level)
        if self.low is None or self.high is None:
            return f"{self.value:.1f} of {self.scale}, every answer alike, n = {self.n:g}{easy}"
        span = f"{self.low:.1f} to {self.high:.1f}"
        return f"{self.value:.1f} of {self.scale} ({span}), {behind}{easy}"


def ces(
    answers: ArrayLike,
    scale: int = 7,
    weights: ArrayLike | None = None,
    level: float = 0.95,
    least: float = LEAST,
) -> Ces:
    """The mean of answers from 1 (hard) to `scale` (easy), and the share of the two best.

    Raises NumbersError for an answer that is no whole number on the scale.
    """
    points = int(number("scale", scale, least=3, whole=True))
    easy = csat(answers, 2, points, weights, level, least)
    found = column("answers", answers, empty=True)
    heavy = weighting(weights, len(found)) if len(found) else None
    n = float(len(found) if heavy is None else heavy.sum())
    if easy.value is None or n <= 1:
        return Ces(None, None, None, None, easy, counted(n), points, level)
    mean = float(found.mean() if heavy is None else (heavy @ found) / n)
    away = (found - mean) ** 2
    spread = float(away.sum() if heavy is None else heavy @ away) / (n - 1)
    if spread <= 1e-20:
        return Ces(mean, None, None, None, easy, counted(n), points, level)
    quantile(level)
    error = sqrt(spread / n)
    half = float(stdtrit(n - 1, (1 + level) / 2)) * error
    low, high = max(1.0, mean - half), min(float(points), mean + half)
    return Ces(mean, low, high, error, easy, counted(n), points, level)
