"""Words that end a road, and steps that go on."""

from __future__ import annotations

import pytest

from troth.model.origin import Span
from troth.text.reading import Sentence
from troth.text.stepping import dead_ends, in_person, steps


def kinds(words: str) -> list[str]:
    return [one.kind for one in dead_ends(Sentence(words, Span(0, len(words))))]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("We are unable to issue a refund.", "refusal"),
        ("Our team is not able to offer appointments.", "refusal"),
        ("This decision is final.", "final"),
        ("There is no appeal.", "final"),
        ("Please do not reply to this message.", "deaf"),
        ("Please see our website for further information.", "elsewhere"),
    ],
)
def test_ends(words: str, kind: str) -> None:
    assert kinds(words) == [kind]


@pytest.mark.parametrize(
    "words", ["Can you see our website?", "We refund it.", "We can't guarantee the weather."]
)
def test_what_ends_nothing(words: str) -> None:
    assert kinds(words) == []


@pytest.mark.parametrize(
    "words",
    ["You can move it.", "Call us on 0300 555 0114.", "I have asked the depot.", "See [it](/x)."],
)
def test_steps(words: str) -> None:
    assert steps(words)


@pytest.mark.parametrize("words", ["Is there anything else we can help you with?", "Stay well."])
def test_no_steps(words: str) -> None:
    assert not steps(words)


def test_one_who_can_be_reached() -> None:
    assert in_person("My direct line is below.")
    assert not in_person("Do not call me.")
