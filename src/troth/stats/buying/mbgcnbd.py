"""Who will buy again, among people who buy as if by the calendar? The MBG/CNBD-k model.

Why it matters: groceries, refills and payrolls come at regular gaps. Poisson models wait too long
before they wonder about a regular buyer, because they think her gaps could be of any length.
Formula: gaps are Erlang-k: k stages, each at rate λ ~ Gamma(r, α); leaving as in MBG/NBD.
    L = c · Γ(r+kx)/Γ(r) α^r B(a, b+x+1)/B(a, b) (α+T)^−(r+kx) [ S + a/(b+x) ((α+T)/(α+t_x))^(r+kx) ]
    S = Σ_{j<k} (r+kx)_j / j! · ((T−t_x)/(α+T))^j,   c = Π gap^(k−1) / (k−1)!^x
    `expected` sums over the purchases to come, exactly (no rescaling from the Poisson case).
    k is found from the gaps themselves: `regularity`.
Assumes: one regularity k for everybody; otherwise as MBG/NBD.
Cannot say: anything about a mixture of clock-like and bursty buyers; for one person's own rhythm
    ask `fit_shape` and the lens `silence`.
Source: Reutterer, Platzer and Schröder, Leveraging purchase regularity for predicting customer
    behavior the easy way, 2021; Wheat and Morrison, Estimating purchase regularity, 1990
"""

from __future__ import annotations

from math import lgamma

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.arrays import column, even, number, weighting
from troth.stats.buying.dropping import fit
from troth.stats.buying.model import Buying
from troth.stats.buying.rows import collapse

__all__ = ("mbgcnbd", "regularity")


def mbgcnbd(
    frequency: ArrayLike,
    recency: ArrayLike,
    T: ArrayLike,
    k: int,
    log_gaps: ArrayLike | None = None,
    weights: ArrayLike | None = None,
) -> Buying:
    """Fit MBG/CNBD-k with a given whole `k`; k = 1 is MBG/NBD.

    `log_gaps` holds each customer's sum of the logarithms of her gaps. It changes no parameter,
    only makes likelihoods of different k comparable; without it the likelihood lacks that part.
    Columns, weights and errors otherwise as for `bgnbd`.
    """
    stages = int(number("k", k, least=1, whole=True))
    rows = collapse(frequency, recency, T, weights)
    constant = -lgamma(stages) * float(rows.weight @ rows.x)
    if log_gaps is not None:
        logs = column("log_gaps", log_gaps)
        even(frequency=np.asarray(frequency), log_gaps=logs)
        weight = weighting(weights, len(logs))
        constant += (stages - 1) * float(logs.sum() if weight is None else weight @ logs)
    return fit(rows, f"MBG/CNBD-{stages}", zero=1, k=stages, constant=constant)


def regularity(first: ArrayLike, second: ArrayLike) -> float:
    """How regular are gaps? Wheat and Morrison's estimate of k from two gaps of each customer.

    `first` and `second` are two neighbouring gaps of one customer, one row a customer with at
    least two. With m = first/(first+second) and v = mean (m − ½)², as if either gap might have been
    the first, k = (1 − 4v) / (8v): 1 is Poisson, more is more regular, less is bursty. Raises
    NumbersError for gaps of 0 or fewer than two customers.
    """
    one, two = column("first", first, above=0), column("second", second, above=0)
    if even(first=one, second=two) < 2:
        raise NumbersError("Regularity needs two gaps of at least two customers; there is one.")
    spread = float(np.mean((one / (one + two) - 0.5) ** 2))
    if spread == 0:
        raise NumbersError("Everybody's two gaps are equal: a clock, for which k has no end.")
    return (1 - 4 * spread) / (8 * spread)
