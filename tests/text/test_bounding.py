"""Whether a right of ours, or a debt of theirs, is bounded by a deed of theirs."""

from __future__ import annotations

import pytest

from troth.text.bounding import bounded


@pytest.mark.parametrize(
    ("sentence", "is_bounded"),
    [
        ("We may close your account if you breach the rules.", True),
        ("We may close your account at any time.", False),
        ("We may close your account for any reason, if you are under age.", True),
        ("If, for any reason, you are inactive, we may close your account.", True),
        ("We may close your account at any time, including where you breach the rules.", False),
        ("We may close your account (including its data) where you breach the rules.", True),
        ("We may close your account without any reason or after a breach.", False),
        ("In these cases we may close your account.", True),
        ("We may close the account of users who harm others.", True),
        ("We may end this contract at any time, if:", True),
        ("We may change the fee at any time, and if you do not agree you may leave.", False),
    ],
)
def test_a_right_is_bounded(sentence: str, is_bounded: bool) -> None:
    assert bounded(sentence) is is_bounded
