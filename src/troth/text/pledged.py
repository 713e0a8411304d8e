"""What a sentence pledges: the deed (answer, deliver, pay, refund …) and to whom or what.

What is promised is the predicate. “Couriers are paid every Friday” and “We never lose a parcel”
speak of the same trade and promise different things.
"""

from __future__ import annotations

import re
from functools import lru_cache

from troth.text.quantities import quantities
from troth.text.served import words

_PAID = (
    r"\b(?:get|gets|is|are|be|been)\s+(?:\w+\s+)?paid\b|\bpay[- ]?outs?\b|\bpayday\b|\bpaid out\b"
)
_DEEDS: dict[str, str] = {
    "answer": r"\b(?:answer(?:s|ed|ing)?|repl(?:y|ies|ied)|respon[ds]\w*|gets? back to|hear (?:back )?from us|"
    r"calls? (?:you )?back|called back|(?:human|person|somebody|someone|agent|advis[eo]r|we) (?:\w+ )?picks? up|"
    r"picks? up the (?:phone|call)|reads? every (?:message|mail|e-?mail|letter))\b",
    "deliver": r"\b(?:deliver(?:s|ed)?|arriv(?:es?|al)|reach(?:es)? (?:you|your)|on your doorstep|at your door|"
    r"(?:same|next|30|one)[- ](?:day|minute|hour) (?:deliver\w+|shipping)|deliver(?:y|ies) (?:with)?in|deliver(?:y|ies) takes?|overnight)\b",
    "late": r"\b(?:late|on time|in time|punctual\w*|delay\w*)\b",
    "dispatch": r"\b(?:ships?|shipped|dispatch\w*|leaves? (?:our|the) (?:warehouse|shop|depot)|sent out)\b",
    "collect": r"\b(?:collect(?:s|ed|ions?)?|pick(?:s|ed)?[- ]ups?|picks? (?:it|them) up|fetch(?:es|ed)?)\b",
    "refund": r"\b(?:refund\w*|money[- ]back|reimburs\w*|your money back)\b",
    "pay": rf"{_PAID}|\bwe pay\b|\bearnings\b",
    "lose": r"\b(?:los(?:e|es|t|ing)|go(?:es)? (?:missing|astray))\b",
    "damage": r"\b(?:damag\w*|breaks?|broken|scratch\w*)\b",
    "insure": r"\b(?:insur\w*|(?:protected|cover(?:ed)?|compensat\w*|liable) (?:for |against \w+ )?(?:up )?to|compensat\w*|at its (?:stated|full) value)",
    "free": r"(?<!feel )(?<![-\w])free\b(?!-| to | of (?!charge)| from )|\bfees?\b|\bcharg(?:e[sd]?|ing)\b|\bcommissions?\b|"
    r"\bat no (?:\w+ )?costs?\b|\bno (?:[\w-]+ )?costs?\b|\bcosts? (?:nothing|you nothing|[€$£\d])|\bis [€$£]\s?\d",
    "price": r"\b(?:prices?|pricing|tariffs?)\b",
    "notice": r"\b(?:notice|notif\w*|announc\w*|tell you|let you know|warn(?:ed|s)?|in advance|beforehand|days (?:before|ahead))\b",
    "cancel": r"\b(?:cancel\w*|terminat\w*|leave (?:at )?any ?time|minimum term|lock-?in|contracts?|no strings)\b",
    "uptime": r"\b(?:uptime|downtime|outages?|(?:never|be|go(?:es)?) down)\b|\bavailab\w+\b(?=[^.]{0,12}\d[\d.,]*\s?%)|%[^.]{0,30}\bavailab",
    "privacy": r"\b(?:sell|share|rent|pass on|give away|trade)s? (?:your|their|any|personal|customer)|\bdata\b[^.]{0,25}\b(?:sold|shared|passed|given)\b|"
    r"\b(?:sold|shared) (?:to|with) (?:any|third|others)|\b(?:sell|share)s? (?:\w+ )?data\b|\bprivacy\b",
    "secure": r"\b(?:encrypt\w*|backed up|backups?)\b",
    "warranty": r"\b(?:warrant(?:y|ies)|years?['’]? guarantee|guaranteed for)\b",
    "repair": r"\b(?:repair\w*|mend(?:s|ed)?)\b",
    "replace": r"\breplac(?:e|es|ed|ements?)\b",
    "resolve": r"\b(?:resolv\w*|solv(?:e|es|ed)|(?:complaints?|tickets?|cases?|problems?|issues?)\b[^.]{0,20}\b(?:closed|settled|fixed|sorted))\b",
    "return": r"\b(?:returns?|returned|send (?:it|them) back|sent back|exchang\w*)\b",
    "trial": r"\btrials?\b|\btry (?:it|us)\b",
    "begin": r"\b(?:set ?up|sign(?:ing)? ?up|switch(?:ing|ed)?|onboard\w*|up and running|open(?:ing)? an account)\b",
    "block": r"\b(?:block(?:s|ed)?|suspend(?:s|ed)?|deactivat\w*)\b",
    "tip": r"\btips?\b",
}  # fmt: skip
_SERVED_AT = r"\b(?:support|help ?desk|hotline|chat|phone|we|us|team|open|staffed|on call|reach\w*|available|service|there for you)\b"
_NOUNS: dict[str, str] = {
    "goods": "order parcel package delivery deliverie shipment consignment item product purchase box",
    "carrier": "courier driver rider",
    "buyer": "customer client sender user member guest subscriber buyer shopper passenger patient",
    "seller": "merchant shop seller restaurant store partner",
    "talk": "message ticket e-mail email call request question enquiry enquirie letter",
    "desk": "support help desk helpdesk hotline chat phone team service",
}
_CLASS = {word: name for name, listed in _NOUNS.items() for word in listed.split()}
_EMPTY = words(
    """
    the and for with from are was will you our your its that this these those every all each any
    always never within than more less get gets have has had can not may also just only even best
    us them they their his her who which what when where then there here very too out into one two
    three four five six seven eight nine ten thirty day days hour hours minute minutes week weeks
    month months year years free charge fee paid pay time times same next business working
    whole full hidden extra plan plans include includes single ever over under again about after
    before
    """
)
_PAYEE = (
    r"\b([a-z][a-z-]+)\s+(?:(?:always|will)\s+)?(?:get|gets|is|are|be)\s+(?:\w+\s+)?paid\b"
    r"|\bwe (?:always )?pay (?:out )?(?:(?:our|every|all|each|the) )*([a-z][a-z-]+)"
)


