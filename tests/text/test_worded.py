"""Tables of wordings: exact places, quotes passed over, and every pattern of every lens compiles."""

from __future__ import annotations

import pytest

from troth.documents import read
from troth.model.document import Document, Page
from troth.registry import extensions, load
from troth.text.sentences import Sentences
from troth.text.worded import Worded

TABLES = Worded(
    {"fee": "fee :: (?:a|the) small fee", "we": "we'll, see :: we'll see [^.]{1,9} now"}
)
WITH_TABLES = [name for name in extensions("prose") if hasattr(load("prose", name), "_WORDED")]


def page(text: str, name: str = "x.md") -> Page:
    document = read(name, text.encode())
    assert isinstance(document, Document)
    return Page(document, Sentences(document.prose, document.blocks), None, None)


def found(text: str, name: str = "x.md") -> list[tuple[str, str]]:
    one = page(text, name)
    return [(each.name, one.words(each.span)) for each in TABLES.met(one)]


def test_a_wording_is_found_across_markup_and_line_breaks() -> None:
    text = "It costs\n\nThere is a **small**\nfee for İstanbul, and we’ll see you now."
    assert found(text) == [("fee", "a small fee"), ("we", "we’ll see you now")]


def test_what_somebody_else_says_is_passed_over() -> None:
    assert found("> There is a small fee.\n\n“There is a small fee, they told me,” she says.") == []


def test_places_are_exact() -> None:
    one = page("Well. There is a small fee.")
    span = next(iter(TABLES.met(one))).span
    assert span.of(one.document.text) == "a small fee"


@pytest.mark.parametrize("name", WITH_TABLES)
def test_every_pattern_of_a_lens_compiles_and_its_words_can_open_it(name: str) -> None:
    worded: Worded = load("prose", name)._WORDED
    _, opens, patterns = worded._read
    assert all(worded._pattern(number) for number in range(len(patterns)))
    assert {number for each in opens for number in each} == set(range(len(patterns)))


def test_a_name_at_the_end_of_the_sentence_before_hides_nothing() -> None:
    table = Worded({"pride": "pride :: (?:we|(?-i:[A-Z][\\w.]+)(?: (?-i:[A-Z]\\w+))?) take pride"})
    one = page("Come to Hull. We take pride in it.")
    assert [one.words(each.span) for each in table.met(one)] == ["We take pride"]
