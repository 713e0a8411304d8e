"""Between which prices do people still find this neither too cheap nor too dear? Van Westendorp.

Why it matters: Four questions, asked of people who know what they would buy, show where a price
    starts to raise doubts about quality and where it starts to send people away. The answer is a
    range with its uncertainty, to be narrowed by the next test, not a price.
Formula: Each respondent names four prices: too cheap < cheap < expensive < too expensive. At p,
        too cheap, cheap = share whose answer is p or more
        expensive, too expensive = share whose answer is p or less
    Four crossings:
        PMC, marginal cheapness       too cheap     ×  not cheap
        PME, marginal expensiveness   too expensive ×  not expensive
        IDP, indifference             cheap         ×  expensive
        OPP, least resistance         too cheap     ×  too expensive
    The curves are reckoned at every price that anybody named. "interpolated" joins these points
    with straight lines and takes the place where the lines meet; "first-price" takes the first
    named price at which they have met. Counted curves only fall or only rise, so they meet once,
    or lie on each other for a stretch, each price of which is a crossing: then the value is where
    the stretch begins, and it is told whole. Intervals: percentiles over respondents drawn again,
    the low one of where the curves first meet, the high one of where they last do.
Assumes: Each respondent speaks for herself and knows the sort of thing that is offered; prices
    are in one currency, for one product. An answer counts at its own price (ties="at"). Some
    programs, among them R's pricesensitivitymeter, count the two cheap curves only below it, and
    with "first-price" want the curves to have crossed, not met: ties="beyond" does the same.
    Answers out of order, or with two equal prices, are left out and counted. Weights count people.
Cannot say: What people will pay: stated prices are hypothetical. The point of least resistance is
    often called optimal; it maximises neither profit nor sales, and is not called so here. Many
    answers out of order mean that the questions were not understood or the columns are swapped.
Source: van Westendorp, 1976, NSS Price Sensitivity Meter: a new approach to study consumer
    perception of price (ESOMAR); Efron and Tibshirani, 1993, An Introduction to the Bootstrap
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import get_args

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.arrays import Floats, Whole, number
from troth.stats.prices import crossings
from troth.stats.prices.answers import Answers, grid, read
from troth.stats.prices.redraws import checked, percentiles, redraws
from troth.stats.rates.proportions import Interval, wilson
from troth.stats.resampling import DRAWS

__all__ = ("PriceCurves", "PricePoint", "PriceShares", "VanWestendorp", "van_westendorp")

ROOM = 250_000
"""How many draws times prices are reckoned at once."""


@dataclass(frozen=True, slots=True)
class PricePoint:
    """A price where two curves meet, with its interval.

    Where the curves lie on each other over several prices, `stretch` is the first and the last of
    them. `value` is None where no price may be named; then `reason` says why.
    """

    value: float | None
    low: float | None
    high: float | None
    n: float
    level: float
    method: str
    stretch: tuple[float, float] | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PriceShares:
    """The shares of respondents who call one price too cheap, cheap, expensive, too expensive."""

    price: float
    too_cheap: Interval
    cheap: Interval
    expensive: Interval
    too_expensive: Interval


@dataclass(frozen=True, slots=True, eq=False)
class PriceCurves:
    """The four shares at every price that anybody named, lowest price first."""

    prices: Floats
    too_cheap: Floats
    cheap: Floats
    expensive: Floats
    too_expensive: Floats
    n: float
    method: str

    @property
    def not_cheap(self) -> Floats:
        """The share who do not call the price cheap; it meets `too_cheap` at PMC."""
        return 1 - self.cheap

    @property
    def not_expensive(self) -> Floats:
        """The share who do not call the price expensive; it meets `too_expensive` at PME."""
        return 1 - self.expensive


@dataclass(frozen=True, slots=True, eq=False)
class VanWestendorp:
    """Four price points and the answers behind them.

    `n` people are counted; `dropped` = `missing` (an answer not given) + `out_of_order`, of whom
    `equal` only named a price twice. `warning` speaks where the columns look swapped.
    """

    pmc: PricePoint
    pme: PricePoint
    idp: PricePoint
    opp: PricePoint
    n: float
    dropped: float
    missing: float
    out_of_order: float
    equal: float
    crossing: crossings.Rule
    ties: crossings.Ties
    level: float
    method: str
    warning: str
    _answers: Answers = field(repr=False)

    def shares(self, price: float) -> PriceShares:
        """Who calls `price` what: four counted shares with Wilson's interval."""
        at = number("price", price, least=0)
        prices, people = self._answers.prices, self._answers.weights
        below = prices[:, :2] >= at if self.ties == "at" else prices[:, :2] > at
        calls = np.hstack([below, prices[:, 2:] <= at])
        shares = people @ calls / self.n if self.n else np.zeros(4)
        n = round(self.n)
        return PriceShares(at, *(wilson(float(min(1.0, s)) * n, n, self.level) for s in shares))

    def curves(self) -> PriceCurves:
        """The four curves on all prices that anybody named."""
        prices, places = grid(self._answers)
        slot = crossings.slots(places, len(prices))
        named = crossings.tallies(slot, self._answers.weights, len(prices))
        four = crossings.heights(named, self.ties) / (self.n or 1.0)
        return PriceCurves(prices, four[0], four[1], four[2], four[3], self.n, self.method)


