"""By what end do they leave, and when? The Aalen–Johansen curves.

Why it matters: a promise can be kept, or released by the customer; a subscription can be cancelled,
    or its owner can move away. To treat the other ends as if those people were still waiting makes
    each end look more common than it is. These curves share out the whole: who has left by each
    end, and who is still there, add up to one.
Formula:
    F_k(t) = Σ over t_i ≤ t of S(t_i−) d_ki / n_i, S the Kaplan–Meier curve of any end
    Var F_k(t) = Σ { (F_k(t) − F_k(t_i))² d_i / (n_i (n_i − d_i))
                     + S(t_i−)² d_ki (n_i − d_ki) / n_i³
                     − 2 (F_k(t) − F_k(t_i)) S(t_i−) d_ki / n_i² }
    band: (1 − F)^exp(± z σ / ((1 − F) log(1 − F))), so that one cause gives 1 − Kaplan–Meier
    With one cause F is 1 − S, and its variance is Greenwood's.
Assumes: those no longer watched would have gone on like those still watched; every end is of
    exactly one cause. A weight is a count: a row of weight 2 is two rows.
Cannot say: what would happen if one of the ends were done away with: that needs to know how the
    ends hang together, which such data never show. A cause may become rarer only because another
    one takes people first, so compare causes side by side, never one alone.
Source: O. O. Aalen and S. Johansen, 1978, An empirical transition matrix for non-homogeneous Markov
    chains based on censored observations; E. Marubini and M. G. Valsecchi, 1995, Analysing survival
    data from clinical trials (the variance)
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats import arrays
from troth.stats.arrays import Floats, Whole
from troth.stats.normal import quantile
from troth.stats.survival.bands import Kind, band, carry, known, wait
from troth.stats.survival.rows import Rows, past_the_end, read

__all__ = ("AalenJohansen", "aalen_johansen")


@dataclass(frozen=True, slots=True, eq=False)
class AalenJohansen:
    """A row for each cause and a column for each time, from 0 on; `survival` is what is left.

    `deaths` are those that ended by each cause at each time, `at_risk` those of whom any could.
    """

    times: Floats
    causes: tuple[int, ...]
    incidence: Floats
    low: Floats
    high: Floats
    standard_errors: Floats
    survival: Floats
    at_risk: Floats
    deaths: Floats
    n: float
    events: Floats
    level: float
    method: str

    def at(self, t: ArrayLike, cause: int) -> Floats:
        """The share that has left by one cause at each time asked for."""
        asked = arrays.column("t", np.atleast_1d(np.asarray(t)), least=0, empty=True)
        past_the_end(asked, float(self.times[-1]), float(self.survival[-1]))
        if cause not in self.causes:
            raise NumbersError(f"There is no cause {cause}; there are {self.causes}.")
        steps = np.searchsorted(self.times, asked, side="right") - 1
        found: Floats = self.incidence[self.causes.index(cause), steps]
        return found


def aalen_johansen(
    durations: ArrayLike,
    causes: ArrayLike,
    weights: ArrayLike | None = None,
    entry: ArrayLike | None = None,
    level: float = 0.95,
    bands: Kind = "log-log",
) -> AalenJohansen:
    """Which share has left by each cause after each time.

    durations  how long each row was followed, from 0 on
    causes     by what it ended: 1, 2 …, or 0 where it was still there when last seen
    weights, entry, bands  as for `kaplan_meier`
    Raises NumbersError where a column holds what it cannot, or nothing ended at all.
    """
    z, kind = quantile(level), known(bands)
    coded = arrays.column("causes", causes, least=0, whole=True).astype(np.int64)
    arrays.even(durations=np.asarray(durations).reshape(-1), causes=coded)
    rows = read(durations, coded > 0, weights, entry)
    names = np.unique(coded[coded > 0])
    if not len(names):
        raise NumbersError("No row ended by any cause: there is no curve to draw.")
    times, at_risk, deaths = _counted(rows, coded, names)
    survival, incidence, errors = _curves(at_risk, deaths)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.where(incidence < 1, errors / (1 - incidence), 0.0)
    remains = 1 - incidence
    under, over = band(kind, remains, spread, z)
    for left, low_end, high_end in zip(remains, under, over, strict=True):
        carry(high_end, left)
        wait(times, left, low_end, at_risk, level)
    return AalenJohansen(
        times, tuple(int(name) for name in names), incidence, 1 - over, 1 - under, errors, survival,
        at_risk, deaths, rows.count(), deaths.sum(axis=1), level,
        f"Aalen–Johansen, {kind} band",
    )  # fmt: skip


def _counted(rows: Rows, coded: Whole, names: Whole) -> tuple[Floats, Floats, Floats]:
    """Distinct times from 0 on, those at risk, and for each cause those that ended by it."""
    times, place = np.unique(np.append(0.0, rows.durations), return_inverse=True)
    place, size = place[1:], len(times)
    weights = np.ones(len(coded)) if rows.weights is None else rows.weights
    leaving = np.bincount(place, weights, size)
    at_risk = np.cumsum(leaving[::-1])[::-1]
    if rows.entry is not None:
        since = np.searchsorted(times, rows.entry, side="right")
        came = np.bincount(since, weights, size + 1)[:size]
        at_risk = np.cumsum(came) - (np.cumsum(leaving) - leaving)
        at_risk[0] = weights[rows.entry == 0].sum()
    deaths = [np.bincount(place, weights * (coded == name), size) for name in names]
    return times, np.asarray(at_risk, np.float64), np.array(deaths)


def _curves(at_risk: Floats, deaths: Floats) -> tuple[Floats, Floats, Floats]:
    """What is left, what has gone by each cause, and the standard errors of that."""
    every = deaths.sum(axis=0)
    n = np.maximum(at_risk, np.where(every > 0, every, 1.0))
    left = np.where(n - every > 1e-12 * n, n - every, 0.0)
    survival = np.cumprod(left / n)
    before = np.append(1.0, survival[:-1])
    incidence = np.cumsum(before * deaths / n, axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        shared = np.where(left > 0, every / (n * left), 0.0)
    cross = before * deaths / n**2
    own = before**2 * deaths * (n - deaths) / n**3
    variance = (
        incidence**2 * np.cumsum(shared)
        - 2 * incidence * np.cumsum(incidence * shared + cross, axis=1)
        + np.cumsum(incidence**2 * shared + own + 2 * incidence * cross, axis=1)
    )
    errors: Floats = np.sqrt(np.maximum(variance, 0.0))
    return np.asarray(survival, np.float64), incidence, errors
