"""Sums over rows whose customers are drawn again: seeded, in any order, quick for a million rows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from troth.stats.arrays import Flags, Floats, Whole
from troth.stats.forecasts.cells import tallied

BUNDLES = 2000
"""More units than this are tied at random into so many bundles, and bundles are drawn."""


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """Who is drawn: the unit of each row, how many units there are, and of how many in truth.

    `rows` is None where every unit is as likely as any other, else how many rows each stands for.
    """

    of: Whole
    size: int
    truly: int
    rows: Floats | None = None


def clustered(codes: Whole, size: int, seed: int) -> Units:
    """Whole clusters are the units; `codes` counts them from 0 in the order of their names."""
    if size <= BUNDLES:
        return Units(codes, size, size)
    bundle = np.random.default_rng(seed).permutation(np.arange(size) % BUNDLES)
    return Units(bundle[codes].astype(np.int64), BUNDLES, size)


def single(p: Floats, y: Flags, weights: Floats, seed: int) -> Units:
    """Each row is a unit, and one of weight w is w of them; equal rows are drawn together."""
    order = np.lexsort((y, p))
    fresh = (np.diff(p[order]) > 0) | (np.diff(y[order].astype(np.int8)) != 0)
    place = np.cumsum(np.append(False, fresh))
    many, truly = int(place[-1]) + 1, int(weights.sum())
    of = np.empty(len(p), np.int64)
    if many > BUNDLES and (weights == 1).all():
        chance = np.random.default_rng(seed)
        of[order] = chance.permutation(np.arange(len(p)) % BUNDLES)
        return Units(of, BUNDLES, truly)
    of[order] = place
    return Units(of, many, truly, tallied(of, weights, many))


def redrawn(sums: Floats, units: Units, draws: int, seed: int) -> Floats:
    """Totals of `sums` (a row a unit) for each draw of the units, seeded."""
    chance = np.random.default_rng(seed)
    share = np.full(units.size, 1 / units.size)
    each, taken = sums, units.size
    if units.rows is not None:
        taken = int(units.rows.sum())
        share, each = units.rows / taken, sums / units.rows[:, None]
    together = max(1, 4_000_000 // units.size)
    parts = [
        chance.multinomial(taken, share, min(together, draws - at)).astype(np.float64) @ each
        for at in range(0, draws, together)
    ]
    return np.concatenate(parts)
