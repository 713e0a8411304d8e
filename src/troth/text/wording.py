"""How lists of words become one pattern, so that rules read as lists."""

from __future__ import annotations

import re

from troth.patterns import later


def either(words: str) -> str:
    """An alternation of the phrases in a list parted by commas, the longest first.

    A phrase may hold a pattern of its own; an apostrophe stands for both of its forms.
    """
    parts = [part.strip() for part in words.replace("'", "['’]").split(",")]
    return "(?:" + "|".join(sorted(filter(None, parts), key=len, reverse=True)) + ")"


def whole(*patterns: str) -> re.Pattern[str]:
    """One pattern of several, on word boundaries and in any case."""
    return later(r"\b(?:" + "|".join(patterns) + r")(?!\w)", re.I)