@lru_cache(maxsize=4096)
def deeds(text: str) -> frozenset[str]:
    """What a claim or a promise is about, as far as its words tell: never its nouns alone."""
    found = {name for name, known in _DEEDS.items() if _pattern(known).search(text)}
    if found & {"refund", "insure", "lose", "tip"}:
        found.discard("pay")
    if quantities(text).open and _pattern(_SERVED_AT).search(text) and "pay" not in found:
        found.add("hours")
    if "uptime" in found:
        found.discard("hours")
    return frozenset(found)


@lru_cache(maxsize=4096)
def weighty(text: str) -> frozenset[str]:
    """The words that say something, plural and singular as one, kinds of people and goods as one."""
    found = (
        word.rstrip("s") for word in re.findall(r"[a-z][a-z'’-]{2,}", text.lower())
        if word not in _EMPTY
    )  # fmt: skip
    return frozenset(_CLASS.get(word, word) for word in found)


def payee(text: str) -> str | None:
    """Who is paid, where it is said."""
    found = _pattern(_PAYEE).search(text)
    word = (found[1] or found[2]).lower().rstrip("s") if found else ""
    return _CLASS.get(word, word) or None


@lru_cache(maxsize=64)
def _pattern(regex: str) -> re.Pattern[str]:
    return re.compile(regex, re.I)
