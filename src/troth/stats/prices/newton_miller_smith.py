"""How many would try it at each price, by their own word? The Newton–Miller–Smith extension.

Why it matters: Van Westendorp's four prices say where resistance starts, not how many would buy.
    Two more answers, how likely one is to buy at one's own cheap and expensive price, turn them
    into a curve of stated reach, and with the price into stated revenue.
Formula: For each respondent the chance to buy is 0 at her too cheap price, her calibrated answer
    at cheap and at expensive, 0 at too expensive, straight lines in price between them and 0
    outside. Without the two answers it is .7 at cheap and .3 at expensive.
        reach(p) = mean chance at p          revenue(p) = p · reach(p), per respondent
    Answers 5 to 1 (very likely to very unlikely) are calibrated to .7, .5, .3, .1 and 0.
    The peaks are looked for among the prices that somebody named. Intervals of the peaks:
    percentiles over respondents drawn again; the band of reach: normal, with the standard error
    of those draws.
Assumes: Calibration: people say they will buy more often than they do, and the five numbers are a
    convention, to be replaced by one's own record. Straight lines run in price; some programs
    run them along the list of named prices, which gives other curves where prices are unequally
    spaced. Answers are valid as in Van Westendorp; others are left out and counted.
Cannot say: How many will buy, or which price is best. The peak is the revenue peak of stated
    answers: it knows no cost, no rival and no habit. Read the range, then test two prices in it.
Source: Newton, Miller and Smith, 1993, A market acceptance extension to traditional price
    sensitivity measurement (AMA Advanced Research Techniques Forum)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.arrays import Floats, Whole, column, number
from troth.stats.normal import quantile
from troth.stats.prices.answers import Answers, grid, read
from troth.stats.prices.peaks import PricePeak, highest, unsaid
from troth.stats.prices.redraws import checked, percentiles, redraws
from troth.stats.resampling import DRAWS

__all__ = ("INTENT_CALIBRATION", "StatedReach", "newton_miller_smith")

INTENT_CALIBRATION: Mapping[Any, float] = {
    5: 0.7,
    4: 0.5,
    3: 0.3,
    2: 0.1,
    1: 0.0,
    "very likely": 0.7,
    "likely": 0.5,
    "neither likely nor unlikely": 0.3,
    "unlikely": 0.1,
    "very unlikely": 0.0,
}
"""What an answer to "how likely are you to buy at this price?" is taken to mean."""
INTENTS = (0.7, 0.3)
"""The chance to buy at cheap and at expensive where nobody was asked."""
METHOD = "Newton–Miller–Smith, trial linear in price, percentiles over respondents drawn again"


@dataclass(frozen=True, slots=True, eq=False)
class StatedReach:
    """Stated reach and revenue at every price that anybody named, and where each is highest.

    `reach` is a share of respondents with its band `reach_low` to `reach_high`, `revenue` is per
    respondent. `n`, `dropped`, `missing` and `out_of_order` count people as Van Westendorp does;
    `warning` speaks where the columns look swapped.
    """

    prices: Floats
    reach: Floats
    reach_low: Floats
    reach_high: Floats
    revenue: Floats
    reach_peak: PricePeak
    revenue_peak: PricePeak
    n: float
    dropped: float
    missing: float
    out_of_order: float
    level: float
    method: str
    warning: str

    def at(self, price: float) -> float:
        """Stated reach at any price: exact, as it runs straight between named prices."""
        asked = number("price", price, least=0)
        if not len(self.prices):
            raise NumbersError("No answer is valid, so there is no reach to read.")
        return float(np.interp(asked, self.prices, self.reach, left=0.0, right=0.0))


def newton_miller_smith(
    too_cheap: ArrayLike,
    cheap: ArrayLike,
    expensive: ArrayLike,
    too_expensive: ArrayLike,
    buy_at_cheap: ArrayLike | None = None,
    buy_at_expensive: ArrayLike | None = None,
    weights: ArrayLike | None = None,
    calibration: Mapping[Any, float] | None = None,
    intents: tuple[float, float] = INTENTS,
    level: float = 0.95,
    draws: int = DRAWS,
) -> StatedReach:
    """Reach and revenue by what people say, from four prices a respondent and two answers.

    `buy_at_…` are answers that `calibration` turns into chances from 0 to 1 (words in any case;
    NaN, None or "" is no answer); without them everybody gets `intents`. Raises NumbersError for
    answers the calibration does not know, and where Van Westendorp would.
    """
    level, draws = checked(level, draws)
    besides = _besides(buy_at_cheap, buy_at_expensive, calibration)
    answers = read((too_cheap, cheap, expensive, too_expensive), weights, besides)
    chances = answers.besides if besides else _alike(intents, len(answers.weights))
    prices, reach, spread, peaks = _curves(answers, chances, level, draws)
    return StatedReach(
        prices=prices,
        reach=reach,
        reach_low=np.clip(reach - spread, 0.0, 1.0),
        reach_high=np.clip(reach + spread, 0.0, 1.0),
        revenue=prices * reach,
        reach_peak=peaks[0],
        revenue_peak=peaks[1],
        n=answers.n,
        dropped=answers.dropped,
        missing=answers.missing,
        out_of_order=answers.out_of_order,
        level=level,
        method=METHOD,
        warning=answers.doubt,
    )


def _besides(
    at_cheap: ArrayLike | None,
    at_expensive: ArrayLike | None,
    calibration: Mapping[Any, float] | None,
) -> list[tuple[str, Floats]]:
    """The two columns of calibrated chances, or none."""
    if at_cheap is None and at_expensive is None:
        return []
    if at_cheap is None or at_expensive is None:
        raise NumbersError("buy_at_cheap and buy_at_expensive are needed together, or neither.")
    known = {
        _plain(answer): number(f"calibration[{answer!r}]", chance, least=0, most=1)
        for answer, chance in (INTENT_CALIBRATION if calibration is None else calibration).items()
    }
    return [
        ("buy_at_cheap", _calibrated("buy_at_cheap", at_cheap, known)),
        ("buy_at_expensive", _calibrated("buy_at_expensive", at_expensive, known)),
    ]


def _alike(intents: tuple[float, float], rows: int) -> Floats:
    """The same two chances for every row."""
    two = column("intents", intents, least=0, most=1)
    if len(two) != 2:
        raise NumbersError("intents are two chances: at cheap and at expensive.")
    return np.tile(two, (rows, 1))


def _calibrated(name: str, values: ArrayLike, known: Mapping[Any, float]) -> Floats:
    """The chance that each answer means; NaN where none was given."""
    listed: list[Any] = values.tolist() if hasattr(values, "tolist") else list(values)  # type: ignore[arg-type]
    known = {None: np.nan, "": np.nan, **known}
    found = np.empty(len(listed))
    for at, answer in enumerate(listed):
        chance = known.get(_plain(answer))
        if chance is None:
            raise NumbersError(
                f"{name}[{at}] is {answer!r}: the calibration knows "
                f"{', '.join(str(one) for one in known if one not in (None, ''))}."
            )
        found[at] = chance
    return found


def _plain(answer: Any) -> Any:
    """An answer as it is looked up: words without case and margin, NaN as no answer."""
    if isinstance(answer, str):
        return answer.strip().casefold()
    return None if answer != answer else answer


def _bends(prices: Floats, chances: Floats) -> Floats:
    """How much each respondent's line turns upward at each of her four prices."""
    ends = np.zeros((len(prices), 1))
    heights = np.hstack([ends, chances, ends])
    slopes = np.diff(heights, axis=1) / np.diff(prices, axis=1)
    return np.diff(np.hstack([ends, slopes, ends]), axis=1)


