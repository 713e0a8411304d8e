"""Days, stretches, shares and versions; and what is none of them."""

from __future__ import annotations

import pytest

from troth.text.dated import dated


@pytest.mark.parametrize(
    "words",
    [
        "by Friday",
        "on 3 May",
        "within two days",
        "in 2027",
        "99 % of parcels",
        "in version 4.2",
        "by the end of the month",
        "next week",
    ],
)
def test_what_one_can_be_late_for(words: str) -> None:
    assert dated(words)


@pytest.mark.parametrize("words", ["soon", "we may", "as soon as possible", "at times"])
def test_what_nobody_is_late_for(words: str) -> None:
    assert not dated(words)
