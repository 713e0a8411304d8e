"""How often do people buy, if nobody ever leaves? The NBD model.

Why it matters: it is the plainest model of buying, and the yardstick: what a model that knows of
leaving predicts better than this one is what leaving explains.
Formula: purchases come at a customer's own rate λ ~ Gamma(r, α), for ever.
    L = Γ(r+x)/Γ(r) (α/(α+T))^r (α+T)^−x,   E[purchases in t] = (r+x)/(α+T) · t
Assumes: everybody stays a customer, at a steady rate.
Cannot say: who has left; it expects of silent people as if they only paused.
Source: Ehrenberg, The pattern of consumer purchases, 1959
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import digamma, gammaln, polygamma

from troth.stats.arrays import Floats
from troth.stats.buying.model import Buying, fitted
from troth.stats.buying.rows import Rows, collapse

__all__ = ("nbd",)


def nbd(frequency: ArrayLike, T: ArrayLike, weights: ArrayLike | None = None) -> Buying:
    """Fit NBD to one row a customer: repeat purchases and how long she was watched.

    Parameters r and alpha, in the unit of T. Everybody counts as alive. The likelihood is that of
    the times of purchase, so it compares with the other models'. Errors as for `bgnbd`.
    """
    times = np.asarray(T)
    last = np.where(np.asarray(frequency) > 0, times, 0)
    rows = collapse(frequency, last, T, weights)
    start = np.log([1.0, float(rows.weight @ rows.T) / float(rows.weight @ rows.x)])
    return fitted(
        "NBD", ("r", "alpha"), (lambda at: _likelihood(rows, at),), start, rows.customers, Staying()
    )


def _likelihood(rows: Rows, at: Floats) -> tuple[float, Floats, Floats]:
    r, alpha = np.exp(at)
    x, w, until = rows.x, rows.weight, alpha + rows.T
    value = gammaln(r + x) - gammaln(r) + r * np.log(alpha) - (r + x) * np.log(until)
    by_r = digamma(r + x) - digamma(r) + np.log(alpha) - np.log(until)
    by_alpha = r / alpha - (r + x) / until
    slope = np.array([w @ by_r, w @ by_alpha])
    rr = w @ (polygamma(1, r + x) - polygamma(1, r))
    ra = w @ (1 / alpha - 1 / until)
    aa = w @ (-r / alpha**2 + (r + x) / until**2)
    scale = np.array([r, alpha])
    gradient = scale * slope
    bend = np.array([[rr, ra], [ra, aa]])
    return float(w @ value), gradient, scale[:, None] * bend * scale + np.diag(gradient)


class Staying:
    """What NBD says of customers: all are alive."""

    __slots__ = ()

    def alive(self, at: Floats, x: Floats, tx: Floats, T: Floats) -> Floats:
        """1 for everybody."""
        return np.ones_like(x)

    def expected(self, at: Floats, t: float, x: Floats, tx: Floats, T: Floats) -> Floats:
        """Her rate, judged from her own count, times t."""
        return np.asarray((at[0] + x) / (at[1] + T) * t, np.float64)

    def newcomer(self, at: Floats, t: Floats) -> Floats:
        """The mean rate times t."""
        return np.asarray(at[0] / at[1] * t, np.float64)
