"""The curve of renewals: published numbers, its derivatives, its intervals, and bad input."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.errors import NumbersError
from troth.stats.survival.sbg import _likelihood, _series, _totals, _worth, sbg

HIGH = [1000, 869, 743, 653, 593, 551, 517, 491]
REGULAR = [1000, 631, 468, 382, 326, 289, 262, 241]


@pytest.mark.parametrize(
    ("survivors", "alpha", "beta", "height", "ahead", "renewal", "residual", "lifetime"),
    [
        (
            HIGH, 0.668088, 3.806095, -1611.158147,
            [0.4604, 0.4358, 0.4142, 0.3951, 0.3780],
            [0.851, 0.878, 0.897, 0.911, 0.921], [5.414, 5.901, 6.294], 5.9223,
        ),
        (
            REGULAR, 0.704077, 1.182043, -1680.265188,
            [0.2201, 0.2044, 0.1912, 0.1799, 0.1700],
            [0.627, 0.756, 0.819, 0.856, 0.880], [2.964, 4.103, 4.870], 3.6949,
        ),
    ],
)  # fmt: skip
def test_the_published_cohorts_are_reproduced(
    survivors, alpha, beta, height, ahead, renewal, residual, lifetime
) -> None:
    found = sbg(survivors)
    assert found.params == pytest.approx({"alpha": alpha, "beta": beta}, abs=6e-7)
    assert found.log_likelihood == pytest.approx(height, abs=6e-7)
    assert found.survival(range(8, 13)) == pytest.approx(ahead, abs=6e-5)
    assert found.renewal([1, 2, 3, 4, 5]) == pytest.approx(renewal, abs=6e-4)
    assert found.residual_value([1, 2, 3], 1, 0.1) == pytest.approx(residual, abs=6e-4)
    assert found.lifetime_value(1, 0.1) == pytest.approx(lifetime, abs=6e-5)
    assert found.n == 1000


def test_the_misfit_says_which_cohort_the_curve_describes() -> None:
    """Recomputed here: 2 (log L with a share of its own for each renewal − log L of the curve)."""
    regular, high = sbg(REGULAR).misfit, sbg(HIGH).misfit
    assert (regular.degrees, high.degrees) == (5, 5)
    assert regular.chi2 == pytest.approx(1.46, abs=6e-3)
    assert high.chi2 == pytest.approx(12.22, abs=6e-3)
    assert regular.p > 0.9
    assert 0.02 < high.p < 0.05
    assert sbg(REGULAR[:3]).misfit.p is None


def test_values_are_sums_of_the_curve() -> None:
    found, far = sbg(REGULAR), np.arange(4000)
    s = found.survival(far)
    assert found.lifetime_value(7, 0.05) == pytest.approx(7 * (s / 1.05**far).sum(), rel=1e-10)
    three = (s[3:] / s[2] / 1.05 ** np.arange(len(s) - 3)).sum()
    assert found.residual_value(3, 1, 0.05) == pytest.approx(three, rel=1e-10)
    new = 1 + found.residual_value(1, 1, 0.1) / 1.1
    assert found.lifetime_value(1, 0.1) == pytest.approx(new, rel=1e-12)


@pytest.mark.parametrize("due", [0, 1, 7])
def test_the_two_ways_to_the_value_agree(due: int) -> None:
    """hyp2f1 against the plain sum; the sum alone where alpha is large, against a long sum."""
    for a, b, d in [(0.7, 1.2, 0.1), (3.0, 40.0, 0.01), (20.0, 0.3, 0.2)]:
        z = 1 / (1 + d)
        first = (b + due - 1) / (a + b + due - 1) if due else 1.0
        assert _worth(a, b, due, d) == pytest.approx(first * _series(a, b + due, z), rel=1e-9)
    a, b = 1e5, 4e5
    later = np.arange(400)
    long = np.exp(np.cumsum(np.log((b + later) / (a + b + later) / 1.1))).sum() + 1
    assert _worth(a, b, 0, 0.1) == pytest.approx(long, rel=1e-12)
    assert _worth(2.5, 4.0, 0, 0.0) == pytest.approx(5.5 / 1.5)


def test_slope_and_curvature_are_those_of_the_likelihood() -> None:
    at = _likelihood(*_totals([np.array(HIGH, float), np.array(REGULAR[:4], float)]))
    place, step = np.array([-0.3, 0.8]), 1e-5
    _, gradient, hessian = at(place)
    for i, by in enumerate(np.eye(2) * step):
        up, down = at(place + by), at(place - by)
        assert gradient[i] == pytest.approx((up[0] - down[0]) / (2 * step), rel=1e-6)
        assert hessian[i] == pytest.approx((up[1] - down[1]) / (2 * step), rel=1e-6)


def test_the_likelihood_is_that_of_the_model() -> None:
    """Σ lost log P(T=t) + rest log S(last), from the beta functions of the paper."""
    from scipy.special import betaln

    found = sbg(REGULAR)
    a, b = found.params.values()
    t, counts = np.arange(1, 8), np.array(REGULAR)
    left = counts[:-1] - counts[1:]
    own = left @ (betaln(a + 1, b + t - 1) - betaln(a, b))
    own += counts[-1] * (betaln(a, b + 7) - betaln(a, b))
    assert found.log_likelihood == pytest.approx(own, abs=1e-9)


def test_cohorts_of_different_lengths_share_a_curve_and_order_does_not_matter() -> None:
    one, other = sbg([HIGH, REGULAR[:4], [50]]), sbg([[50], REGULAR[:4], HIGH])
    assert one.params == pytest.approx(other.params, rel=1e-9)
    assert one.n == 2050


def test_a_cohort_split_in_two_changes_nothing() -> None:
    halves = [[500, 300, 200, 160], [500, 331, 268, 222]]
    whole = np.sum(halves, axis=0)
    one, other = sbg(whole), sbg(halves)
    assert one.params == pytest.approx(other.params, rel=1e-8)
    assert one.standard_errors == pytest.approx(other.standard_errors, rel=1e-6)
    assert one.log_likelihood == pytest.approx(other.log_likelihood)
    thrice = sbg(3 * whole)
    assert thrice.params == pytest.approx(one.params, rel=1e-6)
    assert thrice.standard_errors["beta"] == pytest.approx(one.standard_errors["beta"] / 3**0.5)


@settings(max_examples=60, deadline=None)
@given(st.floats(0.2, 5), st.floats(0.2, 10))
def test_exact_curves_give_their_parameters_back(alpha: float, beta: float) -> None:
    later = np.arange(9)
    stay = (beta + later) / (alpha + beta + later)
    counts = 1e6 * np.concatenate([[1], np.cumprod(stay)])
    found = sbg(counts)
    assert found.params == pytest.approx({"alpha": alpha, "beta": beta}, rel=1e-4)
    assert found.survival(9) == pytest.approx(counts[9] / 1e6, rel=1e-6)
    assert (np.diff(found.renewal(np.arange(1, 60))) > 0).all()
    assert (np.diff(found.survival(np.arange(60))) < 0).all()
    assert found.misfit.chi2 < 1e-3
    band = found.survival_band(np.arange(60))
    assert (band.low <= band.value).all()
    assert (band.value <= band.high).all()
    assert (band.low[0], band.high[0]) == (1, 1)


def test_intervals_cover_as_often_as_they_say() -> None:
    """400 cohorts of 600, seven renewals; coverage of .95 within 3 Monte-Carlo errors (.033)."""
    a, b, chance = 0.9, 2.0, np.random.default_rng(5)
    t = np.array([1, 5, 12])
    stay = (b + np.arange(12)) / (a + b + np.arange(12))
    truth_s, truth_r = np.cumprod(stay)[t - 1], stay[t - 1]
    later = np.arange(300)
    ones = np.concatenate([[1], np.cumprod((b + later) / (a + b + later))])
    truth_v = (ones / 1.1 ** np.arange(301)).sum()
    hit = np.zeros(7)
    for _ in range(400):
        counts = [600]
        for share in stay[:7]:
            counts.append(int(chance.binomial(counts[-1], share)))
        found = sbg(counts)
        s, r, v = found.survival_band(t), found.renewal_band(t), found.value_band(0)
        hit[:3] += (s.low <= truth_s) & (truth_s <= s.high)
        hit[3:6] += (r.low <= truth_r) & (truth_r <= r.high)
        hit[6] += v.low[0] <= truth_v <= v.high[0]
    assert (np.abs(hit / 400 - 0.95) < 0.033).all(), hit / 400


def test_draws_scatter_as_the_intervals_say_and_are_seeded() -> None:
    found = sbg(REGULAR)
    curves, band = found.draws(12, 4000), found.survival_band(np.arange(13))
    assert curves.shape == (4000, 13)
    assert np.quantile(curves, 0.025, axis=0) == pytest.approx(band.low, abs=2e-3)
    assert np.quantile(curves, 0.975, axis=0) == pytest.approx(band.high, abs=2e-3)
    assert (curves == found.draws(12, 4000)).all()


@pytest.mark.filterwarnings("error")
def test_a_curve_that_is_almost_constant_stays_finite() -> None:
    found = sbg([1000, 800, 640, 512.5])
    assert np.isfinite(found.draws(50)).all()
    band = found.survival_band([1, 3, 50])
    assert np.isfinite([band.low, band.high]).all()
    assert found.lifetime_value(1, 0.1) == pytest.approx(1 / (1 - 0.8 / 1.1), rel=0.02)


@pytest.mark.parametrize(
    ("survivors", "says"),
    [
        ([], "empty"),
        ([1000], "No renewal has been seen"),
        ([1000, 800], "Only one renewal"),
        ([[10, 5], [20, 9]], "Only one renewal"),
        ([10, 10, 10], "Nobody ever left"),
        ([10, 0], "Everybody left at the first"),
        ([10, 0, 0], "Everybody left at the first"),
        ([10, 5, 5, 5], "Nobody left after the first"),
        ([5, 6], "rises from 5 to 6 at place 1"),
        ([[9, 5, 4], [5, 4, 6]], r"survivors\[1\] rises"),
        ([0, 0], "begin with somebody"),
        ([1000, 800, 640, 512], "constant 80.0%"),
        ([1000, 900, 500], "does not rise with age"),
        ([10, -1], "below 0"),
        ([10, float("nan")], "finite"),
        (["ten", "nine"], "no number"),
        (3, "row of counts"),
    ],
)
@pytest.mark.filterwarnings("error")
def test_what_cannot_be_fitted_is_said(survivors, says: str) -> None:
    with pytest.raises(NumbersError, match=says):
        sbg(survivors)


def test_what_cannot_be_asked_is_said() -> None:
    found = sbg(HIGH)
    with pytest.raises(NumbersError, match="no end"):
        found.lifetime_value(1, 0)
    with pytest.raises(NumbersError, match="whole"):
        found.survival(1.5)
    with pytest.raises(NumbersError, match="below 1"):
        found.renewal(0)
    with pytest.raises(NumbersError, match="below 0"):
        found.lifetime_value(1, -0.1)
    with pytest.raises(NumbersError, match="level"):
        found.survival_band(1, level=2)
