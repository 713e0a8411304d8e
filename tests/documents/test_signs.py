"""Where no name tells, the words of a document may show its genre."""

from __future__ import annotations

import pytest

from troth.documents import read
from troth.model.document import Document

TERMS = (
    "# Our rules\n\nBy using the service you agree to these terms. Kestrel is not liable for loss."
)
APOLOGY = (
    "# Last Friday\n\nWe are sorry that the depot stood still. "
    + "We lost parcels, and this is why. " * 15
)


@pytest.mark.parametrize(
    ("text", "genre"),
    [
        (TERMS, "terms"),
        (APOLOGY, "apology"),
        ("We are sorry about that.", None),
        ("Hi Ana,\n\nThanks for reaching out. The parcel is at the depot.", "reply"),
        ("# Sender Plus\n\nWe're excited to announce Sender Plus, for shops.", "launch"),
        ("# For senders\n\nFrom 1 May 2026 the fee will rise to 4 euros.", "change"),
        ("# Ana\n\n## Goals\n\nx\n\n## Frustrations\n\ny", "persona"),
        ("# Where we go\n\n## Now\n\nx\n\n## Next\n\ny\n\n## Later\n\nz", "roadmap"),
        ("# Kestrel\n\n## 1.2.0\n\n### Added\n\nx\n\n### Fixed\n\ny", "release"),
        ("# Rules\n\n## 1.1 Parcels\n\nx\n\n## 1.2 Vans\n\ny\n\n## 2.1 Depots\n\nz", None),
        ("# Our vans\n\nThey are blue, and they are quiet.", None),
    ],
)  # fmt: skip
def test_words_show_a_genre(text: str, genre: str | None) -> None:
    found = read("x.md", text.encode())
    assert isinstance(found, Document)
    assert found.genre == genre


def test_front_matter_goes_before_the_settings_and_these_before_the_words() -> None:
    assert getattr(read("x.md", TERMS.encode(), genre="letter"), "genre", None) == "letter"
    declared = f"---\nkind: launch\n---\n{TERMS}"
    assert getattr(read("x.md", declared.encode(), genre="letter"), "genre", None) == "launch"
