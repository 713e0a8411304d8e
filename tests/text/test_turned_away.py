"""A message that says no, with and without a way on."""

from __future__ import annotations

import pytest

from troth.text.turned_away import turned_away


def test_no_and_nothing_else() -> None:
    text = "Hello Ben. We are unable to refund a pick-up that was missed."
    found = turned_away(text)
    assert found is not None
    assert found.kind == "refusal"
    assert found.span.of(text) == "We are unable to refund a pick-up that was missed"


@pytest.mark.parametrize(
    "text",
    [
        "We are unable to refund it. You can move it to any day this month.",
        "You can move it to another day. We are unable to refund it.",
        "We are unable to refund it. Call me, I decide about exceptions.",
        "It was refunded this morning.",
        "The full value has been paid to your account; there is no form to fill in.",
        "There is no deposit to pay and no contract to sign.",
    ],
)
def test_a_way_on_anywhere(text: str) -> None:
    assert turned_away(text) is None
