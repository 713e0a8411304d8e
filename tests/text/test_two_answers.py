"""One question and two replies: what is one, what differs, and what is of one person alone."""

from __future__ import annotations

import pytest

from troth.text.two_answers import alike, conflict, general

ASKED = "What is the surcharge for fragile parcels?"


@pytest.mark.parametrize(
    "text",
    [
        "Where is my parcel?",
        "When does order KO-20417 arrive?",
        "Did the vouchers survive?",
        "Thank you for the parcel.",
    ],
)
def test_what_only_she_can_ask_is_not_general(text: str) -> None:
    assert general(text) == frozenset()


def test_questions_are_one_by_their_things_and_figures() -> None:
    assert alike(ASKED, "How much is the surcharge for a fragile parcel?") > 0
    assert alike("A parcel of 5 kg to Malta?", "A parcel of 20 kg to Malta?") == 0
    assert alike(ASKED, "Do you carry plants to Malta?") == 0


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("The surcharge for fragile parcels is £4.", "The surcharge for a fragile parcel is £6.", "number"),
        ("A fragile parcel has a surcharge.", "A fragile parcel does not have a surcharge.", "negation"),
        ("Yes, there is one.", "No, there is none.", "yes and no"),
    ],
)  # fmt: skip
def test_replies_that_say_otherwise(one: str, other: str, why: str) -> None:
    for first, second in ((one, other), (other, one)):
        found = conflict(general(ASKED), first, second)
        assert found is not None
        assert found.why == why
        assert found.one.of(first) == first
        assert found.other.of(second) == second


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The surcharge for fragile parcels is £4.", "It is £4, the surcharge for fragile parcels."),
        ("Your fragile parcel costs £4.", "Your fragile parcel costs £6."),
        ("The fragile parcel comes on Friday for £4.", "The fragile parcel comes on Monday for £6."),
        ("The surcharge for fragile parcels is £4.", "Please write to my colleague Eva."),
    ],
)  # fmt: skip
def test_replies_that_do_not(one: str, other: str) -> None:
    assert conflict(general(ASKED), one, other) is None


def test_a_condition_is_told() -> None:
    one = "If it is larger than a shoe box, the surcharge for a fragile parcel is £6."
    found = conflict(general(ASKED), "The surcharge for fragile parcels is £4.", one)
    assert found is not None
    assert found.conditional
