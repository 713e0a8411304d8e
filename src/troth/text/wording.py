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


def different(pattern: re.Pattern[str], text: str, most: int, end: int | None = None) -> set[str]:
    """The first different words that match, in small letters, `most` at most; up to `end`."""
    found: set[str] = set()
    for one in pattern.finditer(text, 0, len(text) if end is None else end):
        found.add(one[0].lower())
        if len(found) == most:
            break
    return found
