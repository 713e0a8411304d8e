"""Where do the hours go? Time until the next event, by the step (or the state) a case rests in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from troth.stats.journey.edges import Edge


@dataclass(frozen=True, slots=True)
class Rest:
    """Time spent after one step, until the next event: how often, and the hours in all."""

    step: Any
    waits: int
    hours: float
    share: float
    mean_hours: float


@dataclass(frozen=True, slots=True)
class TimeLost:
    """All hours between events; by step and by edge, the most hours first.

    A case's last event has no next one: what is waited after it is in no sum.
    """

    hours: float
    by_step: tuple[Rest, ...]
    by_edge: tuple[Edge, ...]


def time_lost(edges: tuple[Edge, ...], steps: tuple[Any, ...]) -> TimeLost:
    """The waits of the edges, added up by the step they leave, for steps that are ever left."""
    place = {step: at for at, step in enumerate(steps)}
    seconds, waits = np.zeros(len(steps)), np.zeros(len(steps), np.int64)
    for edge in sorted(edges, key=lambda edge: (place[edge.source], place[edge.target])):
        seconds[place[edge.source]] += edge.total_seconds
        waits[place[edge.source]] += edge.count
    whole = float(seconds.sum())
    rests = [
        Rest(
            step=steps[at],
            waits=int(waits[at]),
            hours=float(seconds[at]) / 3600,
            share=float(seconds[at]) / whole if whole else 0.0,
            mean_hours=float(seconds[at]) / 3600 / int(waits[at]),
        )
        for at in np.flatnonzero(waits).tolist()
    ]
    rests.sort(key=lambda rest: -rest.hours)
    longest = sorted(edges, key=lambda edge: -edge.total_seconds)
    return TimeLost(whole / 3600, tuple(rests), tuple(longest))
