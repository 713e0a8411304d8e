"""Does a covariate matter as much late as early? Grambsch and Therneau's score test.

Why it matters: Cox's model gives one ratio for all times. If something drives people away in their
    first weeks and means nothing a year later, that one ratio is true at no time at all.
Formula:
    model on trial: coefficient of column j at time t is β_j + θ_j g(t)
    u = Σ over ends g(t) (x − x̄(t)),  I = Σ over ends V(t) ⊗ ( 1  g ; g  g² )
    χ² = u' (I_θθ − I_θβ I_ββ⁻¹ I_βθ)⁻¹ u: for each column with its θ_j alone (1 degree of
    freedom), and for all columns together
    g: "km" 1 − S(t−) of the Kaplan–Meier curve of all rows, "rank" the rank of t among the ends,
    "identity" t, "log" log t
    x̄ and V are mean and variance over those at risk, with Efron's correction if the model has it.
Assumes: the model is Cox's and, but for proportionality, right; ends are many enough for chi-square
    to hold (some dozens). A covariate that is missing, or ought to be bent, shows here as well.
Cannot say: that effects are constant where p is large; few ends show nothing. With many ends a
    change too small to matter gets a small p: look at its size. Each g sees one kind of change
    best. Robust errors are not used.
Source: P. M. Grambsch and T. M. Therneau, 1994, Proportional hazards tests and diagnostics based on
    weighted residuals; as a score test in survival for R since 3.0
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from troth.errors import NumbersError
from troth.stats.arrays import Floats
from troth.stats.survival.chi import ChiSquare, upper
from troth.stats.survival.cox import Cox
from troth.stats.survival.fitting import scaled
from troth.stats.survival.partial import Place, information, means, place
from troth.stats.survival.risk import RiskSets, risk_sets
from troth.stats.survival.rows import Rows
from troth.stats.survival.tally import tally

__all__ = ("Proportionality", "proportionality")

Transform: TypeAlias = Literal["km", "rank", "identity", "log"]


@dataclass(frozen=True, slots=True, eq=False)
class Proportionality:
    """The test of each column, in their order and by name, and of all of them together."""

    names: tuple[str, ...]
    tests: tuple[ChiSquare, ...]
    together: ChiSquare
    transform: Transform
    n: float
    events: float
    method: str = "Grambsch–Therneau score test"

    def __getitem__(self, name: str) -> ChiSquare:
        if name not in self.names:
            raise NumbersError(f"The model has no column “{name}”; it has {', '.join(self.names)}.")
        return self.tests[self.names.index(name)]


def proportionality(fit: Cox, transform: Transform = "km") -> Proportionality:
    """Whether the ratios of a fitted model change over time, column by column and together.

    Sorts the model's rows anew, which takes about as long as two steps of the fit. `p` is None
    where all ends came at one time, so that nothing can be said.
    Raises NumbersError for a transform there is not, and for log where an end came at 0.
    """
    sets = risk_sets(fit.rows, fit.strata)
    design = scaled(sets, fit.X, fit.rows.weights, fit.names)
    here = place(sets, (fit.coefficients * design.scales) @ design.columns, fit.ties)
    assert here is not None
    g = _moved(sets, fit.rows, transform)
    sums = means(sets, design.columns, here)
    plain, once, twice = (
        information(sets, design.columns, here, sums, factor) for factor in (None, g, g * g)
    )
    u = _score(sets, design.columns, here, sums, g)
    rest = twice - once @ np.linalg.solve(plain, once)
    able = bool(np.ptp(g) > 0)
    each = u**2 / np.diag(rest) if able else 0 * u
    jointly = float(u @ np.linalg.solve(rest, u)) if able else 0.0
    count = len(u) if able else 0
    tests = tuple(ChiSquare(float(chi2), int(able), upper(chi2, int(able))) for chi2 in each)
    together = ChiSquare(jointly, count, upper(jointly, count))
    return Proportionality(fit.names, tests, together, transform, fit.n, fit.events)


def _score(
    sets: RiskSets, columns: Floats, here: Place, sums: tuple[Floats, Floats], g: Floats
) -> Floats:
    """Σ over ends of g (x − x̄), with Efron's mean where there are ties."""
    dead = sets.dead
    share = np.ones(len(dead)) if sets.weights is None else sets.weights[dead]
    total: Floats = columns[:, dead] @ (share * g[sets.first[dead]])
    total = total - sums[0] @ (here.terms.one * g)
    tied = here.terms.tied
    if len(tied):
        total = total + sums[1] @ (here.terms.f_one * g[tied])
    return total


def _moved(sets: RiskSets, rows: Rows, transform: Transform) -> Floats:
    """g at every moment, less its mean over the ends."""
    times = sets.times
    if transform == "km":
        counts = tally(rows)
        left = np.cumprod(1 - counts.deaths / np.maximum(counts.at_risk, counts.deaths + 1e-300))
        g = 1 - np.append(1.0, left)[np.searchsorted(counts.times, times, side="left")]
    elif transform == "rank":
        g = _ranks(times, sets.deaths)
    elif transform == "identity":
        g = times / times.max() if times.max() > 0 else times
    elif transform == "log":
        if times.min() <= 0:
            raise NumbersError("An end came at time 0, which has no logarithm.")
        g = np.log(times)
    else:
        raise NumbersError(f"transform is “{transform}”; it is km, rank, identity or log.")
    centred: Floats = g - sets.deaths @ g / sets.deaths.sum()
    return centred


def _ranks(times: Floats, deaths: Floats) -> Floats:
    """The mean rank of each moment's ends among all ends."""
    known, place = np.unique(times, return_inverse=True)
    counts = np.bincount(place, deaths, len(known)).astype(np.float64)
    ranks: Floats = (np.cumsum(counts) - counts / 2)[place]
    return ranks
