"""PDF: lines made into words and blocks again, and what is set aside."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.making import pdf, printed
from troth.acts.check import check
from troth.documents import read
from troth.model.document import Document
from troth.model.reject import Reject


def told(data: bytes) -> Document:
    found = read("a.pdf", data)
    assert isinstance(found, Document), found
    return found


def blocks(found: Document) -> list[tuple[str, str]]:
    return [(one.kind, " ".join(one.span.of(found.prose).split())) for one in found.blocks]


def test_headings_paragraphs_and_items_are_told_by_their_look() -> None:
    page = [
        (20, 72, 740, "Our Prices"),
        *printed(["We deliver every parcel", "on time."]),
        *printed(["A second paragraph begins", "here."], y=640),
        *printed(["• one item", "that goes on", "• two"], y=590),
    ]
    assert blocks(told(pdf([page]))) == [
        ("heading", "Our Prices"),
        ("paragraph", "We deliver every parcel on time."),
        ("paragraph", "A second paragraph begins here."),
        ("item", "one item that goes on"),
        ("item", "two"),
    ]


def test_a_broken_word_is_whole_where_it_begins_and_columns_stay() -> None:
    lines = [
        "Our deliv-",
        "ery is customer-",
        "friendly and self-",
        "made; a customer-friendly deal.",
    ]
    found = told(pdf([printed(lines)]))
    assert found.text.split("\n") == [
        "Our delivery",
        "    is customer-friendly",
        "         and self-made;",
        "      a customer-friendly deal.",
    ]
    for number, words in ((2, "is customer"), (3, "and self"), (4, "a customer")):
        assert found.line(number).index(words) == lines[number - 1].index(words)
    assert [kind for kind, _ in blocks(found)] == ["paragraph"]


def test_page_and_line_are_told_and_what_runs_on_every_page_is_read_once() -> None:
    pages = [
        [*printed(["Kestrel handbook"], y=770), *printed([f"We wrote the {name} page."]),
         *printed([f"Page {at} of 3"], y=40)]
        for at, name in enumerate(("first", "second", "third"), 1)
    ]  # fmt: skip
    found = told(pdf(pages))
    assert [words for _, words in blocks(found)] == [
        "Kestrel handbook", "We wrote the first page.", "We wrote the second page.",
        "We wrote the third page.",
    ]  # fmt: skip
    at = found.text.index("third")
    assert (found.spot(at), found.position(at)) == ("page 3, line 2", (8, 14))


def test_no_text_layer_is_said_and_check_ends_with_nothing_read(tmp_path: Path) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(pdf([[], []]))
    done = check([scan])
    assert not done.documents
    assert "no text" in done.rejects[0].says
    assert "OCR" in done.rejects[0].advice


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 x", b"%PDF-1.7\n" + b"1 0 obj <<" * 900, b"words", b" "]
)
def test_what_is_no_pdf_is_set_aside(data: bytes) -> None:
    found = read("a.pdf", data)
    assert isinstance(found, Reject)
    assert found.advice


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60), st.integers(0, 900), st.integers(0, 60))
def test_a_spoilt_pdf_is_read_or_set_aside(junk: bytes, at: int, cut: int) -> None:
    whole = pdf([printed(["Some words here."])])
    assert isinstance(read("a.pdf", whole[:at] + junk + whole[at + cut :]), Document | Reject)


def test_without_the_library_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    found = read("a.pdf", b"%PDF-1.7")
    assert isinstance(found, Reject)
    assert "troth[pdf]" in found.advice
    monkeypatch.setitem(sys.modules, "docutils", None)
    monkeypatch.delitem(sys.modules, "troth.documents.restructured", raising=False)
    other = read("a.rst", b"Some words.")
    assert isinstance(other, Reject)
    assert "troth[rst]" in other.advice
