"""CSAT: the share of top answers is Wilson's, and small counts say so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.errors import NumbersError
from troth.stats.rates.csat import csat
from troth.stats.rates.proportions import wilson


def test_golden_by_hand() -> None:
    found, share = csat([5, 5, 4, 3, 2, 1, 4, 5]), wilson(5, 8)
    assert (found.value, found.low, found.high) == (share.value, share.low, share.high)
    assert (found.satisfied, found.n, found.top, found.scale, found.method) == (
        5,
        8,
        2,
        5,
        "Wilson",
    )
    assert found.says == "62 % (31 % to 86 %), n = 8, Wilson, 95 %"


def test_another_scale_and_only_the_best() -> None:
    assert csat([7, 6, 5, 7, 1], top=1, scale=7).satisfied == 2
    assert csat([10, 9, 8, 1, 1, 1], top=3, scale=10).value == 0.5


def test_below_five_answers_no_share_is_given() -> None:
    found = csat([5, 5, 5, 5])
    assert (found.value, found.low, found.high, found.satisfied) == (None, None, None, 4)
    assert found.says == "not enough to say (n = 4)"
    assert csat([]).says == "not enough to say (n = 0)"


ROWS = st.lists(st.tuples(st.integers(1, 5), st.integers(0, 3)), min_size=1, max_size=40)


@given(ROWS.filter(lambda rows: sum(weight for _, weight in rows) > 0))
def test_a_row_of_weight_two_is_two_rows_in_any_order(rows: list[tuple[int, int]]) -> None:
    plain = [answer for answer, weight in rows for _ in range(weight)]
    found = csat([answer for answer, _ in rows], weights=[weight for _, weight in rows])
    assert found == csat(plain) == csat(sorted(plain))


@given(st.lists(st.integers(1, 5), min_size=5, max_size=30), st.integers(1, 3))
def test_more_boxes_are_never_less_satisfied(answers: list[int], top: int) -> None:
    narrow, wide = csat(answers, top).value, csat(answers, top + 1).value
    assert narrow is not None
    assert wide is not None
    assert narrow <= wide


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ([6], r"answers\[0\] is 6: no value may be above 5"),
        ([0], r"answers\[0\] is 0: no value may be below 1"),
        ([4.5], "whole number"),
        ([float("inf")], "finite number"),
    ],
)
def test_bad_answers_are_said_in_a_sentence(answers: list[float], sentence: str) -> None:
    with pytest.raises(NumbersError, match=sentence):
        csat(answers)


def test_a_top_of_the_whole_scale_is_refused() -> None:
    with pytest.raises(NumbersError, match="everybody is satisfied"):
        csat([1, 2, 3], top=5)
