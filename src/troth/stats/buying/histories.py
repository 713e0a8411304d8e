"""What has each customer done so far? From single purchases to frequency, recency and T.

Why it matters: every model of buying reads one row a customer, and most mistakes are made on the way
there: counting the first purchase, or two parcels of one order, or days after the end of watching.
Formula: purchases of one customer in one period (a day, or `unit` days) count once.
    frequency = periods with a purchase − 1,   recency = last − first,   T = until − first
    all up to and including `until`; holdout = periods with a purchase after it, up to `after`.
    amount = mean amount of the repeat purchases, 0 where there is none.
Assumes: everybody who ever bought is in the records, from her first purchase on. A file that begins in
    the middle of lives makes old customers look new.
Cannot say: when somebody joined who has not bought yet.
Source: Fader, Hardie and Lee, RFM and CLV: using iso-value curves for customer base analysis, 2005
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.arrays import Floats, Whole, coded, column, even

__all__ = ("Histories", "histories")


@dataclass(frozen=True, slots=True, eq=False)
class Histories:
    """One row a customer, in the order of `customers`; times in the unit asked for.

    `log_gaps` is each customer's sum of logarithms of gaps (0 where there is none); `gaps` holds
    the last two gaps of each customer that has two (rows of two, for `regularity`).
    """

    customers: list[Any]
    frequency: Floats
    recency: Floats
    T: Floats
    amount: Floats
    log_gaps: Floats
    gaps: Floats
    holdout: Floats


def histories(
    customer: ArrayLike | Sequence[Any],
    at: ArrayLike,
    until: Any = None,
    *,
    after: Any = None,
    amount: ArrayLike | None = None,
    unit: float = 1.0,
) -> Histories:
    """Sum up purchases: `customer` (any ids), `at` (days as numbers, or datetime64).

    `until` ends the watching (default: the last purchase of all), `after` the holdout; both in the
    unit of `at`. `unit` is how many days a unit of the result has: 7 gives weeks. Customers whose
    first purchase is after `until` are left out. Raises NumbersError where a time is missing or
    nobody is left.
    """
    days = np.floor(_days("at", at))
    stop = days.max() if until is None else np.floor(_days("until", [until]))[0]
    end = days.max() if after is None else np.floor(_days("after", [after]))[0]
    codes, known = coded(customer)
    even(customer=codes, at=days)
    paid = np.ones(len(days)) if amount is None else column("amount", amount)
    even(customer=codes, amount=paid)
    return _summed(codes, known, days, paid, float(stop), float(end), unit)


def _summed(
    codes: Whole, known: list[Any], days: Floats, paid: Floats, stop: float, end: float, unit: float
) -> Histories:
    """One visit a customer and day, then one row a customer."""
    visit, place = np.unique(np.stack([codes, days.astype(np.int64)]), axis=1, return_inverse=True)
    spent = np.bincount(place.ravel(), paid, minlength=visit.shape[1])
    seen = visit[1] <= stop
    who, day, worth = visit[0][seen], visit[1][seen].astype(np.float64), spent[seen]
    if not len(who):
        raise NumbersError("Nobody bought anything up to `until`.")
    present, first_at, count = np.unique(who, return_index=True, return_counts=True)
    first, last = day[first_at], day[first_at + count - 1]
    later = visit[0][(visit[1] > stop) & (visit[1] <= end)]
    gaps = np.diff(day)[np.diff(who) == 0] / unit
    owner = who[1:][np.diff(who) == 0]
    repeat = np.bincount(who, worth, len(known))[present] - worth[first_at]
    end_at = (first_at + count - 1)[count >= 3]
    return Histories(
        [known[code] for code in present],
        (count - 1).astype(np.float64),
        (last - first) / unit,
        (stop - first) / unit,
        np.divide(repeat, count - 1, out=np.zeros(len(count)), where=count > 1),
        np.bincount(owner, np.log(gaps), len(known))[present],
        np.stack([day[end_at - i] - day[end_at - i - 1] for i in (1, 0)], 1) / unit,
        np.bincount(later, minlength=len(known))[present].astype(np.float64),
    )


def _days(name: str, values: Any) -> Floats:
    found = np.asarray(values)
    if found.dtype.kind == "M":
        if np.isnat(found).any():
            place = int(np.flatnonzero(np.isnat(found))[0])
            raise NumbersError(f"{name}[{place}] is no time (NaT): every purchase needs its day.")
        return column(name, found.astype("datetime64[us]").astype(np.int64) / 86_400_000_000)
    if found.dtype.kind in "OU" and found.size:
        return _days(name, _as_times(name, found))
    return column(name, found)


def _as_times(name: str, found: Any) -> Any:
    try:
        return found.astype("datetime64[us]")
    except (TypeError, ValueError) as fault:
        raise NumbersError(f"{name} holds something that is no day ({fault}).") from None
