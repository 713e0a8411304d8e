"""Which value a sentence gives of what, and when two are of the same thing."""

from __future__ import annotations

import pytest

from troth.text.answers import alike, answers_in, frame

PAID = "A refund for a lost parcel is paid to your card within 10 days."


def about(sentence: str) -> frozenset[str]:
    return next(answers_in(sentence))[2]


def test_a_value_with_what_it_is_of() -> None:
    [(kind, value, words)] = answers_in(PAID)
    assert (kind, value) == ("time", 240.0)
    assert {"refund", "card", "=refund", "#most"} <= words


@pytest.mark.parametrize(
    "sentence",
    [
        "Is it paid within 10 days?",
        "In 2024 it was paid within 10 days.",
        "Until May it is paid within 10 days.",
        "It takes 2 to 4 days by road.",
        "A second delivery is free.",
    ],
)
def test_what_gives_no_single_standing_value(sentence: str) -> None:
    assert [kind for kind, _, _ in answers_in(sentence) if kind == "time"] == []


def test_a_condition_a_name_or_a_denial_sets_two_apart() -> None:
    one = about(PAID)
    assert alike(one, about("We pay the refund for a lost parcel to your card in 14 days.")) > 0.6
    for other in (
        "If we lost it, the refund for a lost parcel is paid to your card within 14 days.",
        "With Kestrel the refund for a lost parcel is paid to your card within 14 days.",
        "The refund for a lost parcel is not paid to your card within 14 days.",
        "The parcel is paid within 14 days.",
    ):
        assert alike(one, about(other)) == 0


def test_a_frame_is_the_sentence_without_its_numbers() -> None:
    assert frame("Stay 3 nights.") == frame("stay 12 nights")
