"""Which way a changed sentence went: times, sums, discretion, exceptions; and when nothing is said."""

from __future__ import annotations

import pytest

from troth.text.norms import norms
from troth.text.strength import reversed_, turned

PAIRS = [
    (
        "We will answer every complaint within seven days.",
        "We will answer every complaint within two days.",
        "strengthened",
        "7 days became 2 days",
    ),
    (
        "We will tell you at least 30 days before a change of prices.",
        "We will tell you at least 7 days before a change of prices.",
        "weakened",
        "30 days became 7 days",
    ),
    (
        "You may return a parcel within 30 days.",
        "You may return a parcel within 14 days.",
        "weakened",
        "30 days became 14 days",
    ),
    (
        "We may change the prices with 30 days of notice.",
        "We may change the prices with 10 days of notice.",
        "strengthened",
        "30 days became 10 days",
    ),
    (
        "We may suspend your account if you breach these terms.",
        "We may suspend your account at any time if you breach these terms.",
        "strengthened",
        "“at any time” came",
    ),
    (
        "We will refund a lost parcel in every case.",
        "We will refund a lost parcel in every case unless it was badly packed.",
        "weakened",
        "“unless” came",
    ),
    (
        "We may charge you a penalty of 50 euros for a refusal.",
        "We may charge you a penalty of 15 euros for a refusal.",
        "weakened",
        "50 EUR became 15",
    ),
    (
        "You must not sell, rent or lend the software to anybody else.",
        "You must not sell, rent, copy, or lend the software to anybody else.",
        "strengthened",
        "“copy” came",
    ),
]


@pytest.mark.parametrize(("old", "new", "way", "why"), PAIRS)
def test_the_sign_is_told_with_the_way_it_points(old: str, new: str, way: str, why: str) -> None:
    (norm,) = norms(new)
    found = turned(norm, old, new)
    assert found is not None
    assert (found.change, why in found.why) == (way, True), found.why


@pytest.mark.parametrize(("old", "new", "way", "why"), PAIRS)
def test_the_other_way_round_it_points_the_other_way(
    old: str, new: str, way: str, why: str
) -> None:
    (norm,) = norms(old)
    back = turned(norm, new, old)
    assert back is not None
    assert back.change != way


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("We will answer within two days.", "We will reply within two days."),
        ("You must pay the fee by the fifth.", "You must pay the fees by the fifth."),
        (
            "We will answer within seven days.",
            "We will answer within two days unless the office is closed.",
        ),
    ],
)
def test_no_sign_or_signs_both_ways_say_nothing(old: str, new: str) -> None:
    (norm,) = norms(new)
    assert turned(norm, old, new) is None


def test_a_not_turns_a_sentence_round() -> None:
    assert reversed_("You may not share it.", "You may share it.")
    assert not reversed_("You may share it.", "You may share it with others in your firm.")
