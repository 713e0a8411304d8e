"""Count at every distinct time how many were at risk and how many ended; no sort for whole days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from troth.stats.arrays import Floats
from troth.stats.survival.rows import Rows

CHUNK = 1 << 16
"""Rows looked at at once: few enough to stay in the processor's own memory."""


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """Distinct times from the first to the last, and at each those at risk and those that ended."""

    times: Floats
    at_risk: Floats
    deaths: Floats


def tally(rows: Rows) -> Tally:
    """Those at risk and those that ended, at every distinct duration.

    At risk at t are all with entry < t <= duration; one that leaves at t is still there at t.
    """
    counted = _days(rows)
    if counted is None:
        counted = _sorted(rows) if rows.weights is None else _weighted(rows, rows.weights)
    if rows.entry is None:
        return counted
    late = _not_yet(counted.times, rows.entry, rows.weights)
    return Tally(counted.times, counted.at_risk - late, counted.deaths)


def _told(times: Any, leaving: Any, deaths: Any) -> Tally:
    """The tally, where it is known how many leave at each time: at risk are all yet to leave."""
    at_risk = np.cumsum(leaving[::-1])[::-1]
    plain = [np.asarray(column, np.float64) for column in (times, at_risk, deaths)]
    return Tally(*plain)


def _days(rows: Rows) -> Tally | None:
    """The tally from one table of day and flag; None where times are no days."""
    days, most = rows.durations, rows.durations.max()
    if most > max(1 << 16, 4 * len(days)) or most != np.rint(most):
        return None
    size = 2 * (int(most) + 1)
    step, kind = max(CHUNK, 4 * size), np.dtype("i4" if size < 1 << 31 else "i8")
    table = np.zeros(size, np.int64 if rows.weights is None else np.float64)
    for start in range(0, len(days), step):
        part = slice(start, start + step)
        key: NDArray[np.signedinteger[Any]] = days[part].astype(kind)
        if not np.array_equal(key, days[part]):
            return None
        key <<= 1
        key |= rows.observed[part]
        weights = None if rows.weights is None else rows.weights[part]
        table += np.bincount(key, weights, size)
    censored, deaths = table[::2], table[1::2]
    there = np.flatnonzero(censored + deaths)
    return _told(there, (censored + deaths)[there], deaths[there])


def _sorted(rows: Rows) -> Tally:
    """The tally from one sort of plain numbers.

    The bits of a number that is not negative sort as the number does, and its sign bit is free:
    shifted out, it leaves room for the flag, so nothing has to be carried along.
    """
    key = rows.durations.view(np.uint64) << np.uint64(1)
    key |= rows.observed
    key.sort()
    flag = key.astype(np.uint8)
    flag &= 1
    key >>= np.uint64(1)
    times = key.view(np.float64)
    fresh = np.empty(len(times), bool)
    fresh[0] = True
    np.not_equal(times[1:], times[:-1], out=fresh[1:])
    count = float(len(times))
    if fresh.all():
        falling = np.asarray(np.arange(count, 0.0, -1.0), np.float64)
        return Tally(times, falling, flag.astype(np.float64))
    starts = np.flatnonzero(fresh)
    at_risk = np.asarray(count - starts, np.float64)
    return Tally(times[starts], at_risk, np.add.reduceat(flag, starts, dtype=np.float64))


def _weighted(rows: Rows, weights: Floats) -> Tally:
    """The tally where rows weigh differently."""
    times, place = np.unique(rows.durations, return_inverse=True)
    leaving = np.bincount(place, weights, len(times))
    return _told(times, leaving, np.bincount(place, weights * rows.observed, len(times)))


def _not_yet(times: Floats, entry: Floats, weights: Floats | None) -> Floats:
    """How many had not yet come at each time: those with entry at or after it."""
    order = np.argsort(entry)
    came = np.searchsorted(entry[order], times, side="left")
    if weights is None:
        return np.asarray(len(entry) - came, np.float64)
    total = np.append(0.0, np.cumsum(weights[order]))
    rest: Floats = total[-1] - total[came]
    return rest
