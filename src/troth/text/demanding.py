"""Does a contact exist because something was not done, or not done right: failure demand or value demand?

Failure: she says that she asks again, that something did not come or where it is, that something is
broken, wrong or late. Value: she asks or requests anything else. What waits for nobody is neither.

Of 90 public messages to companies, read once by one reader (46 failure, 29 value, 15 neither): of 40
failures that were counted 33 were called so, of 27 requests of value 20; ten of those 75 were taken
for something else (November 2026). `FOUND` and `PASSED` let a share be corrected for that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from troth.model.origin import Span
from troth.text.concerning import concerning, level
from troth.text.outcome import misses
from troth.text.reply import waits
from troth.text.retelling import says_again

Why = Literal["asked again", "did not come", "broken or wrong"]
TOLD = {
    "asked again": "had to ask again",
    "did not come": "missed what was to come",
    "broken or wrong": "met something broken or wrong",
}
"""What somebody says, by the reason."""
FOUND, PASSED = (33, 40), (20, 27)
"""Failures called so of all that were counted, and requests of value that were not."""


@dataclass(frozen=True, slots=True)
class Demand:
    """What a contact asks of us: failure with its reason and words, or value."""

    failure: bool
    why: Why | None = None
    span: Span | None = None


def demand(text: str) -> Demand | None:
    """What a message of a customer asks of us; None where it asks nothing that waits."""
    again = says_again(text)
    if again is not None:
        return Demand(True, "asked again", again)
    missed = misses(text)
    if missed is not None:
        return Demand(True, "did not come", missed)
    waiting = waits(text)
    if waiting.state == "settled":
        return None
    if level(text) == "broken":
        told = (one.span for one in concerning(text) if one.level == "broken")
        return Demand(True, "broken or wrong", next(told, waiting.span))
    return Demand(False) if waiting.state == "waits" else None
