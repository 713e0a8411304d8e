"""What did contacting them change, and for whom? Uplift between randomised arms, and Qini.

Why it matters: Many who were contacted would have come anyway, and some leave because they were
    reminded. Whom to contact is not who is at risk but whom a contact changes.
Formula: uplift = mean(outcome | treated) − mean(outcome | not treated), overall and by group.
    Shares (outcomes 0 and 1): Newcombe's interval. Numbers: Welch's t interval.
    Do groups differ? Q = Σ (u_g − ū)² / se_g², ū weighted by 1/se_g², χ² on groups − 1.
    Qini: sort by score, highest first; among the first share φ of customers
        q(φ) = [Y_T(φ) − Y_C(φ) · N_T(φ)/N_C(φ)] / N_T
    with sums Y and counts N of the two arms. Random order gives the line φ · q(1).
    Coefficient = area between curve and line, in outcomes a customer; equal scores enter together.
    Interval: percentiles when customers are drawn again, 1,000 times by default.
Assumes: Treatment was drawn by lot, and everybody drawn is counted, reached or not. One row a
    customer; one customer's contact does not change another's outcome. The score was made
    without these outcomes.
Cannot say: Anything causal where there was no lot: then it is a plain difference of two kinds of
    people. Among many groups some will look special by luck: look at Q first. A good score on
    these customers holds for them; test it on others, and keep a random hold-out for ever.
Source: Newcombe, 1998; Welch, 1947; Radcliffe, Using control groups to target on predicted lift,
    2007; Ascarza, Retention futility: targeting high-risk customers might be ineffective, 2018
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtrc, stdtrit

from troth.errors import NumbersError
from troth.stats.arrays import Flags, Floats, Whole, coded, column, even, flags, number
from troth.stats.normal import quantile
from troth.stats.rates.proportions import Difference, newcombe
from troth.stats.resampling import DRAWS, SEED, spread

__all__ = ("Arms", "Qini", "Uplift", "qini", "uplift", "worth")

GRID = 51


@dataclass(frozen=True, slots=True)
class Arms:
    """Two arms against each other; `difference` is None where there is not enough to say.

    That is so where an arm counts nobody, or (for numbers) fewer than two or nothing but one
    value in both. `treated` and `control` are the arms' means, None for an empty arm.
    """

    group: Any
    difference: Difference | None
    standard_error: float | None
    treated: float | None
    control: float | None
    n_treated: int
    n_control: int


@dataclass(frozen=True, slots=True, eq=False)
class Qini:
    """The curve on an even grid of shares, and the area between it and random order.

    `curve`, `low` and `high` are in outcomes a customer; `random` is the straight line.
    """

    value: float
    low: float
    high: float
    share: Floats
    curve: Floats
    curve_low: Floats
    curve_high: Floats
    random: Floats
    n: int
    level: float
    method: str


@dataclass(frozen=True, slots=True)
class Uplift:
    """The effect overall and by group, whether groups differ (p), and the Qini of a score."""

    overall: Arms
    groups: tuple[Arms, ...]
    groups_differ: float | None
    qini: Qini | None
    note: str = "An effect only if who was treated was drawn by lot."


def uplift(
    outcome: ArrayLike,
    treated: ArrayLike,
    score: ArrayLike | None = None,
    *,
    group: ArrayLike | Sequence[Any] | None = None,
    weights: ArrayLike | None = None,
    level: float = 0.95,
) -> Uplift:
    """How much higher the outcome is among the treated, one row a customer.

    `outcome` 0 and 1 throughout is read as shares, else as numbers; `treated` 0 and 1, drawn by
    lot; `score` whom one would contact first (its Qini is added); `group` labels; `weights` whole
    counts of customers. Raises NumbersError where an arm is empty overall or lengths differ.
    """
    y, t, w = _read(outcome, treated, weights)
    shares = bool(((y == 0) | (y == 1)).all())
    overall = _arms("all", y, t, w, shares, level)
    if not (overall.n_treated and overall.n_control):
        missing = "treated" if overall.n_control else "not treated"
        raise NumbersError(f"Nobody was {missing}: an effect needs both arms.")
    groups: tuple[Arms, ...] = ()
    if group is not None:
        codes, labels = coded(group)
        even(outcome=y, group=codes)
        groups = tuple(
            _arms(label, y[codes == at], t[codes == at], w[codes == at], shares, level)
            for at, label in enumerate(labels)
        )
    curve = None if score is None else qini(y, t, score, weights=w, level=level)
    return Uplift(overall, groups, _differ(groups), curve)


def qini(
    outcome: ArrayLike,
    treated: ArrayLike,
    score: ArrayLike,
    *,
    weights: ArrayLike | None = None,
    level: float = 0.95,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Qini:
    """Does the score find those whom treatment changes? Its Qini curve and coefficient.

    Arguments are those of `uplift`; a higher score is contacted first. A coefficient whose
    interval holds 0 has not been told from random order. Raises NumbersError where an arm has
    fewer than two customers.
    """
    y, t, w = _read(outcome, treated, weights)
    s = column("score", score)
    even(outcome=y, score=s)
    quantile(level)
    number("draws", draws, least=1, whole=True)
    order = np.lexsort((t, y, -s))
    order = np.repeat(order, w[order].astype(np.int64))
    y, t, s = y[order], t[order], s[order]
    if min(t.sum(), (~t).sum()) < 2:
        raise NumbersError("A Qini curve needs two customers or more in each arm.")
    starts = np.flatnonzero(np.append(True, np.diff(s) != 0))
    told = np.stack([t, t * y, ~t, ~t * y]).astype(np.float64)
    grid = np.linspace(0, 1, GRID)

    def drawn(counts: Whole) -> Floats:
        rows = told * counts
        return _curve(rows if len(starts) == len(s) else np.add.reduceat(rows, starts, 1), grid)

    found = drawn(np.ones_like(order))
    low, high = spread(drawn, len(s), draws=draws, seed=seed, level=level)
    return Qini(
        float(found[0]), float(low[0]), float(high[0]), grid, found[1:], low[1:], high[1:],
        grid * found[-1], len(s), level, "Radcliffe’s Qini, bootstrap over customers",
    )  # fmt: skip


def worth(arms: Arms, value: float, cost: float) -> Difference:
    """What a contact brings: `value` of one outcome times the uplift, less the `cost` of contact.

    Contact only where the whole interval lies above 0. Raises NumbersError where the arms had
    not enough to say.
    """
    value, cost = number("value", value, least=0), number("cost", cost)
    if arms.difference is None:
        raise NumbersError(f"Not enough to say about “{arms.group}”.")
    one = arms.difference
    low, middle, high = (value * at - cost for at in (one.low, one.value, one.high))
    return Difference(middle, low, high, one.n1, one.n2, one.level, one.method)


def _read(
    outcome: ArrayLike, treated: ArrayLike, weights: ArrayLike | None
) -> tuple[Floats, Flags, Floats]:
    y = column("outcome", outcome, least=-1e100, most=1e100)
    t = flags("treated", treated, len(y))
    if weights is None:
        return y, t, np.ones_like(y)
    w = column("weights", weights, least=0, whole=True)
    even(outcome=y, weights=w)
    return y, t, w


def _arms(group: Any, y: Floats, t: Flags, w: Floats, shares: bool, level: float) -> Arms:
    """One comparison of the two arms."""
    sides = [(y[side], w[side]) for side in (t, ~t)]
    n1, n0 = (int(weight.sum()) for _, weight in sides)
    m1, m0 = (float(w_ @ y_ / w_.sum()) if w_.sum() else None for y_, w_ in sides)
    nothing = Arms(group, None, None, m1, m0, n1, n0)
    if m1 is None or m0 is None:
        return nothing
    if shares:
        difference = newcombe(round(m1 * n1), n1, round(m0 * n0), n0, level)
        error = float(np.sqrt(m1 * (1 - m1) / n1 + m0 * (1 - m0) / n0))
        return Arms(group, difference, error, m1, m0, n1, n0)
    if min(n1, n0) < 2:
        return nothing
    squares = [float(w_ @ (y_ - m) ** 2) for (y_, w_), m in zip(sides, (m1, m0), strict=True)]
    part1, part0 = squares[0] / (n1 - 1) / n1, squares[1] / (n0 - 1) / n0
    if not part1 + part0 > 1e-24 * (m1 * m1 + m0 * m0):
        return nothing
    error = float(np.sqrt(part1 + part0))
    freedom = (part1 + part0) ** 2 / (part1**2 / (n1 - 1) + part0**2 / (n0 - 1))
    quantile(level)
    half = float(stdtrit(freedom, (1 + level) / 2)) * error
    difference = Difference(m1 - m0, m1 - m0 - half, m1 - m0 + half, n1, n0, level, "Welch")
    return Arms(group, difference, error, m1, m0, n1, n0)


def _differ(groups: tuple[Arms, ...]) -> float | None:
    """Cochran's Q over the groups with an error of their own: its p, None below two groups."""
    told = [
        (one.difference.value, one.standard_error)
        for one in groups
        if one.difference is not None and one.standard_error
    ]
    if len(told) < 2:
        return None
    effect, error = np.array(told).T
    precision = 1 / error**2
    middle = precision @ effect / precision.sum()
    return float(chdtrc(len(told) - 1, precision @ (effect - middle) ** 2))


def _curve(blocks: Floats, grid: Floats) -> Floats:
    """The coefficient, then the curve on the grid, from the two arms' counts and sums a block."""
    n1, y1, n0, y0 = np.cumsum(blocks, axis=1)
    if not (n1[-1] and n0[-1]):
        return np.full(GRID + 1, np.nan)
    share, height = np.zeros(len(n1) + 1), np.zeros(len(n1) + 1)
    share[1:] = (n1 + n0) / (n1[-1] + n0[-1])
    height[1:] = (y1 - y0 * n1 / np.maximum(n0, 1)) / n1[-1]
    area = np.diff(share) @ (height[1:] + height[:-1]) / 2 - height[-1] / 2
    return np.concatenate([[area], np.interp(grid, share, height)])
