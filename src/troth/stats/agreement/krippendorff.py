"""Can these labels be relied on? Krippendorff’s alpha, for any number of readers, with gaps.

Why it matters: a count of labels is only as good as the labels. Alpha says how far readers are
    from what chance would make of the same labels, and its low end decides whether a count may
    be published at all.
Formula: α = 1 − Dₒ/Dₑ over the n labels of units read at least twice, mᵤ of them in unit u:
    Dₒ = (1/n) Σᵤ Σ pairs in u of δ²/(mᵤ−1)      Dₑ = Σ all pairs of δ² / (n(n−1))
    δ² nominal 0 or 1; interval (x−y)²; ratio ((x−y)/(x+y))²; ordinal (r(x)−r(y))², r the middle
    rank of a value among all n
    interval: percentiles over units drawn again, with a seed; the low end no higher than the
    number of units read differently allows (Wilson)
    gate: low end ≥ .80 firm, ≥ .667 tentative, else not to be published
Assumes: units are independent and drawn from what the count is about; readers read alone. Gaps
    have nothing to do with the unit.
Cannot say: that the readers are right. Where one label is more than 80 % of all, alpha is low
    though readers hardly differ: print Gwet's AC1 too. Readers that are language models share
    habits: take their alpha as an upper bound.
Source: K. Krippendorff, 2004, Content Analysis; A. F. Hayes and K. Krippendorff, 2007, Answering
    the call for a standard reliability measure for coding data
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.agreement.coefficient import LEAST, carried
from troth.stats.agreement.disagreement import Patterns, alphas, patterns
from troth.stats.agreement.ratings import ratings
from troth.stats.arrays import Floats, number
from troth.stats.resampling import DRAWS, SEED

__all__ = ("Alpha", "krippendorff")

Metric: TypeAlias = Literal["nominal", "ordinal", "interval", "ratio"]
FIRM, TENTATIVE = 0.80, 0.667


@dataclass(frozen=True, slots=True)
class Alpha:
    """Alpha with its interval: None below the least number of units, or where all labels match.

    `n` counts units read at least twice, `labels` the labels in them; `observed` and `expected`
    are the two disagreements.
    """

    value: float | None
    low: float | None
    high: float | None
    observed: float | None
    expected: float | None
    n: int
    labels: int
    readers: int
    metric: Metric
    level: float = 0.95
    method: str = "Krippendorff’s alpha, bootstrap"

    @property
    def gate(self) -> str:
        """firm, tentative, not to be published, or not enough to say: by the interval's low end."""
        if self.low is None:
            return "not enough to say"
        if self.low >= FIRM:
            return "firm"
        return "tentative" if self.low >= TENTATIVE else "not to be published"

    @property
    def says(self) -> str:
        """Alpha in one line, or why there is none."""
        if self.value is None or self.low is None or self.high is None:
            if self.observed is None:
                return f"not enough to say (n = {self.n})"
            return f"every label was the same, so alpha cannot tell (n = {self.n:,})"
        span = f"{self.low:.2f} to {self.high:.2f}"
        behind = f"n = {self.n:,} units, {self.readers} readers, {100 * self.level:g} %"
        return f"{self.metric} alpha {self.value:.2f} ({span}), {behind}: {self.gate}".replace(
            " -", " −"
        )


def krippendorff(
    table: Sequence[ArrayLike] | ArrayLike,
    metric: Metric = "nominal",
    level: float = 0.95,
    least: float = LEAST,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Alpha:
    """Alpha of a table with one row a reader and one column a unit; None and NaN are gaps.

    Nominal labels may be anything; the other metrics need numbers (ratio: at least 0). Raises
    NumbersError for rows that differ in length, or labels that do not fit the metric.
    """
    if metric not in ("nominal", "ordinal", "interval", "ratio"):
        raise NumbersError(f"metric is “{metric}”: nominal, ordinal, interval or ratio.")
    if not 0 < number("level", level) < 1:
        raise NumbersError(f"A level lies between 0 and 1, not at {level}.")
    drawn = int(number("draws", draws, least=100, whole=True))
    rows = table.to_numpy() if hasattr(table, "to_numpy") else table
    if not np.iterable(rows):
        raise NumbersError("The table has to be rows of labels, a row a reader.")
    read = ratings(list(rows))
    values = _values(read.labels, metric)
    found = patterns(read.codes, values)
    units, labels, readers = int(found.units.sum()), round(found.labels()), len(read.codes)
    if units < max(2.0, number("least", least)):
        return Alpha(None, None, None, None, None, units, labels, readers, metric, level)
    value, observed, expected = alphas(found, metric, found.units[None, :])
    if not expected[0] > 0:
        return Alpha(None, None, None, 0.0, 0.0, units, labels, readers, metric, level)
    low, high = _interval(found, metric, float(value[0]), level, drawn, seed)
    return Alpha(
        float(value[0]), low, high, float(observed[0]), float(expected[0]),
        units, labels, readers, metric, level,
    )  # fmt: skip


def _values(labels: list[Any], metric: Metric) -> Floats:
    """What each label stands for: its place among the labels, or its own number."""
    if metric == "nominal":
        return np.arange(len(labels), dtype=np.float64)
    try:
        values = np.array([float(label) for label in labels])
    except (TypeError, ValueError):
        odd = next(label for label in labels if not isinstance(label, int | float))
        raise NumbersError(
            f"{metric} alpha needs numbers; a reader gave “{odd}”.",
            advice="Code the labels as numbers in their order, or take the nominal metric.",
        ) from None
    if not np.isfinite(values).all():
        raise NumbersError("A reader gave an infinite number.")
    if metric == "ratio" and (values < 0).any():
        raise NumbersError(f"Ratio alpha needs numbers of at least 0; one is {values.min():g}.")
    return values


def _interval(
    found: Patterns, metric: Metric, value: float, level: float, draws: int, seed: int
) -> tuple[float, float]:
    units, apart = int(found.units.sum()), found.apart()
    taken = np.random.default_rng(seed).multinomial(units, found.units / units, size=draws)
    again = alphas(found, metric, taken.astype(np.float64))[0]
    low, high = np.nanquantile(again, [(1 - level) / 2, (1 + level) / 2])
    differ = float(alphas(found, "nominal", found.units[None, :])[2][0])
    low = min(float(low), carried(value, units, apart, differ, level), value)
    return max(-1.0, low), max(float(high), value)
