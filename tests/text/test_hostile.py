"""What somebody writes to us takes time by its length, whatever she writes.

Base64 without a space, a bar of dashes or a row of addresses stand in real mail; a pattern that
starts anew at each letter of such a word keeps a look for hours.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.linear import assert_linear
from troth.text.grams import grams
from troth.text.hiding import KINDS, hidden, reachable
from troth.text.masking import masked, sentences
from troth.text.promising import promising, understood
from troth.text.tasks import TASKS, Item

PIECES = (
    *("a", " ", "\n", ".", "-", "1", "1 ", '"', "(", "a, ", "a@", "https://x.y/", "Ab ", "why? "),
    *("%40", "&amp;", "> ", "<", "12.03.2026 ", "😀", "a\u200d", "I ", "we will ", "sorry if "),
    *("refund me ", "you said ", "still waiting ", "when will it be by Monday ", "and "),
)
LENGTH = 24_000
READERS: dict[str, Callable[[str], object]] = {
    "masked": masked,
    "sentences": sentences,
    "sentences of a document": lambda text: sentences(text, wrapped=True),
    "grams": lambda text: grams([text]),
    "hidden": lambda text: hidden(text, KINDS),
    "promises of a document": lambda text: promising(text, 0, where="document"),
    "sayings": lambda text: understood(text, 0),
    "reachable": lambda text: list(reachable(text)),
} | {
    f"task {task.name}": lambda text, judge=task.judge: judge([Item(text, other=text[:50])])
    for task in TASKS.values()
}


def written(piece: str, length: int) -> str:
    return f"Hello. {piece * (length // len(piece))} x@y.example bye"


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("reader", READERS)
def test_a_message_is_read_in_linear_time(reader: str, piece: str) -> None:
    assert_linear(READERS[reader], written(piece, LENGTH // 4), written(piece, LENGTH))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("to x+y@z.example+b@c.example, or", "to , or"),
        ("to @desk.mail@host.example.", "to "),
        ("@desk said: a.b@c.example!", " said: !"),
        ("see www.x.example/a or https://x.example.", "see  or "),
    ],
)
def test_addresses_that_stand_close_are_all_masked(text: str, left: str) -> None:
    assert len(masked(text)) == len(text)
    assert masked(text).split() == left.split()


@pytest.mark.parametrize(
    ("text", "wrapped", "parts"),
    [
        ("One –  \n two.   Three", False, ["One", "two.", "Three"]),
        ("it came late   Then it broke", False, ["it came late", "Then it broke"]),
        ("it came late   then it broke", False, ["it came late   then it broke"]),
        ("so:  \n  - one\n  1. two\n   three", True, ["so", "one", "1. two\n   three"]),
        ("one  \n  \n  two", True, ["one", "two"]),
    ],
)
def test_sentences_end_at_breaks(text: str, wrapped: bool, parts: list[str]) -> None:
    assert [span.of(text) for span in sentences(text, wrapped=wrapped)] == parts
