"""What every method of this room is given: how long each row was followed, and whether it ended."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats import arrays
from troth.stats.arrays import Flags, Floats


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Durations from 0 on, whether the end was seen, and, where given, weights and late entries."""

    durations: Floats
    observed: Flags
    weights: Floats | None
    entry: Floats | None

    def count(self) -> float:
        """How many there are: rows, or the sum of their weights."""
        return float(len(self.durations) if self.weights is None else self.weights.sum())

    def ended(self) -> float:
        """How many of them ended."""
        if self.weights is None:
            return float(np.count_nonzero(self.observed))
        return float(self.weights[self.observed].sum())


def read(
    durations: ArrayLike,
    observed: ArrayLike,
    weights: ArrayLike | None = None,
    entry: ArrayLike | None = None,
) -> Rows:
    """The rows, or one sentence on what is wrong with them.

    A row is at risk after its `entry` and up to its duration, that moment included, so every
    entry has to lie before its duration.
    """
    long = arrays.column("durations", durations, least=0)
    ended = arrays.flags("observed", observed)
    arrays.even(durations=long, observed=ended)
    weighing = arrays.weighting(weights, len(long))
    if entry is None:
        return Rows(long, ended, weighing, None)
    came = arrays.column("entry", entry, least=0)
    arrays.even(durations=long, entry=came)
    late = np.flatnonzero(came >= long)
    if late.size:
        at = int(late[0])
        raise NumbersError(
            f"entry[{at}] is {came[at]:g} and durations[{at}] is {long[at]:g}: "
            "a row has to be watched for some time before it ends."
        )
    return Rows(long, ended, weighing, came)


def past_the_end(asked: Floats, last: float, left: float) -> None:
    """Refuse to say what a curve does past the last time anybody was watched.

    A curve that has come down to 0 stays there, so nothing is refused then.
    """
    if left > 0 and asked.size and asked.max() > last:
        raise NumbersError(
            f"Nobody was followed past {last:g}, so the curve says nothing about {asked.max():g}: "
            f"at {last:g} it stood at {left:.4g}.",
            advice=f"Ask for times up to {last:g}.",
        )
