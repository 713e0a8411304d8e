"""Recalibration: planted lines are found, folds keep customers whole, bad input."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize

from troth.errors import NumbersError
from troth.stats.forecasts.calibration import reliability
from troth.stats.forecasts.recalibration import Method, _dealt, recalibrate

METHODS: list[Method] = ["platt", "isotonic"]


def planted(n: int, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Forecasts whose logits are twice too large and too high."""
    rng = np.random.default_rng(seed)
    p = rng.random(n)
    line = 0.5 * np.log(p / (1 - p)) - 0.7
    return p, rng.random(n) < 1 / (1 + np.exp(-line))


def test_the_planted_line_is_found() -> None:
    p, y = planted(60_000)
    found = recalibrate(p, y)
    assert (found.map.slope, found.map.intercept) == pytest.approx((0.5, -0.7), abs=0.03)
    assert (found.folds, found.n, found.method) == (5, 60_000, "Platt scaling, out of fold")


def test_platts_line_is_the_maximum_of_its_likelihood() -> None:
    p, y = planted(300)
    found = recalibrate(p, y).map
    ones, logit = y.sum(), np.log(p / (1 - p))
    target = np.where(y, (ones + 1) / (ones + 2), 1 / (len(y) - ones + 2))

    def against(at: np.ndarray) -> float:
        line = at[0] + at[1] * logit
        return float((np.logaddexp(0, line) - target * line).sum())

    best = minimize(against, [0, 1], method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-12})
    assert (found.intercept, found.slope) == pytest.approx(best.x, abs=1e-5)


@pytest.mark.parametrize("method", METHODS)
def test_the_chances_come_true_afterwards(method: Method) -> None:
    p, y = planted(4000)
    found = recalibrate(p, y, method)
    assert found.after < found.before - 0.02
    before, after = reliability(p, y, draws=200), reliability(found.values, y, draws=200)
    assert before.chance < 0.01
    assert after.miscalibration < before.miscalibration / 4
    grid = found.map.at(np.linspace(0, 1, 101))
    assert (np.diff(grid) >= 0).all()
    assert ((grid >= 0) & (grid <= 1)).all()


@pytest.mark.parametrize("method", METHODS)
def test_mending_what_is_right_does_not_look_like_a_gain(method: Method) -> None:
    """Out of fold, right forecasts cannot be bettered: the mean change is above 0."""
    rng, change = np.random.default_rng(2), []
    for _ in range(40):
        p = rng.random(200)
        found = recalibrate(p, rng.random(200) < p, method)
        change.append(found.after - found.before)
    assert np.mean(change) > 0


def test_nobody_judges_a_fit_she_was_in() -> None:
    rng = np.random.default_rng(3)
    p, who = rng.random(300), np.repeat(np.arange(60), 5)
    y = rng.random(300) < p
    fold, many = _dealt(p, y, who, 5, 20)
    assert many == 5
    assert all(len(set(fold[who == each])) == 1 for each in range(60))
    changed = y.copy()
    changed[who == 7] = ~changed[who == 7]
    one, two = (recalibrate(p, each, clusters=who).values for each in (y, changed))
    assert one[who == 7] == pytest.approx(two[who == 7])
    assert (one[fold != fold[who == 7][0]] != two[fold != fold[who == 7][0]]).all()


@pytest.mark.parametrize("clusters", [False, True])
def test_order_changes_nothing(clusters: bool) -> None:
    p, y = planted(400)
    who = [f"c{at // 3}" for at in range(400)]
    order = np.random.default_rng(4).permutation(400)
    names = who if clusters else None
    turned = [who[at] for at in order] if clusters else None
    found, other = (
        recalibrate(p, y, clusters=names),
        recalibrate(p[order], y[order], clusters=turned),
    )
    assert found.values[order] == pytest.approx(other.values, abs=1e-9)
    assert found.after == pytest.approx(other.after)


def test_sure_forecasts_and_equal_ones_are_answered() -> None:
    p = np.array([0.0] * 30 + [1.0] * 30)
    y = np.array([0] * 28 + [1] * 2 + [1] * 27 + [0] * 3)
    found = recalibrate(p, y)
    low, high = 1 / 33, 30 / 31
    told = [(2 * high + 28 * low) / 30, (27 * high + 3 * low) / 30]
    assert found.map.at([0.0, 1.0]) == pytest.approx(told, abs=1e-6)
    assert recalibrate([0.3] * 40, [0, 1] * 20, "isotonic").values == pytest.approx(0.5, abs=0.1)
    assert np.isfinite(recalibrate(p, p).map.at([0, 0.5, 1])).all()


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (lambda: recalibrate([0.5] * 12, [1] * 9 + [0] * 3), "Not enough to say: 9 of 12"),
        (lambda: recalibrate([0.3] * 40, [0, 1] * 20), "Every forecast is 0.3"),
        (lambda: recalibrate([0.3, 0.4] * 20, [0, 1] * 20, "beta"), "method is"),  # type: ignore[arg-type]
        (lambda: recalibrate([0.3, 0.4] * 20, [0, 1] * 20, folds=1), "folds is 1"),
        (lambda: recalibrate([0.3, 0.4] * 20, [0, 1] * 20, clusters=["a", "b"] * 20), "dealt into"),
        (
            lambda: recalibrate([0.3, 0.4] * 20, [0, 1] * 20, folds=2, clusters=["a", "b"] * 20),
            "one outcome",
        ),
        (lambda: recalibrate([0.3, 1.4] * 20, [0, 1] * 20), "above 1"),
        (lambda: recalibrate([0.3, 0.4] * 20, [0, 1] * 20).map.at([2]), "above 1"),
    ],
)
def test_nonsense_is_refused(act: object, says: str) -> None:
    with pytest.raises(NumbersError, match=says):
        act()  # type: ignore[operator]
