"""The confidence sequence of a share: coverage over all looks, limits, and refusals."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import betaln

from troth.errors import NumbersError
from troth.stats.rates.proportions import wilson
from troth.stats.watching.confidence_sequence import share_evidence, share_sequence

COUNTS = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize("p", [0.05, 0.5, 0.8])
def test_the_truth_is_held_at_all_looks_together_where_wilson_loses_it(p: float) -> None:
    """2,000 series of 400 looks: at least .95 less 3 errors; Wilson at every look far below."""
    came = np.cumsum(np.random.default_rng(7).random((2000, 400)) < p, axis=1)
    n = np.tile(np.arange(1, 401), 2000)
    found = share_sequence(came.ravel(), n)
    held = ((found.low <= p) & (p <= found.high)).reshape(2000, 400).all(axis=1).mean()
    assert held >= 0.95 - 3 * (0.05 * 0.95 / 2000) ** 0.5
    table = {k: np.array([[(w := wilson(s, k)).low, w.high] for s in range(k + 1)]) for k in LOOKS}
    kept = np.ones(2000, bool)
    for k in LOOKS:
        low, high = table[k][came[:, k - 1]].T
        kept &= (low <= p) & (p <= high)
    assert kept.mean() < 0.90


LOOKS = range(10, 401, 10)


@given(COUNTS, st.floats(0.5, 0.999))
def test_the_edges_solve_their_equation_and_mirror(counts: tuple[int, int], level: float) -> None:
    came, n = counts
    found, mirror = share_sequence([came], [n], level), share_sequence([n - came], [n], level)
    low, high = found.low[0], found.high[0]
    assert 0 <= low <= came / n <= high <= 1
    assert low == pytest.approx(1 - mirror.high[0], abs=1e-9)
    for edge in (low, high):
        if 1e-300 < edge < 1:
            e = betaln(0.5 + came, 0.5 + n - came) - betaln(0.5, 0.5)
            e -= came * np.log(edge) + (n - came) * np.log1p(-edge)
            assert e == pytest.approx(-np.log(1 - level), abs=1e-6)


@given(COUNTS, st.floats(0.02, 0.98))
def test_the_interval_is_where_the_evidence_does_not_suffice(
    counts: tuple[int, int], share: float
) -> None:
    found = share_sequence([counts[0]], [counts[1]])
    e = share_evidence([counts[0]], [counts[1]], share)[0]
    if e < 20 * (1 - 1e-6):
        assert found.low[0] <= share <= found.high[0]
    if e > 20 * (1 + 1e-6):
        assert not found.low[0] < share < found.high[0]


def test_all_or_none_reach_the_end_and_more_answers_narrow() -> None:
    found = share_sequence([0, 50], [50, 50])
    assert (found.low[0], found.high[1]) == (0, 1)
    wide, narrow = (share_sequence([k * 30], [k * 100]) for k in (1, 20))
    assert narrow.high[0] - narrow.low[0] < wide.high[0] - wide.low[0]
    assert share_sequence([30], [100]).value.tolist() == [0.3]


@pytest.mark.parametrize("n", [100, 1000])
def test_the_price_of_looking_is_about_eight_tenths_more_width(n: int) -> None:
    found, plain = share_sequence([0.3 * n], [n]), wilson(0.3 * n, n)
    price = (found.high[0] - found.low[0]) / (plain.high - plain.low)
    assert 1.6 < price < 2.0


@pytest.mark.parametrize(("against", "p"), [("at most", 0.3), ("at most", 0.2), ("at least", 0.3)])
def test_one_sided_evidence_keeps_its_promise(against: str, p: float) -> None:
    came = np.cumsum(np.random.default_rng(9).random((3000, 300)) < p, axis=1)
    n = np.tile(np.arange(1, 301), 3000)
    e = share_evidence(came.ravel(), n, 0.3, against=against).reshape(3000, 300)  # type: ignore[arg-type]
    assert (e.max(axis=1) >= 20).mean() <= 0.05 + 3 * (0.05 * 0.95 / 3000) ** 0.5
    strong = share_evidence([90, 5], [100, 100], 0.3, against=against)  # type: ignore[arg-type]
    assert (strong[0] > 20, strong[1] > 20) == (
        (True, False) if against == "at most" else (False, True)
    )


def test_before_anybody_was_asked_there_is_no_evidence() -> None:
    for against in ("equal", "at most", "at least"):
        assert share_evidence([0], [0], 0.4, against=against)[0] == pytest.approx(1)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (lambda: share_sequence([3], [2]), r"successes\[0\] is 3 of 2"),
        (lambda: share_sequence([0], [0]), r"n\[0\] is 0: no value may be below 1"),
        (lambda: share_sequence([], []), "empty"),
        (lambda: share_sequence([1], [2], level=1), "level lies between"),
        (lambda: share_sequence([1], [2], prior=(0, 1)), "above 0"),
        (lambda: share_sequence([1, 2], [2]), "differ in length"),
        (lambda: share_evidence([1], [2], 1), "between 0 and 1"),
        (lambda: share_evidence([1], [2], 0.5, against="more"), "against is"),  # type: ignore[arg-type]
        (
            lambda: share_evidence([1], [2], 0.3, against="at least", prior=(1000, 1)),
            "no weight beyond 0.3",
        ),
    ],
)
def test_nonsense_is_refused(act: object, says: str) -> None:
    with pytest.raises(NumbersError, match=says):
        act()  # type: ignore[operator]
