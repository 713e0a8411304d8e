"""Does a promise stand behind a claim, say otherwise, or hold only for some?

Two texts are of one kind where they pledge the same deed (`text.pledged`) or, without a known
one, share most of their weighty words. Then every quantity of the claim is held against the
promise: faster, longer open, a larger sum, a higher share, "never" against a fee that is charged.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from troth.text.pledged import deeds, payee, weighty
from troth.text.quantities import Quantities, quantities

Verdict = Literal["backed", "otherwise", "less", "apart"]

_LONGER = frozenset({"warranty", "return", "trial", "notice", "price", "free"})
"""Where a longer time is the larger pledge; of all other deeds it is the shorter."""
_MORE = frozenset({"insure", "refund", "lose", "damage"})
"""Where a larger sum is the larger pledge; of a price any other sum is another price."""
_NO = r"\b(?:no|not|never|without|zero|cannot|nor|none|nobody)\b|n['’]t\b"
_FOR_NOTHING = r"\bfree\b|\bat no (?:\w+ )?costs?\b|\bno (?:[\w-]+ )?(?:fees?|costs?|charges?)\b|\bcosts? nothing\b"
_TAKEN = r"\b(?:fees?|charges?|commissions?)\b|\bcharged\b|\bcosts? |\bis [€$£]"
_DOES = frozenset({"lose", "damage", "late", "price", "privacy"})
"""Deeds that a claim denies: a promise that speaks of them as happening says otherwise."""
_ALL = r"\b(?:always|never|every|all|each|guarantee[sd]?|without exception)\b|100\s?%"
_ONLY = (
    r"\b(?:if|unless|as long as|provided|above|over|under|below|placed|booked|ordered|"
    r"that (?:is|are|has|have|weighs?)|in an emergency|for members)\b[^,.;]*"
)
_LEAST_ALIKE = 0.4
"""Share of weighty words, of both texts, from which two without a known deed are of one kind."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """How a promise stands to a claim, and how near the two are, from 0 to 2.

    `otherwise`: it pledges something that the claim exceeds or denies. `less`: it holds, but
    only on a condition that the claim leaves out.
    """

    verdict: Verdict
    nearness: float


def weigh(claim: str, promise: str) -> Weighed:
    """How a live promise stands to a claim. An `apart` one may still be near in its words."""
    alike = _alike(claim, promise)
    if _plain(claim) == _plain(promise):
        return Weighed("backed", 2.0)
    shared = _shared(claim, promise)
    if not shared and (deeds(claim) or alike < _LEAST_ALIKE):
        return Weighed("apart", alike)
    return Weighed(_verdict(claim, promise, shared), alike + bool(shared))


def _shared(claim: str, promise: str) -> frozenset[str]:
    """The deeds that both pledge, of the same thing where that makes a difference."""
    condition = _pattern(_ONLY).search(promise)
    main = _pattern(_ONLY).sub(" ", promise) if condition else promise
    shared = set(
        deeds(claim) & (deeds(main) | (deeds(promise) if _same_case(claim, promise) else set()))
    )
    paid, pays = payee(claim), payee(promise)
    if "pay" in shared and paid and pays and paid != pays:
        shared.discard("pay")
    if "free" in shared and not _free_alike(claim, promise, shared):
        shared.discard("free")
    return frozenset(shared)


def _free_alike(claim: str, promise: str, shared: set[str]) -> bool:
    """Whether the same thing is free, or a fee is taken where the claim knows none at all."""
    if _pattern(_FOR_NOTHING).search(promise) is None:
        return True
    return bool(shared - {"free"}) or bool(weighty(claim) & weighty(promise))


def _same_case(claim: str, promise: str) -> bool:
    condition = _pattern(_ONLY).search(promise)
    return condition is None or bool(weighty(condition[0]) & weighty(claim))


def _verdict(claim: str, promise: str, shared: frozenset[str]) -> Verdict:
    ours, theirs = quantities(claim), quantities(promise)
    tests = (
        _denied(claim, promise, shared),
        _opening(ours, theirs, shared),
        _duration(claim, ours, theirs, shared),
        _sum(ours, theirs, shared),
        _share(claim, ours, theirs),
    )
    for verdict in ("otherwise", "apart", "less"):
        if verdict in tests:
            return verdict
    return "backed" if _same_case(claim, promise) else "less"


def _denied(claim: str, promise: str, shared: frozenset[str]) -> Verdict:
    """“Never” and “no” against a promise that takes a fee, loses parcels, changes prices."""
    refuses = _pattern(_NO).search(claim) is not None
    nothing = refuses or _pattern(_FOR_NOTHING).search(claim) is not None
    if "free" in shared and nothing and not _pattern(_FOR_NOTHING).search(promise):
        return "otherwise" if _pattern(_TAKEN).search(promise) else "backed"
    if refuses and shared & _DOES and "notice" not in deeds(claim):
        held = _pattern(_NO).search(promise) or _pattern(r"\b(?:fixed|on time)\b").search(promise)
        return "backed" if held else "otherwise"
    anytime = _pattern(r"\bany ?time\b")
    if "cancel" in shared and anytime.search(claim) and not anytime.search(promise):
        return "otherwise" if quantities(promise).durations else "backed"
    return "backed"


def _opening(ours: Quantities, theirs: Quantities, shared: frozenset[str]) -> Verdict:
    if not ours.open or "pay" in shared:
        return "backed"
    if not theirs.open:
        return "apart"
    days = ours.days is None or theirs.days is None or ours.days <= theirs.days
    hours = ours.hours is None or theirs.hours is None or (
        theirs.hours[0] <= ours.hours[0] and ours.hours[1] <= theirs.hours[1]
    )  # fmt: skip
    return "backed" if days and hours else "otherwise"


def _duration(claim: str, ours: Quantities, theirs: Quantities, shared: frozenset[str]) -> Verdict:
    claimed, promised = ours.durations, theirs.durations
    if "pay" in shared:
        claimed, promised = (*claimed, *ours.periods), (*promised, *theirs.periods)
    longer = bool(shared & _LONGER)
    if not claimed:
        return "less" if "free" in shared and promised and longer else "backed"
    if not promised:
        return "apart"
    if longer:
        return "otherwise" if max(claimed) > max(promised) else "backed"
    return "otherwise" if min(claimed) < min(promised) - 1e-9 else "backed"


def _sum(ours: Quantities, theirs: Quantities, shared: frozenset[str]) -> Verdict:
    if not ours.sums:
        return "backed"
    held = dict(sorted(theirs.sums))
    if not held:
        return "apart"
    for currency, amount in ours.sums:
        limit = held.get(currency, math.nan)
        if not (amount <= limit if shared & _MORE else amount == limit):
            return "otherwise"
    return "backed"


def _share(claim: str, ours: Quantities, theirs: Quantities) -> Verdict:
    if theirs.shares and max(theirs.shares) < 100 and _pattern(_ALL).search(claim):
        return "otherwise"
    if not ours.shares:
        return "backed"
    if not theirs.shares:
        return "apart"
    return "otherwise" if max(ours.shares) > max(theirs.shares) else "backed"


def _alike(claim: str, promise: str) -> float:
    ours = weighty(claim) | deeds(claim)
    theirs = weighty(promise) | deeds(promise)
    return len(ours & theirs) / max(len(ours | theirs), 1)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.lower()))


@lru_cache(maxsize=32)
def _pattern(regex: str) -> re.Pattern[str]:
    return re.compile(regex, re.I)
