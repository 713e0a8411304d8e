"""How long do they stay? The Kaplan–Meier curve.

Why it matters: some customers have left and some are still here. To average only those who left, or
    to take everybody's time so far as if it were the end, makes every stay look too short. The
    curve uses each row for exactly as long as it was watched, and says at each time which share is
    still there, with a band.
Formula:
    S(t) = Π (1 − d_i / n_i) over the times t_i ≤ t, d_i of the n_i at risk ending at t_i
    Var log S(t) = Σ d_i / (n_i (n_i − d_i))                         (Greenwood)
    log-log band: S(t)^exp(± z σ(t) / log S(t)), σ² = Var log S(t)   (the default)
    log band: S(t) exp(± z σ(t));   plain band: S(t) (1 ± z σ(t))
    at risk at t: entry < t ≤ duration, so one who leaves at t is still counted at t
    median: the first time at which S ≤ 1/2; its interval: where the two ends of the band pass 1/2
    Before the first end the low end is that of Clopper and Pearson for none of the n at risk,
    ((1 − level)/2)^(1/n): that nobody left so far does not make it sure that nobody would. Once the
    curve is at 0 the high end stays where it was. Past the last time anybody was watched the curve
    says nothing, and to ask is refused, unless it has come down to 0.
Assumes: those no longer watched would have gone on like those still watched (censoring tells
    nothing about the end); everybody is alike in when they began, or the mixture is what is meant.
    A weight is a count: a row of weight 2 is two rows.
Cannot say: that those who stayed were made to stay. A curve that flattens may show only that those
    quick to leave have left. The band holds at each time for itself, not for the whole curve at
    once. With late entries and few at risk at the start the curve may fall to 0 early and stay
    there. Where another end can come first (a customer released, not lost), 1 − S is too high: use
    Aalen–Johansen. The median's interval given for the lung data in the literature, 285 to 363, is
    that of the log band; log-log gives 284 to 361.
Source: E. L. Kaplan and P. Meier, 1958, Nonparametric estimation from incomplete observations; R.
    Brookmeyer and J. Crowley, 1982, A confidence interval for the median survival time
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from troth.stats import arrays
from troth.stats.arrays import Floats
from troth.stats.normal import quantile
from troth.stats.rates.proportions import Interval
from troth.stats.survival.bands import Kind, band, carry, known, wait
from troth.stats.survival.rows import past_the_end, read
from troth.stats.survival.tally import Tally, tally

__all__ = ("KaplanMeier", "kaplan_meier")

ROUNDING = 1e-12
"""What two shares may differ by and still be taken as equal."""


@dataclass(frozen=True, slots=True, eq=False)
class KaplanMeier:
    """The curve at 0 and at every distinct time, with its band and its median.

    `at_risk` and `deaths` are sums of weights. `median`, `median_low` and `median_high` are None
    where the curve, or that end of its band, never comes down to one half.
    """

    times: Floats
    survival: Floats
    low: Floats
    high: Floats
    standard_errors: Floats
    at_risk: Floats
    deaths: Floats
    median: float | None
    median_low: float | None
    median_high: float | None
    n: float
    events: float
    level: float
    method: str

    def at(self, t: ArrayLike) -> Floats:
        """The share still there at each time asked for: that of the last step at or before it."""
        return self.survival[self._step(t)]

    def interval(self, t: float) -> Interval:
        """The share still there at one time, with the band there and how many were followed."""
        step = self._step([t])[0]
        ends = float(self.low[step]), float(self.high[step])
        return Interval(float(self.survival[step]), *ends, round(self.n), self.level, self.method)

    def quantile(self, share: float) -> tuple[float | None, float | None, float | None]:
        """When the curve, the low and the high end of its band first stand at `share` or below."""
        asked = arrays.number("share", share, above=0, most=1)
        curves = (self.survival, self.low, self.high)
        when, low, high = (_first(self.times, curve, asked) for curve in curves)
        return when, low, high

    def _step(self, t: ArrayLike) -> arrays.Whole:
        asked = arrays.column("t", np.atleast_1d(np.asarray(t)), least=0, empty=True)
        past_the_end(asked, float(self.times[-1]), float(self.survival[-1]))
        return np.searchsorted(self.times, asked, side="right") - 1


def kaplan_meier(
    durations: ArrayLike,
    observed: ArrayLike,
    weights: ArrayLike | None = None,
    entry: ArrayLike | None = None,
    level: float = 0.95,
    bands: Kind = "log-log",
) -> KaplanMeier:
    """Which share is still there after each time, and when half of them are gone.

    durations  how long each row was followed, from 0 on, in any unit
    observed   whether its end was seen (1) or it was still there when last seen (0)
    weights    how many such rows each row stands for
    entry      when each row began to be watched, where that was late (left truncation)
    bands      "log-log", "log" (the default of R's survfit) or "plain"
    Whole numbers are counted, not sorted, so a million days take some milliseconds.
    Raises NumbersError where a column holds what it cannot, or an entry is not before its end.
    """
    z, kind = quantile(level), known(bands)
    rows = read(durations, observed, weights, entry)
    counts = tally(rows)
    steps = np.flatnonzero(counts.deaths)
    curve, spread = _curve(counts.at_risk[steps], counts.deaths[steps])
    ends = band(kind, curve, spread, z)
    carry(ends[1], curve)
    watched = rows.count() if rows.entry is None else float((rows.entry == 0).sum())
    times, at_risk, deaths = _from_zero(counts, watched)
    survival, low, high, errors = _everywhere(deaths, curve, *ends, curve * spread)
    wait(times, survival, low, at_risk, level)
    median, earliest, latest = (_first(times, each, 0.5) for each in (survival, low, high))
    return KaplanMeier(
        times, survival, low, high, errors, at_risk, deaths, median, earliest, latest,
        rows.count(), rows.ended(), level, f"Kaplan–Meier, {kind} band",
    )  # fmt: skip


def _curve(at_risk: Floats, deaths: Floats) -> tuple[Floats, Floats]:
    """The curve after each step, and the standard error of its logarithm (Greenwood)."""
    left = at_risk - deaths
    none = left <= ROUNDING * at_risk
    left[none] = 0.0
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = deaths / (at_risk * left)
    terms[none] = 0.0
    survival = np.asarray(np.cumprod(left / at_risk), np.float64)
    spread: Floats = np.sqrt(np.cumsum(terms))
    return survival, spread


def _everywhere(deaths: Floats, curve: Floats, *others: Floats) -> list[Floats]:
    """The curve, its low and high end and its error at every time, from those at its steps."""
    last = np.cumsum(deaths > 0)
    columns = []
    for first, column in zip((1.0, 1.0, 1.0, 0.0), (curve, *others), strict=True):
        known = np.empty(len(column) + 1)
        known[0], known[1:] = first, column
        columns.append(known[last])
    return columns


def _from_zero(counts: Tally, watched: float) -> tuple[Floats, Floats, Floats]:
    """Times, those at risk and those that ended, begun at time 0 when everybody is there."""
    if counts.times[0] == 0:
        return counts.times, counts.at_risk, counts.deaths
    start = zip((0.0, watched, 0.0), (counts.times, counts.at_risk, counts.deaths), strict=True)
    times, at_risk, deaths = (np.append(first, column) for first, column in start)
    return times, at_risk, deaths


def _first(times: Floats, curve: Floats, share: float) -> float | None:
    """The first time at which a curve stands at a share or below, None where it never does."""
    there = curve <= share + ROUNDING
    at = int(there.argmax())
    return float(times[at]) if there[at] else None
