"""Blocks, fees and lowered ratings: what is one, what is not, what names a ground or takes it back."""

from __future__ import annotations

import pytest

from troth.text.penalising import asks_for_it, booked, penalty, reason, takes_back, warns

OURS = {
    "Your account has been suspended.": "block",
    "We blocked your profile on Monday.": "block",
    "You have been removed from the platform.": "block",
    "We closed your account.": "block",
    "We have deducted £15 from your payout.": "fee",
    "A late fee of £12 was charged to your account.": "fee",
    "We fined you £20.": "fee",
    "Your rating was lowered to 3.9.": "rating",
}
HERS = {
    "You blocked my account on Monday and I hear nothing.": "block",
    "Why was my account suspended?": "block",
    "I was fined for a closed gate.": "fee",
    "£20 was deducted from my payout, why?": "fee",
    "I have been charged a late fee.": "fee",
    "My rating was lowered overnight.": "rating",
}
NONE_OF_OURS = (
    "Your account will be suspended if you do not pay.",
    "We have closed your account as you asked.",
    "A delivery fee of £4 was charged.",
    "You have been charged for your order.",
    "We have not charged you a fee.",
    "Nobody has blocked your account.",
    "You were removed from the newsletter.",
)
NONE_OF_HERS = (
    "I am locked out of my account.",
    "I typed the wrong PIN and now I'm blocked.",
    "They blocked the road.",
    "I was blocked in by a van.",
    "Will I be fined?",
    "Is my card frozen?",
    "I've blocked them on my phone.",
)


@pytest.mark.parametrize(("text", "kind"), OURS.items())
def test_what_we_say_we_did(text: str, kind: str) -> None:
    found = penalty(f"Hello Ben. {text}", ours=True)
    assert found is not None
    assert (found.kind, found.span.of(f"Hello Ben. {text}")) == (kind, text)


@pytest.mark.parametrize(("text", "kind"), HERS.items())
def test_what_she_says_was_done(text: str, kind: str) -> None:
    found = penalty(text, ours=False)
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize("text", NONE_OF_OURS)
def test_what_may_come_was_wished_or_everybody_pays_is_none(text: str) -> None:
    assert penalty(text, ours=True) is None


@pytest.mark.parametrize("text", NONE_OF_HERS)
def test_passwords_roads_and_questions_are_none(text: str) -> None:
    assert penalty(text, ours=False) is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Account blocked", "block"), ("Late fee charged", "fee"), ("Deduction: parcel lost", "fee"),
        ("Rating lowered", "rating"), ("Unblocked", None), ("Fine refunded", None),
        ("Fine paid", None), ("Delivery fee", None), ("Finer cloth", None),
    ],
)  # fmt: skip
def test_the_names_of_steps_and_charges(name: str, kind: str | None) -> None:
    assert booked(name) == kind


def test_a_ground_is_read_generously() -> None:
    assert reason("We deducted £15 because two parcels came back wet.")
    assert reason("Blocked after three complaints.")
    assert not reason("We have deducted £15 from your payout.")


def test_what_takes_it_back() -> None:
    assert takes_back("Sorry, that was wrong: the fee was refunded today.")
    assert takes_back("Your account is active again.")
    assert not takes_back("We cannot refund the fee.")
    assert not takes_back("Your parcel is on its way.")


def test_a_warning_and_a_wish_of_her_own() -> None:
    assert warns("Otherwise your account will be suspended.")
    assert not warns("Your account was suspended.")
    assert asks_for_it("Please close my account for the summer.")
    assert not asks_for_it("You closed my account.")
