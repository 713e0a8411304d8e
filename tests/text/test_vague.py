"""Commitments that nobody can hold us to, by their form."""

from __future__ import annotations

import pytest

from troth.model.origin import Span
from troth.text.reading import Sentence
from troth.text.vague import vague


def forms(words: str, after: str = "") -> list[str]:
    return [one.form for one in vague(Sentence(words, Span(0, len(words))), after)]


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("We will send a new box as soon as possible.", "time"),
        ("The map will be published at a later date.", "time"),
        ("We make every effort to deliver your parcel dry.", "effort"),
        ("We are looking into it.", "deed"),
        ("They will be in touch.", "deed"),
        ("A refund may be available.", "chance"),
        ("We'll let you know in advance.", "ahead"),
        ("We will be replacing the scanners.", "later"),
    ],
)
def test_forms(words: str, form: str) -> None:
    assert forms(words) == [form]


@pytest.mark.parametrize(
    "words",
    [
        "We will send it by Friday, as soon as possible.",
        "Will you send it as soon as possible?",
        "See you soon.",
        "We are always improving our service.",
        "Send it back so that we can look into it.",
        "While we strive to keep it dry, we do not guarantee it.",
        "We reviewed our depots.",
    ],
)
def test_what_is_none(words: str) -> None:
    assert forms(words) == []


def test_a_day_in_the_next_sentence_clears_a_deed() -> None:
    assert forms("We are looking into it.", "You will hear on Monday.") == []


@pytest.mark.parametrize(
    ("words", "before"),
    [
        ("You should hear soon, but if not, ring us.", ""),
        ("Here is how we are working to prevent it.", ""),
        ("We will try to send it promptly but cannot promise it.", ""),
        ("We will promptly pay if: it is lost, and you kept the slip.", ""),
        ("Soon, we will send it to Leeds.", "On 4 May we close."),
    ],
)
def test_what_is_mended(words: str, before: str) -> None:
    assert list(vague(Sentence(words, Span(0, len(words))), "", before)) == []


@pytest.mark.parametrize(
    ("words", "firm"),
    [
        ("You will receive it soon.", True),
        ("The map should be added soon.", False),
        ("We will notify you in advance.", False),
        ("We will notify you in advance when possible.", True),
    ],
)
def test_firm_is_what_somebody_is_owed(words: str, firm: bool) -> None:
    assert [one.firm for one in vague(Sentence(words, Span(0, len(words))), "")] == [firm]
