"""Whether two texts say the same: by what is denied, measured and opposed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.text.agreeing import Agreement, agree
from troth.text.tasks import TASKS, Item

PAIRS = (
    ("Refunds are paid within 5 days.", "Refunds are paid within 10 days.", "otherwise", "number"),
    ("Refunds are paid within 14 days.", "Refunds are paid within two weeks.", "same", "words"),
    ("Returns are free of charge.", "Returns are not free of charge.", "otherwise", "negation"),
    ("The depot is open on Sundays.", "The depot is closed on Sundays.", "otherwise", "opposite"),
    ("The depot isn't open on Sundays.", "The depot is closed on Sundays.", "same", "words"),
    (
        "We answer on weekdays, 9:00 to 17:00.",
        "We answer on weekdays, 9:00 to 18:00.",
        "otherwise",
        "hours",
    ),
    ("Every plan includes five seats.", "Every plan includes ten seats.", "otherwise", "number"),
    ("Every plan includes five seats.", "All plans include 5 seats", "same", "words"),
    ("Delivery costs £4.", "Delivery costs £6.", "otherwise", "number"),
    ("The new fee applies from 3 May.", "The new fee applies from May 5th.", "otherwise", "date"),
    ("The new fee applies from 3 May.", "From 2027-05-03 the new fee applies.", "same", "words"),
    (
        "You can cancel at any time.",
        "You cannot cancel before the term ends.",
        "otherwise",
        "negation",
    ),
    ("Tickets are refundable.", "Tickets are non-refundable.", "otherwise", "opposite"),
    (
        "Parcels up to 20 kg are accepted.",
        "Parcels over 20 kg are accepted.",
        "otherwise",
        "opposite",
    ),
    ("Parcels up to 20 kg are accepted.", "Parcels over 20 kg are not accepted.", "same", "words"),
    ("We never sell your data.", "We do not sell your data.", "same", "words"),
    ("We reply within one day.", "We answer within 48 hours.", "otherwise", "number"),
    (
        "A refund takes up to 5 days.",
        "We refund you in ten working days.",
        "otherwise",
        "number",
    ),
    ("Not only members may book a tour.", "Members may book a tour.", "same", "words"),
    ("Couriers are paid every Friday.", "The shop sells lamps.", "apart", None),
    ("Support is available by phone.", "Support is available by chat.", "apart", None),
    ("", "The shop sells lamps.", "apart", None),
)


@pytest.mark.parametrize(("one", "other", "stance", "why"), PAIRS)
def test_pairs(one: str, other: str, stance: str, why: str | None) -> None:
    found = agree(one, other)
    assert (found.stance, found.why) == (stance, why)
    assert agree(other, one) == found


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_order_makes_no_difference(one: str, other: str) -> None:
    assert agree(one, other) == agree(other, one)


@given(st.sampled_from([pair[0] for pair in PAIRS if pair[0]]))
def test_a_text_agrees_with_itself(text: str) -> None:
    assert agree(text, text) == Agreement("same", "words")


def test_the_task_reads_both_texts() -> None:
    items = [Item("Delivery costs £4.", other="Delivery costs £6."), Item("Delivery costs £4.")]
    assert TASKS["agreement"].judge(items) == ["otherwise", "apart"]
