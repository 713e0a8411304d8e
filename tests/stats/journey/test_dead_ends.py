"""Dead ends: who counts, who is too early to say, and what is refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.errors import NumbersError
from troth.stats.journey.dead_ends import dead_ends
from troth.stats.rates.proportions import wilson

DAY = 86400


def test_closed_dead_and_undecided_are_told_apart() -> None:
    case = ["a", "a", "b", "c", "d"]
    step = ["asked", "solved", "asked", "asked", "sent"]
    found = dead_ends(case, step, np.array([0, 1, 2, 25, 3]) * DAY, "solved", 14, until=30 * DAY)
    assert [(end.case, end.days) for end in found.found] == [("b", 28), ("d", 27)]
    assert (found.cases, found.closed, found.undecided) == (4, 1, 1)
    assert found.at_least == wilson(2, 4)
    assert found.at_most == wilson(3, 4)
    assert found.by_step == (("asked", 1), ("sent", 1))


def test_a_case_taken_up_again_after_its_closing_is_open() -> None:
    found = dead_ends(
        [1] * 3, ["asked", "solved", "asked"], [0, 1, 2], ["solved"], 1, until=9 * DAY
    )
    assert found.closed == 0
    assert len(found.found) == 1


def test_just_so_many_days_is_not_yet_a_dead_end() -> None:
    assert dead_ends([1], ["asked"], [0], ["solved"], 7, until=7 * DAY).undecided == 1


def test_a_closing_step_nobody_reached_leaves_all_open() -> None:
    assert dead_ends([1, 2], ["x", "y"], [0, 9 * DAY], ["solved"], 5).undecided == 1


ROWS = st.lists(
    st.tuples(st.integers(0, 6), st.sampled_from(["x", "y", "end"]), st.integers(0, 20)),
    min_size=1, max_size=30, unique_by=lambda row: (row[0], row[2]),
)  # fmt: skip


@given(ROWS, st.integers(1, 10), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_any_log_in_any_order_is_counted_as_by_hand(rows: Any, wait: int, chance: Any) -> None:
    last: dict[int, tuple[int, str]] = {}
    for case, step, day in rows:
        last[case] = max(last.get(case, (-1, "")), (day, step))
    dead = {case for case, (day, step) in last.items() if step != "end" and 20 - day > wait}
    open_ = sum(step != "end" for _, step in last.values())
    mixed = list(rows)
    chance.shuffle(mixed)
    for each in (rows, mixed):
        case, step, day = (list(column) for column in zip(*each, strict=True))
        found = dead_ends(case, step, np.array(day) * DAY, ["end"], wait, until=20 * DAY)
        assert {end.case for end in found.found} == dead
        assert found.undecided == open_ - len(dead)
        assert found.closed == len(last) - open_


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"after_days": 0}, "after_days"),
        ({"after_days": 5, "until": 1.0}, "at[1] lies after “until”"),
        ({"after_days": 5, "broken": [1]}, "broken has 1"),
        ({"after_days": 5, "level": 0}, "level"),
    ],
)
def test_what_cannot_be_read_is_said(options: dict[str, Any], says: str) -> None:
    with pytest.raises(NumbersError) as fault:
        dead_ends([1, 2], ["x", "y"], [0, 5], ["end"], **options)
    assert says in str(fault.value)
