"""Van Westendorp: published price points to the digit, a slow second route, coverage, bad input.

Two conventions are in print. An answer counts at its own price (methods.md, the toy), or only
beyond it (R's pricesensitivitymeter and the published product X): each is held to its own numbers.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.stats.prices.toy import REAL, TOY, numbers
from troth.errors import NumbersError
from troth.stats.prices import crossings
from troth.stats.prices.van_westendorp import VanWestendorp, van_westendorp

POINTS = ("pmc", "pme", "idp", "opp")
PEOPLE = st.lists(
    st.lists(st.integers(0, 40), min_size=4, max_size=4, unique=True).map(sorted),
    min_size=5,
    max_size=25,
)


def values(found: VanWestendorp) -> list[float | None]:
    return [getattr(found, point).value for point in POINTS]


def ends(found: VanWestendorp) -> list[float | None]:
    return [
        end for point in POINTS for end in (getattr(found, point).low, getattr(found, point).high)
    ]


def test_the_toy_gives_its_interpolated_points() -> None:
    found = van_westendorp(*TOY)
    assert values(found) == pytest.approx([22 / 3, 41 / 3, 31 / 3, 9.0], abs=1e-12)
    assert (found.n, found.dropped) == (10, 0)


def test_the_toy_gives_its_first_prices() -> None:
    assert values(van_westendorp(*TOY, crossing="first-price")) == [8, 14, 11, 9]


def test_curves_that_lie_on_each_other_are_told_from_end_to_end() -> None:
    found = van_westendorp(*TOY)
    assert found.opp.stretch == (9, 12)
    assert found.pmc.stretch is None
    assert found.opp.low is not None
    assert found.opp.high is not None
    assert found.opp.low <= 9
    assert found.opp.high >= 12


@REAL
@pytest.mark.parametrize(
    ("crossing", "points"),
    [
        ("first-price", [40, 98, 67, 70]),
        ("interpolated", [39.1089109, 97.6, 66.5, 69.0]),
    ],
)
def test_product_x_has_its_published_points(crossing: str, points: list[float]) -> None:
    found = van_westendorp(*numbers("psm_product_x.csv"), crossing=crossing, ties="beyond")  # type: ignore[arg-type]
    assert values(found) == pytest.approx(points, abs=5e-8)
    assert (found.n, found.dropped, found.equal) == (991, 9, 9)


@REAL
def test_product_x_has_its_published_shares_at_75() -> None:
    at = van_westendorp(*numbers("psm_product_x.csv"), ties="beyond").shares(75)
    told = [at.too_cheap.value, at.cheap.value, at.expensive.value, at.too_expensive.value]
    assert told == pytest.approx([0.02825429, 0.1634712, 0.3662967, 0.08980827], abs=5e-8)
    assert (at.cheap.n, at.cheap.method) == (991, "Wilson")


@REAL
def test_the_synthetic_answers_give_their_points() -> None:
    found = van_westendorp(*numbers("psm_synthetic.csv"), ties="beyond")
    assert values(found) == pytest.approx([9.2566667, 12.535, 11.11, 10.26], abs=5e-8)
    assert (found.n, found.dropped, found.missing) == (143, 107, 0)


@REAL
def test_swapped_columns_are_said_to_look_swapped() -> None:
    labels = ("too_cheap", "bargain", "getting_expensive", "too_expensive")
    answers = numbers("psm_wshoekstra.csv", labels)
    found = van_westendorp(*answers)
    assert (found.n, found.dropped) == (8, 1492)
    assert found.warning == (
        "The columns look swapped: 8 of 1,500 answers are in order, "
        "with cheap and expensive swapped 1,132 would be."
    )
    assert values(found) == [None] * 4
    assert found.idp.reason == found.warning
    mended = van_westendorp(answers[0], answers[2], answers[1], answers[3])
    assert (mended.n, mended.warning) == (1132, "")


def test_columns_turned_round_name_the_order_that_would_fit() -> None:
    found = van_westendorp(TOY[1], TOY[2], TOY[3], TOY[0])
    assert "the columns read as too_expensive, too_cheap, cheap, expensive 10 would be" in (
        found.warning
    )


def slowly(people: list[list[int]]) -> list[float]:
    """The four points by the book: shares by counting, one price after another."""
    prices = sorted({price for person in people for price in person})
    n = len(people)

    def share(answer: int, price: float) -> int:
        named = [person[answer] for person in people]
        return sum(one >= price if answer < 2 else one <= price for one in named)

    pairs = [
        lambda p: share(0, p) - (n - share(1, p)),
        lambda p: (n - share(2, p)) - share(3, p),
        lambda p: share(1, p) - share(2, p),
        lambda p: share(0, p) - share(3, p),
    ]
    found = []
    for gap in pairs:
        at = next(k for k, price in enumerate(prices) if gap(price) <= 0)
        above, below = gap(prices[at - 1]), gap(prices[at])
        step = prices[at] - prices[at - 1]
        found.append(prices[at - 1] + step * above / (above - below))
    return found


@settings(max_examples=60, deadline=None)
@given(PEOPLE)
def test_counting_price_by_price_gives_the_same_points(people: list[list[int]]) -> None:
    found = van_westendorp(*np.array(people).T, draws=20)
    assert values(found) == pytest.approx(slowly(people), abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(PEOPLE, st.randoms(use_true_random=False))
def test_order_of_rows_and_splitting_weights_change_nothing(
    people: list[list[int]], chance
) -> None:  # type: ignore[no-untyped-def]
    mixed = [*people, *people[:3]]
    chance.shuffle(mixed)
    weights = [2] * min(3, len(people)) + [1] * (len(people) - 3)
    first = van_westendorp(*np.array(people).T, weights=weights, draws=30)
    second = van_westendorp(*np.array(mixed).T, draws=30)
    assert values(first) == values(second)
    assert ends(first) == ends(second)
    assert first.n == second.n


@settings(max_examples=40, deadline=None)
@given(PEOPLE)
def test_turning_the_price_axis_round_swaps_the_two_margins(people: list[list[int]]) -> None:
    prices = np.array(people)
    found = van_westendorp(*prices.T, draws=20)
    turned = van_westendorp(*(50 - prices[:, ::-1]).T, draws=20)
    pmc, pme = found.pmc, found.pme
    if pmc.stretch is None and pme.stretch is None:
        assert [turned.pme.value, turned.pmc.value] == pytest.approx(
            [50 - pmc.value, 50 - pme.value],  # type: ignore[operator]
            abs=1e-9,
        )


@settings(max_examples=30, deadline=None)
@given(PEOPLE, st.sampled_from([0.01, 3.0, 1e6]))
def test_another_currency_gives_the_same_points_in_it(people: list[list[int]], rate: float) -> None:
    prices = np.array(people, np.float64)
    found, other = (van_westendorp(*each.T, draws=20) for each in (prices, prices * rate))
    expected = [rate * one for one in values(found) if one is not None]
    assert values(other) == pytest.approx(expected, rel=1e-9, abs=1e-9)


def test_curves_are_shares_at_every_named_price() -> None:
    found = van_westendorp(*TOY)
    curves = found.curves()
    assert curves.prices[[0, -1]].tolist() == [3, 20]
    assert (np.diff(curves.too_cheap) <= 0).all()
    assert (np.diff(curves.too_expensive) >= 0).all()
    at = found.shares(9)
    place = int(np.flatnonzero(curves.prices == 9)[0])
    assert at.cheap.value == pytest.approx(float(curves.cheap[place]))
    assert at.cheap.value == pytest.approx(0.4)
    assert curves.not_cheap[place] == pytest.approx(0.6)


def test_missing_and_disordered_answers_are_left_out_and_counted() -> None:
    answers = [list(column) for column in TOY]
    for column, value in zip(answers, [1, None, 3, 4], strict=True):
        column.append(value)  # type: ignore[arg-type]
    for column, value in zip(answers, [5, 5, 6, 7], strict=True):
        column.append(value)
    for column, value in zip(answers, [9, 5, 6, 7], strict=True):
        column.append(value)
    found = van_westendorp(*answers)
    assert (found.n, found.dropped, found.missing) == (10, 3, 1)
    assert (found.out_of_order, found.equal) == (2, 1)
    assert values(found) == values(van_westendorp(*TOY))


def test_weights_need_not_be_whole() -> None:
    twice = [column * 2 for column in TOY]
    found = van_westendorp(*twice, weights=[0.75] * 20)
    assert values(found) == pytest.approx(values(van_westendorp(*TOY)))
    assert found.n == 15
    assert found.opp.stretch == (9, 12)
    assert found.shares(9).cheap.value == pytest.approx(0.4)


def test_what_all_agree_on_is_sure() -> None:
    found = van_westendorp([2] * 9, [4] * 9, [6] * 9, [8] * 9)
    assert values(found) == [4, 6, 5, 4]
    assert (found.idp.low, found.idp.high) == (5, 5)
    assert found.opp.stretch == (4, 6)


def test_far_prices_taken_together_change_no_interval(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = np.random.default_rng(2)
    answers = np.sort(chance.lognormal(3, 0.5, (400, 4)).round(2), axis=1).T
    first = van_westendorp(*answers, draws=100)
    monkeypatch.setattr(crossings, "FAR", 1e9)
    assert ends(first) == ends(van_westendorp(*answers, draws=100))


def test_four_valid_answers_are_not_enough_to_say() -> None:
    found = van_westendorp(*(column[:4] for column in TOY))
    assert values(found) == [None] * 4
    assert found.pmc.reason == "Not enough to say: this needs 5 valid answers and has 4."
    assert found.shares(9).cheap.n == 4


def test_no_valid_answer_leaves_nothing_to_say() -> None:
    found = van_westendorp([None], [1], [2], [3])
    assert values(found) == [None] * 4
    assert found.shares(3).cheap.value is None
    assert len(found.curves().prices) == 0


def test_the_rule_is_named_with_the_result() -> None:
    found = van_westendorp(*TOY, crossing="first-price", ties="beyond")
    assert (found.crossing, found.ties) == ("first-price", "beyond")
    assert "first named price where the curves have crossed" in found.pmc.method
    assert "percentiles over respondents" in found.method


def test_ninety_five_percent_intervals_cover() -> None:
    """Prices u-3, u-1, u+1, u+3 with u normal(20, 3): the points are 18, 22, 20 and 20 exactly.

    Tolerance: three Monte-Carlo standard errors of 200 surveys, and .015 for what a percentile
    interval from 80 people and 120 draws is known to fall short.
    """
    chance, surveys, inside = np.random.default_rng(5), 200, np.zeros(4)
    for _ in range(surveys):
        u = chance.normal(20, 3, 80)
        found = van_westendorp(u - 3, u - 1, u + 1, u + 3, draws=120)
        for at, (point, truth) in enumerate(zip(POINTS, (18, 22, 20, 20), strict=True)):
            one = getattr(found, point)
            inside[at] += one.low <= truth <= one.high
    error = 3 * np.sqrt(0.95 * 0.05 / surveys)
    assert (inside / surveys > 0.95 - error - 0.015).all()
    assert (inside[:2] / surveys < 0.95 + error).all()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"cheap": [-1, *TOY[1][1:]]}, "cheap[0] is -1: no value may be below 0."),
        ({"cheap": [np.inf, *TOY[1][1:]]}, "cheap[0] is inf"),
        ({"cheap": TOY[1][1:]}, "The columns differ in length: too_cheap has 10, cheap has 9"),
        ({"cheap": ["dear", *TOY[1][1:]]}, "cheap holds something that is no number"),
        ({"cheap": []}, "cheap is empty"),
        ({"weights": [1.0] * 9}, "The columns differ in length: weights has 9"),
        ({"weights": [0.0] * 10}, "weights sum to 0"),
        ({"crossing": "last"}, "crossing has to be interpolated or first-price, not 'last'."),
        ({"ties": "below"}, "ties has to be at or beyond, not 'below'."),
        ({"level": 1.5}, "A level lies between 0 and 1"),
        ({"draws": 3}, "draws is 3: no value may be below 20."),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(change: dict[str, object], says: str) -> None:
    names = ("too_cheap", "cheap", "expensive", "too_expensive")
    with pytest.raises(NumbersError) as caught:
        van_westendorp(**{**dict(zip(names, TOY, strict=True)), **change})  # type: ignore[arg-type]
    assert caught.value.says.startswith(says)


def test_shares_of_a_negative_price_are_refused() -> None:
    with pytest.raises(NumbersError, match="price is -1"):
        van_westendorp(*TOY).shares(-1)
