"""Text as it is searched: straight apostrophes, plain hyphens, one space for any gap."""

from __future__ import annotations

from troth.patterns import later

GAPS = later(r"\s{2,}|[^\S ]")
"""Every gap that is not one space already."""
_SAME = (("’", "'"), ("‘", "'"), ("‐", "-"), ("‑", "-"), ("İ", "I"))


def alike(text: str) -> str:
    """The same text, of the same length, in the signs that patterns are written with."""
    for written, plain in _SAME:
        if written in text:
            text = text.replace(written, plain)
    return text
