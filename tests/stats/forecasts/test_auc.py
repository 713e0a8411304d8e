"""AUC: brute force over all pairs, Hanley–McNeil's golden error, coverage, clusters, refusals."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.linear import assert_linear
from troth.errors import NumbersError
from troth.stats.forecasts.auc import auc, compare_aucs, hanley_mcneil

ROWS = st.lists(
    st.tuples(st.integers(0, 6), st.booleans(), st.integers(1, 3)), min_size=1, max_size=25
)


def test_golden_error_of_hanley_and_mcneil() -> None:
    """51 that happened, 58 that did not (the other way round gives .0312)."""
    assert hanley_mcneil(0.893, 51, 58) == pytest.approx(0.0325, abs=5e-5)


def brute(scores: np.ndarray, y: np.ndarray) -> tuple[float, float, np.ndarray, np.ndarray]:
    """Area and DeLong's error from the matrix of all pairs."""
    pairs = np.sign(scores[y][:, None] - scores[~y][None, :]) / 2 + 0.5
    up, down = pairs.mean(axis=1), pairs.mean(axis=0)
    return pairs.mean(), (up.var(ddof=1) / len(up) + down.var(ddof=1) / len(down)) ** 0.5, up, down


@pytest.mark.parametrize("ties", [0, 1, 2])
def test_the_sort_gives_what_all_pairs_give(ties: int) -> None:
    rng = np.random.default_rng(ties)
    y = rng.random(120) < 0.3
    scores = np.round(rng.normal(size=120) + y, 3 - ties)
    found, (area, se, _, _) = auc(scores, y), brute(scores, y)
    assert (found.value, found.se) == pytest.approx((area, se), rel=1e-12)
    assert found.method == "DeLong, logit"
    logit = np.log(area / (1 - area))
    half = 1.959963984540054 * se / (area * (1 - area))
    ends = [1 / (1 + np.exp(-(logit - half))), 1 / (1 + np.exp(-(logit + half)))]
    assert [found.low, found.high] == pytest.approx(ends)


def test_two_scores_of_the_same_rows_are_compared_with_their_covariance() -> None:
    rng = np.random.default_rng(3)
    y = rng.random(150) < 0.4
    shared = rng.normal(size=150) + y
    one, two = shared + rng.normal(size=150) / 2, shared + rng.normal(size=150)
    found = compare_aucs(one, two, y)
    (a, _, u1, d1), (b, _, u2, d2) = brute(one, y), brute(two, y)
    var = (u1 - u2).var(ddof=1) / y.sum() + (d1 - d2).var(ddof=1) / (~y).sum()
    assert found.difference.value == pytest.approx(a - b)
    half = 1.959963984540054 * var**0.5
    assert found.difference.low == pytest.approx(a - b - half)
    from scipy.stats import norm

    assert found.p == pytest.approx(2 * norm.sf(abs(a - b) / var**0.5))
    back = compare_aucs(two, one, y)
    assert back.difference.value == pytest.approx(-found.difference.value)
    assert back.p == pytest.approx(found.p)
    same = compare_aucs(one, 2 * one + 1, y)
    assert (same.difference.value, same.p) == (0, 1)


@given(ROWS)
def test_a_row_of_weight_two_is_two_rows_in_any_order_on_any_rising_scale(
    rows: list[tuple[int, bool, int]],
) -> None:
    scores, y, w = (np.array(each) for each in zip(*rows, strict=True))
    found = auc(scores, y, weights=w)
    for other in (
        auc(np.repeat(scores, w), np.repeat(y, w)),
        auc(scores[::-1], y[::-1], weights=w[::-1]),
        auc(scores**3 + 2.0, y, weights=w),
    ):
        assert (found.n, found.positives, found.method) == (
            other.n, other.positives, other.method,
        )  # fmt: skip
        for name in ("value", "low", "high"):
            assert getattr(found, name) == pytest.approx(getattr(other, name), abs=1e-9)
    if found.value is not None:
        assert 0 <= found.low <= found.value <= found.high <= 1
        mirror = auc(-scores, y, weights=w)
        assert mirror.value == pytest.approx(1 - found.value)
        assert mirror.low == pytest.approx(1 - found.high, abs=1e-9)


