"""What somebody looks for: words, begun words, phrases; any text at all is harmless."""

from __future__ import annotations

import sqlite3
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.text.excerpts import excerpt
from troth.text.seeking import MOST_WORDS, Sought, found, sought
from troth.text.spelling import near, slips


def terms(typed: str) -> list[tuple[tuple[str, ...], bool]]:
    return [(term.words, term.begun) for term in sought(typed).terms]


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("Refund late", [(("refund",), False), (("late",), False)]),
        ("refund*", [(("refund",), True)]),
        ('"within 48 hours"', [(("within", "48", "hours"), False)]),
        ('"within 48 ho*"', [(("within", "48", "ho"), True)]),
        ("“within 48”", [(("within", "48"), False)]),
        ('"left open', [(("left", "open"), False)]),
        ("ana@post.example", [(("ana", "post", "example"), False)]),
        (
            "24/7 don't foo_bar",
            [(("24", "7"), False), (("don", "t"), False), (("foo", "bar"), False)],
        ),
        ("a AND NEAR(b)", [(("a",), False), (("and",), False), (("near", "b"), False)]),
        ("José JOSE\u0301", [(("jose",), False), (("jose",), False)]),
        ('" * ** "" \x00 🤗 -', []),
        ("a\x00b", [(("a", "b"), False)]),
    ],
)
def test_what_is_typed_is_words_and_nothing_else(
    typed: str, held: list[tuple[tuple[str, ...], bool]]
) -> None:
    assert terms(typed) == held


def test_a_pasted_letter_is_cut_and_it_is_said() -> None:
    many = sought("word " * 50 + " ".join(f"w{n}" for n in range(5_000)))
    assert sum(len(term.words) for term in many.terms) <= MOST_WORDS
    assert many.cut
    assert not sought("a few words").cut


@pytest.mark.parametrize(
    ("typed", "text", "fits"),
    [
        ("jose", "José wrote", True),
        ("JOSÉ", "jose wrote", True),
        ("within hours", "hours within", True),
        ('"within hours"', "hours within", False),
        ('"within hours"', "Within\n hours.", True),
        ('"within ho*"', "within hours", True),
        ("ref*", "a refund", True),
        ("ref", "a refund", False),
        ("ana@post.example", "write to Ana@post.example!", True),
        ("ana@post.example", "ana at post in example", False),
        ("straße", "STRASSE", False),
        ("", "anything", False),
    ],
)
def test_what_a_text_must_hold(typed: str, text: str, fits: bool) -> None:
    assert sought(typed).fits(text) is fits


def test_words_lie_where_they_stand_in_the_text() -> None:
    text = "A re\u0301fund, two Refunds; a refund."
    places = [(span.of(text), number) for span, number in found(text, sought("refund* a").terms)]
    assert places == [("A", 1), ("re\u0301fund", 0), ("Refunds", 0), ("a", 1), ("refund", 0)]


def test_every_letter_is_a_word_to_the_full_text_as_well() -> None:
    """A word of ours that SQLite would take apart could not be asked for at all."""
    con = sqlite3.connect(":memory:")
    con.execute(
        "create virtual table w using fts5(body, content='', detail=none,"
        " tokenize='unicode61 remove_diacritics 2')"
    )
    letters = [
        chr(code)
        for code in range(0x110000)
        if unicodedata.category(chr(code))[0] in "LNM" and not 0xD800 <= code <= 0xDFFF
    ]
    wanted = [
        f"q{sign}q" for sign in letters if [len(t.words) for t in sought(f"q{sign}q").terms] == [1]
    ]
    assert len(wanted) > 100_000
    con.executemany("insert into w(rowid, body) values (?, ?)", enumerate(wanted))
    for at in range(0, len(wanted), 97):
        found = con.execute("select rowid from w where w match ?", (f'"{wanted[at]}"',))
        assert at in {n for (n,) in found}


def test_an_excerpt_shows_the_place_with_most_of_it() -> None:
    text = (
        "refund. "
        + "filler words stand here. " * 40
        + "The refund was\n\n late, very late."
        + " end" * 90
    )
    one = excerpt(text, sought("late refund").terms, 120)
    assert one.terms == 2
    assert [one.text[a:b] for a, b in one.marks] == ["refund", "late", "late"]
    assert one.text.startswith("…")
    assert one.text.endswith("…")
    assert "refund was late, very" in one.text
    assert len(one.text) <= 122


def test_an_excerpt_of_a_short_text_is_all_of_it() -> None:
    one = excerpt("  Where is\tmy <b>refund</b>? ", sought("refund").terms)
    assert one.text == "Where is my <b>refund</b>?"
    assert [piece.text for piece in one.pieces if piece.found] == ["refund"]
    assert excerpt("", sought("refund").terms).text == ""
    assert excerpt("x" * 9_000, sought("refund").terms).terms == 0


def test_slips() -> None:
    assert slips("refund", "refnd", 2) == 1
    assert slips("refund", "reufnd", 2) == 1
    assert slips("refund", "revund", 2) == 1
    assert slips("refund", "parcel", 2) == 3
    known = [("refund", 9), ("refunds", 2), ("round", 50), ("parcel", 1)]
    assert near("refnd", known) == ["refund"]
    assert near("refundd", known) == ["refund", "refunds"]


def test_a_question_without_words_fits_nothing() -> None:
    assert not Sought("", ()).fits("text")


@given(st.text("abAB12 .-_'é\n", max_size=30), st.text('abAB12 "*é', max_size=12))
def test_plain_letters_are_looked_through_quickly_and_to_the_same_end(
    text: str, typed: str
) -> None:
    """What `fits` does for plain texts is what finding every place does."""
    asked = sought(typed)
    places = {number for _, number in found(text, asked.terms)}
    assert asked.fits(text) == (bool(asked.terms) and len(places) == len(asked.terms))
