"""Was one contact enough? First-contact resolution, with the latest needs not yet counted as won.

Why it matters: Having to come back is what tires people. An agent's tick “solved” is not evidence;
    that nobody came back with the same need is.
Formula: A need is resolved at first contact within w days if no further contact on it came in the w
    days after the first (a contact after exactly w days counts as further).
        share     S(w) = Π (1 − d/n) over the gaps to the second contact up to w: of n needs still
                  watched at that gap, d came back (Kaplan–Meier); a need watched for less than w
                  days without coming back counts for as long as it was watched
        interval  Wilson's, for the number of fully watched needs that would give Greenwood's
                  variance: n* = S(1 − S)/var (Rothman)
        watched   of the needs whose first contact lies w days or more before the end, those with
                  no further contact: Wilson; uses fewer needs, assumes less
        naive     of all needs, those with no further contact so far: too high, shown for contrast
Assumes: Contacts on one need bear one id, and every path of contact is in the records. New needs
    come back as old ones do. Needs are independent of each other: where one person brings many,
    the intervals are too narrow.
Cannot say: That a silent need was solved: people give up, too (count those who left). Nor why they
    came back: the company asking for more counts as a contact only if it is given as one. Two
    contacts at the same moment are two; fold doubles first. One who comes back later than w days
    counts as resolved within w.
Source: E. L. Kaplan and P. Meier, Nonparametric estimation from incomplete observations, 1958;
    K. J. Rothman, Estimation of confidence limits for the cumulative probability of survival in
    life table analysis, 1978
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from troth.stats.arrays import Floats, number
from troth.stats.journey.log import log
from troth.stats.journey.product_limit import curve, lasting
from troth.stats.journey.times import DAY, Moments, ending, moments
from troth.stats.normal import quantile
from troth.stats.rates.proportions import Interval, wilson

__all__ = ("FirstContact", "first_contact")


@dataclass(frozen=True, slots=True, eq=False)
class FirstContact:
    """The share of needs for which one contact was enough, within `within_days`.

    `share` is the estimate to quote; its value is None where no need was watched so long.
    `undecided` needs have not come back but were not watched long enough. `curve_days` and
    `curve_share` are the steps of the share over days, as far as `within_days`.
    """

    within_days: float
    share: Interval
    watched: Interval
    naive: Interval
    needs: int
    undecided: int
    curve_days: Floats
    curve_share: Floats


def first_contact(
    case: Any,
    at: Any,
    within_days: float = 7.0,
    until: Any = None,
    *,
    level: float = 0.95,
) -> FirstContact:
    """How many needs came with one contact, given one row a contact: the id of its need, its time.

    `until` is when the records end, a time of the same sort as `at`; left out, it is the newest
    contact. 7 and 30 days are usual. Raises NumbersError as `journeys` does, for a number of days
    that is not above 0 and for contacts after the end.
    """
    quantile(level)
    days = number("within_days", within_days, above=0)
    when = moments("at", at)
    seen = log(case, None, at)
    end = ending(when, until)
    first = seen.at[seen.starts]
    followed = end.since(Moments(first, when.per_second, when.sort)) / DAY
    several = seen.lengths > 1
    gaps = followed.copy()
    second = seen.at[seen.starts[several] + 1]
    gaps[several] = (second - first[several]) / seen.per_second / DAY
    again = several & (gaps <= days)
    times = np.where(again, gaps, np.minimum(followed, days))
    long = followed >= days
    steps, shares, _ = curve(times, again)
    return FirstContact(
        within_days=days,
        share=lasting(times, again, days, level),
        watched=wilson(int((long & ~again).sum()), int(long.sum()), level),
        naive=wilson(int((~again).sum()), len(gaps), level),
        needs=len(gaps),
        undecided=int((~long & ~again).sum()),
        curve_days=np.concatenate([[0.0], steps]),
        curve_share=np.concatenate([[1.0], shares]),
    )
