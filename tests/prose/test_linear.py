"""Twice the text is twice the work: calls are counted, not seconds, so that no machine can hide it.

What a regular expression does within one call is not seen here; `benches/hostile.py` times that.
"""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest

from troth.acts.check_rules import Asked
from troth.acts.checker import Checker
from troth.acts.examined import Examined

SHAPES = {
    "one long line": ("a.md", "We will answer customers soon, and our customers want faster parcels. "),
    "one word": ("a.md", "customers"),
    "asterisks": ("a.md", "*"),
    "quotes in quotes": ("a.md", "> "),
    "lists in lists": ("a.md", "- "),
    "brackets in a line each": ("a.md", "[[[[ we will (\n"),
    "unclosed HTML": ("a.html", "<div><b>we will "),
    "promises without an end": ("a.md", "we will refund you within 3 days unless "),
    "quotation marks": ("a.md", "“we will "),
    "paragraphs of terms": ("a.md", "We may close your account at any time without notice.\n\n"),
    "commas": ("a.txt", "sorry, if, but, "),
}  # fmt: skip
LENGTH = 8_000
"""Characters of the shorter text."""
MOST = 2.5
"""Times the calls of a text twice as long: 2 is linear, 4 quadratic."""


@pytest.fixture(scope="module")
def checker() -> Checker:
    """One that has read before, so that nothing is loaded or compiled while calls are counted."""
    made = Checker(Asked(preview=True))
    for path, piece in SHAPES.values():
        made.read(path, (piece * 30).encode())
    return made


def calls(checker: Checker, path: str, text: str) -> int:
    """How many functions are called while a text is read, of Python and of C."""
    count = 0

    def counted(frame: FrameType, event: str, held: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        seen = checker.read(path, text.encode())
    finally:
        sys.setprofile(before)
    assert isinstance(seen, Examined)
    return count


@pytest.mark.parametrize(("path", "piece"), SHAPES.values(), ids=SHAPES)
def test_twice_the_text_is_twice_the_work(checker: Checker, path: str, piece: str) -> None:
    text = piece * (2 * LENGTH // len(piece))
    half, whole = (calls(checker, path, text[:size]) for size in (LENGTH, 2 * LENGTH))
    assert whole <= MOST * half, f"{half:,} calls, then {whole:,}"
