"""Do her words and ours speak of the same matter? By the deed, the thing, and what is measured.

A share of her weighty words that stand in ours as well, with more where both do the same deed; a
deed that says nothing without a thing ("free") counts only with one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from troth.patterns import later
from troth.text.agreeing import stems
from troth.text.hers import Claim
from troth.text.pledged import deeds
from troth.text.quantities import quantities
from troth.text.served import words

GENERIC = frozenset({"free", "price", "late", "begin", "hours"})
"""Deeds that say nothing without a thing: a free lock is no free delivery."""


def marks(text: str) -> frozenset[str]:
    """By what a text is found again: its weighty words, and its deeds."""
    return words_of(text) | {f"{name}!" for name in deeds_of(text)}


@lru_cache(maxsize=1 << 17)
def nearness(told: Claim, ours: str) -> float:
    """How much of what she speaks of stands in our words; from 1 on it is the same matter."""
    mine, its = words_of(told.text), words_of(ours)
    if not mine:
        return 0.0
    both = mine & its
    deed = deeds_of(told.text) & deeds_of(ours)
    plain = deed - GENERIC
    kinds = kinds_of(told.text) & kinds_of(ours)
    share = len(both) / len(mine)
    found = share * 1.2 + 0.1 * len(both)
    if plain and (both or len(mine) <= 2):
        found += 0.75 if both else 1.0
    elif plain:
        found += 0.6 if kinds else 0.3
    elif deed and both:
        found += 0.45
    if kinds and both:
        found += 0.2
    if _abbreviated(told.text, ours) or _abbreviated(ours, told.text):
        found += 1.0
    if plain and _other_thing(told.text, ours, plain):
        found -= 0.5
    return found


_FRAME_WORDS = words(
    """
    promise promis tell told say said website site page agent colleague rep support customer
    suppos still guarante advertis offer receiv sale salesman man woman receptionist brochure ad
    deck sign people thing free price one two three four five six seven eight nine ten eleven
    twelve twenty thirty forty sixty ninety come came go took take make give more less than long
    longer second minut minute hour day week month year euro eur dollar pound where time only like
    contract st nd rd th monday tuesday wednesday thursday friday saturday sunday january february june
    july august september october november december
    """
)
_GOODS: tuple[tuple[str, str], ...] = (
    ("refund", r"\brefund|\bmoney back\b|\b(?:deposit|money|payment)\b[^.?!]{0,20}\b(?:back|returned)\b"),
    ("repair", r"\bfix(?:es|ed)?\b(?! (?:price|fee|rate|term))|\brepair"),
    ("warranty", r"\b(?:the|your|our|an?) (?:\w+ )?(?:guarantee|warranty)\b"),
    ("deliver", r"\b(?:the|my|your|our) delivery\b"),
    ("replace", r"\breplacement\b"),
    ("deliver", r"\b(?:parcel|package|order|delivery|shipment|item|card|it)\b[^.?!]{0,30}\b(?:arriv\w*|come|came|here|receiv\w*)\b|\bwhere(?:'s| is) my (?:parcel|package|order|delivery)\b"),
    ("answer", r"\b(?:call(?:ed|s)? (?:me |us )?back|call ?back|call me\b|call us\b|call you\b|repl(?:y|ies|ied)|hear(?:d)? (?:back )?from)\b|\bhear back\b"),
    ("collect", r"\b(?:collect|picked|pick[- ]up|collected)\b"),
    ("discount", r"%\s?off\b|\bdiscount\b"),
    ("return", r"\bsend (?:it|them) back\b|\breturn(?:s|ed)?\b"),
    ("pay", r"\bpaid out\b|\bpayouts?\b|\bpays? out\b|\bget paid\b"),
    ("cancel", r"\bcancel"),
)  # fmt: skip


@lru_cache(maxsize=1 << 14)
def deeds_of(text: str) -> frozenset[str]:
    """What is done, in the words of a promise or of one who waits for it."""
    more = {name for name, pattern in _GOODS if re.search(pattern, text, re.I)}
    return deeds(text) | more


@lru_cache(maxsize=1 << 14)
def words_of(text: str) -> frozenset[str]:
    """The words that say what it is about, without those that only tell who said it."""
    return frozenset(_SPELT.get(word, word) for word in stems(_COSTS.sub(" ", text))) - _FRAME_WORDS


_COSTS = later(r"\bcosts? (?=(?:me |you |us )?(?:[\d€$£]|nothing))", re.I)


_SPELT = {"ris": "rise", "chos": "choose", "choos": "choose", "chose": "choose", "kept": "keep"}
"""Stems that an ending leaves in two spellings."""


@lru_cache(maxsize=1 << 14)
def kinds_of(text: str) -> frozenset[str]:
    """Which kinds of measure a text tells."""
    held = quantities(text)
    told = {
        "time": bool(held.durations),
        "period": bool(held.periods),
        "sum": bool(held.sums),
        "share": bool(held.shares),
        "open": held.open,
    }
    return frozenset(name for name, there in told.items() if there)


def _abbreviated(one: str, other: str) -> bool:
    """Whether the first has the initials of words of the other: SSO for single sign-on."""
    short = re.findall(r"\b[A-Z]{3,5}\b", one)
    if not short:
        return False
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", other)).upper()
    return any(name in initials and name not in other for name in short)


_THINGS = later(
    r"\b(delivery|shipping|return|repair|parking|breakfast|trial|shuttle|check-?out|listing"
    r"|account|withdrawal|roaming|lesson|card|bill|invoice|letter|certificate|technician)s?\b",
    re.I,
)


def _other_thing(hers: str, ours: str, plain: frozenset[str]) -> bool:
    """Whether each names a thing and no thing is named by both."""
    mine = {name.lower() for name in _THINGS.findall(hers)}
    its = {name.lower() for name in _THINGS.findall(ours)}
    return bool(mine and its and not mine & its)
