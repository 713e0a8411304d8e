"""From a log of events to what may be told of it: the steps, passings and ways that enough cases went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from troth.ledger.travelled import LEAST, Passing, Station, Way

if TYPE_CHECKING:
    import numpy as np

    from troth.stats.journey.journeys import Journeys

STATIONS, WAYS = 12, 10
"""So many steps and ways are named."""


def mapped(
    seen: Journeys, case: np.ndarray[Any, Any], steps: list[str]
) -> tuple[tuple[Station, ...], tuple[Passing, ...], tuple[Way, ...]]:
    """The steps, passings and ways that enough cases went, the commonest first."""
    import numpy as np

    label = {step: at for at, step in enumerate(seen.steps)}
    code = np.array([label[step] for step in steps])
    times = np.bincount(code)
    held = np.unique(code * (int(case.max()) + 1) + case) // (int(case.max()) + 1)
    cases = np.bincount(held, minlength=len(times))
    place = np.bincount(code, weights=_places(case)) / times
    ends = {one.step: one.count for one in seen.ends}
    common = [at for at in np.argsort(-cases, kind="stable").tolist() if cases[at] >= LEAST]
    stations = tuple(
        Station(
            seen.steps[at],
            int(cases[at]),
            int(times[at]),
            ends.get(seen.steps[at], 0),
            round(float(place[at]), 4),
        )
        for at in common[:STATIONS]
    )
    shown = {one.step for one in stations}
    passings = tuple(
        Passing(edge.source, edge.target, edge.count, edge.median_seconds / 3600)
        for edge in seen.edges
        if edge.count >= LEAST and {edge.source, edge.target} <= shown
    )
    ways = tuple(
        Way(tuple(one.steps), one.count) for one in seen.variants[:WAYS] if one.count >= LEAST
    )
    return stations, passings, ways


def _places(case: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Of each event how late in its case it stands: 0 the first, 1 the last; rows lie by case."""
    import numpy as np

    heads = np.flatnonzero(np.diff(case, prepend=-1))
    lengths = np.diff(heads, append=len(case))
    inner = np.arange(len(case)) - np.repeat(heads, lengths)
    found: np.ndarray[Any, Any] = inner / np.repeat(np.maximum(lengths - 1, 1), lengths)
    return found
