"""The effort score: mean by t, share by Wilson, and what it does with too few or equal answers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from troth.errors import NumbersError
from troth.stats.rates.ces import ces
from troth.stats.rates.csat import csat


def test_golden_mean_by_t_and_the_share_of_the_two_best() -> None:
    answers = [7, 6, 6, 5, 3, 7, 2, 6]
    found = ces(answers)
    low, high = stats.t.interval(0.95, 7, np.mean(answers), stats.sem(answers))
    assert (found.value, found.low) == pytest.approx((np.mean(answers), low), rel=1e-12)
    assert found.high == pytest.approx(min(high, 7), rel=1e-12)
    assert found.easy == csat(answers, 2, 7)
    assert found.says == (
        "5.2 of 7 (3.7 to 6.8), n = 8, Student’s t, 95 %; 62 % gave one of the 2 best answers"
    )


def test_too_few_or_equal_answers_do_not_invent_precision() -> None:
    assert ces([7, 7, 6, 1]).says == "not enough to say (n = 4)"
    assert ces([]).value is None
    alike = ces([6] * 9)
    assert (alike.value, alike.low, alike.high, alike.standard_error) == (6, None, None, None)
    assert alike.easy.low == pytest.approx(0.70, abs=0.01)
    assert "every answer alike" in alike.says


ROWS = st.lists(st.tuples(st.integers(1, 7), st.integers(0, 3)), min_size=1, max_size=30)


@given(ROWS.filter(lambda rows: sum(weight for _, weight in rows) > 0))
def test_a_row_of_weight_two_is_two_rows(rows: list[tuple[int, int]]) -> None:
    plain = [answer for answer, weight in rows for _ in range(weight)]
    found = ces([answer for answer, _ in rows], weights=[weight for _, weight in rows])
    other = ces(plain[::-1])
    assert (found.n, found.easy) == (other.n, other.easy)
    assert (found.value is None) == (other.value is None)
    assert (found.low is None) == (other.low is None)
    if found.value is not None and found.low is not None:
        assert (found.value, found.low) == pytest.approx((other.value, other.low), abs=1e-9)


def test_the_interval_covers_the_mean() -> None:
    """4,000 seeded surveys of 15 from a skewed scale; .95 within .025 (3 errors are .010)."""
    shares = np.array([0.05, 0.05, 0.05, 0.1, 0.2, 0.3, 0.25])
    drawn = np.random.default_rng(3).choice(np.arange(1, 8), (4000, 15), p=shares)
    truth, found = float(shares @ np.arange(1, 8)), [ces(row) for row in drawn]
    held = [one.low is not None and one.low <= truth <= (one.high or 0) for one in found]
    assert np.mean(held) == pytest.approx(0.95, abs=0.025)


def test_bad_answers_are_said_in_a_sentence() -> None:
    with pytest.raises(NumbersError, match=r"answers\[1\] is 8: no value may be above 7"):
        ces([1, 8])
    with pytest.raises(NumbersError, match="between 0 and 1"):
        ces([1, 2, 3, 4, 5], level=2)
