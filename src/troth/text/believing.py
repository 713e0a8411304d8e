"""Does a customer understand what we said: as we said it, as more, or as something else?

Likeness proposes (`text.proposing`); here it is judged, by what can be told apart: the deed and the
thing, then sums, stretches, days, shares, numbers, opening hours, conditions, and whether the one
denies what the other says. More for her than we said is “stronger”: sooner, longer where longer is
better, larger, free where we charge, without the condition that we made. Anything else that is not
ours “differs”: later or less than we said, or denied.

Measured on invented pairs of ten trades, five of which nobody looked at while this was written
(`tests/text/two_views.jsonl`); `tests/text/test_two_views.py` prints the figures.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from troth.text.agreeing import agree, counts, stems
from troth.text.due import due
from troth.text.hers import Claim, claim
from troth.text.pledged import deeds
from troth.text.quantities import Quantities, quantities

Relation = Literal["agrees", "stronger", "differs", "apart"]

LONGER = frozenset({"warranty", "return", "trial", "notice", "price", "free"})
"""Where a longer time is more for her; of all other deeds the shorter is, and of leaving."""
MORE = frozenset({"insure", "refund", "lose", "damage", "late", "pay"})
"""Where a larger sum is more for her; of a price the smaller is."""
GENERIC = frozenset({"free", "price", "late", "begin", "hours"})
"""Deeds that say nothing without a thing: a free lock is no free delivery."""
HOUR_US = 3_600_000_000


@dataclass(frozen=True, slots=True)
class Belief:
    """How she understands a promise of ours, and by what that was seen."""

    relation: Relation
    why: str | None = None


APART = Belief("apart")


def believe(hers: str | Claim, ours: str, *, said_us: int | None = None) -> Belief:
    """How her words stand to words of ours; `said_us` is when ours were said, to place days."""
    told = claim(hers) if isinstance(hers, str) else hers
    shared = _deeds(told.text) & _deeds(ours)
    if not related(told, ours):
        return APART
    for found in (
        _cost(told, ours, shared),
        _days(told.text, ours, shared, said_us),
        _measures(told.text, ours, shared),
        _polarity(told.text, ours) if told.told else None,
        _unbound(told, ours),
    ):
        if found is not None:
            return found
    return Belief("agrees", "words")


def related(told: Claim, ours: str) -> bool:
    """Whether both speak of the same deed or the same thing."""
    return nearness(told, ours) >= 1.0


@lru_cache(maxsize=1 << 16)
def nearness(told: Claim, ours: str) -> float:
    """How much of what she speaks of stands in our words; from 1 on it is the same matter."""
    mine, its = _words(told.text), _words(ours)
    if not mine:
        return 0.0
    both = mine & its
    deed = _deeds(told.text) & _deeds(ours)
    plain = deed - GENERIC
    kinds = _kinds(told.text) & _kinds(ours)
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


_FRAME_WORDS = frozenset(
    """
    promise promis tell told say said website site page agent colleague rep support customer
    suppos still guarante advertis offer receiv sale salesman man woman receptionist brochure ad
    deck sign people thing free price one two three four five six seven eight nine ten eleven
    twelve twenty thirty forty sixty ninety come came go took take make give more less than long
    longer second minut minute hour day week month year
    """.split()
)
_GOODS: tuple[tuple[str, str], ...] = (
    ("refund", r"\brefund|\bmoney back\b"),
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
def _deeds(text: str) -> frozenset[str]:
    more = {name for name, pattern in _GOODS if re.search(pattern, text, re.I)}
    return deeds(text) | more


@lru_cache(maxsize=1 << 14)
def _words(text: str) -> frozenset[str]:
    return stems(text) - _FRAME_WORDS


@lru_cache(maxsize=1 << 14)
def _kinds(text: str) -> frozenset[str]:
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


_THINGS = re.compile(
    r"\b(delivery|shipping|return|repair|parking|breakfast|trial|shuttle|check-?out|listing"
    r"|account|withdrawal|roaming|lesson|card|bill|invoice|letter|certificate|technician)s?\b",
    re.I,
)


def _other_thing(hers: str, ours: str, plain: frozenset[str]) -> bool:
    """Whether each names a thing and no thing is named by both."""
    mine = {name.lower() for name in _THINGS.findall(hers)}
    its = {name.lower() for name in _THINGS.findall(ours)}
    return bool(mine and its and not mine & its)


_NOTHING = re.compile(
    r"\bfree\b(?! trial| plan)|\bat no (?:\w+ )?costs?\b|\bcosts? (?:me |you |us )?nothing\b"
    r"|\b(?:no|without|any|zero) (?:[\w-]+ )?(?:fees?|costs?|charges?)\b",
    re.I,
)
_TAKEN = re.compile(r"\b(?:fees?|charges?|costs?|commissions?)\b|\bis [€$£]", re.I)


def _cost(told: Claim, ours: str, shared: frozenset[str]) -> Belief | None:
    """Free, where the other says what it costs."""
    hers_free, ours_free = _NOTHING.search(told.text), _NOTHING.search(ours)
    if hers_free and not ours_free and (quantities(ours).sums and _TAKEN.search(ours)):
        return Belief("stronger", "cost")
    if ours_free and not hers_free and quantities(told.text).sums and _TAKEN.search(told.text):
        return Belief("differs", "cost")
    return None


def _days(hers: str, ours: str, shared: frozenset[str], said_us: int | None) -> Belief | None:
    """The day that each names, where one of them names a day and no mere stretch."""
    if said_us is None:
        return None
    theirs, mine = _moment(hers, said_us), _moment(ours, said_us)
    if theirs is None or mine is None or not (theirs[1] or mine[1]):
        return None
    apart = (theirs[0] - mine[0]) / HOUR_US
    if abs(apart) < 20:
        return None
    later = apart > 0
    longer = bool(shared & LONGER) and "cancel" not in shared
    return Belief("stronger" if later == longer else "differs", "date")


_DAY = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|today|tonight|\d{1,2}(?:st|nd|rd|th)?"
    r" (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*|(?:jan|feb|mar|apr|may|jun|jul"
    r"|aug|sep|oct|nov|dec)\w* \d{1,2}|\d{4}-\d\d-\d\d|end of (?:the )?(?:\w+))\b",
    re.I,
)


def _moment(text: str, said_us: int) -> tuple[int, bool] | None:
    """The moment a text means, and whether it names a day."""
    named = _DAY.search(text)
    if named is not None:
        found = due(f"We will do it by {named[0]}.", said_us)
        if found is not None:
            return found.us, True
    held = [hours for hours in quantities(text).durations if math.isfinite(hours)]
    if not held:
        return None
    return said_us + int(held[0] * HOUR_US), False


def _measures(hers: str, ours: str, shared: frozenset[str]) -> Belief | None:
    """The first measure that is not ours."""
    mine, its = quantities(hers), quantities(ours)
    longer = bool(shared & LONGER) and "cancel" not in shared
    tests = (
        _set(mine.durations, its.durations, more=longer, why="time"),
        _set(mine.periods, its.periods, more=False, why="time"),
        _sums(mine, its, hers, ours, shared),
        _set(mine.shares, its.shares, more=not _takes(ours), why="share", exact=True),
        _open(mine, its),
        _counted(hers, ours),
    )
    return next((found for found in tests if found is not None), None)


def _set(
    hers: Iterable[float],
    ours: Iterable[float],
    *,
    more: bool,
    why: str,
    exact: bool = False,
) -> Belief | None:
    """Two sets of figures: one in common is agreement; else the larger or smaller is more."""
    mine, its = set(hers), set(ours)
    if not mine or not its or any(
        one == other or (not exact and _same(one, other)) for one in mine for other in its
    ):
        return None
    larger = max(mine) > max(its)
    return Belief("stronger" if larger == more else "differs", why)


def _same(one: float, other: float) -> bool:
    return one == other or math.isclose(one, other, rel_tol=0.03)


def _takes(ours: str) -> bool:
    return re.search(r"\b(?:commission|fee|interest on (?:your )?(?:loan|credit))\b", ours, re.I) is not None


def _sums(
    mine: Quantities, its: Quantities, hers: str, ours: str, shared: frozenset[str]
) -> Belief | None:
    more = bool(shared & MORE) or _GIVES.search(ours) is not None
    if _TAKEN.search(ours) and not _GIVES.search(ours):
        more = False
    return _set(
        (amount for _, amount in mine.sums), (amount for _, amount in its.sums), more=more, why="sum"
    )


_GIVES = re.compile(r"\b(?:credit|bonus|pay you|we pay|refund|voucher|covers?|covered|insured)\b", re.I)


def _open(mine: Quantities, its: Quantities) -> Belief | None:
    if not (mine.open and its.open):
        return None
    days = None if mine.days is None or its.days is None else mine.days - its.days
    hours = (
        mine.hours is not None
        and its.hours is not None
        and (mine.hours[0] < its.hours[0] or mine.hours[1] > its.hours[1])
    )
    if days or hours:
        return Belief("stronger", "hours")
    same = (mine.days is None or mine.days == its.days) and (
        mine.hours is None or its.hours is None or mine.hours == its.hours
    )
    return None if same else Belief("differs", "hours")


_UNLIMITED = re.compile(r"\bunlimited\b|\bas many as\b|\bno limit\b|\bwithout (?:a )?limit\b", re.I)
_AT_MOST = re.compile(r"\b(?:no|not|never) more than\b|\bat most\b|\bmaximum\b|\bup to\b|\bmore than\b", re.I)


def _counted(hers: str, ours: str) -> Belief | None:
    """How many of what: seats, students, days."""
    mine, its = dict(counts(hers)), dict(counts(ours))
    if its and _UNLIMITED.search(hers):
        return Belief("stronger", "number")
    for name in sorted(mine.keys() & its.keys()):
        if mine[name] != its[name]:
            less = bool(re.search(r"\b(?:no|not|never|nobody)\b[^.]{0,25}\bmore than\b", ours, re.I))
            return Belief("stronger" if (mine[name] < its[name]) == less else "differs", "number")
    return None


def _polarity(hers: str, ours: str) -> Belief | None:
    """Denied by the one and not by the other."""
    found = agree(hers, ours)
    if found.stance == "otherwise" and found.why in ("negation", "opposite"):
        return Belief("differs", found.why)
    return None


_ALL = re.compile(
    r"\b(?:always|every(?:body|one)?|all|any(?:body|one|thing|time)?|guarantee[sd]?|never"
    r"|for ever|forever|anytime|whatever|no matter|unlimited)\b",
    re.I,
)
_COND = re.compile(
    r"\b(?:if|unless|as long as|provided|only|for (?:members|orders|customers|new)|over [€$£\d]"
    r"|up to|once you|when you|within|until|on orders)\b[^,.;]*",
    re.I,
)
_SOFT = re.compile(
    r"\b(?:try|aim|usually|normally|typically|hope|should|expect|can take|may take|as a rule"
    r"|in most cases)\b",
    re.I,
)


def _unbound(told: Claim, ours: str) -> Belief | None:
    """A condition of ours that she leaves out, or our “we try” as a word that was given."""
    anytime = re.search(r"\b(?:at )?any ?time\b|\bwithout (?:any )?notice\b", told.text, re.I)
    if anytime and quantities(ours).durations and not quantities(told.text).durations:
        return Belief("stronger", "condition")
    condition = _HARD.search(ours)
    if condition and told.told and not _HARD.search(told.text):
        bound = _words(condition[0])
        loose = _ALL.search(told.text) is not None or not told.own
        if loose and not told.undone and not bound & _words(told.text):
            return Belief("stronger", "condition")
        if loose and _NOTHING.search(told.text) and not bound & _words(told.text):
            return Belief("stronger", "condition")
    if _SOFT.search(ours) and re.search(r"\bguarantee|\bfor sure\b|\bdefinitely\b", told.text, re.I):
        return Belief("stronger", "soft")
    return None


_HARD = re.compile(
    r"\b(?:if|unless|as long as|provided that|for (?:members|orders|new customers)|on orders"
    r"|once you|when you)\b[^,.;]*",
    re.I,
)
