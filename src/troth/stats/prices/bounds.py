"""All five said the price makes sense: how many would? An exact bound for a handful of calls.

Why it matters: Before any survey somebody calls five or ten customers and asks whether the price
    makes sense to them. That is worth doing, and it carries further than none, but less far than
    "everybody agreed" sounds.
Formula: Of n people x say yes. The lower bound L is the share at which x or more yes in n have the
    chance (1 − level)/2:
        L = the (1 − level)/2 quantile of the beta distribution (x, n − x + 1); 0 where x is 0
    It is the lower end of the two-sided exact interval of Clopper and Pearson: with a level of
    95 % one is 97.5 % sure, from one side. All of n yes: L = ((1 − level)/2)^(1/n), so .478 for 5
    of 5 and .692 for 10 of 10.
Assumes: The people called are drawn at random from those one wants to know of, and answer freely.
    Friends, fans and the last ten happy ones are no such draw, and no bound mends that.
Cannot say: That they will pay. It bounds the share who say that the price makes sense, nothing
    else; and an upper bound is not given, as a few calls cannot rule out that nearly all agree.
Source: Clopper and Pearson, 1934, The use of confidence or fiducial limits illustrated in the
    case of the binomial (Biometrika)
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log

from troth.errors import NumbersError
from troth.stats.arrays import number
from troth.stats.normal import quantile

__all__ = ("CallBound", "call_bound", "calls_needed")

METHOD = "Clopper–Pearson, lower bound"


@dataclass(frozen=True, slots=True)
class CallBound:
    """The share who say yes and the bound it does not fall below, with a sentence for a report.

    One is `sure` of the bound, from one side. `value` is None where nobody was called.
    """

    value: float | None
    low: float
    yes: int
    n: int
    level: float
    sure: float
    method: str
    words: str


def call_bound(yes: float, calls: float, level: float = 0.95) -> CallBound:
    """At least how many would say that the price makes sense, when `yes` of `calls` people do?

    Raises NumbersError unless both are whole, 0 <= yes <= calls and 0 < level < 1.
    """
    said = int(number("yes", yes, least=0, whole=True))
    n = int(number("calls", calls, least=0, whole=True))
    level = _level(level)
    if said > n:
        raise NumbersError(f"{said:,} cannot say yes in {n:,} calls.")
    from scipy.special import betaincinv

    low = float(betaincinv(said, n - said + 1, (1 - level) / 2)) if said else 0.0
    sure = (1 + level) / 2
    value = said / n if n else None
    return CallBound(value, low, said, n, level, sure, METHOD, _words(said, n, low, sure))


def calls_needed(share: float, level: float = 0.95) -> int:
    """How many calls, if all say yes, show that at least this share of people would?"""
    wanted = number("share", share, above=0)
    level = _level(level)
    if wanted >= 1:
        raise NumbersError("No number of calls shows that everybody would; share lies below 1.")
    return max(1, ceil(log((1 - level) / 2) / log(wanted) - 1e-9))


def _level(level: float) -> float:
    sure = number("level", level)
    quantile(sure)
    return sure


def _words(yes: int, n: int, low: float, sure: float) -> str:
    """The bound in one sentence, rounded down."""
    if not n:
        return "Nobody was called, so nothing can be said."
    said = f"{yes:,} of {n:,} people called said that the price makes sense"
    if not yes:
        return f"{said}: how few of all people would say so, these calls cannot tell from none."
    return (
        f"{said}: if they stand for all, at least {floor(low * 1000) / 10:g} % of people would "
        f"say so (exact lower bound, {100 * sure:.6g} % sure)."
    )
