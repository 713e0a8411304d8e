"""The variance of a weighted sum from what each cluster contributes to it (linearisation)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.arrays import Floats, Whole, number
from troth.stats.rates.labels import labelled


@dataclass(frozen=True, slots=True, eq=False)
class Design:
    """Who was drawn together: the cluster of each row, the stratum of each cluster.

    `left` is, for each stratum, the share of its clusters that was not drawn: 1 where unknown.
    """

    cluster: Whole
    stratum: Whole
    per_stratum: Floats
    left: Floats

    @property
    def clusters(self) -> int:
        """How many clusters were drawn."""
        return len(self.stratum)

    @property
    def degrees(self) -> int:
        """Degrees of freedom: clusters less strata; 0 where nothing can be told."""
        return self.clusters - len(self.per_stratum)

    def variance(self, influence: Floats) -> float | None:
        """The variance of the sum of `influence`, a number a row; None from one cluster."""
        if self.degrees < 1:
            return None
        sums = np.bincount(self.cluster, weights=influence, minlength=self.clusters)
        middle = np.bincount(self.stratum, weights=sums) / self.per_stratum
        squares = np.bincount(self.stratum, weights=(sums - middle[self.stratum]) ** 2)
        scale = self.left * self.per_stratum / np.maximum(self.per_stratum - 1, 1)
        return float(scale @ squares)


def design(
    rows: int,
    clusters: ArrayLike | None,
    strata: ArrayLike | None,
    drawn_from: float | Mapping[Any, float] | None,
) -> Design:
    """Read clusters, strata and how many clusters there are (a number, or one a stratum)."""
    cluster, known = labelled("clusters", np.arange(rows) if clusters is None else clusters, rows)
    groups, names = labelled("strata", np.zeros(rows) if strata is None else strata, rows)
    stratum = np.zeros(len(known), np.int64)
    stratum[cluster] = groups
    split = np.flatnonzero(stratum[cluster] != groups)
    if split.size:
        raise NumbersError(f"Cluster “{known[cluster[split[0]]]}” lies in more than one stratum.")
    per = np.bincount(stratum, minlength=len(names)).astype(np.float64)
    if len(names) > 1 and (per < 2).any():
        lonely = names[int(np.argmin(per))]
        raise NumbersError(
            f"Stratum “{lonely}” has one cluster, so its spread cannot be told: join it to another."
        )
    return Design(cluster, stratum, per, _left(names, per, strata is not None, drawn_from))


def _left(
    names: list[Any], per: Floats, several: bool, drawn_from: float | Mapping[Any, float] | None
) -> Floats:
    if drawn_from is None:
        return np.ones(len(names))
    if not isinstance(drawn_from, Mapping):
        if several and len(names) > 1:
            raise NumbersError("drawn_from has to say for each stratum how many clusters it has.")
        drawn_from = dict.fromkeys(names, drawn_from)
    missing = [name for name in names if name not in drawn_from]
    if missing:
        raise NumbersError(f"drawn_from does not say how many clusters stratum “{missing[0]}” has.")
    total = np.array([number("drawn_from", drawn_from[name], above=0) for name in names])
    if (total < per).any():
        at = int(np.flatnonzero(total < per)[0])
        raise NumbersError(
            f"{per[at]:g} clusters were drawn, but drawn_from says there are {total[at]:g}."
        )
    left: Floats = 1 - per / total
    return left
