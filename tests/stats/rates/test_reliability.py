"""Promises kept: bounds that the unverifiable leave, and the swing between weeks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.errors import NumbersError
from troth.stats.rates.proportions import wilson
from troth.stats.rates.reliability import overdispersion, promise_reliability


def test_golden_bounds_by_hand() -> None:
    found = promise_reliability(18, 2, 10)
    assert (found.rate and found.rate.value) == 0.9
    assert (found.least, found.most) == (18 / 30, 28 / 30)
    assert (found.low, found.high) == (wilson(18, 30).low, wilson(28, 30).high)
    assert found.n == 30
    assert found.says == (
        "90 % kept (70 % to 97 %), n = 20, Wilson, 95 %; with 10 unverifiable, between 60 % and 93 %"
    )


def test_nothing_unverifiable_leaves_no_gap() -> None:
    found = promise_reliability(9, 1)
    assert found.least == found.most == 0.9
    assert "unverifiable" not in found.says


def test_too_few_judged_promises_say_so() -> None:
    found = promise_reliability(4, 0, 6)
    assert (found.rate, found.low, found.high) == (None, None, None)
    assert (found.least, found.most) == (0.4, 1.0)
    assert found.says == "not enough to say (n = 4)"
    assert promise_reliability(0, 0).least is None


@given(st.integers(0, 200), st.integers(0, 200), st.integers(0, 200))
def test_the_rate_lies_between_its_bounds_and_more_unknown_widens_them(
    kept: int, broken: int, unknown: int
) -> None:
    found, wider = (
        promise_reliability(kept, broken, unknown, least=1),
        promise_reliability(kept, broken, unknown + 1),
    )
    if found.rate is None or found.rate.value is None:
        return
    assert found.least is not None
    assert found.most is not None
    assert found.least - 1e-12 <= found.rate.value <= found.most + 1e-12
    if wider.least is not None and wider.most is not None:
        assert wider.least <= found.least
        assert wider.most >= found.most


def test_golden_swing_by_hand() -> None:
    found = overdispersion([8, 5, 2], [10, 10, 10])
    assert found.phi == pytest.approx(((3**2) * 2 / 2.5) / 2)
    assert found.p_value == pytest.approx(np.exp(-3.6), rel=1e-9)
    assert (found.groups, found.n) == (3, 30)


def test_chance_alone_gives_one_and_honest_p_values() -> None:
    """3,000 seeded sets of 12 weeks of 40: mean φ 1 within .03, 5 % of p below .05 within .012."""
    chance = np.random.default_rng(8)
    found = [overdispersion(chance.binomial(40, 0.7, 12), [40] * 12) for _ in range(3000)]
    assert np.mean([one.phi for one in found]) == pytest.approx(1, abs=0.03)
    assert np.mean([(one.p_value or 0) < 0.05 for one in found]) == pytest.approx(0.05, abs=0.012)


def test_weeks_that_swing_are_found() -> None:
    chance = np.random.default_rng(9)
    found = overdispersion(chance.binomial(40, chance.beta(7, 3, 20)), [40] * 20)
    assert found.phi is not None
    assert found.phi > 2
    assert "times as much as by chance" in found.says


@pytest.mark.parametrize(
    ("x", "n"), [([], []), ([3], [5]), ([0, 0], [4, 5]), ([4, 5], [4, 5]), ([0, 3], [0, 5])]
)
def test_where_nothing_can_swing_it_says_so(x: list[int], n: list[int]) -> None:
    found = overdispersion(x, n)
    assert (found.phi, found.p_value) == (None, None)
    assert found.says.startswith("not enough to say")


def test_bad_input_is_said_in_a_sentence() -> None:
    with pytest.raises(NumbersError, match=r"Group 1 has 6 successes of 5"):
        overdispersion([1, 6], [5, 5])
    with pytest.raises(NumbersError, match="differ in length"):
        overdispersion([1], [5, 5])
    with pytest.raises(NumbersError, match="broken is -1"):
        promise_reliability(1, -1)
    with pytest.raises(NumbersError, match="kept is nan"):
        promise_reliability(float("nan"), 1)  # type: ignore[arg-type]
