"""Who will buy again? The MBG/NBD model, with dropping out possible after the first purchase too.

Why it matters: most customers of most shops buy once. A model that calls them all alive (BG/NBD) is
of no use to somebody who wants to know whom to ask; this one is our default.
Formula: as BG/NBD, but a customer may leave after her very first purchase.
    L = Γ(r+x)/Γ(r) α^r [ B(a, b+x+1)/B(a, b) (α+T)^−(r+x) + B(a+1, b+x)/B(a, b) (α+t_x)^−(r+x) ]
    P(alive) = 1 / (1 + a/(b+x) ((α+T)/(α+t_x))^(r+x))
    with x repeat purchases, the last at t_x, watched until T (all counted from her first purchase).
Assumes: purchases at random times within a life (Poisson), rates and chances of leaving independent
    of each other and steady over the time watched.
Cannot say: why somebody left, or that she is unhappy; nor, for people as regular as a clock or as
    bursty as a builder, how likely a gap is (see `mbgcnbd` and `fit_shape`). A chance is no order
    to act: "predicts churn" is a false promise.
Source: Batislam, Denizel and Filiztekin, Empirical validation and comparison of models for customer
    base analysis, 2007; Hoppe and Wagner, Customer base analysis: the case for a central variant, 2007
"""

from __future__ import annotations

from numpy.typing import ArrayLike

from troth.stats.buying.dropping import fit
from troth.stats.buying.model import Buying
from troth.stats.buying.rows import collapse

__all__ = ("mbgnbd",)


def mbgnbd(
    frequency: ArrayLike, recency: ArrayLike, T: ArrayLike, weights: ArrayLike | None = None
) -> Buying:
    """Fit MBG/NBD to one row a customer, by maximum likelihood, with no penalty.

    Columns, weights and errors as for `bgnbd`. Parameters r, alpha, a, b.
    """
    return fit(collapse(frequency, recency, T, weights), "MBG/NBD", zero=1)
