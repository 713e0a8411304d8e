"""Read the numbers a method is given, and say in one sentence what is wrong with them.

Every method takes lists, numpy arrays or anything numpy can read as one. What comes back is
float64, one-dimensional, finite. Positions in messages count from 0, as Python does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from troth.errors import NumbersError

Floats: TypeAlias = NDArray[np.float64]
Whole: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]


def column(
    name: str,
    values: ArrayLike,
    *,
    least: float | None = None,
    most: float | None = None,
    above: float | None = None,
    whole: bool = False,
    empty: bool = False,
) -> Floats:
    """One column of finite numbers, each at least `least`, at most `most`, more than `above`.

    `whole` asks for whole numbers. An empty column is refused unless `empty` allows it.
    Raises NumbersError naming the column, the first offending place and what it holds.
    """
    found = _floats(name, values)
    if found.ndim != 1:
        raise NumbersError(f"{name} has to be one row of numbers; it has {found.ndim} dimensions.")
    if not found.size:
        if empty:
            return found
        raise NumbersError(f"{name} is empty: there is nothing to reckon with.")
    low, high = found.min(), found.max()
    if not (np.isfinite(low) and np.isfinite(high)):
        _refuse(name, found, ~np.isfinite(found), "every value has to be a finite number")
    if least is not None and low < least:
        _refuse(name, found, found < least, f"no value may be below {least:g}")
    if above is not None and low <= above:
        _refuse(name, found, found <= above, f"every value has to be above {above:g}")
    if most is not None and high > most:
        _refuse(name, found, found > most, f"no value may be above {most:g}")
    if whole and (found != np.rint(found)).any():
        _refuse(name, found, found != np.rint(found), "every value has to be a whole number")
    return found


def number(
    name: str,
    value: float,
    *,
    least: float | None = None,
    most: float | None = None,
    above: float | None = None,
    whole: bool = False,
) -> float:
    """One finite number within its limits, else a NumbersError that names it."""
    try:
        return float(column(name, [value], least=least, most=most, above=above, whole=whole)[0])
    except NumbersError as fault:
        raise NumbersError(fault.says.replace(f"{name}[0]", name)) from None


def flags(name: str, values: ArrayLike, length: int | None = None) -> Flags:
    """A column of yes and no: booleans, or 0 and 1."""
    found = np.asarray(values)
    if found.dtype != np.bool_:
        read = column(name, values, empty=True)
        odd = (read != 0) & (read != 1)
        if odd.any():
            _refuse(name, read, odd, "every value has to be 0 or 1, or False or True")
        found = read != 0
    if found.ndim != 1:
        raise NumbersError(f"{name} has to be one row of values; it has {found.ndim} dimensions.")
    if length is not None:
        _lengths({name: len(found), "the other columns": length})
    flagged: Flags = found
    return flagged


def weighting(values: ArrayLike | None, length: int, name: str = "weights") -> Floats | None:
    """Weights of at least 0 with a positive sum, as many as there are rows; None stays None."""
    if values is None:
        return None
    found = column(name, values, least=0)
    _lengths({name: len(found), "the other columns": length})
    if not found.sum() > 0:
        raise NumbersError(f"{name} sum to 0: no row counts.")
    return found


def even(**columns: Any) -> int:
    """The common length of the columns, or a NumbersError that names each with its length."""
    return _lengths({name: len(values) for name, values in columns.items()})


def matrix(name: str, values: ArrayLike, rows: int | None = None) -> Floats:
    """Rows and columns of finite numbers; one column may be given as one row of numbers."""
    found = _floats(name, values)
    if found.ndim == 1:
        found = found[:, None]
    if found.ndim != 2:
        raise NumbersError(f"{name} has to be rows and columns; it has {found.ndim} dimensions.")
    if rows is not None:
        _lengths({name: len(found), "the other columns": rows})
    if not found.size:
        raise NumbersError(f"{name} is empty: there is nothing to reckon with.")
    if not (np.isfinite(found.min()) and np.isfinite(found.max())):
        at, place = (int(each[0]) for each in np.nonzero(~np.isfinite(found)))
        raise NumbersError(
            f"{name}[{at}, {place}] is {found[at, place]}: every value has to be a finite number."
        )
    return found


def coded(values: ArrayLike | Sequence[Any]) -> tuple[Whole, list[Any]]:
    """Each value as a whole number from 0, and the values in order of those numbers.

    Order is the values' own where they can be sorted, else that of first sight. Ids stay what
    they are: "NA", "" and None are values like any other.
    """
    listed = values.tolist() if hasattr(values, "tolist") else list(values)  # type: ignore[arg-type]
    known = list(dict.fromkeys(listed))
    try:
        known.sort()
    except TypeError:
        known = list(dict.fromkeys(listed))
    place = {value: at for at, value in enumerate(known)}
    return np.fromiter(map(place.__getitem__, listed), np.int64, len(listed)), known


def _floats(name: str, values: ArrayLike) -> Floats:
    try:
        return np.ascontiguousarray(values, dtype=np.float64)
    except (TypeError, ValueError) as fault:
        raise NumbersError(f"{name} holds something that is no number ({fault}).") from None


def _lengths(lengths: dict[str, int]) -> int:
    if len(set(lengths.values())) > 1:
        told = ", ".join(f"{name} has {length}" for name, length in lengths.items())
        raise NumbersError(f"The columns differ in length: {told}.")
    return next(iter(lengths.values()))


def _refuse(name: str, found: Floats, odd: Flags, rule: str) -> None:
    at = int(np.flatnonzero(odd)[0])
    more = int(odd.sum()) - 1
    besides = f" ({more:,} more like it)" if more else ""
    raise NumbersError(f"{name}[{at}] is {found[at]:g}: {rule}{besides}.")
