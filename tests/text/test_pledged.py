"""Deeds: what is promised is the predicate, not the noun."""

from __future__ import annotations

import pytest

from troth.text.pledged import deeds, payee


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Couriers are paid every Friday", {"pay"}),
        ("We never lose a parcel", {"lose"}),
        ("Each delivery is insured up to £500", {"insure"}),
        ("Refunds are paid within 48 hours", {"refund"}),
        ("Delivered in 30 minutes, always", {"deliver"}),
        ("every plan includes 24/7 support", {"hours"}),
        ("We answer every message within one business day", {"answer"}),
        ("The parcel, the courier and the delivery", set()),
        ("Feel free to write", set()),
    ],
)
def test_the_deeds_of_a_sentence(text: str, found: set[str]) -> None:
    assert deeds(text) == found


def test_who_is_paid() -> None:
    assert payee("Couriers are paid every Friday") == payee("We pay our drivers weekly")
    assert payee("Shops are paid daily") != payee("Couriers are paid daily")
    assert payee("We answer letters") is None
