"""Which uptime do words promise, and which words speak of an outage or offer something for it?

“99.9 % uptime”, “available 99.95% of the time each month” and a measure written as
`uptime >= 99.9%` say one thing: of so much time, so little may be lost. A share that stands
near none of these words (“99 % of parcels arrive”) promises no uptime.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from troth.patterns import later

_SHARE = later(r"(?<![\d.,])(\d{2}(?:[.,]\d{1,5})?)\s?(?:%|per ?cent\b)", re.I)
_UP = later(
    r"\b(?:up-?time|availability|(?:is|are|be|stays?|remains?|kept|keep \w+(?: \w+)?)"
    r" (?:\w+ ){0,2}?(?:available|reachable|online|up and running|up)\b)",
    re.I,
)
_OF_TIME = later(r"\bof (?:the|all) time\b|\bper (?:month|year|quarter|week)\b", re.I)
_NOT_UP = later(r"\b(?:down-?time|unavailab\w+|maintenance)\b", re.I)
_PERIODS = (
    (later(r"\b(?:years?|yearly|annual(?:ly)?|12 months)\b", re.I), 365),
    (later(r"\b(?:quarters?|quarterly|90 days)\b", re.I), 90),
    (later(r"\b(?:weeks?|weekly|7 days)\b", re.I), 7),
)
MONTH = 30
LEAST = 0.9
"""A share below is no promise of uptime but another figure."""


@dataclass(frozen=True, slots=True)
class PromisedUptime:
    """A share of the time (.999), and the days in which it is to be kept."""

    share: float
    days: int = MONTH


def promised_uptime(words: str) -> PromisedUptime | None:
    """The uptime that words or a measure promise; None where they promise none.

    Without a period it is a month of 30 days. Of several shares the first counts.
    """
    for clause in re.split(r"[;\n]|(?<=[.!?])\s+(?=[A-Z])", words):
        found = next((share for share in _SHARE.finditer(clause)), None)
        if found is None or not _UP.search(clause) or _NOT_UP.search(clause):
            continue
        share = round(float(found[1].replace(",", ".")) / 100, 7)
        if LEAST <= share < 1:
            days = next((n for told, n in _PERIODS if told.search(clause)), MONTH)
            return PromisedUptime(share, days)
    return None


_OUTAGE = later(
    r"\b(?:outages?|incidents?|down-?time|disruptions?|interruptions?|disturbances?"
    r"|(?:is|are|was|were|been|went|goes|go|still|completely|all) down"
    r"|(?:is|are) (?:it|this|everything|(?:the|your) (?:\w+ )?\w+) down(?=\?)"
    r"|(?:is|are|was|were|been|went|goes|still) (?:\w+ )?(?:offline|unavailable|unreachable)"
    r"|(?:apps?|sites?|web ?sites?|pages?|systems?|tills?|services?|portals?|log-?ins?|sign-?ins?|maps?|check-?outs?|dashboards?"
    r"|apis?|platforms?|servers?|screens?|links?|buttons?|search|tracking|bookings?|payments?|everything|it|this|that)"
    r" (?:is|are|was|were|been|went|goes|still)(?: \w+)? (?:broken|dead)"
    r"|(?:not|\w+n['’]t|never|stopped|stops) (?:be(?:en)? |being )?(?:\w+ly )?(?:work(?:s|ing|ed)?|load(?:s|ing)?"
    r"|open(?:s|ing)?|start(?:s|ing)?|respond(?:s|ing)?|connect(?:s|ing)?|reach\w*|available)"
    r"|(?:can(?:no|['’]?)t|can not|could ?n['’]?t|could not|unable to|not able to)"
    r" (?:\w+ ){0,2}?(?:log|sign|open|access|load|reach|connect|use|pay|order|book|see|get in|enter)\b"
    r"|errors? (?:\d{3}|messages?|pages?)|error:|\b50[0234]\b|times? out|timed out|timing out"
    r"|(?:technical|service|known) (?:problems?|issues?|difficult\w+|faults?)"
    r"|investigating|back (?:up|online|to normal)|up and running again|restored|post-?mortem|status page)\b",
    re.I,
)
_OFFER = later(
    r"\b(?:(?:service |account )?credits?(?: (?:of|for|to)\b)?|credited|refund(?:s|ed)?|reimburs\w+|compensat\w+"
    r"|money back|discount(?:s|ed)?|waiv(?:e|es|ed|ing)|vouchers?|goodwill|free (?:of charge|month|week|delivery|deliveries)"
    r"|at no (?:cost|charge)|on us\b|extra (?:month|week|day)s?|extend(?:ed)? your|make (?:it|this|that) up to you"
    r"|make (?:it|this|that) right)",
    re.I,
)
_NONE = later(
    r"\b(?:no|not|\w+n['’]t|cannot|never|unable)\b[^.!?]{0,40}"
    r"\b(?:credit|refund|reimburs|compensat|discount|voucher|waiv)",
    re.I,
)
_GIVES = later(r"\b(?:we|I|you|your|our|us|please accept|as a|here is|here's)\b", re.I)
_CREDIT_CARD = later(r"\bcredit cards?\b|\bcredit (?:notes?|check|limit)\b", re.I)


def speaks_of_outage(text: str, title: str = "") -> bool:
    """Whether a message is about something that does not work, or names the incident by its title."""
    plain = " ".join(text.split())
    name = " ".join(title.split()).casefold()
    return bool(_OUTAGE.search(plain)) or (len(name) >= 6 and name in plain.casefold())


def offers(text: str) -> bool:
    """Whether a message of ours gives something for what was lost: money back, a credit, a free month.

    “We cannot offer a refund” gives nothing, and a credit card is no credit.
    """
    for sentence in re.split(r"(?<=[.!?])\s+|\n+", text):
        plain = _CREDIT_CARD.sub("card", sentence)
        if _OFFER.search(plain) and _GIVES.search(plain) and not _NONE.search(plain):
            return not plain.rstrip().endswith("?")
    return False


HINTS = (
    "credit", "refund", "reimburs", "compensat", "money back", "discount", "waiv", "voucher",
    "goodwill", "free", "no cost", "no charge", "on us", "extra", "extend", "make it", "make this",
    "make that",
)  # fmt: skip
"""One of these stands in every text that `offers` something: engines choose by them."""
