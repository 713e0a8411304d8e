"""Do we put our own taste into the customer's mouth? Truly false consensus and projection.

Why it matters: A team that guesses what customers want tends to guess what it wants itself. Once
    customers have answered, the part of the guess that follows our own taste and not theirs can
    be told, item by item, and taken off before the next decision.
Formula: member j, item i: own taste O, guessed share P (before the data), true share A
    TFCE = r(O, P − A), r(O, P), r(O, A): correlations over items within members, pooled
    P = c + b_O O + b_A A with a level of its own for each member
    projection weight = b_O/(b_O + b_A), none where that sum is not above 0
    error = mean |P − A|
    intervals: members and items drawn again, both at once (1,000 times, seeded)
    p: items of O are shuffled, alike for all members, so that tastes a team shares stay shared
Assumes: O and P were asked before A was known, in balanced order; O, P and A are on one scale, 0
    to 1. Items stand for the items one could have asked, members for the team.
Cannot say: That r(O, P) above 0 is a fault: one's own taste is a piece of evidence, and right so
    far as it goes. TFCE carries −r(O, A) where guesses do not follow the truth at all: read it
    beside the weight. Below 8 items or 5 members there is not enough to say.
Source: Krueger and Clement, 1994, The truly false consensus effect; Dawes, 1989, Statistical
    criteria for establishing a truly false consensus effect; Hattula et al., 2015, Managerial
    empathy facilitates egocentric predictions of consumer preferences
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.arrays import Floats, column, even, matrix, number
from troth.stats.normal import quantile
from troth.stats.resampling import DRAWS, SEED

__all__ = ("Part", "Projection", "projection", "tfce")

ITEMS = 8
MEMBERS = 5
"""How many of each it takes before an interval or a p is given."""


@dataclass(frozen=True, slots=True)
class Part:
    """One figure with its interval; None where it cannot be said."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Projection:
    """How far guesses about customers follow the guessers' own taste.

    `tfce`, `own_predicted`, `own_actual` are correlations, `own_slope` and `actual_slope` the
    regression's, `weight` the share that own taste has in it, `error` the mean miss. `p` is the
    chance of a TFCE as far from 0 where own taste has nothing to do with the miss. Where `enough`
    is false there are no intervals and no p.
    """

    tfce: Part
    own_predicted: Part
    own_actual: Part
    intercept: Part
    own_slope: Part
    actual_slope: Part
    weight: Part
    error: Part
    p: float | None
    members: int
    items: int
    enough: bool
    level: float = 0.95
    method: str = "within members; members and items drawn again"


def tfce(own: ArrayLike, predicted: ArrayLike, actual: ArrayLike) -> float | None:
    """r(O, P − A) within members: own taste against the miss of the guess; None where flat.

    Shapes and errors as in `projection`.
    """
    ours, guessed, truth = _read(own, predicted, actual)
    return _said(float(_figures(ours, guessed, truth, *_once(ours))[0, 0]))


def projection(
    own: ArrayLike,
    predicted: ArrayLike,
    actual: ArrayLike,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    level: float = 0.95,
) -> Projection:
    """How much of a team's guesses about customers is the team's own taste.

    `own` and `predicted` are members × items (one row of numbers is one member), `actual` is one
    true share an item; all lie between 0 and 1. Raises NumbersError where they do not, or where
    shapes differ.
    """
    draws = int(number("draws", draws, least=100, whole=True))
    quantile(level)
    ours, guessed, truth = _read(own, predicted, actual)
    members, items = ours.shape
    found = _figures(ours, guessed, truth, *_once(ours))[0]
    enough = items >= ITEMS and members >= MEMBERS
    low = high = np.full(len(found), np.nan)
    p = None
    if enough:
        low, high = _drawn(ours, guessed, truth, draws, seed, level)
        p = _shuffled(ours, guessed - truth, float(found[0]), draws, seed)
    parts = [_part(*each) for each in zip(found, low, high, strict=True)]
    return Projection(
        parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6], parts[7],
        p, members, items, enough, level,
    )  # fmt: skip


def _part(value: float, low: float, high: float) -> Part:
    """A figure with its interval; without a figure there is no interval either."""
    found = _said(value)
    return Part(found, None, None) if found is None else Part(found, _said(low), _said(high))


def _read(own: ArrayLike, predicted: ArrayLike, actual: ArrayLike) -> tuple[Floats, Floats, Floats]:
    """Members in an order of their own, so that the order they came in changes nothing."""
    ours, guessed = _rows("own", own), _rows("predicted", predicted)
    truth = column("actual", actual, least=0, most=1)
    if ours.shape != guessed.shape:
        raise NumbersError(
            f"own is {ours.shape[0]} members × {ours.shape[1]} items and predicted "
            f"{guessed.shape[0]} × {guessed.shape[1]}: they have to be the same."
        )
    even(**{"own (items)": ours.T, "actual": truth})
    items = np.lexsort((*np.sort(guessed, axis=0), *np.sort(ours, axis=0), truth))
    ours, guessed, truth = ours[:, items], guessed[:, items], truth[items]
    members = np.lexsort((*guessed.T, *ours.T))
    return ours[members], guessed[members], truth


