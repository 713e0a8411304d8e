"""Known totals of a population against the rows that stand for it: read, and met by raking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.arrays import Floats, Whole, number
from troth.stats.rates.labels import labelled

Margins: TypeAlias = Mapping[str, tuple[ArrayLike, Mapping[Any, float]]]
"""By name: the label of every row, and how many of each label the population has."""

ROUNDS = 2000
SETTLED = 1e-10


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """Rows of equal labels put together: `cell` of each row, and each margin's label of a cell."""

    cell: Whole
    labels: tuple[Whole, ...]
    totals: tuple[Floats, ...]
    names: tuple[str, ...]
    size: float


def rows(margins: Margins) -> int:
    """How many rows the margins label; a sentence where a margin is no pair."""
    if not margins or not isinstance(margins, Mapping):
        raise NumbersError("There are no margins: name at least one with its totals.")
    for name, pair in margins.items():
        if not isinstance(pair, tuple) or len(pair) != 2:
            raise NumbersError(
                f"The margin {name} has to be a pair: the label of every row, and the totals."
            )
    name, (labels, _) = next(iter(margins.items()))
    return len(labelled(name, labels)[0])


def cells(margins: Margins, many: int) -> Cells:
    """Read the margins; say in one sentence where rows and population do not match."""
    rows(margins)
    read = {name: _margin(name, *pair, many) for name, pair in margins.items()}
    sizes = {name: float(total.sum()) for name, (_, total) in read.items()}
    size = next(iter(sizes.values()))
    if any(abs(each - size) > 1e-6 * size for each in sizes.values()):
        told = ", ".join(f"{name} sums to {each:,.10g}" for name, each in sizes.items())
        raise NumbersError(f"The margins differ on how large the population is: {told}.")
    joint = np.zeros(many, np.int64)
    for codes, total in read.values():
        joint = np.unique(joint * len(total) + codes, return_inverse=True)[1].reshape(-1)
    first = np.unique(joint, return_index=True)[1]
    labels = tuple(codes[first] for codes, _ in read.values())
    return Cells(joint, labels, tuple(total for _, total in read.values()), tuple(read), size)


def _margin(
    name: str, labels: ArrayLike, population: Mapping[Any, float], many: int
) -> tuple[Whole, Floats]:
    codes, known = labelled(name, labels, many)
    if not isinstance(population, Mapping):
        raise NumbersError(f"The population of {name} has to say how many there are of each label.")
    unknown = [label for label in known if label not in population]
    if unknown:
        raise NumbersError(f"{name}: some rows are “{unknown[0]}”, which the population lacks.")
    for label, count in population.items():
        number(f"population of “{label}”", count, least=0)
        if count > 0 and label not in known:
            raise NumbersError(
                f"{name}: the population has {count:,} of “{label}”, but no row is one of them.",
                advice="Join it to a label that has rows.",
            )
    totals = np.array([float(population[label]) for label in known])
    if not totals.sum() > 0:
        raise NumbersError(f"The population of {name} is 0.")
    return codes, totals


def met(found: Cells, weights: Floats) -> tuple[Floats, int]:
    """What to multiply the weight of each cell by so that all margins hold, and the rounds."""
    held = np.bincount(found.cell, weights=weights)
    now, goals = held.copy(), list(zip(found.labels, found.totals, found.names, strict=True))
    for labels, totals, name in goals:
        empty = (np.bincount(labels, weights=held, minlength=len(totals)) <= 0) & (totals > 0)
        if empty.any():
            raise NumbersError(f"{name}: all rows of one of its labels have weight 0.")
    for done in range(1, ROUNDS + 1):
        worst = 0.0
        for labels, totals, _ in goals:
            have = np.bincount(labels, weights=now, minlength=len(totals))
            factor = np.divide(totals, have, out=np.ones_like(totals), where=have > 0)
            worst = max(worst, float(np.abs(have - totals).max()) / found.size)
            now = now * factor[labels]
        if worst < SETTLED:
            return np.divide(now, held, out=np.zeros_like(now), where=held > 0), done
    raise NumbersError(
        f"The margins {' and '.join(found.names)} cannot all be met by these rows.",
        advice="Some combination that the population needs has no row; join labels.",
    )


def residuals(found: Cells, values: Floats, base: Floats) -> Floats:
    """What of each value the labels do not explain: least squares on all margins' labels."""
    held = np.bincount(found.cell, weights=base)
    sums = np.bincount(found.cell, weights=base * values)
    middle = np.divide(sums, held, out=np.zeros_like(sums), where=held > 0)
    rest, size = middle.copy(), float(np.abs(values).max()) or 1.0
    for _ in range(ROUNDS):
        before = rest
        for labels in found.labels:
            weight = np.bincount(labels, weights=held)
            mean = np.bincount(labels, weights=held * rest)
            mean = np.divide(mean, weight, out=np.zeros_like(mean), where=weight > 0)
            rest = rest - mean[labels]
        if len(found.labels) == 1 or float(np.abs(rest - before).max()) < 1e-12 * size:
            break
    left: Floats = values - (middle - rest)[found.cell]
    return left
