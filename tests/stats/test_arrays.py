"""What a method is given, read and refused in one sentence."""

from __future__ import annotations

import numpy as np
import pytest

from troth.errors import NumbersError, TrothError
from troth.stats.arrays import coded, column, even, flags, matrix, number, weighting


@pytest.mark.parametrize(
    ("values", "rules", "says"),
    [
        (
            [1, np.nan, np.nan],
            {},
            "age[1] is nan: every value has to be a finite number (1 more like it).",
        ),
        ([1, -np.inf], {}, "age[1] is -inf: every value has to be a finite number."),
        ([3, -1], {"least": 0}, "age[1] is -1: no value may be below 0."),
        ([3, 0], {"above": 0}, "age[1] is 0: every value has to be above 0."),
        ([3, 9], {"most": 8}, "age[1] is 9: no value may be above 8."),
        ([3, 2.5], {"whole": True}, "age[1] is 2.5: every value has to be a whole number."),
        ([], {}, "age is empty: there is nothing to reckon with."),
        ([[1, 2]], {}, "age has to be one row of numbers; it has 2 dimensions."),
    ],
)
def test_a_column_names_place_value_and_rule(values, rules, says: str) -> None:
    with pytest.raises(NumbersError) as caught:
        column("age", values, **rules)
    assert str(caught.value) == says
    assert isinstance(caught.value, TrothError)
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize("values", [["old"], [object()], [[1], [1, 2]]])
def test_what_is_no_number_is_said_to_be_none(values) -> None:
    with pytest.raises(NumbersError, match="age holds something that is no number"):
        column("age", values)


def test_a_column_may_be_empty_where_that_makes_sense() -> None:
    assert column("age", [], empty=True).shape == (0,)


def test_a_single_number_is_named_without_a_place() -> None:
    assert number("level", 0.9, above=0, most=1) == 0.9
    with pytest.raises(NumbersError, match=r"^level is 2: no value may be above 1"):
        number("level", 2, most=1)


def test_flags_are_booleans_or_zeros_and_ones() -> None:
    assert flags("left", [True, False]).tolist() == flags("left", [1, 0]).tolist() == [True, False]
    assert flags("left", []).shape == (0,)
    with pytest.raises(NumbersError, match=r"left\[1\] is 2: every value has to be 0 or 1"):
        flags("left", [0, 2])
    with pytest.raises(NumbersError, match="left has 1, the other columns has 2"):
        flags("left", [True], 2)
    with pytest.raises(NumbersError, match="2 dimensions"):
        flags("left", np.ones((2, 2), bool))


def test_weights_are_positive_in_sum() -> None:
    assert weighting(None, 3) is None
    assert weighting([1, 0], 2) is not None
    for bad in ([1, -1], [0, 0], [1], [np.nan, 1]):
        with pytest.raises(NumbersError, match="weights"):
            weighting(bad, 2)


def test_lengths_are_told_by_name() -> None:
    assert even(a=[1, 2], b=(3, 4)) == 2
    with pytest.raises(NumbersError, match="differ in length: a has 2, b has 1"):
        even(a=[1, 2], b=[1])


def test_a_matrix_names_row_and_column() -> None:
    assert matrix("X", [1, 2, 3]).shape == (3, 1)
    with pytest.raises(NumbersError, match=r"X\[1, 0\] is nan"):
        matrix("X", [[1.0, 2], [np.nan, 3]])
    with pytest.raises(NumbersError, match="X has 2, the other columns has 3"):
        matrix("X", [[1], [2]], 3)
    with pytest.raises(NumbersError, match="3 dimensions"):
        matrix("X", np.ones((1, 1, 1)))
    with pytest.raises(NumbersError, match="X is empty"):
        matrix("X", np.ones((0, 2)))
    huge = matrix("X", [[1e308], [1e308], [1e308]])
    assert huge.shape == (3, 1)


def test_codes_keep_ids_as_they_are() -> None:
    codes, known = coded(["NA", "", "b", "NA"])
    assert known == ["", "NA", "b"]
    assert codes.tolist() == [1, 0, 2, 1]
    codes, known = coded([None, "a", 3, None])
    assert [known[code] for code in codes] == [None, "a", 3, None]
    codes, known = coded(np.array([3, 1, 3]))
    assert known == [1, 3]
