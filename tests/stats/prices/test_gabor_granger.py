"""Stated demand: by hand, against the min-max formula, both ways of asking, coverage, bad input."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.errors import NumbersError
from troth.stats.arrays import Floats
from troth.stats.prices.gabor_granger import gabor_granger, highest_price

PRICES = np.array([5.0, 7.5, 10.0, 20.0])


def asked(highest: Floats, prices: Floats = PRICES) -> tuple[Floats, Floats, Floats]:
    """Everybody is asked every price and says yes up to her highest."""
    who = np.repeat(np.arange(len(highest)), len(prices))
    price = np.tile(prices, len(highest))
    return who, price, highest[who] >= price


def test_shares_revenue_and_peak_by_hand() -> None:
    highest = np.array([4, 5, 6, 7.5, 8, 10, 10, 12, 20, 25])
    found = gabor_granger(*asked(highest))
    assert found.demand.tolist() == [0.9, 0.7, 0.5, 0.2]
    assert found.revenue.tolist() == pytest.approx([4.5, 5.25, 5.0, 4.0])
    assert (found.peak.price, found.peak.height) == (7.5, pytest.approx(5.25))
    assert found.peak.name == "revenue peak of stated answers"
    assert found.wins.sum() == pytest.approx(1)
    assert (found.n, found.inconsistent, found.peak.at_edge) == (10, 0, False)


def test_demand_between_prices_runs_straight_however_far_apart_they_lie() -> None:
    found = gabor_granger(*asked(np.array([4, 5, 6, 7.5, 8, 10, 10, 12, 20, 25])))
    assert found.at(12.5) == pytest.approx(0.5 - 0.3 / 4)
    with pytest.raises(NumbersError, match="21 lies outside the prices that were asked, 5 to 20"):
        found.at(21)


def test_shares_that_rise_are_pooled_by_their_answers() -> None:
    who = [1, 2, 3, 4, 5, 6, 1, 2, 3, 7, 8]
    price = [10] * 6 + [20] * 5
    buys = [1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 1]
    found = gabor_granger(who, price, buys, unasked="left out")
    assert found.said.tolist() == pytest.approx([2 / 6, 3 / 5])
    assert found.demand.tolist() == pytest.approx([5 / 11, 5 / 11])
    assert found.asked.tolist() == [6, 5]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.booleans(), min_size=4, max_size=4), min_size=5, max_size=15))
def test_the_fit_is_the_nearest_that_never_rises(answers: list[list[bool]]) -> None:
    table = np.array(answers, np.float64)
    people = len(table)
    found = gabor_granger(
        np.repeat(np.arange(people), 4), np.tile(PRICES, people), table.ravel(), draws=20
    )
    means = [[table[:, a : b + 1].mean() if b >= a else np.nan for b in range(4)] for a in range(4)]
    minmax = [min(max(means[a][b] for b in range(k, 4)) for a in range(k + 1)) for k in range(4)]
    assert found.demand == pytest.approx(minmax, abs=1e-12)
    assert (found.low <= found.demand + 1e-12).all()
    assert (found.demand <= found.high + 1e-12).all()
    odd = sum((np.diff(row) > 0).any() for row in table)
    assert found.inconsistent == odd


def test_a_price_ladder_that_stops_at_no_is_filled_by_what_it_implies() -> None:
    highest = np.random.default_rng(2).lognormal(2.2, 0.5, 80)
    who, price, buys = asked(highest)
    stopped = price <= np.array([min([*PRICES[one < PRICES], 99]) for one in highest])[who]
    found = gabor_granger(who[stopped], price[stopped], buys[stopped])
    assert found.demand == pytest.approx([(highest >= p).mean() for p in PRICES])
    assert "implied" in found.method
    assert found.warning == ""


def test_prices_asked_at_random_are_left_out_and_it_is_said() -> None:
    chance = np.random.default_rng(4)
    highest = chance.lognormal(2.2, 0.5, 4000)
    price = chance.choice(PRICES, 4000)
    found = gabor_granger(np.arange(4000), price, highest >= price, draws=50)
    truth = [(highest >= p).mean() for p in PRICES]
    assert found.demand == pytest.approx(truth, abs=4 * 0.5 / np.sqrt(1000))
    assert "left out" in found.method
    assert "prices that respondents were not asked" in found.warning


def test_people_who_refuse_less_than_they_accept_are_counted() -> None:
    who, price, buys = asked(np.array([5.0, 10, 20, 20, 4]))
    buys[0] = False
    buys[4] = False
    found = gabor_granger(who, price, buys)
    assert found.inconsistent == 1
    assert gabor_granger(who, price, buys, weights=np.full(20, 3.0)).inconsistent == 3


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from([4.0, 5, 7, 8, 12, 21]), min_size=5, max_size=12), st.randoms())
def test_order_and_splitting_weights_change_nothing(highest: list[float], chance) -> None:  # type: ignore[no-untyped-def]
    who, price, buys = asked(np.array(highest))
    first = gabor_granger(who, price, buys, weights=np.where(who < 2, 2.0, 1.0), draws=30)
    who, price, buys = asked(np.array([*highest, *highest[:2]]))
    order = list(range(len(who)))
    chance.shuffle(order)
    second = gabor_granger(who[order], price[order], buys[order], draws=30)
    assert first.demand == pytest.approx(second.demand, abs=1e-15)
    assert (first.low.tolist(), first.high.tolist()) == (second.low.tolist(), second.high.tolist())
    assert (first.peak, first.n) == (second.peak, second.n)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from([5.0, 7.5, 10, 20]), min_size=5, max_size=20))
def test_highest_prices_and_full_ladders_tell_the_same(highest: list[float]) -> None:
    ladder = gabor_granger(*asked(np.array(highest)), draws=20)
    straight = highest_price(highest, draws=20)
    at = np.isin(PRICES, straight.prices)
    assert straight.demand == pytest.approx(ladder.demand[at])
    assert straight.peak.price == ladder.peak.price or straight.peak.height == pytest.approx(
        ladder.peak.height
    )


def test_who_accepts_no_price_counts_below_the_line_and_a_missing_answer_does_not() -> None:
    found = highest_price([0, 0, 10, 10, 20, None])
    assert found.prices.tolist() == [10, 20]
    assert found.demand.tolist() == pytest.approx([0.6, 0.2])
    assert (found.n, found.missing) == (5, 1)
    assert found.peak.price == 10
    assert found.peak.at_edge


def test_where_all_say_yes_the_interval_is_wilsons_and_not_nothing() -> None:
    found = gabor_granger(*asked(np.full(20, 50.0)))
    assert found.low == pytest.approx([0.8388748419471806] * 4)
    assert found.high.tolist() == [1.0] * 4


def test_four_respondents_have_no_peak() -> None:
    found = gabor_granger(*asked(np.array([5.0, 10, 20, 20])))
    assert found.peak.price is None
    assert found.peak.reason == "Not enough to say: this needs 5 respondents and has 4."


def test_a_price_heard_only_by_people_of_no_weight_is_no_price() -> None:
    found = gabor_granger([*range(6), 7], [10] * 6 + [99], [1, 0] * 3 + [1], weights=[1] * 6 + [0])
    assert found.prices.tolist() == [10]


def test_chances_to_buy_may_stand_for_yes_and_no() -> None:
    found = gabor_granger(np.repeat(range(6), 2), [10, 20] * 6, [0.7, 0.3, 0.5, 0.1, 0.3, 0.5] * 2)
    assert found.demand == pytest.approx([0.5, 0.3])
    assert found.inconsistent == 2


def test_ninety_five_percent_intervals_cover() -> None:
    """Highest prices are lognormal, so demand is known. 300 surveys of 60 people.

    Tolerance: three Monte-Carlo standard errors, and .02 for 60 people and 100 draws.
    """
    from scipy.special import ndtr

    truth = ndtr((2.2 - np.log(PRICES)) / 0.5)
    chance, surveys, inside = np.random.default_rng(6), 300, np.zeros(4)
    for _ in range(surveys):
        found = gabor_granger(*asked(chance.lognormal(2.2, 0.5, 60)), draws=100)
        inside += (found.low <= truth) & (truth <= found.high)
    error = 3 * np.sqrt(0.95 * 0.05 / surveys)
    assert (inside / surveys > 0.95 - error - 0.02).all()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"price": [0, 10]}, "price[0] is 0: every value has to be above 0."),
        ({"buys": [1, 2]}, "buys[1] is 2: no value may be above 1."),
        ({"price": [10, 10]}, "Respondent 'NA' answers the price 10 more than once."),
        ({"weights": [1, 2]}, "Respondent 'NA' has different weights in different rows."),
        ({"respondent": ["NA"]}, "The columns differ in length: respondent has 1"),
        ({"unasked": "no"}, "unasked has to be implied or left out, not 'no'."),
        ({"price": [], "buys": [], "respondent": []}, "price is empty"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(change: dict[str, object], says: str) -> None:
    asked_: dict[str, object] = {"respondent": ["NA", "NA"], "price": [10, 20], "buys": [1, 0]}
    with pytest.raises(NumbersError) as caught:
        gabor_granger(**{**asked_, **change})  # type: ignore[arg-type]
    assert caught.value.says.startswith(says)


def test_chances_imply_nothing_of_prices_not_asked() -> None:
    with pytest.raises(NumbersError, match="Only yes and no imply"):
        gabor_granger([1, 1, 2], [10, 20, 10], [0.5, 0.2, 0.5], unasked="implied")


def test_no_accepted_price_is_no_demand() -> None:
    with pytest.raises(NumbersError, match="names no price above 0"):
        highest_price([0, 0, None])
