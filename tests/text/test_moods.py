"""Words of mood: what turns, strengthens and weakens them, and where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.text.moods import felt, listed, mood


def of(text: str) -> float:
    return mood(felt(text))


@pytest.mark.parametrize(
    ("less", "more"),
    [
        ("The food was not good.", "The food was good."),
        ("The food was good.", "The food was very good."),
        ("It was a bit slow.", "It is okay."),
        ("It was very slow.", "It was a bit slow."),
        ("Good food but terrible service.", "Terrible service but good food."),
        ("I am happy :(", "I am happy :)"),
        ("It works 👎", "It works 👍"),
        ("Still waiting for an answer.", "Thank you for the answer."),
        ("Worst flight ever", "Best flight ever"),
        ("I would never recommend it.", "I would recommend it."),
        ("good", "GOOD one, GREAT"),
    ],
)
def test_order(less: str, more: str) -> None:
    assert of(less) < of(more)


def test_nothing_said_is_nought() -> None:
    assert of("My parcel has the number 12.") == 0
    assert felt("") == []


def test_a_not_turns_what_stands_behind_it_and_nothing_across_a_stop() -> None:
    assert of("not good") < 0 < of("No. Good.")
    assert of("I don't find it great") < 0


def test_words_are_told_with_their_place() -> None:
    text = "🙂 The crew was friendly, but we are STILL WAITING."
    found = felt(text)
    assert [each.span.of(text) for each in found][:2] == ["🙂", "friendly"]
    assert "STILL WAITING" in [each.span.of(text) for each in found]


def test_each_word_of_the_list_is_between_the_ends() -> None:
    assert all(0 < abs(each) <= 4 for each in listed().values())
    assert len(listed()) > 700


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_has_a_mood_and_spans_within_it(text: str) -> None:
    found = felt(text)
    assert -1 <= mood(found) <= 1
    assert all(0 <= one.span.start < one.span.end <= len(text) for one in found)
