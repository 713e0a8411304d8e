"""How heavy a one-sided clause is: whose deed, what it takes, and what stands beside it."""

from __future__ import annotations

import pytest

from troth.text.weighing import weight

CASES = [
    ("liability", "We are not liable for any delay.", "We are not liable for any delay", "heavy"),
    ("liability", "We are not liable for the content of other users.", "We are not liable", "none"),
    ("liability", "We are not liable for losses from your failure to pay.", "We are not", "none"),
    ("liability", "In no event are we liable for a loss of profit.", "In no event", "doubtful"),
    ("liability", "Kestrel has no responsibility to screen parcels.",
     "Kestrel has no responsibility to screen parcels", "none"),
    ("discretion", "Refunds are given at our discretion.", "at our discretion", "heavy"),
    ("discretion", "We may close any account at our discretion.", "at our discretion", "heavy"),
    ("discretion", "We may refuse to offer it at our discretion.", "at our discretion", "none"),
    ("discretion", "At our discretion we close an account after a breach.", "At our discretion",
     "doubtful"),
    ("watch", "You should review these terms periodically.", "You should review", "heavy"),
    ("watch", "You should review the terms with a parent or guardian.", "You should", "none"),
    ("remedy", "The app is provided as is.", "provided as is", "doubtful"),
    ("remedy", "Kestrel has no obligation to refund it.", "Kestrel has no obligation to refund",
     "heavy"),
    ("remedy", "Kestrel has no obligation to keep feedback confidential.",
     "Kestrel has no obligation to keep feedback", "none"),
    ("indemnity", "You will indemnify us for all claims.", "You will indemnify us", "heavy"),
    ("indemnity", "You will indemnify us for taxes.", "You will indemnify us", "doubtful"),
    ("waiver", "We and you each waive any right to a jury.", "you each waive", "none"),
    ("waiver", "You grant us a perpetual licence to feedback.", "You grant us", "doubtful"),
    ("kept", "All fees are non-refundable.", "are non-refundable", "heavy"),
    ("kept", "You get no refund, and keep access until the end of the month.", "no refund", "none"),
    ("cost", "You bring a phone at your own cost.", "at your own cost", "doubtful"),
    ("hold", "We may withhold pay.", "We may withhold pay", "heavy"),
    ("hold", "If you breach the rules we may withhold pay.", "we may withhold pay", "doubtful"),
    ("liability", "We are not liable for outages.", "We are not liable for outages", "doubtful"),
    ("liability", "We are not liable for the removal of your account.", "We are not", "heavy"),
    ("discretion", "We may remove a post at our discretion.", "at our discretion", "doubtful"),
    ("discretion", "We set limits on the number of requests at our discretion.",
     "at our discretion", "doubtful"),
    ("indemnity", "You will indemnify us for your breach.", "You will indemnify us", "doubtful"),
    ("indemnity", "You will indemnify us for your breach and your use of it.",
     "You will indemnify us", "heavy"),
    ("waiver", "You grant us a perpetual licence solely to print it.", "You grant us", "doubtful"),
    ("waiver", "You waive any right to a jury; you may opt out.", "You waive", "doubtful"),
    ("consent", "By registering or continuing to use it, you agree.", "continuing", "none"),
    ("kept", "Once it is used, the ticket is not refundable.", "is not refundable", "doubtful"),
    ("kept", "You may cancel. Fees already paid are not refundable.", "not refundable", "doubtful"),
    ("cost", "At our request you return it at your own cost.", "at your own cost", "heavy"),
    ("cost", "At our request you do what is reasonable at your own cost.", "at your own cost",
     "doubtful"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "sentence", "words", "heavy"), CASES)
def test_a_clause_is_weighed(name: str, sentence: str, words: str, heavy: str) -> None:
    assert weight(name, sentence, words, sentence, sentence) == heavy


def test_an_indemnity_that_is_returned_is_doubtful() -> None:
    said = "You will indemnify us for all claims."
    whole = said + " We will indemnify you for claims about the app."
    assert weight("indemnity", said, "You will indemnify us", said, whole) == "doubtful"


def test_consent_by_use_is_doubtful_after_a_notice() -> None:
    said = "Your continued use means that you agree."
    told = "We notify you at least 30 days before a change. " + said
    assert weight("consent", said, "continued use", said, said) == "heavy"
    assert weight("consent", said, "continued use", told, told) == "doubtful"
    without = told + " We may change them without prior notice."
    assert weight("consent", said, "continued use", without, without) == "heavy"
