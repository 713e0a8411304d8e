"""Quoting a record: a document's words without its markup, a message as it is."""

from __future__ import annotations

from troth.documents.quoting import quoted
from troth.model.evidence import Evidence
from troth.model.origin import Origin, Span


def record(kind: str, path: str, text: str) -> Evidence:
    return Evidence(
        id="e-1", version="v", kind=kind, at_us=1, precision="day", by=None, about=None,
        account=None, thread=None, ours=None, side=None, system="documents",
        origin=Origin(path), seen_us=1, fields={"path": path, "text": text},
    )  # fmt: skip


def test_markup_is_no_part_of_the_words() -> None:
    text = "<p>We will <b>never</b> sell\n your data.</p>"
    held = record("document", "terms.html", text)
    assert quoted(held, Span(3, len(text) - 4)) == "We will never sell your data."


def test_a_message_is_quoted_as_it_was_written() -> None:
    text = "It costs <b>£5</b> *now*"
    assert quoted(record("message", "talk.csv", text), Span(0, len(text))) == text
