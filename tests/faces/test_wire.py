"""JSON and CSV carry every word of a customer and nothing that acts."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.faces.wire import as_json, inert

STEERS = "\x9b2J\x7f\x85\u202egnp\u2066\x1b[31m"


@given(st.text())
def test_json_says_the_same_and_prints_nothing_that_steers(text: str) -> None:
    text = text.encode("utf-8", "replace").decode() + STEERS
    written = as_json({"a": text})
    assert json.loads(written) == {"a": text}
    assert not any(0x7F <= ord(sign) <= 0x9F or sign in "\u202e\u2066\x1b\r" for sign in written)


@given(st.text())
def test_no_cell_runs_or_steers(text: str) -> None:
    cell = inert(text)
    assert not cell.lstrip().startswith(("=", "+", "-", "@"))
    assert all(sign.isprintable() or sign in "\n\t" for sign in cell)


@pytest.mark.parametrize("text", ["=1+1", " =1+1", "\t@SUM(1)", "\r-2", "\n+1", "\x1b=1"])
def test_formulas_are_marked_as_text(text: str) -> None:
    assert inert(text).startswith("'")


@pytest.mark.parametrize("text", ["Ana Ruiz", "Größe – warum?", "two\nlines", "", "a=b"])
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert inert(text) == text
