"""How many are there really, if the labeller errs? Rogan–Gladen and prediction-powered inference.

Why it matters: a classifier that calls 30 % of messages complaints, finds 85 % of the complaints
    and lets 90 % of the others pass, has seen 27 %, not 30 %. Counting its labels as truth is
    precise about the wrong number.
Formula: q the share labelled, Se and Sp the labeller's sensitivity and specificity:
    Rogan–Gladen   p = (q + Sp − 1)/(Se + Sp − 1), kept between 0 and 1
        interval (Lang and Reiczigel): with q of n+z² and Se, Sp of their counts+2 (one success
        added): p + 2z²(p·Se(1−Se)/n₁ − (1−p)·Sp(1−Sp)/n₀) ± z √(q(1−q)/n + p²Se(1−Se)/n₁
        + (1−p)²Sp(1−Sp)/n₀) / (Se + Sp − 1)
    prediction-powered   θ = λ·mean(f over all else) + mean(y − λf over the labelled)
        λ minimises the variance; s²(f)λ²/N + s²(y − λf)/n; t with n−1 degrees of freedom; for
        yes and no three answers are added to the labelled, ¾ to each pair of y and f
Assumes: the rows people labelled are a random draw from those the machine labelled. Rogan–Gladen
    needs only that Se and Sp, measured elsewhere, hold here too.
Cannot say: which row is right. Se and Sp move with the mix of cases: measure them on your own
    text. Where Se + Sp is near 1 the labels say next to nothing, and the interval says so.
Source: W. J. Rogan and B. Gladen, 1978, Estimating prevalence from the results of a screening
    test; Z. Lang and J. Reiczigel, 2014, Confidence limits for prevalence of disease adjusted for
    estimated sensitivity and specificity; A. N. Angelopoulos and others, 2023,
    Prediction-powered inference
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, sqrt
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from troth.errors import NumbersError
from troth.stats.arrays import Floats, column, even, number
from troth.stats.normal import quantile
from troth.stats.rates.wording import basis, few, percent

__all__ = ("Corrected", "Powered", "corrected_share", "prediction_powered")

LABELLED = 20
"""Below so many rows labelled by people the error of the machine cannot be told."""
Known: TypeAlias = float | tuple[int, int]
"""A rate of the labeller: a number taken as known, or (right, of how many) as measured."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """The share once the labeller's error is taken out; `raw` is what it labelled.

    `clipped` says that the plain formula fell outside 0 to 1 and was moved to its end.
    """

    value: float
    low: float
    high: float
    n: int
    raw: float
    sensitivity: float
    specificity: float
    clipped: bool
    level: float = 0.95
    method: str = "Rogan–Gladen"

    @property
    def says(self) -> str:
        """The share in one line."""
        span = f"{percent(self.low)} to {percent(self.high)}"
        behind = basis(self.n, self.method, self.level)
        return f"{percent(self.value)} ({span}), labelled {percent(self.raw)}, {behind}"


@dataclass(frozen=True, slots=True)
class Powered:
    """A mean from few human and many machine labels; None below 20 human ones.

    `labelled_only` is the mean of the human labels, `machine_only` that of the machine's;
    `power` is λ: 0 leaves the machine out, 1 takes its labels whole.
    """

    value: float | None
    low: float | None
    high: float | None
    standard_error: float | None
    n: int
    machine: int
    labelled_only: float
    machine_only: float
    power: float
    level: float = 0.95
    method: str = "prediction-powered"

    @property
    def says(self) -> str:
        """The mean in one line."""
        if self.value is None or self.low is None or self.high is None:
            return few(self.n)
        span = f"{self.low:.3g} to {self.high:.3g}"
        behind = basis(self.n, self.method, self.level)
        return f"{self.value:.3g} ({span}), {behind}, and {self.machine:,} machine labels"


def corrected_share(
    labelled: int, n: int, sensitivity: Known, specificity: Known, level: float = 0.95
) -> Corrected:
    """The true share, where a labeller called `labelled` of `n` a yes and is known to err.

    Sensitivity (share of true yeses found) and specificity (of true noes let pass) are numbers,
    or counts such as (85, 100); then their own uncertainty is in the interval. Raises
    NumbersError where the labeller does no better than chance.
    """
    of = number("n", n, least=1, whole=True)
    x = number("labelled", labelled, least=0, most=of, whole=True)
    z = quantile(number("level", level))
    yes, yes_plus, n_yes = _rate("sensitivity", sensitivity)
    no, no_plus, n_no = _rate("specificity", specificity)
    youden = yes + no - 1
    if youden <= 0 or yes_plus + no_plus - 1 <= 0:
        raise NumbersError(
            f"Sensitivity {yes:g} and specificity {no:g} are no better than chance: "
            "these labels say nothing of the share."
        )
    plain = (x / of + no - 1) / youden
    q, many = (x + z * z / 2) / (of + z * z), of + z * z
    p = min(1.0, max(0.0, (q + no_plus - 1) / (yes_plus + no_plus - 1)))
    yes_part, no_part = yes_plus * (1 - yes_plus) / n_yes, no_plus * (1 - no_plus) / n_no
    spread = q * (1 - q) / many + p * p * yes_part + (1 - p) ** 2 * no_part
    half = z * sqrt(spread) / (yes_plus + no_plus - 1)
    middle = p + 2 * z * z * (p * yes_part - (1 - p) * no_part)
    value = min(1.0, max(0.0, plain))
    low, high = min(value, max(0.0, middle - half)), max(value, min(1.0, middle + half))
    return Corrected(value, low, high, int(of), x / of, yes, no, value != plain, level)


def prediction_powered(
    labels: ArrayLike,
    machine: ArrayLike,
    machine_elsewhere: ArrayLike,
    level: float = 0.95,
    tuned: bool = True,
    least: int = LABELLED,
) -> Powered:
    """The mean (or share, of 0s and 1s) that people would find if they labelled everything.

    `labels` are people's and `machine` the machine's on the same rows; `machine_elsewhere` are
    the machine's on all other rows. `tuned` lets the data choose how far to trust it; False
    takes λ = 1, as first published.
    """
    y, f = column("labels", labels, empty=True), column("machine", machine, empty=True)
    rest = column("machine_elsewhere", machine_elsewhere)
    n = even(labels=y, machine=f)
    if not 0 < number("level", level) < 1:
        raise NumbersError(f"A level lies between 0 and 1, not at {level}.")
    shares = all(bool(((each == 0) | (each == 1)).all()) for each in (y, f, rest))
    mean, everywhere = float(y.mean()) if n else 0.0, float(rest.mean())
    if n < max(2.0, number("least", least)):
        return Powered(None, None, None, None, n, len(rest), mean, everywhere, 0.0, level)
    value, middle, error, power = _powered(y, f, rest, shares, tuned)
    half = float(stdtrit(n - 1, (1 + level) / 2)) * error
    low, high = min(value, middle - half), max(value, middle + half)
    if shares:
        value, low, high = (min(1.0, max(0.0, each)) for each in (value, low, high))
    return Powered(value, low, high, error, n, len(rest), mean, everywhere, power, level)


def _rate(name: str, given: Known) -> tuple[float, float, float]:
    """The rate, the rate with one success and one failure added, and of how many that is."""
    if not isinstance(given, tuple):
        known = number(name, given, least=0, most=1)
        return known, known, inf
    if len(given) != 2:
        raise NumbersError(f"{name} is a share, or two counts: (right, of how many).")
    of = number(f"{name}, of how many,", given[1], least=1, whole=True)
    right = number(f"{name}, right,", given[0], least=0, most=of, whole=True)
    return right / of, (right + 1) / (of + 2), of + 2


def _powered(
    y: Floats, f: Floats, rest: Floats, shares: bool, tuned: bool
) -> tuple[float, float, float, float]:
    """The value, the middle of its interval, the error, and λ."""
    weights = np.ones(len(y))
    wide_y, wide_f = y, f
    if shares:
        wide_y, wide_f = np.append(y, [0, 0, 1, 1]), np.append(f, [0, 1, 0, 1])
        weights = np.append(weights, [0.75] * 4)
    n, many = float(weights.sum()), len(rest)
    centred_y, centred_f = wide_y - weights @ wide_y / n, wide_f - weights @ wide_f / n
    own = float(weights @ centred_f**2) / (n - 1)
    power = 1.0
    if tuned:
        shared = float(weights @ (centred_y * centred_f)) / (n - 1)
        power = min(1.0, max(0.0, shared / (own * (1 + n / many)))) if own > 0 else 0.0
    elsewhere = float(rest.var(ddof=1)) if many > 1 else own
    if shares:
        filled = (float(rest.sum()) + 1.5) / (many + 3)
        elsewhere = filled * (1 - filled)
    left = float(weights @ (centred_y - power * centred_f) ** 2) / (n - 1)
    error = sqrt(power**2 * elsewhere / many + left / n)
    mean = float(rest.mean())
    value = power * mean + float((y - power * f).mean())
    middle = power * mean + float(weights @ (wide_y - power * wide_f)) / n
    return value, middle, error, power
