"""Conformal sets and intervals: hand-made numbers, promised hit rates by simulation, refusals."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.errors import NumbersError
from troth.stats.forecasts.conformal import Misfit, conformal_intervals, conformal_sets

MISFITS: list[Misfit] = ["lac", "aps"]


def drawn(rng: np.random.Generator, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Chances that are too sure of themselves, and what happened."""
    truth = rng.dirichlet([1.0, 1.0, 0.5], n)
    label = (rng.random(n)[:, None] > np.cumsum(truth, axis=1)).sum(axis=1).clip(0, 2)
    stated = truth**2 + 1e-9
    return stated / stated.sum(axis=1, keepdims=True), label


def test_four_misfits_by_hand() -> None:
    """At level .75 of 4 rows the limit is the 4th smallest (5 · .75 = 3.75, up to 4)."""
    found = conformal_intervals([0, 0, 0, 0], [1, -3, 2, 0.5], [10.0], level=0.75)
    assert (found.low[0], found.high[0]) == (7, 13)
    assert found.limits[0].misfit == 3
    assert found.limits[0].hit_rate.value == pytest.approx(4 / 5)
    assert conformal_intervals([0] * 4, [1, -3, 2, 0.5], [10.0], level=0.6).high[0] == 12


def test_sets_by_hand() -> None:
    chances = [[0.6, 0.3, 0.1], [0.5, 0.4, 0.1], [0.2, 0.7, 0.1]]
    lac = conformal_sets(chances, ["a", "b", "b"], [[0.45, 0.35, 0.2]], classes="abc", level=0.75)
    assert lac.limits[0].misfit == pytest.approx(0.6)
    assert lac.members.tolist() == [[True, False, False]]
    aps = conformal_sets(
        chances, ["a", "b", "b"], [[0.45, 0.35, 0.2]], classes="abc", level=0.75, misfit="aps"
    )
    assert aps.limits[0].misfit == pytest.approx(0.9)
    assert aps.members.tolist() == [[True, True, False]]
    assert aps.sizes.tolist() == [2]


def test_too_few_rows_rule_nothing_out() -> None:
    found = conformal_intervals([0] * 8, range(8), [1.0], level=0.9)
    assert (found.low[0], found.high[0], found.limits[0].misfit) == (-np.inf, np.inf, None)
    assert conformal_intervals([0] * 9, range(9), [1.0], level=0.9).high[0] == 9
    sets = conformal_sets([[0.9, 0.1]] * 5, [0] * 5, [[0.5, 0.5]])
    assert sets.members.all()
    assert sets.limits[0].hit_rate.value == 1


@pytest.mark.parametrize("misfit", MISFITS)
@pytest.mark.parametrize("by_class", [False, True])
def test_sets_hold_the_truth_as_often_as_promised(misfit: Misfit, by_class: bool) -> None:
    """400 calibrations of 59 rows: at least .9 less 3 errors; LAC for all: 54/60 = .9 within them."""
    rng, held = np.random.default_rng(1), []
    for _ in range(400):
        chances, truth = drawn(rng, 59)
        new, label = drawn(rng, 100)
        found = conformal_sets(chances, truth, new, misfit=misfit, by_class=by_class)
        held.append(found.members[np.arange(100), label].mean())
    error = 3 * np.std(held) / 20
    assert np.mean(held) >= 0.9 - error
    if misfit == "lac" and not by_class:
        assert np.mean(held) == pytest.approx(0.9, abs=error)
        assert np.std(held) == pytest.approx(0.048, abs=0.012)


def test_each_class_keeps_the_promise_for_itself() -> None:
    rng, plain, own = np.random.default_rng(2), [], []
    chances, truth = drawn(rng, 3000)
    new, label = drawn(rng, 20_000)
    rare = label == 2
    for by_class, where in ((False, plain), (True, own)):
        found = conformal_sets(chances, truth, new, by_class=by_class)
        where.append(found.members[rare, 2].mean())
    assert plain[0] < 0.87 < 0.88 < own[0] < 0.92


