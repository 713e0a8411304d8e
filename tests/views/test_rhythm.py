"""The rhythm of a person's orders."""

from __future__ import annotations

from troth.faces import drawing
from troth.model.evidence import Evidence
from troth.model.origin import Origin
from troth.model.units import DAY_US
from troth.views.rhythm import rhythm
from troth.views.when import Clock

CLOCK = Clock(200 * DAY_US)


def order(day: int) -> Evidence:
    return Evidence(
        f"e-{day}", "v", "purchase", day * DAY_US, "day", None, "h", None, None, None, None,
        "shop", Origin("orders.csv", day), day * DAY_US,
    )  # fmt: skip


def test_gaps_usual_and_open() -> None:
    held = rhythm([order(day) for day in (30, 10, 20, 44, 20)], 64 * DAY_US, None, CLOCK)
    assert held is not None
    assert held.gaps == (10.0, 10.0, 14.0)
    assert (held.usual_days, held.longest_days, held.open_days) == (10.0, 14.0, 20.0)
    assert held.says == "Usually 10 days between orders; 20 now"


def test_the_title_and_the_table_say_from_when_we_would_ask() -> None:
    days = [order(day) for day in (10, 20, 30, 40)]
    held = rhythm(days, 80 * DAY_US, 34.6, CLOCK)
    assert held is not None
    assert held.says == "Usually 10 days between orders; 40 now; we would ask from 35"
    drawn = drawing.rhythm(held)
    foot = drawn.split("<tfoot>")[1].split("</tfoot>")[0]
    assert "<td>40</td>" in foot
    assert "We would ask from</th><td>35</td>" in foot
    assert 'data-alarm="34.6"' in drawn
    assert 'class="alarm"' in drawn
    without = rhythm(days, 80 * DAY_US, None, CLOCK)
    assert without is not None
    assert "alarm" not in drawing.rhythm(without)
    assert "We would ask" not in drawing.rhythm(without)


def test_few_orders_are_no_rhythm() -> None:
    assert rhythm([order(1), order(9), order(20)], 30 * DAY_US, None, CLOCK) is None
