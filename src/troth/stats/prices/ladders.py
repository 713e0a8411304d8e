"""Who was asked which price and said what: one row a respondent, one column a price."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.arrays import Floats, Whole, coded, column, even, weighting
from troth.stats.prices.answers import counted, together

Unasked: TypeAlias = Literal["implied", "left out"]
LARGEST = 50_000_000
"""So many respondents times prices are held at once, no more."""


@dataclass(frozen=True, slots=True, eq=False)
class Ladders:
    """Answers by respondent and price, equal respondents taken together; NaN was not asked.

    `people` says for how many respondents a row stands. `inconsistent` respondents said no (or
    less) at a price below one they accepted. `open_` counts the places not asked that no answer
    settles.
    """

    prices: Floats
    answers: Floats
    people: Floats
    inconsistent: float
    unasked: str
    open_: float

    @property
    def n(self) -> float:
        """How many respondents there are."""
        return counted(float(self.people.sum()))


def ladders(
    respondent: ArrayLike,
    price: ArrayLike,
    buys: ArrayLike,
    weights: ArrayLike | None,
    unasked: Unasked | None,
) -> Ladders:
    """One row an answer, read into one row a respondent. Raises NumbersError as its caller says."""
    even(respondent=respondent, price=price, buys=buys)
    asked = column("price", price, above=0)
    said = column("buys", buys, least=0, most=1)
    who, ids = coded(respondent)
    weight = weighting(weights, len(asked))
    prices, place = np.unique(asked, return_inverse=True)
    if len(ids) * len(prices) > LARGEST:
        raise NumbersError(
            f"{len(ids):,} respondents and {len(prices):,} different prices are too many at once.",
            advice="Round the prices to the steps that matter.",
        )
    _once(who, place, ids, prices)
    table = np.full((len(ids), len(prices)), np.nan)
    table[who, place] = said
    people = np.ones(len(ids)) if weight is None else _own(weight, who, ids)
    table, people = table[people > 0], people[people > 0]
    heard = ~np.isnan(table).all(axis=0)
    table, prices = table[:, heard], prices[heard]
    table, rule, open_ = _settled(table, people, unasked, bool(np.isin(said, (0, 1)).all()))
    inconsistent = counted(float(people[_rises(table)].sum()))
    rows, together_ = together(np.where(np.isnan(table), -1.0, table), people)
    return Ladders(prices, np.where(rows < 0, np.nan, rows), together_, inconsistent, rule, open_)


def _once(who: Whole, place: Whole, ids: list[Any], prices: Floats) -> None:
    """Nobody answers the same price twice."""
    cell = who * len(prices) + place
    found, times = np.unique(cell, return_counts=True)
    if (times > 1).any():
        first = int(found[times > 1][0])
        raise NumbersError(
            f"Respondent {ids[first // len(prices)]!r} answers the price "
            f"{prices[first % len(prices)]:g} more than once."
        )


def _own(weight: Floats, who: Whole, ids: list[Any]) -> Floats:
    """The weight of each respondent, the same in each of her rows."""
    people = np.full(len(ids), np.nan)
    people[who] = weight
    odd = people[who] != weight
    if odd.any():
        raise NumbersError(
            f"Respondent {ids[int(who[odd][0])]!r} has different weights in different rows."
        )
    return people


def _settled(
    table: Floats, people: Floats, unasked: Unasked | None, plain: bool
) -> tuple[Floats, str, float]:
    """The table with what answers imply, the rule that was used, and the places left open."""
    if not np.isnan(table).any():
        return table, "everybody was asked every price", 0.0
    if unasked == "implied" and not plain:
        raise NumbersError("Only yes and no imply what was not asked; these are chances between.")
    if unasked == "left out" or not plain:
        return table, "unasked prices left out", 0.0
    number = np.arange(table.shape[1])
    highest_yes = np.where(table == 1, number, -1).max(axis=1)[:, None]
    lowest_no = np.where(table == 0, number, len(number)).min(axis=1)[:, None]
    missing = np.isnan(table)
    filled = table.copy()
    filled[missing & (number < highest_yes) & (number < lowest_no)] = 1.0
    filled[missing & (number > lowest_no) & (number > highest_yes)] = 0.0
    open_ = counted(float(people @ np.isnan(filled).sum(axis=1)))
    if unasked == "implied" or not open_:
        return filled, "unasked prices implied by the answers", open_
    return table, "unasked prices left out", open_


def _rises(table: Floats) -> Any:
    """Which rows say more at a price than at a lower one."""
    least = np.minimum.accumulate(np.where(np.isnan(table), np.inf, table), axis=1)
    return (np.where(np.isnan(table), -np.inf, table) > least).any(axis=1)
