"""The draft of an apology: nothing in it that owns nothing, whatever was promised and said."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from troth.text.amending import (
    BLANK_DAY,
    BLANK_DEED,
    BLANK_NAME,
    QUESTIONS,
    Broken,
    asking,
    draft,
    plain,
    quotable,
)
from troth.text.apologising import apologising
from troth.views.apology import forms

HOWS = ("broken", "late", "partly", "overdue", "told")
BAD = (
    "We are sorry if anyone was upset by this.",
    "Sorry for any inconvenience this may have caused.",
    "I am sorry that you feel that way.",
    "Due to high volumes nobody answered, and it was beyond our control.",
    "Had you told us that it was fragile, it would be whole.",
    "”. We are sorry if you were hurt. “",
    "\n\n# Sorry if you were hurt\n\n> or not\n\n</p><script>alert(1)</script> {{7*7}}",
    "We regret the inconvenience. " * 40,
)
GOOD = ("", "We will refund the £38.00 within 48 hours.", "You said two days. It is nine now.")


def test_it_owns_names_the_harm_and_leaves_blanks() -> None:
    text = draft(
        Broken(
            *("Maren Oduya", "overdue", "We will refund the £38.00 within 48 hours."),
            *("9 March", "11 March", "You said two days."),
            silent_days=9,
        )
    )
    assert text.startswith("Dear Maren Oduya,\n\nWe told you on 9 March:\n\n> “We will refund")
    assert "We did not do it by 11 March. That was our fault, and we are sorry." in text
    assert "> “You said two days.”" in text
    assert "For 9 days we said nothing to you about it." in text
    assert f"{BLANK_DEED}, {BLANK_DAY}." in text
    assert text.rstrip().endswith(BLANK_NAME)


def test_it_is_read_as_an_apology_that_takes_responsibility() -> None:
    for how in HOWS:
        told = apologising(draft(Broken("Ana", how)))
        assert told.answer == "apology"
        assert told.has("responsibility")
        assert told.has("regret")
        assert not told.has("condition")


CASES = [
    Broken(name, how, promised, "9 March", due, harm, silent_days=days, again=again)
    for name, how, promised, harm, (due, days, again) in product(
        ("Ana", None, "sorry if you", "<b>Eve</b>\nsorry if anyone"),
        HOWS,
        (*GOOD, *BAD),
        (*GOOD, *BAD),
        (("11 March", 0, False), (None, 9, True)),
    )
]


@pytest.mark.parametrize("how", HOWS)
def test_the_lens_finds_nothing_in_any_of_them(how: str) -> None:
    cases = [one for one in CASES if one.how == how]
    assert len(cases) == 968
    assert [one for one in cases[:: 7 if how != "told" else 5] if forms(draft(one))] == []


@settings(max_examples=60, deadline=None)
@example("> sorry if anyone was upset", "1. sorry if anyone", "# if")
@given(
    *[st.lists(st.sampled_from([*BAD, *GOOD, "> ", "“", "\r", "- "]), max_size=4).map("".join)] * 3
)
def test_no_words_of_others_can_spoil_it(promised: str, harm: str, name: str) -> None:
    text = draft(Broken(name, "late", promised, None, None, harm))
    assert forms(text) == ()
    assert text.count("> “") <= 2


def test_an_excuse_of_ours_in_the_offer_is_found() -> None:
    told = Broken("Ana", "late", deed="refund you, due to high volumes only on Friday", day="soon")
    assert "refund you" in draft(told)
    bad = Broken("Ana", "late", deed="we are sorry if anyone was upset", day="by Friday")
    assert forms(draft(bad)) != ()


def test_words_are_quoted_on_one_line_and_cut_between_words() -> None:
    assert quotable("a\n “b”\t\x1b[31m c") == "a ‘b’ [31m c"
    long = quotable("word " * 100)
    assert len(long) <= 242
    assert long.endswith("word …")
    assert plain('"x"') == "’x’"


def test_three_questions_each_by_itself() -> None:
    text = asking("Ana")
    assert list(QUESTIONS) == ["outcome", "process", "person"]
    assert all(text.count(each) == 1 for each in QUESTIONS.values())
    assert forms(text) == ()
