"""Do stated chances come true? The reliability curve (CORP), with its consistency band.

Why it matters: "80 % likely to renew" has to mean that 80 in 100 such customers renew. Only then
    can a person decide with the number instead of guessing what it means.
Formula: p forecasts, y what happened, c the rising step function of p nearest to y in squares
    (pooled adjacent violators): the chance that each forecast in truth stood for.
    S = mean (p - y)²,  S_c = mean (c - y)²,  S_r = mean (ȳ - y)²
    S = MCB - DSC + UNC;  MCB = S - S_c miscalibration,  DSC = S_r - S_c discrimination,
    UNC = S_r uncertainty
    band: outcomes are drawn anew from the forecasts themselves, c is fitted to each draw, and the
    middle `level` of the draws is told at each forecast
    chance: (1 + draws whose MCB is at least the one seen) / (1 + draws)
Assumes: Rows are independent and a higher forecast never stands for a lower chance. A row of
    weight w is w rows. Several rows of one customer make the band too narrow.
Cannot say: that forecasts are right because the curve stays in the band: with few rows the band is
    wide. The band is for each forecast by itself, so a curve over many of them leaves it somewhere
    more often than 1 - level; `chance` looks at all of them at once. MCB is above 0 even for
    perfect forecasts: read it beside what chance alone gives. Calibrated is not useful: "12 % for
    everybody" is calibrated and says nothing (DSC 0).
Source: Dimitriadis, Gneiting and Jordan, 2021, Stable reliability diagrams for probabilistic
    classifiers; Ayer, Brunk, Ewing, Reid and Silverman, 1955, An empirical distribution function
    for sampling with incomplete information
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from troth.stats.arrays import Floats, number
from troth.stats.forecasts.cells import Cells, chance_alone, coarsened, collapsed, forecasts
from troth.stats.forecasts.isotonic import rising
from troth.stats.normal import quantile
from troth.stats.resampling import DRAWS, SEED

__all__ = ("Reliability", "reliability")


@dataclass(frozen=True, slots=True, eq=False)
class Reliability:
    """The curve at each distinct forecast, in rising order, and the parts of the Brier score.

    `calibrated` is what each `forecast` stood for, `rows` how many rows had it, `low` and `high`
    where the curve lies in `level` of all cases if every forecast is right. `score` is
    miscalibration - discrimination + uncertainty. `by_chance` is the mean miscalibration of right
    forecasts, `by_chance_high` its `level` percentile, `chance` that of one as large as seen.
    """

    forecast: Floats
    calibrated: Floats
    rows: Floats
    low: Floats
    high: Floats
    score: float
    miscalibration: float
    discrimination: float
    uncertainty: float
    by_chance: float
    by_chance_high: float
    chance: float
    n: int
    level: float
    method: str = "CORP, consistency band by resampling"


def reliability(
    p: ArrayLike,
    y: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    level: float = 0.95,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Reliability:
    """What forecasts `p` (0 to 1) stood for, given what happened (`y`, 0 or 1).

    Weights are whole numbers, how many rows a row stands for. Above 2,000 distinct forecasts what
    chance does is reckoned on 2,000 cells of equally many. Raises NumbersError where a forecast is not
    between 0 and 1.
    """
    quantile(level)
    number("draws", draws, least=1, whole=True)
    cells = collapsed(*forecasts(p, y, weights))
    curve, _ = rising(cells.happened / cells.rows, cells.rows)
    score, miss = _square(cells, cells.p), _square(cells, curve)
    rate = float(cells.happened.sum()) / cells.n
    rough = coarsened(cells)
    curves, mcb = _under_calibration(rough, int(draws), seed)
    low, high = np.quantile(curves, [(1 - level) / 2, (1 + level) / 2], axis=0)
    seen = rough.happened / rough.rows
    least = float(_mcb(rough, seen, rising(seen, rough.rows)[0]))
    finer = max(0.0, score - miss - least)
    return Reliability(
        cells.p,
        curve,
        cells.rows,
        np.interp(cells.p, rough.p, low),
        np.interp(cells.p, rough.p, high),
        score,
        max(0.0, score - miss),
        max(0.0, rate * (1 - rate) - miss),
        rate * (1 - rate),
        float(mcb.mean()) + finer,
        float(np.quantile(mcb, level)) + finer,
        float((1 + (mcb >= least - 1e-12).sum()) / (1 + len(mcb))),
        cells.n,
        level,
    )


def _square(cells: Cells, told: Floats) -> float:
    """Mean of (told - y)² over all rows, from the cells."""
    each = cells.rows * told**2 - 2 * told * cells.happened + cells.happened
    return float(each.sum()) / cells.n


def _mcb(cells: Cells, seen: Floats, curve: Floats) -> Floats:
    """How much nearer to what was seen the curve is than the forecasts, a number a draw."""
    gain: Floats = (cells.rows * ((cells.p - seen) ** 2 - (curve - seen) ** 2)).sum(axis=-1)
    return gain / cells.n


def _under_calibration(cells: Cells, draws: int, seed: int) -> tuple[Floats, Floats]:
    """The curve and the MCB of each draw of right forecasts, all draws fitted in one go.

    Each draw is lifted by 2 above the one before, so that no block reaches across two draws.
    """
    seen = chance_alone(cells, draws, seed) / cells.rows
    lift = 2.0 * np.arange(draws)[:, None]
    fitted, _ = rising((seen + lift).ravel(), np.tile(cells.rows, draws))
    curves = fitted.reshape(seen.shape) - lift
    return curves, _mcb(cells, seen, curves)
