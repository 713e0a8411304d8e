"""What a mail server gives back, and words that a way to us leads nowhere."""

from __future__ import annotations

import pytest

from troth.text.unreached import given_back, no_way


def test_given_back_for_good_or_for_now() -> None:
    assert given_back("550 5.1.1 user unknown", "Undeliverable: Lid") == "sure"
    assert given_back("Mailbox full, we will try again.", "Undeliverable: Lid") == "perhaps"
    assert given_back("I am away until Monday.", "Out of office") is None


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("The complaint form gives me a 404.", "sure"),
        ("My mail to you bounced.", "sure"),
        ("The link you sent doesn’t work.", "sure"),
        ("I can’t get through on the phone.", "perhaps"),
    ],
)
def test_a_way_that_leads_nowhere(text: str, how: str) -> None:
    found = no_way(text)
    assert found is not None
    assert found[1] == how


@pytest.mark.parametrize(
    "text",
    [
        "What do I do if the contact form does not work?",
        "My e-mail account is locked.",
        "The app is down.",
    ],
)
def test_other_troubles_are_no_way_to_us(text: str) -> None:
    assert no_way(text) is None
