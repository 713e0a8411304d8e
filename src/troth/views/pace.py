"""How long do the steps of a repair take, and how fair was it to her? Counted over all repairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from troth.model.repair import ITEMS, Repair
from troth.model.units import DAY_US
from troth.text.amending import QUESTIONS
from troth.views.surety import LEAST, Interval, share

SPANS = (
    ("from the break until we told them", "broken", "acknowledged"),
    ("from telling them until it was made whole", "acknowledged", "made-whole"),
    ("from making it whole until they confirmed", "made-whole", "confirmed"),
    ("from the break until they confirmed", "broken", "confirmed"),
)


@dataclass(frozen=True, slots=True)
class Pace:
    """The median of one stretch in days with its interval; None below the least number.

    Those that are still under way, or ended otherwise, count for as long as they were seen.
    """

    name: str
    n: int
    done: int
    median: float | None
    low: float | None
    high: float | None
    method: str
    says: str


@dataclass(frozen=True, slots=True)
class Fair:
    """Her answers to one of the three questions, by themselves."""

    item: str
    question: str
    yes: int
    partly: int
    no: int
    share: Interval


def pace(made: Sequence[Repair], now_us: int) -> tuple[Pace, ...]:
    """Each stretch by Kaplan–Meier, over the repairs that have begun it."""
    counted = [one for one in made if one.stage != "unbroken"]
    return tuple(_pace(name, counted, begin, end, now_us) for name, begin, end in SPANS)


def _pace(name: str, made: Sequence[Repair], begin: str, end: str, now_us: int) -> Pace:
    days, seen = [], []
    for one in made:
        start = one.broken_us if begin == "broken" else one.reached.get(begin)
        if start is None:
            continue
        done = one.reached.get(end)
        last = done if done is not None else _last_seen(one, now_us)
        days.append(max(0, last - start) / DAY_US)
        seen.append(done is not None)
    n, events = len(days), sum(seen)
    if n < LEAST:
        return Pace(name, n, events, None, None, None, "none", f"not enough to say (n = {n})")
    from troth.stats import kaplan_meier

    curve = kaplan_meier(days, seen)
    median, low, high = curve.median, curve.median_low, curve.median_high
    return Pace(
        name, n, events, median, low, high, curve.method, _says(n, events, median, low, high)
    )


def _last_seen(one: Repair, now_us: int) -> int:
    """Until when it was watched: until it ended otherwise, else until now."""
    if one.stage == "released":
        return max((step.at_us for step in one.steps), default=now_us)
    return now_us


def _says(n: int, events: int, median: float | None, low: float | None, high: float | None) -> str:
    if median is None:
        return f"{events} of {n} so far; fewer than half, so no median"
    ends = f"{_days(low)} to {_days(high)}" if high is not None else f"at least {_days(low)}"
    return f"half within {_days(median)} days (95 %: {ends}; {events} of {n})"


def _days(value: float | None) -> str:
    return "?" if value is None else f"{value:.0f}" if value >= 10 else f"{value:.1f}"


def fair(made: Sequence[Repair]) -> tuple[Fair, ...]:
    """The three kinds of fairness, each by itself; the last answer of a repair counts."""
    found = []
    for item in ITEMS:
        last = [[each.answer for each in one.fairness if each.item == item][-1:] for one in made]
        counts = Counter(answer for held in last for answer in held)
        total = counts.total()
        found.append(
            Fair(
                item,
                QUESTIONS[item],
                counts["yes"],
                counts["partly"],
                counts["no"],
                share(counts["yes"], total, "answers"),
            )
        )
    return tuple(found)
