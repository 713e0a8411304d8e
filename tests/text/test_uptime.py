"""Which words promise uptime, tell of an outage, or offer something for it; and their look-alikes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.text.uptime import (
    HINTS,
    PromisedUptime,
    offers,
    promised_uptime,
    speaks_of_outage,
)


@pytest.mark.parametrize(
    ("words", "share", "days"),
    [
        ("We promise 99.9 % uptime.", 0.999, 30),
        ("We guarantee 99.95% uptime each month.", 0.9995, 30),
        ("Kestrel will be available 99,9 % of the time.", 0.999, 30),
        ("Availability of the booking desk: 99.5 per cent a year.", 0.995, 365),
        ("uptime >= 99.99%", 0.9999, 30),
        ("uptime >= 99.9% over 90 days", 0.999, 90),
        ("Our service is up 99.9% of each quarter.", 0.999, 90),
    ],
)
def test_uptime_is_read_from_words_and_measures(words: str, share: float, days: int) -> None:
    assert promised_uptime(words) == PromisedUptime(share, days)


@pytest.mark.parametrize(
    "words",
    [
        "99 % of parcels arrive the next day.",
        "first-reply <= 1 business day for 95%",
        "Our couriers are online on 80% of days.",
        "We keep downtime below 99.9 %.",
        "100 % uptime.",
        "Support is available on weekdays. We answer 95 % of questions within a day.",
        "Uptime matters to us.",
        "",
    ],
)
def test_other_shares_promise_no_uptime(words: str) -> None:
    assert promised_uptime(words) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The label printer page is down again.", True),
        ("I can't log in since this morning", True),
        ("We know that booking is unavailable and are looking into it.", True),
        ("It still isn't working here.", True),
        ("Everything is back to normal, sorry for the disruption.", True),
        ("Your parcel is on its way.", False),
        ("Could you send it down to the depot?", False),
        ("Where is my invoice?", False),
        ("The page only shows a wheel. Is it down?", True),
        ("Is the ordering page down?", True),
        ("Is it down the road?", False),
    ],
)
def test_words_about_an_outage(text: str, told: bool) -> None:
    assert speaks_of_outage(text) is told


def test_an_incident_is_named_by_its_title() -> None:
    assert speaks_of_outage("About the slow  sign-in this morning", "Slow sign-in")
    assert not speaks_of_outage("About the API", "API")


@pytest.mark.parametrize(
    ("text", "given_"),
    [
        ("Sorry. We have credited your account with 12 EUR.", True),
        ("As a small goodwill gesture your next delivery is free of charge.", True),
        ("We will refund the whole of March.", True),
        ("We cannot offer a refund for this.", False),
        ("No compensation is due under our terms.", False),
        ("Please update your credit card.", False),
        ("Would you like a discount?", False),
        ("We are back.", False),
    ],
)
def test_what_is_offered_for_it(text: str, given_: bool) -> None:
    assert offers(text) is given_


@given(st.text(max_size=80))
def test_whatever_stands_there_is_answered(text: str) -> None:
    promised_uptime(text)
    speaks_of_outage(text)
    if offers(text):
        assert any(hint in " ".join(text.lower().split()) for hint in HINTS)
