"""Disagreement within units against disagreement of all labels: the two halves of alpha."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from troth.errors import NumbersError
from troth.stats.arrays import Floats, Whole

DISTINCT = 2000
"""The ratio metric compares every value with every other; more distinct ones are refused."""


@dataclass(frozen=True, slots=True, eq=False)
class Patterns:
    """Units with the same labels put together: sorted, so that no order of rows matters.

    `units` says how many units a pattern stands for, `size` how many labels it has; `entry`,
    `code` and `times` list which label each pattern holds how often; `values` what labels mean.
    """

    units: Floats
    size: Floats
    entry: Whole
    code: Whole
    times: Floats
    values: Floats

    def labels(self) -> float:
        """All labels in units read at least twice."""
        return float(self.units @ self.size)

    def apart(self) -> int:
        """How many units hold more than one label."""
        kinds = np.bincount(self.entry, minlength=len(self.units))
        return int(self.units[kinds > 1].sum())

    def per_pattern(self, numbers: Floats) -> Floats:
        """Sum over each pattern's labels."""
        found = np.bincount(self.entry, weights=numbers, minlength=len(self.units))
        return found.astype(np.float64)


def patterns(codes: Whole, values: Floats) -> Patterns:
    """Units (columns of codes, -1 for a gap) read at least twice, by what was said of them."""
    kept = codes[:, (codes >= 0).sum(0) >= 2]
    ordered = np.sort(kept, axis=0).T
    rows, units = np.unique(ordered, axis=0, return_counts=True)
    entry, place = np.nonzero(rows >= 0)
    pairs, times = np.unique(np.stack([entry, rows[entry, place]]), axis=1, return_counts=True)
    size = (rows >= 0).sum(1).astype(np.float64)
    weights = times.astype(np.float64)
    return Patterns(units.astype(np.float64), size, pairs[0], pairs[1], weights, values)


def alphas(found: Patterns, metric: str, taken: Floats) -> tuple[Floats, Floats, Floats]:
    """Alpha and the observed and expected disagreement, for each row of units per pattern.

    Alpha is NaN where no two labels differ.
    """
    n = taken @ found.size
    if metric == "interval":
        x = found.values - (found.values.mean() if len(found.values) else 0.0)
        within, between = _interval(found, x, taken, n)
    elif metric == "ordinal":
        within, between = _ordinal(found, taken, n)
    else:
        within, between = _by_label(found, metric, taken, n)
    observed, expected = within / n, between / (n * (n - 1))
    with np.errstate(invalid="ignore", divide="ignore"):
        value = np.where(expected > 0, 1 - observed / expected, np.nan)
    return value, observed, expected


def _squares(found: Patterns, x: Floats) -> tuple[Floats, Floats, Floats]:
    """A pattern's sum and sum of squares, and its disagreement: all its pairs over m − 1."""
    sums = found.per_pattern(found.times * x[found.code])
    squares = found.per_pattern(found.times * x[found.code] ** 2)
    apart = 2 * np.maximum(found.size * squares - sums**2, 0.0) / (found.size - 1)
    single = np.bincount(found.entry, minlength=len(found.units)) == 1
    apart[single] = 0.0
    return sums, squares, apart


def _interval(found: Patterns, x: Floats, taken: Floats, n: Floats) -> tuple[Floats, Floats]:
    sums, squares, apart = _squares(found, x)
    within = taken @ apart
    between = np.maximum(2 * (n * (taken @ squares) - (taken @ sums) ** 2), 0.0)
    between[between <= 1e-12 * n * (taken @ squares)] = 0.0
    return within, between


def _ordinal(found: Patterns, taken: Floats, n: Floats) -> tuple[Floats, Floats]:
    """Values are ranked anew in every draw, by the middle rank of each."""
    kinds, within, between = len(found.values), np.empty(len(taken)), np.empty(len(taken))
    place = np.argsort(np.argsort(found.values, kind="stable"), kind="stable")
    for row, counts in enumerate(taken):
        held = np.bincount(
            place[found.code], weights=found.times * counts[found.entry], minlength=kinds
        )
        ranks = np.cumsum(held) - held / 2 - n[row] / 2
        within[row] = counts @ _squares(found, ranks[place])[2]
        between[row] = 2 * (n[row] * (held @ ranks**2) - (held @ ranks) ** 2)
        if held.max() == held.sum():
            between[row] = 0.0
    return within, between


def _by_label(found: Patterns, metric: str, taken: Floats, n: Floats) -> tuple[Floats, Floats]:
    """Nominal and ratio: how often each label is held decides what chance makes of them."""
    kinds = len(found.values)
    held = np.empty((len(taken), kinds))
    for row, counts in enumerate(taken):
        held[row] = np.bincount(
            found.code, weights=found.times * counts[found.entry], minlength=kinds
        )
    if metric == "nominal":
        same = found.per_pattern(found.times**2)
        return taken @ ((found.size**2 - same) / (found.size - 1)), n**2 - (held**2).sum(1)
    apart = _ratios(found.values)
    between = np.einsum("ij,ij->i", held @ apart, held)
    each = np.bincount(found.entry, minlength=len(found.units))
    left = np.repeat(np.arange(len(found.entry)), each[found.entry])
    first = np.concatenate([[0], np.cumsum(each)[:-1]])
    inner = np.arange(len(left)) - np.repeat(np.cumsum(each[found.entry]) - each[found.entry],
                                             each[found.entry])  # fmt: skip
    right = first[found.entry[left]] + inner
    pair = found.times[left] * found.times[right] * apart[found.code[left], found.code[right]]
    own = np.bincount(found.entry[left], weights=pair, minlength=len(found.units))
    return taken @ (own / (found.size - 1)), between


def _ratios(values: Floats) -> Floats:
    if len(values) > DISTINCT:
        raise NumbersError(
            f"Ratio alpha compares every value with every other: {len(values):,} distinct values "
            f"are more than {DISTINCT:,}.",
            advice="Round the values, or take the interval metric on their logarithms.",
        )
    added = values[:, None] + values[None, :]
    apart = np.abs(values[:, None] - values[None, :])
    share: Floats = np.divide(apart, added, out=np.zeros_like(added), where=added > 0)
    return share**2
