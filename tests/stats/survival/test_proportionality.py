"""Proportionality: the numbers of cox.zph, the definition by brute force, its size and its power."""

from __future__ import annotations

import numpy as np
import pytest

from tests.stats.survival.tables import real, table
from troth.errors import NumbersError
from troth.stats.survival.cox import cox
from troth.stats.survival.kaplan_meier import kaplan_meier
from troth.stats.survival.proportionality import proportionality


@real
def test_golden_rossi() -> None:
    rossi = table("rossi")
    names = list(rossi.columns[2:])
    found = proportionality(cox(rossi["week"], rossi["arrest"], rossi[names], names))
    assert found["age"].chi2 == pytest.approx(5.9740, abs=5e-5)
    assert found["age"].p == pytest.approx(0.01452, abs=5e-6)
    assert found.together.chi2 == pytest.approx(17.694, abs=5e-4)
    assert found.together.p == pytest.approx(0.01343, abs=5e-6)
    assert (found["age"].df, found.together.df, found.n, found.events) == (1, 7, 432, 114)
    with pytest.raises(NumbersError, match="no column “wage”"):
        found["wage"]


def test_it_is_the_score_of_a_model_with_a_covariate_times_time() -> None:
    """Two scores of the log-likelihood with x g(t) as further columns, by finite differences."""
    draw = np.random.default_rng(3)
    n = 60
    long, ended = draw.integers(1, 15, n).astype(float), draw.random(n) < 0.7
    x = draw.normal(size=(n, 2))
    fit = cox(long, ended, x)
    curve = kaplan_meier(long, ended)
    times = np.unique(long[ended])
    g = {t: 1 - curve.survival[np.searchsorted(curve.times, t) - 1] for t in times}

    def value(at: np.ndarray) -> float:
        total = 0.0
        for t in times:
            eta = x @ (at[:2] + at[2:] * g[t])
            dead, there = (long == t) & ended, long >= t
            share = np.arange(dead.sum()) / dead.sum()
            total += (
                eta[dead].sum()
                - np.log(np.exp(eta[there]).sum() - share * np.exp(eta[dead]).sum()).sum()
            )
        return total

    start, step = np.append(fit.coefficients, [0, 0]), 1e-3
    unit = np.eye(4) * step
    u = np.array([(value(start + e) - value(start - e)) / (2 * step) for e in unit])
    curved = np.array(
        [
            [
                value(start + a + b) - value(start + a - b)
                - value(start - a + b) + value(start - a - b)
                for b in unit
            ]
            for a in unit
        ]
    ) / (-4 * step**2)  # fmt: skip
    found = proportionality(fit)
    for at in (0, 1):
        keep = [0, 1, 2 + at]
        chi2 = u[keep] @ np.linalg.solve(curved[np.ix_(keep, keep)], u[keep])
        assert found.tests[at].chi2 == pytest.approx(chi2, rel=1e-3)
    assert found.together.chi2 == pytest.approx(u @ np.linalg.solve(curved, u), rel=1e-3)


@pytest.mark.parametrize("transform", ["km", "rank", "identity", "log"])
def test_units_weights_and_order_change_nothing(transform: str) -> None:
    draw = np.random.default_rng(5)
    long, ended = draw.integers(1, 30, 80).astype(float), draw.random(80) < 0.7
    x, weights, layer = draw.normal(size=(80, 2)), draw.integers(1, 3, 80), draw.integers(0, 2, 80)
    fit = cox(long, ended, x, weights=weights, strata=layer)
    apart = draw.permutation(np.repeat(np.arange(80), weights))
    split = cox(7 * long[apart], ended[apart], 9 * x[apart] - 4, strata=layer[apart])
    one, other = (proportionality(each, transform) for each in (fit, split))
    assert [t.chi2 for t in one.tests] == pytest.approx([t.chi2 for t in other.tests])
    assert one.together.chi2 == pytest.approx(other.together.chi2)


def test_its_size_is_what_it_says_and_a_fading_effect_is_found() -> None:
    """600 samples of 120: share of p < .05 within 3 Monte Carlo errors and half a point; with an
    effect that ends half-way, more than half are found."""
    draw = np.random.default_rng(7)
    small = 0
    for _ in range(600):
        x = draw.normal(size=120)
        long, left = draw.exponential(size=120) * np.exp(-0.5 * x), draw.exponential(3, 120)
        small += proportionality(cox(np.minimum(long, left), long <= left, x)).together.p < 0.05
    assert small / 600 == pytest.approx(0.05, abs=3 * (0.0475 / 600) ** 0.5 + 0.005)
    found = 0
    for _ in range(100):
        x = draw.integers(0, 2, 120)
        spent = draw.exponential(size=120)
        quick = np.where(spent < 1, spent / 3, spent - 2 / 3)
        long = np.where(x == 1, quick, spent)
        found += proportionality(cox(long, np.ones(120), x)).together.p < 0.05
    assert found > 50


@pytest.mark.filterwarnings("error")
def test_ends_all_at_one_time_say_nothing() -> None:
    fit = cox([4, 4, 4, 9, 9], [1, 1, 1, 0, 0], [1, 3, 2, 2.5, 0])
    found = proportionality(fit)
    assert (found.together.p, found.together.df, found.tests[0].p) == (None, 0, None)


def test_bad_input_is_told_in_one_sentence() -> None:
    fit = cox([0, 1, 2, 3], [1, 1, 1, 0], [1, 3, 2, 1.5])
    with pytest.raises(NumbersError, match="An end came at time 0"):
        proportionality(fit, "log")
    with pytest.raises(NumbersError, match="transform is “square”"):
        proportionality(fit, "square")
