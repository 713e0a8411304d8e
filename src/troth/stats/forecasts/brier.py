"""How good are stated chances? The Brier score, its three parts, and the log score.

Why it matters: One number for "how far off", which rewards saying what one believes; and its parts
    tell whether forecasts are off the mark, say too little, or the matter is simply uncertain.
Formula: p forecasts, y what happened (0 or 1), n rows; n_g rows of group g (one forecast, or one
    bin), p̄_g their mean forecast, ȳ_g the share that happened, ȳ that of all.
    Brier = mean (p - y)² = REL - RES + UNC + within
    REL = Σ n_g/n (p̄_g - ȳ_g)²,  RES = Σ n_g/n (ȳ_g - ȳ)²,  UNC = ȳ (1 - ȳ)
    within: what bins leave over, 0 where groups are single forecasts
    log score = -mean ln(chance given to what happened);  skill = 1 - Brier / UNC
    interval: whole customers (clusters) are drawn again; twice the number less the percentiles
    of the draws, cut off at what is possible and never leaving the number itself out
Assumes: Clusters are independent, rows within one need not be. Without clusters rows are.
    A row of weight w is w rows.
Cannot say: REL and RES in small groups: both come out too large by chance, REL even for perfect
    forecasts (`rel_by_chance`), their 95 % intervals hold the truth 85 to 90 times in
    100, and over 200 groups they get none. Below 10 clusters nothing is said about how sure it is. A log score is infinite once
    something called impossible happened. Two Brier scores compare only on the same cases.
Source: Brier, 1950, Verification of forecasts expressed in terms of probability; Murphy, 1973, A
    new vector partition of the probability score; Stephenson, Coelho and Jolliffe, 2008, Two extra
    components in the Brier score decomposition
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from troth.stats.arrays import Flags, Floats, Whole, coded, even, number
from troth.stats.forecasts.cells import forecasts
from troth.stats.forecasts.redrawn import Units, clustered, redrawn, single
from troth.stats.normal import quantile
from troth.stats.rates.proportions import Interval
from troth.stats.resampling import DRAWS, SEED

__all__ = ("Brier", "brier")

FEW = 10
"""Below so many clusters nothing is said about how sure a score is."""
MANY = 200
"""Above so many groups each is too thin for an interval of the parts."""


@dataclass(frozen=True, slots=True)
class Brier:
    """Scores of `n` forecasts by `clusters` independent units, with their intervals.

    score = reliability - resolution + uncertainty + within. `rel_by_chance` is the mean
    reliability of right forecasts in the same groups. `skill` has no value where everything or
    nothing happened.
    """

    score: Interval
    log_score: Interval
    skill: Interval
    reliability: Interval
    resolution: Interval
    uncertainty: Interval
    within: float
    rel_by_chance: float
    groups: int
    clusters: int
    n: int


def brier(
    p: ArrayLike,
    y: ArrayLike,
    bins: int | None = None,
    *,
    weights: ArrayLike | None = None,
    clusters: ArrayLike | Sequence[Any] | None = None,
    level: float = 0.95,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Brier:
    """Scores of forecasts `p` (0 to 1) of what happened (`y`, 0 or 1).

    Groups are the distinct forecasts, or `bins` of equal width. `clusters` names for each row who
    answers for it (a customer). Weights are whole numbers, how many rows a row stands for.
    """
    quantile(level)
    times = int(number("draws", draws, least=1, whole=True))
    found, came, rows = forecasts(p, y, weights)
    group, many = _groups(found, bins)
    units = _units(found, came, rows, clusters, weights, seed)
    whole = _parts(_sums(found, came, rows, group, many, np.zeros(len(found), np.int64), 1))[0]
    split = (group, many) if many <= MANY else (np.zeros_like(group), 1)
    drawn = redrawn(_sums(found, came, rows, *split, units.of, units.size), units, times, seed)
    low, high = _limits(whole, _parts(drawn), level, units.truly, many)
    size, unit = int(rows.sum()), "rows" if clusters is None else "clusters"
    told = [
        Interval(None if np.isnan(each) else float(each), below, above, size, level, method)
        for each, below, above, method in zip(
            whole[:6], low, high, (f"{name}, {unit} drawn again" for name in NAMES), strict=True
        )
    ]
    within = float(whole[0] - (whole[3] - whole[4] + whole[5])) if bins else 0.0
    by_chance = _by_chance(found, rows, group)
    score, log_score, skill, rel, res, unc = told
    return Brier(score, log_score, skill, rel, res, unc, within, by_chance, many, units.truly, size)


PARTS = (3, 4)
"""Where the two parts stand that need groups."""
NAMES = ("Brier score", "log score", "Brier skill", "REL (Murphy)", "RES (Murphy)", "UNC (Murphy)")
MOST = (1.0, np.inf, 1.0, 1.0, 0.25, 0.25)
LEAST = (0.0, 0.0, -np.inf, 0.0, 0.0, 0.0)


def _groups(p: Floats, bins: int | None) -> tuple[Whole, int]:
    """A whole number for the group of each row, none left empty, and how many there are."""
    place = p
    if bins is not None:
        most = number("bins", bins, least=1, whole=True)
        place = np.minimum(np.floor(p * most + 1e-9), most - 1)
    distinct, group = np.unique(place, return_inverse=True)
    return group.astype(np.int64), len(distinct)


def _units(
    p: Floats,
    y: Flags,
    rows: Floats,
    clusters: ArrayLike | Sequence[Any] | None,
    weights: ArrayLike | None,
    seed: int,
) -> Units:
    if clusters is None:
        return single(p, y, rows, seed)
    codes, names = coded(clusters)
    if weights is not None:
        counted = np.asarray(weights, np.float64)
        even(weights=counted, clusters=codes)
        codes, names = coded(codes[counted > 0])
    even(p=p, clusters=codes)
    return clustered(codes, len(names), seed)


def _sums(
    p: Floats, y: Flags, rows: Floats, group: Whole, many: int, unit: Whole, size: int
) -> Floats:
    """Sums, a row a unit: squared errors, log losses (infinite ones apart), then for each group
    how many rows, how many happened, and the forecasts."""
    given = np.where(y, p, 1 - p)
    loss = -np.log(np.where(given > 0, given, 1.0))
    whole = [np.bincount(unit, rows * each, size) for each in ((p - y) ** 2, loss, given == 0)]
    place = unit * many + group
    cells = [
        np.bincount(place, rows * each, size * many).reshape(size, many)
        for each in (np.ones(len(p)), y, p)
    ]
    return np.hstack([np.stack(whole, axis=1), *cells])


def _parts(sums: Floats) -> Floats:
    """Six numbers and the overall share from each row of sums; no skill (NaN) where everything
    or nothing happened."""
    square, loss, never = sums[:, 0], sums[:, 1], sums[:, 2]
    rows, came, said = np.split(sums[:, 3:], 3, axis=1)
    n = rows.sum(axis=1)
    rate = came.sum(axis=1) / n
    held = np.maximum(rows, 1.0)
    share = came / held
    rel = (rows * (said / held - share) ** 2).sum(axis=1) / n
    res = (rows * (share - rate[:, None]) ** 2).sum(axis=1) / n
    unc = rate * (1 - rate)
    skill = np.where(unc > 0, 1 - square / n / np.where(unc > 0, unc, 1.0), np.nan)
    logs = np.where(never > 0, np.inf, loss / n)
    return np.stack([square / n, logs, skill, rel, res, unc, rate], axis=1)


def _limits(
    whole: Floats, drawn: Floats, level: float, clusters: int, groups: int
) -> tuple[list[float], list[float]]:
    """Twice each number less the percentiles of its draws, within what is possible and around it.

    The uncertainty goes by the percentiles of the share itself, whose curve turns at one half.
    """
    low, high = list(LEAST), list(MOST)
    if clusters < FEW:
        return low, high
    tails = [(1 - level) / 2, (1 + level) / 2]
    for at, (floor, top, value) in enumerate(zip(LEAST[:5], MOST[:5], whole[:5], strict=True)):
        kept = drawn[np.isfinite(drawn[:, at]), at]
        if (groups > MANY and at in PARTS) or not np.isfinite(value) or not kept.size:
            continue
        below, above = 2 * value - np.quantile(kept, tails)[::-1]
        low[at], high[at] = max(floor, min(below, value)), min(top, max(above, value))
    ends = np.quantile(drawn[:, 6], tails)
    spread = ends * (1 - ends)
    low[5] = float(spread.min())
    high[5] = 0.25 if ends[0] <= 0.5 <= ends[1] else float(spread.max())
    return [float(each) for each in low], [float(each) for each in high]


def _by_chance(p: Floats, rows: Floats, group: Whole) -> float:
    """The mean REL of right forecasts: the scatter of each group's share around its forecast."""
    scatter, size = np.bincount(group, rows * p * (1 - p)), np.bincount(group, rows)
    return float((scatter / size).sum() / rows.sum())
