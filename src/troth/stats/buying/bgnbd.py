"""Who will buy again? The BG/NBD model, with dropping out possible only after a repeat purchase.

Why it matters: no customer tells us that she has left; a rhythm of purchases that has stopped is
all there is to see. This is the model most papers and tools report, so it is here to compare with.
Formula: purchases come at a customer's own rate λ ~ Gamma(r, α); after each repeat purchase she
    leaves with her own chance p ~ Beta(a, b).
    L = Γ(r+x)/Γ(r) α^r B(a, b+x)/B(a, b) [ (α+T)^−(r+x) + 1(x>0) a/(b+x−1) (α+t_x)^−(r+x) ]
    P(alive) = 1 / (1 + 1(x>0) a/(b+x−1) ((α+T)/(α+t_x))^(r+x))
    with x repeat purchases, the last at t_x, watched until T (all counted from her first purchase).
Assumes: purchases at random times within a life (Poisson), rates and chances of leaving independent
    of each other and steady over the time watched.
Cannot say: anything of people who bought once: for them P(alive) is 1 by construction, however long
    ago it was. Take `mbgnbd` for a list of people. Nor why somebody left, nor that she is unhappy.
Source: Fader, Hardie and Lee, "Counting your customers" the easy way, 2005
"""

from __future__ import annotations

from numpy.typing import ArrayLike

from troth.stats.buying.dropping import fit
from troth.stats.buying.model import Buying
from troth.stats.buying.rows import collapse

__all__ = ("Buying", "bgnbd")


def bgnbd(
    frequency: ArrayLike, recency: ArrayLike, T: ArrayLike, weights: ArrayLike | None = None
) -> Buying:
    """Fit BG/NBD to one row a customer, by maximum likelihood, with no penalty.

    `frequency` counts repeat purchases; `recency` is the time from the first purchase to the last
    and `T` that to the end of watching, in one unit, any; `weights` says how many customers a row
    stands for. Parameters r, alpha, a, b. Raises NumbersError for columns that contradict each
    other, and where nobody bought again.
    """
    return fit(collapse(frequency, recency, T, weights), "BG/NBD", zero=0)
