"""Draw respondents again, where each row stands for as many people as its weight says."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from troth.stats.arrays import Floats, number
from troth.stats.normal import quantile
from troth.stats.resampling import SEED, again

FEWEST = 20
"""With fewer draws than these a percentile says nothing."""


def checked(level: float, draws: int) -> tuple[float, int]:
    """A level between 0 and 1 and a whole number of draws, or a NumbersError."""
    sure = number("level", level)
    quantile(sure)
    return sure, int(number("draws", draws, least=FEWEST, whole=True))


def redraws(weights: Floats, draws: int, seed: int = SEED) -> Iterator[Floats]:
    """For each draw how many people fell on each row; they sum to the people there are.

    `weights` are above 0. Equal rows taken together or apart, in whole numbers, draw alike.
    """
    people = max(1, round(float(weights.sum())))
    whole = bool((weights == np.rint(weights)).all())
    if whole and people <= 64 * len(weights):
        starts = np.concatenate(([0], np.cumsum(weights)[:-1])).astype(np.int64)
        for taken in again(people, draws, seed):
            yield np.add.reduceat(taken, starts).astype(np.float64)
        return
    chance, shares = np.random.default_rng(seed), weights / weights.sum()
    for _ in range(draws):
        yield chance.multinomial(people, shares).astype(np.float64)


def percentiles(drawn: Floats, level: float) -> tuple[Floats, Floats]:
    """Low and high percentiles down the first axis; NaN draws are left out, all NaN stays NaN."""
    known = ~np.isnan(drawn).all(axis=0)
    low, high = np.full(drawn.shape[1:], np.nan), np.full(drawn.shape[1:], np.nan)
    ends = [(1 - level) / 2, (1 + level) / 2]
    low[known], high[known] = np.nanquantile(drawn[:, known], ends, axis=0)
    return low, high
