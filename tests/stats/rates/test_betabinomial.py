"""The likelihood in tails: against gamma functions, its derivatives, its binomial limit."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from scipy.special import gammaln

from troth.stats.arrays import Floats
from troth.stats.rates.betabinomial import best_means, fit, likelihood, logged, tails


def _groups(most: int, groups: int = 60) -> tuple[Floats, Floats]:
    chance = np.random.default_rng(most)
    n = chance.integers(1, most, groups)
    x = chance.binomial(n, chance.beta(3, 7, groups))
    return x.astype(np.float64), n.astype(np.float64)


@pytest.mark.parametrize("most", [3, 50, 5000, 2_000_000])
def test_it_is_the_beta_binomial_up_to_its_constant(most: int) -> None:
    x, n = _groups(most)
    a, b = 2.5, 8.0
    plain = (
        gammaln(x + a) + gammaln(n - x + b) - gammaln(n + a + b)
        - gammaln(a) - gammaln(b) + gammaln(a + b)
    ).sum()  # fmt: skip
    found = likelihood(tails(x, n), a / (a + b), 1 / (a + b))[0]
    assert found == pytest.approx(plain, rel=1e-10, abs=1e-7)


def test_no_spread_is_the_binomial() -> None:
    x, n = _groups(40)
    found = likelihood(tails(x, n), 0.3, 0.0)[0]
    plain = stats.binom.logpmf(x, n, 0.3) - (gammaln(n + 1) - gammaln(x + 1) - gammaln(n - x + 1))
    assert found == pytest.approx(plain.sum(), rel=1e-12)


@pytest.mark.parametrize("most", [20, 3000])
@pytest.mark.parametrize("at", [(-0.8, -2.0), (0.5, -6.0), (-2.0, 1.0)])
def test_derivatives_are_those_of_finite_differences(most: int, at: tuple[float, float]) -> None:
    seen, place, step = tails(*_groups(most)), np.array(at), 1e-5
    _, slope, bend = logged(seen, place)
    for axis in range(2):
        move = np.eye(2)[axis] * step
        up, down = logged(seen, place + move), logged(seen, place - move)
        assert slope[axis] == pytest.approx((up[0] - down[0]) / (2 * step), rel=1e-5, abs=1e-3)
        assert bend[axis] == pytest.approx((up[1] - down[1]) / (2 * step), rel=1e-5, abs=1e-3)


def test_the_top_is_flat_and_the_best_mean_lies_on_it() -> None:
    seen = tails(*_groups(40))
    top = fit(seen, np.array([-1.0, -2.0]))
    assert np.abs(top.gradient).max() < 1e-4
    mean, spread = 1 / (1 + np.exp(-top.at[0])), np.exp(top.at[1])
    spreads = np.array([0.0, spread, 1.0])
    means, values, variances = best_means(seen, spreads, 0.5)
    assert means[1] == pytest.approx(mean, abs=1e-6)
    assert values[1] == pytest.approx(top.value, abs=1e-8)
    for place, spread_here in enumerate(spreads):
        value, slope, bend = likelihood(seen, means[place], spread_here)
        assert values[place] == pytest.approx(value, rel=1e-12)
        assert slope[0] == pytest.approx(0, abs=1e-5)
        assert variances[place] == pytest.approx(-1 / bend[0, 0], rel=1e-6)
