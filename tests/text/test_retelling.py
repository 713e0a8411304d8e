"""Words by which somebody says that she told it before, and look-alikes that say no such thing."""

from __future__ import annotations

import pytest

from troth.text.retelling import same_matter, says_again


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I have already told your colleague that it is green.", "I have already told"),
        ("This is my third mail about the crate.", "my third mail"),
        ("How many times do I have to explain this?", "How many times do I have to explain"),
        (
            "I wrote to you last week and got no answer.",
            "I wrote to you last week and got no answer",
        ),
        ("I had to explain everything again.", "had to explain everything again"),
    ],
)
def test_says_that_it_was_told_before(text: str, words: str) -> None:
    span = says_again(text)
    assert span is not None
    assert span.of(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "I already tried to print it again.",
        "Your driver told me twice that you open at eight.",
        "I bought it for the second time.",
        "The app crashes again.",
        "If I have not already told you, the gate is green.",
    ],
)
def test_look_alikes_say_no_such_thing(text: str) -> None:
    assert says_again(text) is None


def test_one_number_is_one_matter() -> None:
    assert same_matter("Order K-20417 is late.", "Any news of K-20417?") == "same"
    assert same_matter("Can you move my pick-up?", "The invoice charges it twice.") == ""