def test_each_group_keeps_the_promise_for_itself() -> None:
    rng = np.random.default_rng(3)
    group = np.where(rng.random(4000) < 0.2, "NA", "shop")
    wide = np.where(group == "NA", 5.0, 1.0)
    truth = rng.normal(size=4000) * wide
    cut = slice(2000, None)
    zero = np.zeros(2000)
    one = conformal_intervals(zero, truth[:2000], zero)
    each = conformal_intervals(zero, truth[:2000], zero, groups=group[:2000], new_groups=group[cut])
    far = group[cut] == "NA"
    for found, least, most in ((one, 0.4, 0.8), (each, 0.85, 0.95)):
        held = (found.low <= truth[cut]) & (truth[cut] <= found.high)
        assert least < held[far].mean() < most
    assert [limit.group for limit in each.limits] == ["NA", "shop"]


def test_a_scale_makes_the_width_follow_the_difficulty() -> None:
    rng = np.random.default_rng(4)
    hard = rng.uniform(0.5, 4, 4000)
    truth, zero = rng.normal(size=4000) * hard, np.zeros(2000)
    found = conformal_intervals(zero, truth[:2000], zero, scale=hard[:2000], new_scale=hard[2000:])
    held = np.abs(truth[2000:]) <= found.high
    easy = hard[2000:] < 1
    assert held[easy].mean() == pytest.approx(0.9, abs=0.04)
    assert held[~easy].mean() == pytest.approx(0.9, abs=0.03)


@given(st.lists(st.floats(-9, 9), min_size=1, max_size=30), st.floats(0.05, 0.95))
def test_order_changes_nothing_and_a_higher_level_widens(truth: list[float], level: float) -> None:
    zero = [0.0] * len(truth)
    found = conformal_intervals(zero, truth, [0.0], level=level)
    assert found.high[0] == conformal_intervals(zero, truth[::-1], [0.0], level=level).high[0]
    assert found.high[0] <= conformal_intervals(zero, truth, [0.0], level=(1 + level) / 2).high[0]
    held = (np.abs(truth) <= found.high[0]).sum()
    assert held >= min(len(truth), np.ceil((len(truth) + 1) * level - 1e-9))


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (lambda: conformal_intervals([], [], [1]), "predicted is empty"),
        (lambda: conformal_intervals([1], [1, 2], [1]), "differ in length"),
        (lambda: conformal_intervals([1], [1], [1], level=1), "level lies between"),
        (lambda: conformal_intervals([1], [1], [1], scale=[1]), "go together"),
        (lambda: conformal_intervals([1], [1], [1], scale=[0], new_scale=[1]), "above 0"),
        (lambda: conformal_intervals([1], [1], [1], groups=["a"]), "go together"),
        (
            lambda: conformal_intervals([1], [1], [1], groups=["a"], new_groups=["b"]),
            "new_groups holds 'b'",
        ),
        (lambda: conformal_sets([[0.5, 0.5]], [2], [[0.5, 0.5]]), "truth holds 2"),
        (lambda: conformal_sets([[0.5, 0.5]], [0], [[1.0]]), "columns"),
        (lambda: conformal_sets([[0.5, -0.5]], [0], [[1.0, 0]]), "at least 0"),
        (lambda: conformal_sets([[0.0, 0.0]], [0], [[1.0, 0]]), "positive sum"),
        (lambda: conformal_sets([[1, 0]], [0], [[1.0, 0]], misfit="x"), "misfit is"),  # type: ignore[arg-type]
        (lambda: conformal_sets([[1, float("nan")]], [0], [[1.0, 0]]), "finite"),
    ],
)
def test_nonsense_is_refused(act: object, says: str) -> None:
    with pytest.raises(NumbersError, match=says):
        act()  # type: ignore[operator]
