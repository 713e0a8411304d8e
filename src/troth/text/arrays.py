"""Arrow arrays made from plain values without pandas, which `pyarrow.array` would load first.

It looks whether a list is a pandas one, and that look costs a short command a third of its time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

_NOTHING = type(None)
_MOST = (1 << 31) - 1
"""Bytes that one array of strings can hold."""


def array_of(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """What `pyarrow.array(values, kind)` gives, with its errors."""
    import pyarrow as pa

    held = set(map(type, values))
    present = held - {_NOTHING}
    if not present:
        return pa.nulls(len(values), kind)
    nulls = _NOTHING in held
    if present == {str} and kind == pa.string():
        return _strings(values, nulls)
    if (present == {int} and kind == pa.int64()) or (present == {float} and kind == pa.float64()):
        return _numbers(values, kind, nulls)
    if present == {bool} and kind == pa.bool_():
        return _flags(values, nulls)
    return pa.array(values, kind)


def numbers_of(cells: np.ndarray[Any, Any]) -> pa.Array:
    """Whole numbers that lie in numpy as an Arrow array, without a copy."""
    import numpy as np
    import pyarrow as pa

    kind = {"int32": pa.int32(), "int64": pa.int64()}[cells.dtype.name]
    held = pa.py_buffer(np.ascontiguousarray(cells))
    return pa.Array.from_buffers(kind, len(cells), [None, held])


def _strings(values: Sequence[str | None], nulls: bool) -> pa.Array:
    import numpy as np
    import pyarrow as pa

    texts = [each or "" for each in values] if nulls else values
    joined = "".join(texts)  # type: ignore[arg-type]
    data = joined.encode()
    widths = map(len, texts if len(data) == len(joined) else map(str.encode, texts))  # type: ignore[arg-type]
    ends = np.zeros(len(texts) + 1, np.int64)
    np.cumsum(np.fromiter(widths, np.int64, len(texts)), out=ends[1:])
    if ends[-1] > _MOST:
        return pa.array(values, pa.string())
    buffers = [_present(values, nulls), pa.py_buffer(ends.astype(np.int32)), pa.py_buffer(data)]
    return pa.Array.from_buffers(pa.string(), len(values), buffers)


def _numbers(values: Sequence[Any], kind: pa.DataType, nulls: bool) -> pa.Array:
    import numpy as np
    import pyarrow as pa

    filled = [0 if each is None else each for each in values] if nulls else values
    try:
        cells = np.array(filled, np.int64 if kind == pa.int64() else np.float64)
    except OverflowError:
        return pa.array(values, kind)
    buffers = [_present(values, nulls), pa.py_buffer(cells)]
    return pa.Array.from_buffers(kind, len(values), buffers)


def _flags(values: Sequence[bool | None], nulls: bool) -> pa.Array:
    import pyarrow as pa

    buffers = [_present(values, nulls), _bits([each is True for each in values])]
    return pa.Array.from_buffers(pa.bool_(), len(values), buffers)


def _present(values: Sequence[Any], nulls: bool) -> pa.Buffer | None:
    return _bits([each is not None for each in values]) if nulls else None


def _bits(marks: Sequence[bool]) -> pa.Buffer:
    import numpy as np
    import pyarrow as pa

    return pa.py_buffer(np.packbits(np.array(marks, bool), bitorder="little"))
