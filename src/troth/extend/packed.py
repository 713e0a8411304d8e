"""The cells of one packed column, read as what the column holds: once for each distinct value.

Whatever is out of the ordinary is given to the careful readers of `extend.cells`, value by
value, so that there is one judgement of what a cell means.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from troth.extend.cells import Cells, Reads
from troth.text.arrays import array_of
from troth.text.columns import Coded, Strings, Whole, same
from troth.text.instants import instants

if TYPE_CHECKING:
    import pyarrow as pa


def read_packed(
    cells: Cells, into: str, name: str, reads: Reads, column: Strings
) -> Mapping[str, Sequence[Any]]:
    """What `Cells.read` gives for these cells, packed where it can be."""
    match reads:
        case "text":
            return {into: trimmed(column)}
        case "words":
            return {into: Strings(_null_where_empty(column.array))}
        case "time":
            found = _times(cells, into, column)
        case _:
            found = _by_value(cells, into, name, reads, column)
    return found or cells.read(into, name, reads, column.plain())


def trimmed(column: Strings) -> Strings:
    """The cells without the space around them, null where nothing is left."""
    import pyarrow as pa

    if _unspaced(column.array):
        return Strings(_null_where_empty(column.array))
    return Strings(array_of([cell.strip() or None for cell in column.plain()], pa.string()))


def _unspaced(array: pa.StringArray) -> bool:
    """Whether every cell begins and ends with a visible ASCII character, or is empty."""
    import numpy as np

    _, ends, data = array.buffers()
    offsets = np.frombuffer(ends, np.int32)[array.offset : array.offset + len(array) + 1]
    cells = np.frombuffer(data or b"", np.uint8)
    first, last = offsets[:-1], offsets[1:] - 1
    filled = last >= first
    edges = cells[np.concatenate([first[filled], last[filled]])]
    return bool(((edges > 32) & (edges < 127)).all())


def _null_where_empty(array: pa.StringArray) -> pa.StringArray:
    import pyarrow as pa
    import pyarrow.compute as pc

    empty = pc.invert(pc.cast(pc.binary_length(array), pa.bool_()))
    if not pc.any(empty).as_py():
        return array
    return pc.if_else(empty, pa.nulls(1, pa.string())[0], array)


def _times(cells: Cells, into: str, column: Strings) -> Mapping[str, Sequence[Any]] | None:
    times = cells.times
    if times.format is not None or times.zone is not None or times.midnight_is_day:
        return None
    found = instants(column.array)
    if found is None:
        return None
    numbers, zone = found
    values: dict[str, Sequence[Any]] = {into: Whole(numbers)}
    if into == "at_us":
        values["precision"] = same("second", len(column))
        values["zone"] = same(zone, len(column))
    return values


def _by_value(
    cells: Cells, into: str, name: str, reads: Reads, column: Strings
) -> Mapping[str, Sequence[Any]] | None:
    """Each distinct cell read once; None where one of them is faulty."""
    coded = column.coded()
    apart = replace(cells, faults={})
    found = apart.read(into, name, reads, coded.values)
    if apart.faults:
        return None
    return {key: Coded(values, coded.codes) for key, values in found.items()}