def van_westendorp(
    too_cheap: ArrayLike,
    cheap: ArrayLike,
    expensive: ArrayLike,
    too_expensive: ArrayLike,
    weights: ArrayLike | None = None,
    crossing: crossings.Rule = "interpolated",
    level: float = 0.95,
    draws: int = DRAWS,
    ties: crossings.Ties = "at",
) -> VanWestendorp:
    """The range of prices people accept, from four prices a respondent, one column each.

    NaN or None is an answer not given. `weights` says how many people a row stands for; `ties`
    whether an answer counts at its own price or only beyond it. Where fewer than five are valid,
    or the columns look swapped, each point is None with its reason. Raises NumbersError for
    negative or infinite prices, columns of different length and unknown rules.
    """
    _known(crossing, ties)
    level, draws = checked(level, draws)
    answers = read((too_cheap, cheap, expensive, too_expensive), weights)
    method = _method(crossing, ties)
    pmc, pme, idp, opp = _points(answers, crossing, ties, level, draws, method)
    return VanWestendorp(
        pmc=pmc,
        pme=pme,
        idp=idp,
        opp=opp,
        n=answers.n,
        dropped=answers.dropped,
        missing=answers.missing,
        out_of_order=answers.out_of_order,
        equal=answers.equal,
        crossing=crossing,
        ties=ties,
        level=level,
        method=method,
        warning=answers.doubt,
        _answers=answers,
    )


def _points(
    answers: Answers,
    crossing: crossings.Rule,
    ties: crossings.Ties,
    level: float,
    draws: int,
    method: str,
) -> list[PricePoint]:
    """PMC, PME, IDP and OPP with percentiles over respondents drawn again."""
    if unsaid := answers.unsaid():
        return [PricePoint(None, None, None, answers.n, level, method, None, unsaid)] * 4
    prices, places = grid(answers)
    people = answers.weights
    named = crossings.tallies(crossings.slots(places, len(prices)), people, len(prices))[None]
    gap = _gap(named, ties)
    told = _meet(prices, named, gap, crossing, ties)
    cells = crossings.narrowed(gap[0], answers.n)
    coarse = prices[np.concatenate((np.diff(cells) > 0, [True]))]
    again = _again(coarse, cells[places], people, crossing, ties, draws)
    low = percentiles(again.first, level)[0]
    high = percentiles(np.maximum(again.last, again.point), level)[1]
    points = []
    for at, pair in enumerate(crossings.PAIRS):
        first, last = float(told.first[0, at]), float(told.last[0, at])
        stretch = (first, last) if last > first else None
        value, ends = float(told.point[0, at]), (float(low[at]), float(high[at]))
        said = f"{pair.upper()}, {method}"
        points.append(PricePoint(value, *ends, answers.n, level, said, stretch))
    return points


def _gap(named: Floats, ties: crossings.Ties) -> Floats:
    """The four gaps of each draw, in people; `named` is draws × 4 × prices."""
    return crossings.gaps(crossings.heights(named, ties), named[:, 0].sum(axis=-1))


def _meet(
    prices: Floats, named: Floats, gap: Floats, crossing: crossings.Rule, ties: crossings.Ties
) -> crossings.Meetings:
    """Where the curves of each draw meet."""
    slack = 1e-9 * float(named[0, 0].sum())
    given = np.asarray((named > 0).any(axis=1), np.bool_)
    return crossings.meetings(prices, gap, given, crossing, ties, slack)


def _again(
    prices: Floats,
    places: Whole,
    people: Floats,
    crossing: crossings.Rule,
    ties: crossings.Ties,
    draws: int,
) -> crossings.Meetings:
    """The meetings of each draw, some draws at once."""
    size = len(prices)
    slot, at_once = crossings.slots(places, size), max(1, ROOM // size)
    block: list[Floats] = []
    found: list[crossings.Meetings] = []
    for count, taken in enumerate(redraws(people, draws), start=1):
        block.append(crossings.tallies(slot, taken, size))
        if len(block) == at_once or count == draws:
            named = np.stack(block)
            found.append(_meet(prices, named, _gap(named, ties), crossing, ties))
            block = []
    return crossings.Meetings(
        np.concatenate([each.point for each in found]),
        np.concatenate([each.first for each in found]),
        np.concatenate([each.last for each in found]),
    )


def _method(crossing: crossings.Rule, ties: crossings.Ties) -> str:
    rules = {
        "interpolated": "straight lines between named prices",
        "first-price": f"first named price where the curves {_MEET[ties]}",
    }
    return (
        f"Van Westendorp, {rules[crossing]}, answers count {ties} their own price, "
        "percentiles over respondents drawn again"
    )


_MEET = {"at": "have met", "beyond": "have crossed"}


def _known(crossing: str, ties: str) -> None:
    if crossing not in get_args(crossings.Rule):
        raise NumbersError(f"crossing has to be interpolated or first-price, not {crossing!r}.")
    if ties not in get_args(crossings.Ties):
        raise NumbersError(f"ties has to be at or beyond, not {ties!r}.")
