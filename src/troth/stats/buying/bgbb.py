"""Who will give again, when there is one occasion a period? The BG/BB model.

Why it matters: gifts, renewals of a seat, attendance, a monthly box: there is one chance a period, taken
or not. Models of purchases at any moment do not fit such records.
Formula: while alive, a customer takes an occasion with her own chance p ~ Beta(α, β); before each she leaves
    with her own chance θ ~ Beta(γ, δ). With x taken of n, the last at t_x:
    L = B(α+x, β+n−x)/B(α, β) · B(γ, δ+n)/B(γ, δ)
        + Σ_{i=0}^{n−t_x−1} B(α+x, β+t_x−x+i)/B(α, β) · B(γ+1, δ+t_x+i)/B(γ, δ)
    P(alive for occasion n+m) = the first term with δ+n+m for δ+n, over L
    E[taken in the next m] = Σ_{j=1}^m P(alive for occasion n+j) · (α+x)/(α+β+n)
Assumes: occasions are the same for all and known; p and θ are steady and independent of each other.
Cannot say: why an occasion was let pass; holidays and strikes look like leaving.
Source: Fader, Hardie and Shang, Customer-base analysis in a discrete-time noncontractual setting, 2010
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betaln, digamma, polygamma

from troth.errors import NumbersError
from troth.stats.arrays import Floats, column, even, number, weighting
from troth.stats.buying.model import LOOSE
from troth.stats.newton import climb

__all__ = ("Occasions", "bgbb")

NAMES = ("alpha", "beta", "gamma", "delta")


@dataclass(frozen=True, slots=True, eq=False)
class Occasions:
    """A fitted BG/BB model: parameters alpha, beta (taking), gamma, delta (leaving)."""

    method: str
    params: dict[str, float]
    standard_errors: dict[str, float]
    log_likelihood: float
    customers: float
    covariance: Floats
    unsettled: tuple[str, ...]
    steps: int

    def alive(self, x: ArrayLike, tx: ArrayLike, n: ArrayLike, ahead: int = 1) -> Floats:
        """The chance that each is still there for occasion n + `ahead` (1: the next one)."""
        taken, last, seen = _read(x, tx, n)
        more = number("ahead", ahead, least=0, whole=True)
        a, b, c, d = self.params.values()
        whole = _rows(taken, last, seen, (a, b, c, d))[0]
        stay = betaln(a + taken, b + seen - taken) - betaln(a, b)
        stay += betaln(c, d + seen + more) - betaln(c, d)
        return np.asarray(np.exp(stay - whole), np.float64)

    def expected(self, m: int, x: ArrayLike, tx: ArrayLike, n: ArrayLike) -> Floats:
        """How many of the next `m` occasions to expect each of them to take."""
        taken, last, seen = _read(x, tx, n)
        ahead = int(number("m", m, least=0, whole=True))
        a, b, *_ = self.params.values()
        still = [self.alive(taken, last, seen, j) for j in range(1, ahead + 1)]
        return np.asarray(
            sum(still, np.zeros_like(taken)) * (a + taken) / (a + b + seen), np.float64
        )


def bgbb(x: ArrayLike, tx: ArrayLike, n: ArrayLike, weights: ArrayLike | None = None) -> Occasions:
    """Fit BG/BB by maximum likelihood, one row a customer (or a kind of customer, with `weights`).

    `x` occasions taken, `tx` the number of the last one taken (0 if none), `n` occasions there
    were. Raises NumbersError for counts that contradict each other, or where all or none is taken.
    """
    taken, last, seen = _read(x, tx, n)
    weight = weighting(weights, len(taken))
    held = np.ones(len(taken)) if weight is None else weight
    rows, place = np.unique(np.stack([taken, last, seen]), axis=1, return_inverse=True)
    held = np.asarray(np.bincount(place.ravel(), held), np.float64)
    if not (rows[0] @ held > 0 and (rows[2] - rows[0]) @ held > 0):
        raise NumbersError("Every occasion was taken, or none was: nothing tells people apart.")

    def likelihood(at: Floats) -> tuple[float, Floats, Floats]:
        values = np.exp(at)
        value, slope, bend = _rows(rows[0], rows[1], rows[2], tuple(values))
        gradient = values * (slope @ held)
        hessian = values[:, None] * (bend @ held) * values + np.diag(gradient)
        return float(held @ value), gradient, hessian

    top = climb(likelihood, np.log([1.0, 1.0, 1.0, 3.0]), what="BG/BB")
    covariance = top.covariance()
    with np.errstate(invalid="ignore"):
        errors = np.sqrt(np.diag(covariance))
    params = {name: float(v) for name, v in zip(NAMES, np.exp(top.at), strict=True)}
    return Occasions(
        "BG/BB",
        params,
        {name: params[name] * float(e) for name, e in zip(NAMES, errors, strict=True)},
        top.value,
        float(held.sum()),
        covariance,
        tuple(name for name, e in zip(NAMES, errors, strict=True) if not e < LOOSE),
        top.steps,
    )


def _read(x: ArrayLike, tx: ArrayLike, n: ArrayLike) -> tuple[Floats, Floats, Floats]:
    taken = column("x", x, least=0, whole=True)
    last = column("tx", tx, least=0, whole=True)
    seen = column("n", n, least=1, whole=True)
    even(x=taken, tx=last, n=seen)
    odd = (last > seen) | (taken > last) | ((taken == 0) != (last == 0))
    if odd.any():
        at = int(np.flatnonzero(odd)[0])
        raise NumbersError(
            f"Row {at} cannot be: {taken[at]:g} taken, the last at {last[at]:g}, "
            f"of {seen[at]:g} occasions."
        )
    return taken, last, seen


def _rows(x: Floats, tx: Floats, n: Floats, at: tuple[float, ...]) -> tuple[Floats, Floats, Floats]:
    """Each row's log-likelihood, its gradient (4 × rows) and Hessian in the parameters.

    Every way to have lived (left before occasion tx+i+1, or not at all) is one term of a sum.
    """
    a, b, c, d = at
    ways = int((n - tx).max()) + 1
    left = np.arange(ways)[:, None]
    stayed = left >= n - tx
    unmet = np.where(stayed, n - x, tx - x + left)
    past = np.where(stayed, d + n, d + tx + left)
    gone = np.where(stayed, 0.0, 1.0)
    term = betaln(a + x, b + unmet) - betaln(a, b) + betaln(c + gone, past) - betaln(c, d)
    term = np.where(left > n - tx, -np.inf, term)
    top = term.max(axis=0)
    mass = np.exp(term - top)
    total = mass.sum(axis=0)
    share = mass / total
    whole, under = digamma(a + b + x + unmet), digamma(c + gone + past)
    slopes = np.stack([
        digamma(a + x) - whole - digamma(a) + digamma(a + b),
        digamma(b + unmet) - whole - digamma(b) + digamma(a + b),
        digamma(c + gone) - under - digamma(c) + digamma(c + d),
        digamma(past) - under - digamma(d) + digamma(c + d),
    ])  # fmt: skip
    slope = (share * slopes).sum(axis=1)
    bend = np.einsum("wr,iwr,jwr->ijr", share, slopes, slopes) - slope[:, None] * slope[None]
    taking = polygamma(1, a + b) - polygamma(1, a + b + x + unmet)
    leaving = polygamma(1, c + d) - polygamma(1, c + gone + past)
    own = (
        (0, 0, polygamma(1, a + x) - polygamma(1, a) + taking),
        (0, 1, taking),
        (1, 0, taking),
        (1, 1, polygamma(1, b + unmet) - polygamma(1, b) + taking),
        (2, 2, polygamma(1, c + gone) - polygamma(1, c) + leaving),
        (2, 3, leaving),
        (3, 2, leaving),
        (3, 3, polygamma(1, past) - polygamma(1, d) + leaving),
    )
    for i, j, one in own:
        bend[i, j] += (share * one).sum(axis=0)
    return np.asarray(top + np.log(total), np.float64), slope, bend
