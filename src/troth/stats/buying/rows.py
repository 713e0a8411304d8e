"""Customers as few rows as say the same: equal (frequency, recency, T) are counted, not repeated.

A likelihood needs each distinct row once, with its weight. Where times lie on a grid (whole
days, weeks of seven days, two decimals) logarithms are taken once for each grid point too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.arrays import Flags, Floats, Whole, column, even, weighting

GRIDS = (1, 7, 24, 100, 168)
"""How many grid points a unit of time may have: whole, days of weeks, hours, two decimals."""
CELLS = 16_000_000
"""Up to so many possible rows a table counts them; beyond, the keys are sorted."""
BLOCK = 1 << 15
THIN = 20_000
"""About so many rows give a start that is near enough to the top."""


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Distinct rows, each column as places in a short table of its values, and their weights."""

    x_at: Whole
    x_table: Floats
    tx_at: Whole
    tx_table: Floats
    T_at: Whole
    T_table: Floats
    weight: Floats

    @property
    def x(self) -> Floats:
        """Repeat purchases of each distinct row."""
        return self.x_table[self.x_at]

    @property
    def tx(self) -> Floats:
        """Time of the last purchase of each distinct row."""
        return self.tx_table[self.tx_at]

    @property
    def T(self) -> Floats:
        """How long each distinct row was watched."""
        return self.T_table[self.T_at]

    @property
    def customers(self) -> float:
        """The sum of the weights."""
        return float(self.weight.sum())

    def thinned(self) -> Rows:
        """Every so many-th row, about THIN of them: good enough for a start."""
        step = len(self.weight) // THIN
        if step < 2:
            return self
        return replace(
            self,
            x_at=self.x_at[::step],
            tx_at=self.tx_at[::step],
            T_at=self.T_at[::step],
            weight=self.weight[::step],
        )


def histories_read(
    frequency: ArrayLike, recency: ArrayLike, T: ArrayLike
) -> tuple[Floats, Floats, Floats]:
    """The three columns, checked against each other.

    Raises NumbersError where a purchase count is no whole number, a recency is negative or past
    T, or a customer with repeat purchases has recency 0.
    """
    x = column("frequency", frequency, least=0, whole=True)
    tx = column("recency", recency, least=0)
    until = column("T", T, least=0)
    even(frequency=x, recency=tx, T=until)
    if (tx > until).any():
        _refuse(tx > until * (1 + 1e-12), tx, until)
        tx = np.minimum(tx, until)
    if ((x > 0) != (tx > 0)).any():
        _contradicts(x, tx)
    return x, tx, until


def collapse(
    frequency: ArrayLike, recency: ArrayLike, T: ArrayLike, weights: ArrayLike | None = None
) -> Rows:
    """The distinct rows of a table of customers, with how often (or how heavily) each stands."""
    x, tx, until = histories_read(frequency, recency, T)
    weight = weighting(weights, len(x))
    if not x.any():
        raise NumbersError("frequency is 0 for everybody: nobody bought again, so nothing is seen.")
    points = grid(until, tx)
    if points is None:
        return _as_they_are(x, tx, until, weight)
    steps, (until_at, last_at) = points
    return _counted(x, last_at, until_at, weight, steps)


def blocks(length: int) -> Iterator[slice]:
    """Pieces of a column small enough to stay near the processor."""
    return (slice(at, at + BLOCK) for at in range(0, length, BLOCK))


def grid(*times: Floats) -> tuple[int, list[Whole]] | None:
    """How many points a unit of time has on the grid that holds all times, and which they are.

    None where no grid of GRIDS holds them all.
    """
    for steps in GRIDS:
        if all(_points(each[:200], steps) is not None for each in times):
            found = [_points(each, steps) for each in times]
            if all(each is not None for each in found):
                return steps, [each for each in found if each is not None]
    return None


def on(times: Floats, steps: int) -> bool:
    """Whether every time is a point of that grid."""
    return _points(times, steps) is not None


def _points(times: Floats, steps: int) -> Whole | None:
    """The grid points of these times (none is negative), or None where one lies off the grid."""
    scaled = times * steps
    if scaled.size and scaled.max() > 1e15:
        return None
    points = (scaled + 0.5).astype(np.int64)
    if (points / steps == times).all():
        return points
    near = np.abs(scaled - points).max() <= 1e-9 * (1 + scaled.max())
    return points if near else None


def _counted(x: Floats, last: Whole, until: Whole, weight: Floats | None, steps: int) -> Rows:
    """Rows on a grid, each as one whole number, counted by a table or by sorting."""
    count = x.astype(np.int64)
    low = int(until.min())
    many, wide, deep = int(count.max()) + 1, int(until.max()) + 1 - low, int(last.max()) + 1
    key = (count * wide + (until - low)) * deep + last
    if many * wide * deep <= CELLS:
        table = np.bincount(key, weight)
        found = np.flatnonzero(table)
        held = table[found].astype(np.float64)
    elif weight is None:
        found, times = np.unique(key, return_counts=True)
        held = times.astype(np.float64)
    else:
        found, place = np.unique(key, return_inverse=True)
        held = np.asarray(np.bincount(place, weight), np.float64)
    rest, last_at = np.divmod(found, deep)
    count_at, until_at = np.divmod(rest, wide)
    return Rows(
        count_at,
        np.arange(many, dtype=np.float64),
        last_at,
        np.arange(deep) / steps,
        until_at,
        np.arange(low, low + wide) / steps,
        held,
    )


def _as_they_are(x: Floats, tx: Floats, T: Floats, weight: Floats | None) -> Rows:
    """Rows off any grid, each for itself."""
    each = np.arange(len(x))
    count = x.astype(np.int64)
    table = np.arange(int(count.max()) + 1, dtype=np.float64)
    held = np.ones(len(x)) if weight is None else weight
    return Rows(count, table, each, tx, each, T, held)


def _refuse(odd: Flags, tx: Floats, T: Floats) -> None:
    places = np.flatnonzero(odd)
    if len(places):
        at = int(places[0])
        raise NumbersError(
            f"recency[{at}] is {tx[at]:g}, past T[{at}] = {T[at]:g}: "
            "a last purchase lies between the first one and the end of watching."
        )


def _contradicts(x: Floats, tx: Floats) -> None:
    at = int(np.flatnonzero((x > 0) != (tx > 0))[0])
    if x[at] > 0:
        raise NumbersError(
            f"frequency[{at}] is {x[at]:g} but recency[{at}] is 0: "
            "who bought again did so after the first purchase."
        )
    raise NumbersError(
        f"frequency[{at}] is 0 but recency[{at}] is {tx[at]:g}: "
        "without a repeat purchase recency is 0. Frequency counts repeat purchases only."
    )
