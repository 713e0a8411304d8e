"""What a customer says she is concerned with: levels, words, and what is not said."""

from __future__ import annotations

import pytest

from troth.text.concerning import concerning, level

TOLD = {
    "Hey, your app keeps crashing!": ("broken", "your app keeps crashing"),
    "I cannot sign in, please help": ("broken", "I cannot sign in"),
    "We were charged twice for one order.": ("broken", "We were charged twice for one order"),
    "How can I change the address of my parcel?": ("task", "change the address of my parcel"),
    "Could you cancel my order?": ("task", "cancel my order"),
    "I am trying to reach my driver": ("task", "reach my driver"),
    "My patients are waiting for it.": ("responsibility", "My patients are waiting for it"),
    "I'm in charge of the school kitchen.": ("responsibility", "the school kitchen"),
    "I wish you opened on Sundays.": ("outcome", "you opened on Sundays"),
    "Please add an evening tour.": ("outcome", "add an evening tour"),
    "We want to reduce waste in our shop.": ("outcome", "reduce waste in our shop"),
    "You'd make my day with a blue one.": ("day", "You'd make my day with a blue one"),
}


@pytest.mark.parametrize(("text", "expected"), TOLD.items())
def test_level_and_words(text: str, expected: tuple[str, str]) -> None:
    (one,) = concerning(text)
    assert (one.level, one.span.of(text)) == expected
    assert level(text) == expected[0]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Thanks, that was quick.",
        "It is the green door.",
        "If you want to see it, come by.",
        "They hope to open soon.",
        "I hope this helps!",
    ],
)
def test_what_is_not_said_is_not_supposed(text: str) -> None:
    assert concerning(text) == ()
    assert level(text) is None


def test_a_wish_is_soft() -> None:
    assert concerning("I'd love to visit the depot")[0].wished
    assert not concerning("I need to visit the depot")[0].wished


def test_words_stop_before_the_next_thing() -> None:
    text = "@kestrel I want to send a lamp to Leeds but the site is slow, thanks"
    (one,) = concerning(text)
    assert one.span.of(text) == "send a lamp to Leeds"


def test_of_a_message_the_highest_is_told_but_what_is_broken_goes_before_its_task() -> None:
    assert level("The map is broken. Please check it.") == "broken"
    assert level("The map is broken. It would be great if you rang.") == "outcome"
    assert concerning("There was nothing in the box.") == ()
    assert level("There was nothing in the box.") == "broken"


@pytest.mark.parametrize(
    "text",
    [
        "Is it too late to order?",
        "I will send a photo if anything inside is broken.",
        "How do bugs get in?",
    ],
)
def test_a_fault_that_is_asked_about_or_supposed_is_none(text: str) -> None:
    assert all(one.level != "broken" for one in concerning(text))


def test_a_question_may_tell_of_a_fault() -> None:
    assert level("Why won't the map load?") == "broken"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("My lamp came on Monday and the lid cannot be shut.", "the lid cannot be shut"),
        ("How do I move my booking, do I just press the map?", "move my booking"),
        ("Now the map is open and then it crashes", "the map is open and then it crashes"),
        ("I'd like to send a lamp although it is late", "send a lamp"),
        (
            "How can I pack a lamp so that it survives the hill?",
            "pack a lamp so that it survives the hill",
        ),
        ("How can I see the depot better on @kestrel?", "see the depot better"),
    ],
)
def test_the_words_are_one_clause_that_can_be_read_alone(text: str, expected: str) -> None:
    (one,) = concerning(text)
    assert one.span.of(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Please fix it!",
        "Can I have one of them back?",
        "It is still broken.",
        "I need to tell her.",
        "I am looking for the couriers.",
        "@kestrel has been down all day",
        "Can't wait for the new map.",
    ],
)
def test_what_points_elsewhere_or_names_nothing_is_left_out(text: str) -> None:
    assert concerning(text) == ()


def test_the_level_of_a_message_is_known_where_no_clause_is_shown() -> None:
    assert level("Please fix it!") == "task"
    assert level("It is still broken.") == "broken"
