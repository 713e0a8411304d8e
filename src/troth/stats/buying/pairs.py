"""Reckon a costly function of two columns once for each distinct pair."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from troth.stats.arrays import Floats
from troth.stats.buying.rows import CELLS, blocks, grid, on

FEW = 2_000


def by_pair(function: Callable[[Floats, Floats], Floats], x: Floats, times: Floats) -> Floats:
    """`function(x, times)`, with equal pairs of a whole number and a time reckoned together."""
    steps = _steps(times) if len(x) > FEW else None
    if steps is None:
        return function(x, times)
    low, high = int(times.min() * steps + 0.5), int(times.max() * steps + 0.5)
    wide = high + 1 - low
    cells = (int(x.max()) + 1) * wide
    if cells > CELLS:
        return function(x, times)
    key = np.empty(len(x), np.intp)
    seen = np.zeros(cells, np.bool_)
    for some in blocks(len(x)):
        point = (times[some] * steps + 0.5).astype(np.intp)
        key[some] = x[some].astype(np.intp) * wide + (point - low)
        seen[key[some]] = True
    found = np.flatnonzero(seen)
    worth = np.zeros(cells)
    worth[found] = function((found // wide).astype(np.float64), (found % wide + low) / steps)
    return worth[key]


def _steps(times: Floats) -> int | None:
    """How fine the grid of the times is, where they have one, looked at piece by piece."""
    first = grid(times[:FEW])
    if first is None:
        return None
    return first[0] if all(on(times[some], first[0]) for some in blocks(len(times))) else None
