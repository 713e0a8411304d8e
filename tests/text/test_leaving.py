"""Obstacles between somebody and the door."""

from __future__ import annotations

import pytest

from troth.model.origin import Span
from troth.text.leaving import Held, held
from troth.text.reading import Sentence


def found(words: str) -> list[Held]:
    return list(held(Sentence(words, Span(0, len(words)))))


@pytest.mark.parametrize(
    ("words", "obstacle"),
    [
        ("You can cancel your plan by calling us.", "way"),
        ("To cancel your subscription, contact our support team.", "way"),
        ("You must cancel your pass at least one month before it ends.", "notice"),
        ("You pay an early termination fee of £60.", "fee"),
        ("It renews automatically for another year.", "renewal"),
        ("Notice given by e-mail cannot be accepted.", "shut"),
    ],
)
def test_obstacles(words: str, obstacle: str) -> None:
    assert [one.obstacle for one in found(words)] == [obstacle]


@pytest.mark.parametrize(
    "words",
    [
        "Cancel your plan in the settings, or call us.",
        "There is no cancellation fee.",
        "You can cancel your booking by calling us.",
        "We may terminate the contract with 30 days' notice.",
        "Kestrel can terminate your account by letter.",
        "You can cancel your plan one day before it renews.",
        "Can you cancel your plan by phone?",
    ],
)
def test_what_holds_nobody(words: str) -> None:
    assert found(words) == []


def test_how_many_days() -> None:
    assert found("You must cancel your pass two weeks before it ends.")[0].days == 14
