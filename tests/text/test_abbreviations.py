"""Abbreviations: what counts as one, and what explains it."""

from __future__ import annotations

import pytest

from troth.text.abbreviations import abbreviations, is_explained, known


def test_names_addresses_signatures_and_shouting_are_none() -> None:
    text = "Ask the PUDO. See http://x.com/ABC. PLEASE RING THE BELL NOW. Two PUDOs.\n\nRegards ^AF\nAF\n"
    assert [short for short, _ in abbreviations(text)] == ["PUDO", "PUDO"]


@pytest.mark.parametrize(
    "text",
    [
        "community health worker (CHW)",
        "CHW (community health worker)",
        "CHW stands for a helper",
        "Community Health Worker",
        "a so called “CHW”",
    ],
)
def test_explained(text: str) -> None:
    assert is_explained("CHW", f"We met a {text} in May.")


def test_used_is_not_explained() -> None:
    assert not is_explained("CHW", "CHWs are the users of it. Ask a CHW.")


def test_the_table_holds_what_firms_use_and_daily_life() -> None:
    assert {"VAT", "SMS", "FAQ", "GDPR"} <= known()
    assert "PUDO" not in known()
