"""How it always is: sixty sentences of made-up companies, what they hang on, and lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.linear import assert_linear
from troth.text.committing import may_commit
from troth.text.promising import Promising, promising
from troth.text.standing import aims, stands

SAID = 1_772_445_600_000_000  # Monday 2 March 2026, 10:00 UTC

PROMISES = [
    "Tickets are answered within four hours on working days.",
    "Your site is backed up every night.",
    "All passwords are stored encrypted.",
    "Deleted accounts are wiped from our servers after 30 days.",
    "Support is open Monday to Saturday, 8am to 8pm.",
    "The Family plan comes with ten gigabytes of storage.",
    "We ship every order within 24 hours.",
    "Deposits are returned in full within ten days of departure.",
    "Every bicycle carries a two-year guarantee.",
    "No booking fee, ever.",
    "You get your money back within 30 days, no questions asked.",
    "Teachers are paid on the last day of each month.",
    "Existing subscribers keep the old price for twelve months.",
    "We give 60 days' notice before any change to these prices.",
    "Prescriptions ordered before noon are ready the same afternoon.",
    "Nothing you upload is ever shared with advertisers.",
    "Your card is never charged without your permission.",
    "Every room is cleaned daily.",
    "We do not sell your personal information.",
    "A vet is on call day and night.",
    "The annual membership covers two check-ups a year.",
    "Version 3 is supported until the end of 2029.",
    "Each learner has a tutor of their own.",
    "If your train is more than an hour late, you get half your fare back.",
    "We reply to each review, good or bad.",
    "Parts for discontinued models remain available for seven years.",
    "Lost luggage is replaced at its full value.",
    "Calls to our hotline are free from any network.",
    "Sellers receive their earnings every Tuesday.",
    "We publish every outage on our status page within an hour.",
]
LOOK_ALIKES = [
    "The export runs every night and writes a file to the bucket.",
    "Invoices must be paid within 14 days of receipt.",
    "Orders are sorted by date unless you choose otherwise.",
    "Each row includes the identifier of the order.",
    "We grew by forty per cent every year between 2015 and 2019.",
    "Most parcels in the country are delivered by vans.",
    "You are responsible for every action taken under your account.",
    "We may delete accounts that have been inactive for twelve months.",
    "Business day means any day other than a Saturday or a Sunday.",
    "Our liability is limited to the fees paid in the past twelve months.",
    "Members must return every book within three weeks.",
    "The team meets every Monday at ten.",
    "All managers are trained twice a year.",
    "We review our goals every quarter.",
    "Every ticket has a status and an owner.",
    "Each release is tagged before it is deployed.",
    "The cache is cleared every hour.",
    "Last year 93% of our customers were answered within a day.",
    "The law of Norway applies to every contract between us.",
    "Any claim must be brought within one year.",
    "Interest is charged on every late payment.",
    "Accounts are blocked after three failed payments.",
    "The courier collects the parcel and scans its label.",
    "Every great company starts with a small idea.",
    "All fields are required.",
    "Nobody likes to wait in a queue.",
    "We always start a call with a question.",
    "Refunds are handled by the finance team in the billing tool.",
    "No liability is accepted for delays caused by the weather.",
    "To reset your password, open the settings and follow the link.",
]

CONDITIONAL = "If your train is more than an hour late, you get half your fare back."


def heard(text: str) -> tuple[Promising, ...]:
    return promising(text, SAID, where="document")


@pytest.mark.parametrize("text", PROMISES)
def test_standing_promises(text: str) -> None:
    """Written before the rules ran; 28 of 30 were heard at the first run.

    By the same hand as the rules, so no measure of them: on pages of other companies read for the
    first time the rules heard about half (see the recogniser's own words).
    """
    (one,) = heard(text)
    assert one.span.of(text) == text
    assert one.kind == ("conditional" if text == CONDITIONAL else "standing")
    assert one.firmness == "firm"
    assert (one.due, one.due_us) == (None, None)


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_look_alikes(text: str) -> None:
    """Written before the rules ran; none of the 30 was taken for a promise at the first run."""
    assert heard(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "We answer every message within one business day.",
        "A complaint is closed within five business days.",
        "Refunds are paid within 48 hours.",
        "Our help desk is staffed on weekdays from 9 to 17.",
        "Each delivery is insured up to £500.",
        "Couriers are paid every Friday.",
        "Prices change with thirty days' notice.",
        "Every plan includes 24/7 support.",
        "Nobody is blocked before they have been heard.",
        "Orders placed before 16:00 are collected the same day.",
        "Tips go to the courier, whole.",
        "A delivery that is late by more than an hour is free of charge.",
    ],
)
def test_terms_of_a_courier_company(text: str) -> None:
    (one,) = heard(f"## Terms\n\n- {text}\n- And so on.")
    assert (one.kind, one.firmness, one.due_us) == ("standing", "firm", None)


@pytest.mark.parametrize(
    ("text", "firmness"),
    [
        ("Refunds are usually paid within 48 hours.", "soft"),
        ("We aim to answer the phone within seven rings.", "soft"),
        ("Our aim is to resolve all complaints within 4 weeks.", "soft"),
        ("Refunds are paid within 48 hours.", "firm"),
    ],
)
def test_a_hedge_makes_it_soft(text: str, firmness: str) -> None:
    (one,) = heard(text)
    assert (one.kind, one.firmness) == ("standing", firmness)


@pytest.mark.parametrize(
    ("text", "kind", "dated"),
    [
        ("We will answer every customer within 2 hours.", "standing", False),
        ("Your order will be shipped within 3 days.", "standing", False),
        ("If a parcel is lost, the refund is paid within 3 days.", "conditional", False),
        ("We will send every customer a new card by Friday.", "dated", True),
        ("We will call every customer in the next two days.", "dated", True),
    ],
)
def test_a_stretch_in_a_document_is_no_due_date(text: str, kind: str, dated: bool) -> None:
    """What is told to everybody counts from what happens to each, not from the day of print."""
    (one,) = heard(text)
    assert (one.kind, one.due_us is not None) == (kind, dated)


def test_a_message_is_not_read_for_standing_promises_of_a_document() -> None:
    assert promising("Couriers are paid every Friday.", SAID) == ()


def test_a_list_goes_on_with_the_words_that_began_it() -> None:
    text = (
        "If you write to us, we will:\n- acknowledge your letter within 24 hours\n"
        "- use plain language\n\nYou:\n- pay us within five days\n"
    )
    assert [one.span.of(text) for one in heard(text)] == ["acknowledge your letter within 24 hours"]


@pytest.mark.parametrize("text", PROMISES)
def test_the_cheap_look_passes_what_stands(text: str) -> None:
    assert may_commit(text, "document") or not (stands(text) or aims(text))


@pytest.mark.parametrize("word", ["orders ", "no ", "we ", "refund, and ", "every plan is "])
def test_a_long_text_is_read_in_linear_time(word: str) -> None:
    assert_linear(heard, word * 750, word * 3000)


@given(st.lists(st.sampled_from(PROMISES + LOOK_ALIKES), max_size=6))
def test_sentences_are_read_one_by_one(told: list[str]) -> None:
    text = "\n\n".join(told)
    assert [one.span.of(text) for one in heard(text)] == [one for one in told if one in PROMISES]
