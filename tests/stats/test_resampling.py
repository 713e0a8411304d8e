"""Drawing units again: seeded, whole, and intervals that cover."""

from __future__ import annotations

import numpy as np
import pytest

from troth.stats.resampling import again, spread


def test_every_draw_takes_as_many_as_there_are_and_the_seed_decides() -> None:
    first = list(again(7, draws=5, seed=3))
    assert all(counts.sum() == 7 for counts in first)
    assert np.array_equal(first, list(again(7, draws=5, seed=3)))
    assert not np.array_equal(first, list(again(7, draws=5, seed=4)))


def test_the_interval_of_a_mean_covers_it() -> None:
    chance, covered = np.random.default_rng(1), 0
    for _ in range(300):
        drawn = chance.normal(5, 2, 40)
        low, high = spread(lambda counts, x=drawn: counts @ x / 40, 40, draws=300)
        covered += bool(low <= 5 <= high)
    assert covered / 300 == pytest.approx(0.94, abs=0.045)


def test_shapes_are_kept_and_what_cannot_be_reckoned_is_nan() -> None:
    low, high = spread(lambda counts: np.array([counts[0], np.nan, 1.0]), 3, draws=50)
    assert low.shape == high.shape == (3,)
    assert np.isnan(low[1])
    assert (low[2], high[2]) == (1, 1)
    table, _ = spread(lambda counts: np.outer(counts[:2], [1.0, 2.0]), 3, draws=20)
    assert table.shape == (2, 2)
