"""How sure is a number that no formula covers? Draw the units again, with a seed, and look.

The unit is whoever answers for her rows: a respondent, a customer, a document; never a row of
many that one person gave. Every draw is seeded, so the same data give the same interval.
Source: Efron and Tibshirani, An Introduction to the Bootstrap, 1993.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from troth.stats.arrays import Floats, Whole

SEED = 20
DRAWS = 1000


def again(units: int, draws: int = DRAWS, seed: int = SEED) -> Iterator[Whole]:
    """For each draw how often each unit was taken: whole numbers that sum to `units`."""
    chance = np.random.default_rng(seed)
    for _ in range(draws):
        yield np.bincount(chance.integers(0, units, units), minlength=units).astype(np.int64)


def spread(
    statistic: Callable[[Whole], float | Floats],
    units: int,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    level: float = 0.95,
) -> tuple[Floats, Floats]:
    """Low and high percentiles of a statistic of counts per unit, one pair a number it returns.

    Both ends have the shape of what the statistic returns.
    Draws in which a number cannot be reckoned (NaN) are left out of its percentiles.
    """
    drawn = np.array([statistic(counts) for counts in again(units, draws, seed)], np.float64)
    flat = drawn.reshape(draws, -1)
    ends = np.full((2, flat.shape[1]), np.nan)
    some = ~np.isnan(flat).all(axis=0)
    if some.any():
        ends[:, some] = np.nanquantile(flat[:, some], [(1 - level) / 2, (1 + level) / 2], axis=0)
    low, high = ends.reshape(2, *drawn.shape[1:])
    return low, high
