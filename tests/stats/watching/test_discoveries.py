"""Discoveries: the fifteen p-values of 1995, e-BH, laws for all lists, and measured false shares."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control

from troth.errors import NumbersError
from troth.stats.watching.discoveries import Discoveries, bh, bonferroni, by, e_bh, holm

P = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
    0.5719, 0.6528, 0.7590, 1.0000,
]  # fmt: skip
E = (200, 90, 45, 30, 5, 1, 0.5, 0.2, 0.1, 0.1)
METHODS = [bh, by, holm, bonferroni]
CHANCES = st.lists(st.floats(0, 1), min_size=1, max_size=40)


def test_benjamini_and_hochberg_find_four_in_their_fifteen() -> None:
    found = bh(P)
    assert (found.k, found.n, found.level, found.method) == (4, 15, 0.05, "Benjamini–Hochberg")
    assert found.adjusted[:5] == pytest.approx([0.0015, 0.0030, 0.0095, 0.0356, 0.0603], abs=6e-5)
    assert found.rejected.tolist() == [True] * 4 + [False] * 11


@pytest.mark.parametrize(("method", "k"), [(by, 3), (bonferroni, 3), (holm, 3)])
def test_the_stricter_methods_find_three(method: Callable[..., Discoveries], k: int) -> None:
    assert method(P).k == k


def test_e_bh_finds_four() -> None:
    found = e_bh(E, 0.1)
    assert found.k == 4
    assert found.adjusted[:5] == pytest.approx([10 / 200, 10 / 180, 10 / 135, 10 / 120, 10 / 25])


def test_the_adjusted_values_are_those_of_scipy() -> None:
    p = np.random.default_rng(1).random(500) ** 3
    assert bh(p).adjusted == pytest.approx(false_discovery_control(p))
    assert by(p).adjusted == pytest.approx(false_discovery_control(p, method="by"))


@given(CHANCES, st.floats(0.001, 0.5), st.randoms(use_true_random=False))
def test_order_changes_nothing_and_the_methods_nest(
    p: list[float], level: float, rng: object
) -> None:
    order = np.random.default_rng(len(p)).permutation(len(p))
    for method in METHODS:
        straight, turned = method(p, level), method(np.array(p)[order], level)
        assert (straight.rejected[order] == turned.rejected).all()
        assert straight.adjusted[order] == pytest.approx(turned.adjusted)
        assert straight.k == straight.rejected.sum()
    lists = {method: method(p, level).rejected for method in METHODS}
    for narrow, wide in ((bonferroni, holm), (holm, bh), (by, bh)):
        assert not (lists[narrow] & ~lists[wide]).any()


@given(CHANCES, st.floats(0.001, 0.5))
def test_an_adjusted_value_is_the_smallest_level_that_lists_the_row(
    p: list[float], level: float
) -> None:
    for method in METHODS:
        adjusted = method(p, level).adjusted
        for at in np.flatnonzero((adjusted > 1e-6) & (adjusted < 0.999))[:3]:
            assert method(p, float(adjusted[at])).rejected[at]
            assert not method(p, float(adjusted[at]) * (1 - 1e-6)).rejected[at]


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=40))
def test_e_bh_is_bh_on_one_over_e(e: list[float]) -> None:
    inverse = np.array([min(1.0, 1 / each) if each else 1.0 for each in e])
    assert (e_bh(e, 0.1).rejected == bh(inverse, 0.1).rejected).all()


def test_a_value_on_the_very_edge_is_a_discovery() -> None:
    for n in range(1, 200):
        assert bh(np.full(n, 0.05)).k == n
        assert bonferroni([0.05 / n] * n).k == n


def false_share(found: Discoveries, null: np.ndarray) -> float:
    return float((found.rejected & null).sum() / max(1, found.k))


def test_the_false_share_is_as_promised_when_rows_are_independent() -> None:
    """BH: 30 of 40 null, so exactly .05 · 30/40 = .0375; tolerance 3 Monte-Carlo errors."""
    rng = np.random.default_rng(5)
    null = np.arange(40) < 30
    shares = []
    for _ in range(3000):
        z = rng.normal(size=40) + np.where(null, 0, 2.5)
        shares.append(false_share(bh(1 - _cdf(z)), null))
    error = np.std(shares) / 3000**0.5
    assert np.mean(shares) == pytest.approx(0.0375, abs=3 * error)


@pytest.mark.parametrize("method", ["by", "e-BH"])
def test_the_false_share_is_kept_when_rows_hang_together(method: str) -> None:
    """Two camps moving against each other; the share may not pass the level by 3 errors."""
    rng = np.random.default_rng(6)
    null, side = np.arange(40) < 30, np.where(np.arange(40) % 2, 1.0, -1.0)
    shares, found = [], 0
    for _ in range(2000):
        z = 0.9 * side * rng.normal() + 0.19**0.5 * rng.normal(size=40) + np.where(null, 0, 3)
        told = by(1 - _cdf(z), 0.1) if method == "by" else e_bh(np.exp(3 * z - 4.5), 0.1)
        shares.append(false_share(told, null))
        found += told.k
    assert np.mean(shares) <= 0.1 * 30 / 40 + 3 * np.std(shares) / 2000**0.5
    assert found > 2000


def _cdf(z: np.ndarray) -> np.ndarray:
    from scipy.special import ndtr

    return np.asarray(ndtr(z))


@pytest.mark.parametrize(
    ("p", "says"),
    [
        ([], "p is empty"),
        ([0.1, float("nan")], r"p\[1\] is nan"),
        ([0.1, 1.2], r"p\[1\] is 1.2: no value may be above 1"),
        ([-0.1], r"p\[0\] is -0.1"),
        ([[0.1]], "dimensions"),
    ],
)
@pytest.mark.parametrize("method", METHODS)
def test_what_is_no_chance_is_refused(
    method: Callable[..., Discoveries], p: list[float], says: str
) -> None:
    with pytest.raises(NumbersError, match=says):
        method(p)


@pytest.mark.parametrize("level", [0, 1, -0.1, float("nan")])
def test_what_is_no_level_is_refused(level: float) -> None:
    with pytest.raises(NumbersError, match="between 0 and 1"):
        bh([0.1], level)
    with pytest.raises(NumbersError, match="between 0 and 1"):
        e_bh([1.0], level)


def test_evidence_below_nothing_is_refused_and_none_at_all_lists_nobody() -> None:
    with pytest.raises(NumbersError, match="below 0"):
        e_bh([-1.0])
    assert e_bh([0.0, 0.0]).k == 0
    assert e_bh([1e-320]).adjusted.tolist() == [1.0]
