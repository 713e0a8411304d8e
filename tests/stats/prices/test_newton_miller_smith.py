"""Stated reach and revenue: published peaks, a second route person by person, properties."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.stats.prices.toy import REAL, TOY, numbers, words
from troth.errors import NumbersError
from troth.stats.prices.newton_miller_smith import newton_miller_smith

PEOPLE = st.lists(
    st.lists(st.integers(0, 40), min_size=4, max_size=4, unique=True).map(sorted),
    min_size=5,
    max_size=20,
)


def test_the_toy_peaks_where_it_should() -> None:
    found = newton_miller_smith(*TOY)
    reach, revenue = found.reach_peak, found.revenue_peak
    assert (reach.price, revenue.price) == (9, 10)
    assert reach.height == pytest.approx(0.5327, abs=5e-5)
    assert revenue.height == pytest.approx(5.020, abs=5e-13)
    assert revenue.name == "revenue peak of stated answers"


@REAL
def test_product_x_has_its_published_peaks() -> None:
    buys = words("psm_product_x.csv", ("buy_at_cheap", "buy_at_expensive"))
    found = newton_miller_smith(*numbers("psm_product_x.csv"), *buys)
    assert (found.reach_peak.price, found.revenue_peak.price) == (61, 76)
    assert (found.n, found.dropped) == (991, 9)
    published = [0, 0.00497504, 0.00967001, 0.01418825, 0.01881243, 0.02353245]
    assert found.reach[:6] == pytest.approx(published, abs=5e-8)
    assert found.revenue[:4] == pytest.approx([0, 0.05472544, 0.1160401, 0.1844472], abs=5e-8)


@settings(max_examples=50, deadline=None)
@given(PEOPLE)
def test_reach_is_the_mean_of_everybodys_own_line(people: list[list[int]]) -> None:
    found = newton_miller_smith(*np.array(people).T, draws=20)
    lines = [np.interp(found.prices, one, [0, 0.7, 0.3, 0], left=0, right=0) for one in people]
    assert found.reach == pytest.approx(np.mean(lines, axis=0), abs=1e-12)
    between = (found.prices[0] + found.prices[1]) / 2
    alone = [np.interp(between, one, [0, 0.7, 0.3, 0]) for one in people]
    assert found.at(between) == pytest.approx(np.mean(alone), abs=1e-12)


@settings(max_examples=30, deadline=None)
@given(PEOPLE)
def test_a_row_of_weight_two_is_two_rows_in_any_order(people: list[list[int]]) -> None:
    weights = [2, 2] + [1] * (len(people) - 2)
    first = newton_miller_smith(*np.array(people).T, weights=weights, draws=30)
    second = newton_miller_smith(*np.array([*people[::-1], *people[:2]]).T, draws=30)
    assert first.reach == pytest.approx(second.reach, abs=1e-15)
    assert first.revenue_peak == second.revenue_peak
    assert first.n == second.n


def test_answers_are_calibrated_and_missing_ones_left_out() -> None:
    cheap = [5, 4, 3, 2, 1, None, "Very likely", " likely ", "UNLIKELY", 5]
    found = newton_miller_smith(*TOY, buy_at_cheap=cheap, buy_at_expensive=[1] * 10)
    assert (found.n, found.dropped, found.missing) == (9, 1, 1)
    chances = [0.7, 0.5, 0.3, 0.1, 0, 0.7, 0.5, 0.1, 0.7]
    columns = np.delete(np.array(TOY), 5, axis=1).T
    lines = [np.interp(9, one, [0, x, 0, 0]) for one, x in zip(columns, chances, strict=True)]
    assert found.at(9) == pytest.approx(np.mean(lines))


def test_an_own_calibration_is_used() -> None:
    yes = ["ja", "nein"] * 5
    found = newton_miller_smith(
        *TOY, buy_at_cheap=yes, buy_at_expensive=yes, calibration={"Ja": 1.0, "nein": 0.0}
    )
    lines = [np.interp(9, one, [0, 1, 1, 0]) for one in np.array(TOY).T[::2]]
    assert found.at(9) == pytest.approx(np.sum(lines) / 10)


def test_swapped_columns_have_no_peak_but_a_reason() -> None:
    found = newton_miller_smith(TOY[0], TOY[2], TOY[1], TOY[3])
    assert found.revenue_peak.price is None
    assert found.revenue_peak.reason == found.warning
    assert found.warning.startswith("The columns look swapped: 0 of 10")
    with pytest.raises(NumbersError, match="No answer is valid"):
        found.at(9)


def test_a_band_stays_between_nought_and_one() -> None:
    found = newton_miller_smith(*TOY)
    assert (found.reach_low >= 0).all()
    assert (found.reach_high <= 1).all()
    assert (found.reach_low <= found.reach).all()
    assert (found.reach <= found.reach_high).all()
    assert found.at(1000) == 0


def test_the_band_covers() -> None:
    """Prices u-3, u-1, u+1, u+3, u normal(20, 3): reach at 20 is a mean over u, known by sums.

    Tolerance: three Monte-Carlo standard errors of 200 surveys, and .015 for 80 people a survey.
    """
    grid = np.linspace(5, 35, 30_001)
    density = np.exp(-(((grid - 20) / 3) ** 2) / 2)
    truth = float(
        (np.interp(20 - grid, [-3, -1, 1, 3], [0, 0.7, 0.3, 0]) @ density) / density.sum()
    )
    chance, surveys, inside = np.random.default_rng(8), 200, 0
    for _ in range(surveys):
        u = chance.normal(20, 3, 80)
        found = newton_miller_smith(u - 3, u - 1, u + 1, u + 3, draws=60)
        low, high = (np.interp(20, found.prices, e) for e in (found.reach_low, found.reach_high))
        inside += low <= truth <= high
    error = 3 * np.sqrt(0.95 * 0.05 / surveys)
    assert 0.95 - error - 0.015 < inside / surveys < 0.95 + error


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"buy_at_cheap": [5] * 10}, "buy_at_cheap and buy_at_expensive are needed together"),
        (
            {"buy_at_cheap": [5] * 10, "buy_at_expensive": [6] * 10},
            "buy_at_expensive[0] is 6: the calibration knows 5, 4, 3, 2, 1, very likely",
        ),
        (
            {"buy_at_cheap": [5] * 9, "buy_at_expensive": [5] * 10},
            "The columns differ in length: too_cheap has 10",
        ),
        ({"intents": (0.7, 1.3)}, "intents[1] is 1.3: no value may be above 1."),
        ({"intents": (0.7,)}, "intents are two chances: at cheap and at expensive."),
        (
            {"buy_at_cheap": [5] * 10, "buy_at_expensive": [5] * 10, "calibration": {5: 7}},
            "calibration[5] is 7: no value may be above 1.",
        ),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(change: dict[str, object], says: str) -> None:
    with pytest.raises(NumbersError) as caught:
        newton_miller_smith(*TOY, **change)  # type: ignore[arg-type]
    assert caught.value.says.startswith(says)
