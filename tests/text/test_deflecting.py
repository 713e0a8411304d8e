"""The forms that stand in place of an apology."""

from __future__ import annotations

import pytest

from troth.model.origin import Span
from troth.text.deflecting import deflected, mended, owned, wronged
from troth.text.reading import Sentence


def sentence(words: str) -> Sentence:
    return Sentence(words, Span(0, len(words)))


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("We are sorry if your flowers were late.", "condition"),
        ("We regret any delay this may have caused.", "condition"),
        ("We apologise for any inconvenience.", "any"),
        ("I am sorry you feel we were rude.", "feelings"),
        ("We apologize for your disappointment.", "feelings"),
        ("We know how frustrating delays can be.", "sympathy"),
        ("It was late due to unforeseen circumstances.", "excuse"),
        ("The meter worked as intended.", "excuse"),
        ("We have received no other reports.", "excuse"),
        ("You should have checked the label.", "blame"),
        ("The fault lies with our courier.", "blame"),
    ],
)
def test_forms(words: str, form: str) -> None:
    assert [one.form for one in deflected(sentence(words))] == [form]


@pytest.mark.parametrize(
    "words",
    ["I am sorry.", "We are sorry that we lost your vase.", "It was our fault.", "It was late."],
)
def test_what_is_none(words: str) -> None:
    assert list(deflected(sentence(words))) == []


def test_what_is_owned_mended_and_wronged() -> None:
    assert owned([sentence("That was our mistake.")])
    assert not owned([sentence("That was bad luck.")])
    assert mended([sentence("We have refunded it.")])
    assert wronged("Unfortunately it rained.")
    assert not wronged("It rained.")
