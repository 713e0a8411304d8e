"""What only reads like a fault is told last, as unsure, and only where a lens asks for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from troth.documents import read
from troth.model.document import Document
from troth.model.finding import Finding
from troth.prose import resembling
from troth.prose.engine import Reader
from troth.prose.lens import lens_of
from troth.registry import load

LENSES = ("bold-claim", "reads-like")
BOLD = "Kestrel is the smartest way to send anything, anywhere."


def found(text: str, genre: str | None) -> list[Finding]:
    document = read("page.md", text.encode())
    assert isinstance(document, Document)
    lenses = [lens_of(name, load("prose", name)) for name in LENSES]
    return list(Reader(lenses).read(replace(document, genre=genre)).findings)


def test_it_is_unsure_and_says_how_often_its_kind_was_right() -> None:
    (told,) = found(f"{BOLD} We deliver on weekdays from 9 to 17.", "launch")
    assert (told.lens, told.status, told.preview) == ("reads-like", "unsure", True)
    assert (told.strength.kind, told.strength.n) == ("rate", 38)
    assert told.strength.value == pytest.approx(18 / 38)
    assert 0.27 <= told.data["chance"] <= 1


@pytest.mark.parametrize("genre", [None, "plan", "release"])
def test_genres_that_no_lens_names_are_left_alone(genre: str | None) -> None:
    assert not found(BOLD, genre)


@pytest.mark.parametrize("text", [f"# {BOLD}", f"> {BOLD}", f"“{BOLD}”", "The smartest way."])
def test_headings_quotations_and_few_words_are_left_alone(text: str) -> None:
    assert not found(text, "launch")


def test_what_a_lens_has_told_is_not_told_again() -> None:
    told = found("Kestrel is the smartest way to send, trusted by thousands of shops.", "launch")
    assert [one.lens for one in told] == ["bold-claim"]


def test_an_allowance_silences_it() -> None:
    assert not found(f"<!-- troth: allow reads-like: our slogan -->\n{BOLD}\n", "launch")


def test_without_numpy_it_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resembling, "can_tell", lambda: False)
    assert not found(BOLD, "launch")
