"""What our messages ask for, and what hers give."""

from __future__ import annotations

import pytest

from troth.text.wanting_to_know import another, asked_for, gives, holds


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Could you send us your order number?", {"order number"}),
        ("Please DM us your account e-mail and postcode.", {"mail address", "postal address"}),
        ("Which version of iOS are you on?", {"system version"}),
        ("Thanks for the order number. We will look into it.", set()),
        ("Your order number is K-20417.", set()),
    ],
)
def test_what_is_asked_for(text: str, asked: set[str]) -> None:
    assert set(asked_for(text)) == asked


def test_another_one_is_another_thing() -> None:
    text = "Could you send another photo?"
    assert another(text, asked_for(text)["picture"])


def test_what_is_given() -> None:
    assert holds("It is K-20417.", "order number")
    assert holds("iOS 13.3.1", "system version")
    assert not holds("I have to look for it at home.", "order number")
    assert gives("I just sent you a message.", "mail address")
    assert not gives("What do you need it for?", "mail address")
