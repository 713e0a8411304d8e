"""Is what she tells more than we said, by the measures in both: cost, day, time, sum, number?

Sooner is more for her, and longer where longer is better; so are a larger sum that we pay, a
smaller one that she does, and free where we charge. Anything else that is not ours is another.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from troth.model.units import HOUR_US
from troth.patterns import later
from troth.text.agreeing import counts
from troth.text.due import due
from troth.text.hers import Claim
from troth.text.quantities import Quantities, quantities

Relation = Literal["agrees", "stronger", "differs", "apart"]

LONGER = frozenset({"warranty", "return", "trial", "notice", "price", "free"})
"""Where a longer time is more for her; of all other deeds the shorter is, and of leaving."""
MORE = frozenset({"insure", "refund", "lose", "damage", "late", "pay"})
"""Where a larger sum is more for her; of a price the smaller is."""


@dataclass(frozen=True, slots=True)
class Belief:
    """How she understands a promise of ours, and by what that was seen."""

    relation: Relation
    why: str | None = None


NOTHING = later(
    r"\bfree\b(?! trial| plan)|\bat no (?:\w+ )?costs?\b|\bcosts? (?:me |you |us )?nothing\b"
    r"|\b(?:no|without|any|zero) (?:[\w-]+ )?(?:fees?|costs?|charges?|excess|deductible|commission"
    r"|deposit|surcharges?)\b",
    re.I,
)
_TAKEN = later(
    r"\b(?:fees?|charges?|costs?|commissions?|excess|deductible|deposit|surcharges?|pays?)\b"
    r"|\bfor (?:only |just )?[€$£]\d|\bis (?:[€$£]|\d[\d.,]* ?(?:[€$£]|euros?|dollars?|pounds?))",
    re.I,
)


def cost(told: Claim, ours: str) -> Belief | None:
    """Free, where the other says what it costs."""
    hers_free, ours_free = NOTHING.search(told.text), NOTHING.search(ours)
    if hers_free and not ours_free and (quantities(ours).sums and _TAKEN.search(ours)):
        return Belief("stronger", "cost")
    if ours_free and not hers_free and quantities(told.text).sums and _TAKEN.search(told.text):
        return Belief("differs", "cost")
    return None


def days(hers: str, ours: str, shared: frozenset[str], said_us: int | None) -> Belief | None:
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
    longer = _longer(hers, ours, shared)
    return Belief("stronger" if later == longer else "differs", "date")


_DAY = later(
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


def measures(hers: str, ours: str, shared: frozenset[str]) -> Belief | None:
    """The first measure that is not ours."""
    hers, ours = _FIRST.sub(r"first 1 \1", hers), _FIRST.sub(r"first 1 \1", ours)
    mine, its = quantities(hers), quantities(ours)
    longer = _longer(hers, ours, shared)
    tests = (
        _set(mine.durations, its.durations, more=longer, why="time"),
        _set(mine.periods, its.periods, more=False, why="time"),
        _sums(mine, its, hers, ours, shared),
        _set(_parts(mine, hers), _parts(its, ours), more=not _takes(ours), why="share", exact=True),
        _open(mine, its),
        _counted(hers, ours),
    )
    return next((found for found in tests if found is not None), None)


_FIRST = later(r"\bfirst (month|week|year|day)\b", re.I)
"""“The first month” is one, where the other says three."""
_WORDED: tuple[tuple[str, float], ...] = (
    (r"\bhalf (?:of |the |price)", 50.0), (r"\ba third (?:of|off)\b", 100 / 3), (r"\ba quarter (?:of|off)\b", 25.0),
    (r"\ba fifth (?:of|off)\b", 20.0), (r"\ball of (?:my|our|the|your) (?:money|price|fee|deposit)\b|\bin full\b"
     r"|\bthe (?:full|whole) (?:price|amount|sum|fee|deposit)\b", 100.0),
)  # fmt: skip


def _parts(held: Quantities, text: str) -> tuple[float, ...]:
    """Shares in figures or in words: 20 %, a fifth, half of it, all of it."""
    return (*held.shares, *(share for words, share in _WORDED if re.search(words, text, re.I)))


EXTENT = later(
    r"\b(?:for|lasts?|gets?|includes?|have|of|valid|first) (?:up to |at least |as long as |the first )?"
    r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|thirty) "
    r"(?:minutes?|hours?|days?|nights?|weeks?|months?|years?)\b(?! (?:before|after|delay|in advance|notice))",
    re.I,
)


def _longer(hers: str, ours: str, shared: frozenset[str]) -> bool:
    """Whether a longer time is more for her: of what she has, and not of what she waits for."""
    if "cancel" in shared:
        return False
    return bool(shared & LONGER) or bool(EXTENT.search(ours) and not _WAIT.search(ours))


_WAIT = later(r"\b(?:within|waits?|takes?|delays?)\b", re.I)


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
    if (
        not mine
        or not its
        or any(one == other or (not exact and _same(one, other)) for one in mine for other in its)
    ):
        return None
    larger = max(mine) > max(its)
    return Belief("stronger" if larger == more else "differs", why)


def _same(one: float, other: float) -> bool:
    return one == other or math.isclose(one, other, rel_tol=0.03)


def _takes(ours: str) -> bool:
    return (
        re.search(r"\b(?:commission|fee|interest on (?:your )?(?:loan|credit))\b", ours, re.I)
        is not None
    )


def _sums(
    mine: Quantities, its: Quantities, hers: str, ours: str, shared: frozenset[str]
) -> Belief | None:
    more = bool(shared & MORE) or _GIVES.search(ours) is not None
    if _TAKEN.search(ours) and not _GIVES.search(ours):
        more = False
    return _set(
        (amount for _, amount in mine.sums),
        (amount for _, amount in its.sums),
        more=more,
        why="sum",
    )


_GIVES = later(r"\b(?:credit|bonus|pay you|we pay|refund|voucher|covers?|covered|insured)\b", re.I)


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


_UNLIMITED = later(
    r"\bunlimited\b|\bas (?:many|often|much) as\b|\bno limit\b|\bwithout (?:a )?limit\b", re.I
)


def _counted(hers: str, ours: str) -> Belief | None:
    """How many of what: seats, students, days."""
    mine, its = dict(counts(hers)), dict(counts(ours))
    if _UNLIMITED.search(hers) and (its or re.search(r"\b(?:once|one|twice)\b", ours, re.I)):
        return Belief("stronger", "number")
    for name in sorted(mine.keys() & its.keys()):
        if mine[name] != its[name]:
            less = bool(
                re.search(r"\b(?:no|not|never|nobody)\b[^.]{0,25}\bmore than\b", ours, re.I)
            )
            return Belief("stronger" if (mine[name] < its[name]) == less else "differs", "number")
    return None
