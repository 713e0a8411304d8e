"""Sentences stay within their block, in order, and cover all of its words."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from troth.documents import read
from troth.model.document import Document
from troth.text.sentences import Sentences, sentences


def split(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text)]


def test_abbreviations_and_numbers_end_no_sentence() -> None:
    assert split("Mr. Smith of Acme Inc. paid 3.50. He left.") == [
        "Mr. Smith of Acme Inc. paid 3.50.",
        "He left.",
    ]
    assert split("Who? Me! “Yes.” No") == ["Who?", "Me!", "“Yes.”", "No"]


def test_a_sentence_never_crosses_a_block() -> None:
    document = read("a.md", b"# Head one\n\nOne two. Three\nfour.\n\n- item\n- other\n")
    assert isinstance(document, Document)
    found = Sentences(document.prose, document.blocks)
    assert [" ".join(span.of(document.prose).split()) for span in found] == [
        "Head one", "One two.", "Three four.", "item", "other",
    ]  # fmt: skip
    assert found.at(document.prose.index("four")) == found[2]
    assert found.at(0) is None


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ab A.!? \n\t“”é", max_size=80))
def test_spans_are_ordered_and_keep_every_word(text: str) -> None:
    spans = sentences(text)
    assert all(one.end <= two.start for one, two in pairwise(spans))
    joined = "".join("".join(span.of(text).split()) for span in spans)
    assert joined == "".join(text.split())
