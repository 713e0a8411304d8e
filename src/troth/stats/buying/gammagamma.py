"""How much does a customer spend a time? The gamma–gamma model.

Why it matters: one large order makes nobody a large customer. A mean of two receipts says little of
the next one; this model weighs it with what all customers spend.
Formula: receipts of a customer are gamma with shape p and her own scale ν ~ Gamma(q, v). With the mean m of
    x receipts:
    log L = log Γ(px+q) − log Γ(px) − log Γ(q) + q log v + (px−1) log m + px log x − (px+q) log(xm+v)
    E[her mean] = p (v + x m) / (px + q − 1);   of all customers: p v / (q − 1)
Assumes: what people spend a time does not depend on how often they come (the correlation is reported:
    look at it), and does not drift.
Cannot say: what an order costs us, or what a customer is "worth". Where q is at most 1 there is no mean
    of all customers, and none is given.
Source: Fader, Hardie and Lee, RFM and CLV: using iso-value curves for customer base analysis, 2005;
    Colombo and Jiang, A stochastic RFM model, 1999
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import digamma, gammaln, polygamma

from troth.errors import NumbersError
from troth.stats.arrays import Floats, column, even, weighting
from troth.stats.newton import climb

__all__ = ("Spending", "gammagamma")

NAMES = ("p", "q", "v")


@dataclass(frozen=True, slots=True, eq=False)
class Spending:
    """A fitted gamma–gamma model. `correlation` is that of how often with how much (None if flat)."""

    method: str
    params: dict[str, float]
    standard_errors: dict[str, float]
    log_likelihood: float
    customers: float
    correlation: float | None
    covariance: Floats
    steps: int

    @property
    def mean(self) -> float | None:
        """The mean receipt over all customers; None where the data say it has no end (q <= 1)."""
        p, q, v = self.params.values()
        return p * v / (q - 1) if q > 1 else None

    def expected(self, frequency: ArrayLike, amount: ArrayLike) -> Floats:
        """Each customer's own mean receipt, from how many there were and their mean.

        A customer without receipts gets the mean of all, NaN where there is none.
        """
        x = column("frequency", frequency, least=0)
        m = column("amount", amount, least=0)
        even(frequency=x, amount=m)
        p, q, v = self.params.values()
        spread = p * x + q - 1
        told = np.full_like(x, np.nan)
        np.divide(p * (v + x * m), spread, out=told, where=spread > 0)
        return told


def gammagamma(
    frequency: ArrayLike, amount: ArrayLike, weights: ArrayLike | None = None
) -> Spending:
    """Fit to how many receipts each customer has and their mean (above 0), in one currency.

    Customers without receipts say nothing and are left out. Usually receipts after the first one
    are meant, so that `frequency` is that of `histories`. Raises NumbersError where fewer than two
    customers have a receipt, or an amount is not positive.
    """
    x = column("frequency", frequency, least=0)
    even(frequency=x, amount=np.asarray(amount))
    some = x > 0
    if some.sum() < 2:
        raise NumbersError("Fewer than two customers have a receipt: nothing to compare.")
    m = column("amount", np.asarray(amount, np.float64)[some], above=0)
    weight = weighting(weights, len(x))
    held = np.ones(int(some.sum())) if weight is None else weight[some]
    x = x[some]
    scale = float(np.average(m, weights=held))
    top = climb(
        lambda at: _likelihood(at, x, m / scale, held), np.log([2.0, 2.0, 1.0]), what="Gamma–gamma"
    )
    values = np.exp(top.at) * [1, 1, scale]
    covariance = top.covariance()
    errors = np.sqrt(np.diag(covariance))
    return Spending(
        "gamma–gamma",
        {name: float(v) for name, v in zip(NAMES, values, strict=True)},
        {name: float(v * e) for name, v, e in zip(NAMES, values, errors, strict=True)},
        top.value - float(held.sum()) * float(np.log(scale)),
        float(held.sum()),
        _correlation(x, m, held),
        covariance,
        top.steps,
    )


def _likelihood(at: Floats, x: Floats, m: Floats, w: Floats) -> tuple[float, Floats, Floats]:
    p, q, v = np.exp(at)
    px, spent = p * x, x * m + v
    value = gammaln(px + q) - gammaln(px) - gammaln(q) + q * np.log(v)
    value += (px - 1) * np.log(m) + px * np.log(x) - (px + q) * np.log(spent)
    both = digamma(px + q)
    slope = np.array([
        w @ (x * (both - digamma(px) + np.log(m * x) - np.log(spent))),
        w @ (both - digamma(q) + np.log(v) - np.log(spent)),
        w @ (q / v - (px + q) / spent),
    ])  # fmt: skip
    curve = polygamma(1, px + q)
    bend = np.empty((3, 3))
    bend[0, 0] = w @ (x**2 * (curve - polygamma(1, px)))
    bend[0, 1] = bend[1, 0] = w @ (x * curve)
    bend[1, 1] = w @ (curve - polygamma(1, q))
    bend[0, 2] = bend[2, 0] = -(w @ (x / spent))
    bend[1, 2] = bend[2, 1] = w @ (1 / v - 1 / spent)
    bend[2, 2] = w @ (-q / v**2 + (px + q) / spent**2)
    scale = np.array([p, q, v])
    gradient = scale * slope
    return float(w @ value), gradient, scale[:, None] * bend * scale + np.diag(gradient)


def _correlation(x: Floats, m: Floats, w: Floats) -> float | None:
    if np.ptp(x) == 0 or np.ptp(m) == 0:
        return None
    spread = np.cov(np.stack([x, m]), aweights=w)
    return float(spread[0, 1] / np.sqrt(spread[0, 0] * spread[1, 1]))
