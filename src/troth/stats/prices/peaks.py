"""The price at which a curve of stated answers is highest, with its interval."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from troth.stats.arrays import Floats, Whole

__all__ = ("PricePeak",)


@dataclass(frozen=True, slots=True)
class PricePeak:
    """Where a curve is highest among the prices reckoned, and how high it is there.

    `low` to `high` holds the price in so many of the repeated draws as `level` says; `height_low`
    to `height_high` the height at `price`. `at_edge`: the peak is the lowest or the highest price
    there is, so the true one may lie outside. All are None where nothing may be said; `reason`
    says why.
    """

    name: str
    price: float | None
    low: float | None
    high: float | None
    height: float | None
    height_low: float | None
    height_high: float | None
    n: float
    level: float
    method: str
    at_edge: bool = False
    reason: str = ""


def unsaid(name: str, n: float, level: float, method: str, reason: str) -> PricePeak:
    """A peak of which nothing may be said, and why."""
    return PricePeak(name, None, None, None, None, None, None, n, level, method, reason=reason)


def highest(curves: Floats) -> Whole:
    """The place of the highest value along the last axis; of equal ones the first."""
    top = np.nanmax(curves, axis=-1, keepdims=True)
    return np.asarray((curves >= top - 1e-12 * np.abs(top)).argmax(axis=-1), np.int64)
