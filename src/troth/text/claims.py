"""What a company claims of its service: the words a customer may hold it to.

A claim is a clause that says how it *is* for everybody ("every plan includes 24/7 support"),
how fast ("within 24 hours"), how surely ("guaranteed", "never lose"), or that nobody is better
("the easiest in Europe"). Questions, conditions and advice to the reader are none. Rules over
words: each names its trigger, so that a text without one is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from troth.model.origin import Span

TRIGGERS: tuple[str, ...] = (
    "every", "all", "always", "never", "guarantee", "guarantees", "guaranteed", "money-back",
    "money back", "24/7", "24x7", "around the clock", "round the clock", "within", "in under",
    "in less than", "less than", "no more than", "unlimited", "for ever", "forever", "for life",
    "free of charge", "at no cost", "at no extra cost", "no fees", "no hidden", "no setup",
    "no questions asked", "any time", "anytime", "zero", "easiest", "fastest", "cheapest",
    "safest", "simplest", "lowest", "most reliable", "most secure", "most trusted", "100%",
    "100 %", "same day", "same-day", "next day", "next-day", "overnight", "instantly", "uptime",
    "we promise", "without exception", "no cancellation", "no minimum", "includes", "percent",
)  # fmt: skip
"""A sentence without one of these holds no claim."""

_THING = (
    r"(?:plans?|orders?|parcels?|packages?|shipments?|customers?|clients?|accounts?|subscriptions?|"
    r"members?|memberships?|tickets?|deliver(?:y|ies)|users?|messages?|requests?|e-?mails?|calls?|"
    r"couriers?|senders?|drivers?|riders?|merchants?|shops?|sellers?|payments?|payouts?|refunds?|"
    r"invoices?|trips?|rides?|bookings?|products?|purchases?|repairs?|claims?|tiers?|seats?|"
    r"features?|transfers?|returns?)"
)
_UNIT = r"(?:seconds?|minutes?|mins?|hours?|hrs?|h|days?|weeks?|months?|years?)"
_COUNT = (
    r"(?:\d[\d.,]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|thirty)"
)
_KINDS: tuple[tuple[str, str], ...] = (
    (
        "all",
        rf"\b(?<!not )(?:every|all|each)\s+(?:(?:of\s+)?(?:our|the|your|single|new|paid|paying)\s+)*(?:\w+\s+)?{_THING}\s+(?!that\b|who\b|which\b)"
        r"(?:\w+\s+)?(?:includes?|comes? with|gets?|is|are|has|have|receives?|arrives?|ships?|covers?|carr(?:y|ies)|will|can|earns?|pays?)\b",
    ),
    ("all", rf"\bincludes?\b.{{0,40}}\b(?:every|all)\s+(?:\w+\s+)?{_THING}\b"),
    ("time", r"(?<!\w)(?:24/7|24x7)(?!\w)|\b(?:a?round the clock|same[- ]day|next[- ]day|overnight)\b"),
    (
        "time",
        rf"\b(?:within|in under|in less than|in no more than|no more than|less than|under)\s+(?:the\s+)?(?:first\s+)?{_COUNT}\s+"
        rf"(?:(?:business|working|calendar)\s+)?{_UNIT}\b",
    ),
    ("sure", r"\b(?:guarantee[sd]?|money[- ]back|we promise|without exception|no questions asked)\b"),
    ("sure", r"\bnever\s+(?:again\s+)?(?:lose|miss|wait|worry|pay|run out|forget|be charged|charge[sd]?|sell|share|raise|leave|expires?|late|down|go down|fails?)\b"),
    ("sure", r"\b(?:we|our|orders?|parcels?|support|prices?|data|money|payouts?|refunds?|deliver\w+)(?:\s+(?:will|can|have|is|are)|['’]\w+)?\s+(?:always|never)\s+(?!want|welcome|aim|try|strive|recommend|encourage|find|update|hope|think|assume|look|open to|happy)"),
    ("sure", r"\balways\s+(?:free|on time|available|there|open|on|up to date|included|answered|delivered|paid)\b"),
    ("price", r"\bfree\s+(?:for ?ever|for life|of charge|for everyone|returns?|shipping|delivery|cancellation)\b|\b(?:for ?ever|always)\s+free\b"),
    ("price", r"\b(?:no|zero|without)\s+(?:hidden|extra|setup|set-up|cancellation|minimum|additional|delivery|service|booking)?\s*(?:fees?|costs?|charges?|contracts?|commissions?|downtime|risk)\b"),
    ("price", r"\bat no (?:extra |additional )?(?:cost|charge)\b|\bunlimited\s+\w+"),
    ("sure", r"\bcancel\w*\s+(?:at\s+)?any\s?time\b|\b(?:at\s+)?any\s?time\b.{0,20}\bcancel\w*"),
    ("sure", r"\b\d{2,3}(?:[.,]\d+)?\s?%\s+(?:\w+\s+){0,2}(?:uptime|availability|on time|satisfaction|secure|of (?:orders|parcels|deliveries|tickets|messages))\b|\buptime of \d"),
    ("sure", r"\b(?:deliver\w*|paid|arrives?|refund\w*|ships?|credited|available|answered?)\s+instantly\b"),
    ("best", r"\bthe\s+(?:\w+\s+)?(?:easiest|fastest|cheapest|safest|simplest|lowest|most (?:reliable|secure|trusted|affordable))\b.{0,60}\b(?:in|on|of|anywhere)\s+(?:the\s+)?(?:market|industry|world|country|town|city|europe|[A-Z]\w+)\b"),
    ("best", r"\b(?:easiest|fastest|cheapest|safest|simplest)\s+(?:way|place|service|claims?|deliver\w+|checkout|\w+ process)\b"),
)  # fmt: skip
_NO_CLAIM = (
    r"^\W*(?:if|when(?:ever)?|unless|in case|should you|do not|don['’]t|please|remember|make sure|"
    r"always|never\s+(?:share|sell|leave|raise|forget|pay|charged?|late|down|fails?)|try|consider|note|imagine|what if|as soon as)\b"
    r"|\b(?:you must|you should|you need to|you agree|you shall|you may not|you are responsible|must be|"
    r"we may|we might|may be|might be|can be up to|not (?:always|guarantee\w*)|cannot guarantee|"
    r"can['’]t guarantee|no guarantee|do(?:es)? not guarantee|aim to|try to|hope to|we used to|"
    r"last (?:year|month|week|quarter)|was|were|had)\b"
)
_CONDITION = r"\W*(?:if|when|unless)\b"
_CLAUSE_START = (
    r"[,;:—–(“\")]\s+|\s[–—-]\s|(?:,?\s(?:and|but|so|because|while|where|that)\s)|\(|“|^"
)
_CLAUSE_END = r"[,;:—–)”\"!?]|\.(?:\s|$)|\s[–-]\s|\s(?:and (?:we|you|it|every|all|our)|but|because|so that|while)\s"
_LEAST_WORDS = 3
"""A shorter clause (“guaranteed”) says what it means only with the sentence before it."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim: its clause as a span of the sentence, and what kind of claim it is."""

    span: Span
    kind: str

    def words(self, sentence: str) -> str:
        """The clause, white space folded."""
        return " ".join(self.span.of(sentence).split())


