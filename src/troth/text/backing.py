"""Does a promise stand behind a claim, or say otherwise? Subjects, numbers, hours, polarity.

Rules over words: two texts are of one kind where they share a subject (support, delivery,
refund …) or, without a known subject, two weighty words. They part where the claim is
stricter: faster, longer open, a higher share, another sum, "never" against "we may".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from troth.text.served import words

Verdict = Literal["backed", "otherwise", "apart"]

_SUBJECTS: dict[str, str] = {
    "support": r"support\w*|answer\w*|repl(?:y|ies|ied)|respon[ds]\w*|help ?desk|hotline|get back|chat|hear (?:back )?from us|first reply",
    "delivery": r"deliver\w*|ship\w*|parcels?|packages?|arriv\w*|courier\w*|dispatch\w*|same[- ]day|next[- ]day|pick(?:ed)?[ -]?ups?|overnight",
    "refund": r"refund\w*|money[- ]back|reimburs\w*|returns?|compensat\w*|credited",
    "price": r"prices?|pricing|fees?|free|charg\w*|costs?|discounts?|commissions?|cheap\w*|lowest",
    "uptime": r"uptime|availab\w*|downtime|outages?|online",
    "data": r"data|privacy|private|gdpr|encrypt\w*|backups?|delete[sd]?|(?:sell|share)s? (?:your|their|any)|secure|security",
    "cancel": r"cancel\w*|contracts?|leave any|minimum term|notice period",
    "payout": r"pay ?outs?|paid|payday|earnings|settle\w*",
    "claim": r"claims? process|insur\w*|lost or damaged|damage\w*",
    "warranty": r"warrant\w*|repair\w*|replac\w*",
    "notice": r"notify|notice|announce\w*|tell you|let you know|warn\w*",
    "trial": r"trial\w*",
}
_HOURS = {
    "second": 1 / 3600, "sec": 1 / 3600, "minute": 1 / 60, "min": 1 / 60, "hour": 1.0, "hr": 1.0,
    "h": 1.0, "day": 24.0, "week": 168.0, "month": 730.0, "year": 8760.0,
}  # fmt: skip
_NUMBERS = {
    "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0,
    "eight": 8.0, "nine": 9.0, "ten": 10.0, "twelve": 12.0, "fourteen": 14.0, "thirty": 30.0,
    "a": 1.0, "an": 1.0,
}  # fmt: skip
_DURATION = (
    r"\b(\d+(?:[.,]\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|thirty)"
    r"[\s-]+(?:(business|working)[\s-]+)?(seconds?|secs?|minutes?|mins?|hours?|hrs?|h|days?|weeks?|months?|years?)\b"
)
_PERCENT = r"(\d+(?:[.,]\d+)?)\s?(?:%|percent|per cent)"
_MONEY = (
    r"(?:([€$£])\s?(\d+(?:[.,]\d+)?)|(\d+(?:[.,]\d+)?)\s?(€|£|eur|usd|gbp|dollars|euros|pounds)\b)"
)
_OPEN = r"24/7|24x7|round the clock|at any (?:time|hour)|day and night|weekends?"
_SHUT = (
    r"weekdays?|business hours|office hours|working hours|mon(?:day)?\s?(?:to|[-–])\s?fri(?:day)?|"
    r"\b\d{1,2}(?::\d\d)?\s?(?:am)?\s?(?:to|[-–]|until)\s?\d{1,2}(?::\d\d)?\s?(?:pm)?\b(?!\s?(?:%|days|hours|minutes|weeks))"
)
_NOT = r"\b(?:no|not|never|without|zero|free|cannot|nor|none)\b|n['’]t\b"
_YES = r"\b(?:we (?:may|might|can|do|will)?\s*(?:charge|sell|share|raise)|applies|apply|costs?|fee of|is charged)\b"
_EMPTY = words(
    """
    the a an and or of to in on for with at by from as is are be will we you your our it its that
    this every all each any always never within than more less get gets have has can not no plan
    plans includes include best us them they their was do does one two three day days hours
    """
)


@dataclass(frozen=True, slots=True)
class Weighed:
    """How a promise stands to a claim, and how near the two are (shared words, from 0 to 1)."""

    verdict: Verdict
    nearness: float


def weigh(claim: str, promise: str) -> Weighed:
    """Backed, said otherwise, or about something else (`apart`)."""
    nearness = _nearness(claim, promise)
    shared = _subjects(claim) & _subjects(promise)
    if not shared and len(_weighty(claim) & _weighty(promise)) < 2:
        return Weighed("apart", nearness)
    return Weighed("otherwise" if _parts(claim, promise) else "backed", nearness + bool(shared))


def subjects(text: str) -> frozenset[str]:
    """What a claim or a promise is about, as far as its words tell."""
    return _subjects(text)


@lru_cache(maxsize=4096)
def _subjects(text: str) -> frozenset[str]:
    return frozenset(
        name for name, known in _SUBJECTS.items() if _pattern(rf"\b(?:{known})\b").search(text)
    )


@lru_cache(maxsize=4096)
def _weighty(text: str) -> frozenset[str]:
    found = re.findall(r"[a-z][a-z'’-]{2,}", text.lower())
    return frozenset(word.rstrip("s") for word in found if word not in _EMPTY)


def _nearness(claim: str, promise: str) -> float:
    ours, theirs = _weighty(claim), _weighty(promise)
    return len(ours & theirs) / max(len(ours | theirs), 1)


def _parts(claim: str, promise: str) -> bool:
    """Whether the claim says more than the promise holds."""
    if _pattern(_OPEN).search(claim) and _pattern(_SHUT).search(promise):
        return True
    claimed, promised = _durations(claim), _durations(promise)
    if claimed and promised and min(claimed) < min(promised):
        return True
    shares, kept = _figures(_PERCENT, claim), _figures(_PERCENT, promise)
    if shares and kept and max(shares) > max(kept):
        return True
    sums, meant = _sums(claim), _sums(promise)
    if sums and meant and not sums & meant:
        return True
    refused, done = _pattern(_NOT), _pattern(_YES)
    return bool(refused.search(claim) and done.search(promise) and not refused.search(promise))


def _durations(text: str) -> list[float]:
    found = []
    for count, business, unit in _pattern(_DURATION).findall(text):
        number = _NUMBERS.get(count.lower()) or _number(count)
        name = unit.lower().rstrip("s") or unit.lower()
        hours = number * _HOURS.get(name, 1.0)
        found.append(hours * (1.4 if business else 1.0))
    if re.search(r"\bsame[- ]day\b", text, re.I):
        found.append(12.0)
    if re.search(r"\b(?:next[- ]day|overnight)\b", text, re.I):
        found.append(24.0)
    return found


def _number(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return 0.0


def _figures(pattern: str, text: str) -> list[float]:
    return [_number(found) for found in _pattern(pattern).findall(text)]


def _sums(text: str) -> frozenset[float]:
    pairs: Iterable[tuple[str, ...]] = _pattern(_MONEY).findall(text)
    return frozenset(_number(pair[1] or pair[2]) for pair in pairs)


@lru_cache(maxsize=64)
def _pattern(regex: str) -> re.Pattern[str]:
    return re.compile(regex, re.I)
