"""The customer's effort, and the essay's case: eight steps, nothing solved, nobody left to ask."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from troth.errors import NumbersError
from troth.stats.journey.dead_ends import dead_ends
from troth.stats.journey.effort import effort
from troth.stats.journey.first_contact import first_contact

DAY = 86400
# step, day, by the customer, channel, her minutes, broken
ESSAY: list[tuple[str, float, bool, str | None, float | None, bool]] = [
    ("e-mail", 0, True, "e-mail", None, False),
    ("photos asked", 1, False, None, None, False),
    ("photos sent", 2, True, "e-mail", None, False),
    ("call", 5, True, "telephone", 30, False),
    ("no stock", 6, False, None, None, False),
    ("no back-order", 7, False, None, None, False),
    ("e-mail bounced", 8, True, "e-mail", None, True),
    ("complaint page broken", 9, True, "web page", None, True),
]
STEP, ON, HERS, CHANNEL, MINUTES, BROKEN = (list(each) for each in zip(*ESSAY, strict=True))
AT = [day * DAY for day in ON]
CASE = ["essay"] * len(ESSAY)


def test_the_essays_case_costs_what_it_says() -> None:
    found = effort(
        CASE, AT, MINUTES, by_customer=HERS, channel=CHANNEL, broken=BROKEN, closing=[False] * 8
    )
    (case,) = found.by_case
    assert case.contacts == 5
    assert case.minutes >= 30
    assert case.unmeasured == 4
    assert case.channels == 3
    assert case.switches == 3
    assert case.broken == 2
    assert case.closed is False
    assert found.closed is not None
    assert found.closed.value == 0
    assert (case.handoffs, case.repeats) == (None, None)


def test_the_essays_case_was_not_resolved_at_first_contact() -> None:
    hers = [at for at, by_her in zip(AT, HERS, strict=True) if by_her]
    assert first_contact(["essay"] * len(hers), hers, 7, 60 * DAY).share.value == 0


def test_the_essays_case_is_a_dead_end() -> None:
    found = dead_ends(CASE, STEP, AT, ["solved"], 14, until=60 * DAY, broken=BROKEN)
    (end,) = found.found
    assert (end.case, end.step, end.days, end.broken) == (
        "essay", "complaint page broken", 51, True,
    )  # fmt: skip
    assert (found.closed, found.undecided, found.at_least.value) == (0, 0, 1)


def test_each_figure_is_of_its_own_case_in_any_order_of_rows() -> None:
    case = np.array(["b", "a", "b", "a", "b", "b"])
    at = np.array([0, 0, 1, 1, 2, 3])
    minutes = np.array([1.0, 2, 3, 4, 5, np.nan])
    who = np.array(["Ana", "Ben", None, "Ben", "Ben", "Ana"], object)
    told = np.array(["size", "size", "size", None, "size", "colour"], object)
    for order in (np.arange(6), np.array([5, 3, 1, 0, 2, 4])):
        found = effort(
            case[order], at[order], minutes[order], resource=who[order], told=told[order]
        )
        first, second = found.by_case
        assert (first.case, first.minutes, first.handoffs, first.repeats) == ("a", 6, 0, 0)
        assert (second.case, second.minutes, second.handoffs, second.repeats) == ("b", 9, 2, 2)
        assert (found.unmeasured, second.unmeasured) == (1, 1)
        assert found.median_minutes.value == 7.5


def test_there_and_back_are_two_switches_of_two_channels() -> None:
    (case,) = effort([1] * 4, range(4), [1] * 4, channel=["mail", "chat", None, "mail"]).by_case
    assert (case.channels, case.switches) == (2, 2)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"minutes": [1, -1]}, "minutes[1] is -1: no value may be below 0"),
        ({"minutes": [1]}, "minutes has 1"),
        ({"minutes": ["five", 1]}, "minutes holds something that is no number"),
        ({"minutes": [1, 1], "channel": ["mail"]}, "channel has 1"),
        ({"minutes": [1, 1], "broken": [2, 0]}, "broken[0] is 2"),
        ({"minutes": [1, 1], "by_customer": [True]}, "by_customer has 1"),
        ({"minutes": 5}, "minutes has to be one column"),
    ],
)
def test_what_cannot_be_read_is_said(options: dict[str, Any], says: str) -> None:
    with pytest.raises(NumbersError) as fault:
        effort([1, 2], [0, 1], **options)
    assert says in str(fault.value)
