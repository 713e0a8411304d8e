"""Which clauses of terms promise, and which only sound so."""

from __future__ import annotations

import pytest

from troth.text.committing import commitment, may_commit

PROMISES = [
    "The Company will notify Users of any change at least fourteen days in advance.",
    "The Provider shall refund the price of the unused months.",
    "Guests are entitled to a full refund for 48 hours after booking.",
    "Members who cancel within 14 days are entitled to receive a refund.",
    "Changes will not take effect until thirty days after we publish them.",
    "Notice of any price increase will be sent to you by e-mail.",
    "Refunds will be issued to the original payment method.",
    "Any amounts paid will be refunded on a pro rata basis.",
    "We will bear the costs of the return shipment.",
    "The costs of return are borne by us.",
    "We undertake to repair any defect within the warranty period.",
    "Acme strives to answer every customer's request.",
    "We won't share your contact details without your consent.",
    "We do not collect data from children.",
    "We will only use your data to deliver your order.",
    "We take appropriate measures to protect your personal data.",
    "We may change the price, but will give you notice.",
    "If we do change the Terms, we will, where possible, tell you in advance.",
    "We will: (a) answer your complaint within a week.",
    "Unless the law holds us liable, we will return your deposit.",
    "You may cancel at any time and you won't be charged for the next period.",
    "You will have 30 days to export your data.",
    "Our employees will never ask you for your password.",
    "Your subscription will remain active until the end of the period.",
    "The Company warrants that the Services will perform as documented.",
    "Any complaint you send will receive a reply within five working days.",
]
LOOK_ALIKES = [
    "The Buyer shall pay the price within 14 days.",
    "The customer bears the direct costs of returning the goods.",
    "You shall bear the costs of the return shipment.",
    "You are not entitled to a refund.",
    "If you are entitled to a refund, use the form.",
    "Notices to the Company shall be sent to its registered office.",
    "This notice shall be given in writing.",
    "Fees will be reimbursed to us by the user.",
    "We will not reimburse you for such costs.",
    "We will not pay compensation to you for delays.",
    "We will not be involved in disputes between users.",
    "We will not assist you with your event.",
    "We will automatically close your account after a year.",
    "We will obtain any information about you that we need.",
    "We will bring claims against you in the courts of your country.",
    "You agree that we will resolve any claim by arbitration.",
    "Your right will be deemed waived.",
    "You may contact Orion, and Orion will refund the price to you.",
    "You must take reasonable measures to protect your password.",
    "Users must ensure that content will be kept confidential.",
    "You may object, but will have to pay the fee.",
    "Your obligations will continue until the end of the term.",
    "Each section includes a summary for users.",
]


@pytest.mark.parametrize("text", PROMISES)
def test_clauses_promise(text: str) -> None:
    assert may_commit(text, "document")
    assert commitment(text, "document", ()) is not None


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_look_alikes_promise_nothing(text: str) -> None:
    assert commitment(text, "document", ()) is None


@pytest.mark.parametrize(
    ("text", "firmness"),
    [
        ("We will use reasonable efforts to restore the Service.", "soft"),
        ("We undertake to restore the Service.", "firm"),
    ],
)
def test_efforts_are_soft(text: str, firmness: str) -> None:
    made = commitment(text, "document", ())
    assert made is not None
    assert made.firmness == firmness


def test_a_clause_of_a_document_is_no_promise_of_a_message() -> None:
    assert commitment("Guests are entitled to a full refund.", "message", ()) is None
