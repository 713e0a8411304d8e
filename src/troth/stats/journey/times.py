"""When did it happen? Moments as whole ticks of a known length, or as numbers of seconds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from troth.errors import NumbersError
from troth.stats.arrays import Floats, Whole
from troth.stats.journey.naming import undefined

DAY = 86400.0
Sort: TypeAlias = Literal["number", "clock", "naive", "aware"]
_FINE = {"s": 1.0, "ms": 1e3, "us": 1e6, "ns": 1e9, "ps": 1e12, "fs": 1e15, "as": 1e18}
_ADVICE = "Give numpy datetimes, Python datetimes, or numbers of seconds."


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """One moment a row: `ticks`, so many `per_second`, since 1970 or since whatever 0 means."""

    ticks: Whole | Floats
    per_second: float
    sort: Sort

    def since(self, earlier: Moments) -> Floats:
        """Seconds from `earlier` to here, exact where both count in the same ticks."""
        if self.per_second == earlier.per_second:
            return np.asarray((self.ticks - earlier.ticks) / self.per_second, np.float64)
        here, there = self.ticks / self.per_second, earlier.ticks / earlier.per_second
        return np.asarray(here - there, np.float64)


def moments(name: str, values: Any) -> Moments:
    """Read a column of times: numpy datetimes of any unit, Python datetimes, seconds as numbers.

    Python datetimes are all with a zone or all without; dates count as midnight. An Arrow column
    of timestamps is read as numpy reads it; nanoseconds over more than 146 years are counted in
    microseconds. Raises NumbersError naming the first row that has no
    time, and where sorts of time are mixed.
    """
    arrayed = hasattr(values, "__array__")
    if not arrayed and not hasattr(values, "__iter__"):
        raise NumbersError(f"{name} has to be one column of times, not {values!r:.60}.")
    found = np.asarray(values) if arrayed else _gathered(name, list(values))
    if found.ndim != 1:
        raise NumbersError(f"{name} has to be one column of times; it has {found.ndim} dimensions.")
    if found.dtype.kind == "O":
        return _from_objects(name, found.tolist())
    if found.dtype.kind == "M":
        return _from_clock(name, found)
    if found.dtype.kind not in "iuf":
        shown = f"{name}[0] is {found[0]!s:.60}" if len(found) else f"{name} holds {found.dtype}"
        raise NumbersError(f"{shown}, which is no time.", advice=_ADVICE)
    return _from_numbers(name, found)


def moment(name: str, value: Any, column: Moments) -> Moments:
    """One time of the same sort as a column that was read before."""
    found = moments(name, [value])
    if (found.sort == "number") != (column.sort == "number"):
        raise NumbersError(f"{name} is {value!r}: it has to be a time of the same sort as “at”.")
    if {found.sort, column.sort} == {"naive", "aware"}:
        raise NumbersError(f"Of “at” and “{name}” one has a time zone and the other has none.")
    return found


def ending(when: Moments, until: Any) -> Moments:
    """The end of the records: as given, or the newest time; nothing may come after it."""
    if until is None:
        return Moments(when.ticks[[int(np.argmax(when.ticks))]], when.per_second, when.sort)
    end = moment("until", until, when)
    after = end.since(when) < 0
    if after.any():
        more = f" ({int(after.sum()) - 1:,} more like it)" if after.sum() > 1 else ""
        at = int(np.argmax(after))
        raise NumbersError(f"at[{at}] lies after “until”, the end of the records{more}.")
    return end


def _gathered(name: str, values: list[Any]) -> NDArray[Any]:
    """A list as numpy reads it, left as objects where it would be turned into something else."""
    kinds = set(map(type, values))
    if bool not in kinds and all(issubclass(kind, (int, float, np.number)) for kind in kinds):
        found = np.array(values or np.zeros(0))
        if found.dtype.kind == "O":
            raise NumbersError(f"{name} holds a number of seconds beyond all time.")
        return found
    if all(issubclass(kind, np.datetime64) for kind in kinds):
        return np.array(values)
    held = np.empty(len(values), object)
    held[:] = values
    return held


def _from_clock(name: str, found: NDArray[Any]) -> Moments:
    missing = np.isnat(found)
    if missing.any():
        _refuse(name, int(np.argmax(missing)), "NaT", int(missing.sum()))
    unit, every = np.datetime_data(found.dtype)
    if unit not in _FINE:
        unit, found = "s", found.astype("datetime64[s]")
    elif every != 1:
        found = found.astype(f"datetime64[{unit}]")
    ticks = np.ascontiguousarray(found, f"=M8[{unit}]").view(np.int64)
    per_second = _FINE[unit]
    while len(ticks) and int(ticks.max()) - int(ticks.min()) >= 2**62:
        ticks, per_second = ticks // 1000, per_second / 1000
    return Moments(ticks, per_second, "clock")


def _from_numbers(name: str, found: NDArray[Any]) -> Moments:
    if found.dtype.kind == "f":
        wild = ~np.isfinite(found)
        if wild.any():
            at = int(np.argmax(wild))
            _refuse(name, at, str(found[at]), int(wild.sum()))
        if len(found) and np.abs(found).max() >= 2**62:
            raise NumbersError(f"{name} holds a number of seconds beyond all time.")
        whole = np.rint(found)
        if len(found) and ((whole != found).any() or np.abs(found).max() >= 2**53):
            return Moments(found.astype(np.float64), 1.0, "number")
    elif len(found) and not -(2**62) < int(found.min()) <= int(found.max()) < 2**62:
        raise NumbersError(f"{name} holds a number of seconds beyond all time.")
    return Moments(found.astype(np.int64), 1.0, "number")


def _from_objects(name: str, values: list[Any]) -> Moments:
    """Python datetimes and dates in microseconds since 1970, exactly."""
    missing = [at for at, value in enumerate(values) if value is None or undefined(value)]
    if missing:
        _refuse(name, missing[0], "missing", len(missing))
    for at, value in enumerate(values):
        if not isinstance(value, date):
            raise NumbersError(f"{name}[{at}] is {value!r:.60}, which is no time.", advice=_ADVICE)
    zoned = [getattr(value, "tzinfo", None) is not None for value in values]
    if len(set(zoned)) > 1:
        at = zoned.index(not zoned[0])
        which = (
            "has a time zone, the times before it have none",
            "has no time zone, the times before it have one",
        )
        raise NumbersError(f"{name}[{at}] {which[zoned[0]]}: give all a zone, or none.")
    if zoned[0]:
        values = [value.astimezone(UTC).replace(tzinfo=None) for value in values]
    ticks = np.array(values, "datetime64[us]").view(np.int64)
    return Moments(ticks, 1e6, "aware" if zoned[0] else "naive")


def _refuse(name: str, at: int, shown: str, count: int) -> None:
    more = f" ({count - 1:,} more like it)" if count > 1 else ""
    raise NumbersError(f"{name}[{at}] is {shown}: every event needs a time{more}.")
