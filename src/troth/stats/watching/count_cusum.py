"""Have faults become more frequent, and since when? CUSUMs of yes and no, and of counts.

Why it matters: Broken promises, late parcels, complaints a day: events too few for averages. Every
    single one moves the path, and the false alarms to be expected are known beforehand.
Formula: the score of a value is its log-likelihood ratio, worse against usual:
    yes or no, share p0 or p1    ln(p1/p0) for a yes,  ln((1 - p1)/(1 - p0)) for a no
    a count, mean m0 or m1       x ln(m1/m0) - (m1 - m0)
    S_t = max(0, S_{t-1} + score);  alarm at the first S_t >= h
    Scores are rounded to whole steps (ratio of the two parts within 1 %), so the path walks on
    whole numbers and its run length is that of a Markov chain, exact but for the solver.
Assumes: Values are independent, and the usual share or mean is known. A count has the scatter of
    Poisson, over stretches equally long and equally busy.
Cannot say: that a false alarm has at most some chance: over a long time it is certain. A usual
    share from a short past, busy weekdays, and counts that come in heaps (one outage, fifty
    complaints) bring false alarms far more often than told. A change better than usual goes
    unseen: watch for that with a second one, `worse` on the other side.
Source: Page, 1954, Continuous inspection schemes; Reynolds and Stoumbos, 1999, A CUSUM chart for
    monitoring a proportion when inspecting continuously; Lucas, 1985, Counted data CUSUM's
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.arrays import Floats, column, flags, number
from troth.stats.watching.cusum import walked
from troth.stats.watching.run_lengths import LONGEST, chain_run_length, told

__all__ = ("CountCusum", "count_cusum", "share_cusum")

NEAR = 0.01
"""How far the ratio of the two parts of a score may be off, so that both are whole steps."""
STATES = 20_000


@dataclass(frozen=True, slots=True, eq=False)
class CountCusum:
    """One watched series of events, positions counted from 0.

    `path` is S after each value and `threshold` its alarm line, both in log-likelihood; `alarm`
    is the place of the first alarm and `change` where the worse time seems to have begun, None
    where there was none. `run_length` is how many values pass on average until a false alarm,
    `delay` until one if things are as bad as `worse` from the start.
    """

    path: Floats
    alarm: int | None
    change: int | None
    threshold: float
    usual: float
    worse: float
    run_length: float
    delay: float
    n: int
    method: str


@dataclass(frozen=True, slots=True)
class _Plan:
    """Whole-step scores (of a yes and of a no, or of one event and of a value), and the line."""

    scores: tuple[int, int]
    step: float
    height: int
    run_length: float
    delay: float


def share_cusum(
    happened: ArrayLike, usual: float, worse: float, *, run_length: float = 1000.0
) -> CountCusum:
    """Watch one case after another: did it happen (1) or not (0)?

    `usual` and `worse` are shares between 0 and 1. The alarm line is the lowest whole step whose
    false alarms come every `run_length` cases or more rarely. Raises NumbersError where the two
    shares are equal.
    """
    found = flags("happened", happened)
    if not found.size:
        raise NumbersError("happened is empty: there is nothing to reckon with.")
    p0, p1 = number("usual", usual, above=0), number("worse", worse, above=0)
    if not (p0 < 1 and p1 < 1 and p0 != p1):
        raise NumbersError(f"usual and worse are two shares between 0 and 1, not {p0:g}, {p1:g}.")
    plan = _share_plan(p0, p1, _wanted(run_length))
    return _watched(np.where(found, *plan.scores), plan, p0, p1, "Bernoulli CUSUM")


def count_cusum(
    counts: ArrayLike, usual: float, worse: float, *, run_length: float = 370.0
) -> CountCusum:
    """Watch counts of equal stretches of time, as complaints a day; `usual` and `worse` are means.

    The alarm line is the lowest whole step whose false alarms come every `run_length` counts or
    more rarely. Raises NumbersError where the two means are equal.
    """
    found = column("counts", counts, least=0, whole=True)
    m0, m1 = number("usual", usual, above=0), number("worse", worse, above=0)
    if m0 == m1:
        raise NumbersError(f"usual and worse are the same mean, {m0:g}: there is no change to see.")
    plan = _count_plan(m0, m1, _wanted(run_length))
    each, base = plan.scores
    return _watched(found * each + base, plan, m0, m1, "Poisson CUSUM")


def _wanted(run_length: float) -> float:
    return number("run_length", run_length, above=1, most=LONGEST)


def _watched(scores: ArrayLike, plan: _Plan, usual: float, worse: float, method: str) -> CountCusum:
    path, alarm, change = walked(np.asarray(scores, np.float64), plan.height)
    return CountCusum(
        path * plan.step,
        alarm,
        change,
        plan.height * plan.step,
        usual,
        worse,
        plan.run_length,
        plan.delay,
        len(path),
        method,
    )


@lru_cache(maxsize=256)
def _share_plan(p0: float, p1: float, wanted: float) -> _Plan:
    """Scores and alarm line, kept for the next series with the same shares."""
    yes, no = np.log(p1 / p0), np.log1p(-p1) - np.log1p(-p0)
    up, down, step = _steps(abs(yes), abs(no))
    scores = (up, -down) if yes > 0 else (-up, down)
    usual, worse = (np.array([each, 1 - each]) for each in (p0, p1))
    return _planned(scores, step, np.array(scores, np.float64), usual, worse, wanted)


@lru_cache(maxsize=256)
def _count_plan(m0: float, m1: float, wanted: float) -> _Plan:
    """The same for counts, whose moves end where no count of these means will come."""
    each, base, step = _steps(abs(np.log(m1 / m0)), abs(m1 - m0))
    scores = (each, -base) if m1 > m0 else (-each, base)
    counts = np.arange(np.ceil(max(m0, m1) + 10 * np.sqrt(max(m0, m1)) + 25))
    moves = counts * scores[0] + scores[1]
    return _planned(scores, step, moves, _poisson(counts, m0), _poisson(counts, m1), wanted)


def _planned(
    scores: tuple[int, int], step: float, moves: Floats, usual: Floats, worse: Floats, wanted: float
) -> _Plan:
    """The lowest alarm line whose run length is at least the one wanted."""
    low, high = 0, 16
    while chain_run_length(moves, usual, high) < wanted:
        low, high = high, 2 * high
        if high > STATES:
            raise NumbersError(
                f"A run length of {wanted:g} takes an alarm line of over {STATES:,} steps.",
                advice="Watch counts of longer stretches, or look for a larger change.",
            )
    while high - low > 1:
        middle = (low + high) // 2
        if chain_run_length(moves, usual, middle) < wanted:
            low = middle
        else:
            high = middle
    between = told(chain_run_length(moves, usual, high))
    return _Plan(scores, step, high, between, chain_run_length(moves, worse, high))


def _steps(first: float, second: float) -> tuple[int, int, float]:
    """Both parts as whole steps, their ratio within `NEAR`, and the size of a step."""
    small, large = min(first, second), max(first, second)
    for fine in range(1, 101):
        whole = round(fine * large / small)
        if abs(whole * small / (fine * large) - 1) <= NEAR:
            break
    return (fine, whole, small / fine) if first <= second else (whole, fine, small / fine)


def _poisson(counts: Floats, mean: float) -> Floats:
    from scipy.special import gammaln, xlogy

    return np.asarray(np.exp(xlogy(counts, mean) - mean - gammaln(counts + 1)), np.float64)
