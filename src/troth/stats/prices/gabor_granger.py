"""How many say yes at each price, and what would that bring? Gabor and Granger's demand curve.

Why it matters: "Would you buy it at 20?", asked at several prices, gives the plainest picture of
    stated demand there is, and a first idea of where revenue stops rising with the price.
Formula: At each asked price the share of respondents who say yes; then the nearest curve that
    never rises with the price (isotonic regression, each price weighted by its answers) is D(p).
        revenue(p) = p · D(p), per respondent
    Between asked prices D runs straight, however far apart they lie; beyond them nothing is said.
    The peak is looked for among the asked prices. From highest acceptable prices, D(p) is the
    share whose highest price is p or more. Intervals: percentiles over respondents drawn again;
    Wilson's where all say the same, for fewer than five respondents, and for highest prices,
    where each respondent is one count.
Assumes: Each respondent is one draw of those one wants to know of. Prices that somebody was not
    asked: where prices were asked one after another until a no, that no holds for every higher
    price and a yes for every lower one ("implied"); where each was asked a random few, they are
    left out. Unless told, the first is taken where it settles every open place, else the second.
    Respondents who say no below a price they accepted are counted; their answers stay in.
Cannot say: How many will buy: a yes costs nothing. The first price asked pulls all later answers
    towards it. A peak at the lowest or highest asked price says only that the range was too
    narrow. It is the revenue peak of stated answers, and knows no cost and no rival.
Source: Gabor and Granger, 1966, Price as an indicator of quality (Economica); Barlow, Bartholomew,
    Bremner and Brunk, 1972, Statistical Inference under Order Restrictions
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.arrays import Floats, Whole, number, weighting
from troth.stats.prices.answers import LEAST, counted, together, told
from troth.stats.prices.ladders import Ladders, Unasked, ladders
from troth.stats.prices.peaks import PricePeak, highest, unsaid
from troth.stats.prices.redraws import checked, percentiles, redraws
from troth.stats.rates.proportions import wilson
from troth.stats.resampling import DRAWS

__all__ = ("StatedDemand", "gabor_granger", "highest_price")

PEAK = "revenue peak of stated answers"


@dataclass(frozen=True, slots=True, eq=False)
class StatedDemand:
    """Stated demand at each price, lowest price first, with `low` and `high`.

    `said` is the share of yes as answered, from `asked` respondents; `demand` never rises.
    `revenue` is per respondent; `wins` is the share of draws in which a price brought the most.
    `inconsistent` respondents said no below a price they accepted.
    """

    prices: Floats
    asked: Floats
    said: Floats
    demand: Floats
    low: Floats
    high: Floats
    revenue: Floats
    wins: Floats
    peak: PricePeak
    n: float
    missing: float
    inconsistent: float
    level: float
    method: str
    warning: str

    def at(self, price: float) -> float:
        """Stated demand at a price between the lowest and the highest asked, on a straight line."""
        wanted = number("price", price)
        first, last = float(self.prices[0]), float(self.prices[-1])
        if not first <= wanted <= last:
            raise NumbersError(
                f"{wanted:g} lies outside the prices that were asked, {first:g} to {last:g}."
            )
        return float(np.interp(wanted, self.prices, self.demand))


def gabor_granger(
    respondent: ArrayLike,
    price: ArrayLike,
    buys: ArrayLike,
    weights: ArrayLike | None = None,
    unasked: Unasked | None = None,
    level: float = 0.95,
    draws: int = DRAWS,
) -> StatedDemand:
    """Stated demand from one row an answer: who, at what price, yes or no (or a chance 0 to 1).

    `weights` counts people and is the same in all rows of one respondent. Raises NumbersError
    where a price is not above 0, an answer lies outside 0 to 1, or somebody answers a price twice.
    """
    level, draws = checked(level, draws)
    if unasked not in (None, "implied", "left out"):
        raise NumbersError(f"unasked has to be implied or left out, not {unasked!r}.")
    asked = ladders(respondent, price, buys, weights, unasked)
    yes, there = np.nan_to_num(asked.answers), 1.0 - np.isnan(asked.answers)
    count = asked.people @ there
    said = asked.people @ yes / count
    demand = _falling(said[None], count[None])[0]
    again = np.array([(one @ yes, one @ there) for one in redraws(asked.people, draws)])
    drawn = _falling(_shares(again[:, 0], again[:, 1]), again[:, 1])
    ends = _widened(demand, said, count, percentiles(drawn, level), level, asked.n)
    method = f"Gabor–Granger, isotonic, {asked.unasked}, percentiles over respondents drawn again"
    revenue = asked.prices * drawn
    tops, heights = highest(revenue), revenue[:, highest(asked.prices * demand)]
    found = _Found(asked.prices, count, said, demand, *ends, tops, heights, asked.n)
    return _demand(
        found, level, method, inconsistent=asked.inconsistent, warning=_warning(asked, unasked)
    )


def highest_price(
    highest_acceptable: ArrayLike,
    weights: ArrayLike | None = None,
    level: float = 0.95,
    draws: int = DRAWS,
) -> StatedDemand:
    """Stated demand from the highest price each respondent would accept; 0 is "at no price".

    NaN or None is an answer not given, and counted. Raises NumbersError for negative prices and
    where nobody accepts any price.
    """
    level, draws = checked(level, draws)
    given = told("highest_acceptable", highest_acceptable)
    weight = weighting(weights, len(given))
    weight = np.ones(len(given)) if weight is None else weight
    whole = ~np.isnan(given)
    kept = whole & (weight > 0)
    rows, people = together(given[kept][:, None], weight[kept])
    named = rows[:, 0] > 0
    prices = rows[named, 0]
    if not len(prices):
        raise NumbersError("highest_acceptable names no price above 0: there is no demand to draw.")
    n = counted(float(people.sum()))
    demand = _survivors(people)[named]
    ends = _ends(demand, n, level)
    best = highest(prices * demand)
    tops, heights = np.empty(draws, np.int64), np.empty(draws)
    for draw, taken in enumerate(redraws(people, draws)):
        revenue = prices * _survivors(taken)[named]
        tops[draw], heights[draw] = highest(revenue), revenue[best]
    everybody = np.full(len(prices), float(n))
    found = _Found(prices, everybody, demand, demand, *ends, tops, heights, n)
    method = "Gabor–Granger, share whose highest price is at least this; Wilson"
    return _demand(found, level, method, missing=counted(float(weight[~whole].sum())))


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """What both ways of asking come to: the curve, and the peak of each draw."""

    prices: Floats
    asked: Floats
    said: Floats
    demand: Floats
    low: Floats
    high: Floats
    tops: Whole
    heights: Floats
    n: float


def _demand(
    found: _Found,
    level: float,
    method: str,
    missing: float = 0,
    inconsistent: float = 0,
    warning: str = "",
) -> StatedDemand:
    """The curve as it is handed out."""
    return StatedDemand(
        prices=found.prices,
        asked=found.asked,
        said=found.said,
        demand=found.demand,
        low=found.low,
        high=found.high,
        revenue=found.prices * found.demand,
        wins=np.bincount(found.tops, minlength=len(found.prices)) / len(found.tops),
        peak=_peak(found, level, method),
        n=found.n,
        missing=missing,
        inconsistent=inconsistent,
        level=level,
        method=method,
        warning=warning,
    )


def _ends(demand: Floats, n: float, level: float) -> tuple[Floats, Floats]:
    """Wilson's interval of each share of n."""
    people = max(1, round(n))
    found = [wilson(min(1.0, share) * people, people, level) for share in demand.tolist()]
    return np.array([one.low for one in found]), np.array([one.high for one in found])


