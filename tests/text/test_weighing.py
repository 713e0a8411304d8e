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
    ("remedy", "The app is provided as is.", "provided as is", "doubtful"),
    ("remedy", "Kestrel has no obligation to refund it.", "Kestrel has no obligation to refund",
     "heavy"),
    ("remedy", "Kestrel has no obligation to keep feedback confidential.",
     "Kestrel has no obligation to keep feedback", "none"),
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
    ("waiver", "You grant us a perpetual licence solely to print it.", "You grant us", "doubtful"),
    ("waiver", "You waive any right to a jury; you may opt out.", "You waive", "doubtful"),
    ("kept", "Once it is used, the ticket is not refundable.", "is not refundable", "doubtful"),
    ("kept", "You may cancel. Fees already paid are not refundable.", "not refundable", "doubtful"),
    ("cost", "At our request you return it at your own cost.", "at your own cost", "heavy"),
    ("cost", "At our request you do what is reasonable at your own cost.", "at your own cost",
     "doubtful"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "sentence", "words", "heavy"), CASES)
def test_a_clause_is_weighed(name: str, sentence: str, words: str, heavy: str) -> None:
    assert weight(name, sentence, words, sentence) == heavy
