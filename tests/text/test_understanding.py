"""What customers say was promised, and what only sounds so."""

from __future__ import annotations

import pytest

from troth.text.promising import understood

SAYINGS = [
    "My rep said he would call me today and he has not.",
    "According to your pricing page the plan has ten seats.",
    "The plan page says 10 GB but I only get 5.",
    "The banner is labelled as free, forever.",
    "I was told my card wouldn't be charged.",
    "I paid for two-day shipping and it has been a week.",
    "It says delivered but nothing is here.",
    "I was charged but the credits were not added.",
    "I opened a ticket and nobody answered.",
    "I bought the pack yesterday and it is gone.",
    "I won the bike but it never showed up in my garage.",
    "You never refunded me.",
    "When can I expect my refund?",
    "I cancelled the trial and was charged anyway.",
    "My order is three days late.",
    "This is a false claim, the export is not included.",
]
LOOK_ALIKES = [
    "You told me not to call again.",
    "I was told to restart the app.",
    "How do I cancel my order?",
    "I love it, works as advertised.",
    "It does exactly what it advertises.",
    "The app says wrong password but it is right.",
    "I ordered a blue one.",
    "I bought this phone and the screen is not bright.",
    "When will you open the new store?",
    "I want to buy the plan but I do not know which.",
    "I am not receiving the e-mail to reset my password.",
    "We ordered pizza yesterday and it was not bad.",
    "I promised them an answer.",
]


@pytest.mark.parametrize("text", SAYINGS)
def test_sayings(text: str) -> None:
    assert [one.span.of(text) for one in understood(text, 0)] == [text]


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_look_alikes(text: str) -> None:
    assert understood(text, 0) == ()
