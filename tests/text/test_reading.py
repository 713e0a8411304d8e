"""Sentences folded for patterns: every part leads back to its exact place."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from troth.documents import read
from troth.model.document import Document
from troth.model.origin import Span
from troth.text.reading import LONGEST, Sentence, spoken
from troth.text.sentences import Sentences


def document(text: str) -> Document:
    made = read("x.md", text.encode())
    assert isinstance(made, Document)
    return made


def heard(text: str, *, headings: bool = False) -> list[str]:
    made = document(text)
    spans = Sentences(made.prose, made.blocks)
    return [one.text for one in spoken(made, spans, headings=headings)]


def test_markup_and_line_breaks_become_one_space_and_lead_back() -> None:
    made = document("We  **may**\nchange it.")
    sentence = next(spoken(made, Sentences(made.prose, made.blocks)))
    assert sentence.text == "We may change it."
    start = sentence.text.index("may")
    place = sentence.place(Span(start, start + len("may change")))
    assert " ".join(place.of(made.prose).split()) == "may change"
    assert made.text[place.start : place.start + 3] == "may"


@given(st.lists(st.sampled_from(["we", "may’s", "x", "…"]), min_size=1, max_size=9), st.data())
def test_a_part_is_where_it_is_said_to_be(words: list[str], data: st.DataObject) -> None:
    gaps = [data.draw(st.sampled_from([" ", "  ", "\n", " \t "])) for _ in words]
    prose = "ab " + "".join(word + gap for word, gap in zip(words, gaps, strict=True)).rstrip()
    sentence = Sentence(prose, Span(3, len(prose)))
    number = data.draw(st.integers(0, len(words) - 1))
    start = sum(len(word) + 1 for word in words[:number])
    place = sentence.place(Span(start, start + len(words[number])))
    assert place.of(prose) == words[number]


def test_quotations_headings_and_endless_lines_are_left_out() -> None:
    text = "# Soon\n\n> We will look.\n\nIt rains.\n\n" + "soon " * LONGEST
    assert heard(text) == ["It rains."]
    assert heard(text, headings=True) == ["Soon", "It rains."]


def test_words_between_quotation_marks_are_known() -> None:
    prose = "She wrote “we may change it” to us."
    sentence = Sentence(prose, Span(0, len(prose)))
    start = prose.index("we may")
    assert sentence.quotes(Span(start, start + 6))
    assert not sentence.quotes(Span(0, 3))


def test_another_document_is_read_anew() -> None:
    first = document("It rains.")
    other = replace(first, path="y.md", text="It snows.", prose="It snows.")
    for made in (first, other, first):
        words = [one.text for one in spoken(made, Sentences(made.prose, made.blocks))]
        assert words == [made.text]
