"""How far a forecast was off: plain arithmetic, and an interval that covers."""

from __future__ import annotations

import numpy as np
import pytest

from troth.errors import NumbersError
from troth.stats.buying.holdout import holdout


def test_the_arithmetic() -> None:
    off = holdout([1, 2, 3], [0, 2, 5])
    assert (off.mae, off.rmse) == pytest.approx((1, (5 / 3) ** 0.5))
    assert (off.expected, off.actual, off.ratio) == (6, 7, pytest.approx(7 / 6))
    assert off.correlation == pytest.approx(np.corrcoef([1, 2, 3], [0, 2, 5])[0, 1])


def test_the_interval_of_the_error_covers_it() -> None:
    chance, covered = np.random.default_rng(3), 0
    rates = chance.gamma(1, 2, 1_000_000)
    truth = np.abs(chance.poisson(rates) - rates).mean()
    for _ in range(150):
        rate = chance.gamma(1, 2, 300)
        off = holdout(rate, chance.poisson(rate), draws=200)
        covered += off.mae_interval[0] <= truth <= off.mae_interval[1]
    assert covered / 150 == pytest.approx(0.95, abs=0.06)


def test_what_cannot_be_told_is_none() -> None:
    assert holdout([0, 0], [0, 1]).ratio is None
    assert holdout([1, 1], [0, 1]).correlation is None
    with pytest.raises(NumbersError, match="differ in length"):
        holdout([1], [1, 2])
