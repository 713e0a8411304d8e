"""What a company claims of its service: the words a customer may hold it to.

A claim is a clause that says how it *is* for everybody ("every plan includes 24/7 support"),
how fast ("in 30 minutes"), how surely ("guaranteed", "never lose"), for how much, or that nobody
is better ("the easiest in Europe"). Questions, conditions, advice, opinions, plans, the past and
what somebody else said are none. Rules over words: each names its trigger, so that a text
without one is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from troth.model.origin import Span
from troth.text.pledged import deeds
from troth.text.quantities import COUNT, UNIT, quantities

TRIGGERS: tuple[str, ...] = (
    "every", "each", "all", "always", "never", "ever", "no", "not", "nobody", "nothing", "zero",
    "without", "guarantee", "guarantees", "guaranteed", "warranty", "money-back", "money back",
    "no questions asked", "we promise", "unlimited", "uptime", "availability", "available",
    "24/7", "24x7", "around the clock", "round the clock", "around-the-clock", "365",
    "round-the-clock", "weekend", "weekends", "saturdays", "sundays", "public holidays",
    "day and night", "second", "minute", "hour", "day", "week", "month", "year", "seconds",
    "minutes", "hours", "days", "weeks", "months", "years", "mins", "hrs", "overnight",
    "instantly", "immediately", "any time", "anytime", "free", "fee", "fees", "cost", "costs",
    "charge", "charges", "commission", "commissions", "insured", "insures", "insurance", "insure",
    "covered", "covers", "cover", "protected", "protection", "compensated", "liable", "100",
    "easiest", "fastest", "cheapest", "safest", "simplest", "lowest", "quickest", "greenest",
    "friendliest", "most", "percent", "per cent", "on time", "satisfaction", "secure",
)  # fmt: skip
"""A sentence without one of these holds no claim."""

_THING = (
    r"(?:plans?|orders?|parcels?|packages?|shipments?|customers?|clients?|accounts?|subscriptions?|"
    r"members?|memberships?|tickets?|deliver(?:y|ies)|users?|messages?|requests?|e-?mails?|calls?|"
    r"couriers?|senders?|drivers?|riders?|merchants?|shops?|sellers?|payments?|payouts?|refunds?|"
    r"invoices?|trips?|rides?|bookings?|products?|purchases?|repairs?|claims?|tiers?|seats?|guests?|passengers?|patients?|"
    r"features?|transfers?|returns?|letters?|tips?|stays?|rooms?|meals?|items?|devices?|complaints?)"
)
_IS = (
    r"(?:includes?|comes?|gets?|is|are|has|have|receives?|arrives?|ships?|covers?|carr(?:y|ies)|"
    r"will|can|earns?|pays?|goe?s?)"
)
_TIME = rf"(?:{COUNT}|an?)[\s-]+(?:(?:business|working|calendar)\s+)?{UNIT}"
_DONE = (
    r"(?:deliver\w*|arriv\w*|answer\w*|repl(?:y|ies|ied)|respon\w+|refund\w*|money[- ]back|paid|"
    r"pay|pays|ready|done|installed|set ?up|running|there|door|doorstep|repaired|fixed|collect\w*|"
    r"picks? up|picked up|ships?|shipped|dispatch\w*|resolved|processed|credited|approved|takes)"
)
_SERVES = (
    r"(?:support|service|help(?: ?desk|line)?|hotline|chat|phone|open|available|staffed|on call|"
    r"reach\w*|answer\w*|deliver\w*|collect\w*|access|monitor\w*|here|there|care|desk|team)"
)
_BEST = (
    r"(?:easiest|fastest|cheapest|safest|simplest|lowest|quickest|greenest|friendliest|"
    r"most (?:reliable|secure|trusted|affordable|punctual|generous|transparent))"
)
_SOFT = (
    r"(?:want|welcome|aim|try|strive|recommend|encourage|find|update|hope|think|assume|look|know|"
    r"open to|happy|believe|love|like|enjoy|need|ask|remember|wonder|work|learn|review|discuss|"
    r"consider|prefer|expect|understand|mind|forget how|see)"
)
_STAFF = (
    r"(?:staff|employees?|teams?|team ?members?|teammates?|engineers?|meetings?|values?|work|code|"
    r"docs|documentation|time|energy|efforts?|love|best|thoughts?|managers?|repositories)"
)
_ANYBODY = (
    r"(?:company|companies|business|person|child|team|one|day|time|year|story|problem|country|city|"
    r"town|family|industry|generation|project|engineer|developer|organi[sz]ation|question)"
)
"""Of these one speaks in general."""
_KINDS: tuple[tuple[str, str], ...] = (
    (
        "hours",
        rf"(?<!\w)(?:24/7|24x7)(?!\w)|\ba?round[- ]the[- ]clock\b|"
        rf"\b{_SERVES}\b[^.?!:;]{{0,40}}(?:\b(?:seven|7|365) days a (?:week|year)|24/7|24x7|\b(?:on|at) weekends?|"
        r"\bon (?:sun|satur)days|\bday and night|\bpublic holidays)\b",
    ),
    ("speed", r"\b(?:same[- ]day|next[- ](?:(?:working|business)[- ])?day|overnight)\b"),
    (
        "speed",
        rf"\b(?:within|in under|in less than|in no more than|no more than|less than|under)\s+(?:the\s+)?"
        rf"(?:first\s+)?{_TIME}\b",
    ),
    ("speed", rf"\b{_DONE}\b[^.?!]{{0,30}}\bin\s+(?:just\s+|only\s+)?{_TIME}\b|\b{COUNT}[- ](?:minute|hour|day) (?:delivery|repl(?:y|ies)|response|refunds?|repairs?)\b"),
    ("speed", rf"\b(?:runs?|leave|departs?|updated|checked)\s+every\s+{_TIME}\b"),
    ("speed", rf"\b{_DONE}\s+(?:instantly|immediately)\b"),
    (
        "absolute",
        rf"\b(?<!not )(?:every|all|each|no)\s+(?:(?:of\s+)?(?:our|the|your|single|new|paid|paying)\s+)*(?:\w+\s+)?{_THING}\s+"
        rf"(?!that\b|who\b|which\b)(?:\w+\s+)?{_IS}\b",
    ),
    ("absolute", rf"\ball\s+{_THING}\s+\w+\s+(?:to|with|for|by|in|on)\b"),
    ("absolute", rf"\bincludes?\b.{{0,40}}\b(?:every|all)\s+(?:\w+\s+)?{_THING}\b"),
    ("absolute", rf"\b(?:all(?: of)?|every one of|each(?: one)? of|every single one of)\s+our\s+(?!(?:\w+\s+)?{_STAFF}\b)\w+\s+(?!who\b|that\b|which\b|and\b|in\b|to\b|at\b|on\b|for\b|with\b)\w+"),
    ("absolute", rf"\bwe\s+(?!{_SOFT}\b)\w+\s+(?!{_SOFT}\b)(?:[^.,;:?!]{{0,40}}\s)?every\s+(?:single\s+)?(?!time\b|day\b|week\b|month\b|quarter\b|year\b|now\b|other\b|step\b|one\b|morning\b|few\b|\w+day\b|\d)\w+"),
    ("absolute", r"\b(?:guarantee[sd]?|money[- ]back|we promise|without exception|no questions asked)\b"),
    ("absolute", rf"\b(?:we|our|you|your|nobody|no one)\b(?:['’](?:ll|ve|re))?(?:[^.,;:?!]{{0,30}}\s)?\b(?:always|never)\s+(?!{_SOFT}\b|(?:\w+\s+){{0,2}}(?:too|enough|know))"),
    ("absolute", rf"\b{_THING}(?:\s+(?:will|can|have|is|are))?\s+(?:always|never)\s+(?!{_SOFT}\b)"),
    ("absolute", r"\bnever\s+(?:again\s+)?(?:lose|miss|wait|worry|queue|pay|run out|forget|be charged|charge[sd]?|sell|share|raise|leave|expires?|late|down|go down|fails?)\b"),
    ("absolute", r"\balways\s+(?:free|on time|available|there|open|on|up to date|included|answered|delivered|paid)\b|,\s*always\b"),
    ("absolute", r"(?:\b(?:do|does|will|no|not|never|nobody)\b|n['’]t\b)[^.?!]{3,60}\bever(?=\W*$)"),
    ("absolute", r"\b(?:nobody|no one)\s+(?:is|has|waits?|pays?|gets?|will)\b"),
    ("absolute", r"\bcancel\w*\b[^.?!]{0,25}\bany\s?time\b|\bany\s?time\b.{0,20}\bcancel\w*"),
    ("absolute", r"\b\d{2,3}(?:[.,]\d+)?\s?%\s+(?:\w+\s+){0,2}(?:uptime|availability|on time|satisfaction|secure|of (?:orders|parcels|deliveries|tickets|messages))\b|\buptime of \d|\bavailable (?:for )?\d{2,3}(?:[.,]\d+)?\s?%"),
    ("price", r"\bfree,?\s+(?:for ?ever|for life|of charge|for everyone|returns?|shipping|delivery|cancellation|repairs?)\b|\b(?:for ?ever|always)\s+free\b"),
    ("price", rf"\b(?:{_THING}|it|shipping|installation|service|support)\s+(?:is|are|stays?|remains?)\s+(?:(?:always|completely|entirely)\s+)?free\b(?!\s+(?:to|from|of (?!charge))\b)"),
    ("price", r"\b(?:no|zero|without)\s+(?:(?!one\b|need\b)[\w-]+\s+){0,2}(?:fees?|costs?|charges?|interest|surcharges?|penalt(?:y|ies)|contracts?|commissions?|downtime|risk)\b"),
    ("price", r"\b(?:is|are)\s+(?:always\s+)?free\b(?=\s*(?:$|[.,;!]|for\b|on\b|with\b))"),
    ("absolute", rf"\b(?:every|each)\s+(?!{_ANYBODY}\b)\w+(?:\s+(?:on|in|of|at|from|with)\s+\w+){{0,2}}\s+(?:has|gets|includes|comes with|receives|carries)\s+(?!its own|their own|to\b|been\b)"),
    ("absolute", r"^\W*no\s+\w+\s+(?:has|have|needs?|is|are|will)\s+(?:to|ever)\b"),
    ("absolute", rf"\b(?:lifetime|{COUNT}[\s-]+(?:year|month)s?['’]?)\s+(?:\w+\s+)?(?:warranty|guarantee)\b|\b(?:warranty|guarantee) of {_TIME}\b"),
    ("absolute", r"\byou(?:['’]ll| will| can)? always (?:find|reach|get|have|know)\b"),
    ("absolute", r"\bnot (?:a single )?one of our\b|\bnot a single\b"),
    ("price", r"\b(?:pays?|costs?) (?:you )?nothing\b"),
    ("price", r"\bat no (?:extra |additional )?(?:cost|charge)\b|\bunlimited\s+\w+"),
    ("sum", r"\b(?:insur\w+|cover(?:ed|s)?|protected|compensated|liable|guarantee[sd]?)\b[^.?!]{0,40}[€$£]\s?\d|[€$£]\s?\d[\d.,]*\s+(?:of\s+)?(?:cover|insurance|protection)\b"),
    ("best", rf"\b(?:[A-Z]\w+|world|market|industry|country|town|city)['’]s\s+(?:\w+\s+)?{_BEST}\b"),
    ("best", rf"\bthe\s+(?:\w+\s+)?{_BEST}\b.{{0,60}}\b(?:in|on|of|anywhere)\s+(?:the\s+)?(?:market|industry|world|country|town|city|europe|[A-Z]\w+)\b"),
    ("best", rf"\b{_BEST}\s+(?:way|place|service|claims?|deliver\w+|checkout|\w+ process|prices?)\b"),
)  # fmt: skip
_ELSEWHERE = (
    r"\b(?:says|said|writes|wrote|told|tells|recalls?|according to|reports?)\b(?<!we said)(?<!we say)"
    r"|\b(?:in|since|until|from|by) (?:19|20)\d\d\b|\bin the (?:\w+ )?(?:nineties|eighties|past)\b"
    r"|\blast (?:year|month|week|quarter|spring|summer|autumn|winter)\b|\b\w+ ago\b|\byesterday\b"
)
"""Words that make a whole sentence somebody else's, or of another time."""
_NO_CLAIM = (
    r"^\W*(?:if|when(?:ever)?|unless|in case|should you|do not|don['’]t|please|remember|make sure|"
    r"ensure|keep|check|see|use|ask|contact|allow|wear|return|wait|always|never\s+(?:share|sell|leave|raise|forget|pay|charged?|late|"
    r"down|fails?)|try|consider|note|imagine|what if|as soon as|they|he|she|i|i['’]ve|most|many|some)\b"
    r"|\b(?:you must|you should|you need to|you agree|you shall|you may not|you are responsible|"
    r"must|should|we may|we might|may be|might|can be up to|(?:not|n['’]t) (?:always|(?:a )?guarantee\w*)|almost (?:never|always|every|all)|"
    r"cannot guarantee|can['’]t guarantee|no guarantee|do(?:es)? not guarantee|used to|"
    r"we would like|going to|soon|usually|typically|often|sometimes|was|were|had|has gone)\b"
    r"|\b(?:we|i)\s+(?:(?:all|also|still|always)\s+)?(?:think|believe|feel|love|like|hope|want|wish|plan|aim|try|"
    r"intend|strive|expect|are working|work hard|set ourselves)\b"
    r"|\b(?:aim|try|hope|hoping|trying|plan|planning)\s+to\b|\b(?:deserves?|in our (?:view|opinion))\b"
    r"|\bwe\s+(?!need|feed|exceed|succeed|proceed|guaranteed)\w{2,}ed\b(?!\s+(?:to|up to|by)\b.{0,10}\bnow)"
)
_PLANNED = (
    r"\b(?:we|i|volunteers|teams?|staff)\s+(?:(?:are|would|all|also|still)\s+)*(?:working on|love to|like to|hop(?:e|ing)|"
    r"want|wish|plan(?:ning)?|aim(?:ing)?|intend|think|believe|feel|glad|dream\w*)\b|\bwould (?:love|like|be glad)\b"
    r"|\b(?:guests?|customers?|people|members|users|visitors|students|readers)\s+\w{2,}ed\b"
    r"|\b(?:in|during) the (?:first|early) (?:year|month|week|day)s?\b|\b(?:if|whether|unless|in case)\b"
)
"""Before a claim's own words, these make it a wish, a condition or the past."""
_OURS = rf"\b(?:we|our|us|you|your|{_DONE}|{_THING})\b"
_CONDITION = r"\W*(?:if|when|unless)\b"
_CLAUSE_START = (
    r"[,;:—–(“\")]\s+|\s[–—-]\s|(?:,?\s(?:and|but|so|because|while|where|that)\s)|\(|“|^"
)
_CLAUSE_END = (
    r"(?<!\d),|,(?!\d)|[;:—–)”\"!?]|\.(?:\s|$)|\s[–-]\s|"
    r"\s(?:and (?:we|you|it|every|all|our)|but|because|so that|while)\s"
)
_AFTER = (
    r",\s*(?:always|ever|guaranteed|forever|every (?:single )?(?:day|time|week)|without exception|"
    r"no exceptions?|day and night)\b"
)
"""What stands after a comma and still belongs to the claim: “in 30 minutes, always”."""
_LEAST_WORDS = 3
"""A shorter clause (“guaranteed”) says what it means only with the sentence before it."""
_TRIGGERED = (
    r"(?<!\w)(?:" + "|".join(re.escape(one) for one in TRIGGERS) + r")(?!\w)|%|n['’]t\b|"
    r"\d(?:h|min|hrs?)\b"
)
_QUOTES = r"“[^”“]{12,600}?[”“]|„[^“”]{12,600}?[“”]|«[^»]{12,600}?»|(?<!\w)\"[^\"]{12,600}?\"(?!\w)"


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim: its clause as a span of the sentence, and what kind of claim it is."""

    span: Span
    kind: str

    def words(self, sentence: str) -> str:
        """The clause, white space folded."""
        return " ".join(self.span.of(sentence).split())


def claims(sentence: str) -> Sequence[Claim]:
    """The claims of a sentence in order, at most one a clause."""
    if _pattern(_TRIGGERED).search(sentence) is None:
        return ()
    return _claims(sentence)


@lru_cache(maxsize=4096)
def _claims(sentence: str) -> tuple[Claim, ...]:
    return tuple(_found(sentence))


def _found(sentence: str) -> Iterator[Claim]:
    if sentence.rstrip(' "”)').endswith("?") or _pattern(_ELSEWHERE).search(sentence):
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
        if _pattern(_PLANNED).search(sentence, 0, found.end()):
            continue
        kind = next(kind for n, (kind, _) in enumerate(_KINDS) if found.group(f"k{n}") is not None)
        if not _is_ours(kind, sentence[start:end]):
            continue
        taken = end
        yield Claim(Span(start, end), kind)


def is_specific(claim: str, kind: str) -> bool:
    """Whether one could show that it is not so: a quantity, an absolute, opening times."""
    told = quantities(claim)
    return kind != "best" or bool(told.durations or told.sums or told.shares or told.open)


def has_deed(claim: str) -> bool:
    """Whether the claim says what is done, so that a promise of its kind could be looked for."""
    return bool(deeds(claim))


def quoted(prose: str, blocks: Sequence[Span]) -> tuple[Span, ...]:
    """Where a text gives somebody's words in quotation marks, block by block.

    A word or two in quotation marks is a name or a wink, and no quotation.
    """
    pattern = _pattern(_QUOTES)
    found = (match for block in blocks for match in pattern.finditer(prose, block.start, block.end))
    return tuple(Span(match.start(), match.end()) for match in found)


def _is_ours(kind: str, clause: str) -> bool:
    """Whether a time is one of our service: a film lasts two hours, and a gym has its 24/7."""
    if kind == "hours":
        return bool(_pattern(rf"\b{_SERVES}\b").search(clause))
    if kind == "speed":
        return bool(_pattern(_OURS).search(clause) or deeds(clause) - {"free"})
    return True


def _clause(sentence: str, start: int, end: int) -> tuple[int, int]:
    """The clause around some words: from the mark before them to the mark after them."""
    marks = _pattern(_CLAUSE_START).finditer(sentence, 0, start)
    first = max((mark.end() for mark in marks if mark.end() <= start), default=0)
    while first < start and not sentence[first].isalnum():
        first += 1
    stop = _pattern(_CLAUSE_END).search(sentence, end)
    last = stop.start() if stop else len(sentence)
    last = max(end, len(sentence[:last].rstrip(" .\n")))
    after = _pattern(_AFTER).match(sentence, last)
    return first, after.end() if after else last


@lru_cache(maxsize=1)
def _finder() -> re.Pattern[str]:
    kinds = (f"(?P<k{number}>{regex})" for number, (_, regex) in enumerate(_KINDS))
    return re.compile("|".join(kinds), re.I | re.S)


@lru_cache(maxsize=8)
def _pattern(regex: str) -> re.Pattern[str]:
    return re.compile(regex, re.I)
