"""What the beta-geometric family says of customers: alive or not, and how much they will buy.

Sums over a future with k > 1 are exact: by the stage a gap has reached, by how many stages
follow (negative binomial), and by how likely she is still there after each purchase.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import betainc, betaln, gammaln, hyp2f1

from troth.stats.arrays import Floats
from troth.stats.buying.dropout import likelihood, odds
from troth.stats.buying.model import Buying, fitted
from troth.stats.buying.pairs import by_pair
from troth.stats.buying.rows import Rows, blocks
from troth.stats.newton import Likelihood

NAMES = ("r", "alpha", "a", "b")
NEAR_ONE = 1e-4
"""So near to a = 1 the formula is 0/0; a line across is right to the square of this."""


def fit(rows: Rows, method: str, zero: int, k: int = 1, constant: float = 0.0) -> Buying:
    """The maximum of the likelihood, from a start taken from the mean rate of buying."""
    bought = float(rows.weight @ rows.x)
    watched = float(rows.weight @ rows.T)
    start = np.log([1.0, k * watched / bought, 1.0, 3.0])

    def of(some: Rows, added: float) -> Likelihood:
        def value(at: Floats) -> tuple[float, Floats, Floats]:
            found, slope, bend = likelihood(some, at, zero, k)
            return found + added, slope, bend

        return value

    thinned = rows.thinned()
    first = () if thinned is rows else (of(thinned, 0.0),)
    climbs = (*first, of(rows, constant))
    return fitted(method, NAMES, climbs, start, rows.customers, Dropping(zero, k))


@dataclass(frozen=True, slots=True)
class Dropping:
    """The family's predictions; `zero` and `k` say which member it is."""

    zero: int
    k: int = 1

    def alive(self, at: Floats, x: Floats, tx: Floats, T: Floats) -> Floats:
        """One less the chance that the last purchase seen was her last."""
        r, alpha, a, b = (float(each) for each in at)
        told = np.empty_like(T)
        for some in blocks(len(T)):
            gone = odds(x[some], tx[some], T[some], (r, alpha, a, b), self.zero, self.k)
            np.exp(np.minimum(gone, 700, out=gone), out=gone)
            gone += 1
            np.divide(1, gone, out=told[some])
        return told

    def expected(self, at: Floats, t: float, x: Floats, tx: Floats, T: Floats) -> Floats:
        """Alive, times what a living customer with her history buys in t."""
        alive = self.alive(at, x, tx, T)
        if self.k > 1:
            alive *= _stagewise(at, t, x, tx, T, self.k, self.zero)
            return alive
        r, alpha, a, b = (float(each) for each in at)

        def future(count: Floats, until: Floats) -> Floats:
            ahead = t / (alpha + until + t)
            return _future(r + count, a, b + count + self.zero, ahead)

        alive *= by_pair(future, x, T)
        return alive

    def newcomer(self, at: Floats, t: Floats) -> Floats:
        """The same for somebody who has just bought for the first time."""
        r, alpha, a, b = (float(each) for each in at)
        start = b / (a + b) if self.zero else 1.0
        if self.k > 1:
            none = np.zeros_like(t)
            each = [
                _stagewise(at, float(one), none[:1], none[:1], none[:1], self.k, self.zero)[0]
                for one in t
            ]
            return start * np.array(each)
        return start * _future(
            np.full_like(t, r), a, np.full_like(t, b + self.zero), t / (alpha + t)
        )


def _future(shape: Floats, a: float, left: Floats, ahead: Floats) -> Floats:
    """Purchases of a living customer with chance Beta(a, left) of leaving after each."""
    if abs(a - 1) >= NEAR_ONE:
        return _closed(shape, a, left, ahead)
    below, above = (_closed(shape, 1 + sign * NEAR_ONE, left, ahead) for sign in (-1, 1))
    share = (a - 1 + NEAR_ONE) / (2 * NEAR_ONE)
    return below + share * (above - below)


def _closed(shape: Floats, a: float, left: Floats, ahead: Floats) -> Floats:
    """(a+b-1)/(a-1) [1 - (1-z)^(a-1) 2F1(a-1, a+b-1-R; a+b-1; z)], b = left, R = shape.

    The hypergeometric function stands in Euler's second form, whose first arguments stay small
    however many purchases there were.
    """
    whole = a + left - 1
    series = hyp2f1(a - 1, whole - shape, whole, ahead)
    return np.asarray(whole / (a - 1) * (1 - (1 - ahead) ** (a - 1) * series), np.float64)


def _stagewise(at: Floats, t: float, x: Floats, tx: Floats, T: Floats, k: int, zero: int) -> Floats:
    """Purchases of a living customer with Erlang-k gaps, summed over the m-th purchase to come."""
    r, alpha, a, b = (float(each) for each in at)
    shape, u = r + k * x, (T - tx) / (alpha + T)
    ahead = t / (alpha + T + t)
    left = b + x + zero
    stage = np.array([
        np.exp(gammaln(shape + j) - gammaln(shape) - gammaln(j + 1)) * u**j for j in range(k)
    ])  # fmt: skip
    stage /= stage.sum(0)
    total = np.zeros_like(u)
    for m in range(1, 100_000):
        stays = np.exp(betaln(a, left + m - 1) - betaln(a, left))
        bought = sum(stage[j] * betainc(m * k - j, shape + j, ahead) for j in range(k))
        term = bought * stays
        total += term
        if term.max() <= 1e-12 * max(1.0, float(total.max())):
            break
    return total
