"""For whom a document is written: for the house, or for those it serves.

A document that does not say what it is shows it in its words: it names colleagues, the tools of
the house and its ways of working, or it speaks to “you” who buy, pay, order and write to us.
"""

from __future__ import annotations

from functools import lru_cache

from troth.text.wording import later

_HOUSE = later(
    r"\b(?:teammates?|co-?workers|colleagues|handbook|slack|salesforce|zendesk|jira|hubspot|okrs?|"
    r"kpis?|internal(?:ly)?|direct reports?|stand-?ups?|our (?:sales )?(?:reps?|team should)|"
    r"job description|interviewers?|hiring|headcount|quota|pipeline|playbook|runbook|"
    r"account executives?|(?:product|engineering|account) managers?|1:1s?|all-hands|offsite|"
    r"prospects?|stakeholders?|go-to-market|gtm|arr|qbrs?|backlog)\b"
)
_HEAD = 40_000
"""Characters looked at: a document that is written for the house shows it early."""
_HOUSE_GENRES = frozenset(
    {"plan", "strategy", "review", "roadmap", "agenda", "handbook", "persona"}
)


@lru_cache(maxsize=4)
def for_ourselves(prose: str, genre: str | None) -> bool:
    """Whether a document is written for the house: by its genre, else by two of its words."""
    if genre is not None:
        return genre in _HOUSE_GENRES
    seen: set[str] = set()
    for found in _HOUSE().finditer(prose, 0, _HEAD):
        seen.add(found[0].lower())
        if len(seen) > 1:
            return True
    return False
