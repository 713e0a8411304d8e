"""What terms give and refuse on matters that can concern any side."""

from __future__ import annotations

import pytest

from troth.text.granting import grants, uneven

DAY = 24.0


@pytest.mark.parametrize(
    ("sentence", "matter", "held", "hours"),
    [
        ("We end this agreement with 30 (thirty) days' notice to you.", "notice", True, 30 * DAY),
        ("Your account may be closed at our sole discretion.", "notice", False, None),
        ("We may suspend your account without prior notice.", "notice", False, None),
        ("If you commit fraud we may block you without notice.", "notice", None, None),
        ("We tell you the reasons for every decision to block you.", "reasons", True, None),
        ("We may refuse a booking without giving any reason.", "reasons", False, None),
        ("You can appeal such a decision to a person.", "hearing", True, None),
        ("Nobody is blocked without being heard.", "hearing", True, None),
        ("The decision is final.", "hearing", False, None),
        ("Complaints are answered within two days.", "answer", True, 2 * DAY),
        ("We are not obliged to answer complaints.", "answer", False, None),
        ("We tell you of changed prices 30 days before they hold.", "changes", True, 30 * DAY),
        ("We may change these terms at any time without notice.", "changes", False, None),
        ("You may leave at any time.", "leaving", True, 0.0),
        ("You can end this contract with one week's notice.", "leaving", True, 7 * DAY),
        ("You may not cancel before the first of May.", "leaving", False, None),
    ],
)  # fmt: skip
def test_one_sentence(sentence: str, matter: str, held: bool | None, hours: float | None) -> None:
    found = {one.matter: one for one in grants([sentence])}
    assert matter in found
    assert (found[matter].held, found[matter].hours) == (held, hours)


@pytest.mark.parametrize(
    "sentence",
    [
        "You must notify us of a changed address within 7 days.",
        "You must answer every message of ours within one day.",
        "Do we tell you before we close your account?",
        "Fares are paid every Friday.",
        "An appeal lies with the court of the county.",
        "You may cancel an order until noon.",
        "We carry parcels of up to 20 kg.",
    ],
)
def test_nothing_that_all_sides_could_have(sentence: str) -> None:
    assert [one for one in grants([sentence]) if one.held is not None] == []


def told(*sentences: str) -> tuple[object, ...]:
    return tuple(grants(sentences))


def test_the_shorter_wait_and_the_longer_notice_are_more() -> None:
    slow = told("We answer complaints within five days.")
    quick = told("We answer complaints within two days.")
    (one,) = uneven(slow, quick)  # type: ignore[arg-type]
    assert (one.matter, one.first_has_more) == ("answer", False)
    month = told("We tell you of changed prices 30 days before.")
    week = told("We tell you of changed prices 7 days before.")
    (one,) = uneven(month, week)  # type: ignore[arg-type]
    assert (one.matter, one.first_has_more) == ("changes", True)


def test_the_same_in_other_words_is_even() -> None:
    first = told("We answer complaints within two days.", "You can appeal a decision.")
    second = told("Every complaint is answered within 48 hours.", "Nobody is blocked unheard.",
                  "Drivers are heard: tell us your side of it.")  # fmt: skip
    assert list(uneven(first, second)) == []  # type: ignore[arg-type]


def test_silence_counts_only_where_it_is_a_question() -> None:
    leaves = told("You may leave at any time.")
    assert list(uneven(leaves, ())) == []  # type: ignore[arg-type]
    heard = told("You can appeal a decision.")
    (one,) = uneven((), heard)  # type: ignore[arg-type]
    assert (one.less, one.first_has_more) == (None, False)


def test_what_is_given_once_is_not_taken_away_by_a_refusal_elsewhere() -> None:
    both = told(
        "We close your account only with 14 days' notice to you.",
        "We may close your account without notice.",
    )
    notice = told("We close your account only with 14 days' notice to you.")
    assert list(uneven(both, notice)) == []  # type: ignore[arg-type]
