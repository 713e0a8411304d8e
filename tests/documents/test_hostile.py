"""A text that is four times as long takes about four times as long, whatever is in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.documents.making import docx, paragraph, pdf, printed, run
from tests.linear import assert_linear
from troth.documents import read
from troth.model.document import Document
from troth.model.reject import Reject

SHORT = 10_000
"""Characters; the long one has four times as many."""
HOSTILE = {
    "a.md": ("[", "> - ", "*a **b ", "[a](", "`a ", "<a ", "a@", "www.", "&", "<b>", "é", "| a "),
    "a.mdx": ("<A>", "<A ", "<A b='", "{", "{`", "``` \n", "<A b={", "{/*", "export const a = {\n\n"),
    "a.html": ("<b>", "<b></i>", "<p>", "<li>", "<a b", "<!--", "<![", "&amp;", "<q lang=de>a", "<td><b>"),
    "a.txt": ("a@", "a ", "- a\n", "http://", "a\n\n"),
    "a.eml": ("> a\n", "-- \n", "a@", "On a wrote:\n"),
    "a.rst": ("*a ", "`a ", "a ", "+-", "\\", "`a <b>`_ "),
}  # fmt: skip
CASES = [(path, piece) for path, pieces in HOSTILE.items() for piece in pieces]


def reading(path: str) -> Callable[[bytes], None]:
    """What reads bytes as a file of that name."""

    def read_it(data: bytes) -> None:
        assert isinstance(read(path, data), Document | Reject)

    return read_it


def long(path: str, piece: str, times: int) -> bytes:
    head = "Subject: a\n\n" if path == "a.eml" else ""
    return (head + piece * (times * SHORT // len(piece))).encode()


@pytest.mark.parametrize(("path", "piece"), CASES)
def test_hostile_text_is_read_in_linear_time(path: str, piece: str) -> None:
    assert_linear(reading(path), long(path, piece, 1), long(path, piece, 4))


def test_many_lists_of_restructured_text_are_read_in_linear_time() -> None:
    assert_linear(reading("a.rst"), b"* a\n- b\n" * 60, b"* a\n- b\n" * 240)


def test_many_paragraphs_and_pages_are_read_in_linear_time() -> None:
    words = [paragraph(run(f"Some words {at} &"), run("here"), style="H1") for at in range(150)]
    assert_linear(reading("a.docx"), *(docx("".join(words * times)) for times in (1, 4)))
    pages = [printed([f"Some words {at} and a bro-", "ken one."] * 20) for at in range(3)]
    assert_linear(reading("a.pdf"), *(pdf(pages * times) for times in (1, 4)))
    assert_linear(
        reading("a.pdf"), *(pdf([printed(["a" * n + "-", "b"])]) for n in (6_000, 24_000))
    )


def test_a_drawing_too_large_for_the_parser_is_read_as_text() -> None:
    row = "+" + "-+" * 40 + "\n"
    found = read("a.rst", (row * 80 + "\nLast words.\n").encode())
    assert isinstance(found, Document)
    assert "Last words." in found.prose
