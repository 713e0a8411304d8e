"""What waits, what ends a talk, and what became of a promise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.text.reply import (
    arrived,
    asks_back,
    automatic,
    away,
    closes,
    fulfils,
    misses,
    releases,
    waits,
)

WAITS = [
    "Where is my parcel?",
    "can you help me",
    "My app crashes",
    "That didn't work",
    "It is not sorted",
    "Is it fixed now?",
    "Thank you. But when will it arrive?",
    "Thanks, that fixed it. One more thing: how do I cancel?",
    "Thanks for the quick reply! Unfortunately it still crashes.",
    "Thanks for nothing",
    "I want my money back.",
    "The parcel arrived broken.",
    "It has a scratch, and came without its lid.",
    "My parcel could not be delivered, why",
    "still waiting",
    "yes please",
    "??",
    "I'm on holiday until 3 March, please hold the parcel.",
    "It's fixed now, thanks. But the app still crashes.",
    "Has it been fixed or not, I need to know",
]
SETTLED = {
    "Thanks, it's sorted now": "resolved",
    "It's sorted now, had to install it twice": "resolved",
    "never mind": "resolved",
    "Where did it go? Ignore me! My husband had it. Don't ask.": "resolved",
    "All clear now, thanks.": "resolved",
    "Thank you, I couldn't have asked for more.": "thanks",
    "You are very kind, thank you.": "thanks",
    "Much obliged!": "thanks",
    "Thank you kindly.": "thanks",
    "No need, thanks!": "resolved",
    "It works now, thank you": "resolved",
    "All good now": "resolved",
    "Please close the ticket": "resolved",
    "It arrived, thank you!": "resolved",
    "I no longer need it": "resolved",
    "ok thanks": "thanks",
    "Great, thank you so much for your help!": "thanks",
    "Perfect!": "thanks",
    "no worries": "thanks",
    "Thanks in advance": "thanks",
    "I'll try that and let you know": "thanks",
    "you guys are the best": "thanks",
    "Got it, thanks, have a good day": "thanks",
    "👍😀": "no words",
    "@support": "no words",
    "Will be back on Monday": "away",
    "I'm out of the office until Monday": "away",
    "This is an automated reply.": "automatic",
    "Undeliverable: your message": "automatic",
}


@pytest.mark.parametrize("text", WAITS)
def test_waits(text: str) -> None:
    assert waits(text).state == "waits"
    assert not closes(text)


@pytest.mark.parametrize(("text", "why"), SETTLED.items())
def test_waits_for_nobody(text: str, why: str) -> None:
    found = waits(text, asked=True)
    assert (found.state, found.why) == ("settled", why)
    assert closes(text) == (why in ("resolved", "thanks"))


@pytest.mark.parametrize("text", ["Windows 10", "My name is on the bell.", "Yes"])
def test_a_statement_waits_only_as_an_answer(text: str) -> None:
    assert waits(text).state == "doubtful"
    assert waits(text, asked=True).state == "waits"


@pytest.mark.parametrize(
    "text",
    [
        "Sixty mugs and not a chip. Thank you so much!",
        "It came without a single scratch. You are wonderful, thank you!",
        "No hassle, no delay, thanks.",
    ],
)
def test_the_absence_of_a_trouble_is_none(text: str) -> None:
    assert waits(text).state == "settled"


def test_the_span_is_the_sentence_that_asks() -> None:
    text = "@us Hello there. I bought it on Monday. Where is it?"
    span = waits(text).span
    assert span is not None
    assert span.of(text) == "Where is it?"


def test_a_subject_line_tells_of_a_machine() -> None:
    assert automatic("I am away.", "Automatic reply: Your parcel")
    assert not automatic("I am away.", "Your parcel")


@pytest.mark.parametrize(
    "text", ["Which door is it?", "Send us the number.", "Please share the link."]
)
def test_we_asked(text: str) -> None:
    assert asks_back(text)


def test_we_did_not_ask() -> None:
    assert not asks_back("Your parcel is with the courier, see https://example.org/?id=1")
    assert not asks_back("Is there anything else we can do? Let us know!")


FULFILS = [
    "Your refund has been issued.",
    "It has been shipped today",
    "Your order is on its way",
    "We've sent you a new one.",
    "I just refunded you.",
    "We fixed the bug",
    "Please find attached the invoice.",
    "Hello Ana. Good news. All sorted!",
]
FULFILS_NOT = [
    "We will send it tomorrow.",
    "It has not been sent yet",
    "Has it been refunded?",
    "Once it has been refunded you will see it",
    "I have forwarded this to the team",
    "this should be fixed soon",
    "We could not deliver, it was returned to us",
    "We are looking into it.",
]


@pytest.mark.parametrize("text", FULFILS)
def test_says_that_it_is_done(text: str) -> None:
    assert fulfils(text) is not None


@pytest.mark.parametrize("text", FULFILS_NOT)
def test_does_not_say_that_it_is_done(text: str) -> None:
    assert fulfils(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "No need any more, I bought one elsewhere",
        "never mind",
        "please cancel it",
        "it can wait",
        "no rush",
    ],
)
def test_lets_us_off(text: str) -> None:
    assert releases(text) is not None


@pytest.mark.parametrize("text", ["never mind the rain, where is my refund?", "Thanks!", "Why?"])
def test_does_not_let_us_off(text: str) -> None:
    assert releases(text) is None


@pytest.mark.parametrize(
    "text", ["It hasn't arrived.", "Still nothing.", "where is my refund?", "You said Friday!"]
)
def test_says_that_it_did_not_come(text: str) -> None:
    assert misses(text) is not None
    assert arrived(text) is None


@pytest.mark.parametrize("text", ["It arrived, thanks", "got the refund", "It came through."])
def test_says_that_it_came(text: str) -> None:
    assert arrived(text) is not None
    assert misses(text) is None


def test_away() -> None:
    text = "Hello. I am on holiday until 3 March. Ana"
    span = away(text)
    assert span is not None
    assert span.of(text) == "I am on holiday until 3 March"
    assert away("We are away from a solution") is None


@given(st.text(max_size=200), st.booleans())
def test_any_text_gets_an_answer(text: str, asked: bool) -> None:
    found = waits(text, asked=asked)
    assert found.state in ("waits", "doubtful", "settled")
    assert found.span is None or found.span.of(text).strip()
    for read in (fulfils, releases, misses, arrived):
        span = read(text)
        assert span is None or span.of(text)