def _shares(yes: Floats, asked: Floats) -> Floats:
    """Shares of yes; NaN where a draw asked nobody."""
    empty = asked == 0
    return np.where(empty, np.nan, yes / np.where(empty, 1.0, asked))


def _falling(shares: Floats, asked: Floats) -> Floats:
    """For each draw the nearest shares that never rise with the price; NaN stays where it is."""
    found = shares.copy()
    known = ~np.isnan(shares)
    least = np.minimum.accumulate(np.where(known, shares, np.inf), axis=1)
    for draw in np.flatnonzero((known & (shares > least)).any(axis=1)):
        there = known[draw]
        found[draw, there] = _pooled(shares[draw, there].tolist(), asked[draw, there].tolist())
    return np.clip(found, 0.0, 1.0)


def _pooled(shares: list[float], weights: list[float]) -> Floats:
    """Neighbours that rise are pooled until none does."""
    blocks: list[tuple[float, float, int]] = []
    for share, weight in zip(shares, weights, strict=True):
        length = 1
        while blocks and blocks[-1][0] < share:
            before, its, many = blocks.pop()
            share = (share * weight + before * its) / (weight + its)
            weight, length = weight + its, length + many
        blocks.append((share, weight, length))
    return np.repeat([one[0] for one in blocks], [one[2] for one in blocks])


def _widened(
    demand: Floats,
    said: Floats,
    count: Floats,
    ends: tuple[Floats, Floats],
    level: float,
    n: float,
) -> tuple[Floats, Floats]:
    """Wilson's interval where drawing again cannot tell: all alike, or too few respondents."""
    low, high = ends[0].copy(), ends[1].copy()
    for at in np.flatnonzero((demand <= 0) | (demand >= 1) | np.isnan(low) | (n < LEAST)):
        people = max(1, round(float(count[at])))
        wide = wilson(float(np.clip(said[at], 0, 1)) * people, people, level)
        low[at] = min(wide.low, demand[at])
        high[at] = max(wide.high, demand[at])
    return low, high


def _survivors(people: Floats) -> Floats:
    """The share who named this price or a higher one; rows run from the lowest price."""
    return np.asarray(np.cumsum(people[::-1])[::-1] / people.sum(), np.float64)


def _peak(found: _Found, level: float, method: str) -> PricePeak:
    """The revenue peak: where it is, where it lay in the draws, how high it is there."""
    if found.n < LEAST:
        reason = f"Not enough to say: this needs {LEAST} respondents and has {found.n:,.6g}."
        return unsaid(PEAK, found.n, level, method, reason)
    revenue = found.prices * found.demand
    best = int(highest(revenue))
    drawn = np.column_stack([found.prices[found.tops], found.heights])
    low, high = percentiles(drawn, level)
    return PricePeak(
        PEAK,
        float(found.prices[best]),
        float(low[0]),
        float(high[0]),
        float(revenue[best]),
        float(low[1]),
        float(high[1]),
        found.n,
        level,
        method,
        best in (0, len(revenue) - 1),
    )


def _warning(asked: Ladders, unasked: Unasked | None) -> str:
    """A sentence where it matters which prices were asked, and nobody said how they were."""
    if unasked is not None or not asked.open_:
        return ""
    return (
        f"No answer settles {asked.open_:,.6g} prices that respondents were not asked; they are "
        'left out. If prices were asked one after another until a no, say unasked="implied".'
    )
