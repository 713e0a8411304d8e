"""What did it cost the customer? Her minutes, contacts, channels, and what she had to say again.

Why it matters: Effort is what people remember. The company's clock counts handling time; this one
    counts hers.
Formula: Of each case, in order of time:
        contacts   events by the customer
        minutes    the sum of her minutes over all events
        channels   different channels of her contacts; a switch is a contact by another than the last
        hand-offs  changes of the one who acts for the company, unnamed events left out
        repeats    things she told that she had told in this case before
        broken     paths that did not work: a bounce, an error page
    The median of minutes has the interval of the order statistics, the share closed Wilson's.
Assumes: Her minutes are known or asked, not the agent's handling time. Cases are independent.
Cannot say: How hard it felt. Contacts whose minutes nobody knows are counted in `unmeasured` and
    as 0 minutes: where there are any, minutes are at least so many. Few contacts can mean that she
    gave up. Time spent waiting is in the map of journeys, not here. No effect on loyalty
    follows from these figures.
Source: M. Dixon, K. Freeman and N. Toman, Stop trying to delight your customers, 2010 (what is
    counted); the counts are troth's own
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.arrays import Flags, Floats, Whole, column, even, flags
from troth.stats.journey.log import Log, log
from troth.stats.journey.middle import Median, median
from troth.stats.journey.naming import named, undefined
from troth.stats.normal import quantile
from troth.stats.rates.proportions import Interval, wilson

__all__ = ("CaseEffort", "Effort", "effort")


@dataclass(frozen=True, slots=True)
class CaseEffort:
    """What one case cost; None stands for what was not given. Minutes are at least so many
    where contacts are `unmeasured`.
    """

    case: Any
    contacts: int
    minutes: float
    unmeasured: int
    channels: int | None
    switches: int | None
    handoffs: int | None
    repeats: int | None
    broken: int | None
    closed: bool | None


@dataclass(frozen=True, slots=True)
class Effort:
    """What each case cost, in the order of their ids, and the middle of them.

    `unmeasured` is how many contacts have no minutes: above 0, `median_minutes` is a lower limit.
    """

    by_case: tuple[CaseEffort, ...]
    median_minutes: Median
    unmeasured: int
    closed: Interval | None


def effort(
    case: Any,
    at: Any,
    minutes: Any,
    *,
    by_customer: ArrayLike | None = None,
    channel: Any = None,
    resource: Any = None,
    told: Any = None,
    broken: ArrayLike | None = None,
    closing: ArrayLike | None = None,
    order: ArrayLike | None = None,
    level: float = 0.95,
) -> Effort:
    """The customer's effort by case, from one row an event.

    `minutes` are hers (None: nobody knows), `by_customer` flags her contacts (by default all rows);
    `channel`, `resource` (who acted for us) and `told` (what she told) are ids, or None; `broken`
    and `closing` flag events. Raises NumbersError as `journeys` does.
    """
    quantile(level)
    seen = log(case, None, at, order)
    hers = _hers(seen, by_customer)
    spent, unknown = _minutes(seen, minutes)
    summed = np.add.reduceat(spent, seen.starts)
    ended = _ended(seen, closing)
    counts = (_per_case(seen, hers), summed, _per_case(seen, unknown & hers))
    columns = (
        *_channels(seen, channel, hers),
        _changes(seen, "resource", resource),
        _repeats(seen, told),
        _flagged(seen, "broken", broken),
        ended,
    )
    return Effort(
        by_case=_listed(seen.case_ids, counts + columns),
        median_minutes=median(summed, level),
        unmeasured=int((unknown & hers).sum()),
        closed=None if ended is None else wilson(int(ended.sum()), len(ended), level),
    )


def _listed(cases: tuple[Any, ...], columns: tuple[Any, ...]) -> tuple[CaseEffort, ...]:
    """A row a case; a column that was not given is None throughout."""
    nothing = [None] * len(cases)
    rows = zip(
        cases, *(nothing if each is None else each.tolist() for each in columns), strict=True
    )
    return tuple(CaseEffort(*row) for row in rows)


def _hers(seen: Log, by_customer: ArrayLike | None) -> Flags:
    count = len(seen.case)
    if by_customer is None:
        return np.ones(count, np.bool_)
    hers: Flags = seen.placed(flags("by_customer", by_customer, count))
    return hers


def _minutes(seen: Log, values: Any) -> tuple[Floats, Flags]:
    """Minutes in the order of the log with 0 for the unknown, and which are unknown."""
    if not hasattr(values, "__iter__"):
        raise NumbersError(f"minutes has to be one column of numbers, not {values!r:.60}.")
    listed = list(values)
    unknown = np.array([each is None or undefined(each) for each in listed], np.bool_)
    filled = [0.0 if blank else each for each, blank in zip(listed, unknown, strict=True)]
    even(at=seen.case, minutes=filled)
    return seen.placed(column("minutes", filled, least=0)), seen.placed(unknown)


def _per_case(seen: Log, chosen: Flags) -> Whole:
    return np.bincount(seen.case[chosen], minlength=len(seen.starts))


def _flagged(seen: Log, name: str, values: ArrayLike | None) -> Whole | None:
    if values is None:
        return None
    return _per_case(seen, seen.placed(flags(name, values, len(seen.case))))


def _ended(seen: Log, closing: ArrayLike | None) -> Flags | None:
    found = _flagged(seen, "closing", closing)
    return None if found is None else found > 0


def _coded(seen: Log, name: str, values: Any) -> tuple[Whole, Flags, int]:
    """Codes in the order of the log, which of them are named at all, and how many labels."""
    found = named(name, values)
    even(at=seen.case, **{name: found.codes})
    codes = seen.placed(found.codes)
    nothing = found.labels.index(None) if None in found.labels else -1
    return codes, codes != nothing, len(found.labels)


def _channels(seen: Log, values: Any, hers: Flags) -> tuple[Whole | None, Whole | None]:
    """How many channels her contacts came by, and how often she switched."""
    if values is None:
        return None, None
    codes, known, wide = _coded(seen, "channel", values)
    pairs = np.unique((seen.case * wide + codes)[hers & known])
    count = np.bincount(pairs // wide, minlength=len(seen.starts))
    return count, _changes(seen, "channel", values, hers)


def _changes(seen: Log, name: str, values: Any, chosen: Flags | None = None) -> Whole | None:
    """How often the label differs from the one before it in the case, the unnamed left out."""
    if values is None:
        return None
    codes, known, _ = _coded(seen, name, values)
    keep = known if chosen is None else known & chosen
    case, label = seen.case[keep], codes[keep]
    changed = (case[1:] == case[:-1]) & (label[1:] != label[:-1])
    return np.bincount(case[1:][changed], minlength=len(seen.starts))


def _repeats(seen: Log, values: Any) -> Whole | None:
    if values is None:
        return None
    codes, known, wide = _coded(seen, "told", values)
    keys = np.sort((seen.case * wide + codes)[known])
    again = keys[1:][keys[1:] == keys[:-1]]
    return np.bincount(again // wide, minlength=len(seen.starts))
