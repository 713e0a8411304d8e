"""Which answers cannot be ruled out? Conformal sets and intervals with a promised hit rate.

Why it matters: A model's own "90 %" is only its opinion. A set made this way holds the truth 9 times
    in 10 whatever the model, and shows by its size when the model does not know.
Formula: n calibration rows the model was not trained on, each with a misfit s_i of the truth.
    q = the k-th smallest misfit, k = ⌈(n + 1) · level⌉; none if k > n: then nothing is ruled out
    LAC set        every class with 1 - p(class) <= q
    APS set        every class whose own and all likelier classes' p sum to at most q
    interval       prediction ± q · scale, misfit |truth - prediction| / scale
    by group       one q for each group from its own rows (Mondrian); by_class: one for each class
    hit rate: k / (n + 1) on average over calibrations; for one calibration Beta(k, n + 1 - k)
Assumes: Calibration and new rows could change places (exchangeable): the same kind of customers,
    the same time, one row a customer.
Cannot say: that this one set is right with the promised chance: the promise is an average, over
    all customers of the group. Groups not asked for may fare worse. An empty LAC set says "unlike
    anything seen", not "none". Where customers change over time the promise is gone: watch it.
Source: Vovk, Gammerman and Shafer, 2005, Algorithmic learning in a random world; Sadinle, Lei and
    Wasserman, 2019, Least ambiguous set-valued classifiers with bounded error levels; Romano,
    Sesia and Candès, 2020, Classification with valid and adaptive coverage
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.arrays import Flags, Floats, Whole, coded, column, even, matrix
from troth.stats.rates.proportions import Interval

__all__ = (
    "ConformalBands",
    "ConformalLimit",
    "ConformalSets",
    "conformal_intervals",
    "conformal_sets",
)

Labels: TypeAlias = ArrayLike | Sequence[Any]
Misfit: TypeAlias = Literal["lac", "aps"]


@dataclass(frozen=True, slots=True)
class ConformalLimit:
    """The largest misfit that is not ruled out in one group, None where `n` rows are too few.

    `hit_rate` is the promised share of truths held, with the range in which 95 of 100 such
    calibrations lie.
    """

    group: Any
    misfit: float | None
    n: int
    hit_rate: Interval


@dataclass(frozen=True, slots=True, eq=False)
class ConformalSets:
    """For each new row (rows) and class (columns) whether the class is in the set."""

    members: Flags
    sizes: Whole
    classes: tuple[Any, ...]
    limits: tuple[ConformalLimit, ...]
    level: float
    method: str


@dataclass(frozen=True, slots=True, eq=False)
class ConformalBands:
    """For each new row the interval, -inf to inf where too few rows could rule anything out."""

    low: Floats
    high: Floats
    limits: tuple[ConformalLimit, ...]
    level: float
    method: str


def conformal_sets(
    chances: ArrayLike,
    truth: Labels,
    new: ArrayLike,
    *,
    classes: Sequence[Any] | None = None,
    level: float = 0.9,
    misfit: Misfit = "lac",
    groups: Labels | None = None,
    new_groups: Labels | None = None,
    by_class: bool = False,
) -> ConformalSets:
    """The classes that cannot be ruled out for each row of `new` (chances, a column a class).

    `chances` and `truth` are the calibration rows; `truth` holds names out of `classes`, the
    columns in order (0, 1, 2 … if not given). With `by_class` each class keeps the promise for
    itself. Raises NumbersError for a class or a new group that calibration has not got.
    """
    known, fresh = matrix("chances", chances), matrix("new", new)
    names = tuple(range(known.shape[1])) if classes is None else tuple(classes)
    if not known.shape[1] == fresh.shape[1] == len(names):
        raise NumbersError(
            f"chances have {known.shape[1]} columns, new {fresh.shape[1]}, classes {len(names)}."
        )
    if misfit not in ("lac", "aps"):
        raise NumbersError(f"misfit is “lac” or “aps”, not “{misfit}”.")
    told = _named(truth, names, len(known))
    scored, asked = (_misfits(_shares(each), misfit) for each in (known, fresh))
    right = scored[np.arange(len(known)), told]
    where, cells, here = _grouped(groups, new_groups, len(known), len(fresh))
    if by_class:
        width = len(names)
        where, cells = where * width + told, [(cell, name) for cell in cells for name in names]
        limits = _limits(right, where, cells, level)
        bars = _bars(limits).reshape(-1, width)[here]
    else:
        limits = _limits(right, where, cells, level)
        bars = _bars(limits)[here][:, None]
    members = asked <= bars + 1e-12
    method = f"split conformal sets, {misfit.upper()}{', by class' if by_class else ''}"
    return ConformalSets(members, members.sum(axis=1), names, tuple(limits), level, method)


def conformal_intervals(
    predicted: ArrayLike,
    truth: ArrayLike,
    new: ArrayLike,
    *,
    level: float = 0.9,
    scale: ArrayLike | None = None,
    new_scale: ArrayLike | None = None,
    groups: Labels | None = None,
    new_groups: Labels | None = None,
) -> ConformalBands:
    """An interval around each prediction in `new`, from rows with `predicted` and `truth`.

    `scale` says how hard each row was to predict (all alike if not given); the width follows it.
    """
    known, true, fresh = column("predicted", predicted), column("truth", truth), column("new", new)
    even(predicted=known, truth=true)
    if (scale is None) != (new_scale is None):
        raise NumbersError("scale and new_scale go together: both or neither.")
    width = np.ones(len(known)) if scale is None else column("scale", scale, above=0)
    wide = np.ones(len(fresh)) if new_scale is None else column("new_scale", new_scale, above=0)
    even(predicted=known, scale=width)
    even(new=fresh, new_scale=wide)
    where, cells, here = _grouped(groups, new_groups, len(known), len(fresh))
    limits = _limits(np.abs(true - known) / width, where, cells, level)
    half = _bars(limits)[here] * wide
    return ConformalBands(
        fresh - half, fresh + half, tuple(limits), level, "split conformal intervals"
    )


def _limits(
    misfits: Floats, where: Whole, cells: Sequence[Any], level: float
) -> list[ConformalLimit]:
    """The limit of each group, in the order of their numbers."""
    if not 0 < level < 1:
        raise NumbersError(f"A level lies between 0 and 1, not at {level}.")
    order = np.lexsort((misfits, where))
    sizes = np.bincount(where, minlength=len(cells))
    starts = np.cumsum(sizes) - sizes
    found = []
    for cell, size, start in zip(cells, sizes.tolist(), starts.tolist(), strict=True):
        rank = ceil((size + 1) * level - 1e-9)
        misfit = float(misfits[order[start + rank - 1]]) if rank <= size else None
        found.append(ConformalLimit(cell, misfit, size, _hit_rate(rank, size)))
    return found


def _hit_rate(rank: int, n: int) -> Interval:
    """The promise, and its range over calibrations; 1 where nothing is ruled out."""
    from scipy.special import betaincinv

    method = "split conformal, over calibrations"
    if rank > n:
        return Interval(1.0, 1.0, 1.0, n, 0.95, method)
    low, high = (float(betaincinv(rank, n + 1 - rank, at)) for at in (0.025, 0.975))
    return Interval(rank / (n + 1), low, high, n, 0.95, method)


def _bars(limits: list[ConformalLimit]) -> Floats:
    return np.array([np.inf if each.misfit is None else each.misfit for each in limits])


def _grouped(
    groups: Labels | None, new_groups: Labels | None, known: int, fresh: int
) -> tuple[Whole, list[Any], Whole]:
    """The group of each calibration row, the groups, and the group of each new row."""
    if (groups is None) != (new_groups is None):
        raise NumbersError("groups and new_groups go together: both or neither.")
    if groups is None or new_groups is None:
        return np.zeros(known, np.int64), ["all"], np.zeros(fresh, np.int64)
    where, cells = coded(groups)
    even(rows=range(known), groups=where)
    return where, cells, _named(new_groups, cells, fresh, "new_groups")


def _named(values: Labels, names: Sequence[Any], rows: int, what: str = "truth") -> Whole:
    """The place of each value among the names."""
    codes, found = coded(values)
    even(rows=range(rows), **{what: codes})
    place = {name: at for at, name in enumerate(names)}
    odd = [value for value in found if value not in place]
    if odd:
        raise NumbersError(f"{what} holds {odd[0]!r}, which calibration has not got.")
    return np.array([place[value] for value in found], np.int64)[codes]


def _shares(chances: Floats) -> Floats:
    """Chances at least 0, each row scaled to sum to 1."""
    total = chances.sum(axis=1, keepdims=True)
    if (chances < 0).any() or not (total > 0).all():
        raise NumbersError("Chances of classes have to be at least 0, with a positive sum a row.")
    return np.asarray(chances / total, np.float64)


def _misfits(chances: Floats, misfit: Misfit) -> Floats:
    """How badly each class would fit each row, were it the truth."""
    if misfit == "lac":
        return np.asarray(1 - chances, np.float64)
    order = np.argsort(-chances, axis=1, kind="stable")
    down = np.cumsum(np.take_along_axis(chances, order, axis=1), axis=1)
    found = np.empty_like(chances)
    np.put_along_axis(found, order, down, axis=1)
    return found
