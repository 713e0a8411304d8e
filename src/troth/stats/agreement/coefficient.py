"""What every coefficient of agreement gives back, and an interval that few disagreements earn."""

from __future__ import annotations

from dataclasses import dataclass

from scipy.special import stdtrit

from troth.stats.rates.proportions import wilson

LEAST = 5
"""Below so many units read by two or more no coefficient is given."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement beyond chance: 1 is perfect, 0 what chance gives, below 0 less than chance.

    `value` and its interval are None where there are too few units, or where every label was the
    same, so that chance explains all; `observed` and `expected` are the shares of agreement.
    """

    value: float | None
    low: float | None
    high: float | None
    standard_error: float | None
    observed: float | None
    expected: float | None
    n: int
    readers: int
    categories: int
    level: float = 0.95
    method: str = "Cohen’s kappa"

    @property
    def says(self) -> str:
        """The coefficient in one line, or why there is none."""
        if self.value is None or self.low is None or self.high is None:
            if self.observed is None:
                return f"not enough to say (n = {self.n})"
            return f"every label was the same, so {self.method} cannot tell (n = {self.n:,})"
        span = f"{self.low:.2f} to {self.high:.2f}"
        told = f"{self.method} {self.value:.2f} ({span}), n = {self.n:,}, {100 * self.level:g} %"
        return told.replace("-", "−")


def interval(
    value: float, error: float, units: int, apart: int, differ: float, level: float
) -> tuple[float, float]:
    """Limits by t, and no higher a low end than the count of units read differently allows."""
    half = float(stdtrit(units - 1, (1 + level) / 2)) * error
    low = min(value - half, carried(value, units, apart, differ, level))
    return max(-1.0, low), min(1.0, value + half)


def carried(value: float, units: int, apart: int, differ: float, level: float) -> float:
    """The coefficient if units were read differently as often as Wilson's interval allows.

    From `apart` of `units`; where none is, each such unit costs what two random labels do:
    1/`differ`, the chance that they are not the same. Never below what so much disagreement can
    do at worst, two labels and all their disagreement even: −d/(2−d).
    """
    most = 1 - wilson(units - apart, units, level).low
    worst = -most / (2 - most)
    if apart:
        return max(worst, 1 - (1 - value) * most * units / apart)
    return max(worst, 1 - most / differ) if differ > 0 else worst
