"""Which step follows which, how often, and how long it takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from troth.stats.arrays import Floats, Whole
from troth.stats.journey.distinct import heads
from troth.stats.journey.log import Log
from troth.stats.journey.records import Row


@dataclass(frozen=True, slots=True)
class Edge(Row):
    """One step followed by another: how often, and the seconds between them.

    “from” is a word of Python's own, so the attributes are `source` and `target`; `edge["from"]`,
    `edge["to"]`, `edge.to` and `getattr(edge, "from")` work too, and unpacking gives
    (from, to, count, mean_seconds, median_seconds).
    """

    source: Any
    target: Any
    count: int
    mean_seconds: float
    median_seconds: float
    total_seconds: float

    columns: ClassVar[dict[str, str]] = {
        "from": "source",
        "to": "target",
        "count": "count",
        "mean_seconds": "mean_seconds",
        "median_seconds": "median_seconds",
    }


@dataclass(frozen=True, slots=True, eq=False)
class Spent:
    """Ticks gathered by key: the keys in rising order, and of each its count, sum and middle."""

    keys: Whole
    counts: Whole
    totals: Floats
    medians: Floats


def edges(log: Log) -> tuple[Edge, ...]:
    """Every edge, the most travelled first, then by label."""
    wide = len(log.steps)
    pair = (log.step[:-1] * wide + log.step[1:])[log.joined]
    if not len(pair):
        return ()
    spent = gathered(pair, log.waits(), wide * wide)
    order = np.lexsort((spent.keys, -spent.counts))
    totals = spent.totals / log.per_second
    columns = (
        (spent.keys // wide)[order].tolist(),
        (spent.keys % wide)[order].tolist(),
        spent.counts[order].tolist(),
        (totals / spent.counts)[order].tolist(),
        (spent.medians / log.per_second)[order].tolist(),
        totals[order].tolist(),
    )
    names = log.steps
    return tuple(
        Edge(names[source], names[target], *rest)
        for source, target, *rest in zip(*columns, strict=True)
    )


def gathered(keys: Whole, ticks: Whole | Floats, below: int) -> Spent:
    """Count, sum and median of `ticks` (not negative) by key; keys lie in 0 … `below` - 1.

    Key and ticks are sorted as one word where they fit in it, so each is sorted once.
    """
    bits = 64 if ticks.dtype.kind == "f" else int(ticks.max()).bit_length()
    if bits + (below - 1).bit_length() <= 63:
        packed = keys << bits
        packed |= ticks.astype(np.int64)
        packed.sort()
        held = (packed & ((1 << bits) - 1)).astype(np.float64)
        packed >>= bits
        keys = packed
    else:
        order = np.lexsort((ticks, keys))
        keys, held = keys[order], ticks[order].astype(np.float64)
    first = heads(keys)
    counts = np.diff(first, append=len(keys))
    middle = (held[first + (counts - 1) // 2] + held[first + counts // 2]) / 2
    return Spent(keys[first], counts, np.add.reduceat(held, first), middle)
