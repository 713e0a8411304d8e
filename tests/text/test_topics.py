"""A company's own topics, learnt from a few examples each."""

from __future__ import annotations

import numpy as np
import pytest

from troth.errors import ConfigError
from troth.text.topics import ENOUGH, learn

FEW = {
    "parcel": [
        "Where is my parcel?",
        "My parcel has not arrived yet.",
        "The courier did not bring the parcel.",
        "When will my parcel come?",
    ],
    "invoice": [
        "I need an invoice for March.",
        "There is a mistake in my invoice.",
        "Please send the invoice again.",
        "Who do I ask about an invoice?",
    ],
    "password": [
        "I forgot my password.",
        "How do I reset the password?",
        "The new password does not work.",
        "Please send me a new password.",
    ],
}


def test_the_nearest_topic() -> None:
    topics = learn(FEW)
    found = topics.of(
        ["the parcel is still not here", "an invoice is missing", "reset my password please"]
    )
    assert [one.name for one in found] == ["parcel", "invoice", "password"]
    assert all(0 < one.nearness <= 1 for one in found)
    assert topics.head is None


def test_what_nobody_has_named_is_of_no_topic() -> None:
    (one,) = learn(FEW).of(["Do you hire violinists in the summer?"])
    assert one.name is None
    assert one.nearest in FEW


def test_nothing_to_judge_and_nothing_in_it() -> None:
    topics = learn(FEW)
    assert topics.of([]) == []
    assert topics.of([""])[0].name is None


def test_the_order_of_examples_makes_no_difference() -> None:
    one = learn(FEW)
    other = learn({name: FEW[name][::-1] for name in reversed(FEW)})
    assert one.names == other.names
    assert np.array_equal(one.vector, other.vector)
    assert one.of(["where is it"]) == other.of(["where is it"])


def test_from_twenty_each_a_regression_is_learnt() -> None:
    many = {name: [f"{text} ({n})" for n in "abcde" for text in FEW[name]] for name in FEW}
    assert min(len(held) for held in many.values()) == ENOUGH
    topics = learn(many)
    assert topics.head is not None
    found = topics.of(["My parcel has not come.", "I forgot the password."])
    assert [one.nearest for one in found] == ["parcel", "password"]


@pytest.mark.parametrize("examples", [{}, {"one": ["a", "b"]}, {"one": ["a", "b"], "two": ["c"]}])
def test_too_few_examples(examples: dict[str, list[str]]) -> None:
    with pytest.raises(ConfigError, match="fewer than 2"):
        learn(examples)
