"""What does it cost to make whole those a broken promise was made to? Only where figures stand.

The sum of what was promised less what will be delivered, over the people concerned; or what the
proposal itself offers, times the people. A sum for each parcel, trip or month has no total here,
for nobody has said how many there are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from troth.patterns import later
from troth.text.comparing import money, plainly
from troth.text.quantities import quantities
from troth.text.served import SERVED

_EACH = later(
    rf"\b(?:each|every|per|a|any)\s+(?:\w+\s+)?(?:{SERVED}|person|head|account|household)\b"
    r"|\b(?:each|apiece|a head|per head)(?=\W*$)",
    re.I,
)
_TIMES = later(r"\b(?:each|every|per|a|an)\s+((?:\w+\s+)?[a-z]{3,})\b", re.I)
_SPAN = later(
    r"\b(?:month|week|day|year|parcel|package|delivery|trip|ride|order|hour|job|stop|collection)s?\b",
    re.I,
)


def owed(promise: str, sentence: str, offer: str, people: Mapping[str, int]) -> str:
    """The cost in words; empty where neither text holds the figures for it.

    `people` counts those concerned by side. An offer that names a side is for that side alone.
    """
    total = sum(people.values())
    named = {word.lower().rstrip("s") for word in re.findall(SERVED, offer, re.I)}
    ours = {word.lower().rstrip("s") for word in re.findall(SERVED, promise, re.I)}
    sides = [side for side in people if side.lower().rstrip("s") in named]
    if named and not named & ours and not (sides and len(people) == 1):
        return _less(promise, sentence, total)
    return _offered(offer, sum(people[side] for side in sides) or total) or _less(
        promise, sentence, total
    )


def _offered(offer: str, people: int) -> str:
    sums = quantities(plainly(offer)).sums
    if len(sums) != 1:
        return ""
    currency, amount = sums[0]
    if _EACH.search(offer):
        return f"{_count(people)} × {money(currency, amount)} = {money(currency, people * amount)}, as it offers"
    return f"{money(currency, amount)}, as it offers"


def _less(promise: str, sentence: str, people: int) -> str:
    """Promised less delivered: a total where the sum is each person's, else the difference alone."""
    was, now = dict(quantities(plainly(promise)).sums), dict(quantities(plainly(sentence)).sums)
    shared = sorted(was.keys() & now.keys())
    if len(was) != 1 or len(now) != 1 or not shared:
        return ""
    currency = shared[0]
    apart = abs(was[currency] - now[currency])
    if not apart:
        return ""
    if _EACH.search(promise) and not _SPAN.search(promise):
        return f"{_count(people)} × {money(currency, apart)} = {money(currency, people * apart)}"
    times = _TIMES.search(promise)
    each = times[1] if times and _SPAN.search(times[1]) else "time"
    return f"{money(currency, apart)} for each {each}; how many there are cannot be told"


def _count(people: int) -> str:
    return "1 person" if people == 1 else f"{people} people"