def _reach(prices: Floats, places: Whole, bends: Floats, people: Floats) -> Floats:
    """The mean chance at every named price: turn where a line turns, walk where it runs."""
    if not len(prices):
        return np.empty(0)
    turns = np.bincount(
        places.ravel(), weights=(bends * people[:, None]).ravel(), minlength=len(prices)
    )
    walked = np.cumsum(np.cumsum(turns)[:-1] * np.diff(prices))
    mean = np.concatenate(([0.0], walked[:-1], [0.0])) / people.sum()
    return np.asarray(np.clip(mean, 0.0, 1.0), np.float64)


def _looked_at(
    prices: Floats, reach: Floats, tops: Whole, again: Iterable[Floats]
) -> tuple[Floats, Floats, Floats]:
    """Over all draws: the spread of reach, where both curves peak, their heights at `tops`."""
    at, heights = [], []
    first, second, draws = np.zeros(len(prices)), np.zeros(len(prices)), 0
    for one in again:
        both = np.stack([one, prices * one])
        at.append(prices[highest(both)])
        heights.append(both[[0, 1], tops])
        first += one - reach
        second += (one - reach) ** 2
        draws += 1
    spread = np.sqrt(np.maximum(second / draws - (first / draws) ** 2, 0.0))
    return spread, np.array(at), np.array(heights)


def _curves(
    answers: Answers, chances: Floats, level: float, draws: int
) -> tuple[Floats, Floats, Floats, list[PricePeak]]:
    """The named prices, reach there, half its band, and the two peaks."""
    names = ("reach peak of stated answers", "revenue peak of stated answers")
    prices, places = grid(answers)
    bends = _bends(answers.prices, chances)
    reach = _reach(prices, places, bends, answers.weights)
    if reason := answers.unsaid():
        lost = [unsaid(name, answers.n, level, METHOD, reason) for name in names]
        return prices, reach, np.ones(len(prices)), lost
    both = np.stack([reach, prices * reach])
    tops = highest(both)
    again = (_reach(prices, places, bends, taken) for taken in redraws(answers.weights, draws))
    spread, at, heights = _looked_at(prices, reach, tops, again)
    ends = [*percentiles(at, level), *percentiles(heights, level)]
    peaks = []
    for each, name in enumerate(names):
        place = int(tops[each])
        low, high, height_low, height_high = (float(end[each]) for end in ends)
        peaks.append(
            PricePeak(
                name,
                float(prices[place]),
                low,
                high,
                float(both[each, place]),
                height_low,
                height_high,
                answers.n,
                level,
                METHOD,
                place in (0, len(prices) - 1),
            )
        )
    return prices, reach, quantile(level) * spread, peaks
