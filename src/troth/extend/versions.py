"""What changed from one version of a document to the next, and what such a change is about."""

from __future__ import annotations

import re

from troth.patterns import later

_API = later(r"(?<![a-z])api(?![a-z])", re.I)


def difference(before: str, after: str) -> str:
    """The lines that went (−) and came (+), in their order; lines that only moved are neither."""
    old, new = before.splitlines(), after.splitlines()
    olds, news = set(old), set(new)
    went = [f"− {line}" for line in old if line.strip() and line not in news]
    came = [f"+ {line}" for line in new if line.strip() and line not in olds]
    return "\n".join(went + came)


def subject_of(name: str, genre: str | None, otherwise: str = "terms") -> str:
    """What a change of this document is a change of: price, api, or as `otherwise` says."""
    return "price" if genre == "price" else "api" if _API.search(name) else otherwise
