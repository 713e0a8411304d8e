"""The parts of a text's clarity, with golden numbers of the formulas."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.text.clarity import Clarity, clarity, rarity, syllables, unclear_prices, unexplained


def test_formulas_give_their_golden_numbers() -> None:
    one = Clarity(
        words=100,
        sentences=5,
        syllables=150,
        sentence=20.0,
        longest=None,
        rarity=0.0,
        rare=0.0,
        abstract=0.0,
    )
    assert one.ease == pytest.approx(59.635)
    assert one.grade == pytest.approx(9.91)
    six = clarity("The cat sat on the mat.")
    assert (six.words, six.sentences, six.syllables) == (6, 1, 6)
    assert six.ease == pytest.approx(116.145)


def test_a_text_without_words_has_no_ease() -> None:
    for text in ("", "12 – 14", "🙃"):
        found = clarity(text)
        assert (found.words, found.ease, found.grade, found.longest) == (0, None, None, None)


@pytest.mark.parametrize(
    ("word", "n"),
    [("cat", 1), ("table", 2), ("made", 1), ("walked", 1), ("wanted", 2), ("utilisation", 5)],
)
def test_syllables(word: str, n: int) -> None:
    assert syllables(word) == n


def test_rarer_words_count_more() -> None:
    order = [rarity(word) for word in ("the", "house", "parcel", "utilisation", "zugzwangish")]
    assert order == sorted(order)
    assert order[0] == 0.0


def test_plain_words_are_clearer_than_abstract_ones() -> None:
    plain = clarity("We use your name to send the lamp. We tell you when it leaves.")
    hard = clarity(
        "Utilisation of identification information facilitates the effectuation of consignment"
        " transmission, notification of commencement being provided."
    )
    assert plain.ease is not None
    assert hard.ease is not None
    assert plain.ease > hard.ease
    assert plain.rarity < hard.rarity
    assert plain.rare < hard.rare
    assert plain.abstract < hard.abstract
    assert plain.sentence < hard.sentence


def test_the_longest_sentence_is_shown() -> None:
    text = "Call us. We come on Monday with a lamp and a ladder. Bye."
    longest = clarity(text).longest
    assert longest is not None
    assert longest.of(text) == "We come on Monday with a lamp and a ladder."


def _terms(text: str, *own: str) -> list[str]:
    return [span.of(text) for span in unexplained(text, own)]


def test_terms_that_are_never_explained() -> None:
    assert _terms("Your KQX covers ZRVs. The KQX is on file.") == ["KQX", "ZRV"]
    assert _terms("A kerb quay exam (KQX) covers it. The KQX holds.") == []
    assert _terms("The KQX (what we look at in the yard) holds.") == []
    assert _terms("KQX means what we promise.") == []
    assert _terms("The shop has a DVD with VAT.") == []
    assert _terms("Kestrel Boost lifts it.", "Kestrel Boost") == ["Kestrel Boost"]
    assert _terms("Kestrel Boost is a lamp for the bike.", "Kestrel Boost") == []


@pytest.mark.parametrize(
    "text",
    [
        "Plans from €9 a month.",
        "It is £4* each.",
        "$20 plus tax and tips.",
        "Additional fees may apply.",
        "Contact sales for pricing.",
        "Prices on request.",
    ],
)
def test_prices_nobody_can_add_up(text: str) -> None:
    assert len(list(unclear_prices(text))) == 1


@pytest.mark.parametrize("text", ["It costs €9 a month, tax included.", "We come from 9 to 5."])
def test_prices_that_can_be_added_up(text: str) -> None:
    assert list(unclear_prices(text)) == []


@given(st.text(max_size=120))
def test_any_text_has_parts(text: str) -> None:
    found = clarity(text)
    assert 0 <= found.rare <= 1
    assert 0 <= found.abstract <= 1
    assert found.syllables >= found.words
