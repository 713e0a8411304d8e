"""Claims: what is one, what only looks like one, and where its clause ends.

THEIRS and NOT_THEIRS were written as other companies write, before the rules saw them; then the
rules were mended by what they missed, so the counts here are a floor and no estimate.
"""

from __future__ import annotations

import pytest

from troth.model.origin import Span
from troth.text.claims import TRIGGERS, claims, is_specific, quoted

THEIRS = (
    "Our pharmacists are on call around the clock, including public holidays.",
    "Book before noon and your boiler is repaired the same day.",
    "Switching to us takes less than five minutes.",
    "You'll never queue at our branches again.",
    "All our eggs come from hens that live outdoors.",
    "Your deposit is protected up to €100,000.",
    "We plant one tree for every mattress sold.",
    "The community edition stays free, forever.",
    "99.95% uptime, backed by service credits.",
    "No call-out charge, even at weekends.",
    "A human picks up the phone within 20 seconds.",
    "Wholesale orders over 250 kg ship the next working day.",
    "Each of our tutors has passed a background check.",
    "Money back in 30 days if you don't love it, no questions asked.",
    "We don't share your readings with insurers, ever.",
    "Europe's most reliable sleeper train.",
    "Every bouquet is guaranteed to stay fresh for seven days.",
    "Our lawyers reply to your first letter in two working days.",
    "We replace a cracked lens free of charge, no matter how it happened.",
    "Lost luggage is compensated up to $1,500 per bag.",
    "You pay nothing until the roof is finished.",
    "Our night nurses are there for you seven days a week.",
    "Nobody waits longer than fifteen minutes in our clinics.",
    "Your savings are safe with us, always.",
    "Landlords receive their rent on the first of every month, without exception.",
    "Trains run every ten minutes, day and night.",
    "We have never raised the price of a membership, and we never will.",
    "Printing is included in all plans at no additional cost.",
    "A technician is at your house within four hours of your call.",
    "Not one of our jars contains added sugar.",
    "The lowest mortgage rates in Denmark.",
    "Every claim is settled in under a week.",
    "Emergency plumbers at your door in under an hour.",
    "We charge no interest on the first three instalments.",
    "Every seat on board has a socket.",
    "Your photos are never shown to anybody but you.",
    "Broken on arrival? We replace it within two days.",
    "Our archive is open on Saturdays and Sundays, too.",
    "No passenger has to stand.",
    "Lifetime warranty on all frames.",
    "All our drivers speak English.",
    "Parking is free for guests.",
    "You will always find somebody at the front desk.",
    "Complaints are settled within ten working days.",
)
NOT_THEIRS = (
    "In 2023 we repaired 1,204 bicycles within a week.",
    "We believe every child deserves a quiet place to read.",
    "By 2030 we want all our vans to be electric.",
    "What happens if my parcel never arrives?",
    "“I have never had to wait more than five minutes,” says Dr Lindqvist.",
    "If you have not heard from us within two days, check your spam folder.",
    "Keep all receipts for at least seven years.",
    "Your password must be changed every 90 days.",
    "The museum was founded by two sisters in 1911 and never closed during the war.",
    "Refunds can take up to ten days, depending on your bank.",
    "We hope to offer next-day delivery in Wales soon.",
    "A guest told us she always sleeps better by the sea.",
    "Results may vary and are not guaranteed.",
    "The 24/7 gym culture of the nineties has gone.",
    "Please return the keys within 14 days.",
    "Most of our readers finish a book in less than a week.",
    "When we opened in 1998, every loaf was baked in a single oven.",
    "Our volunteers would love to be there 24/7, but they sleep too.",
    "Have you ever wondered why bread is cheaper in the evening?",
    "We are working on a plan that brings every village within an hour of a station.",
    "Customers told us that nobody picks up the phone on Sundays.",
    "Always wear gloves when you handle the glue.",
    '"You were the only ones who never lost a single box," wrote Ingrid from Malmö.',
    "All students must hand in their essays within two weeks.",
    "Our chef thinks nobody makes a better soup.",
    "In the first year, guests stayed for less than two days.",
    "Applications close on 3 May; interviews take place within a month.",
    "The film lasts less than two hours and is free for children under six.",
    "Unless you cancel, your subscription renews every month.",
    "Ask your doctor if the pain does not go away within three days.",
    "You can never have too many tomatoes.",
    "We would be glad to see every one of you at the summer party.",
    "The committee meets every second Tuesday.",
    "Our founder was never late for school.",
    "Some of our customers order all their furniture on the same day.",
    "Let the dough rest for less than an hour.",
    "We are looking for a baker who is always cheerful.",
    "The old bridge was open around the clock until 1974.",
    "Perhaps we will never know why the bees left.",
    "Read all terms before you sign.",
    "It is always good to hear from you.",
    "The lake freezes within days when the wind turns north.",
    "We wish all our customers a happy new year.",
    "Could every train be on time?",
)


