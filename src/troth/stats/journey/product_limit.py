"""How many stay without an event so long, when some were not watched for all of it?"""

from __future__ import annotations

from math import sqrt

import numpy as np

from troth.stats.arrays import Flags, Floats
from troth.stats.normal import quantile
from troth.stats.rates.proportions import Interval

METHOD = "Kaplan–Meier, Rothman"


def curve(times: Floats, happened: Flags) -> tuple[Floats, Floats, Floats]:
    """Event times in rising order, the share without an event after each, and Greenwood's sum.

    Who is watched for just so long as an event takes counts as still watched then.
    """
    order = np.sort(times)
    at, events = np.unique(times[happened], return_counts=True)
    watched = len(order) - np.searchsorted(order, at, side="left")
    left = watched - events
    with np.errstate(divide="ignore"):
        terms = np.where(left > 0, events / (watched * np.maximum(left, 1)), np.inf)
    return at, np.asarray(np.cumprod(left / watched), np.float64), np.cumsum(terms)


def lasting(times: Floats, happened: Flags, until: float, level: float) -> Interval:
    """The share without an event up to and including `until`, with the interval of Rothman (1978).

    That is Wilson's interval for as many people as would, all fully watched, give Greenwood's
    variance; without any loss it is Wilson's own. Where nobody was watched so long the value is
    None, low is 0 and high the limit at the last time seen.
    """
    at, shares, sums = curve(times, happened & (times <= until))
    share = float(shares[-1]) if len(at) else 1.0
    longest = float(times.max())
    reached = int((times >= until).sum())
    if share == 1.0:
        people = float(reached or (times >= longest).sum())
    elif share == 0.0:
        people = float((happened & (times <= until)).sum())
    else:
        people = (1 - share) / (share * float(sums[-1]))
    low, high = _wilson(share, people, quantile(level))
    if not reached and share > 0:
        return Interval(None, 0.0, high, len(times), level, METHOD)
    return Interval(share, low, high, len(times), level, METHOD)


def _wilson(share: float, people: float, z: float) -> tuple[float, float]:
    """Wilson's limits for a number of people that need not be whole."""
    weight = z * z / people
    middle = (share + weight / 2) / (1 + weight)
    half = z * sqrt(share * (1 - share) / people + weight / (4 * people)) / (1 + weight)
    low = 0.0 if share == 0 else max(0.0, middle - half)
    return low, 1.0 if share == 1 else min(1.0, middle + half)
