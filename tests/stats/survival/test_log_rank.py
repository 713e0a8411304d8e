"""Log-rank: published values, lifelines, weights and strata, its size, and what it refuses."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifelines.statistics import multivariate_logrank_test

from tests.stats.survival.tables import ARM, RELAPSED, WEEKS, real, table, telco
from troth.errors import NumbersError
from troth.stats.survival.log_rank import log_rank


def test_golden_six_mp() -> None:
    found = log_rank(WEEKS, RELAPSED, ARM)
    assert found.chi2 == pytest.approx(16.79, abs=5e-3)
    assert found.observed.tolist() == [9, 21]
    assert found.expected == pytest.approx([19.25, 10.75], abs=5e-3)
    assert (found.df, found.n, found.groups) == (1, 42, (0, 1))


@real
def test_golden_lung_and_telco() -> None:
    lung, read = table("lung"), telco()
    found = log_rank(lung["time"], lung["status"], lung["sex"])
    assert found.chi2 == pytest.approx(10.32674195, abs=5e-9)
    assert found.p == pytest.approx(0.001311, abs=5e-7)
    contract = log_rank(read["tenure"], read["gone"], read["Contract"])
    assert contract.chi2 == pytest.approx(2352.872538, abs=5e-7)
    assert contract.df == 2


GROUPED = st.lists(
    st.tuples(st.integers(1, 8), st.booleans(), st.integers(0, 3), st.integers(1, 3)),
    min_size=6,
    max_size=40,
)


@given(GROUPED)
@settings(max_examples=25, deadline=None)
def test_lifelines_agrees_on_any_small_table(rows: list[tuple[int, bool, int, int]]) -> None:
    long, ended, group, _ = (np.array(each) for each in zip(*rows, strict=True))
    if len(set(group)) < 2:
        return
    ours = log_rank(long, ended, group)
    assert ours.observed.sum() == pytest.approx(ours.expected.sum())
    if ours.df == len(ours.groups) - 1:
        theirs = multivariate_logrank_test(long, group, ended)
        assert ours.chi2 == pytest.approx(theirs.test_statistic, rel=1e-7, abs=1e-9)
        assert ours.p == pytest.approx(theirs.p_value, rel=1e-7)


@given(GROUPED, st.randoms(use_true_random=False))
def test_a_row_of_weight_two_is_two_rows_in_any_order(rows, chance) -> None:
    if len({group for _, _, group, _ in rows}) < 2:
        return
    apart = [row[:3] for row in rows for _ in range(row[3])]
    chance.shuffle(apart)
    long, ended, group, weights = zip(*rows, strict=True)
    whole = log_rank(long, ended, group, weights=weights)
    split = log_rank(*zip(*apart, strict=True))
    for name in ("rows", "observed", "expected", "covariance", "chi2", "df", "p", "n"):
        assert getattr(whole, name) == pytest.approx(getattr(split, name), abs=1e-9)


def test_strata_add_up_what_each_says_alone() -> None:
    draw = np.random.default_rng(4)
    long, ended = draw.integers(1, 20, 300), draw.random(300) < 0.7
    group, layer = draw.integers(0, 3, 300), draw.integers(0, 40, 300)
    whole = log_rank(long, ended, group, strata=layer)
    expected, covariance = np.zeros(3), np.zeros((3, 3))
    for each in range(40):
        at = layer == each
        if len(set(group[at])) > 1:
            alone = log_rank(long[at], ended[at], group[at])
            expected[list(alone.groups)] += alone.expected
            covariance[np.ix_(alone.groups, alone.groups)] += alone.covariance
        elif at.any():
            expected[group[at][0]] += ended[at].sum()
    assert whole.expected == pytest.approx(expected)
    assert whole.covariance == pytest.approx(covariance)
    assert whole.method == "log-rank, stratified"


def test_late_entry_is_the_score_test_of_cox_where_nothing_is_tied() -> None:
    draw = np.random.default_rng(6)
    long, group = draw.exponential(size=80), draw.integers(0, 2, 80)
    entry, ended = long * draw.random(80), draw.random(80) < 0.7
    apart = spread = 0.0
    for at in np.flatnonzero(ended):
        there = (entry < long[at]) & (long >= long[at])
        share = group[there].mean()
        apart += group[at] - share
        spread += share * (1 - share)
    found = log_rank(long, ended, group, entry=entry)
    assert found.chi2 == pytest.approx(apart**2 / spread)


def test_two_groups_in_either_order_give_the_same() -> None:
    there = log_rank(WEEKS, RELAPSED, ARM)
    back = log_rank(WEEKS, RELAPSED, [1 - each for each in ARM])
    assert there.chi2 == pytest.approx(back.chi2)


def test_it_cries_wolf_as_often_as_it_says() -> None:
    """2,000 samples of 150 in three like groups, tolerance 3 Monte Carlo errors and half a point.

    (Of 50 rows it says p < .2 in 23 of 100, as the same statistic does in lifelines.)"""
    draw = np.random.default_rng(9)
    group = np.arange(150) % 3
    long, left = draw.exponential(1, (2000, 150)), draw.exponential(2, (2000, 150))
    p = [log_rank(np.minimum(t, c), t <= c, group).p for t, c in zip(long, left, strict=True)]
    for level in (0.05, 0.2):
        share = np.mean(np.array(p) <= level)
        assert share == pytest.approx(level, abs=3 * (level * (1 - level) / 2000) ** 0.5 + 0.005)


@pytest.mark.filterwarnings("error")
def test_where_nothing_can_be_compared_there_is_no_p() -> None:
    nobody = log_rank([1, 2, 3], [0, 0, 0], ["a", "b", "a"])
    assert (nobody.chi2, nobody.df, nobody.p) == (0, 0, None)
    apart = log_rank([1, 5], [1, 1], ["NA", "b"], strata=["x", "y"])
    assert (apart.df, apart.p, apart.groups) == (0, None, ("NA", "b"))


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: log_rank([1, 2], [1, 1], ["a", "a"]), "All rows are of one group, “a”"),
        (lambda: log_rank([1, 2], [1, 1], ["a"]), "differ in length"),
        (lambda: log_rank([1, 2], [1, 1], ["a", "b"], strata=[1]), "differ in length"),
        (lambda: log_rank([], [], []), "durations is empty"),
        (lambda: log_rank([1, np.nan], [1, 1], [1, 2]), r"durations\[1\] is nan"),
    ],
)
def test_bad_input_is_told_in_one_sentence(call, says: str) -> None:
    with pytest.raises(NumbersError, match=says):
        call()
