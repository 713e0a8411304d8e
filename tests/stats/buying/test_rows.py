"""Collapsing loses nothing: grids, weights, keys too many for a table."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.stats.buying import rows as module
from troth.stats.buying.pairs import by_pair
from troth.stats.buying.rows import collapse, grid

HISTORY = st.tuples(st.integers(0, 4), st.integers(1, 30), st.integers(0, 30))


def columns(rows: list[tuple[int, int, int]], unit: float) -> tuple[np.ndarray, ...]:
    x, tx, more = np.array(rows, float).T
    tx = np.where(x > 0, tx, 0)
    return x, tx / unit, (tx + more) / unit


@pytest.mark.parametrize("cells", [module.CELLS, 1])
@given(
    rows=st.lists(HISTORY, min_size=1, max_size=30).filter(lambda r: any(x for x, *_ in r)),
    unit=st.sampled_from([1.0, 7.0, 100.0, 0.3]),
    weighted=st.booleans(),
)
def test_distinct_rows_with_their_weights_are_the_rows(cells, rows, unit, weighted) -> None:
    held, module.CELLS = module.CELLS, cells
    try:
        x, tx, T = columns(rows, unit)
        weights = np.arange(1, len(x) + 1) if weighted else None
        found = collapse(x, tx, T, weights)
    finally:
        module.CELLS = held
    told: dict[tuple[float, ...], float] = {}
    for row, weight in zip(
        zip(x, tx, T, strict=True), weights if weighted else np.ones(len(x)), strict=True
    ):
        key = tuple(np.round(row, 6))
        told[key] = told.get(key, 0) + float(weight)
    seen: dict[tuple[float, ...], float] = {}
    for row, weight in zip(zip(found.x, found.tx, found.T, strict=True), found.weight, strict=True):
        key = tuple(np.round(row, 6))
        seen[key] = seen.get(key, 0) + float(weight)
    assert seen == told


@pytest.mark.parametrize(
    ("times", "steps"),
    [([0, 3, 9], 1), ([1 / 7, 3], 7), ([0.25, 1 / 24], 24), ([38.86, 1.71], 100), ([np.pi], None)],
)
def test_the_grid_of_times_is_found(times: list[float], steps: int | None) -> None:
    found = grid(np.array(times))
    assert (found[0] if found else None) == steps


def test_a_costly_function_of_pairs_is_reckoned_once_a_pair() -> None:
    chance = np.random.default_rng(1)
    x, T = chance.integers(0, 5, 5000) * 1.0, chance.integers(10, 40, 5000) / 7
    asked = []

    def costly(count: np.ndarray, time: np.ndarray) -> np.ndarray:
        asked.append(len(count))
        return count * 100 + time

    assert by_pair(costly, x, T) == pytest.approx(x * 100 + T, rel=1e-12)
    assert asked == [150]
