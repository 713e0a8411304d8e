"""Who will still be here, renewal after renewal? The shifted-beta-geometric curve.

Why it matters: The share that renews usually rises with age. Mostly that is sorting: those likely
    to leave have left. A curve that knows this reaches years nobody has seen yet, from nothing but
    a column of counts.
Formula: Each customer leaves at every renewal with a chance of their own, spread as Beta(α, β).
    S(t) = B(α, β+t) / B(α, β)        still there after t renewals
    r_t  = (β+t−1) / (α+β+t−1)        share of those asked at renewal t that stays
    log L = Σ_t [lost_t log(1−r_t) + kept_t log r_t], highest by Newton in log α and log β.
    New customer, m now and at every renewal made:   m Σ_{t≥0} S(t)/(1+d)^t = m ₂F₁(1, β; α+β; z)
    Just before renewal n:   m (β+n−1)/(α+β+n−1) ₂F₁(1, β+n; α+β+n; z),   z = 1/(1+d).
    Intervals: delta method on the logit scale of S and r (log scale of a value). Misfit:
    likelihood ratio against a share of its own for every renewal.
Assumes: Contracts with a known moment of renewal; a chance of leaving that stays a customer's
    own and does not change with time; customers independent; all cohorts from the same mixture.
    Counts are people: percentages give the same curve, but intervals as for 100 people.
Cannot say: That customers grow more loyal: the share rises here though none of them changes.
    Nothing about one customer's own chance, nor about a price or a rival to come. The intervals
    hold the doubt about α and β only, not that the curve itself may be the wrong one.
Source: Fader and Hardie, How to project customer retention, 2007; Fader and Hardie, Customer-base
    valuation in a contractual setting: the perils of ignoring heterogeneity, 2010
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtrc, expit, hyp2f1, logit, xlogy

from troth.errors import NumbersError
from troth.stats.arrays import Floats, column, number
from troth.stats.newton import Likelihood, climb
from troth.stats.normal import quantile

__all__ = ("Band", "Misfit", "RenewalCurve", "sbg")

LONGEST = 100_000
Curve: TypeAlias = Callable[[float, float, Floats], tuple[Floats, Floats]]


@dataclass(frozen=True, slots=True, eq=False)
class Band:
    """A curve with a pointwise interval around each value; `n` customers at the start."""

    at: Floats
    value: Floats
    low: Floats
    high: Floats
    n: int
    level: float
    method: str


@dataclass(frozen=True, slots=True)
class Misfit:
    """How far the curve lies from the shares seen; `p` is None where nothing is left to test."""

    chi2: float
    degrees: int
    p: float | None


@dataclass(frozen=True, slots=True, eq=False)
class RenewalCurve:
    """The fitted curve: two parameters, and what follows from them."""

    params: dict[str, float]
    standard_errors: dict[str, float]
    log_likelihood: float
    n: int
    misfit: Misfit
    log_covariance: Floats
    """Of log α and log β."""

    def survival(self, t: ArrayLike) -> float | Floats:
        """Expected share still there after t renewals (0 = at the start); as t, number or array."""
        return _as_given(t, _survival(*self._params(), _periods(t, 0))[0])

    def renewal(self, t: ArrayLike) -> float | Floats:
        """Expected share that stays of those asked at renewal t (1 = the first); as t."""
        return _as_given(t, _renewal(*self._params(), _periods(t, 1))[0])

    def survival_band(self, t: ArrayLike, level: float = 0.95) -> Band:
        """S(t) with pointwise intervals (delta method on the logit scale)."""
        return self._band(_survival, _periods(t, 0), level)

    def renewal_band(self, t: ArrayLike, level: float = 0.95) -> Band:
        """r_t with pointwise intervals (delta method on the logit scale)."""
        return self._band(_renewal, _periods(t, 1), level)

    def lifetime_value(self, margin: float = 1.0, discount: float = 0.1) -> float:
        """What a new customer is expected to bring: `margin` now and at every renewal made.

        The first payment is made now, undiscounted, and counts; `discount` is a rate a period.
        Raises NumbersError where the sum has no end (no discount, and α of 1 or less).
        """
        margin = number("margin", margin)
        return margin * _worth(*self._params(), 0, number("discount", discount, least=0))

    def residual_value(
        self, renewals: ArrayLike, margin: float = 1.0, discount: float = 0.1
    ) -> float | Floats:
        """What a customer who stands just before renewal n (1 = the first) is expected to bring.

        Counts `margin` at that renewal, undiscounted, if it is made, and at every later one.
        """
        margin, discount = number("margin", margin), number("discount", discount, least=0)
        due = _periods(renewals, 1, "renewals")
        worth = [_worth(*self._params(), n, discount) for n in due.tolist()]
        return _as_given(renewals, margin * np.array(worth))

    def value_band(
        self, renewals: ArrayLike, margin: float = 1.0, discount: float = 0.1, level: float = 0.95
    ) -> Band:
        """Both values with intervals (delta method, log scale): 0 renewals is the new customer."""
        margin, discount = number("margin", margin, above=0), number("discount", discount, least=0)
        due, up, (a, b) = _periods(renewals, 0, "renewals"), np.exp(1e-4), self._params()
        places = ((a, b), (a * up, b), (a / up, b), (a, b * up), (a, b / up))
        logs = np.log([[_worth(p, q, n, discount) for n in due.tolist()] for p, q in places])
        slopes = (logs[[1, 3]] - logs[[2, 4]]) / 2e-4
        half, value = self._half(slopes, level), margin * np.exp(logs[0])
        low, high = value * np.exp(-half), value * np.exp(half)
        return Band(due, value, low, high, self.n, level, "delta method on the log scale")

    def draws(self, periods: int, number_of: int = 2000, seed: int = 20) -> Floats:
        """Curves the data leave possible, a row a draw, S(0) to S(periods); log α, β normal."""
        at = np.arange(number("periods", periods, least=0, most=LONGEST, whole=True) + 1)
        many = int(number("number_of", number_of, least=1, whole=True))
        values, axes = np.linalg.eigh(self.log_covariance)
        drawn = np.random.default_rng(seed).standard_normal((many, 2))
        by = drawn * np.sqrt(np.maximum(values, 0)) @ axes.T + np.log(self._params())
        middle, apart = np.clip(by.mean(axis=1), -300, 300), (by[:, 1] - by[:, 0]) / 2
        a, b = np.exp(middle - apart)[:, None], np.exp(middle + apart)[:, None]
        stay = np.log1p(-a / (a + b + at[:-1]))
        curves: Floats = np.exp(np.cumsum(np.hstack([np.zeros((many, 1)), stay]), axis=1))
        return curves

    def _params(self) -> tuple[float, float]:
        return self.params["alpha"], self.params["beta"]

    def _half(self, slopes: Floats, level: float) -> Floats:
        """Half an interval on the scale whose slopes by log α and log β these are."""
        spread = np.einsum("it,ij,jt->t", slopes, self.log_covariance, slopes)
        return np.asarray(quantile(level) * np.sqrt(np.maximum(spread, 0)), np.float64)

    def _band(self, curve: Curve, at: Floats, level: float) -> Band:
        value, slopes = curve(*self._params(), at)
        half, inside = self._half(slopes, level), value < 1
        odds = logit(np.where(inside, value, 0.5))
        low, high = (np.where(inside, expit(odds + by), 1.0) for by in (-half, half))
        return Band(at, value, low, high, self.n, level, "delta method on the logit scale")


def sbg(survivors: ArrayLike | Sequence[Sequence[float]]) -> RenewalCurve:
    """Fit the curve to counts of customers alive at 0, 1, 2 … renewals.

    `survivors` is one cohort ([1000, 869, 743]) or several of any lengths ([[1000, 869, 743],
    [800, 700]]), which share one curve. Raises NumbersError where the counts rise, where fewer
    than two renewals were seen, where nobody or everybody left, and where the share that stays
    does not rise with age, so that no spread between customers shows.
    """
    kept, asked = _totals(cohorts := _cohorts(survivors))
    _can_fit(kept, asked)
    start = np.log([1.0, kept[0] / (asked[0] - kept[0]) if 0 < kept[0] < asked[0] else 1.0])
    top = climb(_likelihood(kept, asked), start, what="The curve of renewals")
    covariance = top.covariance()
    values, errors = np.exp(top.at), np.sqrt(np.diag(covariance))
    return RenewalCurve(
        dict(zip(("alpha", "beta"), values.tolist(), strict=True)),
        dict(zip(("alpha", "beta"), (values * errors).tolist(), strict=True)),
        top.value,
        int(sum(cohort[0] for cohort in cohorts)),
        _misfit(top.value, kept, asked),
        covariance,
    )


def _cohorts(survivors: Any) -> list[Floats]:
    """Each cohort as a falling column; a single one may be given as it is."""
    if not hasattr(survivors, "__len__"):
        raise NumbersError("survivors has to be a row of counts, or several such rows.")
    several = len(survivors) > 0 and all(hasattr(row, "__len__") for row in survivors)
    found = []
    for at, row in enumerate(survivors if several else [survivors]):
        name = f"survivors[{at}]" if several else "survivors"
        counts = column(name, row, least=0, most=1e15)
        if not counts[0] > 0:
            raise NumbersError(f"{name}[0] is 0: a cohort has to begin with somebody.")
        rises = np.flatnonzero(np.diff(counts) > 0)
        if rises.size:
            t = int(rises[0]) + 1
            raise NumbersError(
                f"{name} rises from {counts[t - 1]:g} to {counts[t]:g} at place {t}: "
                "those who are alive can only become fewer."
            )
        found.append(counts)
    return found


def _totals(cohorts: list[Floats]) -> tuple[Floats, Floats]:
    """For renewal 1, 2 …: how many stayed, and how many were asked, over all cohorts."""
    longest = max(len(cohort) for cohort in cohorts) - 1
    kept, asked = np.zeros(longest), np.zeros(longest)
    for cohort in cohorts:
        kept[: len(cohort) - 1] += cohort[1:]
        asked[: len(cohort) - 1] += cohort[:-1]
    seen = asked > 0
    return kept[seen], asked[seen]


def _can_fit(kept: Floats, asked: Floats) -> None:
    """Refuse what has no highest likelihood at finite α and β."""
    if not kept.size:
        raise NumbersError("No renewal has been seen yet: the curve needs two or more.")
    lost = asked - kept
    if not lost.any():
        raise NumbersError("Nobody ever left, so how long customers stay cannot be said from this.")
    if not kept.any():
        raise NumbersError("Everybody left at the first renewal, so there is no curve to fit.")
    if kept.size == 1:
        raise NumbersError("Only one renewal has been seen: one share cannot show any spread.")
    if not lost[1:].any():
        raise NumbersError("Nobody left after the first renewal: the best curve is flat for ever.")
    later, stay = np.arange(kept.size), kept.sum() / asked.sum()
    if not (later * (kept * (1 - stay) / stay - lost)).sum() > 1e-6 * asked.sum():
        raise NumbersError(
            "The share that stays does not rise with age, so no spread between customers shows: "
            f"a constant {stay:.1%} at every renewal fits as well as any curve of this kind."
        )


def _likelihood(kept: Floats, asked: Floats) -> Likelihood:
    """Log-likelihood, gradient and Hessian in (log α, log β)."""
    later, lost = np.arange(kept.size), (asked - kept).sum()

    def at(place: Floats) -> tuple[float, Floats, Floats]:
        a, b = np.exp(place)
        whole, own = a + b + later, b + later
        value = lost * place[0] + kept @ np.log(own) - asked @ np.log(whole)
        in_whole, bent = (asked / whole).sum(), (asked / whole**2).sum()
        by_a, by_b = lost - a * in_whole, b * ((kept / own).sum() - in_whole)
        bend_b = b * b * (bent - (kept / own**2).sum()) + by_b
        hessian = [[a * a * bent - a * in_whole, a * b * bent], [a * b * bent, bend_b]]
        return float(value), np.array([by_a, by_b]), np.array(hessian)

    return at


def _misfit(value: float, kept: Floats, asked: Floats) -> Misfit:
    free = (xlogy(kept, kept / asked) + xlogy(asked - kept, (asked - kept) / asked)).sum()
    chi2, degrees = max(0.0, 2 * float(free - value)), kept.size - 2
    return Misfit(chi2, degrees, float(chdtrc(degrees, chi2)) if degrees > 0 else None)


def _survival(a: float, b: float, at: Floats) -> tuple[Floats, Floats]:
    """S(t), and the slopes of its logit by log α and log β (0 where S is 1)."""
    before = np.arange(at.max())
    whole = a + b + before
    rows = np.vstack([np.log1p(-a / whole), -a / whole, a * b / (whole * (b + before))])
    summed = np.hstack([np.zeros((3, 1)), np.cumsum(rows, axis=1)])[:, at.astype(int)]
    value, left = np.exp(summed[0]), -np.expm1(summed[0])
    return value, summed[1:] / np.where(left > 0, left, 1.0)


def _renewal(a: float, b: float, at: Floats) -> tuple[Floats, Floats]:
    """r_t, and the slopes of its logit by log α and log β."""
    own = b + at - 1
    return own / (a + own), np.vstack([np.full_like(at, -1.0), b / own])


def _worth(a: float, b: float, due: float, discount: float) -> float:
    """Σ S(t)/(1+d)^t: from now (due 0), or as seen just before renewal `due`."""
    own, z = b + due, 1 / (1 + discount)
    first = (own - 1) / (a + own - 1) if due else 1.0
    if discount == 0:
        if a <= 1:
            raise NumbersError(f"Without a discount this value has no end: alpha is {a:.3g}.")
        return first * (a + own - 1) / (a - 1)
    value = float(hyp2f1(1, own, a + own, z))
    return first * (value if np.isfinite(value) else _series(a, own, z))


def _series(a: float, own: float, z: float) -> float:
    """The same function summed term by term, where α is so large that the library gives up."""
    terms = min(40 / -np.log(z), 2 * (1000 + own * np.expm1(40 / a)))
    later = np.arange(int(terms) + 1)
    return 1 + float(np.exp(np.cumsum(np.log(z) + np.log1p(-a / (a + own + later)))).sum())


def _periods(t: ArrayLike, least: int, name: str = "t") -> Floats:
    return column(name, np.atleast_1d(np.asarray(t)), least=least, most=LONGEST, whole=True)


def _as_given(asked: ArrayLike, values: Floats) -> float | Floats:
    return float(values[0]) if np.ndim(asked) == 0 else values
