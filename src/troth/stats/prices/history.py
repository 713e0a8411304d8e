"""Did more people leave, or complain, after the price changed? Before and after, side by side.

Why it matters: A price change is remembered by whom it drove away, if anybody looks. Two windows
    of the same length, told with their counts, make the next change a better-informed one.
Formula: w days before the change at t and w days after it:
        before = of those here at t − w, the share who left (complained) from t − w to before t
        after = of those here at t, the share who left (complained) from t to before t + w
    Difference: after − before, with Newcombe's interval; each share with Wilson's.
Assumes: Both windows are wholly on record. The two groups are taken as independent although many
    people stand in both; where the same people tend to complain again, the interval is too wide.
    Each person counts once a window, however often she complains.
Cannot say: That the price did it. This is before and after, without a group whose price stayed: a
    season, a rival, an outage or the notice itself may lie behind the difference, and those whom
    the news drove away before t count as before. For causes, change the price for a random part
    first, or compare with people it did not concern.
Source: Newcombe, 1998, Interval estimation for the difference between independent proportions
    (Statistics in Medicine)
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError, UnknownNameError
from troth.stats.arrays import Flags, Floats, Whole, coded, column, even, number
from troth.stats.rates.proportions import Difference, Interval, newcombe, wilson

__all__ = ("PriceReaction", "complained_after", "left_after")

CAVEAT = (
    "This is before and after, not cause: nothing shows what would have happened "
    "had the price stayed."
)


@dataclass(frozen=True, slots=True)
class PriceReaction:
    """Two shares around a price change and their difference, after less before.

    `difference` is None where nobody was here in one of the windows. `words` tells it in a report,
    `caveat` belongs beneath it.
    """

    what: str
    changed: float
    window: float
    before: Interval
    after: Interval
    difference: Difference | None
    words: str
    caveat: str = CAVEAT


def left_after(
    changed: float,
    window: float,
    started: ArrayLike,
    ended: ArrayLike,
    known_until: float,
    level: float = 0.95,
) -> PriceReaction:
    """Did more people leave in the `window` after the price changed than in the one before?

    One row a person: the times she came and left, NaN or None where she is still here, in days
    like `changed`. `known_until` is where the records end. Raises NumbersError where somebody
    left before she came, or the window after is not wholly on record.
    """
    came, left = _periods(started, ended)
    at, width = _window(changed, window, known_until)
    counts = []
    for opens in (at - width, at):
        here = (came <= opens) & (left >= opens)
        counts += [int((here & (left < opens + width)).sum()), int(here.sum())]
    return _told("left", at, width, counts, level)


def complained_after(
    changed: float,
    window: float,
    person: ArrayLike,
    started: ArrayLike,
    ended: ArrayLike,
    complainer: ArrayLike,
    complained: ArrayLike,
    known_until: float,
    level: float = 0.95,
) -> PriceReaction:
    """Did more people complain in the `window` after the price changed than in the one before?

    `person`, `started`, `ended`: one row a person, as for `left_after`. `complainer`,
    `complained`: one row a complaint, who and when. Raises NumbersError as `left_after` does, for
    a person named twice, and UnknownNameError for a complaint by nobody known.
    """
    came, left = _periods(started, ended)
    even(person=person, started=came)
    when = column("complained", complained, empty=True)
    even(complainer=complainer, complained=when)
    who = _places(person, complainer)
    at, width = _window(changed, window, known_until)
    counts = []
    for opens in (at - width, at):
        here = (came <= opens) & (left >= opens)
        spoke: Flags = np.zeros(len(came), np.bool_)
        spoke[who[(when >= opens) & (when < opens + width)]] = True
        counts += [int((here & spoke).sum()), int(here.sum())]
    return _told("complained", at, width, counts, level)


def _periods(started: ArrayLike, ended: ArrayLike) -> tuple[Floats, Floats]:
    """When each person came and left; infinity where she is still here."""
    came = column("started", started)
    try:
        given = np.ascontiguousarray(ended, np.float64)
    except (TypeError, ValueError):
        given = column("ended", ended)
    staying = np.isnan(given)
    read = column("ended", np.where(staying, 0.0, given))
    even(started=came, ended=read)
    left = np.where(staying, np.inf, read)
    if (left < came).any():
        at = int(np.flatnonzero(left < came)[0])
        raise NumbersError(f"ended[{at}] is {left[at]:g}, before started[{at}], {came[at]:g}.")
    return came, left


def _window(changed: float, window: float, known_until: float) -> tuple[float, float]:
    at, width = number("changed", changed), number("window", window, above=0)
    until = number("known_until", known_until)
    if until < at + width:
        raise NumbersError(
            f"The window after the change ends at {at + width:g}, the records at {until:g}.",
            advice="Wait until it is over, or take a shorter window for both sides.",
        )
    return at, width


def _places(person: ArrayLike, complainer: ArrayLike) -> Whole:
    """The row of each complainer among the people."""
    codes, known = coded(person)
    if len(known) < len(codes):
        twice = known[int(np.flatnonzero(np.bincount(codes) > 1)[0])]
        raise NumbersError(f"person names {twice!r} more than once.")
    row = {known[code]: at for at, code in enumerate(codes.tolist())}
    listed = complainer.tolist() if hasattr(complainer, "tolist") else list(complainer)  # type: ignore[arg-type]
    for one in listed:
        if one not in row:
            raise UnknownNameError("person", str(one), map(str, known))
    return np.fromiter((row[one] for one in listed), np.int64, len(listed))


def _told(what: str, at: float, width: float, counts: list[int], level: float) -> PriceReaction:
    level = number("level", level)
    x1, n1, x2, n2 = counts
    before, after = wilson(x1, n1, level), wilson(x2, n2, level)
    if not (n1 and n2):
        side = "before" if not n1 else "after"
        words = f"Nobody was here in the window {side} the price change: not enough to say."
        return PriceReaction(what, at, width, before, after, None, words)
    change = newcombe(x2, n2, x1, n1, level)
    words = (
        f"{x2:,} of {n2:,} people {what} in the {width:g} days after the price change "
        f"({x2 / n2:.1%}), {x1:,} of {n1:,} in the {width:g} days before ({x1 / n1:.1%}): "
        f"a difference of {100 * change.value:+.1f} points "
        f"({100 * change.low:+.1f} to {100 * change.high:+.1f}, Newcombe, {100 * level:g} %)."
    )
    return PriceReaction(what, at, width, before, after, change, words)
