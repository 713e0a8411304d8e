"""Which group is better, and which only small? Beta-binomial shrinkage.

Why it matters: sorted by plain rates, the best and the worst are always the smallest teams. Here
    each group is drawn towards all, the more the fewer its cases, so a list can be sorted fairly.
Formula: xⱼ of nⱼ successes, the groups' true rates spread as Beta(α, β), mean μ = α/(α+β):
    value = (α + xⱼ)/(α + β + nⱼ)
    α, β by maximum likelihood (Newton, exact derivatives), or from the mean m and variance v of
    the plain rates: α + β = m(1−m)/v − 1
    overdispersion ρ = 1/(α+β+1), the correlation of two cases of one group; its p-value is the
    likelihood ratio against ρ = 0, halved because ρ cannot be negative
    interval: the posterior averaged over all spreads φ = 1/(α+β) by their likelihood, flat in √φ
Assumes: groups are alike in kind, so that each may learn from the others; cases within a group
    are independent given its rate. With a prior given as numbers, that it is true.
Cannot say: why groups differ. A shrunken value is not what the group counted: print both. Where
    the fit finds no spread, all groups get the common rate; that is not proof that they are equal.
    In simulations of 5 to 30 groups 95 % intervals held 93 to 98 % of the true rates, not each
    group's with the same chance: an unusual group is held less often.
Source: R. E. Tarone, 1982, The use of historical control information in testing for a trend in
    proportions; A. Gelman and others, 2013, Bayesian Data Analysis, chapter 5
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, isinf, sqrt

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betaincinv, chdtrc

from troth.errors import NumbersError
from troth.stats.arrays import Floats, column, even, number
from troth.stats.rates import betabinomial
from troth.stats.rates.betabinomial import Tails
from troth.stats.rates.proportions import wilson
from troth.stats.rates.wording import amount, percent

__all__ = ("Prior", "Shrunken", "prior_by_likelihood", "prior_by_moments", "shrink")

GROUPS = 3
"""Two groups do not show a spread."""
MOST = 1e15
"""Beyond it counts are no longer whole numbers in a computer."""
GRID = 48
"""How many spreads the intervals are averaged over."""


@dataclass(frozen=True, slots=True)
class Prior:
    """How the groups' true rates are spread: Beta(alpha, beta), both infinite at no spread.

    `p_value` is that of a spread this large where there is none (likelihood fits only).
    """

    alpha: float
    beta: float
    mean: float
    overdispersion: float
    groups: int
    n: int
    method: str
    log_likelihood: float | None = None
    p_value: float | None = None

    @property
    def says(self) -> str:
        """The spread between groups in one line."""
        behind = f"{self.groups} groups, n = {amount(self.n)}, {self.method}"
        if isinf(self.alpha):
            return f"no spread between groups can be seen ({behind})"
        spread = sqrt(self.mean * (1 - self.mean) * self.overdispersion)
        return f"groups differ by ± {percent(spread)} around {percent(self.mean)} ({behind})"


@dataclass(frozen=True, slots=True, eq=False)
class Shrunken:
    """One number a group, in the order given: the drawn-in rate, its interval and its error."""

    values: Floats
    low: Floats
    high: Floats
    standard_errors: Floats
    n: Floats
    prior: Prior
    level: float = 0.95
    method: str = "beta-binomial"


def shrink(
    successes: ArrayLike,
    n: ArrayLike,
    prior: Prior | tuple[float, float] | None = None,
    level: float = 0.95,
) -> Shrunken:
    """Each group's rate, drawn towards all groups by as much as its size asks for.

    `prior` is (alpha, beta), or what `prior_by_moments` found, or None: fitted to these groups.
    A group of no cases gets the mean. Raises NumbersError for counts that are no shares, and for
    fewer than three groups without a prior.
    """
    x, of = _groups(successes, n)
    if not 0 < number("level", level) < 1:
        raise NumbersError(f"A level lies between 0 and 1, not at {level}.")
    if prior is None:
        return _fitted(x, of, level)
    known = prior if isinstance(prior, Prior) else _given(prior)
    if isinf(known.alpha):
        raise NumbersError("The prior has no spread: every group would get the same rate.")
    mean = (known.alpha + x) / (known.alpha + known.beta + of)
    variance = mean * (1 - mean) / (known.alpha + known.beta + of + 1)
    return _result(mean, mean, variance, of, known, level)


def prior_by_moments(successes: ArrayLike, n: ArrayLike) -> Prior:
    """Alpha and beta from the mean and the variance of the groups' plain rates.

    Rough but transparent: every group counts alike. Groups of no cases are left out.
    """
    x, of = _several(successes, n)
    rates = x / of
    mean, variance = float(rates.mean()), float(rates.var(ddof=1))
    if variance <= 0:
        return _even(x, of, "moments", None)
    total = mean * (1 - mean) / variance - 1
    if total <= 0:
        raise NumbersError("The groups differ more than any beta distribution allows.")
    return Prior(
        total * mean, total * (1 - mean), mean, 1 / (total + 1), len(of), int(of.sum()), "moments"
    )


def prior_by_likelihood(successes: ArrayLike, n: ArrayLike) -> Prior:
    """Alpha and beta at the maximum of the beta-binomial likelihood, with the test of no spread."""
    x, of = _several(successes, n)
    return _likely(x, of, betabinomial.tails(x, of))


def _groups(successes: ArrayLike, n: ArrayLike) -> tuple[Floats, Floats]:
    x = column("successes", successes, least=0, most=MOST, whole=True)
    of = column("n", n, least=0, most=MOST, whole=True)
    even(successes=x, n=of)
    if (x > of).any():
        at = int(np.flatnonzero(x > of)[0])
        raise NumbersError(f"Group {at} has {x[at]:g} successes of {of[at]:g}: that is no share.")
    return x, of


def _several(successes: ArrayLike, n: ArrayLike) -> tuple[Floats, Floats]:
    x, of = _groups(successes, n)
    x, of = x[of > 0], of[of > 0]
    if len(of) < GROUPS:
        raise NumbersError(
            f"A spread is fitted to at least {GROUPS} groups with cases; there are {len(of)}.",
            advice="Give a prior as (alpha, beta).",
        )
    return x, of


def _given(prior: tuple[float, float]) -> Prior:
    if not isinstance(prior, tuple | list) or len(prior) != 2:
        raise NumbersError("A prior is two numbers above 0: (alpha, beta).")
    alpha, beta = number("alpha", prior[0], above=0), number("beta", prior[1], above=0)
    total = alpha + beta
    return Prior(alpha, beta, alpha / total, 1 / (total + 1), 0, 0, "given")


def _even(x: Floats, of: Floats, method: str, value: float | None) -> Prior:
    mean = float(x.sum() / of.sum())
    p_value = None if value is None else 1.0
    return Prior(inf, inf, mean, 0.0, len(of), int(of.sum()), method, value, p_value)


def _likely(x: Floats, of: Floats, seen: Tails) -> Prior:
    pooled, told = float(x.sum() / of.sum()), "maximum likelihood"
    if pooled in (0.0, 1.0) or of.max() < 2:
        return _even(x, of, told, 0.0 if pooled in (0.0, 1.0) else _alike(seen, pooled))
    if ((x == 0) | (x == of)).all():
        raise NumbersError(
            "Every group is all or nothing: no spread of rates fits.",
            advice="Give a prior as (alpha, beta).",
        )
    alike = _alike(seen, pooled)
    spread = max(float((x / of).var()) / (pooled * (1 - pooled)), 1e-3)
    top = betabinomial.fit(seen, np.array([np.log(pooled / (1 - pooled)), np.log(spread)]))
    mean, spread = float(1 / (1 + np.exp(-top.at[0]))), float(np.exp(top.at[1]))
    if top.value <= alike + 1e-9:
        return _even(x, of, told, alike)
    p_value = float(chdtrc(1, 2 * (top.value - alike))) / 2
    alpha, beta = mean / spread, (1 - mean) / spread
    return Prior(
        alpha, beta, mean, spread / (1 + spread), len(of), int(of.sum()), told, top.value, p_value
    )


def _alike(seen: Tails, pooled: float) -> float:
    return betabinomial.likelihood(seen, pooled, 0.0)[0]


def _fitted(x: Floats, of: Floats, level: float) -> Shrunken:
    """Values at the most likely prior; errors and intervals averaged over all likely spreads."""
    seen = betabinomial.tails(*_several(x, of))
    prior = _likely(x[of > 0], of[of > 0], seen)
    spread = 0.0 if isinf(prior.alpha) else 1 / (prior.alpha + prior.beta)
    values = (prior.mean + spread * x) / (1 + spread * of)
    if prior.mean in (0.0, 1.0) or of.max() < 2:
        common = wilson(float(x.sum()), int(of.sum()), level)
        error = sqrt(prior.mean * (1 - prior.mean) / of.sum())
        whole = np.ones_like(of)
        return Shrunken(
            values, common.low * whole, common.high * whole, error * whole, of, prior, level
        )
    mean, variance = _averaged(x, of, seen, prior.mean, spread)
    return _result(values, mean, variance, of, prior, level)


def _averaged(
    x: Floats, of: Floats, seen: Tails, mean: float, spread: float
) -> tuple[Floats, Floats]:
    """Posterior mean and variance of every group over the spreads the data allow."""
    spreads = _spreads(seen, mean, spread)
    means, likely, variances = betabinomial.best_means(seen, spreads, mean)
    likely = likely + 0.5 * np.log(variances)
    shares = np.exp(likely - likely.max())
    first, second = np.zeros_like(of), np.zeros_like(of)
    for share, here, middle, variance in zip(
        shares / shares.sum(), spreads, means, variances, strict=True
    ):
        value = (middle + here * x) / (1 + here * of)
        inner = value * (1 - value) * here / (1 + here * (of + 1))
        inner = inner + variance / (1 + here * of) ** 2
        first += share * value
        second += share * (inner + value**2)
    return first, np.maximum(second - first**2, 1e-18)


def _spreads(seen: Tails, mean: float, spread: float) -> Floats:
    """A grid even in √φ, up to where the likelihood has fallen by 8 from its top."""
    ends = (2 * sqrt(spread) + 0.05) * 1.5 ** np.arange(17)
    _, values, _ = betabinomial.best_means(seen, np.concatenate([[spread], ends**2]), mean)
    fallen = np.flatnonzero(values[1:] < values[0] - 8)
    far = ends[fallen[0] if fallen.size else -1]
    grid: Floats = ((np.arange(GRID) + 0.5) / GRID * far) ** 2
    return grid


def _result(
    values: Floats, mean: Floats, variance: Floats, of: Floats, prior: Prior, level: float
) -> Shrunken:
    """Intervals from the beta distribution with the same mean and variance."""
    total = np.maximum(mean * (1 - mean) / variance - 1, 1e-6)
    low, high = (
        betaincinv(mean * total, (1 - mean) * total, end)
        for end in ((1 - level) / 2, (1 + level) / 2)
    )
    return Shrunken(
        values,
        np.minimum(low, values),
        np.maximum(high, values),
        np.sqrt(variance),
        of,
        prior,
        level,
    )
