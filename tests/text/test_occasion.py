"""What a text is for: by its genre, else by plain signs alone."""

from __future__ import annotations

import pytest

from troth.text.occasion import occasion


@pytest.mark.parametrize(
    ("prose", "genre", "expected"),
    [
        ("Anything.", "reply", "letter"),
        ("Anything.", "apology", "letter"),
        ("Dear Ana,\n\nyour parcel is here.", "terms", "contract"),
        ("Anything.", "status", "notice"),
        ("Anything.", "roadmap", "house"),
        ("Anything.", "unheard-of", None),
        ("Hi Ana,\n\nyour parcel is here.", None, "letter"),
        ("Your parcel is here.\n\nKind regards\nSam", None, "letter"),
        ("Ask your teammates in Slack.", None, "house"),
        ("The company shall not be liable. This agreement binds.", None, "contract"),
        ("The incident is resolved. The outage took an hour.", None, "notice"),
        ("A parcel weighs two kilos.", None, None),
    ],
)
def test_occasions(prose: str, genre: str | None, expected: str | None) -> None:
    assert occasion(prose, genre) == expected
