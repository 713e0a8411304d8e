"""The measure of growth itself: what grows too fast is told, and nothing else."""

from __future__ import annotations

import pytest

from tests.linear import assert_linear


def pairs(n: int) -> int:
    return sum(1 for _ in range(n) for _ in range(n))


def once(n: int) -> int:
    return sum(1 for _ in range(n))


def test_quadratic_work_is_told() -> None:
    with pytest.raises(AssertionError, match=r"s, then .* s"):
        assert_linear(pairs, 1_000, 4_000)


def test_linear_work_is_not() -> None:
    assert_linear(once, 500_000, 2_000_000)


def test_growth_that_is_asked_for_is_none() -> None:
    assert_linear(pairs, 500, 2_000, times=16)
