"""The quick way through a delimited table that is as plain as tables should be.

It reads bytes block by block and gives up, for good and in time, at the first block that is
not beyond doubt: there the careful reader of `text.table` goes on, the only one that judges.
What both give is the same, to the row and to the batch.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

from troth.text.columns import Strings
from troth.text.table import Shape, named

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

    from troth.extend.opened import Opened

FRAME = 20_000
BLOCK = 3 << 20
CARRY = 1 << 20
"""A block and what was left of the one before hold no field the careful reader would refuse."""
ABOVE = 1 << 16
"""The header and what stands above it lie in so many bytes, or this is not the way."""
BROKEN_LINES = 1_000
"""Line ends inside one quoted field at the end of a block."""
PLAIN_ENCODINGS = ("utf-8", "utf-8-sig")


@dataclass(frozen=True, slots=True)
class PackedSet:
    """A batch of a delimited table, column by column in Arrow."""

    names: tuple[str, ...]
    numbers: list[int]
    columns: list[pa.StringArray]
    delimiter: str

    def __len__(self) -> int:
        return len(self.numbers)

    def cells(self, name: str) -> Strings:
        """One column."""
        return Strings(self.columns[self.names.index(name)])

    def extra(self, known: frozenset[str]) -> list[dict[str, str]] | None:
        """The filled cells of the other columns by name, row by row; None where all are known."""
        names = [name for name in self.names if name not in known]
        if not names:
            return None
        others = zip(*(self.cells(name).plain() for name in names), strict=True)
        return [
            {name: cell for name, cell in zip(names, row, strict=True) if cell} for row in others
        ]

    def shown(self, at: int) -> str:
        """A row as it stood, about."""
        return self.delimiter.join(column[at].as_py() for column in self.columns)


def quick_sets(opened: Opened, shape: Shape) -> Iterator[PackedSet | int]:
    """Batches of 20,000 rows, as far as the file is plain; then how many of its lines they cover.

    The number comes last and only where something is left for the careful reader.
    """
    if shape.form != "csv" or len(shape.header) < 2 or opened.encoding not in PLAIN_ENCODINGS:
        yield shape.skip
        return
    with opened.stream() as stream:
        yield from _Quick(stream, shape).sets()


class _OddError(Exception):
    """Something the careful reader has to look at."""


class _Quick:
    def __init__(self, stream: BinaryIO, shape: Shape) -> None:
        self._stream = stream
        self._shape = shape
        self._names = named(shape.header)
        self._given = shape.skip
        self._line = shape.skip
        self._parts: list[tuple[pa.RecordBatch, Any]] = []
        self._held = 0

    def sets(self) -> Iterator[PackedSet | int]:
        try:
            for block in self._blocks(self._past_header()):
                self._take(block)
                while self._held >= FRAME:
                    yield self._next(FRAME)
            if self._held:
                yield self._next(self._held)
        except _OddError:
            yield self._given

    def _past_header(self) -> bytes:
        """What follows the header in the first block."""
        block = self._stream.read(ABOVE).removeprefix(codecs.BOM_UTF8)
        at = 0
        for _ in range(self._shape.skip):
            end = block.find(b"\n", at)
            if end < 0:
                raise _OddError
            at = end + 1
        if b"\r" in block[:at].replace(b"\r\n", b""):
            raise _OddError
        return block[at:]

    def _blocks(self, carry: bytes) -> Iterator[bytes]:
        """Whole rows, a few megabytes of them at a time."""
        while True:
            more = self._stream.read(BLOCK)
            block = carry + more
            if not more:
                if block:
                    yield block
                return
            end = self._last_end(block)
            if len(block) - end > CARRY:
                raise _OddError
            if end:
                yield block[:end]
            carry = block[end:]

    def _last_end(self, block: bytes) -> int:
        """Where the last row that is whole ends."""
        end = block.rfind(b"\n") + 1
        quotes = block.count(b'"', 0, end)
        for _ in range(BROKEN_LINES):
            if quotes % 2 == 0:
                return end
            before = block.rfind(b"\n", 0, end - 1) + 1
            quotes -= block.count(b'"', before, end)
            end = before
        raise _OddError

    def _take(self, block: bytes) -> None:
        import pyarrow as pa
        from pyarrow import csv

        if b"\0" in block or block.count(b"\r") != block.count(b"\r\n"):
            raise _OddError
        numbers = _numbers(block, self._shape.delimiter, self._line)
        shape = self._shape
        try:
            table = csv.read_csv(
                pa.BufferReader(block),
                csv.ReadOptions(
                    use_threads=False, block_size=len(block) + 1, column_names=self._names
                ),
                csv.ParseOptions(delimiter=shape.delimiter, newlines_in_values=True),
                csv.ConvertOptions(
                    column_types=dict.fromkeys(self._names, pa.string()),
                    strings_can_be_null=False,
                ),
            )
        except pa.ArrowInvalid:
            raise _OddError from None
        if table.num_rows != len(numbers):
            raise _OddError
        (batch,) = table.combine_chunks().to_batches() or [None]
        if batch is None or _blank(batch):
            raise _OddError
        self._line += block.count(b"\n")
        self._parts.append((batch, numbers))
        self._held += len(numbers)

    def _next(self, size: int) -> PackedSet:
        """The next rows of those held, and what stays held."""
        import numpy as np
        import pyarrow as pa

        whole = pa.Table.from_batches([batch for batch, _ in self._parts])
        numbers = np.concatenate([held for _, held in self._parts])
        first, rest = whole.slice(0, size).combine_chunks(), whole.slice(size)
        left = numbers[size:]
        self._parts = []
        if len(left):
            at = len(numbers) - len(left)
            self._parts = [
                (batch, part)
                for batch, part in zip(
                    rest.to_batches(), _split(numbers[at:], rest.to_batches()), strict=True
                )
            ]
        self._held = len(left)
        self._given = int(left[0]) - 1 if len(left) else self._line
        columns = [column.combine_chunks() for column in first.columns]
        return PackedSet(self._names, numbers[:size].tolist(), columns, self._shape.delimiter)


def _split(numbers: Any, batches: list[pa.RecordBatch]) -> Iterator[Any]:
    at = 0
    for batch in batches:
        yield numbers[at : at + batch.num_rows]
        at += batch.num_rows


def _numbers(block: bytes, delimiter: str, above: int) -> np.ndarray[Any, Any]:
    """The line each row begins at; _OddError unless every quote stands where a writer would put it."""
    import numpy as np

    cells = np.frombuffer(block, np.uint8)
    ends = np.flatnonzero(cells == 10)
    if not len(ends) or ends[-1] != len(block) - 1:
        ends = np.append(ends, len(block))
    starts = np.concatenate([[0], ends[:-1] + 1])
    if b'"' not in block:
        return np.arange(above + 1, above + 1 + len(ends))
    quotes = np.flatnonzero(cells == 34)
    if len(quotes) % 2:
        raise _OddError
    edge = np.zeros(256, bool)
    edge[[10, ord(delimiter)]] = True
    opening, closing = quotes[::2], quotes[1::2]
    before = edge[cells[opening - 1]] | (opening == 0)
    before[1:] |= opening[1:] - 1 == closing[:-1]
    edge[[13, 34]] = True
    behind = closing + 1
    last = behind == len(cells)
    behind[last] = 0
    if not before.all() or not (edge[cells[behind]] | last).all():
        raise _OddError
    outside = np.searchsorted(quotes, starts) % 2 == 0
    return np.flatnonzero(outside) + above + 1


def _blank(batch: pa.RecordBatch) -> bool:
    """Whether a row may have nothing in it but space, which would be no row.

    A cell that begins with a visible ASCII character is none of those.
    """
    import numpy as np

    rows = np.arange(batch.num_rows)
    for column in batch.columns:
        _, ends, data = column.buffers()
        offsets = np.frombuffer(ends, np.int32)[column.offset : column.offset + len(column) + 1]
        cells = np.frombuffer(data or b"", np.uint8)
        filled = rows[offsets[rows] < offsets[rows + 1]]
        first = cells[offsets[filled]]
        shown = filled[(first > 32) & (first < 127)]
        rows = np.setdiff1d(rows, shown, assume_unique=True)
        if not len(rows):
            return False
    return True
