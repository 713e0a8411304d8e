"""Has the level shifted, and since when? The CUSUM with its run lengths.

Why it matters: Watching a series for ever, some false alarm is certain. What one can choose is how
    seldom it comes; this prints that number beside how quickly a real shift is caught.
Formula: z_t = (x_t - usual) / spread, turned round to watch for a fall.
    S_t = max(0, S_{t-1} + z_t - k);  alarm at the first S_t >= h
    run length: the mean number of values until the alarm, from the integral equation
    L(u) = 1 + L(0) Φ(k - u - shift) + ∫_0^h L(v) φ(v + k - u - shift) dv,  told at u = 0
    change: the value after the last S_t = 0 before the alarm
    k = .5, h = 4: a false alarm every 335.4 values; a shift of one spread is caught after 8.38
Assumes: Values are normal around a usual level and spread that are known, each independent of the
    one before it. k is half the shift, in spreads, that one wants to catch soonest.
Cannot say: that a false alarm has at most some chance: over a long time it is certain. Level and
    spread taken from a short past, skewed values, weekdays and seasons all make false alarms far
    more frequent than told. The change point is a first guess, and lies early or late by chance.
Source: Page, 1954, Continuous inspection schemes; Brook and Evans, 1972, An approach to the
    probability distribution of CUSUM run length; Siegmund, 1985, Sequential analysis
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.arrays import Floats, column, number
from troth.stats.watching.run_lengths import LONGEST, normal_run_length, told

__all__ = ("Cusum", "cusum", "run_length", "threshold_for")

Side: TypeAlias = Literal["rise", "fall"]
HIGHEST = 120.0


@dataclass(frozen=True, slots=True, eq=False)
class Cusum:
    """One watched series, positions counted from 0.

    `path` is S after each value; `alarm` the place of the first alarm and `change` where the
    shift seems to have begun, both None where there was none. `run_length` is how many values
    pass on average until a false alarm, `delay` until a shift of 2 k spreads is caught.
    """

    path: Floats
    alarm: int | None
    change: int | None
    threshold: float
    k: float
    run_length: float
    delay: float
    n: int
    method: str


def cusum(
    values: ArrayLike,
    usual: float,
    spread: float,
    *,
    k: float = 0.5,
    run_length: float = 370.0,
    threshold: float | None = None,
    side: Side = "rise",
) -> Cusum:
    """Watch values in time order against their usual level and spread (standard deviation).

    The alarm line is set so that a false alarm comes every `run_length` values on average, or
    given as `threshold`. Raises NumbersError where the spread is not positive.
    """
    found = column("values", values)
    middle, width = number("usual", usual), number("spread", spread, above=0)
    if side not in ("rise", "fall"):
        raise NumbersError(f"side is “rise” or “fall”, not “{side}”.")
    line = _line_for(run_length, k) if threshold is None else _line(threshold)
    away = (found - middle) / width
    path, alarm, change = walked((away if side == "rise" else -away) - k, line)
    between, delay = _lengths(_k(k), line)
    return Cusum(
        path, alarm, change, line, k, between, delay, len(found), f"one-sided CUSUM, {side}"
    )


@lru_cache(maxsize=256)
def _line_for(run_length: float, k: float) -> float:
    return threshold_for(run_length, k)


@lru_cache(maxsize=256)
def _lengths(k: float, line: float) -> tuple[float, float]:
    """Values until a false alarm, and until a shift of 2 k is caught; kept for the next series."""
    return told(normal_run_length(k, line, 0.0)), normal_run_length(k, line, 2 * k)


def run_length(k: float, threshold: float, shift: float = 0.0) -> float:
    """How many values pass on average until the alarm, under a shift of so many spreads.

    Raises NumbersError where that is more than 1e9.
    """
    moved = number("shift", shift)
    return told(normal_run_length(_k(k), _line(threshold), moved))


def threshold_for(run_length: float, k: float = 0.5) -> float:
    """The alarm line h at which a false alarm comes every `run_length` values on average.

    Raises NumbersError where no line does that.
    """
    wanted = number("run_length", run_length, above=1, most=LONGEST)
    low, high = 1e-6, _guess(wanted, _k(k))
    first = normal_run_length(k, low, 0.0)
    if wanted < first:
        raise NumbersError(f"At k = {k:g} no run length below {first:.4g} can be had.")
    while high < HIGHEST and normal_run_length(k, high, 0.0) < wanted:
        low, high = high, min(HIGHEST, high * 1.5)
    if normal_run_length(k, high, 0.0) < wanted:
        raise NumbersError(f"No alarm line up to {HIGHEST:g} gives a run length of {wanted:g}.")
    return _between(lambda line: log(normal_run_length(k, line, 0.0) / wanted), low, high)


def walked(scores: Floats, line: float) -> tuple[Floats, int | None, int | None]:
    """The path of S over these scores, the place of its first alarm, and where it set out."""
    total = np.cumsum(scores)
    floor = np.minimum(np.minimum.accumulate(total), 0.0)
    path = total - floor
    over = np.flatnonzero(path >= line - 1e-9)
    if not over.size:
        return path, None, None
    alarm = int(over[0])
    resting = np.flatnonzero(path[:alarm] <= 0)
    return path, alarm, int(resting[-1]) + 1 if resting.size else 0


def _guess(wanted: float, k: float) -> float:
    """Siegmund's approximation, (exp(2kb) - 2kb - 1) / (2k²) at b = h + 1.166, solved roughly."""
    return min(HIGHEST, max(0.5, log(2 * k * k * wanted + 3) / (2 * k)))


def _between(curve: Callable[[float], float], low: float, high: float) -> float:
    """Where a rising, nearly straight curve crosses 0: false position, Illinois variant."""
    below, above = curve(low), curve(high)
    for _ in range(100):
        at = (low * above - high * below) / (above - below)
        here = curve(at)
        if abs(here) < 1e-10 or high - low < 1e-12 * high:
            return at
        if here < 0:
            low, below, above = at, here, above / 2
        else:
            high, above, below = at, here, below / 2
    return high


def _k(k: float) -> float:
    return number("k", k, above=0, most=5)


def _line(threshold: float) -> float:
    return number("threshold", threshold, above=0, most=HIGHEST)
