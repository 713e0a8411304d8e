"""A ratio with its interval: of rates, of odds, of risks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from troth.stats.normal import quantile


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio (1 = no difference) with its interval and two-sided p; `n` rows stand behind it."""

    value: float
    low: float
    high: float
    p: float
    n: int
    level: float
    method: str


def from_log(log: float, error: float, n: int, level: float, method: str) -> Ratio:
    """The ratio whose logarithm and standard error these are, by the normal curve."""
    half = quantile(level) * error
    low, value, high = np.exp(np.clip([log - half, log, log + half], -700, 700)).tolist()
    p = 2 * float(ndtr(-abs(log) / error)) if error > 0 else float(log == 0)
    return Ratio(value, low, high, p, n, level, method)
