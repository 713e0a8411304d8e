"""Choice tasks as rows: read, ordered, doubted, and their likelihood with slope and curvature."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.arrays import Flags, Floats, Whole, coded, even, flags, matrix, weighting

ALIKE = 1e-10
"""Below so small a share of their spread, columns are one and the same."""


@dataclass(frozen=True, slots=True, eq=False)
class Choices:
    """Rows ordered by task. `moved` is X less the mean of its task, each column over `scale`.

    `starts` is the first row of each task, `task` the task of each row, `weight` that of a task.
    """

    moved: Floats
    scale: Floats
    names: tuple[str, ...]
    chosen: Flags
    task: Whole
    starts: Whole
    weight: Floats
    respondent: Whole | None

    @property
    def sizes(self) -> Whole:
        """How many alternatives each task has."""
        return np.diff(np.concatenate((self.starts, [len(self.task)])))

    def chances(self, at: Floats) -> tuple[Floats, Floats]:
        """The chance of each row to be chosen, and the log-likelihood of each task."""
        use = self.moved @ at
        most = np.maximum.reduceat(use, self.starts)
        raised = np.exp(use - most[self.task])
        total = np.add.reduceat(raised, self.starts)
        return raised / total[self.task], use[self.chosen] - most - np.log(total)

    def likelihood(self, at: Floats) -> tuple[float, Floats, Floats]:
        """Log-likelihood, gradient and Hessian, in the scaled columns."""
        chance, told = self.chances(at)
        weight = self.weight[self.task]
        gradient = self.moved.T @ (weight * (self.chosen - chance))
        spread = self.moved * chance[:, None]
        middle = np.add.reduceat(spread, self.starts, axis=0)
        hessian = (middle * self.weight[:, None]).T @ middle - self.moved.T @ (
            spread * weight[:, None]
        )
        return float(self.weight @ told), gradient, hessian

    def pulls(self, at: Floats) -> Floats | None:
        """Each respondent's own slope of the log-likelihood; None where nobody is named."""
        if self.respondent is None:
            return None
        chance, _ = self.chances(at)
        slope = self.moved * ((self.chosen - chance) * self.weight[self.task])[:, None]
        people = int(self.respondent.max()) + 1
        summed = [np.bincount(self.respondent, each, people) for each in slope.T]
        return np.asarray(np.column_stack(summed), np.float64)


def choices(
    task: ArrayLike,
    alternative: ArrayLike | None,
    chosen: ArrayLike,
    x: ArrayLike,
    names: Sequence[str] | None,
    respondent: ArrayLike | None,
    weights: ArrayLike | None,
) -> Choices:
    """Rows read and ordered by task. Raises NumbersError as its caller says."""
    read = matrix("X", x)
    rows = len(read)
    took = flags("chosen", chosen, rows)
    even(task=task, X=read, **({} if alternative is None else {"alternative": alternative}))
    which, tasks = coded(task)
    weight = weighting(weights, rows)
    weight = np.ones(rows) if weight is None else weight
    labels = _labels(names, read.shape[1])
    among = np.zeros(rows, np.int64) if alternative is None else _among(which, alternative, tasks)
    who = None if respondent is None else _who(respondent, which, tasks)
    _alike(which, weight, tasks)
    kept = weight > 0
    order = np.flatnonzero(kept)[np.lexsort((*read[kept].T[::-1], among[kept], which[kept]))]
    used, which = np.unique(which[order], return_inverse=True)
    starts = np.flatnonzero(np.concatenate(([True], np.diff(which) > 0)))
    _one_each(which, took[order], [tasks[at] for at in used])
    moved, scale = _scaled(read[order], which, starts, weight[order], labels)
    people = None if who is None else np.unique(who[order], return_inverse=True)[1]
    return Choices(moved, scale, labels, took[order], which, starts, weight[order][starts], people)


def _labels(names: Sequence[str] | None, columns: int) -> tuple[str, ...]:
    found = tuple(f"x{at}" for at in range(columns)) if names is None else tuple(map(str, names))
    if len(found) != columns or len(set(found)) != columns:
        raise NumbersError(f"names has to name the {columns} columns of X, each differently.")
    return found


def _among(which: Whole, alternative: ArrayLike, tasks: list[Any]) -> Whole:
    """The alternative of each row; none may stand twice in a task."""
    among, known = coded(alternative)
    cell, times = np.unique(which * len(known) + among, return_counts=True)
    if (times > 1).any():
        first = int(cell[times > 1][0])
        raise NumbersError(
            f"Task {tasks[first // len(known)]!r} offers the alternative "
            f"{known[first % len(known)]!r} more than once."
        )
    return among


def _who(respondent: ArrayLike, which: Whole, tasks: list[Any]) -> Whole:
    """The respondent of each row, the same in all rows of a task."""
    who, _ = coded(respondent)
    even(task=which, respondent=who)
    first = np.full(len(tasks), -1)
    first[which] = who
    odd = first[which] != who
    if odd.any():
        raise NumbersError(f"Task {tasks[int(which[odd][0])]!r} has more than one respondent.")
    return who


def _alike(which: Whole, weight: Floats, tasks: list[Any]) -> None:
    own = np.zeros(len(tasks))
    own[which] = weight
    odd = own[which] != weight
    if odd.any():
        raise NumbersError(f"Task {tasks[int(which[odd][0])]!r} has different weights in its rows.")


def _one_each(which: Whole, took: Flags, tasks: list[Any]) -> None:
    """In each task exactly one alternative is chosen."""
    taken = np.bincount(which, weights=took, minlength=len(tasks))
    if (taken != 1).any():
        at = int(np.flatnonzero(taken != 1)[0])
        raise NumbersError(
            f"In task {tasks[at]!r} {taken[at]:.0f} alternatives are chosen: it has to be one, "
            f"so in {int((taken != 1).sum()):,} of {len(tasks):,} tasks."
        )


def _scaled(
    x: Floats, task: Whole, starts: Whole, weight: Floats, names: tuple[str, ...]
) -> tuple[Floats, Floats]:
    """X within its tasks, each column by its spread; columns that say nothing are refused."""
    sizes = np.diff(np.concatenate((starts, [len(task)])))
    moved = x - (np.add.reduceat(x, starts, axis=0) / sizes[:, None])[task]
    size = np.sqrt(weight @ moved**2 / weight.sum())
    largest = np.abs(x).max(axis=0)
    still = [name for name, flat in zip(names, size <= 1e-12 * largest, strict=True) if flat]
    if still:
        raise NumbersError(
            f"{_list(still)} never differs between the alternatives of a task: "
            "no choice can tell what it is worth."
        )
    moved = moved / size
    values, axes = np.linalg.eigh((moved * weight[:, None]).T @ moved / weight.sum())
    if values[0] < ALIKE * len(names):
        raise NumbersError(
            f"{_list(leading(axes[:, 0], names))} move together in every task: leave one out."
        )
    return moved, np.asarray(size, np.float64)


def leading(axis: Floats, names: tuple[str, ...]) -> list[str]:
    """The columns that make up a direction."""
    most = float(np.abs(axis).max())
    return [name for name, part in zip(names, axis, strict=True) if abs(part) > most / 100]


def _list(names: list[str]) -> str:
    quoted = [f"“{name}”" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"
