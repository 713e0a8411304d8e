"""How do several pieces of evidence add up? Means and products of e-values.

Why it matters: One customer is heard on three channels, one promise is tested every week. Evidence
    in e-values may be put together by plain arithmetic and keeps its meaning; p-values may not.
Formula: an e-value has mean at most 1 where nothing is wrong, so E >= 1/a has chance at most a.
    any dependence                 E = Σ w_i e_i with fixed weights that sum to 1
    independent, or one after      E = Π e_i
        the other, each fair given the past
    from a p-value                 k p^(k-1), or averaged over k: (1 - p + p ln p) / (p (ln p)²)
    back to a p-value              p = min(1, 1/E)
Assumes: Each piece was an honest e-value by itself. For the product besides: each piece is fair
    given all that went before it (fresh data, a bet fixed beforehand).
Cannot say: how probable it is that something is wrong; E = 20 is no 95 % chance of it. A product of
    pieces that share rows is worthless, as is a mean whose weights were picked after the look.
    Turning p into e loses strength: p = .05 is worth 1.8, averaged over k.
Source: Vovk and Wang, 2021, E-values: calibration, combination and applications
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from troth.stats.arrays import Floats, column, number, weighting

__all__ = ("Evidence", "chained_evidence", "evidence_from_p", "pooled_evidence")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Evidence put together from `n` pieces: its e-value, and the p-value it is worth."""

    value: float
    p: float
    n: int
    method: str


def pooled_evidence(e: ArrayLike, weights: ArrayLike | None = None) -> Evidence:
    """All pieces together, whatever their dependence: the mean, weighted if weights are given.

    Weights are scaled to sum to 1 and have to be fixed before the look. Raises NumbersError where
    an e-value is negative.
    """
    found = column("e", e, least=0)
    share = weighting(weights, len(found))
    top = float(found.max()) or 1.0
    mean = float(np.average(found / top, weights=share)) * top
    return Evidence(mean, _worth(mean), len(found), "mean of e-values")


def chained_evidence(e: ArrayLike) -> Evidence:
    """Pieces of which each was fair given those before it: the product.

    Infinite where it is too large for a number of this machine; 0 once a piece was 0.
    """
    found = column("e", e, least=0)
    if (found == 0).any():
        return Evidence(0.0, 1.0, len(found), "product of e-values")
    logs = float(np.sort(np.log(found)).sum())
    value = float(np.exp(logs)) if logs < 709 else float("inf")
    return Evidence(value, _worth(value), len(found), "product of e-values")


def evidence_from_p(p: ArrayLike, k: float | None = None) -> Floats:
    """The e-value each p-value is worth: k p^(k-1) for a k between 0 and 1, None averages over k.

    p = 0 is worth infinitely much. Raises NumbersError where p is outside 0 to 1.
    """
    found = column("p", p, least=0, most=1)
    if k is not None:
        slope = number("k", k, above=0, most=1)
        with np.errstate(divide="ignore"):
            powered: Floats = slope * found ** (slope - 1)
        return powered
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        log = np.log(found)
        worth = (1 - found + found * log) / (found * log**2)
    near = 1 - found
    worth = np.where(near < 1e-3, 0.5 + near / 6 + near**2 / 8, worth)
    averaged: Floats = np.where(found == 0, np.inf, worth)
    return averaged


def _worth(e: float) -> float:
    return min(1.0, 1 / e) if e > 0 else 1.0
