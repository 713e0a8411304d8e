"""Where two curves of answers meet: on the prices that were named, and between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from troth.stats.arrays import Flags, Floats, Whole

Rule: TypeAlias = Literal["interpolated", "first-price"]
Ties: TypeAlias = Literal["at", "beyond"]
PAIRS = ("pmc", "pme", "idp", "opp")
FAR = 8.0
"""So many standard deviations from its middle no draw is ever seen."""


def slots(places: Whole, size: int) -> Whole:
    """Where each answer is tallied: the four columns one after the other, `size` prices each."""
    return np.ascontiguousarray((places + np.arange(4) * size).T).ravel()


def tallies(slot: Whole, people: Floats, size: int) -> Floats:
    """How many people named each of `size` prices in each of the four answers: 4 × prices."""
    found = np.bincount(slot, weights=np.tile(people, 4), minlength=4 * size)
    return np.asarray(found.reshape(4, size), np.float64)


def heights(named: Floats, ties: Ties) -> Floats:
    """People on each of the four curves at each price, from how many named it (… × 4 × prices).

    "at": whoever names a price finds it cheap there; "beyond": only below it.
    """
    risen = np.cumsum(named, axis=-1)
    left = risen[..., :2, -1:] - risen[..., :2, :]
    if ties == "at":
        left = left + named[..., :2, :]
    return np.concatenate([left, risen[..., 2:, :]], axis=-2)


def gaps(curves: Floats, people: Floats) -> Floats:
    """The falling curve less the rising one, for PMC, PME, IDP and OPP: never rises."""
    too_cheap, cheap, expensive, too_expensive = (curves[..., at, :] for at in range(4))
    all_of_them = people[..., None]
    return np.stack(
        [
            too_cheap + cheap - all_of_them,
            all_of_them - expensive - too_expensive,
            cheap - expensive,
            too_cheap - too_expensive,
        ],
        axis=-2,
    )


def narrowed(gap: Floats, people: float) -> Whole:
    """For each price its cell, where prices far from every meeting share one.

    A gap differs from draw to draw by a standard deviation of at most √people; eight of them
    away no draw ever meets, so nothing is lost but work.
    """
    near = (np.abs(gap) <= FAR * np.sqrt(people) + 1).any(axis=0)
    near[1:] |= near[:-1].copy()
    near[:-1] |= near[1:].copy()
    fresh = near.copy()
    fresh[0] = True
    fresh[1:] |= near[:-1]
    return np.asarray(np.cumsum(fresh) - 1, np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Meetings:
    """For each draw and pair the point by its rule, and the first and last place of meeting.

    All draws × 4. `first` and `last` differ only where the curves lie on each other.
    """

    point: Floats
    first: Floats
    last: Floats


def meetings(
    prices: Floats, gap: Floats, named: Flags, rule: Rule, ties: Ties, slack: float
) -> Meetings:
    """Where each gap closes; `named` are the prices that somebody gave in that draw.

    `gap` is draws × 4 × prices and ends below 0, `named` draws × prices.
    """
    given = named[:, None, :]
    here = ((gap <= slack) & given).argmax(axis=-1)
    first: Floats = prices[here]
    if rule == "interpolated":
        first = _between(prices, gap, named, here)
    level = (np.abs(gap) <= slack) & given
    end = prices[level.shape[-1] - 1 - level[..., ::-1].argmax(axis=-1)]
    last = np.where(level.any(axis=-1), np.maximum(end, first), first)
    if rule == "first-price" and ties == "beyond":
        point = prices[((gap < -slack) & given).argmax(axis=-1)]
        return Meetings(point, first, last)
    return Meetings(first, first, last)


def _between(prices: Floats, gap: Floats, named: Flags, here: Whole) -> Floats:
    """Where straight lines from the named price before `here` reach nought."""
    index = np.where(named, np.arange(len(prices)), -1)
    before = np.maximum.accumulate(index, axis=-1)
    before = np.concatenate([np.full((len(named), 1), -1), before[:, :-1]], axis=-1)
    there = np.take_along_axis(before, here, axis=-1)
    start = np.where(there < 0, here, there)
    upper = np.take_along_axis(gap, start[..., None], axis=-1)[..., 0]
    lower = np.take_along_axis(gap, here[..., None], axis=-1)[..., 0]
    fall = upper - lower
    share = np.clip(upper / np.where(fall > 0, fall, 1.0), 0.0, 1.0)
    return np.asarray(prices[start] + (prices[here] - prices[start]) * share, np.float64)
