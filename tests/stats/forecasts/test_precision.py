"""Precision at k: by hand, with ties, against brute force over all orders of ties."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.errors import NumbersError
from troth.stats.forecasts.precision import precision_at
from troth.stats.rates.proportions import wilson


def test_by_hand() -> None:
    found = precision_at([9, 8, 7, 6, 5], [1, 0, 1, 0, 1], 3)
    assert found.precision == wilson(2, 3)
    assert found.recall == wilson(2, 3)
    assert found.lift == pytest.approx((2 / 3) / (3 / 5))
    assert (found.k, found.tied, found.n) == (3, 0, 5)


def test_ties_count_as_the_average_over_their_orders() -> None:
    scores, y = np.array([9, 5, 5, 5, 1]), np.array([1, 1, 0, 0, 1])
    found = precision_at(scores, y, 2)
    tied = [y[[0, *order]][:2].mean() for order in permutations([1, 2, 3])]
    assert found.precision.value == pytest.approx(np.mean(tied))
    assert found.tied == 3


@given(st.lists(st.tuples(st.integers(0, 4), st.booleans()), min_size=1, max_size=30), st.data())
def test_order_and_scale_change_nothing_and_the_whole_list_has_lift_one(
    rows: list[tuple[int, bool]], data: st.DataObject
) -> None:
    scores, y = (np.array(each) for each in zip(*rows, strict=True))
    k = data.draw(st.integers(1, len(rows)))
    found = precision_at(scores, y, k)
    assert found == precision_at(scores[::-1], y[::-1], k)
    assert found.precision == precision_at(2.0 * scores + 1, y, k).precision
    whole = precision_at(scores, y, len(rows))
    assert whole.precision.value == pytest.approx(y.mean())
    assert whole.lift == (pytest.approx(1) if y.any() else None)
    assert whole.recall.value == (1 if y.any() else None)


@pytest.mark.parametrize(("k", "says"), [(0, "k is 0"), (4, "only 3 rows"), (1.5, "whole number")])
def test_a_list_has_no_such_top(k: float, says: str) -> None:
    with pytest.raises(NumbersError, match=says):
        precision_at([1, 2, 3], [0, 1, 0], k)  # type: ignore[arg-type]


def test_columns_have_to_match() -> None:
    with pytest.raises(NumbersError, match="differ in length"):
        precision_at([1, 2], [1], 1)
    with pytest.raises(NumbersError, match="scores is empty"):
        precision_at([], [], 1)
