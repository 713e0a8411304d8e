"""Labels with error: Rogan–Gladen's golden share, prediction-powered means, coverage of both."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.errors import NumbersError
from troth.stats.rates.correction import corrected_share, prediction_powered


def test_golden_rogan_gladen() -> None:
    found = corrected_share(30, 100, 0.85, 0.90)
    assert found.value == pytest.approx(0.2667, abs=6e-5)
    assert (found.raw, found.sensitivity, found.specificity, found.n) == (0.3, 0.85, 0.9, 100)
    assert found.clipped is False
    assert found.says.startswith("27 % (16 % to 39 %), labelled 30 %, n = 100, Rogan–Gladen")


def test_measured_rates_widen_the_interval_the_more_the_fewer_cases() -> None:
    widths = [
        found.high - found.low
        for found in (
            corrected_share(30, 100, 0.85, 0.9),
            corrected_share(30, 100, (850, 1000), (900, 1000)),
            corrected_share(30, 100, (85, 100), (90, 100)),
            corrected_share(30, 100, (17, 20), (18, 20)),
        )
    ]
    assert widths == sorted(widths)
    assert widths[-1] > widths[0] * 1.3


def test_a_perfect_labeller_leaves_the_share_as_it_is() -> None:
    found = corrected_share(30, 100, 1, 1)
    assert found.value == pytest.approx(0.3)
    assert (found.low, found.high) == pytest.approx((0.219, 0.397), abs=0.002)


def test_a_share_outside_is_moved_to_the_end_and_says_so() -> None:
    found = corrected_share(5, 100, 0.85, 0.9)
    assert (found.value, found.low, found.clipped) == (0, 0, True)
    assert found.high > 0


@given(st.integers(1, 200), st.floats(0.6, 1), st.floats(0.6, 1), st.data())
def test_the_interval_holds_the_value_inside_0_to_1(
    n: int, yes: float, no: float, data: st.DataObject
) -> None:
    found = corrected_share(data.draw(st.integers(0, n)), n, yes, no)
    assert 0 <= found.low <= found.value <= found.high <= 1


@pytest.mark.parametrize(
    ("p", "yes", "no", "n", "known"),
    [(0.2, 0.85, 0.9, 200, 60), (0.5, 0.7, 0.8, 500, 100), (0.05, 0.9, 0.95, 100, 40)],
)
def test_rogan_gladen_covers_with_measured_rates(
    p: float, yes: float, no: float, n: int, known: int
) -> None:
    """2,000 seeded studies: at least .935 (3 errors are .015); rare cases are covered too well."""
    chance, held = np.random.default_rng(n), 0
    for _ in range(2000):
        x = chance.binomial(n, p * yes + (1 - p) * (1 - no))
        a, b = int(chance.binomial(known, yes)), int(chance.binomial(known, no))
        found = corrected_share(int(x), n, (a, known), (b, known))
        held += found.low <= p <= found.high
    assert held / 2000 >= 0.935


def test_prediction_powered_by_hand() -> None:
    y, f = np.tile([1.0, 2.0, 3.0, 4.0], 6), np.tile([1.5, 2.0, 3.5, 4.0], 6)
    rest = np.tile([2.0, 4.0], 50)
    found = prediction_powered(y, f, rest, tuned=False)
    assert found.value == pytest.approx(3.0 - 0.25)
    left = np.var(y - f, ddof=1) / 24 + np.var(rest, ddof=1) / 100
    assert found.standard_error == pytest.approx(np.sqrt(left))
    assert (found.labelled_only, found.machine_only, found.power) == (2.5, 3, 1)
    assert (found.n, found.machine) == (24, 100)


def test_a_machine_that_knows_nothing_is_left_out() -> None:
    chance = np.random.default_rng(2)
    y = chance.normal(5, 1, 40)
    found = prediction_powered(y, np.full(40, 3.0), np.full(900, 3.0))
    assert (found.power, found.value) == (0, pytest.approx(y.mean()))
    assert found.standard_error == pytest.approx(y.std(ddof=1) / np.sqrt(40))


def _labelled(chance: np.random.Generator, n: int, p: float, right: float) -> tuple[object, object]:
    truth = chance.random(n) < p
    return truth.astype(float), np.where(chance.random(n) < right, truth, ~truth).astype(float)


@pytest.mark.parametrize(
    ("n", "rest", "p", "right"),
    [(30, 1000, 0.2, 0.9), (100, 5000, 0.1, 0.97), (20, 300, 0.9, 0.99), (60, 500, 0.5, 0.7)],
)
def test_shares_are_covered_and_the_machine_helps(
    n: int, rest: int, p: float, right: float
) -> None:
    """800 seeded studies: at least .93 (3 errors are .023), and narrower than people alone."""
    chance, held, widths = np.random.default_rng(n), 0, []
    for _ in range(800):
        y, f = _labelled(chance, n, p, right)
        found = prediction_powered(y, f, _labelled(chance, rest, p, right)[1])  # type: ignore[arg-type]
        held += (found.low or 0) <= p <= (found.high or 0)
        widths.append((found.high or 0) - (found.low or 0))
    assert held / 800 >= 0.93
    assert np.mean(widths) < 2 * 2.05 * np.sqrt(p * (1 - p) / n)


def test_means_are_covered() -> None:
    """2,000 seeded studies of a machine with bias and noise: .95 within .02."""
    chance, held = np.random.default_rng(3), 0
    for _ in range(2000):
        y, rest = chance.gamma(2, 1, 40), chance.gamma(2, 1, 400)
        f, g = (
            0.8 * y + 0.5 + chance.normal(0, 0.4, 40),
            0.8 * rest + 0.5 + chance.normal(0, 0.4, 400),
        )
        found = prediction_powered(y, f, g)
        held += (found.low or 0) <= 2 <= (found.high or 0)
    assert held / 2000 == pytest.approx(0.95, abs=0.02)


def test_labels_without_an_error_are_not_certainty() -> None:
    found = prediction_powered([0, 1] * 10, [0, 1] * 10, [0, 1] * 500)
    assert found.value == 0.5
    assert (found.high or 0) - (found.low or 0) > 0.1


def test_below_twenty_human_labels_nothing_is_said() -> None:
    found = prediction_powered([1.0] * 19, [1.0] * 19, [1.0, 0.0])
    assert (found.value, found.low, found.high, found.standard_error) == (None,) * 4
    assert found.says == "not enough to say (n = 19)"
    assert prediction_powered([], [], [1.0]).value is None


def test_order_changes_nothing() -> None:
    chance = np.random.default_rng(7)
    y, f, rest = chance.normal(size=30), chance.normal(size=30), chance.normal(size=90)
    one, other = prediction_powered(y, f, rest), prediction_powered(y[::-1], f[::-1], rest[::-1])
    assert (one.value, one.low, one.high) == pytest.approx((other.value, other.low, other.high))


def test_bad_input_is_said_in_a_sentence() -> None:
    with pytest.raises(NumbersError, match="no better than chance"):
        corrected_share(3, 10, 0.5, 0.5)
    with pytest.raises(NumbersError, match="labelled is 11: no value may be above 10"):
        corrected_share(11, 10, 0.9, 0.9)
    with pytest.raises(NumbersError, match=r"sensitivity is 1\.2"):
        corrected_share(1, 10, 1.2, 0.9)
    with pytest.raises(NumbersError, match="specificity, right, is 7"):
        corrected_share(1, 10, 0.9, (7, 5))
    with pytest.raises(NumbersError, match="two counts"):
        corrected_share(1, 10, (1, 2, 3), 0.9)  # type: ignore[arg-type]
    with pytest.raises(NumbersError, match="labels has 2, machine has 1"):
        prediction_powered([1, 0], [1], [1])
    with pytest.raises(NumbersError, match="machine_elsewhere is empty"):
        prediction_powered([1, 0], [1, 0], [])
