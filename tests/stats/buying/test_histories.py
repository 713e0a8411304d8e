"""From purchases to one row a customer."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stats.buying.cdnow import from_days, needs_data
from troth.errors import NumbersError
from troth.stats.buying.histories import histories


@needs_data
def test_cdnow_has_2357_customers_2457_repeats_and_1882_held_out() -> None:
    people = from_days()
    assert len(people.customers) == 2357
    assert (people.frequency.sum(), people.holdout.sum()) == (2457, 1882)


def test_two_purchases_of_a_day_are_one_and_amounts_are_of_repeats() -> None:
    found = histories(
        ["NA", "NA", "NA", "b", "NA"],
        ["2026-01-01", "2026-01-08", "2026-01-08", "2026-01-05", "2026-02-01"],
        np.datetime64("2026-01-31"),
        amount=[10, 20, 5, 7, 9],
        unit=7,
    )
    assert found.customers == ["NA", "b"]
    assert found.frequency == pytest.approx([1, 0])
    assert found.recency == pytest.approx([1, 0])
    assert pytest.approx([30 / 7, 26 / 7]) == found.T
    assert found.amount == pytest.approx([25, 0])
    assert found.holdout == pytest.approx([1, 0])
    assert found.log_gaps == pytest.approx([0, 0])


PURCHASES = st.lists(
    st.tuples(st.sampled_from(["a", "b", "NA", ""]), st.integers(0, 30)), min_size=1
)


@given(PURCHASES, st.integers(0, 30), st.randoms(use_true_random=False))
def test_it_is_what_counting_by_hand_gives_in_any_order(rows, until: int, chance) -> None:
    days: dict[str, set[int]] = defaultdict(set)
    for who, day in rows:
        days[who].add(day)
    early = {who: sorted(d for d in seen if d <= until) for who, seen in days.items()}
    early = {who: seen for who, seen in sorted(early.items()) if seen}
    chance.shuffle(rows)
    if not early:
        with pytest.raises(NumbersError, match="Nobody bought"):
            histories(*zip(*rows, strict=True), until)
        return
    found = histories(*zip(*rows, strict=True), until)
    assert found.customers == list(early)
    assert found.frequency.tolist() == [len(seen) - 1 for seen in early.values()]
    assert found.recency.tolist() == [seen[-1] - seen[0] for seen in early.values()]
    assert found.T.tolist() == [until - seen[0] for seen in early.values()]
    assert found.holdout.tolist() == [len(days[who]) - len(seen) for who, seen in early.items()]
    gaps = [np.diff(seen) for seen in early.values()]
    assert found.log_gaps == pytest.approx([np.log(gap).sum() for gap in gaps])
    assert found.gaps.tolist() == [gap[-2:].tolist() for gap in gaps if len(gap) > 1]


@pytest.mark.parametrize(
    ("at", "says"),
    [
        (np.array(["2026-01-01", "NaT"], "M8[D]"), r"at\[1\] is no time"),
        ([1, np.nan], r"at\[1\] is nan"),
        (["2026-01-01", "soon"], "at holds something that is no day"),
        ([1], "differ in length"),
    ],
)
def test_times_that_are_none_are_named(at, says: str) -> None:
    with pytest.raises(NumbersError, match=says):
        histories(["a", "b"], at)
