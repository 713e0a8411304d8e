"""The rising step function nearest to some means: pooling of adjacent violators, in passes."""

from __future__ import annotations

import numpy as np

from troth.stats.arrays import Floats, Whole

PASSES = 60
"""More passes than chance ever needs; what is left after them is pooled one block at a time."""


def rising(means: Floats, weights: Floats) -> tuple[Floats, Whole]:
    """Values that never fall, nearest in weighted squares, and how many entries each block has.

    Each pass pools every run of blocks that do not rise; a run of them ends in one block whatever
    the order of pooling. Weights are above 0. Blocks rise strictly.
    """
    held, sums = weights.copy(), weights * means
    sizes = np.ones(len(means), np.int64)
    for _ in range(PASSES):
        level = sums / held
        starts = np.flatnonzero(np.append(True, level[1:] > level[:-1]))
        if len(starts) == len(level):
            return np.repeat(level, sizes), sizes
        held, sums = np.add.reduceat(held, starts), np.add.reduceat(sums, starts)
        sizes = np.add.reduceat(sizes, starts)
    held, sums, sizes = _one_by_one(held, sums, sizes)
    return np.repeat(sums / held, sizes), sizes


def _one_by_one(held: Floats, sums: Floats, sizes: Whole) -> tuple[Floats, Floats, Whole]:
    """The same with a stack, which no order of values can slow down."""
    stack: list[tuple[float, float, int]] = []
    for weight, total, size in zip(held.tolist(), sums.tolist(), sizes.tolist(), strict=True):
        while stack and stack[-1][1] * weight >= total * stack[-1][0]:
            below = stack.pop()
            weight, total, size = weight + below[0], total + below[1], size + below[2]
        stack.append((weight, total, size))
    columns = zip(*stack, strict=True)
    kept, totals, lengths = (np.array(column) for column in columns)
    return kept, totals, lengths.astype(np.int64)
