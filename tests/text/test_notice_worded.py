"""Which words of one promise promise notice of a change, and for which changes they are owed."""

from __future__ import annotations

from datetime import date

import pytest

from troth.model.finding import Cite
from troth.model.origin import Span
from troth.text.foretold import Change, Telling, changes
from troth.text.notice_owed import Promised, owed
from troth.text.notice_worded import notice_rows, promised_aloud, worded_notice

DAY_US = 86_400_000_000


@pytest.mark.parametrize(
    ("words", "days", "what"),
    [
        ("30 days' notice before a price change", 30, "price"),
        ("Two weeks’ notice before we change anything", 14, ""),
        ("We will tell you at least 60 days before we raise our fees.", 60, "price"),
        ("I'll let you know a month in advance if the terms change.", 30, "terms"),
        ("We announce breaking changes of the API six months ahead.", 180, "api"),
        ("90 days notice before an endpoint is retired", 90, "api"),
    ],
)
def test_notice_of_a_change(words: str, days: float, what: str) -> None:
    found = worded_notice(words)
    assert found is not None
    assert (found.days, found.what) == (days, what)


@pytest.mark.parametrize(
    "words",
    [
        "We will tell you a week before the fitter comes.",
        "You may cancel with 30 days' notice before prices change.",
        "We try to give 30 days' notice before a price change.",
        "We will refund you within 30 days.",
        "Your fees are due 30 days before the change of the year.",
        "",
    ],
)
def test_no_notice_of_a_change(words: str) -> None:
    assert worded_notice(words) is None


def change(told: str, effect: str, side: str | None = None) -> Change:
    on = date.fromisoformat(told)
    at_us = (on.toordinal() - 719_163) * DAY_US
    (found,) = changes(
        [
            Telling(
                key=("a",), on=on, at_us=at_us, cite=Cite("e-change", "v"), what="price",
                title="Labels", side=side, days=(date.fromisoformat(effect),),
            )
        ]
    )  # fmt: skip
    return found


def promise(words: str, **more: object) -> Promised:
    blank = dict.fromkeys(("to", "side", "ours", "record", "version", "start", "end"))
    row = {**blank, "promise": "p-1", "state": "open", "confirmed": True, "born_us": 0, **more}
    (found,) = promised_aloud(notice_rows([row], {"p-1": words}), ())
    return found


WORDS = "30 days' notice before a price change"
LATE = change("2026-03-02", "2026-03-09")


def test_what_was_noted_by_hand_is_cited_by_the_promise_itself() -> None:
    (due,) = owed(LATE, [promise(WORDS)], {}, LATE.first.at_us)
    assert (due.days, due.sure, due.cite) == (30, True, Cite("p-1", ""))


def test_words_of_a_record_are_cited_there() -> None:
    said = promise(WORDS, record="e-1", version="v", start=4, end=30, to="h-ana")
    (due,) = owed(LATE, [said], {}, LATE.first.at_us)
    assert (due.cite, due.to) == (Cite("e-1", "v", Span(4, 30)), "h-ana")


def test_what_was_promised_after_the_telling_is_not_owed_for_it() -> None:
    later = promise(WORDS, born_us=LATE.first.at_us + 1)
    assert owed(LATE, [later], {}, LATE.first.at_us + DAY_US) == []


def test_a_promise_to_one_person_of_a_side_where_the_change_names_none_is_unsure() -> None:
    own = promise(WORDS, to="h-ana", side="courier")
    assert [one.sure for one in owed(LATE, [own], {}, LATE.first.at_us)] == [False]
    hers = change("2026-03-02", "2026-03-09", "couriers")
    assert [one.sure for one in owed(hers, [own], {}, hers.first.at_us)] == [True]
    other = change("2026-03-02", "2026-03-09", "shops")
    assert owed(other, [own], {}, other.first.at_us) == []


def test_rejected_and_withdrawn_words_promise_nothing() -> None:
    for state in ("rejected", "withdrawn", "released"):
        rows = [{"promise": "p-1", "state": state, "side": None}]
        assert list(notice_rows(rows, {"p-1": WORDS})) == []
