"""Do new customers score as the old ones did? The population stability index beside its null.

Why it matters: A model goes wrong quietly when the people it sees change. The usual limits (.1 and
    .25) know nothing of how many rows there are: of steady samples of 50, one in six crosses .25.
Formula: bins b by quantiles of the reference, shares r_b there and s_b among the new rows, each
    count with ½ added so that an empty bin does not make it infinite.
    PSI = Σ (s_b - r_b) ln(s_b / r_b)
    by chance: both samples are thrown together and dealt again at random into their sizes
    (seeded); mean, `level` percentile, and the share of deals with a PSI at least as large.
    Roughly (bins - 1)(1/m + 1/n) on average for samples of m and n.
Assumes: Rows are independent. Several rows a customer make a change look surer than it is.
Cannot say: that a drifted score is wrong, nor that a steady one is right: outcomes are needed for
    that (`reliability`, or a CUSUM of the Brier score). With a million rows every difference is
    beyond chance: look at its size. Small bins and many bins raise it.
Source: Jeffreys, 1946, An invariant form for the prior probability in estimation problems;
    Yurdakul and Naranjo, 2020, Statistical properties of the population stability index
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.arrays import Floats, Whole, column, number
from troth.stats.normal import quantile
from troth.stats.resampling import DRAWS, SEED

__all__ = ("ScoreStability", "psi")


@dataclass(frozen=True, slots=True, eq=False)
class ScoreStability:
    """How far `new_rows` scores moved from `reference_rows`, over bins cut at `edges`.

    `by_chance` and `by_chance_high` are the mean and `level` percentile if nothing moved,
    `chance` how often it is then at least as large. `reference` and `new` are shares a bin.
    """

    value: float
    by_chance: float
    by_chance_high: float
    chance: float
    edges: Floats
    reference: Floats
    new: Floats
    reference_rows: int
    new_rows: int
    level: float
    method: str


def psi(
    reference: ArrayLike,
    new: ArrayLike,
    bins: int = 10,
    *,
    level: float = 0.95,
    draws: int = DRAWS,
    seed: int = SEED,
) -> ScoreStability:
    """The index between two samples of scores (any scale), over `bins` by quantiles of the first.

    Scores of few distinct values give fewer bins. Raises NumbersError where the reference is one
    single value, which leaves nothing to compare.
    """
    quantile(level)
    times = int(number("draws", draws, least=1, whole=True))
    old, fresh = column("reference", reference), column("new", new)
    many = int(number("bins", bins, least=2, whole=True))
    edges = np.unique(np.quantile(old, np.arange(1, many) / many, method="higher"))
    edges = edges[edges > old.min()]
    if not edges.size:
        raise NumbersError("reference falls into one bin: there is nothing to compare.")
    before, after = _counted(old, edges), _counted(fresh, edges)
    value = float(_index(before, after))
    both = before + after
    dealt = np.random.default_rng(seed).multivariate_hypergeometric(both, len(old), times)
    null = _index(dealt, both - dealt)
    return ScoreStability(
        value,
        float(null.mean()),
        float(np.quantile(null, level)),
        float((1 + (null >= value - 1e-12).sum()) / (1 + times)),
        edges,
        before / len(old),
        after / len(fresh),
        len(old),
        len(fresh),
        level,
        f"PSI, {len(edges) + 1} bins, null by dealing again",
    )


def _counted(scores: Floats, edges: Floats) -> Whole:
    """How many scores lie in each bin; one on an edge counts upward."""
    place = np.searchsorted(edges, scores, side="right")
    return np.bincount(place, minlength=len(edges) + 1).astype(np.int64)


def _index(before: Whole, after: Whole) -> Floats:
    old, new = before + 0.5, after + 0.5
    old, new = old / old.sum(axis=-1, keepdims=True), new / new.sum(axis=-1, keepdims=True)
    index: Floats = ((new - old) * np.log(new / old)).sum(axis=-1)
    return index
