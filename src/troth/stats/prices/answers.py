"""Four prices a respondent: read, put in order, counted, and doubted where they look swapped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np
from numpy.typing import ArrayLike

from troth.stats.arrays import Flags, Floats, Whole, column, even, weighting

NAMES = ("too_cheap", "cheap", "expensive", "too_expensive")
LEAST = 5
"""Below so many valid respondents nothing is said of a price."""


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """The valid respondents: equal ones taken together, in order of what they said.

    `prices` has four columns, `besides` the further columns; `weights` says how many people each
    row stands for. `doubt` is a sentence where the columns look swapped, else empty.
    """

    prices: Floats
    besides: Floats
    weights: Floats
    n: float
    missing: float
    out_of_order: float
    equal: float
    doubt: str

    @property
    def dropped(self) -> float:
        """How many people were left out, for whatever reason."""
        return counted(self.missing + self.out_of_order)

    def unsaid(self) -> str:
        """Why no price may be named from these answers; empty where one may."""
        if self.doubt:
            return self.doubt
        if self.n < LEAST:
            return f"Not enough to say: this needs {LEAST} valid answers and has {self.n:,.6g}."
        return ""


def read(
    four: Sequence[ArrayLike],
    weights: ArrayLike | None,
    besides: Sequence[tuple[str, Floats]] = (),
) -> Answers:
    """The valid answers of four columns: too cheap < cheap < expensive < too expensive.

    NaN or None is a missing answer, in the further columns too. Raises NumbersError where a
    price is negative or infinite, or lengths differ.
    """
    columns = {name: told(name, values) for name, values in zip(NAMES, four, strict=True)}
    more = dict(besides)
    length = even(**columns, **more)
    weight = weighting(weights, length)
    weight = np.ones(length) if weight is None else weight
    prices = np.column_stack(list(columns.values()))
    extra = np.column_stack(list(more.values())) if more else np.empty((length, 0))
    whole = ~(np.isnan(prices).any(axis=1) | np.isnan(extra).any(axis=1))
    steps = np.diff(np.where(np.isnan(prices), 0.0, prices), axis=1)
    valid = whole & (steps > 0).all(axis=1)
    tied = whole & ~valid & (steps >= 0).all(axis=1)
    kept = valid & (weight > 0)
    rows, people = together(np.hstack([prices, extra])[kept], weight[kept])
    return Answers(
        prices=rows[:, :4],
        besides=rows[:, 4:],
        weights=people,
        n=counted(float(people.sum())),
        missing=counted(float(weight[~whole].sum())),
        out_of_order=counted(float(weight[whole & ~valid].sum())),
        equal=counted(float(weight[tied].sum())),
        doubt=_doubt(prices[whole], weight[whole]),
    )


def grid(answers: Answers) -> tuple[Floats, Whole]:
    """Every price that anybody named, and where in it each answer stands."""
    prices, places = np.unique(answers.prices, return_inverse=True)
    return prices, places.reshape(answers.prices.shape).astype(np.int64)


def told(name: str, values: ArrayLike) -> Floats:
    """A column of numbers of at least 0, in which NaN or None is an answer not given."""
    try:
        found = np.ascontiguousarray(values, np.float64)
    except (TypeError, ValueError):
        return column(name, values)
    missing: Flags = np.isnan(found)
    read_in = column(name, np.where(missing, 0.0, found), least=0)
    return np.where(missing, np.nan, read_in)


def counted(total: float) -> float:
    """A count of people: a whole number wherever it is one."""
    return round(total) if abs(total - round(total)) < 1e-9 * max(1.0, total) else total


def together(rows: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Equal rows as one that bears their weights, in the order of their values."""
    order = np.lexsort(rows.T[::-1])
    rows, weights = rows[order], weights[order]
    if not len(rows):
        return rows, weights
    fresh = np.concatenate(([True], (rows[1:] != rows[:-1]).any(axis=1)))
    summed = np.add.reduceat(weights, np.flatnonzero(fresh))
    return rows[fresh], np.asarray(summed, np.float64)


def _doubt(prices: Floats, weights: Floats) -> str:
    """A sentence where less than half are in order, and more than half were another way round."""
    total = float(weights.sum())
    valid = _in_order(prices, weights, (0, 1, 2, 3))
    if not total or valid >= total / 2:
        return ""
    best = max(permutations(range(4)), key=lambda order: _in_order(prices, weights, order))
    would = _in_order(prices, weights, best)
    if would <= total / 2:
        return ""
    moved = [NAMES[at] for at in range(4) if best[at] != at]
    swap = (
        f"{moved[0]} and {moved[1]} swapped"
        if len(moved) == 2
        else "the columns read as " + ", ".join(NAMES[at] for at in best)
    )
    return (
        f"The columns look swapped: {valid:,.6g} of {total:,.6g} answers are in order, "
        f"with {swap} {would:,.6g} would be."
    )


def _in_order(prices: Floats, weights: Floats, order: tuple[int, ...]) -> float:
    return float(weights[(np.diff(prices[:, order], axis=1) > 0).all(axis=1)].sum())
