"""What is said of customers as a mass, and what shows that somebody was met."""

from __future__ import annotations

import pytest

from troth.text.massed import deals_with_many, decides, has_met, says_of_many, speaks_to_reader


@pytest.mark.parametrize(
    ("sentence", "said", "dealt"),
    [
        ("Couriers want shorter routes.", True, True),
        ("Shoppers in the old town rarely order twice.", True, True),
        ("Late parcels leave senders frustrated.", True, True),
        ("We must retain more merchants in the north.", False, True),
        ("The customer base grew by a tenth.", False, True),
        ("Senders can print a label at home.", False, False),
        ("This lets senders choose an hour.", False, False),
        ("The vans were washed in May.", False, False),
    ],
)
def test_wishes_and_deeds_are_told_from_what_users_can_do(
    sentence: str, said: bool, dealt: bool
) -> None:
    assert says_of_many(sentence) is said
    assert deals_with_many(sentence) is dealt


@pytest.mark.parametrize(
    "words",
    [
        "We rang nine senders in March.",
        "Three merchants told us why.",
        "The drawings were tried in usability tests.",
        "We listened to couriers on their round.",
    ],
)
def test_somebody_was_met(words: str) -> None:
    assert has_met(words) is not None
    assert has_met("Couriers want shorter routes.") is None


def test_what_we_will_do_and_whom_we_speak_to() -> None:
    assert decides("Next quarter we will open in York.")
    assert not decides("The vans were washed in May.")
    assert speaks_to_reader("Your parcel waits.")
    assert not speaks_to_reader("The parcel waits.")