def test_each_row_its_own_cluster_is_delong_and_copies_add_nothing() -> None:
    rng = np.random.default_rng(4)
    y = rng.random(80) < 0.4
    scores = rng.normal(size=80) + y
    plain, own = auc(scores, y), auc(scores, y, clusters=range(80))
    assert own.se == pytest.approx(plain.se)
    copies = auc(np.repeat(scores, 5), np.repeat(y, 5), clusters=np.repeat(np.arange(80), 5))
    assert copies.se == pytest.approx(plain.se)
    assert auc(np.repeat(scores, 5), np.repeat(y, 5)).se < plain.se / 2


@pytest.mark.parametrize("clusters", [False, True])
def test_the_interval_holds_the_truth_as_often_as_said(clusters: bool) -> None:
    """20 + 40 rows (or 60 customers of 4), 1,000 data sets, nominal .95: within .925 to .98."""
    from scipy.special import ndtr

    rng, held = np.random.default_rng(5), 0
    truth = float(ndtr(1.2 / 2**0.5))
    for _ in range(1000):
        y = np.arange(60) < 20
        scores = rng.normal(size=60) + 1.2 * y
        who = None
        if clusters:
            who, y = np.repeat(np.arange(60), 4), np.repeat(y, 4)
            own = np.repeat(rng.normal(size=60), 4)
            scores = 0.8**0.5 * own + 0.2**0.5 * rng.normal(size=240) + 1.2 * y
        found = auc(scores, y, clusters=who)
        held += found.low <= truth <= found.high
    assert 925 <= held <= 980


def test_perfect_order_and_single_rows_get_newcombes_interval() -> None:
    found = auc([1, 2, 3, 4, 5, 6], [0, 0, 0, 1, 1, 1])
    assert (found.value, found.high, found.method) == (1, 1, "Newcombe")
    assert 0.4 < found.low < 0.8
    low, spread = found.low, hanley_newcombe(found.low, 3, 3)
    assert 1 - low == pytest.approx(1.959963984540054 * spread, abs=1e-6)
    assert auc([1, 2, 3], [1, 0, 0]).method == "Newcombe"
    assert auc([5, 5, 5, 5], [1, 0, 1, 0]).value == 0.5
    assert auc([5, 5, 5, 5], [1, 0, 1, 0]).high < 1


def hanley_newcombe(a: float, m: int, n: int) -> float:
    half = (m + n) / 2 - 1
    return float((a * (1 - a) * (1 + half * ((1 - a) / (2 - a) + a / (1 + a))) / (m * n)) ** 0.5)


def test_one_outcome_alone_has_no_area() -> None:
    found = auc([1, 2, 3], [0, 0, 0])
    assert (found.value, found.low, found.high, found.se, found.negatives) == (None, 0, 1, None, 3)


def test_many_rows_are_no_more_work_than_their_number() -> None:
    rng = np.random.default_rng(6)
    y = rng.random(1_000_000) < 0.1
    scores = rng.normal(size=1_000_000) + y
    found = auc(scores, y)
    assert found.high - found.low < 0.004
    assert_linear(lambda some: auc(scores[some], y[some]), slice(50_000), slice(200_000))


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (lambda: auc([], []), "scores is empty"),
        (lambda: auc([1, float("inf")], [0, 1]), "finite"),
        (lambda: auc([1], [0, 1]), "differ in length"),
        (lambda: auc([1, 2], [0, 1], weights=[0, 0]), "sum to 0"),
        (lambda: auc([1, 2], [0, 1], weights=[0.5, 1]), "whole number"),
        (lambda: auc([1, 2], [0, 1], clusters=["a"]), "differ in length"),
        (lambda: auc([1, 2], [0, 1], level=1), "level lies between"),
        (lambda: compare_aucs([1, 2], [1, 2], [0, 1]), "Not enough to say"),
        (lambda: compare_aucs([1, 2], [1, 2, 3], [0, 1]), "second has 3"),
        (lambda: hanley_mcneil(1.2, 3, 3), "above 1"),
        (lambda: hanley_mcneil(0.7, 0, 3), "positives is 0"),
    ],
)
def test_nonsense_is_refused(act: object, says: str) -> None:
    with pytest.raises(NumbersError, match=says):
        act()  # type: ignore[operator]
