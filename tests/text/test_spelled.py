"""Wordings told once a sentence, the first few of a standing, with what stands around them."""

from __future__ import annotations

from troth.documents import read
from troth.model.document import Document, Page
from troth.text.sentences import Sentences
from troth.text.spelled import Said, Standing, is_contract, spelled_out
from troth.text.worded import Worded

_WORDED = Worded({"van": r"van :: vans?"})


def page(text: str, genre: str | None = None) -> Page:
    document = read("a.md", text.encode())
    assert isinstance(document, Document)
    return Page(document, Sentences(document.prose, document.blocks), genre, None)


def everything(said: Said) -> Standing | None:
    return "unsure" if "red" in said.before else "speaks"


def test_the_first_few_are_told_and_the_last_of_them_names_the_rest() -> None:
    held = page("# The van\n\nA van and a van. Two vans. One van. A red van.\n")
    told = list(spelled_out(held, _WORDED, everything, 2))
    assert [(held.words(one.span), one.standing, len(one.more)) for one in told] == [
        ("van", "speaks", 0),
        ("vans", "speaks", 1),
        ("van", "unsure", 0),
    ]


def test_what_stands_around_is_one_line() -> None:
    heard: list[Said] = []

    def listen(said: Said) -> Standing | None:
        heard.append(said)
        return None

    assert list(spelled_out(page("It’s our\nvan,\nsaid Ray.\n"), _WORDED, listen)) == []
    assert [(one.name, one.before, one.after) for one in heard] == [
        ("van", "It's our ", ", said Ray.")
    ]
    assert heard[0].sentence == "It's our van, said Ray."


def test_a_contract_by_its_genre_or_its_words() -> None:
    assert is_contract(page("A van.", "terms"))
    assert not is_contract(page("You agree that we shall not be liable hereby.", "post"))
    assert is_contract(page("You agree that we shall not be liable hereby."))
    assert not is_contract(page("We shall come."))
