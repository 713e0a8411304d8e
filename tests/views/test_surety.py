"""How sure, in one line."""

from __future__ import annotations

import pytest

from troth.model.finding import Strength
from troth.views.surety import how_sure, percent, share


@pytest.mark.parametrize(
    ("strength", "said"),
    [
        (Strength("rule", 1, "messages", "who wrote last"), "from 1 message · who wrote last"),
        (Strength("count", 3, "orders", "counted", 3.0), "from 3 orders, 3 · counted"),
        (
            Strength("probability", 24, "gaps", "(1+g/T)^-n", 0.0031),
            "from 24 gaps, chance 0.3 % · (1+g/T)^-n",
        ),
        (
            Strength("rate", 212, "replies", "Wilson", 0.94, 0.90, 0.97),
            "from 212 replies, share 94 % (90–97) · Wilson",
        ),
    ],
)
def test_it_says_how_much_how_likely_and_by_what_method(strength: Strength, said: str) -> None:
    assert how_sure(strength, "speaks") == f"Sure: {said}"
    assert how_sure(strength, "unsure") == f"Unsure: {said}"


def test_too_few_are_not_a_rate() -> None:
    few = share(3, 4, "promises")
    assert (few.value, few.says) == (None, "not enough to say (n = 4)")


def test_a_rate_carries_its_interval_and_its_n() -> None:
    rate = share(27, 38, "promises")
    assert rate.says == "71 % (55–83, n = 38)"
    assert rate.low is not None
    assert rate.high is not None
    assert rate.low < 27 / 38 < rate.high


@pytest.mark.parametrize(
    ("value", "said"),
    [(0.0, "0 %"), (0.0004, "under 0.1 %"), (0.003, "0.3 %"), (0.0098, "1 %"), (1.0, "100 %")],
)
def test_percent(value: float, said: str) -> None:
    assert percent(value) == said
