"""Columns that say nothing of their own are named."""

from __future__ import annotations

import numpy as np
import pytest

from troth.errors import NumbersError
from troth.stats.columns import named, tell_apart

X = np.random.default_rng(0).normal(size=(50, 3))


def test_names_are_given_or_counted() -> None:
    assert named(None, 2) == ("x0", "x1")
    assert named(["a", "b"], 2) == ("a", "b")
    with pytest.raises(NumbersError, match="3 names for 2 columns"):
        named(["a", "b", "c"], 2)
    with pytest.raises(NumbersError, match="Two columns are called “a”"):
        named(["a", "b", "a"], 3)


def test_columns_of_their_own_pass_at_any_scale() -> None:
    tell_apart(X * [1e-9, 1, 1e9] + [0, 1e3, 0], ("a", "b", "c"))


@pytest.mark.parametrize(
    ("column", "says"),
    [
        (np.full(50, 7.0), "Column “d” is the same in every row"),
        (np.zeros(50), "Column “d” is the same in every row"),
        (3 * X[:, 1] + 5, "Column “d” says nothing that “b”"),
        (X[:, 0] + 2 * X[:, 2], "Column “d” says nothing that “c” and the columns before it"),
    ],
)
def test_a_column_without_news_is_named(column: np.ndarray, says: str) -> None:
    with pytest.raises(NumbersError, match=says):
        tell_apart(np.column_stack([X, column]), ("a", "b", "c", "d"))
