"""What is said outright, and what only looks like it."""

from __future__ import annotations

import pytest

from troth.text.outright import _TABLES, HINTS, outright
from troth.text.served import lines

SAID = [
    ("leaving", "I'm leaving."),
    ("leaving", "We are leaving you after six years."),
    ("leaving", "I’m switching to another courier."),
    ("leaving", "We will take our parcels elsewhere."),
    ("leaving", "I will never order from you again!"),
    ("leaving", "@kestrel never using your app again"),
    ("leaving", "I want to close my account."),
    ("leaving", "I have cancelled our membership."),
    ("leaving", "You have just lost another loyal customer."),
    ("leaving", "This is the last time I use your service."),
    ("leaving", "I'm done with you."),
    ("leaving", "I quit."),
    ("unheard", "Nobody listens."),
    ("unheard", "No one at Kestrel ever answers."),
    ("unheard", "Why does nobody reply?"),
    ("unheard", "You never listen."),
    ("unheard", "You people just don't care."),
    ("unheard", "It is like talking to a brick wall."),
    ("unheard", "My messages are being ignored."),
    ("unfair", "This is unfair."),
    ("unfair", "The new fee is not fair!"),
    ("unfair", "How is this fair?"),
    ("unfair", "I was unfairly blocked."),
]
LOOK_ALIKES = [
    "I'm leaving the house at nine.",
    "I am leaving a parcel with the neighbour.",
    "We are moving to another flat in May.",
    "I want to cancel my order.",
    "I want to delete my old account.",
    "How do I cancel my subscription?",
    "I deleted my account by mistake.",
    "I was about to cancel my subscription.",
    "I already cancelled my plan, as you asked.",
    "You closed my account.",
    "I'm done with the form.",
    "The last time I ordered, it came early.",
    "I never use the app.",
    "Nobody answers the door after six.",
    "Nobody else answers as quickly as you.",
    "No one was at home.",
    "He said nobody listens.",
    'A song called "Nobody listens".',
    "You just care about the money.",
    "If you still care, it is number 12.",
    "I don't think it is unfair.",
    "It would be unfair to blame your driver.",
    "Is this unfair?",
    "It isn't fair weather today.",
    "Great job, really, well done.",
    "",
]


@pytest.mark.parametrize(("matter", "text"), SAID, ids=[text for _, text in SAID])
def test_is_said(matter: str, text: str) -> None:
    assert [one.matter for one in outright(text)] == [matter]
    assert any(hint in text.lower().replace("’", "'") for hint in HINTS)


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_only_looks_like_it(text: str) -> None:
    assert outright(text) == []


def test_every_word_that_opens_a_pattern_holds_a_hint() -> None:
    opening = {
        word.strip().lower()
        for table in _TABLES.values()
        for line in lines(table)
        for word in line.partition(" :: ")[0].split(",")
    }
    assert {word for word in opening if not any(hint in word for hint in HINTS)} == {"you"}


def test_an_if_is_told() -> None:
    (one,) = outright("Hello. If it is late again I will cancel my contract.")
    assert one.conditional
    assert one.span.start == 7


def test_hostile_texts_take_no_time() -> None:
    for text in (
        "i " * 20_000,
        "nobody " * 5_000,
        "never " * 5_000,
        '"' * 5_000,
        "you don't " * 5_000,
    ):
        assert outright(text) == []
