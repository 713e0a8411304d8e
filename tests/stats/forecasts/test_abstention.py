"""Risk and coverage: by hand, order, the promise by simulation, refusals."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.errors import NumbersError
from troth.stats.forecasts.abstention import abstention, silence_below
from troth.stats.rates.proportions import wilson


def test_by_hand() -> None:
    found = abstention([0.9, 0.8, 0.8, 0.6], [0, 0, 1, 1])
    assert found.threshold.tolist() == [0.9, 0.8, 0.6]
    assert found.coverage.tolist() == [0.25, 0.75, 1.0]
    assert found.risk.tolist() == [0, 1 / 3, 0.5]
    assert found.area == pytest.approx((0 + 2 / 3 + 0.5) / 4)
    for at, (errors, rows) in enumerate([(0, 1), (1, 3), (2, 4)]):
        one = wilson(errors, rows)
        assert (found.low[at], found.high[at]) == pytest.approx((one.low, one.high))


@given(st.lists(st.tuples(st.integers(0, 9), st.booleans()), min_size=1, max_size=40))
def test_order_changes_nothing_and_the_end_is_everybody(rows: list[tuple[int, bool]]) -> None:
    confidence, wrong = (np.array(each) for each in zip(*rows, strict=True))
    found, turned = abstention(confidence, wrong), abstention(confidence[::-1], wrong[::-1])
    for name in ("threshold", "coverage", "risk", "low", "high"):
        assert (getattr(found, name) == getattr(turned, name)).all()
    assert found.coverage[-1] == 1
    assert found.risk[-1] == pytest.approx(wrong.mean())
    assert ((found.low <= found.risk) & (found.risk <= found.high)).all()
    one, two = (
        silence_below(confidence, wrong, 0.3),
        silence_below(confidence[::-1], wrong[::-1], 0.3),
    )
    assert one == two
    if one.threshold is not None:
        kept = confidence >= one.threshold
        assert (one.covered, one.risk) == (kept.sum(), pytest.approx(wrong[kept].mean()))
        assert one.risk <= one.bound <= 0.3


def test_the_promise_is_kept_by_the_chosen_threshold() -> None:
    """1,000 data sets of 1,200, allowed .1 at .9: at most .1 broken promises (the bound is shared
    out over twenty looks, so far fewer)."""
    rng, broken, told = np.random.default_rng(3), 0, 0
    for _ in range(1000):
        c = rng.random(1200)
        found = silence_below(c, rng.random(1200) < 0.4 * (1 - c), 0.1, 0.9)
        if found.threshold is not None:
            told += 1
            broken += 0.4 * (1 - found.threshold) / 2 > 0.1
    assert told > 900
    assert broken / 1000 <= 0.1


def test_where_nothing_keeps_the_promise_we_stay_silent() -> None:
    found = silence_below([0.9] * 20, [1] * 20, 0.1)
    assert (found.threshold, found.coverage, found.covered, found.risk) == (None, 0, 0, None)
    assert silence_below([0.9] * 5, [0] * 5, 0.1).threshold is None
    assert silence_below([0.9] * 500, [0] * 500, 0.1).coverage == 1


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (lambda: abstention([], []), "confidence is empty"),
        (lambda: abstention([1], [2]), "0 or 1"),
        (lambda: abstention([1], [1, 0]), "differ in length"),
        (lambda: abstention([1], [1], 1), "level lies between"),
        (lambda: silence_below([1], [1], 1), "between 0 and 1"),
        (lambda: silence_below([1], [1], 0), "allowed is 0"),
    ],
)
def test_nonsense_is_refused(act: object, says: str) -> None:
    with pytest.raises(NumbersError, match=says):
        act()  # type: ignore[operator]
