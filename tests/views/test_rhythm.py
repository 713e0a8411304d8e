"""The rhythm of a person's orders."""

from __future__ import annotations

from troth.model.evidence import Evidence
from troth.model.origin import Origin
from troth.views.rhythm import rhythm
from troth.views.when import DAY, Clock

CLOCK = Clock(200 * DAY)


def order(day: int) -> Evidence:
    return Evidence(
        f"e-{day}", "v", "purchase", day * DAY, "day", None, "h", None, None, None, None,
        "shop", Origin("orders.csv", day), day * DAY,
    )  # fmt: skip


def test_gaps_usual_and_open() -> None:
    held = rhythm([order(day) for day in (30, 10, 20, 44, 20)], 64 * DAY, None, CLOCK)
    assert held is not None
    assert held.gaps == (10.0, 10.0, 14.0)
    assert (held.usual_days, held.longest_days, held.open_days) == (10.0, 14.0, 20.0)
    assert held.says == "Usually 10 days between orders; now 20 days since the last"


def test_the_title_says_on_which_side_of_the_alarm_it_stands() -> None:
    days = [order(day) for day in (10, 20, 30, 40)]
    past = rhythm(days, 80 * DAY, 35.0, CLOCK)
    short = rhythm(days, 50 * DAY, 35.0, CLOCK)
    assert past is not None
    assert short is not None
    assert past.says.endswith("past the 35 days that would worry us")
    assert short.says.endswith("short of the 35 days that would worry us")


def test_few_orders_are_no_rhythm() -> None:
    assert rhythm([order(1), order(9), order(20)], 30 * DAY, None, CLOCK) is None
