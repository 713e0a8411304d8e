"""Orders: everybody buys in a rhythm of their own, and the planted ones stop, or seem to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from math import ceil
from random import Random

from troth.demo.days import Days, local, moment
from troth.demo.world import Figure, Order
from troth.model.units import DAY_US, MINUTE_US

ITEMS = {
    "sender": (
        ("small parcel, in town", 490),
        ("medium parcel, in town", 790),
        ("large parcel, in town", 1180),
        ("parcel across the river", 940),
        ("cake, kept cool", 1090),
        ("letter by hand", 390),
    ),
    "shop": (
        ("morning round", 1240),
        ("afternoon round", 1240),
        ("single delivery", 690),
        ("cool box round", 1680),
        ("crate round", 1890),
        ("return fetched", 560),
    ),
}
MEANS = {"sender": (13, 38), "shop": (8, 19)}
SHAPES = (1.0, 1.0, 1.0, 2.0, 3.0)
"""Three in five buy at random (Poisson), the others more regularly (Erlang-2 and -3)."""
LATELY = 31
PAUSE = 4.0
"""So many of her usual gaps is the longest pause that anybody who is not planted has ended lately."""


def habitual(random: Random, buyer: Figure, span: int, days: Days) -> list[Order]:
    """What somebody unplanted bought; the last order lies within her rhythm."""
    mean = random.uniform(*MEANS[buyer.side or "sender"])
    shape = random.choice(SHAPES)
    since = random.uniform(0.45, 1.0) * span
    ago = list(_backwards(random, random.uniform(0.05, 1.2) * mean, since, mean, shape))
    found = orders(random, buyer, ago, days)
    nearer = _nearer(ago, PAUSE * mean)
    return [
        replace(order, at_us=order.at_us + by * DAY_US)
        for order, by in zip(found, nearer, strict=True)
    ]


def _nearer(ago: Iterable[float], longest: float) -> Iterator[int]:
    """By how many days each order is moved nearer, so that no pause that ended lately was longer."""
    moved, newer = 0, 0.0
    for day in ago:
        if newer <= LATELY:
            moved += max(0, ceil(day - newer - longest))
        yield moved
        newer = day


def planted(random: Random, rhythm: str) -> list[float]:
    """Days before the end on which a planted person bought, as her scene describes it."""
    kind = rhythm.split()[0]
    if kind == "seasons":
        spans = re.findall(r"(\d+)-(\d+)", rhythm)
        gap = _number(rhythm, "gap")
        return [
            day
            for start, end in spans
            for day in _backwards(random, float(end), float(start), gap, 4.0)
        ]
    gap, since = _number(rhythm, "gap"), _number(rhythm, "since")
    silent = 0.5 * gap if kind == "moved" else _number(rhythm, "silent")
    if kind == "bursts":
        return list(_bursts(random, gap, since, silent))
    shape = {"poisson": 1.0, "slow": 9.0}.get(kind, 4.0)
    back = [_number(rhythm, "until")] if kind == "back" else []
    return [*back, *_backwards(random, silent, since, gap, shape)]


def _number(rhythm: str, name: str) -> float:
    found = re.search(rf"{name} (\d+)", rhythm)
    if found is None:
        raise ValueError(f"the rhythm “{rhythm}” has no {name}")
    return float(found[1])


def _backwards(
    random: Random, last: float, since: float, mean: float, shape: float
) -> Iterator[float]:
    day = last
    while day <= since:
        yield day
        day += max(random.gammavariate(shape, mean / shape), 0.2)


def _bursts(random: Random, gap: float, since: float, silent: float) -> Iterator[float]:
    start = silent
    while start < since:
        day = start
        for _ in range(random.randint(4, 7)):
            yield day
            day += random.uniform(0.6, 1.8)
        start = day + gap * random.uniform(0.85, 1.15)


def orders(
    random: Random, buyer: Figure, ago: Iterable[float], days: Days, moved: float | None = None
) -> Iterator[Order]:
    """The orders of one buyer; since `moved` days ago they come from her second address."""
    for day in ago:
        at = _waking(random, days, day)
        item, pence = random.choice(ITEMS[buyer.side or "sender"])
        address = buyer.also if moved is not None and day < moved and buyer.also else buyer.email
        yield Order(at, buyer, address, item, pence + 10 * random.randint(0, 22))


def _waking(random: Random, days: Days, ago: float) -> int:
    then = local(days.until_us - int(ago * DAY_US))
    hour = min(max(then.hour, 7), 21) if 6 < then.hour < 22 else random.randint(8, 19)
    at = moment(then.date(), then.time().replace(hour=hour))
    newest = days.until_us - random.randint(20, 90) * MINUTE_US
    return at if at < newest else min(at - timedelta(days=1) // timedelta(microseconds=1), newest)
