"""A column of moments written alike, read as a whole: "2024-01-01T09:00:00", with or without Z."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from troth.model.units import DAY_US
from troth.text.moments import EARLIEST, LATEST

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

BARE = 19
"""Characters of a moment to the second without a zone."""
_DIGITS = (0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18)


def instants(cells: pa.StringArray) -> tuple[np.ndarray[Any, Any], str | None] | None:
    """UTC microseconds and the zone all of them name; None unless every cell is of one plain form.

    They are the moments `Times.read_all` reads from these cells.
    """
    import numpy as np

    size = len(cells)
    _, ends, data = cells.buffers()
    if not size or cells.null_count or data is None:
        return None
    offsets = np.frombuffer(ends, np.int32)[cells.offset : cells.offset + size + 1]
    width = int(offsets[1] - offsets[0])
    if width not in (BARE, BARE + 1) or not (np.diff(offsets) == width).all():
        return None
    block = np.frombuffer(data, np.uint8)[offsets[0] : offsets[-1]].reshape(size, width)
    zoned = width > BARE
    if not _is_laid_out(block, zoned):
        return None
    found = _moments(block[:, _DIGITS].astype(np.int64) - ord("0"))
    return None if found is None else (found, "UTC" if zoned else None)


def _is_laid_out(block: np.ndarray[Any, Any], zoned: bool) -> bool:
    """Whether digits and marks stand where they should."""
    digits = block[:, _DIGITS]
    between = block[:, 10]
    marks = [(4, "-"), (7, "-"), (13, ":"), (16, ":"), *([(BARE, "Z")] if zoned else [])]
    return bool(
        ((digits >= ord("0")) & (digits <= ord("9"))).all()
        and ((between == ord("T")) | (between == ord(" "))).all()
        and all((block[:, at] == ord(mark)).all() for at, mark in marks)
    )


def _moments(digit: np.ndarray[Any, Any]) -> np.ndarray[Any, Any] | None:
    """Microseconds since 1970 from fourteen digits a row; None where one of them is no moment."""
    import numpy as np

    year = digit[:, 0] * 1000 + digit[:, 1] * 100 + digit[:, 2] * 10 + digit[:, 3]
    month, day, hour, minute, second = (
        digit[:, at] * 10 + digit[:, at + 1] for at in range(4, 14, 2)
    )
    fits = (
        ((year > EARLIEST) & (year < LATEST)).all()
        and ((month >= 1) & (month <= 12) & (day >= 1)).all()
        and ((hour < 24) & (minute < 60) & (second < 60)).all()
    )
    if not fits:
        return None
    months = (year - 1970) * 12 + month - 1
    begin = months.astype("M8[M]").astype("M8[D]").astype(np.int64)
    after = (months + 1).astype("M8[M]").astype("M8[D]").astype(np.int64)
    if not (day <= after - begin).all():
        return None
    seconds = hour * 3600 + minute * 60 + second
    found: np.ndarray[Any, Any] = (begin + day - 1) * DAY_US + seconds * 1_000_000
    return found
