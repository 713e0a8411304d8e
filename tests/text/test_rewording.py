"""The same promise in other words is found, and nothing is joined that a number or a word parts."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.linear import assert_linear
from troth.text.parties import parties
from troth.text.rewording import folded, reworded, same

PAIRS = Path(__file__).parents[1] / "labels" / "reworded.jsonl"


def counted(part: str) -> tuple[int, int, int, int]:
    """Joined and the same, joined and not, the same, and all, of one part of the pairs."""
    rows = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row["part"] == part]
    joined = [len(reworded([row["one"], row["other"]], [0, 0])) == 1 for row in rows]
    right = sum(each and row["same"] for each, row in zip(joined, rows, strict=True))
    return right, sum(joined) - right, sum(row["same"] for row in rows), len(rows)


@pytest.mark.parametrize(
    ("part", "n", "wrong", "found"),
    [
        ("work", 60, 0, 28),
        ("second", 40, 0, 17),
        ("third", 70, 1, 25),
        ("kept", 40, 1, 14),
        ("fresh", 48, 3, 16),
    ],
)
def test_measured_on_pairs(part: str, n: int, wrong: int, found: int) -> None:
    right, not_right, _, total = counted(part)
    assert total == n
    assert not_right <= wrong
    assert right >= found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We refund you within 14 days.", "We refund you within 15 days."),
        ("We refund up to €50.", "We refund at least €50."),
        ("It arrives by 3 May.", "It arrives by 4 May."),
        ("We sell your data.", "We never sell your data."),
        ("Couriers are paid on Fridays.", "Shops are paid on Fridays."),
        ("We try to answer within a day.", "We answer within a day."),
        ("We are open from 9 to 17 on weekdays.", "We are open from 9 to 17 on weekends."),
        ("If we miss it, you get £5.", "If you miss it, you get £5."),
        ("A fee is charged when you leave.", "No fee is charged when you leave."),
    ],
)
def test_never_joined(one: str, other: str) -> None:
    assert not same(one, other)
    assert reworded([one, other], [0, 0]) == [(0,), (1,)]


def test_what_is_known_to_be_apart_stays_apart() -> None:
    words = "We answer every message within a day."
    assert reworded([words, words], ["acme", "kestrel"]) == [(0,), (1,)]
    assert reworded([words, words.upper()], ["acme", "acme"]) == [(0, 1)]


WORDS = st.sampled_from(
    ["We answer every message within {} days.", "Every message gets an answer within {} days.",
     "We will refund your parcel within {} days.", "Your parcel is refunded within {} days.",
     "We delete your photos after {} days."]
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(WORDS, st.integers(2, 4)), max_size=10), st.randoms())
def test_the_same_groups_in_any_order_and_one_number_each(
    made: list[tuple[str, int]], chance: random.Random
) -> None:
    texts = [words.format(number) for words, number in made]
    groups = reworded(texts, [0] * len(texts))
    assert sorted(at for group in groups for at in group) == [*range(len(texts))]
    for group in groups:
        assert len({made[at][1] for at in group}) == 1
    order = [*range(len(texts))]
    chance.shuffle(order)
    again = reworded([texts[at] for at in order], [0] * len(texts))

    def told(found: list[tuple[int, ...]], whose: list[int]) -> set[frozenset[str]]:
        return {frozenset(texts[whose[at]] for at in group) for group in found}

    assert told(groups, [*range(len(texts))]) == told(again, order)


def test_hundreds_that_are_alike_are_no_more_work_than_their_pairs() -> None:
    things = [
        "parcel",
        "letter",
        "refund",
        "invoice",
        "photo",
        "ticket",
        "order",
        "lamp",
        "key",
        "seat",
    ]
    verbs = ["send", "repair", "check", "insure", "replace", "deliver", "collect", "store"]
    texts = [
        f"We will {verb} your {thing} number {n} within {n % 7 + 1} days."
        for verb in verbs
        for thing in things
        for n in range(5)
    ]
    assert len(reworded(texts, [0] * len(texts))) == len(texts)

    def group(some: list[str]) -> None:
        reworded(some, [0] * len(some))

    assert_linear(group, texts[::4], texts, times=16)


def test_parties_and_folding() -> None:
    assert parties("Terms for our Couriers and shops, and you") == {"courier", "seller"}
    assert folded("“We’ll  refund €5!”") == "we ll refund €5"
