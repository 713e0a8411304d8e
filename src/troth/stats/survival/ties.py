"""What the ends of one moment ask of the sums over those at risk: Efron's and Breslow's terms.

Of d that end at one time, Efron lets the l-th (from 0) be chosen from those at risk less the share
f = l/d of those that end: S0 φ, φ = 1 − f D0/S0. Breslow lets f be 0. Where weights make d a broken number,
the last term counts for what is left of it, so that splitting a row changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from troth.stats.arrays import Floats, Whole
from troth.stats.survival.risk import RiskSets

Ties: TypeAlias = Literal["efron", "breslow"]
TERMS = 1 << 18
"""How many terms are held at once."""


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """Sums at every moment over its terms, c the count of a term (1, less at a broken end).

    log: Σ c log S0 φ   one, f_one: Σ c/φ, Σ c f/φ      two, f_two, ff_two: Σ c/φ², Σ c f/φ²,
    Σ c f²/φ²           tied: the moments with more than one term; elsewhere f is 0
    """

    log: Floats
    one: Floats
    f_one: Floats
    two: Floats
    f_two: Floats
    ff_two: Floats
    tied: Whole


def terms(sets: RiskSets, at_risk: Floats, ended: Floats, tied: Whole) -> Terms:
    """The sums, given Σ exp(eta) over those at risk and over those that end at every moment.

    `ended` is not looked at where no moment is tied.
    """
    deaths = sets.deaths
    log = deaths * np.log(at_risk)
    one = two = deaths
    none = np.zeros(0)
    f_one, f_two, ff_two = none, none, none
    if len(tied):
        sums = _tied(deaths[tied], np.minimum(ended[tied] / at_risk[tied], 1.0))
        one, two = deaths.copy(), deaths.copy()
        log[tied] += sums[0]
        one[tied], two[tied] = sums[1], sums[3]
        f_one, f_two, ff_two = sums[2], sums[4], sums[5]
    return Terms(log, one, f_one, two, f_two, ff_two, tied)


def tied_moments(sets: RiskSets, ties: Ties) -> Whole:
    """The moments at which Efron and Breslow differ; none where Breslow was asked for."""
    if ties == "breslow":
        return np.zeros(0, np.int64)
    return np.flatnonzero(sets.deaths > 1)


def _tied(deaths: Floats, ended: Floats) -> Floats:
    """The six sums of every tied moment, a row each, so many terms at a time."""
    counts = np.ceil(deaths).astype(np.int64)
    ends = np.cumsum(counts)
    sums = np.zeros((6, len(deaths)))
    for start in range(0, int(ends[-1]), TERMS):
        stop = min(start + TERMS, int(ends[-1]))
        a, b = np.searchsorted(ends, [start, stop - 1], side="right")
        part = slice(int(a), int(b) + 1)
        heads = np.maximum(ends[part] - counts[part], start)
        here = np.minimum(ends[part], stop) - heads
        place = np.arange(start, stop) - np.repeat((ends - counts)[part], here)
        f = place / np.repeat(deaths[part], here)
        phi = 1 - f * np.repeat(ended[part], here)
        count = np.minimum(1.0, np.repeat(deaths[part], here) - place)
        sums[:, part] += _sums(count, f, phi, heads - start)
    return sums


def _sums(count: Floats, f: Floats, phi: Floats, heads: Whole) -> Floats:
    one = count / phi
    two = one / phi
    columns = (count * np.log(phi), one, f * one, two, f * two, f * f * two)
    return np.array([np.add.reduceat(column, heads) for column in columns])
