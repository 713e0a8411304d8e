"""AC1 and AC2: the skew paradox, published values with gaps, invariances, coverage."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.errors import NumbersError
from troth.stats.agreement.gwet import gwet
from troth.stats.agreement.kappa import cohen

FOUR = [
    [None if v == "." else int(v) for v in row.split()]
    for row in (
        "1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 .",
    )
]  # fmt: skip


def test_golden_skew_paradox() -> None:
    first, second = [0] * 123 + [1] * 2, [0] * 118 + [1] * 5 + [0] * 2
    found, kappa = gwet(first, second), cohen(first, second)
    assert found.observed == pytest.approx(0.944, abs=5e-4)
    assert kappa.value == pytest.approx(-0.023, abs=5e-4)
    assert found.value == pytest.approx(0.941, abs=5e-4)
    assert found.says == "Gwet’s AC1 0.94 (0.88 to 0.99), n = 125, 95 %"


@pytest.mark.parametrize(
    ("weights", "value", "error"),
    [(None, 0.77544, 0.14295), ("linear", 0.85874, 0.11733), ("quadratic", 0.91400, 0.10396)],
)
def test_golden_four_readers_with_gaps(weights: str | None, value: float, error: float) -> None:
    """As the handbook's own software (irrCAC) gives them for the 4 by 12 table."""
    found = gwet(*FOUR, weights=weights)  # type: ignore[arg-type]
    assert found.value == pytest.approx(value, abs=6e-6)
    assert found.standard_error == pytest.approx(error, abs=6e-6)
    assert (found.n, found.readers, found.categories) == (11, 4, 5)


PAIRS = st.lists(st.tuples(*[st.integers(0, 3)] * 3), min_size=5, max_size=30)


@given(PAIRS)
def test_readers_and_rows_may_change_places(rows: list[tuple[int, int, int]]) -> None:
    a, b, c = (list(each) for each in zip(*rows, strict=True))
    found, other = gwet(a, b, c), gwet(c[::-1], a[::-1], b[::-1])
    assert (found.value is None) == (other.value is None)
    if found.value is not None:
        assert found.value == pytest.approx(other.value, abs=1e-12)
        assert found.low is not None
        assert found.low == pytest.approx(other.low, abs=1e-9)
        assert found.low <= found.value <= (found.high or 0) + 1e-12


def test_even_labels_of_two_are_close_to_kappa() -> None:
    first, second = (
        np.repeat([0, 0, 1, 1], [40, 10, 10, 40]),
        np.repeat([0, 1, 0, 1], [40, 10, 10, 40]),
    )
    assert gwet(first, second).value == pytest.approx(0.6)
    assert cohen(first, second).value == pytest.approx(0.6)


def test_more_labels_in_order_mean_less_luck() -> None:
    first, second = ["a", "b", "a", "a"] * 3, ["a", "b", "a", "b"] * 3
    two, four = gwet(first, second), gwet(first, second, order=["a", "b", "c", "d"])
    assert (two.categories, four.categories) == (2, 4)
    assert (four.value or 0) > (two.value or 0)


@pytest.mark.parametrize(("n", "p", "miss"), [(30, 0.1, 0.05), (100, 0.05, 0.03), (100, 0.5, 0.1)])
def test_the_interval_covers(n: int, p: float, miss: float) -> None:
    """800 seeded tables: at least .93 (3 errors are .023), low end too high in at most 4.5 %."""
    a = p * (1 - miss) ** 2 + (1 - p) * miss**2
    d = p * miss**2 + (1 - p) * (1 - miss) ** 2
    b = miss * (1 - miss)
    luck = 2 * (a + b) * (b + d)
    truth = (a + d - luck) / (1 - luck)
    held = above = 0
    for counts in np.random.default_rng(n).multinomial(n, (a, b, b, d), 800):
        one, two = np.repeat([0, 0, 1, 1], counts), np.repeat([0, 1, 0, 1], counts)
        found = gwet(one, two, order=[0, 1])
        assert found.low is not None
        assert found.high is not None
        held += found.low <= truth <= found.high
        above += found.low > truth
    assert held / 800 >= 0.93
    assert above / 800 <= 0.045


def test_one_label_or_few_units_say_so() -> None:
    assert gwet([1] * 9, [1] * 9).value is None
    named = gwet([1] * 9, [1] * 9, order=[1, 2])
    assert named.value == 1
    assert (named.low or 0) < 0.8
    assert gwet([1, 2, 1], [1, 2, 2]).says == "not enough to say (n = 3)"
    assert gwet([None] * 6, [None] * 6).n == 0


def test_bad_input_is_said_in_a_sentence() -> None:
    with pytest.raises(NumbersError, match="at least two readers"):
        gwet([1, 2])
    with pytest.raises(NumbersError, match="differ in how many units"):
        gwet([1, 2], [1])
    with pytest.raises(NumbersError, match="weights is “cubic”"):
        gwet([1, 2], [1, 2], weights="cubic")  # type: ignore[arg-type]
    with pytest.raises(NumbersError, match="between 0 and 1"):
        gwet([1, 2], [1, 2], level=0)
