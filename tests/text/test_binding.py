"""Promises in words of contracts and of short replies that earlier lists did not know."""

from __future__ import annotations

import pytest

from troth.text.promising import promising, understood

SAID = 1_772_000_000_000_000
FIRM = (
    "FERNPOST will carry the passenger to the last stop named on the ticket.",
    "Ferry & Co. does not claim any ownership of the pictures you upload.",
    "We respond quickly to valid complaints about copied work.",
    "It is our policy to answer each complaint in writing.",
    "We promise to act with due care.",
    "Fernpost agrees to make the timetable available to schools free of charge.",
    "We agree that if we change this clause later, it will not apply to claims raised before.",
    "Any details handed over by riders and shops during the talks shall be treated as confidential.",
    "Your address will not be disclosed to other riders.",
    "The deletion will begin no later than 14 days after the request.",
    "A complaint that reaches us by post will be promptly investigated.",
    "Fernpost keeps a courier's papers only for as long as it is required.",
    "We value your trust and take reasonable precautions to protect your papers.",
    "Fernpost does not disclose the identity of whoever reports a fault.",
    "Consent will be obtained before the first letter is sent.",
    "Your data will be processed in accordance with our privacy policy.",
)
SOFT = (
    "We are committed to protecting the children who travel with us.",
    "Fernpost does its utmost to ensure that the map is right.",
    "FERNPOST will use all reasonable endeavours to restore the line.",
    "In case of a fault, FERNPOST will make its best efforts to restore the service.",
    "The parties will make good faith efforts to resolve a dispute.",
    "While we try to avoid delays, we cannot guarantee that there will be none.",
    "If the fare rises, Fernpost intends to notify you in advance.",
)
NOTHING = (
    "Fernpost does not represent or warrant that any fault will be corrected.",
    "Fernpost will not under any circumstances be liable to you for a missed ferry.",
    "We may make a second map available to you at no charge.",
    "We will report any such breach to the police and cooperate with them.",
    "We will remove such content and take appropriate action, which may include blocking you.",
    "If you go on, we will treat your use as acceptance of the new terms.",
    "The Teachers commit to keep to these terms.",
    "The GDPR will protect you.",
    "SE will do their best to help the customer.",
    "We are committed to providing a safe workplace for all Teammates, free of harassment.",
)
REPLIES = (
    "Let me look into this for you. Please send us the number of your ticket.",
    "If she misses the last bus, a taxi will be arranged.",
    "Our team is aware of this and looking into it.",
    "Live chat is available on the help page, Monday to Friday from 5 am to 6 pm.",
    "We're now available 24/7 in Welsh too.",
)
NO_REPLIES = (
    "Let me see. Which line was it?",
    "Some branches are open on Saturdays.",
    "The doors will be closed 30 seconds before we leave.",
)


@pytest.mark.parametrize("text", FIRM + SOFT)
def test_a_contract_binds(text: str) -> None:
    (found,) = promising(text, SAID, where="document")
    assert found.firmness == ("soft" if text in SOFT else "firm")


@pytest.mark.parametrize("text", NOTHING)
def test_a_contract_binds_to_nothing(text: str) -> None:
    assert promising(text, SAID, where="document") == ()


@pytest.mark.parametrize("text", REPLIES)
def test_a_reply_promises(text: str) -> None:
    assert len(promising(text, SAID)) == 1


@pytest.mark.parametrize("text", NO_REPLIES)
def test_a_reply_promises_nothing(text: str) -> None:
    assert promising(text, SAID) == ()


@pytest.mark.parametrize(
    "text",
    [
        "I'm paying for 300 and get 20, every evening.",
        "This is nowhere near what I pay for.",
        "How long do I have to wait for my credit?",
        "Why are you not refunding my ticket?",
        "I signed for a parcel that was to be delivered today.",
    ],
)
def test_a_customer_says_what_was_to_come(text: str) -> None:
    assert len(understood(text, SAID)) == 1


@pytest.mark.parametrize(
    "text", ["I paid for it by card.", "Why is the map green?", "It was to my taste."]
)
def test_a_customer_says_nothing_of_the_kind(text: str) -> None:
    assert understood(text, SAID) == ()
