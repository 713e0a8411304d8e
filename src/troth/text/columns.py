"""Columns of a million cells without a million objects; each is a sequence of plain values too.

Whoever knows these classes works on a whole column, or once for each distinct value; for
everybody else a column is a sequence that gives strings, numbers and None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from troth.text.arrays import array_of, numbers_of

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa


class Packed(Sequence[Any]):
    """A column whose plain values are made when somebody asks for them, and then kept."""

    def __init__(self) -> None:
        self._plain: list[Any] | None = None

    def plain(self) -> list[Any]:
        """The values as a list, which the caller must not change."""
        if self._plain is None:
            self._plain = self._unpacked()
        return self._plain

    def arrow(self, kind: pa.DataType) -> pa.Array:
        """The values as Arrow holds them."""
        raise NotImplementedError

    def _unpacked(self) -> list[Any]:
        raise NotImplementedError

    def __getitem__(self, at: Any) -> Any:
        return self.plain()[at]

    def __iter__(self) -> Iterator[Any]:
        return iter(self.plain())


class Strings(Packed):
    """Texts, most of them different, in an Arrow array; some may be null."""

    def __init__(self, array: pa.StringArray) -> None:
        super().__init__()
        self.array = array

    def __len__(self) -> int:
        return len(self.array)

    def arrow(self, kind: pa.DataType) -> pa.Array:
        """The array itself."""
        return self.array

    def _unpacked(self) -> list[Any]:
        found: list[Any] = self.array.to_pylist()
        return found

    def holds(self, *characters: bytes) -> bool:
        """Whether one of these (ASCII) characters stands anywhere in the column."""
        data = self.array.buffers()[2]
        if data is None or not len(self.array):
            return False
        whole = data.to_pybytes() if len(data) else b""
        return any(each in whole for each in characters)

    def behind(self, heads: Strings, mark: str) -> Strings:
        """Each text behind its head and a mark, as it is where it has no head, null where null."""
        import pyarrow as pa
        import pyarrow.compute as pc

        dash = array_of([mark], pa.string())[0]
        joined = pc.binary_join_element_wise(heads.array, self.array, dash)
        return Strings(pc.coalesce(joined, self.array))

    def headed(self, head: str) -> pa.StringArray:
        """Each text behind the same head."""
        import pyarrow as pa
        import pyarrow.compute as pc

        first, nothing = (array_of([each], pa.string())[0] for each in (head, ""))
        return pc.binary_join_element_wise(first, self.array, nothing)

    def coded(self) -> Coded:
        """The same column by its distinct values."""
        import pyarrow.compute as pc

        found = pc.dictionary_encode(self.array, null_encoding="encode")
        return Coded(found.dictionary.to_pylist(), _codes(found.indices))


class Coded(Packed):
    """Few distinct values of any kind, None among them, and for each row which of them."""

    def __init__(self, values: Sequence[Any], codes: np.ndarray[Any, Any]) -> None:
        super().__init__()
        self.values = values
        self.codes = codes

    def __len__(self) -> int:
        return len(self.codes)

    def coded(self) -> Coded:
        """The column itself."""
        return self

    def mapped(self, work: Callable[[Any], Any]) -> Coded:
        """The column with another value in place of each."""
        return Coded([work(each) for each in self.values], self.codes)

    @property
    def empty(self) -> bool:
        """Whether no row holds anything."""
        return not any(self.values) or not any(self.used())

    def used(self) -> list[Any]:
        """The values that at least one row holds."""
        import numpy as np

        there = np.bincount(self.codes, minlength=len(self.values))
        return [each for each, times in zip(self.values, there, strict=True) if times]

    def arrow(self, kind: pa.DataType) -> pa.Array:
        """An array of the values, row by row."""
        return array_of(self.values, kind).take(numbers_of(self.codes))

    def _unpacked(self) -> list[Any]:
        values = self.values
        return [values[code] for code in self.codes.tolist()]


class Whole(Packed):
    """Whole numbers without a null."""

    def __init__(self, numbers: np.ndarray[Any, Any]) -> None:
        super().__init__()
        self.numbers = numbers

    def __len__(self) -> int:
        return len(self.numbers)

    def arrow(self, kind: pa.DataType) -> pa.Array:
        """The numbers without a copy."""
        return numbers_of(self.numbers)

    def digits(self) -> Strings:
        """Each number in digits."""
        import pyarrow as pa
        import pyarrow.compute as pc

        return Strings(pc.cast(numbers_of(self.numbers), pa.string()))

    def _unpacked(self) -> list[Any]:
        return self.numbers.tolist()  # type: ignore[no-any-return]


class Hashes(Packed):
    """Hexadecimal names of equal length behind one prefix, kept as bytes."""

    def __init__(self, raw: Sequence[bytes], prefix: str = "") -> None:
        super().__init__()
        self.raw = raw
        self._prefix = prefix

    def __len__(self) -> int:
        return len(self.raw)

    def arrow(self, kind: pa.DataType) -> pa.Array:
        """The names as an array of strings."""
        import numpy as np
        import pyarrow as pa

        size = len(self.raw)
        digits = np.frombuffer(b"".join(self.raw).hex().encode(), np.uint8).reshape(size, -1)
        head = np.frombuffer(self._prefix.encode(), np.uint8)
        cells = np.concatenate([np.broadcast_to(head, (size, len(head))), digits], axis=1)
        ends = np.arange(size + 1, dtype=np.int32) * cells.shape[1]
        return pa.StringArray.from_buffers(size, pa.py_buffer(ends), pa.py_buffer(cells.tobytes()))

    def _unpacked(self) -> list[Any]:
        prefix = self._prefix
        return [prefix + each.hex() for each in self.raw]


def _codes(indices: pa.Int32Array) -> np.ndarray[Any, Any]:
    import numpy as np

    cells = np.frombuffer(indices.buffers()[1], np.int32)
    return cells[indices.offset : indices.offset + len(indices)]


def same(value: Any, size: int) -> Coded:
    """One value in every row."""
    import numpy as np

    return Coded([value], np.zeros(size, np.int32))


def together(*columns: Coded) -> Coded:
    """Several columns as one of tuples, each that occurs once among the values."""
    import numpy as np

    number = columns[0].codes.astype(np.int64)
    for column in columns[1:]:
        number = number * len(column.values) + column.codes
    kinds, codes = np.unique(number, return_inverse=True)
    parts: list[list[Any]] = []
    rest = kinds
    for column in reversed(columns):
        values = column.values
        parts.append([values[at] for at in (rest % len(values)).tolist()])
        rest = rest // len(values)
    return Coded(list(zip(*reversed(parts), strict=True)), codes.astype(np.int32))


def plain(column: Sequence[Any]) -> list[Any]:
    """Any column as a list."""
    if isinstance(column, Packed):
        return column.plain()
    return column if isinstance(column, list) else list(column)


def coded(column: Sequence[Any]) -> Coded:
    """Any column by its distinct values, which must be hashable."""
    import numpy as np

    if isinstance(column, Strings | Coded):
        return column.coded()
    places: dict[Any, int] = {}
    codes = [places.setdefault(each, len(places)) for each in column]
    return Coded(list(places), np.array(codes, np.int32))
