"""Before and after a price change: counts by hand, borders of the windows, bad input."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from troth.errors import NumbersError, UnknownNameError
from troth.stats.prices.history import complained_after, left_after
from troth.stats.rates.proportions import newcombe

STARTED = [0, 0, 70, 71, 100, 0, 0, 0]
ENDED = [None, 70, 99.9, 100, 129.9, 130, 69, 115]


def test_leavers_are_counted_by_window() -> None:
    """Here at 70: 1, 2, 3, 6, 8 and of them 2 and 3 leave; at 100: 1, 4, 5, 6, 8; 4, 5, 8 leave."""
    found = left_after(100, 30, STARTED, ENDED, known_until=130)
    assert (found.before.value, found.before.n) == (2 / 5, 5)
    assert (found.after.value, found.after.n) == (3 / 5, 5)
    assert found.difference == newcombe(3, 5, 2, 5)
    assert found.words.startswith(
        "3 of 5 people left in the 30 days after the price change (60.0%), "
        "2 of 5 in the 30 days before (40.0%): a difference of +20.0 points"
    )
    assert "not cause" in found.caveat


def test_a_complainer_counts_once_a_window_and_only_where_she_was_here() -> None:
    found = complained_after(
        100,
        30,
        person=["NA", "b", "c", "d", "e", "f", "g", "h"],
        started=STARTED,
        ended=ENDED,
        complainer=["NA", "NA", "d", "d", "f", "h", "NA", "g"],
        complained=[70, 99, 80, 101, 130, 100, 129, 100],
        known_until=200,
    )
    assert (found.before.value, found.before.n) == (1 / 5, 5)
    assert (found.after.value, found.after.n) == (3 / 5, 5)
    assert found.what == "complained"


def test_nobody_complaining_is_an_answer() -> None:
    found = complained_after(100, 30, [1, 2], [0, 0], [np.nan, None], [], [], 130)
    assert (found.before.value, found.after.value) == (0, 0)
    assert found.difference is not None
    assert found.difference.value == 0


def test_order_of_people_changes_nothing() -> None:
    order = [3, 1, 0, 7, 5, 6, 2, 4]
    mixed = [[column[at] for at in order] for column in (STARTED, ENDED)]
    assert left_after(100, 30, STARTED, ENDED, 130) == left_after(100, 30, *mixed, 130)


def test_nobody_here_before_is_not_enough_to_say() -> None:
    found = left_after(100, 30, [90, 95], [None, 110], known_until=130)
    assert found.difference is None
    assert found.before.value is None
    assert found.words == (
        "Nobody was here in the window before the price change: not enough to say."
    )


def test_no_change_is_seen_as_one_no_more_often_than_it_should() -> None:
    """500 histories of 300 people who leave at one rate throughout.

    Newcombe's interval misses 0 in 5 % or less; tolerance three Monte-Carlo standard errors.
    """
    chance, missed = np.random.default_rng(7), 0
    for _ in range(500):
        ended = chance.exponential(300, 300)
        found = left_after(60, 30, np.zeros(300), ended, known_until=90)
        assert found.difference is not None
        missed += not found.difference.low <= 0 <= found.difference.high
    assert missed / 500 < 0.05 + 3 * np.sqrt(0.05 * 0.95 / 500)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"known_until": 129}, "The window after the change ends at 130, the records at 129."),
        ({"window": 0}, "window is 0: every value has to be above 0."),
        ({"ended": [None] * 7 + [-1]}, "ended[7] is -1, before started[7], 0."),
        ({"ended": [None] * 7}, "The columns differ in length: started has 8, ended has 7."),
        ({"ended": ["soon"] * 8}, "ended holds something that is no number"),
        ({"started": [None, *STARTED[1:]]}, "started[0] is nan"),
        ({"level": 2}, "A level lies between 0 and 1"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(change: dict[str, Any], says: str) -> None:
    given: dict[str, Any] = {
        "changed": 100, "window": 30, "started": STARTED, "ended": ENDED, "known_until": 130,
    }  # fmt: skip
    with pytest.raises(NumbersError) as caught:
        left_after(**{**given, **change})
    assert caught.value.says.startswith(says)


def test_a_complaint_by_nobody_known_is_named() -> None:
    with pytest.raises(UnknownNameError, match="There is no person called “ann”"):
        complained_after(100, 30, ["anna"], [0], [None], ["ann"], [101], 130)
    with pytest.raises(NumbersError, match="person names 'a' more than once"):
        complained_after(100, 30, ["a", "a"], [0, 0], [None, None], [], [], 130)
