"""Claims: what is one, what only looks like one, and where its clause ends."""

from __future__ import annotations

import pytest

from troth.text.backing import weigh
from troth.text.claims import claims


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
        "",
    ],
)
def test_what_only_looks_like_a_claim(sentence: str) -> None:
    assert list(claims(sentence)) == []


@pytest.mark.parametrize(
    ("claim", "promise", "verdict"),
    [
        ("every plan includes 24/7 support", "We answer on weekdays, 9 to 17", "otherwise"),
        ("we answer within 24 hours", "We reply within one business day", "otherwise"),
        ("we answer within 2 days", "We reply within 24 hours", "backed"),
        ("refunds are paid within 48 hours", "Refunds are paid within 48 hours", "backed"),
        ("99.99 % uptime", "The service is available 99.5 % of a month", "otherwise"),
        ("delivery costs £4", "Delivery is £6 in the city", "otherwise"),
        ("we never charge a fee", "A fee of 2 % is charged for cards", "otherwise"),
        ("we never sell your data", "We answer on weekdays", "apart"),
    ],
)
def test_whether_a_promise_stands_behind_a_claim(claim: str, promise: str, verdict: str) -> None:
    assert weigh(claim, promise).verdict == verdict
