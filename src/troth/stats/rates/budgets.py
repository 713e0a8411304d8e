"""How much may still fail? Error budgets, burn rate, and customer-minutes lost.

Why it matters: “99.9 %” is a promise of at most 43 minutes a month. Said in minutes, and in the
    minutes of the customers who were there, people see what an outage cost and what is left.
Formula: allowed downtime = (1 − target) × period
    burn rate = share of the budget spent × period / window: at 1 it lasts just the period
    down = length of (the union of all incidents ∩ the window), up = 1 − down / window
    customer-minutes = Σ over customers of the length of (her active spans ∩ all incidents);
    spans of one customer, and incidents, that overlap are counted once
    of n requests b failed, N are expected in the period: spent = (b/N)/(1 − target), left =
    1 − spent, with Wilson's interval for b/n carried through
Assumes: the target counts all requests (or all time) alike; an incident stops everybody it
    overlaps; requests fail independently, which outages do not: then the interval is too short.
Cannot say: whether the minutes mattered. A budget is not leave to fail: a promise to one person
    is not kept by an average over all.
Source: B. Beyer and others, 2018, The Site Reliability Workbook, chapter 5
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.arrays import Floats, Whole, column, even, number
from troth.stats.rates.labels import labelled
from troth.stats.rates.proportions import wilson
from troth.stats.rates.wording import basis, percent

__all__ = (
    "Budget",
    "Lost",
    "Uptime",
    "allowed_downtime",
    "budget",
    "burn_rate",
    "lost_minutes",
    "uptime",
)

MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Budget:
    """What is spent of a budget of failures, and what is `left` (below 0: overspent)."""

    target: float
    allowed: float
    failed: int
    n: int
    spent: float
    left: float
    low: float
    high: float
    level: float = 0.95
    method: str = "Wilson"

    @property
    def says(self) -> str:
        """What is left in one line."""
        span = f"{percent(self.low)} to {percent(self.high)}".replace("-", "−")
        left = percent(self.left).replace("-", "−")
        behind = basis(self.n, self.method, self.level)
        return f"{left} of the budget for {percent(self.target)} is left ({span}), {behind}"


@dataclass(frozen=True, slots=True, eq=False)
class Lost:
    """Minutes that customers lost: in all, and of each customer in the order of `customers`."""

    minutes: float
    affected: int
    customers: list[object]
    each: Floats


@dataclass(frozen=True, slots=True)
class Uptime:
    """How long a service stood in a window, as a share and against what a target allows.

    All in minutes. `left` is what remains of `allowed` (below 0: overspent), `spent` the share
    of it that is gone. `burn` has for each shorter window, in minutes, how many times too fast
    the budget went in its last stretch.
    """

    window: float
    down: float
    up: float
    target: float
    allowed: float
    spent: float
    left: float
    burn: tuple[tuple[float, float], ...] = ()


def uptime(
    down_from: ArrayLike,
    down_to: ArrayLike,
    end: float,
    target: float,
    days: float = 30,
    windows: tuple[float, ...] = (60, 360, 4320),
) -> Uptime:
    """What the last `days` up to `end` leave of the downtime that a target (.999) allows.

    Times are minutes from any common start; incidents that overlap are counted once, and what
    lies outside the window not at all. `windows` are the minutes over which the burn rate is
    told (an hour, six hours, three days); one longer than the period is left out. Raises NumbersError for an incident that ends
    before it starts, and for a target of 100 % or more.
    """
    allowed = allowed_downtime(target, days)
    length = days * MINUTES
    starts = [end - length, *(end - number("window", each, above=0) for each in windows)]
    spans = _spans("down", down_from, down_to)
    each = [lost_minutes([start], [end], *spans).minutes for start in starts]
    down = each[0]
    burn = tuple(
        (window, burn_rate(lost / allowed, window, length))
        for window, lost in zip(windows, each[1:], strict=True)
        if window <= length
    )
    spent = down / allowed
    return Uptime(length, down, 1 - down / length, target, allowed, spent, allowed - down, burn)


def allowed_downtime(target: float, days: float = 30) -> float:
    """Minutes of downtime that a target (.999) allows in so many days."""
    return (1 - _target(target)) * number("days", days, above=0) * MINUTES


def burn_rate(share: float, window: float, period: float = 720) -> float:
    """How many times too fast a budget is spent, if `share` of it went in `window`.

    Window and period in one unit; 720 hours are 30 days.
    """
    spent = number("share", share, least=0)
    return spent * number("period", period, above=0) / number("window", window, above=0)


def budget(
    target: float, failed: int, n: int, expected: int | None = None, level: float = 0.95
) -> Budget:
    """What is left of the failures that a target (a share of requests) allows.

    `n` requests have been served; `expected` is how many there will be in the whole period (as
    given, the period ends now). Raises NumbersError unless 0 <= failed <= n <= expected, n is at
    least 1 and the target below 1.
    """
    aim = _target(target)
    bad, of = (int(number(k, v, least=0, whole=True)) for k, v in (("failed", failed), ("n", n)))
    share = wilson(bad, of, level)
    if share.value is None:
        raise NumbersError("n is 0: no request, so no budget to spend.")
    whole = of if expected is None else int(number("expected", expected, least=of, whole=True))
    room = (1 - aim) * whole / of
    left, low, high = (1 - each / room for each in (share.value, share.high, share.low))
    return Budget(aim, (1 - aim) * whole, bad, of, 1 - left, left, low, high, level)


def lost_minutes(
    active_from: ArrayLike,
    active_to: ArrayLike,
    down_from: ArrayLike,
    down_to: ArrayLike,
    customers: ArrayLike | None = None,
) -> Lost:
    """The minutes in which customers were active while the service was down.

    Times are minutes from any common start. One row a span of activity, with its customer's id
    (without ids each row is a customer of its own); one row an incident. Raises NumbersError for
    a span that ends before it starts.
    """
    starts, ends = _spans("active", active_from, active_to)
    down = _merged(*_spans("down", down_from, down_to))
    codes, known = labelled(
        "customers", np.arange(len(starts)) if customers is None else customers, len(starts)
    )
    order = np.lexsort((ends, starts, codes))
    codes, starts, ends = codes[order], starts[order], ends[order]
    starts = _after(codes, starts, ends)
    rows = _down_until(down, ends) - _down_until(down, starts)
    each = np.bincount(codes, weights=rows, minlength=len(known)).astype(np.float64)
    return Lost(float(each.sum()), int((each > 0).sum()), known, each)


def _target(target: float) -> float:
    found = number("target", target, least=0, most=1)
    if found == 1:
        raise NumbersError("A target of 100 % leaves no budget: choose one below.")
    return found


def _spans(name: str, starts: ArrayLike, ends: ArrayLike) -> tuple[Floats, Floats]:
    begin = column(f"{name}_from", starts, empty=True)
    end = column(f"{name}_to", ends, empty=True)
    even(**{f"{name}_from": begin, f"{name}_to": end})
    if (end < begin).any():
        at = int(np.flatnonzero(end < begin)[0])
        raise NumbersError(f"{name}_to[{at}] is {end[at]:g}, before its start {begin[at]:g}.")
    return begin, end


def _merged(starts: Floats, ends: Floats) -> tuple[Floats, Floats]:
    """Incidents in order of time, those that overlap made one."""
    order = np.argsort(starts, kind="stable")
    starts, reach = starts[order], np.maximum.accumulate(ends[order])
    fresh = np.ones(len(starts), np.bool_)
    fresh[1:] = starts[1:] > reach[:-1]
    last = np.append(np.flatnonzero(fresh)[1:] - 1, len(starts) - 1)[: int(fresh.sum())]
    return starts[fresh], reach[last]


def _after(codes: Whole, starts: Floats, ends: Floats) -> Floats:
    """Each span's start, moved behind all that the same customer's earlier spans covered."""
    ranks = np.empty(len(ends), np.int64)
    by_end = np.argsort(ends, kind="stable")
    ranks[by_end] = np.arange(len(ends))
    reach = np.maximum.accumulate(codes * len(ends) + ranks)
    covered = ends[by_end][reach % max(1, len(ends))]
    moved = starts.copy()
    same = codes[1:] == codes[:-1]
    moved[1:][same] = np.maximum(starts[1:][same], covered[:-1][same])
    shifted: Floats = np.minimum(moved, ends)
    return shifted


def _down_until(down: tuple[Floats, Floats], at: Floats) -> Floats:
    """Minutes of downtime before each moment."""
    starts, ends = down
    if not len(starts):
        return np.zeros(len(at))
    before = np.concatenate([[0.0], np.cumsum(ends - starts)])
    which = np.searchsorted(starts, at, side="right")
    inside = np.maximum(which - 1, 0)
    over = np.where(which > 0, np.minimum(at, ends[inside]) - starts[inside], 0.0)
    total: Floats = before[inside] + np.where(which > 0, over, 0.0)
    return total
