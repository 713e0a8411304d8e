"""Forecasts put together where they are equal, and what chance alone makes of calibrated ones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.arrays import Flags, Floats, Whole, column, even, flags

COARSE = 2000
"""So many cells are enough to see chance: finer ones are put together with their neighbours."""


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """Distinct forecasts in rising order: how many rows each has, how many of them happened."""

    p: Floats
    rows: Floats
    happened: Floats

    @property
    def n(self) -> int:
        """All rows."""
        return int(self.rows.sum())


def forecasts(
    p: ArrayLike, y: ArrayLike, weights: ArrayLike | None = None
) -> tuple[Floats, Flags, Floats]:
    """Forecasts between 0 and 1, what happened, and how many rows each row stands for.

    Weights are whole numbers; rows of weight 0 are left out.
    """
    found = column("p", p, least=0, most=1)
    came = flags("y", y)
    even(p=found, y=came)
    if weights is None:
        return found, came, np.ones(len(found))
    counted = column("weights", weights, least=0, whole=True)
    even(p=found, weights=counted)
    kept = counted > 0
    if not kept.any():
        raise NumbersError("weights sum to 0: no row counts.")
    return found[kept], came[kept], counted[kept]


def collapsed(p: Floats, y: Flags, weights: Floats) -> Cells:
    """Rows with one and the same forecast become one cell."""
    distinct, at = np.unique(p, return_inverse=True)
    size = len(distinct)
    return Cells(distinct, tallied(at, weights, size), tallied(at, weights * y, size))


def tallied(place: Whole, amounts: Floats, size: int) -> Floats:
    """The sum of the amounts at each place."""
    return np.asarray(np.bincount(place, amounts, size), np.float64)


def coarsened(cells: Cells, most: int = COARSE) -> Cells:
    """At most about so many cells, neighbours put together so that each holds as many rows."""
    if len(cells.p) <= most:
        return cells
    middle = (np.cumsum(cells.rows) - cells.rows / 2) / cells.rows.sum()
    place = (middle * most).astype(np.int64)
    starts = np.flatnonzero(np.append(True, place[1:] > place[:-1]))
    rows = np.add.reduceat(cells.rows, starts)
    mean = np.add.reduceat(cells.rows * cells.p, starts) / rows
    return Cells(np.clip(mean, 0, 1), rows, np.add.reduceat(cells.happened, starts))


def chance_alone(cells: Cells, draws: int, seed: int) -> Floats:
    """How many happen in each cell if every forecast is right: a row a draw, seeded."""
    chance = np.random.default_rng(seed)
    rows: Whole = cells.rows.astype(np.int64)
    return chance.binomial(rows, cells.p, (draws, len(rows))).astype(np.float64)
