"""NBD: the reference numbers, and the yardstick it is."""

from __future__ import annotations

import numpy as np
import pytest

from tests.stats.buying.cdnow import from_days, needs_data
from troth.stats.buying.holdout import holdout
from troth.stats.buying.nbd import nbd


@needs_data
def test_cdnow_and_its_holdout() -> None:
    people = from_days()
    fit = nbd(people.frequency, people.T)
    assert fit.params == pytest.approx({"r": 0.384766, "alpha": 12.072014}, rel=1e-5)
    assert fit.log_likelihood == pytest.approx(-9763.657615, abs=1e-6)
    told = fit.expected(39, people.frequency, people.recency, people.T)
    off = holdout(told, people.holdout)
    assert (off.mae, off.rmse, off.expected) == pytest.approx((1.04102, 1.8595, 2929.8), rel=4e-5)
    assert (fit.alive(people.frequency, people.recency, people.T) == 1).all()


def test_the_truth_is_found_again() -> None:
    chance = np.random.default_rng(1)
    T = chance.integers(100, 300, 20_000).astype(float)
    x = chance.poisson(chance.gamma(0.8, 1 / 40, 20_000) * T)
    fit = nbd(x, T)
    for name, value in {"r": 0.8, "alpha": 40.0}.items():
        assert abs(fit.params[name] - value) < 4 * fit.standard_errors[name]
    assert fit.newcomer([100])[0] == pytest.approx(0.8 / 40 * 100, rel=0.05)
