"""Words that say that somebody works there no longer, and words that look alike."""

from __future__ import annotations

import pytest

from troth.text.departed import HINTS, departed

OWN = (
    "I no longer work at Harbour Foods.",
    "Hello, I don't work here any more. Please write to Ben.",
    "Just to let you know that Friday is my last day.",
    "My last day at the clinic was 3 May.",
    "I am leaving the company at the end of June.",
    "I'm no longer with Harbour Foods, so this is not for me.",
    "I have left my job at the shop.",
    "I am retiring in July; Ben takes my place.",
)
ANOTHER = (
    "Maria no longer works here.",
    "Unfortunately Maria Olsen has left the company.",
    "She has left, please write to me from now on.",
    "Maria is no longer with us.",
    "I have taken over from Maria.",
    "My colleague Maria has retired.",
    "I am her successor and would like to see what was agreed.",
    "He doesn't work here anymore.",
    "Our former buyer has moved on to a new job.",
)
NEITHER = (
    "I am leaving you for another courier.",
    "The driver has left.",
    "Maria has left for the day.",
    "Maria has left the building, call tomorrow.",
    "I have left a message for Tom.",
    "Today is my last day before my holiday.",
    "Has Maria left the company?",
    "If Maria has left the company, who is it now?",
    "She is on maternity leave until March.",
    "My subscription no longer works.",
    "The app no longer works here.",
    "We no longer work with agencies.",
    "The parcel has left.",
    "I am out of office until 3 June.",
    "You told me: “Maria has left the company.”",
    "The van left us at nine.",
    "I am no longer interested.",
    "It has left, they say.",
)


@pytest.mark.parametrize("text", OWN)
def test_of_herself(text: str) -> None:
    found = departed(text)
    assert found is not None
    assert found.whose == "own"
    assert any(hint in text.lower() for hint in HINTS)


@pytest.mark.parametrize("text", ANOTHER)
def test_of_another(text: str) -> None:
    found = departed(text)
    assert found is not None
    assert found.whose == "another"
    assert any(hint in text.lower() for hint in HINTS)


@pytest.mark.parametrize("text", NEITHER)
def test_of_nobody(text: str) -> None:
    assert departed(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for your message. Maria Olsen is no longer with Harbour Foods. Write to Ben.",
        "This employee has left the organisation.",
        "The person you are trying to reach is no longer employed here.",
    ],
)
def test_a_machine_speaks_of_whom_it_answers_for(text: str) -> None:
    found = departed(text, machine=True)
    assert found is not None
    assert found.whose == "own"
    assert "no longer" in found.span.of(text) or "has left" in found.span.of(text)


def test_a_machine_that_says_when_she_is_back_says_nothing_else() -> None:
    assert departed("I am out of the office until 3 June.", machine=True) is None


def test_a_machine_that_says_i_may_speak_of_another() -> None:
    text = "I am away this week. Maria has left the company, so please be patient."
    found = departed(text, machine=True)
    assert found is not None
    assert found.whose == "another"
    assert departed("I no longer work here.", machine=True).whose == "own"  # type: ignore[union-attr]
