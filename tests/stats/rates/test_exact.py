"""Clopper–Pearson: golden numbers, and coverage reckoned exactly, without simulation."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from troth.errors import NumbersError
from troth.stats.rates.exact import exact
from troth.stats.rates.proportions import wilson


@pytest.mark.parametrize(("n", "low"), [(5, 0.478), (10, 0.692)])
def test_golden_all_of_n_is_the_low_end_of_the_two_sided_interval(n: int, low: float) -> None:
    found = exact(n, n)
    assert found.low == pytest.approx(low, abs=6e-4)
    assert found.low == pytest.approx(0.025 ** (1 / n), rel=1e-12)
    assert (found.value, found.high, found.n, found.method) == (1, 1, n, "Clopper–Pearson")


def test_a_bound_on_one_side_spends_the_whole_level_there() -> None:
    found = exact(5, 5, side="lower")
    assert found.low == pytest.approx(0.05 ** (1 / 5), rel=1e-12)
    assert (found.high, found.method) == (1, "Clopper–Pearson, lower bound")
    none = exact(0, 20, side="upper")
    assert (none.low, none.high) == (0, pytest.approx(1 - 0.05 ** (1 / 20), rel=1e-12))
    assert exact(7, 20, 0.9).low == pytest.approx(exact(7, 20, 0.95, "lower").low, rel=1e-12)


@pytest.mark.parametrize(("x", "n"), [(1, 29), (81, 263), (15, 148), (3, 7), (999, 1000)])
def test_the_ends_agree_with_scipy(x: int, n: int) -> None:
    theirs = stats.binomtest(x, n).proportion_ci(0.95, "exact")
    found = exact(x, n)
    assert (found.low, found.high) == pytest.approx((theirs.low, theirs.high), rel=1e-10)


@pytest.mark.parametrize("n", [1, 2, 5, 11, 30])
@pytest.mark.parametrize("side", ["both", "lower", "upper"])
def test_it_never_covers_less_than_its_level(n: int, side: str) -> None:
    """Exact: sums of binomial probabilities over a grid of true shares, no tolerance but 1e-9."""
    found = [exact(x, n, 0.9, side) for x in range(n + 1)]  # type: ignore[arg-type]
    shares = np.linspace(0.001, 0.999, 333)
    held = np.array([[one.low <= p <= one.high for one in found] for p in shares])
    chance = stats.binom.pmf(np.arange(n + 1)[None, :], n, shares[:, None])
    assert (held * chance).sum(1).min() >= 0.9 - 1e-9


@given(st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_it_mirrors_and_holds_the_share(counts: tuple[int, int]) -> None:
    x, n = counts
    found, mirror = exact(x, n), exact(n - x, n)
    assert 0 <= found.low <= x / n <= found.high <= 1
    assert found.low == pytest.approx(1 - mirror.high, abs=1e-12)
    assert found.high - found.low >= (wilson(x, n).high - wilson(x, n).low) * 0.9


def test_nothing_counted_is_nothing_known() -> None:
    assert (exact(0, 0).value, exact(0, 0).low, exact(0, 0).high) == (None, 0, 1)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((3, 2), "3 of 2 is no share"),
        ((1.5, 2), "successes is 1.5: every value has to be a whole number"),
        ((-1, 2), "successes is -1"),
        ((1, float("nan")), "n is nan"),
        ((1, 2, 1.0), "between 0 and 1"),
        ((1, 2, 0.9, "left"), "both, lower or upper"),
    ],
)
def test_bad_input_is_said_in_a_sentence(arguments: tuple[float, ...], sentence: str) -> None:
    with pytest.raises(NumbersError, match=sentence):
        exact(*arguments)  # type: ignore[arg-type]
