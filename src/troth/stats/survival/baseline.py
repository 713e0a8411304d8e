"""The rate of ending that all rows of a stratum share, and the survival of given rows under it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from troth.stats.arrays import Floats, Whole
from troth.stats.survival.partial import Place
from troth.stats.survival.risk import RiskSets
from troth.stats.survival.rows import past_the_end

LARGEST = 700.0
"""The largest linear predictor whose exp is still a number."""


@dataclass(frozen=True, slots=True, eq=False)
class Baseline:
    """The cumulative hazard of a row at the means, at every time with an end, up to `until`."""

    stratum: Any
    times: Floats
    hazard: Floats
    until: float

    def survival(self, eta: Floats, t: Floats) -> Floats:
        """The share still there: a row for each linear predictor, a column for each time."""
        steps = np.append(0.0, self.hazard)[np.searchsorted(self.times, t, side="right")]
        found: Floats = np.exp(-np.exp(np.minimum(eta, LARGEST))[:, None] * steps)
        past_the_end(t, self.until, float(found.max(initial=0.0)))
        return found


def baselines(
    sets: RiskSets, here: Place, labels: list[Any], strata: Whole | None, durations: Floats
) -> tuple[Baseline, ...]:
    """One for every stratum in which something ended; `labels` are the strata by number."""
    until = np.zeros(len(labels))
    of = np.zeros(len(durations), np.int64) if strata is None else strata
    np.maximum.at(until, of, durations)
    total = sets.running(here.terms.one * here.inverse, back=True) * np.exp(-here.shift)
    found = []
    for number, start, stop in zip(sets.strata, sets.bounds, sets.bounds[1:], strict=False):
        part = slice(int(start), int(stop))
        hazard, times = total[part][::-1].copy(), sets.times[part][::-1].copy()
        found.append(Baseline(labels[number], times, hazard, float(until[number])))
    return tuple(found)