def claims(sentence: str) -> Iterator[Claim]:
    """The claims of a sentence in order, at most one a clause."""
    if sentence.rstrip(' "”)').endswith("?"):
        return
    taken = -1
    for found in _finder().finditer(sentence):
        if found.start() < taken:
            continue
        start, end = _clause(sentence, found.start(), found.end())
        if len(sentence[start:end].split()) < _LEAST_WORDS:
            start = len(sentence) - len(sentence.lstrip())
        if _pattern(_NO_CLAIM).search(sentence[start:end]):
            continue
        if _pattern(_CONDITION).match(sentence[:start]):
            continue
        kind = next(kind for n, (kind, _) in enumerate(_KINDS) if found.group(f"k{n}"))
        taken = end
        yield Claim(Span(start, end), kind)


def _clause(sentence: str, start: int, end: int) -> tuple[int, int]:
    """The clause around some words: from the mark before them to the mark after them."""
    marks = _pattern(_CLAUSE_START).finditer(sentence, 0, start)
    first = max((mark.end() for mark in marks if mark.end() <= start), default=0)
    while first < start and not sentence[first].isalnum():
        first += 1
    stop = _pattern(_CLAUSE_END).search(sentence, end)
    last = stop.start() if stop else len(sentence)
    return first, max(end, len(sentence[:last].rstrip(" .\n")))


@lru_cache(maxsize=1)
def _finder() -> re.Pattern[str]:
    kinds = (f"(?P<k{number}>{regex})" for number, (_, regex) in enumerate(_KINDS))
    return re.compile("|".join(kinds), re.I | re.S)


@lru_cache(maxsize=8)
def _pattern(regex: str) -> re.Pattern[str]:
    return re.compile(regex, re.I)
