"""Sentences of two versions find each other, whatever moved, was renumbered, renamed or reworded."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from troth.text.aligning import align

TERMS = [
    "1. You may cancel your subscription at any time from the settings page.",
    "2. We will refund the unused part of a year within fourteen days.",
    "3. Couriers are paid every Friday for the deliveries of the week before.",
    "4. We may change these prices with thirty days of notice by letter.",
    "5. A parcel that is lost is paid for at the value that was stated.",
]


def test_renumbered_and_moved_sentences_are_the_same() -> None:
    moved = [TERMS[3].replace("4.", "1."), *[one.split(". ", 1)[1] for one in TERMS[:3]], TERMS[4]]
    found = align(TERMS, moved)
    assert (found.same, found.changed, found.went, found.came) == (5, (), (), ())


def test_a_reference_to_another_number_is_no_change() -> None:
    found = align(["See section 4.2 and 4.3 for fees."], ["See section 7.1 for fees."])
    assert found.same == 1


def test_a_reworded_sentence_is_a_pair_and_a_new_one_came() -> None:
    reworded = "Any unused part of a year will be refunded by us within seven days."
    new = [TERMS[0], reworded, *TERMS[2:], "6. Shops are heard before they are blocked."]
    found = align(TERMS, new)
    assert [(pair.old, pair.new) for pair in found.changed] == [((1,), (1,))]
    assert (found.same, found.went, found.came) == (4, (), (5,))


def test_a_sentence_that_stood_twice_and_stands_once_is_not_gone() -> None:
    found = align([TERMS[0], TERMS[1], TERMS[0]], [TERMS[0], TERMS[1]])
    assert (found.same, found.went, found.came) == (2, (), ())


def test_a_firm_that_took_another_name_changed_nothing() -> None:
    old = [f"Kestrel will {deed} the order." for deed in ("collect", "weigh", "carry", "deliver")]
    new = [each.replace("Kestrel", "Osprey") for each in old]
    found = align(old, new)
    assert (found.same, found.changed, found.renamed) == (4, (), (("kestrel", "osprey"),))


def test_one_sentence_that_became_two_is_one_change() -> None:
    old = ["We collect parcels from shops and we deliver parcels to every island twice a week."]
    new = ["We collect parcels from shops.", "We deliver parcels to every island twice a week."]
    found = align(old, new)
    assert [(pair.old, pair.new) for pair in found.changed] == [((0,), (0, 1))]
    assert (found.went, found.came) == ((), ())


@given(st.lists(st.text(alphabet="abcde .", max_size=30), max_size=12), st.randoms())
def test_what_was_shuffled_is_all_found_and_what_came_is_told(
    old: list[str], rng: random.Random
) -> None:
    new = [*old, "a new one here"]
    rng.shuffle(new)
    found = align(old, new)
    assert (found.changed, found.went) == ((), ())
    assert [new[at] for at in found.came] == ["a new one here"]
    back = align(new, old)
    assert [new[at] for at in back.went] == ["a new one here"]
