"""What is a text for: a letter to somebody, a contract, a notice to many, or a paper of the house?

The genre says it where it is known. Where it is not, only plain signs count: a salutation or a
closing, the words of contracts, the words of status pages, the words of people at work.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from troth.patterns import later
from troth.text.wording import different

Occasion = Literal["letter", "contract", "notice", "house"]

_BY_GENRE: dict[str, Occasion] = {
    **dict.fromkeys(("reply", "letter", "apology"), "letter"),
    **dict.fromkeys(("terms",), "contract"),
    **dict.fromkeys(
        ("launch", "price", "release", "post", "questions", "change", "status", "story"), "notice"
    ),
    **dict.fromkeys(
        ("plan", "strategy", "review", "roadmap", "agenda", "handbook", "persona"), "house"
    ),
}
_GREETED = later(
    r"(?:\A|\n)[\s>*#]*(?:subject:[^\n]*\n\s*)?"
    r"(?:(?i:hi|hello|hey|dear|good (?:morning|afternoon|evening)|thank you for (?:your|contacting"
    r"|reaching|getting|letting|taking|raising|reporting)|thanks for (?:your|contacting|reaching"
    r"|getting|letting|taking|raising|reporting)))\b[^\n.!?]{0,60}(?:[,!.\n–—:-]|\Z)"
)
_CLOSED = later(
    r"\n[\s>*]*(?:(?:kind|best|warm|many|with(?: kind| best)?)? ?(?:regards|wishes)|yours"
    r"(?: sincerely| faithfully| truly)?|sincerely|cheers|many thanks),?[ \t]*(?:\n|\Z)",
    re.I,
)
_BINDING = later(
    r"\b(?:these terms|this agreement|terms (?:of (?:use|service)|and conditions)|shall|hereby"
    r"|herein|thereof|governing law|liable|liability|clause \d|section \d|sole discretion"
    r"|reserves? the right)\b",
    re.I,
)
_WATCHED = later(
    r"\b(?:incident|outage|investigating|resolved|post-?mortem|degraded|root cause|monitoring"
    r"|status page|downtime|disruption|was down|went down|unavailable)\b",
    re.I,
)
_AT_WORK = later(
    r"\b(?:teammates?|colleagues|our handbook|slack|salesforce|zendesk|jira|okrs?|direct reports?"
    r"|standup|our team should|job description|interviewers?|hiring manager|new hires?"
    r"|pull requests?|code review|on-?call)\b",
    re.I,
)


@lru_cache(maxsize=8)
def occasion(prose: str, genre: str | None = None) -> Occasion | None:
    """What the text is for, None where neither its genre nor its words say so."""
    if genre is not None:
        return _BY_GENRE.get(genre)
    head = prose[:20_000]
    at_work = different(_AT_WORK, head, 2)
    if len(at_work) == 2:
        return "house"
    if _GREETED.search(head[:400]) or _CLOSED.search(head[-600:]):
        return "letter"
    words = head.count(" ") + 1
    binding = _BINDING.findall(head)
    if len({word.lower() for word in binding}) >= 2 and 250 * len(binding) >= words:
        return "contract"
    watched = different(_WATCHED, head, 3)
    if len(watched) == 3 or (len(watched) == 2 and words < 300):
        return "notice"
    return "house" if at_work else None
