"""Which way do cases go, where do they turn back, and where do the hours go? The journey map.

Why it matters: A company sees its steps; a customer sees the whole way, with its loops, its
    hand-offs and its waits. The map is drawn from what happened, not from what was meant.
Formula: Events of a case stand in order of time. An edge a → b is two events in a row of one case;
    its wait is the time between them.
        count(a → b), mean and median wait
        variant      the whole row of steps of a case; equal ones are compared, not only hashed
        self-loop    a straight after a          return    a again after other steps
        rework       a case in which some step is done more than once
        hand-off     two events in a row whose resources differ, both named
        ping-pong    three events in a row with resources A, B, A; `over_stays` counts the same
                     after events in a row of one resource are taken as one stay
    Shares of cases have Wilson's interval; medians of cases that of the order statistics.
    Events of one case at the same moment keep the order in which they were given (or that of
    `order`): shuffle them and edges among them change. Nothing else depends on the order of rows.
Assumes: A time is the moment an event was recorded; where events have a start and an end, give one
    of the two throughout. Rows that are one event stand once. For intervals: cases are independent.
Cannot say: How long open cases will still take. The last event of a case has no next one, so its
    wait is in no figure, and cases still open at the end of the records (or begun before them)
    are cut short: durations, waits and variants are of what was seen. Waits are of the clock,
    nights and weekends included, and say nothing of whose turn it was. An edge is an order, not
    a cause; on a map of the commonest edges some ways shown were gone by nobody whole. A return
    can be care as well as waste.
Source: W. van der Aalst, Process Mining: Data Science in Action, 2nd edition, 2016, chapters 5 and 9;
    E. B. Wilson, Probable inference, the law of succession, and statistical inference, 1927
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from troth.stats.arrays import Floats, Whole
from troth.stats.journey.edges import Edge, edges
from troth.stats.journey.handoffs import HandOff, HandOffs, PingPong, handoffs
from troth.stats.journey.log import Log, log
from troth.stats.journey.loops import Loop, Loops, Rework, loops
from troth.stats.journey.lost import Rest, TimeLost, time_lost
from troth.stats.journey.middle import Median, median
from troth.stats.journey.variants import Variant, Variants, variants
from troth.stats.normal import quantile

__all__ = (
    "Durations",
    "Edge",
    "End",
    "HandOff",
    "HandOffs",
    "Journeys",
    "Loop",
    "Loops",
    "Median",
    "PingPong",
    "Rest",
    "Rework",
    "TimeLost",
    "Variant",
    "Variants",
    "journeys",
)


@dataclass(frozen=True, slots=True)
class End:
    """A step with which cases begin (or end): in how many."""

    step: Any
    count: int


@dataclass(frozen=True, slots=True, eq=False)
class Durations:
    """Seconds from the first to the last event of each case, in the order of `case_ids`."""

    seconds: Floats
    median: Median


@dataclass(frozen=True, slots=True, eq=False)
class Journeys:
    """What a log of events shows; counts are exact.

    `cases`, `events` and `activities` are numbers; `case_ids` and `steps` the labels, sorted.
    `edges` and `variants` have the commonest first, then by label; `variant_of_case` gives the
    place in `variants` of each case, in the order of `case_ids`. `handoffs` and `ping_pong` are
    None where no resource was given.
    """

    cases: int
    events: int
    activities: int
    case_ids: tuple[Any, ...]
    steps: tuple[Any, ...]
    edges: tuple[Edge, ...]
    variants: Variants
    variant_of_case: Whole
    starts: tuple[End, ...]
    ends: tuple[End, ...]
    loops: Loops
    rework: Rework
    durations: Durations
    time_lost: TimeLost
    handoffs: HandOffs | None
    ping_pong: PingPong | None


def journeys(
    case: Any,
    step: Any,
    at: Any,
    resource: Any = None,
    *,
    order: ArrayLike | None = None,
    level: float = 0.95,
) -> Journeys:
    """The map of a log: one row an event, in any order, with its case, its step and its time.

    `case`, `step`, `resource` are ids of any sort (None and "NA" are ids; as a resource, None is
    nobody named), in lists, numpy or Arrow arrays. `at` holds numpy or Python datetimes (all with a
    zone or all without), or seconds as numbers. `order` breaks ties of time within a case. Raises
    NumbersError for empty or ragged columns, for a row without a time and for what is no id.
    """
    quantile(level)
    seen = log(case, step, at, order)
    travelled = edges(seen)
    ways, way_of_case = variants(seen)
    looped, rework = loops(seen, level)
    passes, ping_pong = (None, None) if resource is None else handoffs(seen, resource, level)
    return Journeys(
        cases=len(seen.starts),
        events=len(seen.step),
        activities=len(seen.steps),
        case_ids=seen.case_ids,
        steps=seen.steps,
        edges=travelled,
        variants=ways,
        variant_of_case=way_of_case,
        starts=_ends(seen, seen.starts),
        ends=_ends(seen, seen.last),
        loops=looped,
        rework=rework,
        durations=_durations(seen, level),
        time_lost=time_lost(travelled, seen.steps),
        handoffs=passes,
        ping_pong=ping_pong,
    )


def _ends(seen: Log, events: Whole) -> tuple[End, ...]:
    counts = np.bincount(seen.step[events], minlength=len(seen.steps))
    order = np.argsort(-counts, kind="stable")[: np.count_nonzero(counts)]
    return tuple(End(seen.steps[at], int(counts[at])) for at in order.tolist())


def _durations(seen: Log, level: float) -> Durations:
    ticks = seen.at[seen.last] - seen.at[seen.starts]
    seconds = np.asarray(ticks / seen.per_second, np.float64)
    return Durations(seconds, median(seconds, level))
