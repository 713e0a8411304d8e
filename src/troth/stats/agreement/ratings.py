"""Read what several readers said of the same units; None and NaN are gaps, all else is a label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.arrays import Floats, Whole, coded

Weights: TypeAlias = Literal["linear", "quadratic"] | None
GAP = -1


@dataclass(frozen=True, slots=True, eq=False)
class Ratings:
    """One row a reader, one column a unit: the place of each label in `labels`, -1 for a gap."""

    codes: Whole
    labels: list[Any]

    def counts(self) -> Floats:
        """How often each unit was given each label: units by labels."""
        units, kinds = self.codes.shape[1], len(self.labels)
        given = self.codes >= 0
        places = (np.arange(units)[None, :] * kinds + self.codes)[given]
        found = np.bincount(places, minlength=units * kinds).reshape(units, kinds)
        return found.astype(np.float64)


def ratings(readers: Sequence[ArrayLike], order: Sequence[Any] | None = None) -> Ratings:
    """Read a column a reader; `order` names all labels that could be given, from low to high."""
    columns = [_listed(at, one) for at, one in enumerate(readers)]
    if len(columns) < 2:
        raise NumbersError("Agreement needs at least two readers.")
    lengths = {len(one) for one in columns}
    if len(lengths) > 1:
        told = ", ".join(f"reader {at} has {len(one)}" for at, one in enumerate(columns))
        raise NumbersError(f"The readers differ in how many units they read: {told}.")
    flat = [value for one in columns for value in one]
    given = [value for value in flat if not is_gap(value)]
    codes, labels = coded(given)
    if order is not None:
        codes, labels = _ordered(codes, labels, list(order))
    filled = np.full(len(flat), GAP, np.int64)
    filled[[not is_gap(value) for value in flat]] = codes
    return Ratings(filled.reshape(len(columns), -1), labels)


def is_gap(value: Any) -> bool:
    """None and NaN; an empty text or "NA" is a label."""
    return value is None or (isinstance(value, float) and value != value)


def weight_matrix(kinds: int, weights: Weights) -> Floats:
    """How much two labels agree by how far apart they stand: 1 for the same."""
    if weights is None:
        return np.eye(kinds)
    if weights not in ("linear", "quadratic"):
        raise NumbersError(f"weights is “{weights}”: it has to be linear, quadratic or None.")
    place = np.arange(kinds) / max(1, kinds - 1)
    apart = np.abs(place[:, None] - place[None, :])
    found: Floats = 1 - (apart if weights == "linear" else apart**2)
    return found


def _listed(at: int, values: ArrayLike) -> list[Any]:
    found = values.tolist() if hasattr(values, "tolist") else values
    if isinstance(found, str) or not isinstance(found, Sequence):
        raise NumbersError(f"Reader {at} has to be one row of labels.")
    listed = list(found)
    if any(isinstance(value, list | tuple | np.ndarray) for value in listed):
        raise NumbersError(f"Reader {at} has to be one row of labels, not a table.")
    return listed


def _ordered(codes: Whole, labels: list[Any], order: list[Any]) -> tuple[Whole, list[Any]]:
    if len(set(order)) < len(order):
        raise NumbersError("order names a label twice.")
    missing = [label for label in labels if label not in order]
    if missing:
        raise NumbersError(f"A reader gave “{missing[0]}”, which order does not name.")
    place = np.array([order.index(label) for label in labels], np.int64)
    return (place[codes] if len(codes) else codes), order
