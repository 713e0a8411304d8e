"""Who passes cases to whom, and which come straight back?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from troth.stats.arrays import Flags, Whole, even
from troth.stats.journey.log import Log
from troth.stats.journey.naming import named
from troth.stats.journey.records import Row
from troth.stats.rates.proportions import Interval, wilson


@dataclass(frozen=True, slots=True)
class HandOff(Row):
    """One passes to another, so often; unpacks as (from, to, count), read as an edge is."""

    source: Any
    target: Any
    count: int

    columns: ClassVar[dict[str, str]] = {"from": "source", "to": "target", "count": "count"}


@dataclass(frozen=True, slots=True)
class HandOffs:
    """Two events in a row of one case whose resources differ.

    `total` of them, in `cases` cases, whose share of all cases is `share`; `table` has the
    commonest first. `unnamed` pairs have nobody named (None) on a side: they count as neither.
    As a number it is its total, in a loop the rows of its table.
    """

    total: int
    cases: int
    share: Interval
    table: tuple[HandOff, ...]
    unnamed: int

    def __int__(self) -> int:
        return self.total

    def __iter__(self) -> Iterator[HandOff]:
        return iter(self.table)

    def __len__(self) -> int:
        return len(self.table)


@dataclass(frozen=True, slots=True)
class PingPong:
    """A, then B, then A again: three events in a row of one case, by resource.

    `over_stays` counts the same when events in a row with one resource are taken as one stay
    (A A B B A is one, and none by events).
    """

    count: int
    cases: int
    share: Interval
    over_stays: int
    cases_over_stays: int


def handoffs(log: Log, resource: Any, level: float) -> tuple[HandOffs, PingPong]:
    """Hand-offs and ping-pong by a column of resources or groups, as long as the events."""
    who = named("resource", resource)
    even(case=log.case, resource=who.codes)
    by = log.placed(who.codes)
    nobody = who.labels.index(None) if None in who.labels else -1
    known = by != nobody
    both = log.joined & known[1:] & known[:-1]
    passed = both & (by[1:] != by[:-1])
    cases = len(np.unique(log.case[1:][passed]))
    passes = HandOffs(
        total=int(passed.sum()),
        cases=cases,
        share=wilson(cases, len(log.starts), level),
        table=_table(by, passed, who.labels),
        unnamed=int(log.joined.sum() - both.sum()),
    )
    return passes, _ping_pong(log, by, known, level)


def _table(by: Whole, passed: Flags, names: tuple[Any, ...]) -> tuple[HandOff, ...]:
    pairs = by[:-1][passed] * len(names) + by[1:][passed]
    keys, counts = np.unique(pairs, return_counts=True)
    order = np.lexsort((keys, -counts))
    found = zip(keys[order].tolist(), counts[order].tolist(), strict=True)
    return tuple(HandOff(names[key // len(names)], names[key % len(names)], n) for key, n in found)


def _ping_pong(log: Log, by: Whole, known: Flags, level: float) -> PingPong:
    count, cases = _there_and_back(log.case, by, known)
    stay = np.concatenate([[True], ~(log.joined & (by[1:] == by[:-1]))])
    over, over_cases = _there_and_back(log.case[stay], by[stay], known[stay])
    return PingPong(count, cases, wilson(cases, len(log.starts), level), over, over_cases)


def _there_and_back(case: Whole, by: Whole, known: Flags) -> tuple[int, int]:
    """A–B–A among three in a row of one case, all named: how often, in how many cases."""
    back = (case[2:] == case[:-2]) & (by[2:] == by[:-2]) & (by[1:-1] != by[:-2])
    back &= known[2:] & known[1:-1]
    return int(back.sum()), len(np.unique(case[2:][back]))
