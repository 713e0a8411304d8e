"""How much less one side has than another, with its interval, and the sentence that says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from troth.extend.sided import many


@dataclass(frozen=True, slots=True)
class GapLine:
    """How much less one side has than another, in points of a hundred, and in words."""

    better: str
    worse: str
    value: float
    low: float
    high: float
    clear: bool
    says: str


def gap_line(
    better: str,
    worse: str,
    value: float,
    ends: tuple[float, float],
    less: Literal["fewer", "less"],
    *,
    clear: bool,
) -> GapLine:
    """The gap in words: so many points fewer, or that chance explains it."""
    low, high = ends
    told = f"({_points(low)} to {_points(high)})"
    if clear:
        says = f"{many(worse)} {_points(value)} points {less} than {many(better)} {told}"
    else:
        says = f"{many(worse)} and {many(better)}: chance explains it {told}"
    return GapLine(better, worse, value, low, high, clear, says)


def _points(share: float) -> str:
    return f"{share * 100:.0f}".replace("-", "−")
