"""Events in the order in which they happened to each case: coded, sorted, and cut into cases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.arrays import Flags, Floats, Whole, column, even
from troth.stats.journey.naming import Named, named
from troth.stats.journey.times import moments


@dataclass(frozen=True, slots=True, eq=False)
class Log:
    """Events by case, then time, then `order`, then as they were given.

    `case` and `step` are numbers into `case_ids` and `steps`; `at` counts ticks, `per_second`.
    Case i begins at event `starts[i]` and has `lengths[i]` events; `rows` leads back to the rows
    as they came (None: they came in this order); `joined` says of each event but the last
    whether the next belongs to the same case.
    """

    case: Whole
    step: Whole
    at: Whole | Floats
    per_second: float
    starts: Whole
    lengths: Whole
    joined: Flags
    rows: Whole | None
    case_ids: tuple[Any, ...]
    steps: tuple[Any, ...]

    @property
    def last(self) -> Whole:
        """Of each case its last event."""
        return self.starts + self.lengths - 1

    def placed(self, values: Any) -> Any:
        """A column of the rows as they came, in the order of the log."""
        return values if self.rows is None else values[self.rows]

    def waits(self) -> Whole | Floats:
        """Ticks from each event to the next of its case; the last of a case has none."""
        waits: Whole | Floats = (self.at[1:] - self.at[:-1])[self.joined]
        return waits


def log(case: Any, step: Any, at: Any, order: ArrayLike | None = None) -> Log:
    """Read and sort the events, with one step for all where `step` is None.

    Raises NumbersError for empty, ragged or missing columns.
    """
    cases, when = named("case", case), moments("at", at)
    count = even(case=cases.codes, at=when.ticks) if step is None else 0
    steps = Named(np.zeros(count, np.int64), (None,)) if step is None else named("step", step)
    count = even(case=cases.codes, step=steps.codes, at=when.ticks)
    if not count:
        columns = "case and at" if step is None else "case, step and at"
        raise NumbersError(f"There are no events: {columns} are empty.")
    tie = None
    if order is not None:
        tie = column("order", order)
        even(at=when.ticks, order=tie)
    rows = sequence(cases.codes, len(cases.labels), when.ticks, tie)
    lengths = np.bincount(cases.codes, minlength=len(cases.labels))
    starts = np.cumsum(lengths) - lengths
    joined = np.ones(count - 1, np.bool_)
    joined[starts[1:] - 1] = False
    return Log(
        case=cases.codes if rows is None else np.repeat(np.arange(len(lengths)), lengths),
        step=steps.codes if rows is None else steps.codes[rows],
        at=when.ticks if rows is None else when.ticks[rows],
        per_second=when.per_second,
        starts=starts,
        lengths=lengths,
        joined=joined,
        rows=rows,
        case_ids=cases.labels,
        steps=steps.labels,
    )


def sequence(case: Whole, cases: int, at: Whole | Floats, tie: Floats | None) -> Whole | None:
    """The rows in order of case, time, tie, row; None where they come so.

    Case, as much of the time as fits, and row are packed in one word and sorted; what the word
    could not tell apart is sorted again, for the cases concerned only.
    """
    count = len(case)
    in_time = tie is None and not (at[1:] < at[:-1]).any()
    if not (case[1:] < case[:-1]).any() and (in_time or not _wrong(case, at, tie).any()):
        return None
    row_bits = max(1, (count - 1).bit_length())
    room = max(0, 63 - row_bits - max(1, (cases - 1).bit_length()))
    key = case << row_bits if in_time else ((case << room) | _coarse(at, room)) << row_bits
    key |= np.arange(count)
    key.sort()
    key &= (1 << row_bits) - 1
    return key if in_time else _settled(key, case, at, tie)


def _coarse(at: Whole | Floats, bits: int) -> Whole:
    """Times since the first, in the finest even steps of which there are at most 2^bits."""
    low, high = at.min(), at.max()
    if low == high:
        return np.zeros(len(at), np.int64)
    if at.dtype.kind == "f":
        scale = (2.0**bits - 1) / (float(high) - float(low))
        coarse = ((at - low) * scale).astype(np.int64)
        return np.asarray(np.minimum(coarse, (1 << bits) - 1), np.int64)
    shift = max(0, (int(high) - int(low)).bit_length() - bits)
    return np.asarray((at - low) >> shift, np.int64)


def _wrong(case: Whole, at: Whole | Floats, tie: Floats | None) -> Flags:
    """Which events come before their forerunner of the same case?"""
    early = at[1:] < at[:-1]
    if tie is not None:
        early |= (at[1:] == at[:-1]) & (tie[1:] < tie[:-1])
    wrong: Flags = early & (case[1:] == case[:-1])
    return wrong


def _settled(rows: Whole, case: Whole, at: Whole | Floats, tie: Floats | None) -> Whole:
    by_case = case[rows]
    wrong = _wrong(by_case, at[rows], None if tie is None else tie[rows])
    if not wrong.any():
        return rows
    concerned = np.zeros(int(by_case[-1]) + 1, np.bool_)
    concerned[by_case[1:][wrong]] = True
    places = np.flatnonzero(concerned[by_case])
    part = np.sort(rows[places])
    keys = [at[part], case[part]] if tie is None else [tie[part], at[part], case[part]]
    rows[places] = part[np.lexsort(keys)]
    return rows
