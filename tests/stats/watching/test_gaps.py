"""Gaps: golden numbers of the Poisson rule, the shapes against simulation, the correction."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, stats

from troth.stats.watching.gaps import (
    Shape,
    _fit_gamma,
    _fit_lognormal,
    chance,
    correction,
    fit_shape,
    gaps_until,
    yearly_level,
)
from troth.stats.watching.rhythm import Rhythms, pooled


def rhythms(gaps: np.ndarray) -> Rhythms:
    """Sums over rows of gaps, a row a person."""
    logs = np.log(gaps)
    n = np.full(len(gaps), float(gaps.shape[1]))
    return Rhythms(n, gaps.sum(1), logs.sum(1), (logs**2).sum(1), gaps.max(1))


def fitted(people: Rhythms) -> Shape:
    return fit_shape(people.n, people.total, people.log_sum, people.log_squares)


@pytest.mark.parametrize(("silent", "p"), [(13, 0.0583), (26, 0.0045)])
def test_golden_with_a_prior(silent: float, p: float) -> None:
    assert chance(24, 104, silent, r=1, alpha=4) == pytest.approx(p, abs=6e-5)


@pytest.mark.parametrize(("n", "needed"), [(3, 5.14), (5, 4.10), (10, 3.49), (20, 3.23)])
def test_golden_mean_gaps_at_five_percent_a_gap(n: int, needed: float) -> None:
    assert gaps_until(0.05, n) == pytest.approx(needed, abs=6e-3)
    assert chance(n, n, gaps_until(0.05, n)) == pytest.approx(0.05)


@pytest.mark.parametrize(("n", "needed"), [(3, 20.3), (5, 12.1), (10, 8.5), (20, 7.2)])
def test_golden_mean_gaps_within_a_yearly_budget(n: int, needed: float) -> None:
    level = yearly_level(0.05, 24)
    assert level == pytest.approx(0.00213, abs=6e-6)
    assert gaps_until(level, n) == pytest.approx(needed, abs=0.06)


@pytest.mark.parametrize(("a_year", "missed"), [(4, 4.36), (12, 5.46), (24, 6.15), (52, 6.92)])
def test_golden_missed_purchases_at_a_known_rate(a_year: int, missed: float) -> None:
    assert -math.log(yearly_level(0.05, a_year)) == pytest.approx(missed, abs=6e-3)


def test_the_budget_is_spent_over_a_year_and_never_more_than_one_gap_has() -> None:
    assert 1 - (1 - yearly_level(0.05, 24)) ** 24 == pytest.approx(0.05)
    assert yearly_level(0.05, 0.2) == pytest.approx(0.05)
    assert yearly_level(0.05, np.array([0.2, 24.0])) == pytest.approx([0.05, 0.0021350], abs=1e-6)


@given(st.integers(1, 200), st.floats(0.1, 1e4), st.floats(0, 1e4))
def test_gamma_of_shape_one_is_the_poisson_rule(n: int, total: float, silent: float) -> None:
    plain = Shape("gamma", 1.0, 1.0, 1.0, 10.0, 500, 50, 550, 9.0)
    found = plain.chance([n], [total], [0.0], [0.0], [silent])
    assert found[0] == pytest.approx(chance(n, total, silent), rel=1e-9, abs=1e-300)


@pytest.mark.parametrize("k", [0.5, 1.0, 2.0])
@pytest.mark.parametrize("n", [5, 20])
def test_gamma_gaps_exceed_as_often_as_said(k: float, n: int) -> None:
    draw = np.random.default_rng(7)
    gaps = draw.gamma(k, 1.0, (40_000, n + 1)) * draw.gamma(2.0, 10.0, (40_000, 1))
    shape = Shape("gamma", k, k, 1.0, 10.0, 500, 50, 550, 9.0)
    zero = np.zeros(len(gaps))
    p = shape.chance(zero + n, gaps[:, :n].sum(1), zero, zero, gaps[:, n])
    for level in (0.05, 0.005):
        assert (p <= level).mean() == pytest.approx(level, abs=4 * (level / 40_000) ** 0.5)


@pytest.mark.parametrize("weight", [3.0, 1e6])
def test_lognormal_gaps_exceed_as_often_as_said(weight: float) -> None:
    draw, people, n = np.random.default_rng(8), 40_000, 8
    sigma = 0.8 * np.sqrt(weight / draw.chisquare(weight, (people, 1)))
    gaps = np.exp(draw.normal(2, 1, (people, 1)) + sigma * draw.normal(0, 1, (people, n + 1)))
    past = rhythms(gaps[:, :n])
    shape = Shape("lognormal", 1.0, 1.0, 0.8, weight, 500, 50, 550, -9.0)
    p = shape.chance(past.n, past.total, past.log_sum, past.log_squares, gaps[:, n])
    for level in (0.05, 0.005):
        assert (p <= level).mean() == pytest.approx(level, abs=4 * (level / people) ** 0.5)


def test_the_likelihoods_are_the_integrals_over_the_pace() -> None:
    gaps = np.array([3.0, 5.0, 11.0])
    n, total = np.array([3.0]), np.array([gaps.sum()])
    k, _, gamma = _fit_gamma(n, total, np.array([np.log(gaps).sum()]))

    def of_pace(log_pace: float) -> float:
        return float(np.prod(stats.gamma.pdf(gaps, k, scale=math.exp(log_pace))))

    integral, _ = integrate.quad(of_pace, -10, 15)
    assert gamma == pytest.approx(math.log(integral), abs=1e-6)
    logs = np.log(gaps)
    spread = np.array([((logs - logs.mean()) ** 2).sum()])
    sigma, weight, found = _fit_lognormal(n, np.array([logs.sum()]), spread)

    centre, width = np.linspace(-20, 25, 3001)[:, None], np.linspace(-6, 6, 1201)
    prior = stats.invgamma.pdf(np.exp(width), weight / 2, scale=weight * sigma**2 / 2)
    seen = np.exp(
        stats.norm.logpdf(logs[:, None, None], centre, np.exp(width / 2)).sum(0) - logs.sum()
    )
    over_centre = np.trapezoid(seen, centre[:, 0], axis=0)
    integral = float(np.trapezoid(over_centre * prior * np.exp(width), width))
    assert found == pytest.approx(math.log(integral), abs=2e-3)


@pytest.mark.parametrize(
    ("name", "family"), [("poisson", "gamma"), ("erlang-3", "gamma"), ("lognormal", "lognormal")]
)
def test_the_family_and_its_shape_are_found(name: str, family: str) -> None:
    draw = np.random.default_rng(3)
    size = (400, 12)
    gaps = {
        "poisson": draw.exponential(1.0, size),
        "erlang-3": draw.gamma(3.0, 1.0, size),
        "lognormal": np.exp(draw.normal(0, 1.2, size)),
    }[name] * draw.gamma(2.0, 10.0, (400, 1))
    shape = fitted(rhythms(gaps))
    assert shape.family == family
    if family == "gamma":
        assert shape.k == pytest.approx(3.0 if name == "erlang-3" else 1.0, rel=0.06)
        assert 0.9 * shape.k < shape.k_low < shape.k
    else:
        assert shape.sigma == pytest.approx(1.2, rel=0.04)
    assert (shape.people, shape.gaps, shape.freedom) == (400, 4800, 4400)


def test_a_small_pool_takes_the_more_careful_of_the_two() -> None:
    people = rhythms(np.random.default_rng(1).gamma(4.0, 1.0, (3, 6)))
    shape = fitted(people)
    assert shape.family == "either"
    silent = np.full(3, 40.0)
    past = (people.n, people.total, people.log_sum, people.log_squares, silent)
    each = []
    for family in ("gamma", "lognormal"):
        names = Shape.__slots__
        values = {name: getattr(shape, name) for name in names} | {"family": family}
        each.append(Shape(**values).chance(*past))
    assert shape.chance(*past) == pytest.approx(np.maximum(*each))


def test_one_gap_a_person_tells_no_shape() -> None:
    with pytest.raises(ValueError, match="two gaps"):
        fit_shape([1], [9], [2], [5])


def test_the_correction_makes_a_wrong_family_right() -> None:
    draw = np.random.default_rng(5)
    gaps = np.exp(draw.normal(0, 1.2, (3000, 13))) * 10
    past, wrong = rhythms(gaps[:, :12]), Shape("gamma", 1.0, 1.0, 1.0, 9.0, 500, 50, 550, 9.0)
    plain = wrong.chance(past.n, past.total, past.log_sum, past.log_squares, gaps[:, 12])
    rest = past.n - 1, past.total - past.longest, past.log_sum, past.log_squares
    least = np.sort(wrong.chance(*rest, past.longest))
    right = np.minimum(1, plain * correction(plain, least, past.n))
    assert (plain <= 0.002).mean() > 0.006
    assert (right <= 0.002).mean() < 0.0045


@given(st.floats(1e-12, 1.0))
def test_the_correction_of_a_small_pool_never_makes_a_silence_more_surprising(p: float) -> None:
    factor = correction([p], np.array([0.2, 0.5, 0.9]), [3, 3, 3])
    assert factor[0] >= 1


def test_chances_fall_as_the_silence_grows() -> None:
    people = rhythms(np.random.default_rng(2).exponential(9.0, (300, 10)))
    pool = pooled(people)
    one = people.where(np.zeros(60, dtype=int))
    p = pool.shape.chance(one.n, one.total, one.log_sum, one.log_squares, np.linspace(1, 300, 60))
    assert (np.diff(p) < 0).all()
