"""How lists of words become one pattern, so that rules read as lists."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache


def either(words: str) -> str:
    """An alternation of the phrases in a list parted by commas, the longest first.

    A phrase may hold a pattern of its own; an apostrophe stands for both of its forms.
    """
    parts = [part.strip() for part in words.replace("'", "['’]").split(",")]
    return "(?:" + "|".join(sorted(filter(None, parts), key=len, reverse=True)) + ")"


def whole(*patterns: str) -> re.Pattern[str]:
    """One pattern of several, on word boundaries and in any case."""
    return re.compile(r"\b(?:" + "|".join(patterns) + r")(?!\w)", re.I)


def later(regex: str, flags: re.RegexFlag = re.IGNORECASE) -> Callable[[], re.Pattern[str]]:
    """A pattern that is compiled when it is first asked for, so that a start costs nothing."""

    @cache
    def made() -> re.Pattern[str]:
        return re.compile(regex, flags)

    return made