@pytest.mark.parametrize(
    ("sentence", "clause"),
    [
        ("Best of all, every plan includes 24/7 support.", "every plan includes 24/7 support"),
        ("We answer within 24 hours, and we smile.", "We answer within 24 hours"),
        ("You never lose a parcel again.", "You never lose a parcel again"),
        ("Your parcel is there by noon, guaranteed.", "Your parcel is there by noon, guaranteed"),
        (
            "It is the easiest claims process in Europe.",
            "It is the easiest claims process in Europe",
        ),
        ("The basic plan is free for ever.", "The basic plan is free for ever"),
        ("There are no hidden fees.", "There are no hidden fees"),
        ("You can cancel any time!", "You can cancel any time"),
        ("Delivered in 30 minutes, always.", "Delivered in 30 minutes, always"),
        ("Every delivery is insured up to £5,000.", "Every delivery is insured up to £5,000"),
        ("We never lose a parcel.", "We never lose a parcel"),
        (
            "Couriers are paid the same day, every day.",
            "Couriers are paid the same day, every day",
        ),
    ],
)
def test_a_claim_and_its_clause(sentence: str, clause: str) -> None:
    assert [claim.words(sentence) for claim in claims(sentence)] == [clause]


@pytest.mark.parametrize(
    "sentence",
    [
        "Does every plan include 24/7 support?",
        "If every order is late, tell us.",
        "Never share your password.",
        "You must reply within 24 hours.",
        "We aim to answer within 24 hours.",
        "We cannot guarantee that.",
        "Last year every order was late.",
        "We moved to a new office.",
        "They are always on time, every single time.",
        "Last year our couriers carried 61,240 parcels.",
        "We think our new bag is the nicest thing we have made.",
        "We almost never use it.",
        "",
    ],
)
def test_what_only_looks_like_a_claim(sentence: str) -> None:
    assert not claims(sentence)


def test_claims_of_other_companies() -> None:
    """43 of 44. The rules have learned from them: of the last 12, at first sight, they found 6."""
    missed = [sentence for sentence in THEIRS if not claims(sentence)]
    assert len(missed) <= 0.1 * len(THEIRS), missed


def test_what_other_companies_say_without_a_claim() -> None:
    false = [sentence for sentence in NOT_THEIRS if claims(sentence)]
    assert len(false) <= 0.1 * len(NOT_THEIRS), false


@pytest.mark.parametrize("sentence", THEIRS)
def test_every_claim_holds_a_trigger(sentence: str) -> None:
    lowered = sentence.lower()
    assert not claims(sentence) or any(trigger in lowered for trigger in TRIGGERS)


def test_what_nothing_can_test_is_not_specific() -> None:
    assert not is_specific("It is the easiest claims process in Europe", "best")
    assert is_specific("the fastest way to send a letter in 20 minutes", "best")
    assert is_specific("We never lose a parcel", "absolute")


def test_quotations_are_found_and_names_in_marks_are_none() -> None:
    prose = 'We call it "Plus". “They are always on time,” she says.'
    (span,) = quoted(prose, [Span(0, len(prose))])
    assert span.of(prose) == "“They are always on time,”"


def test_a_quotation_ends_with_its_block() -> None:
    prose = 'A "quotation that is open\nand a second one" here'
    assert quoted(prose, [Span(0, 25), Span(26, len(prose))]) == ()
