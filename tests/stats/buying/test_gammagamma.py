"""Gamma–gamma: CDNOW to six digits, truth found again, what has no mean."""

from __future__ import annotations

import numpy as np
import pytest

from tests.stats.buying.cdnow import from_days, needs_data
from troth.errors import NumbersError
from troth.stats.buying.gammagamma import _likelihood, gammagamma


@needs_data
def test_cdnow_receipts() -> None:
    people = from_days()
    fit = gammagamma(people.frequency, people.amount)
    assert fit.params == pytest.approx({"p": 6.25, "q": 3.74, "v": 15.44}, abs=6e-3)
    assert fit.params == pytest.approx({"p": 6.249349, "q": 3.744256, "v": 15.444307}, rel=6e-5)
    assert fit.log_likelihood == pytest.approx(-4055.917695, abs=1e-5)
    assert fit.log_likelihood >= -4055.917695 - 1e-6
    assert fit.customers == 946
    assert fit.correlation == pytest.approx(0.11, abs=0.01)


def receipts(people: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(seed)
    x = chance.integers(0, 9, people)
    scale = chance.gamma(3.5, 1 / 16.0, people)
    spent = chance.gamma(6.0 * np.maximum(x, 1), 1 / scale)
    return x, np.where(x > 0, spent / np.maximum(x, 1), 0.0)


def test_the_truth_is_found_again_and_no_receipt_means_the_mean_of_all() -> None:
    x, m = receipts(30_000, 1)
    fit = gammagamma(x, m)
    for name, value in {"p": 6.0, "q": 3.5, "v": 16.0}.items():
        assert abs(fit.params[name] - value) < 4 * fit.standard_errors[name]
    told = fit.expected([0, 1, 1000], [0, 200, 200])
    assert fit.mean is not None
    assert told[0] == pytest.approx(fit.mean)
    assert told[0] < told[1] < told[2] < 200
    assert told[2] == pytest.approx(200, rel=0.01)


def test_currency_scales_and_weights_count() -> None:
    x, m = receipts(500, 2)
    fit, cents = gammagamma(x, m), gammagamma(x, 100 * m)
    assert cents.params["v"] == pytest.approx(100 * fit.params["v"], rel=1e-6)
    assert cents.params["p"] == pytest.approx(fit.params["p"], rel=1e-6)
    weights = np.random.default_rng(0).integers(1, 3, 500)
    each = gammagamma(np.repeat(x, weights), np.repeat(m, weights))
    assert gammagamma(x, m, weights).params == pytest.approx(each.params, rel=1e-6)


def test_slopes_and_curvature_are_those_of_differences() -> None:
    x, m = receipts(50, 3)
    x, m = x[x > 0] * 1.0, m[x > 0]
    at, w = np.log([5.0, 3.0, 12.0]), np.linspace(1, 2, len(x))
    _, slope, bend = _likelihood(at, x, m, w)
    for i, one in enumerate(1e-5 * np.eye(3)):
        up, down = _likelihood(at + one, x, m, w), _likelihood(at - one, x, m, w)
        assert slope[i] == pytest.approx((up[0] - down[0]) / 2e-5, rel=1e-6, abs=1e-5)
        assert bend[i] == pytest.approx((up[1] - down[1]) / 2e-5, rel=1e-6, abs=1e-4)


@pytest.mark.parametrize(
    ("x", "m", "says"),
    [
        ([1, 0], [5, 0], "Fewer than two customers"),
        ([1, 2], [5, 0], r"amount\[1\] is 0: every value has to be above 0"),
        ([1, 2], [5, np.nan], r"amount\[1\] is nan"),
        ([1, 2], [5], "differ in length"),
    ],
)
def test_receipts_that_cannot_be_are_named(x, m, says: str) -> None:
    with pytest.raises(NumbersError, match=says):
        gammagamma(x, m)
