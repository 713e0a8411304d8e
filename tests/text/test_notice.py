"""Rights kept without notice, what softens them, and the side they stand against."""

from __future__ import annotations

import pytest

from troth.model.origin import Span
from troth.text.notice import Reserved, against, reserved
from troth.text.reading import Sentence


def found(words: str, after: str = "", *, binding: bool = True) -> list[Reserved]:
    return list(reserved(Sentence(words, Span(0, len(words))), after, binding=binding))


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("We may change the fees from time to time.", "change"),
        ("Kestrel reserves the right to close your account for any reason.", "end"),
        ("Your access may be suspended immediately.", "end"),
        ("At any time we can refuse your orders.", "withhold"),
        ("Your case was closed automatically after a week.", "end"),
    ],
)
def test_rights_and_their_kinds(words: str, kind: str) -> None:
    assert [(one.kind, one.softened) for one in found(words)] == [(kind, "")]


@pytest.mark.parametrize(
    "words",
    [
        "You may cancel your plan at any time.",
        "Sellers may change prices at any time.",
        "We may change the fees at any time with 60 days' notice.",
        "We may change the fees, and you may leave at any time.",
        "We may change the fees at any time in accordance with section 9.",
        "“We may close your account at any time”, said the old terms.",
        "We may open a depot at any time.",
    ],
)
def test_what_is_no_such_right(words: str) -> None:
    assert found(words) == []


def test_notice_in_the_next_sentence_counts_and_other_texts_need_plain_words() -> None:
    right = "We may change the fees at any time."
    assert found(right, "We will notify you at least 30 days in advance.") == []
    assert [one.softened for one in found(right, "We will notify you by mail.")] == ["some"]
    assert found("We may change the fees from time to time.", binding=False) == []
    assert found("The price may change without notice.", binding=False)


def test_law_and_danger_make_it_unsure() -> None:
    assert [
        one.softened for one in found("We may block your card immediately in case of fraud.")
    ] == ["law"]


def test_the_side() -> None:
    assert against("a driver may be blocked", None) == "drivers"
    assert against("it may be changed", "Terms for sellers") == "sellers"
    assert against("it may be changed", None) == "the reader"
