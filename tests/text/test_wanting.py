"""Who waits for an answer: a customer for ours, and we for hers."""

from __future__ import annotations

import pytest

from troth.text.tasks import TASKS, Item
from troth.text.wanting import wanted


@pytest.mark.parametrize(
    "text",
    [
        "Any updates on the review of my shop",
        "heeelp!!!",
        "You should let us pay by card",
        "Parcel 4417 came to the wrong door.",
        "I have sent you the receipt, thanks so much for the quick help",
        "Monday, at the green door.",
    ],
)
def test_a_customer_waits(text: str) -> None:
    assert wanted(text)


@pytest.mark.parametrize(
    "text",
    [
        "Your couriers are wonderful, I hope to see them again.",
        "Works as advertised. I always find what I'm looking for.",
        "Thanks, sorted now.",
        "If you don't have this yet, it is great.",
    ],
)
def test_a_customer_waits_for_nobody(text: str) -> None:
    assert not wanted(text)


@pytest.mark.parametrize(
    "text",
    [
        "Have you already tried these steps: https://example.org Hope they help.",
        "Try a new password. Let us know how it goes.",
        "Please send us an email and we will assist.",
        "Shoot us a message with the number of your order.",
        "Keep us posted!",
        "Without your name, give us the exact words.",
    ],
)
def test_we_wait_for_her(text: str) -> None:
    assert wanted(text, ours=True)


@pytest.mark.parametrize(
    "text",
    [
        "If it happens again, please send us an email.",
        "Here is a link that should help.",
        "We sent you a message with the number.",
        "You can submit a request here. Thank you for your patience.",
        "Mind if we jump in? We'd use another browser.",
    ],
)
def test_we_wait_for_nothing(text: str) -> None:
    assert not wanted(text, ours=True)


def test_what_we_wrote_before_makes_a_statement_an_answer() -> None:
    before = "Which films do you like? Tell us more."
    assert not wanted("I take the green one. Thank you!")
    assert wanted("I take the green one. Thank you!", before=before)


def test_the_task_asks_for_customers_where_no_speaker_is_told() -> None:
    task = TASKS["answer-wanted"]
    assert task.speaker == "customer"
    items = [Item("Where is it?", "customer"), Item("Tell us your number.", "company")]
    assert task.judge(items) == ["true", "true"]
