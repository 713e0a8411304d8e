"""What making whole costs: only from figures that stand there, never guessed."""

from __future__ import annotations

import pytest

from troth.text.owing import owed

COURIERS = {"courier": 384}
ALL = {"courier": 300, "sender": 1_000}


@pytest.mark.parametrize(
    ("promise", "sentence", "offer", "people", "wanted"),
    [
        ("Couriers are paid every Friday.", "Monthly.", "€10 to each courier", COURIERS, "384 people × €10 = €3,840, as it offers"),
        ("Couriers are paid every Friday.", "Monthly.", "", COURIERS, ""),
        ("We answer within a day.", "Within three.", "€10 to each courier", {"sender": 9}, ""),
        ("We answer within a day.", "Within three.", "£500 in all", ALL, "£500, as it offers"),
        ("Every courier gets a bonus of £40.", "The bonus is £25.", "", COURIERS, "384 people × £15 = £5,760"),
        ("We pay £6 for each parcel.", "We pay £5 for each parcel.", "", COURIERS, "£1 for each parcel; how many there are cannot be told"),
        ("We pay £6 for each parcel.", "We pay €5 for each parcel.", "", COURIERS, ""),
    ],
)  # fmt: skip
def test_people_times_amount_or_nothing(
    promise: str, sentence: str, offer: str, people: dict[str, int], wanted: str
) -> None:
    assert owed(promise, sentence, offer, people) == wanted