def _rows(name: str, values: ArrayLike) -> Floats:
    found = matrix(name, values)
    if np.ndim(values) == 1:
        found = found.T
    odd = (found < 0) | (found > 1)
    if odd.any():
        at, item = (int(each[0]) for each in np.nonzero(odd))
        raise NumbersError(f"{name}[{at}, {item}] is {found[at, item]:g}: it lies between 0 and 1.")
    return found


def _once(ours: Floats) -> tuple[Floats, Floats]:
    return np.ones((1, ours.shape[0])), np.ones((1, ours.shape[1]))


def _said(value: float) -> float | None:
    return float(value) if isfinite(value) else None


def _centred(values: Floats) -> Floats:
    """Each member's values less her own mean over items."""
    return np.asarray(values - values.mean(axis=1, keepdims=True), np.float64)


def _figures(
    ours: Floats, guessed: Floats, truth: Floats, members: Floats, items: Floats
) -> Floats:
    """TFCE, r(O,P), r(O,A), c, b_O, b_A, weight, error; NaN where one cannot be reckoned.

    `members` and `items` say how often each is taken: a row a draw, and a row a draw comes back.
    """
    same = np.broadcast_to(truth, ours.shape)
    o, p, a = (_centred(one) for one in (ours, guessed, same))
    taken = items.sum(axis=1, keepdims=True)

    def shared(left: Floats, right: Floats) -> Floats:
        within = items @ (left * right).T - (items @ left.T) * (items @ right.T) / taken
        return np.asarray((members * within).sum(axis=1), np.float64)

    def mean(values: Floats) -> Floats:
        whole = (members * (items @ values.T)).sum(axis=1)
        return np.asarray(whole / (taken[:, 0] * members.sum(axis=1)), np.float64)

    oo, pp, aa = shared(o, o), shared(p, p), shared(a, a)
    op, oa, ap = shared(o, p), shared(o, a), shared(a, p)
    whole = oo * aa - oa**2
    whole = np.where(whole > 1e-10 * oo * aa, whole, np.nan)
    slope_o, slope_a = (op * aa - ap * oa) / whole, (ap * oo - op * oa) / whole
    both = slope_o + slope_a
    return np.stack(
        [
            _ratio(oo, op - oa, pp - 2 * ap + aa, pp + aa),
            _ratio(oo, op, pp),
            _ratio(oo, oa, aa),
            mean(guessed) - slope_o * mean(ours) - slope_a * mean(np.asarray(same)),
            slope_o,
            slope_a,
            slope_o / np.where(both > 0, both, np.nan),
            mean(np.abs(guessed - truth)),
        ],
        axis=1,
    )


def _ratio(left: Floats, mixed: Floats, right: Floats, scale: Floats | None = None) -> Floats:
    """A correlation from sums of squares and products; NaN where one side does not vary."""
    floor = 1e-12 * (np.maximum(right, 0) if scale is None else scale) + 1e-14
    varies = (left > 1e-14) & (right > floor)
    product = np.where(varies, left * right, np.nan)
    return np.asarray(np.clip(mixed / np.sqrt(product), -1, 1), np.float64)


def _drawn(
    ours: Floats, guessed: Floats, truth: Floats, draws: int, seed: int, level: float
) -> tuple[Floats, Floats]:
    """Percentiles with members and items drawn again; draws without a figure are left out."""
    chance = np.random.default_rng(seed)
    members, items = ours.shape
    who = chance.multinomial(members, np.full(members, 1 / members), draws).astype(np.float64)
    what = chance.multinomial(items, np.full(items, 1 / items), draws).astype(np.float64)
    drawn = _figures(ours, guessed, truth, who, what)
    ends = np.full((2, drawn.shape[1]), np.nan)
    for at, told in enumerate(drawn.T):
        if np.isfinite(told).mean() > level:
            ends[:, at] = np.quantile(told[np.isfinite(told)], [(1 - level) / 2, (1 + level) / 2])
    return ends[0], ends[1]


def _shuffled(ours: Floats, miss: Floats, found: float, draws: int, seed: int) -> float | None:
    """Share of shuffles of the items of own taste, alike for all members, as far from 0."""
    if not isfinite(found):
        return None
    items = ours.shape[1]
    o, m = _centred(ours), _centred(miss)
    shared = o.T @ m
    scale = np.sqrt((o**2).sum() * (m**2).sum())
    chance = np.random.default_rng([seed, 1])
    order = chance.permuted(np.tile(np.arange(items), (draws, 1)), axis=1)
    dealt = shared[order, np.arange(items)].sum(axis=1) / scale
    return float((1 + (np.abs(dealt) >= abs(found) - 1e-12).sum()) / (1 + draws))
