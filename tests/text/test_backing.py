"""Whether a promise stands behind a claim: the deed first, then every quantity."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.text.backing import weigh

PAIRS = (
    ("every plan includes 24/7 support", "We answer on weekdays, 9 to 17", "otherwise"),
    ("we answer within 24 hours", "We reply within one business day", "otherwise"),
    ("we answer within 2 days", "We reply within 24 hours", "backed"),
    ("refunds are paid within 48 hours", "Refunds are paid within 48 hours", "backed"),
    ("99.99 % uptime", "The service is available 99.5 % of a month", "otherwise"),
    ("delivery costs £4", "Delivery is £6 in the city", "otherwise"),
    ("we never charge a fee", "A fee of 2 % is charged for cards", "otherwise"),
    ("we never sell your data", "We answer on weekdays", "apart"),
    ("We never lose a parcel", "Couriers are paid every Friday", "apart"),
    ("We never lose a parcel", "A lost parcel is paid at its stated value", "otherwise"),
    ("Couriers are paid the same day, every day", "Couriers are paid every Friday", "otherwise"),
    ("Couriers are paid every week", "Couriers are paid every Friday", "backed"),
    ("Every delivery is insured up to £5,000", "Each delivery is insured up to £500", "otherwise"),
    ("Every delivery is insured up to £500", "Each delivery is insured up to £5,000", "backed"),
    (
        "We answer every message within ten minutes",
        "We answer every message within one business day",
        "otherwise",
    ),
    ("We answer every message within ten minutes", "We answer every message", "apart"),
    ("All tips go to the courier in full", "Tips go to the courier, whole", "backed"),
    ("Delivered in 30 minutes, always", "Couriers are paid every Friday", "apart"),
    ("Prices never rise", "Prices change with thirty days' notice", "otherwise"),
    ("Every parcel arrives on time", "95 % of parcels arrive on time", "otherwise"),
    ("Every repair is free of charge", "Returns are free of charge within 14 days", "apart"),
    ("A human picks up within 20 seconds", "Calls are answered within one minute.", "otherwise"),
    (
        "Your deposit is protected up to €100,000",
        "Deposits are protected up to €100,000 per person.",
        "backed",
    ),
    (
        "Your deposit is protected up to €250,000",
        "Deposits are protected up to €100,000 per person.",
        "otherwise",
    ),
    ("Tutors are paid every week", "Tutors are paid on the first of the month.", "otherwise"),
    ("We never sell your readings", "Your data is not sold to anybody.", "backed"),
    ("The library is open on Sundays", "We are open Monday to Saturday, 8 to 20.", "otherwise"),
    ("Boilers are repaired the same day", "Engineers are paid every Friday.", "apart"),
    ("You can cancel any time", "You can cancel with one month's notice.", "otherwise"),
    ("You can cancel any time", "You may cancel at any time.", "backed"),
    ("Delivery is free", "Delivery is free on orders above €50.", "less"),
    ("Prices will not rise for two years", "Prices are fixed for 12 months.", "otherwise"),
    (
        "Every watch carries a five-year warranty",
        "Every watch has a warranty of two years.",
        "otherwise",
    ),
    (
        "Every watch carries a two-year warranty",
        "Every watch has a warranty of five years.",
        "backed",
    ),
    (
        "We tell you of changes 60 days ahead",
        "Price changes are announced 30 days before.",
        "otherwise",
    ),
    ("Support answers within 2 hours", "We reply within four hours.", "otherwise"),
    (
        "Every ticket gets a reply in one business day",
        "We reply to tickets within four hours.",
        "backed",
    ),
    ("Every guest gets breakfast", "Breakfast is served to all guests.", "backed"),
    ("99.9 % uptime", "The service is available 99.95 % of the month.", "backed"),
    ("Shops are paid the same day", "Couriers are paid the same day.", "apart"),
    ("We never lose a suitcase", "Porters are paid every Friday.", "apart"),
)


@pytest.mark.parametrize(("claim", "promise", "verdict"), PAIRS)
def test_whether_a_promise_stands_behind_a_claim(claim: str, promise: str, verdict: str) -> None:
    assert weigh(claim, promise).verdict == verdict


@pytest.mark.parametrize("words", [promise for _, promise, _ in PAIRS])
def test_a_promise_stands_behind_its_own_words(words: str) -> None:
    assert weigh(words, words).verdict == "backed"


@given(st.integers(1, 400), st.integers(1, 400))
def test_a_claim_may_be_slower_than_the_promise_and_never_faster(claimed: int, held: int) -> None:
    found = weigh(f"We answer within {claimed} hours", f"We reply within {held} hours").verdict
    assert found == ("otherwise" if claimed < held else "backed")


@given(st.integers(1, 10**7), st.integers(1, 10**7))
def test_a_claim_may_insure_less_than_the_promise_and_never_more(claimed: int, held: int) -> None:
    found = weigh(f"Parcels are insured up to £{claimed:,}", f"We insure parcels up to £{held:,}")
    assert found.verdict == ("otherwise" if claimed > held else "backed")
