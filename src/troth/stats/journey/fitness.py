"""Does what happens fit what was meant? Token replay fitness.

Why it matters: A company writes down how a case should go. Fitness says how much of what happened
    could be replayed on that drawing, so that drawing or doing can be mended.
Formula: A replay of traces on a Petri net counts tokens consumed c, produced p, missing m (made up
    so that a step could fire) and remaining r (left over at the end), summed over all traces:
        fitness = ½ (1 − m/c) + ½ (1 − r/p)
    The interval is by the ratios' linear terms, over traces, within 0 to 1. Where every trace fits
    that has no width; then low is Wilson's lower limit for the share of traces that fit.
    m 1, c 6, r 1, p 6 gives .8333.
Assumes: The counts come from one net. For the interval: traces are independent, ten or more.
Cannot say: That the drawing is right or good: a net that allows everything fits everything. One
    figure hides where it fails, and a high one can hide a step that is never done.
Source: A. Rozinat and W. van der Aalst, Conformance checking of processes based on monitoring real
    behavior, 2008
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.arrays import Flags, Floats, column, even, weighting
from troth.stats.normal import quantile
from troth.stats.rates.proportions import Interval, wilson

__all__ = ("Fitness", "fitness")

FEWEST = 10
"""Below so many traces no interval is given."""


@dataclass(frozen=True, slots=True)
class Fitness:
    """Fitness from 0 to 1; `low` and `high` are None below ten traces.

    `fitting` is the share of traces without missing or remaining tokens.
    """

    value: float
    low: float | None
    high: float | None
    n: int
    fitting: Interval
    level: float = 0.95
    method: str = "token replay, linear terms"


def fitness(
    missing: ArrayLike,
    remaining: ArrayLike,
    consumed: ArrayLike,
    produced: ArrayLike,
    *,
    weights: ArrayLike | None = None,
    level: float = 0.95,
) -> Fitness:
    """Fitness from token counts: one number each for a single trace, or one row a trace.

    `weights` are how many cases went each trace, whole numbers. Raises NumbersError where counts are no whole
    numbers, nothing was consumed or produced, or more is missing than was consumed (remaining
    than produced).
    """
    z = quantile(level)
    m, c = _parts("missing", missing, "consumed", consumed)
    r, p = _parts("remaining", remaining, "produced", produced)
    even(missing=m, remaining=r)
    w = np.ones(len(m)) if weights is None else column("weights", weights, least=0, whole=True)
    weighting(w, len(m))
    n, (lost, used, left, made) = int(w.sum()), (float(w @ each) for each in (m, c, r, p))
    if not used or not made:
        raise NumbersError("No token was consumed or produced: there was nothing to replay.")
    value = (1 - lost / used) / 2 + (1 - left / made) / 2
    fits = float(w[(m == 0) & (r == 0)].sum())
    fitting = wilson(fits, n, level)
    if n < FEWEST:
        return Fitness(value, None, None, n, fitting, level)
    if value == 1.0:
        return Fitness(value, fitting.low, 1.0, n, fitting, level)
    terms = ((m - lost / used * c) / used + (r - left / made * p) / made) / 2
    half = z * float(np.sqrt(n / (n - 1) * (w @ terms**2)))
    return Fitness(value, max(0.0, value - half), min(1.0, value + half), n, fitting, level)


def _parts(part: str, few: ArrayLike, whole: str, many: ArrayLike) -> tuple[Floats, Floats]:
    """A count and what it is a part of, one row a trace."""
    below = column(part, np.atleast_1d(np.asarray(few)), least=0, whole=True)
    above = column(whole, np.atleast_1d(np.asarray(many)), least=0, whole=True)
    even(**{part: below, whole: above})
    odd: Flags = below > above
    if odd.any():
        at = int(np.argmax(odd))
        raise NumbersError(f"{part}[{at}] is {below[at]:g}, more than the {above[at]:g} {whole}.")
    return below, above
