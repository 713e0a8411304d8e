"""Slips that are mended without a reader, and everything that is left as its author wrote it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.documents import read
from troth.model.document import Document
from troth.prose.slips import mended, slips


def document(text: str, path: str = "a.md") -> Document:
    made = read(path, text.encode())
    assert isinstance(made, Document)
    return made


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We ship the the parcels.", "We ship the parcels."),
        ("We ship our\nour parcels.", "We ship our parcels."),
        ("We ship  the parcels.", "We ship the parcels."),
        ("- one  item of of ours", "- one item of ours"),
        ("# A  heading", "# A heading"),
        ("the the the end", "the end"),
    ],
)
def test_mended(before: str, after: str) -> None:
    once = mended(document(before))
    assert mended(document(once)) == after


@pytest.mark.parametrize(
    "text",
    [
        "She had had that that.",
        "The The are a band.",
        "`the the` and `a  b`",
        "    the the code\n",
        "```\nthe the  code\n```",
        "[x](http://kestrel.example/the the)",
        "**the** the parcels",
        "a hard break  \nand on",
        "| a  b | the the |\n|---|---|\n| c  d | e |",
        "> quoted: the the  words",
        "---\ntitle: the the  plan\n---\nCalm.",
        "the the-end of a, a line",
        "It ends.  A new one begins.",
    ],
)
def test_left_alone(text: str) -> None:
    assert slips(document(text)) == ()


def test_other_formats_keep_their_spaces() -> None:
    assert mended(document("<p>the the  box</p>", "a.html")) == "<p>the  box</p>"
    assert slips(document("the the  box", "a.txt")) == ()
    assert slips(document("Subject: x\n\nthe the  box", "a.eml")) == ()


@given(
    st.lists(
        st.sampled_from(["the", "of", " ", "  ", "\n", "box", "`", "*", "|", "# "]), max_size=30
    )
)
def test_no_word_is_lost_or_made(parts: list[str]) -> None:
    text = "x" + "".join(parts)
    page = document(text)
    now = mended(page)
    assert set(re.findall(r"\w+", now)) == set(re.findall(r"\w+", text))
    assert now.replace(" ", "").count("box") == text.replace(" ", "").count("box")
