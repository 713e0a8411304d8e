"""Who is at risk when: rows sorted once, and sums over those at risk at every moment of an end.

A moment is a stratum and a time at which at least one of its rows ended. Moments run from the last
time to the first within each stratum, so a row is at risk from its `first` moment on, up to the one
before `gone`: sums over those at risk are running sums over moments.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from troth.stats.arrays import Flags, Floats, Whole
from troth.stats.survival.rows import Rows


@dataclass(frozen=True, slots=True, eq=False)
class RiskSets:
    """Rows in order of stratum and falling time, those never at risk left out.

    order    which row of the data stands at each place
    first    the first moment at which it is at risk
    gone     the first later moment at which it is no longer; `moments` where there is none.
             None where no row came late
    dead     places of the rows that ended; such a row ended at its `first` moment
    weights  of the rows, in this order; None where each counts once
    deaths   at each moment the sum of weights of those that ended
    times    of the moments;  bounds: where each stratum's moments begin, and their number
    strata   for each run of moments the number of its stratum
    blocks   strata of like size, padded to one table each; empty where there is one stratum
    cuts     where many rows share a moment: begin of its rows, of its ends, and of what follows
    """

    order: Whole
    first: Whole
    gone: Whole | None
    dead: Whole
    weights: Floats | None
    deaths: Floats
    times: Floats
    bounds: Whole
    strata: Whole
    blocks: Sequence[tuple[Whole, Flags]]
    cuts: Whole | None

    @property
    def moments(self) -> int:
        """How many moments there are."""
        return len(self.times)

    def at_risk(self, values: Floats) -> Floats:
        """At every moment the sum of `values` (one a row, in `order`) over those at risk."""
        return self._summed(self._came(values), values)

    def _came(self, values: Floats) -> Floats:
        return np.asarray(np.bincount(self.first, values, self.moments), np.float64)

    def _summed(self, came: Floats, values: Floats) -> Floats:
        if self.gone is not None:
            came -= np.bincount(self.gone, values, self.moments + 1)[:-1]
        return self.running(came)

    def both(self, values: Floats) -> tuple[Floats, Floats]:
        """At every moment the sum of `values` over those at risk, and over those that ended."""
        if self.cuts is None:
            when, share = self.first[self.dead], values[self.dead]
            ended = np.asarray(np.bincount(when, share, self.moments), np.float64)
            return self.at_risk(values), ended
        parts = np.zeros(3 * self.moments)
        parts[: len(self.cuts)] = np.add.reduceat(values, self.cuts)
        parts[:-1][np.diff(self.cuts, append=len(values))[: len(parts) - 1] == 0] = 0.0
        table = parts.reshape(-1, 3)
        ended = np.ascontiguousarray(table[:, 1])
        return self._summed(table.sum(axis=1), values), ended

    def over_time(self, steps: Floats) -> Floats:
        """For every row the sum of `steps` (one a moment) over the moments it was at risk."""
        until = np.append(self.running(steps, back=True), 0.0)
        return until[self.first] if self.gone is None else self._between(until)

    def running(self, steps: Floats, *, back: bool = False) -> Floats:
        """Running sums over the moments of each stratum: from the last time, or `back` to it."""
        if not self.blocks:
            summed = np.cumsum(steps[::-1])[::-1] if back else np.cumsum(steps)
            return np.asarray(summed, np.float64)
        total = np.empty_like(steps)
        for place, there in self.blocks:
            table = np.where(there, steps[place], 0.0)
            table = np.cumsum(table[:, ::-1], 1)[:, ::-1] if back else np.cumsum(table, 1)
            total[place[there]] = table[there]
        return total

    def _between(self, until: Floats) -> Floats:
        """Sums from `first` up to `gone`; a row that came late leaves within its own stratum."""
        assert self.gone is not None
        return until[self.first] - until[self.gone]


def risk_sets(rows: Rows, strata: Whole | None = None) -> RiskSets:
    """Sort rows into risk sets; `strata` numbers each row's stratum from 0."""
    order = _falling(rows.durations, rows.observed, strata)
    if rows.weights is not None and not rows.weights.all():
        order = order[rows.weights[order] > 0]
    long, ended = rows.durations[order], rows.observed[order]
    layer = None if strata is None else strata[order]
    block = _blocks(long, layer)
    with_end = np.zeros(block[-1] + 1, bool)
    with_end[block[ended]] = True
    first = (np.cumsum(with_end) - with_end)[block]
    dead = np.flatnonzero(ended)
    heads = dead[np.flatnonzero(np.diff(first[dead], prepend=-1))]
    times = long[heads]
    moment_layer = np.zeros(len(times), np.int64) if layer is None else layer[heads]
    keep = first < len(times)
    if layer is not None:
        keep[keep] = moment_layer[first[keep]] == layer[keep]
    gone = None
    if rows.entry is not None:
        gone = _leave(times, moment_layer, rows.entry[order], layer)
        keep &= first < gone
    return _made(rows, order, first, gone, ended, keep, times, moment_layer)


