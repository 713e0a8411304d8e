"""Answers to “is this what you understood?”: plain ones are read, all others are a question."""

from __future__ import annotations

import pytest

from troth.text.replying import read_reply

ASKED = ("We will refund you by 9 March 2026.", "I will send a new lock by 12 March.")


@pytest.mark.parametrize(
    "text",
    [
        "Yes, that is what I understood.",
        "Hello Tom,\n\nYes.\n\nKind regards\nAna",
        "That's correct, thank you.",
        "All of this is correct.",
        "I agree.",
    ],
)
def test_a_plain_yes_counts_for_all(text: str) -> None:
    read = read_reply(text, ASKED)
    assert read.readings == {0: "confirms", 1: "confirms"}
    assert not read.unclear


@pytest.mark.parametrize(
    ("text", "which"),
    [
        ("No, the refund is not done.", 0),
        ("The lock never came.", 1),
        ("I still have not received the refund.", 0),
    ],
)
def test_what_is_not_done_counts_for_the_one_it_speaks_of(text: str, which: int) -> None:
    assert read_reply(text, ASKED).readings == {which: "contests"}


@pytest.mark.parametrize(
    "text",
    [
        "Yes, but I am not sure about the lock.",
        "Well, more or less.",
        "No, that is not done.",
        "Who are you?",
        "Yes. Please call me about the second one.",
        "I would rather talk on the phone.",
    ],
)
def test_anything_else_is_a_question_for_a_person(text: str) -> None:
    read = read_reply(text, ASKED)
    assert read.unclear
    assert "confirms" not in read.readings.values()


def test_a_yes_and_more_is_both() -> None:
    read = read_reply("Yes, that is right. You also said that the helmet is free.", ASKED)
    assert set(read.readings.values()) == {"confirms"}
    assert read.more == ("You also said that the helmet is free.",)


def test_of_one_promise_a_bare_no_is_plain() -> None:
    assert read_reply("No, that is not done.", ASKED[:1]).readings == {0: "contests"}


def test_nothing_says_nothing() -> None:
    assert not read_reply("", ASKED).readings
    assert read_reply("Thanks", ASKED).readings == {}
