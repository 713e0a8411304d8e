"""Who was left standing? Cases that end without a closing step and have waited too long.

Why it matters: A dead end is an open need with no working next step. It makes no noise: no
    ticket, no complaint, no number. It has to be looked for.
Formula: Of the cases seen, at the end of the records:
        closed     the last step is one of the closing steps
        dead end   it is not, and more than w days have passed since
        undecided  it is not, and w days or fewer have passed: too early to say
        at least   dead ends / cases             at most   (dead ends + undecided) / cases
    each with Wilson's interval; the truth about the cases seen lies between the two.
Assumes: The closing steps are named in full. w is longer than an honest pause of the work.
Cannot say: Whether anybody is still at work on it unseen, or whether the need went away. A case
    closed in the records may be a dead end for the customer. The step at which a case stopped is
    where it was last seen, not what stopped it.
Source: troth's own definition; E. B. Wilson, Probable inference, the law of succession, and
    statistical inference, 1927
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from troth.stats.arrays import Flags, Floats, flags, number
from troth.stats.journey.log import Log, log
from troth.stats.journey.times import DAY, Moments, ending, moments
from troth.stats.normal import quantile
from troth.stats.rates.proportions import Interval, wilson

__all__ = ("DeadEnd", "DeadEnds", "dead_ends")


@dataclass(frozen=True, slots=True)
class DeadEnd:
    """One case left standing: where, for how many days, and whether at a broken path."""

    case: Any
    step: Any
    days: float
    broken: bool


@dataclass(frozen=True, slots=True)
class DeadEnds:
    """The dead ends, the longest wait first, and how many there are at least and at most.

    `by_step` counts them by the step at which they stopped, the commonest first.
    """

    after_days: float
    cases: int
    closed: int
    undecided: int
    at_least: Interval
    at_most: Interval
    found: tuple[DeadEnd, ...]
    by_step: tuple[tuple[Any, int], ...]


def dead_ends(
    case: Any,
    step: Any,
    at: Any,
    closing_steps: Iterable[Any],
    after_days: float,
    *,
    until: Any = None,
    broken: ArrayLike | None = None,
    order: ArrayLike | None = None,
    level: float = 0.95,
) -> DeadEnds:
    """Dead ends in a log of one row an event, as `journeys` reads it.

    `closing_steps` names the steps that end a case well or ill (one text is one step). `until` is
    when the records end, by default the newest event; `broken` flags events that were a path that
    did not work: a bounce, an error page. Raises NumbersError as `journeys` does.
    """
    quantile(level)
    wait = number("after_days", after_days, above=0)
    when = moments("at", at)
    seen = log(case, step, at, order)
    days = _waited(seen, when, until)
    closed = _closed(seen, closing_steps)
    dead = ~closed & (days > wait)
    early, cases = int((~closed & ~dead).sum()), len(closed)
    found = _found(seen, dead, days, broken)
    return DeadEnds(
        after_days=wait,
        cases=cases,
        closed=int(closed.sum()),
        undecided=early,
        at_least=wilson(len(found), cases, level),
        at_most=wilson(len(found) + early, cases, level),
        found=found,
        by_step=_by_step(found, seen.steps),
    )


def _waited(seen: Log, when: Moments, until: Any) -> Floats:
    """Days from the last event of each case to the end of the records."""
    since = Moments(seen.at[seen.last], when.per_second, when.sort)
    return ending(when, until).since(since) / DAY


def _closed(seen: Log, closing_steps: Iterable[Any]) -> Flags:
    """Which cases end with a closing step."""
    ends = {closing_steps} if isinstance(closing_steps, (str, bytes)) else set(closing_steps)
    closes = np.array([label in ends for label in seen.steps], np.bool_)
    closed: Flags = closes[seen.step[seen.last]]
    return closed


def _found(seen: Log, dead: Flags, days: Floats, broken: ArrayLike | None) -> tuple[DeadEnd, ...]:
    count = len(seen.step)
    bad = np.zeros(count, np.bool_) if broken is None else flags("broken", broken, count)
    bad, stood = seen.placed(bad)[seen.last], seen.step[seen.last]
    cases = np.flatnonzero(dead)
    cases = cases[np.argsort(-days[cases], kind="stable")]
    return tuple(
        DeadEnd(
            case=seen.case_ids[case],
            step=seen.steps[int(stood[case])],
            days=float(days[case]),
            broken=bool(bad[case]),
        )
        for case in cases.tolist()
    )


def _by_step(found: tuple[DeadEnd, ...], steps: tuple[Any, ...]) -> tuple[tuple[Any, int], ...]:
    counts = Counter(one.step for one in found)
    return tuple(
        sorted(((step, counts[step]) for step in steps if counts[step]), key=lambda row: -row[1])
    )
