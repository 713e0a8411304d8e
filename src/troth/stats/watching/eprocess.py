"""Has a steady customer gone quiet? Evidence that may be looked at every day: an e-process.

Why it matters: A silence alarm is looked at every morning. A p-value of 5 % that is looked at every
    morning cries wolf on nearly everybody in the end; evidence made for it does not.
Formula: from one fixed start, N events up to time t, usual rate λ, a fall to ρ times the rate:
    E(t) = ρ^N exp((1 - ρ) λ t);  alarm once E >= 1/a
    averaged over every fall, ρ uniform between 0 and 1:  E(t) = ₁F₁(1; N+2; λt) / (N + 1)
    with no event at all the alarm comes after ln(1/a) / (1 - ρ) missed events: 3.33 at a = .05,
    ρ = .1. Where λ is known, the chance that E ever reaches 1/a is at most a (Ville).
    λ is known only by its past: its lower bound at confidence 1 - d is the d point of a gamma
    with as many events, over their time. Then a false alarm has at most chance a + d.
Assumes: Events come at random at a steady rate (Poisson), the start was fixed beforehand, and the
    rate handed in is at most the true one.
Cannot say: why it is quiet: a holiday, another channel, a shared account look the same. **Never
    restart it at each purchase**: restarted, the 5 % rule errs in 3.6 % of all gaps, and 58 % of
    loyal customers who buy 24 times a year are alarmed within a year. Never plug in the average
    rate of the past: with 5 past gaps the 5 % become 17.6 %, with 10 11 %, with 20 7.6 %; use
    `rate_bound`. Regular buyers make it slow to speak, buyers in bursts make it speak falsely.
Source: Ville, 1939, Étude critique de la notion de collectif; Ramdas, Grünwald, Vovk and Shafer,
    2023, Game-theoretic statistics and safe anytime-valid inference; Garwood, 1936, Fiducial
    limits for the Poisson distribution
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.arrays import Floats, column, even, number

__all__ = ("RateFall", "fall_evidence", "missed_until_alarm", "rate_bound", "rate_fall")


@dataclass(frozen=True, slots=True, eq=False)
class RateFall:
    """Evidence that events come less often than at `rate`, looked at all the time.

    `at` are the moments it was highest between two events (just before each event, and the end),
    `evidence` its value there, `peak` the highest of them. `alarm` is the first moment at which
    it reached 1 / level, None if it never did. `expected` is how many events were due, `n` came.
    """

    at: Floats
    evidence: Floats
    peak: float
    alarm: float | None
    n: int
    expected: float
    rate: float
    level: float
    method: str


def rate_fall(
    events: ArrayLike,
    until: float,
    rate: float,
    *,
    level: float = 0.05,
    rho: float | None = 0.1,
) -> RateFall:
    """Watch one customer from a fixed start (time 0) `until` now.

    `events` are times since the start, in any order; `rate` is events a unit of time, no more
    than the true one (see `rate_bound`). `rho` is the share of the rate that is left after the
    fall one looks for, or None for all falls alike. Raises NumbersError where an event lies
    outside 0 to `until`.
    """
    end = number("until", until, above=0)
    times = np.sort(column("events", events, least=0, most=end, empty=True))
    pace, level, fall = number("rate", rate, above=0), _level(level), _fall(rho)
    looks = np.append(times, end)
    logs = _log_evidence(np.arange(len(looks), dtype=np.float64), pace * looks, fall)
    reached = np.flatnonzero(logs >= -log(level) - 1e-12)
    alarm = None
    if reached.size:
        before = int(reached[0])
        alarm = min(float(looks[before]), _due(before, level, fall) / pace)
    with np.errstate(over="ignore"):
        values = np.exp(logs)
    peak = float(values.max())
    method = _name(fall)
    return RateFall(looks, values, peak, alarm, len(times), pace * end, pace, level, method)


def fall_evidence(events: ArrayLike, expected: ArrayLike, rho: float | None = 0.1) -> Floats:
    """The e-value of each customer now, for `e_bh`: events that came, events that were due.

    Both count from each one's fixed start. Infinite where the evidence is beyond 1e308.
    """
    came = column("events", events, least=0, whole=True)
    due = column("expected", expected, least=0)
    even(events=came, expected=due)
    with np.errstate(over="ignore"):
        values: Floats = np.exp(_log_evidence(came, due, _fall(rho)))
    return values


def rate_bound(events: ArrayLike, exposure: ArrayLike, level: float = 0.95) -> Floats:
    """The lower confidence bound of each rate: `events` past events in `exposure` time.

    0 where there was no event: nothing can be missed then.
    """
    from scipy.special import gammaincinv

    came = column("events", events, least=0, whole=True)
    time = column("exposure", exposure, above=0)
    even(events=came, exposure=time)
    bound = gammaincinv(np.maximum(came, 1.0), 1 - _level(level)) / time
    low: Floats = np.where(came > 0, bound, 0.0)
    return low


def missed_until_alarm(level: float = 0.05, rho: float | None = 0.1) -> float:
    """How many expected events have to be missed, none coming, until the alarm."""
    return _due(0, _level(level), _fall(rho))


def _level(level: float) -> float:
    if not 0 < level < 1:
        raise NumbersError(f"A level lies between 0 and 1, not at {level}.")
    return float(level)


def _fall(rho: float | None) -> float | None:
    if rho is not None and not 0 < rho < 1:
        raise NumbersError(f"rho is the share of the rate left: between 0 and 1, not {rho}.")
    return rho


def _name(rho: float | None) -> str:
    fall = "averaged over all falls" if rho is None else f"rho={rho:g}"
    return f"Poisson e-process, {fall}, one fixed start"


def _log_evidence(came: Floats, due: Floats, rho: float | None) -> Floats:
    """ln E after `came` events where `due` were expected."""
    from scipy.special import gammainc, gammaln, hyp1f1

    if rho is not None:
        plain: Floats = came * log(rho) + (1 - rho) * due
        return plain
    large = due > came + 30
    short = np.where(large, 0.0, due)
    few = np.log(hyp1f1(1.0, came + 2, short)) - np.log(came + 1)
    long = np.where(large, due, came + 1)
    tail = np.log(gammainc(came + 1, long)) + gammaln(came + 1)
    many = long + tail - (came + 1) * np.log(long)
    averaged: Floats = np.where(large, many, few)
    return averaged


def _due(came: int, level: float, rho: float | None) -> float:
    """How many events have to be due, with `came` of them seen, for E = 1 / level."""
    target = -log(level)
    if rho is not None:
        return (target - came * log(rho)) / (1 - rho)
    low, high = 0.0, came + 2 * target + 2.0
    count = np.array([float(came)])
    while float(_log_evidence(count, np.array([high]), None)[0]) < target:
        high *= 2
    while high - low > 1e-12 * high:
        middle = (low + high) / 2
        if float(_log_evidence(count, np.array([middle]), None)[0]) < target:
            low = middle
        else:
            high = middle
    return high
