"""How many need us, in one sentence: people and accounts, each counted once."""

from __future__ import annotations

import pytest

from troth.views.headline import Count


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (Count(1, 0), "1 person"),
        (Count(38, 0), "38 people"),
        (Count(0, 1), "1 account"),
        (Count(0, 2), "2 accounts"),
        (Count(3, 1), "3 people and 1 account"),
        (Count(0, 0), "0 people"),
    ],
)
def test_people_and_accounts_are_told_apart(count: Count, words: str) -> None:
    assert count.words == words
