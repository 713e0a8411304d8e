"""How far are stated chances off, on average? The expected calibration error beside its null.

Why it matters: The number is popular and nearly always printed alone. Yet 100 perfect forecasts in
    15 bins show .12 by chance, so .12 from 100 rows says nothing at all.
Formula: bins of the forecasts, n_b rows in bin b; p̄_b mean forecast, ȳ_b share that happened.
    ECE = Σ n_b/n |ȳ_b - p̄_b|
    by chance: outcomes are drawn anew from the forecasts themselves; mean, `level` percentile, and
    the share of draws with an ECE at least as large as seen
    bins of equal width hold p from b/bins up to below (b+1)/bins, the last one its end too; bins
    of equal mass hold as many rows each, equal forecasts together
Assumes: Rows are independent. A row of weight w is w rows.
Cannot say: anything without n, the bins and the number by chance beside it: two ECE of different n
    or bins are not comparable. Errors inside a bin cancel. A constant forecast of the overall share
    has ECE near 0 and is of no use.
Source: Naeini, Cooper and Hauskrecht, 2015, Obtaining well calibrated probabilities using Bayesian
    binning; Bröcker and Smith, 2007, Increasing the reliability of reliability diagrams
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.arrays import Floats, Whole, number
from troth.stats.forecasts.cells import Cells, chance_alone, coarsened, collapsed, forecasts
from troth.stats.normal import quantile
from troth.stats.resampling import DRAWS, SEED

__all__ = ("CalibrationError", "ece")

Kind: TypeAlias = Literal["width", "mass"]


@dataclass(frozen=True, slots=True)
class CalibrationError:
    """The error of `n` forecasts in `bins` bins that hold any.

    `by_chance` is the mean error of right forecasts of the same numbers, `by_chance_high` their
    `level` percentile, `chance` how often they err at least as much; `excess` is value less
    `by_chance`.
    """

    value: float
    by_chance: float
    by_chance_high: float
    excess: float
    chance: float
    bins: int
    n: int
    level: float
    method: str


def ece(
    p: ArrayLike,
    y: ArrayLike,
    bins: int = 15,
    *,
    kind: Kind = "width",
    weights: ArrayLike | None = None,
    level: float = 0.95,
    draws: int = DRAWS,
    seed: int = SEED,
) -> CalibrationError:
    """The mean gap between forecasts `p` (0 to 1) and what happened (`y`, 0 or 1), bin by bin.

    `kind` is "width" (equal stretches of p) or "mass" (equally many rows). Weights are whole
    numbers, how many rows a row stands for.
    """
    quantile(level)
    number("draws", draws, least=1, whole=True)
    many = int(number("bins", bins, least=1, whole=True))
    if kind not in ("width", "mass"):
        raise NumbersError(f"kind is “width” or “mass”, not “{kind}”.")
    cells = collapsed(*forecasts(p, y, weights))
    place = _places(cells, many, kind)
    gaps = cells.happened - cells.rows * cells.p
    value = float(np.abs(np.bincount(place, gaps)).sum()) / cells.n
    rough, starts = _coarse_in_bins(cells, place)
    drawn = chance_alone(rough, int(draws), seed) - rough.rows * rough.p
    null = np.abs(np.add.reduceat(drawn, starts, axis=1)).sum(axis=1) / cells.n
    mean, high = float(null.mean()), float(np.quantile(null, level))
    chance = float((1 + (null >= value - 1e-12).sum()) / (1 + len(null)))
    used = len(np.unique(place))
    method = f"ECE, {many} bins of equal {kind}"
    return CalibrationError(value, mean, high, value - mean, chance, used, cells.n, level, method)


def _places(cells: Cells, bins: int, kind: Kind) -> Whole:
    """The bin of each cell."""
    share = cells.p
    if kind == "mass":
        share = (np.cumsum(cells.rows) - cells.rows / 2) / cells.n
    return np.minimum((share * bins + 1e-9).astype(np.int64), bins - 1)


def _coarse_in_bins(cells: Cells, place: Whole) -> tuple[Cells, Whole]:
    """Few cells, none of them reaching over the edge of a bin, and where each bin starts."""
    edges = np.flatnonzero(np.append(True, np.diff(place) > 0))
    ends = np.append(edges[1:], len(place))
    most = max(1, 2000 // len(edges))
    parts = [
        coarsened(Cells(cells.p[a:b], cells.rows[a:b], cells.happened[a:b]), most)
        for a, b in zip(edges, ends, strict=True)
    ]
    starts = np.cumsum([0] + [len(part.p) for part in parts[:-1]])
    columns: list[Floats] = [
        np.concatenate([getattr(part, name) for part in parts])
        for name in ("p", "rows", "happened")
    ]
    return Cells(*columns), starts.astype(np.int64)
