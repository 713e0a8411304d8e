"""E-values put together: the arithmetic, its limits, and that the promise is kept."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate

from troth.errors import NumbersError
from troth.stats.watching.evalues import chained_evidence, evidence_from_p, pooled_evidence

PIECES = st.lists(st.floats(0, 1e6), min_size=1, max_size=20)


def test_mean_and_product_are_plain_arithmetic() -> None:
    assert pooled_evidence([1, 2, 9]).value == pytest.approx(4)
    assert pooled_evidence([1, 2, 9], [2, 1, 1]).value == pytest.approx(13 / 4)
    found = chained_evidence([2, 5, 4])
    assert (found.value, found.p, found.n) == (pytest.approx(40), pytest.approx(1 / 40), 3)


@given(PIECES)
def test_order_changes_nothing_and_the_mean_lies_between(e: list[float]) -> None:
    assert chained_evidence(e[::-1]).value == chained_evidence(e).value
    mean = pooled_evidence(e)
    assert mean.value == pytest.approx(pooled_evidence(e[::-1]).value)
    assert min(e) * (1 - 1e-9) <= mean.value <= max(e) * (1 + 1e-9)
    assert mean.p == pytest.approx(min(1.0, 1 / mean.value) if mean.value else 1.0)


@given(PIECES, st.data())
def test_a_piece_of_weight_two_is_two_pieces(e: list[float], data: st.DataObject) -> None:
    weights = data.draw(st.lists(st.integers(1, 3), min_size=len(e), max_size=len(e)))
    split = np.repeat(e, weights)
    assert pooled_evidence(e, weights).value == pytest.approx(pooled_evidence(split).value)


def test_very_large_and_very_small_evidence_stays_quiet() -> None:
    assert chained_evidence([1e300, 1e300]).value == float("inf")
    assert chained_evidence([1e300, 1e300]).p == 0
    assert chained_evidence([1e300, 0.0]).value == 0
    assert pooled_evidence([1e308, 1e308]).value == pytest.approx(1e308)
    assert pooled_evidence([0.0, 0.0]).p == 1


@pytest.mark.parametrize("k", [0.1, 0.5, 0.9, None])
def test_a_p_value_becomes_evidence_with_mean_one(k: float | None) -> None:
    def under(log_p: float) -> float:
        return float(evidence_from_p([np.exp(log_p)], k)[0] * np.exp(log_p))

    mean, _ = integrate.quad(under, -700, 0, limit=400)
    rest = np.exp(-700.0 * k) if k else 1 / 700
    assert mean + rest == pytest.approx(1, abs=2e-6)


def test_evidence_from_p_is_smooth_at_one_and_infinite_at_nought() -> None:
    near = np.array([1 - 1.0001e-3, 1 - 0.9999e-3, 1.0])
    assert evidence_from_p(near) == pytest.approx([0.5001668, 0.5001668, 0.5], abs=1e-6)
    assert np.diff(evidence_from_p(near[:2]))[0] == pytest.approx(-3.3e-8, abs=1e-8)
    assert evidence_from_p([0.0, 0.05]).tolist()[0] == float("inf")
    assert evidence_from_p([0.05])[0] == pytest.approx(1.7833, abs=1e-4)
    assert evidence_from_p([0.05], 0.5)[0] == pytest.approx(0.5 / 0.05**0.5)


def test_the_mean_of_dependent_evidence_keeps_its_promise() -> None:
    """Each piece is fair, all from one draw; P(mean >= 20) may pass 1/20 by 3 errors at most."""
    z = np.random.default_rng(3).normal(size=20_000)
    e = np.exp(np.outer(z, [0.5, 1, 2]) - np.array([0.5, 1, 2]) ** 2 / 2)
    share = np.mean([pooled_evidence(row).value >= 20 for row in e[:5000]])
    assert share <= 0.05 + 3 * (0.05 * 0.95 / 5000) ** 0.5


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (lambda: pooled_evidence([]), "e is empty"),
        (lambda: pooled_evidence([-1]), "below 0"),
        (lambda: pooled_evidence([1, 2], [0, 0]), "sum to 0"),
        (lambda: pooled_evidence([1, 2], [1]), "differ in length"),
        (lambda: chained_evidence([float("inf")]), "finite"),
        (lambda: evidence_from_p([2]), "above 1"),
        (lambda: evidence_from_p([0.5], 0), "above 0"),
        (lambda: evidence_from_p([0.5], 1.5), "above 1"),
    ],
)
def test_nonsense_is_refused(act: object, says: str) -> None:
    with pytest.raises(NumbersError, match=says):
        act()  # type: ignore[operator]
