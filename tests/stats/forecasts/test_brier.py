"""The Brier score: golden parts, laws of weights and order, coverage, refusals."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.errors import NumbersError
from troth.stats.forecasts.brier import Brier, brier

P = [0.1] * 5 + [0.5] * 4 + [0.9]
Y = [0, 0, 0, 0, 1, 1, 0, 1, 0, 1]
ROWS = st.lists(
    st.tuples(st.sampled_from([0.0, 0.1, 0.4, 0.7, 1.0]), st.booleans(), st.integers(0, 3)),
    min_size=3, max_size=25,
)  # fmt: skip


def numbers(found: Brier) -> list[float]:
    parts = found.score, found.reliability, found.resolution, found.uncertainty
    return [float(each.value or 0) for each in parts]


def test_golden_score_and_parts() -> None:
    """The reference gives .1 five times, .5 three, .9 twice; its numbers are those of 5, 4, 1."""
    found = brier(P, Y)
    assert numbers(found) == pytest.approx([0.186, 0.006, 0.060, 0.240], abs=1e-12)
    assert found.skill.value == pytest.approx(1 - 0.186 / 0.24)
    given_to_it = np.where(Y, P, 1 - np.array(P))
    assert found.log_score.value == pytest.approx(-np.log(given_to_it).mean())
    assert (found.groups, found.clusters, found.n, found.within) == (3, 10, 10, 0.0)
    assert found.score.method == "Brier score, rows drawn again"


def test_fifteen_bins_hold_the_same_three_groups() -> None:
    assert numbers(brier(P, Y, 15)) == pytest.approx(numbers(brier(P, Y)))


@given(ROWS, st.sampled_from([None, 3]))
@settings(deadline=None)
def test_the_parts_add_up_and_a_row_of_weight_two_is_two_rows(
    rows: list[tuple[float, bool, int]], bins: int | None
) -> None:
    p, y, w = (np.array(each) for each in zip(*rows, strict=True))
    if not w.sum():
        return
    found = brier(p, y, bins, weights=w, draws=50)
    split = brier(np.repeat(p, w), np.repeat(y, w), bins, draws=50)
    turned = brier(p[::-1], y[::-1], bins, weights=w[::-1], draws=50)
    score, rel, res, unc = numbers(found)
    assert score == pytest.approx(rel - res + unc + found.within, abs=1e-12)
    for other in (split, turned):
        for name in ("score", "log_score", "skill", "reliability", "resolution", "uncertainty"):
            one, two = getattr(found, name), getattr(other, name)
            assert (one.n, one.level) == (two.n, two.level)
            for end in ("value", "low", "high"):
                assert getattr(one, end) == pytest.approx(getattr(two, end), abs=1e-9)
        assert found.rel_by_chance == pytest.approx(other.rel_by_chance)


def test_clusters_may_come_in_any_order_and_widen_the_interval() -> None:
    rng = np.random.default_rng(2)
    who = np.repeat([f"c{each}" for each in range(60)], 10)
    p = np.full(600, 0.5)
    y = np.repeat(rng.random(60) < 0.5, 10) ^ (rng.random(600) < 0.1)
    p = np.where(np.repeat(rng.random(60) < 0.5, 10), 0.3, 0.6)
    order = rng.permutation(600)
    found, turned = brier(p, y, clusters=who), brier(p[order], y[order], clusters=who[order])
    assert found.score.low == pytest.approx(turned.score.low)
    assert found.clusters == 60
    alone = brier(p, y)
    assert found.score.high - found.score.low > 2 * (alone.score.high - alone.score.low)


def test_a_name_na_is_a_customer_like_any_other() -> None:
    who = ["NA", "", "nan"] * 10
    assert brier([0.5] * 30, [0, 1] * 15, clusters=who).clusters == 3
    ones = np.ones(30)
    ones[0] = 0
    assert brier([0.5] * 30, [0, 1] * 15, clusters=who, weights=ones).clusters == 3


@pytest.mark.parametrize("clusters", [False, True])
def test_intervals_hold_the_truth_about_as_often_as_said(clusters: bool) -> None:
    """150 units, 200 data sets, nominal .95: at least .90 (3 errors below), but for REL and RES,
    whose intervals are rough and said to be: .79 and .83."""
    rng, hits = np.random.default_rng(4), np.zeros(5)
    stated, true = np.array([0.1, 0.4, 0.8]), np.array([0.15, 0.4, 0.65])
    rate = true.mean()
    square = (true * (1 - stated) ** 2 + (1 - true) * stated**2).mean()
    logs = -(true * np.log(stated) + (1 - true) * np.log(1 - stated)).mean()
    truth = square, logs, ((true - stated) ** 2).mean(), true.var(), rate * (1 - rate)
    for _ in range(200):
        kind = rng.integers(0, 3, 150)
        y = rng.random(150) < true[kind]
        if clusters:
            kind, y = np.repeat(kind, 4), np.repeat(y, 4)
        who = np.repeat(np.arange(150), 4) if clusters else None
        found = brier(stated[kind], y, clusters=who, draws=300)
        parts = found.reliability, found.resolution, found.uncertainty
        told = found.score, found.log_score, *parts
        hits += [one.low <= value <= one.high for one, value in zip(told, truth, strict=True)]
    assert (hits / 200 >= [0.90, 0.90, 0.79, 0.83, 0.90]).all()


def test_a_large_table_is_bundled_and_keeps_its_width() -> None:
    """40,000 distinct rows: the interval's width is that of the plain formula within 10 %."""
    rng = np.random.default_rng(6)
    p = rng.random(40_000)
    y = rng.random(40_000) < p
    plain = 2 * 1.96 * np.std((p - y) ** 2) / 200
    for who in (None, np.arange(40_000)):
        found = brier(p, y, 15, clusters=who)
        assert found.score.high - found.score.low == pytest.approx(plain, rel=0.1)
    assert brier(p, y).reliability.high == 1.0


def test_few_customers_say_nothing_and_the_impossible_costs_everything() -> None:
    few = brier([0.2] * 8, [0, 1] * 4)
    assert (few.score.low, few.score.high) == (0.0, 1.0)
    assert few.score.value == pytest.approx(0.34)
    never = brier([0.0] * 20, [1] + [0] * 19)
    assert never.log_score.value == math.inf
    assert (never.log_score.low, never.log_score.high) == (0.0, math.inf)
    sure = brier([1.0] * 20, [1] * 20)
    assert sure.skill.value is None
    assert (sure.score.value, sure.log_score.value) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (lambda: brier([], []), "p is empty"),
        (lambda: brier([0.5, 1.5], [0, 1]), r"p\[1\] is 1.5"),
        (lambda: brier([float("nan")], [0]), "finite"),
        (lambda: brier([0.5], [2]), "0 or 1"),
        (lambda: brier([0.5], [0, 1]), "differ in length"),
        (lambda: brier([0.5], [0], bins=0), "bins is 0"),
        (lambda: brier([0.5], [0], weights=[0]), "sum to 0"),
        (lambda: brier([0.5], [0], weights=[0.5]), "whole number"),
        (lambda: brier([0.5], [0], clusters=[1, 2]), "differ in length"),
        (lambda: brier([0.5, 0.5], [0, 1], clusters=[1], weights=[1, 0]), "differ in length"),
        (lambda: brier([0.5], [0], level=2), "level lies between"),
        (lambda: brier([0.5], [0], draws=0), "draws is 0"),
    ],
)
def test_nonsense_is_refused(act: object, says: str) -> None:
    with pytest.raises(NumbersError, match=says):
        act()  # type: ignore[operator]
