"""Shrinkage: the rat tumours, limits, groups all alike, coverage of planted rates."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from troth.errors import NumbersError
from troth.stats.rates.proportions import wilson
from troth.stats.rates.shrinkage import prior_by_likelihood, prior_by_moments, shrink

RATS = (
    "0/20 x7, 0/19 x4, 0/18 x2, 0/17, 1/20 x4, 1/19 x2, 1/18 x2, 2/25, 2/24, 2/23, 2/20 x6, 1/10, "
    "5/49, 2/19, 5/46, 3/27, 2/17, 7/49, 7/47, 3/20 x2, 2/13, 9/48, 10/50, 4/20 x7, 10/48, "
    "4/19 x3, 5/22, 11/46, 12/49, 5/20 x2, 6/23, 5/19, 6/22, 6/20 x3, 16/52, 15/46, 15/47, 9/24"
)


def _rats() -> tuple[list[int], list[int]]:
    pairs = []
    for part in RATS.split(", "):
        share, _, times = part.partition(" x")
        pairs += [tuple(map(int, share.split("/")))] * int(times or 1)
    return [x for x, _ in pairs], [n for _, n in pairs]


X, N = _rats()


def test_golden_rats_by_moments() -> None:
    assert (len(X), sum(X), sum(N)) == (70, 263, 1725)
    prior = prior_by_moments(X, N)
    assert (prior.alpha, prior.beta) == pytest.approx((1.356, 8.615), abs=6e-4)
    assert (prior.groups, prior.n, prior.method) == (70, 1725, "moments")


def test_golden_rats_the_new_group() -> None:
    found = shrink([4], [14], prior_by_moments(X, N))
    assert found.values[0] == pytest.approx(0.2234, abs=6e-5)
    assert found.standard_errors[0] == pytest.approx(0.083, abs=5e-4)
    assert shrink([4], [14], (1.4, 8.6)).values[0] == pytest.approx(0.225, abs=1e-9)


def test_golden_rats_by_likelihood() -> None:
    prior = prior_by_likelihood([*X, 4], [*N, 14])
    assert (prior.alpha, prior.beta) == pytest.approx((2.342, 14.115), abs=6e-4)
    assert prior.overdispersion == pytest.approx(1 / (1 + 2.342 + 14.115), abs=1e-5)
    assert prior.p_value is not None
    assert prior.p_value < 1e-6
    assert "groups differ by ± 8 %" in prior.says


def test_a_given_prior_is_the_plain_posterior() -> None:
    found, beta = shrink([4, 0], [14, 3], (2.0, 6.0), 0.9), stats.beta(6, 16)
    assert found.values[0] == pytest.approx(beta.mean())
    assert found.standard_errors[0] == pytest.approx(beta.std())
    assert (found.low[0], found.high[0]) == pytest.approx(tuple(beta.interval(0.9)), rel=1e-9)


def test_the_smaller_the_group_the_further_it_is_drawn() -> None:
    found = shrink([*X, 1, 10, 100, 1000], [*N, 2, 20, 200, 2000])
    drawn = 0.5 - found.values[-4:]
    assert (np.diff(drawn) < 0).all()
    assert found.values[-1] == pytest.approx(0.5, abs=0.01)
    assert (np.diff((found.high - found.low)[-4:]) < 0).all()


def test_a_group_of_no_cases_gets_the_mean() -> None:
    found = shrink([*X, 0], [*N, 0])
    assert found.values[-1] == pytest.approx(found.prior.mean)
    assert found.high[-1] - found.low[-1] > (found.high - found.low)[:-1].max()


def test_groups_all_alike_show_no_spread_yet_stay_uncertain() -> None:
    found = shrink([5] * 6, [10] * 6)
    assert (found.prior.alpha, found.prior.beta, found.prior.overdispersion) == (inf, inf, 0)
    assert found.prior.p_value == 1
    assert found.prior.says.startswith("no spread between groups can be seen")
    assert found.values == pytest.approx(0.5)
    common = wilson(30, 60)
    assert found.low[0] < common.low
    assert found.high[0] > common.high


def test_all_successes_or_one_case_each_give_the_common_rate() -> None:
    found, common = shrink([0, 0, 0], [10, 5, 5]), wilson(0, 20)
    assert (found.values[0], found.low[0], found.high[0]) == (0, 0, common.high)
    single = shrink([0, 1, 1, 0], [1, 1, 1, 1])
    assert single.values == pytest.approx(0.5)
    assert single.low[0] == wilson(2, 4).low


COUNTS = st.lists(
    st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    min_size=4, max_size=12,
)  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(COUNTS, st.randoms())
def test_order_does_not_matter_and_values_lie_between_their_own_and_the_mean(
    counts: list[tuple[int, int]], random: object
) -> None:
    if all(x in (0, n) for x, n in counts):
        return
    x, n = (np.array(each, np.float64) for each in zip(*counts, strict=True))
    found = shrink(x, n)
    back = shrink(x[::-1], n[::-1])
    assert found.values == pytest.approx(back.values[::-1], abs=1e-9)
    assert found.low == pytest.approx(back.low[::-1], abs=1e-9)
    own, mean = x / n, found.prior.mean
    assert (np.minimum(own, mean) - 1e-9 <= found.values).all()
    assert (found.values <= np.maximum(own, mean) + 1e-9).all()
    assert ((found.low >= 0) & (found.low <= found.values + 1e-12)).all()
    assert ((found.high <= 1) & (found.high >= found.values - 1e-12)).all()


@pytest.mark.parametrize(
    ("groups", "n", "alpha", "beta"), [(5, 10, 8, 2), (12, 20, 4, 6), (12, 10, 60, 40)]
)
def test_intervals_cover_planted_rates(groups: int, n: int, alpha: float, beta: float) -> None:
    """40 seeded sets; rates of one set share its prior, so the tolerance is wide: .90 to .995."""
    chance, held = np.random.default_rng(groups), []
    for _ in range(40):
        rates = chance.beta(alpha, beta, groups)
        found = shrink(chance.binomial(n, rates), [n] * groups)
        held.append(((found.low <= rates) & (rates <= found.high)).mean())
    assert 0.90 <= np.mean(held) <= 0.995


def test_the_test_of_no_spread_holds_its_size() -> None:
    """300 seeded sets without spread: 5 % of p-values below .05, within 3 errors (.038)."""
    chance = np.random.default_rng(2)
    found = [prior_by_likelihood(chance.binomial(20, 0.4, 15), [20] * 15) for _ in range(300)]
    assert np.mean([(one.p_value or 0) < 0.05 for one in found]) == pytest.approx(0.05, abs=0.038)


@pytest.mark.parametrize(
    ("x", "n", "sentence"),
    [
        ([3, 1, 1], [2, 5, 5], "Group 0 has 3 successes of 2: that is no share"),
        ([1, 1], [5, 5], "at least 3 groups with cases; there are 2"),
        ([1, 1, 0], [5, 5, 0], "at least 3 groups with cases; there are 2"),
        ([0, 3, 4], [2, 3, 4], "Every group is all or nothing"),
        ([1, 1.5, 1], [5, 5, 5], r"successes\[1\] is 1.5"),
        ([1, 1, 1], [5, 5], "differ in length"),
        ([1, np.nan, 1], [5, 5, 5], r"successes\[1\] is nan"),
        ([], [], "successes is empty"),
    ],
)
def test_bad_input_is_said_in_a_sentence(x: list[float], n: list[int], sentence: str) -> None:
    with pytest.raises(NumbersError, match=sentence):
        shrink(x, n)


def test_bad_priors_are_said_in_a_sentence() -> None:
    with pytest.raises(NumbersError, match="alpha is 0"):
        shrink([1], [2], (0, 1))
    with pytest.raises(NumbersError, match="two numbers above 0"):
        shrink([1], [2], (1, 2, 3))  # type: ignore[arg-type]
    with pytest.raises(NumbersError, match="no spread"):
        shrink([1], [2], prior_by_moments([1, 1, 1], [2, 2, 2]))
    with pytest.raises(NumbersError, match="more than any beta distribution"):
        prior_by_moments([0, 2, 0, 2], [2, 2, 2, 2])
