"""Failure demand and value demand, message by message."""

from __future__ import annotations

import pytest

from troth.text.demanding import FOUND, PASSED, demand


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("I have already told your colleague twice that the address is wrong.", "asked again"),
        ("Where is my parcel? It was to come on Monday.", "did not come"),
        ("The screen is broken and nobody can sign in.", "broken or wrong"),
    ],
)
def test_what_need_not_have_been_written(text: str, why: str) -> None:
    found = demand(text)
    assert found is not None
    assert (found.failure, found.why) == (True, why)
    assert found.span is not None
    assert found.span.of(text)


@pytest.mark.parametrize(
    "text", ["What does a morning round cost?", "I would like to book a pick-up on Friday."]
)
def test_a_question_and_a_wish_are_value(text: str) -> None:
    found = demand(text)
    assert found is not None
    assert not found.failure


@pytest.mark.parametrize("text", ["Thank you, all is well.", "No need to reply, it came today."])
def test_thanks_are_no_demand(text: str) -> None:
    assert demand(text) is None


def test_the_error_that_a_share_is_corrected_for_is_better_than_chance() -> None:
    (found, failures), (passed, wishes) = FOUND, PASSED
    assert found / failures + passed / wishes > 1.5