def _made(
    rows: Rows, order: Whole, first: Whole, gone: Whole | None, ended: Flags, keep: Flags,
    times: Floats, layer: Whole,
) -> RiskSets:  # fmt: skip
    """Leave out the rows never at risk and put the parts together."""
    if not keep.all():
        order, first, ended = order[keep], first[keep], ended[keep]
        gone = None if gone is None else gone[keep]
    bounds = np.append(np.flatnonzero(np.diff(layer, prepend=-1)), len(times))
    if gone is not None and len(bounds) > 2:
        own_end = bounds[np.searchsorted(bounds, first, side="right")]
        gone = np.where(gone >= own_end, len(times), gone)
    dead = np.flatnonzero(ended)
    weights = None if rows.weights is None else rows.weights[order]
    share = None if weights is None else weights[dead]
    deaths = np.bincount(first[dead], share, len(times)).astype(np.float64)
    blocks = _padded(bounds) if len(bounds) > 2 else []
    return RiskSets(
        order, first, gone, dead, weights, deaths, times, bounds, layer[bounds[:-1]], blocks,
        _cut(first, dead, len(times)),
    )  # fmt: skip


def _cut(first: Whole, dead: Whole, moments: int) -> Whole | None:
    """Where each moment's rows, its ends and the rest begin, if the ends stand side by side.

    Long runs are summed quicker between such cuts than by number; short ones are not.
    """
    if len(first) < 16 * moments or not moments:
        return None
    counts = np.bincount(first[dead], minlength=moments)
    heads = dead[np.cumsum(counts) - counts]
    if not np.array_equal(dead, np.arange(len(dead)) + np.repeat(heads - _before(counts), counts)):
        return None
    begins = _before(np.bincount(first, minlength=moments))
    cuts = np.column_stack([begins, heads, heads + counts]).ravel()
    return cuts if cuts[-1] < len(first) else cuts[:-1]


def _before(counts: Whole) -> Whole:
    """How many come before each of several runs."""
    return np.cumsum(counts) - counts


def _falling(long: Floats, ended: Flags, strata: Whole | None) -> Whole:
    """The order of rows by stratum, then from the longest duration to the shortest, ends first.

    Whole numbers of modest range are packed into one number with the row's own place, and plain
    numbers sort several times quicker than places do.
    """
    most, n = float(long.max()), len(long)
    layers = 1 if strata is None else int(strata.max()) + 1
    bits = n.bit_length()
    if layers * (most + 1) * 2.0 ** (bits + 1) < 2.0**62:
        days = long.astype(np.int64)
        if np.array_equal(days, long):
            key = int(most) - days
            if strata is not None:
                key += strata * (int(most) + 1)
            key <<= 1
            key += ~ended
            key <<= bits
            key |= np.arange(n)
            key.sort()
            return key & ((1 << bits) - 1)
    return np.argsort(-long) if strata is None else np.lexsort((-long, strata))


def _blocks(long: Floats, layer: Whole | None) -> Whole:
    """Number the runs of rows that share stratum and time."""
    fresh = np.zeros(len(long), np.int64)
    fresh[1:] = long[1:] != long[:-1]
    if layer is not None:
        fresh[1:] |= layer[1:] != layer[:-1]
    return np.cumsum(fresh)


def _leave(times: Floats, moment_layer: Whole, entry: Floats, layer: Whole | None) -> Whole:
    """For each row how many moments, counted from the first of all, lie before it came in.

    It is not at risk at its entry itself: a moment at that very time is the first it misses.
    """
    if layer is None:
        return np.searchsorted(-times, -entry, side="left")
    known, rank = np.unique(np.concatenate([times, entry]), return_inverse=True)
    size = len(known)
    moment_key = moment_layer * size + (size - 1 - rank[: len(times)])
    return np.searchsorted(moment_key, layer * size + (size - 1 - rank[len(times) :]), side="left")


def _padded(bounds: Whole) -> list[tuple[Whole, Flags]]:
    """Strata of like size as tables: places of their moments, and which places are there."""
    sizes = np.diff(bounds)
    widths = 1 << np.ceil(np.log2(sizes)).astype(np.int64)
    tables = []
    for width in np.unique(widths):
        of = np.flatnonzero(widths == width)
        there = np.arange(width) < sizes[of, None]
        place = np.minimum(bounds[of, None] + np.arange(width), bounds[-1] - 1)
        tables.append((place, there))
    return tables
