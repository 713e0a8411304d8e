"""Prices that nobody can work out, and what near by mends them."""

from __future__ import annotations

import pytest

from troth.documents import read
from troth.model.document import Document, Page
from troth.text.sentences import Sentences
from troth.text.unpriced import UNPRICED, mended


def left(words: str) -> list[str]:
    document = read("prices.md", words.encode())
    assert isinstance(document, Document)
    page = Page(document, Sentences(document.prose, document.blocks), "price", None)
    return [found.name for found in UNPRICED.met(page) if not mended(page, found)]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Additional charges may apply in the evening.", "extra"),
        ("Prices may vary due to the season and other factors.", "extra"),
        ("Your plan renews at the then-current price.", "later"),
        ("For larger volumes please contact our team.", "ask"),
        ("Fees are set out in your contract.", "ask"),
    ],
)
def test_what_nobody_can_work_out(words: str, name: str) -> None:
    assert left(words) == [name]


@pytest.mark.parametrize(
    "words",
    [
        "You pay a monthly fee plus any applicable taxes.",
        "Fees vary by country and weight.",
        "No additional charges may apply.",
        "Your plan renews at the then-current price. We notify you of it in advance.",
        "We may charge a fee to cover the costs of printing.",
        "A booking fee may apply on Sundays. The booking fee is £2.",
    ],
)
def test_what_is_mended(words: str) -> None:
    assert left(words) == []
