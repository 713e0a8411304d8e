"""A chi-square statistic with its degrees of freedom and its p."""

from __future__ import annotations

from dataclasses import dataclass

from scipy.special import chdtrc


@dataclass(frozen=True, slots=True)
class ChiSquare:
    """How far from what chance alone would give; `p` is None where there was nothing to test."""

    chi2: float
    df: int
    p: float | None


def upper(chi2: float, df: int) -> float | None:
    """The chance of a chi-square at least so large, None without a degree of freedom."""
    return float(chdtrc(df, max(chi2, 0.0))) if df > 0 else None
