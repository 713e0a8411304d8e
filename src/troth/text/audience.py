"""For whom a document is written: for the house, or for those it serves.

A document that does not say what it is shows it in its words: it names colleagues, the tools of
the house and its ways of working, or it speaks to “you” who buy, pay, order and write to us.
"""

from __future__ import annotations

import re
from functools import lru_cache

from troth.patterns import later
from troth.text.wording import different

_HOUSE = later(
    r"\b(?:teammates?|co-?workers|colleagues|handbook|slack|salesforce|zendesk|jira|hubspot|okrs?|"
    r"kpis?|internal(?:ly)?|direct reports?|stand-?ups?|our (?:sales )?(?:reps?|team should)|"
    r"job description|interviewers?|hiring|headcount|quota|pipeline|playbook|runbook|"
    r"account executives?|(?:product|engineering|account) managers?|1:1s?|all-hands|offsite|"
    r"prospects?|stakeholders?|go-to-market|gtm|arr|qbrs?|backlog)\b",
    re.I,
)
_TECHNICAL = later(
    r"\b(?:apis?|sdks?|cli|json|yaml|https?|dns|tls|ssl|tcp|sql|kubernetes|docker|github|git|npm|pip|"
    r"repositor(?:y|ies)|endpoints?|deploy(?:ed|s|ment|ments)?|open[- ]source|pull requests?|commits?|"
    r"compilers?|runtime|webhooks?|servers?|clusters?|namespaces?|containers?|certificates?|firmware|"
    r"kernel|codebase|developers?|database|cpu|ram|linux|backend|protocols?|schema)\b",
    re.I,
)
_ADDRESSED = later(r"\b(?:you|your|yours)\b", re.I)
_FIRMS = later(
    r"\b(?:(?:[Ee]ach|[Ee]ither|[Oo]ther|[Nn]either|[Bb]oth|[Tt]he|[Aa]) Part(?:y|ies)"
    r"|(?:Customer|Client|Advertiser|Licensee|Merchant|Publisher|Operator|Restaurant|Partner|Subscriber"
    r"|Vendor|Supplier|Agency|Accommodation|Seller)s?)\b",
    re.NOFLAG,
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
    return len(different(_HOUSE, prose, 2, _HEAD)) == 2


@lru_cache(maxsize=4)
def is_technical(prose: str) -> bool:
    """Whether a text is written for those who build software."""
    return len(different(_TECHNICAL, prose, 4)) == 4


@lru_cache(maxsize=4)
def between_firms(prose: str) -> bool:
    """Whether a contract is one between firms: it speaks of the parties to it, hardly of “you”.

    Counted in 1,000 words of its beginning: over 20 names of parties, or over 10 and fewer
    than 25 times “you”; three at least.
    """
    head = prose[:_HEAD]
    words = head.count(" ") + 1
    named = sum(1 for _ in _FIRMS.finditer(head))
    if named < 3 or named * 1000 <= 10 * words:
        return False
    you = sum(1 for _ in _ADDRESSED.finditer(head))
    return named * 1000 > 20 * words or you * 1000 < 25 * words
