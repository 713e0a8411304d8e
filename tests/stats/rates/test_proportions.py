"""Wilson and Newcombe: golden numbers, and what holds for all counts."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.errors import NumbersError
from troth.stats import newcombe, wilson


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (45, 75, 0.487, 0.703),
        (21, 30, 0.521, 0.833),
        (160, 535, 0.262, 0.339),
    ],
)
def test_wilson_golden(successes: int, n: int, low: float, high: float) -> None:
    found = wilson(successes, n)
    assert found.low == pytest.approx(low, abs=6e-4 if n in (75, 30, 535) else 6e-5)
    assert found.high == pytest.approx(high, abs=6e-4 if n in (75, 30, 535) else 6e-5)
    assert (found.value, found.n, found.method) == (successes / n, n, "Wilson")


def test_newcombe_golden() -> None:
    found = newcombe(56, 70, 48, 80)
    assert (found.value, found.low, found.high) == pytest.approx((0.20, 0.0524, 0.3339), abs=6e-5)


def test_nothing_counted_is_nothing_known() -> None:
    found = wilson(0, 0)
    assert (found.value, found.low, found.high) == (None, 0.0, 1.0)
    with pytest.raises(ValueError, match="counts nothing"):
        newcombe(0, 0, 1, 2)


@pytest.mark.parametrize(("successes", "n", "level"), [(3, 2, 0.95), (-1, 2, 0.95), (1, 2, 1.0)])
def test_nonsense_is_refused(successes: int, n: int, level: float) -> None:
    with pytest.raises(ValueError):
        wilson(successes, n, level)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((float("nan"), 5), "successes is nan: it has to be a finite number"),
        ((1, float("inf")), "n is inf: it has to be a finite number"),
        ((1, 5, float("nan")), "level is nan"),
        (("many", 5), "successes is 'many', which is no number"),
        ((None, 5), "successes is None, which is no number"),
        ((1, 10**400), "which is no number"),
        ((6, 5), "6 of 5 is no share"),
        ((1, 5, 1.5), "between 0 and 1"),
    ],
)
def test_bad_input_is_said_in_a_sentence(arguments: tuple[Any, ...], sentence: str) -> None:
    with pytest.raises(NumbersError, match=sentence):
        wilson(*arguments)
    with pytest.raises(NumbersError, match=sentence):
        newcombe(*arguments[:2], 1, 5, *arguments[2:])


def test_numbers_of_numpy_come_out_as_pythons_own() -> None:
    import numpy as np

    found = wilson(np.int64(3), np.int64(9))  # type: ignore[arg-type]
    assert (type(found.n), type(found.low), type(found.value)) == (int, float, float)


COUNTS = st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(COUNTS, st.floats(0.5, 0.999))
def test_the_interval_holds_the_share_mirrors_and_widens(
    counts: tuple[int, int], level: float
) -> None:
    successes, n = counts
    found, mirror = wilson(successes, n, level), wilson(n - successes, n, level)
    assert 0 <= found.low <= successes / n <= found.high <= 1
    assert found.low == pytest.approx(1 - mirror.high, abs=1e-12)
    wider = wilson(successes, n, (1 + level) / 2)
    assert wider.low <= found.low
    assert wider.high >= found.high


@given(COUNTS, COUNTS)
def test_a_difference_turns_its_sign(first: tuple[int, int], second: tuple[int, int]) -> None:
    there, back = newcombe(*first, *second), newcombe(*second, *first)
    assert there.low == pytest.approx(-back.high)
    assert -1 <= there.low <= there.value <= there.high <= 1


def test_importing_stats_is_cheap_and_needs_no_numpy() -> None:
    code = (
        "import sys; from troth.stats import newcombe, wilson; wilson(3, 9); "
        "newcombe(1, 2, 1, 3); "
        "assert not {'numpy', 'scipy', 'statistics'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
