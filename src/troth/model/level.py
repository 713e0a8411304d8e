"""The five levels of what somebody has from us, or needs: from the lowest to the highest.

Anchors of our own; no level is better by itself. Whoever needs little from us needs no programme.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from troth.model.saying import Level

LEVELS: tuple[Level, ...] = get_args(Level)
ANCHORS: Mapping[str, str] = {
    "broken": "mending of what is broken",
    "task": "tasks done",
    "responsibility": "help with what they answer for",
    "outcome": "help with what they hope to reach",
    "day": "what makes their day",
}
"""What somebody has at each of them, in words."""
ALSO: Mapping[str, str] = {
    "commodity": "broken",
    "transactional": "task",
    "credible source": "responsibility",
    "partner": "outcome",
    "trusted adviser": "day",
    "trusted advisor": "day",
}
"""The names that books give them."""


def level_named(word: str) -> str | None:
    """The level that a word means, by our name or by that of books; None for none."""
    plain = " ".join(word.replace("-", " ").casefold().split())
    return plain if plain in LEVELS else ALSO.get(plain)
