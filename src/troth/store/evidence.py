"""Evidence on disk: immutable Parquet files, one set per import, whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

from troth.errors import StoreError
from troth.store.home import Home
from troth.store.schema import arrow_schema
from troth.text.arrays import array_of
from troth.text.columns import Packed

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

PLAIN = frozenset({"id", "version", "text", "ts_us", "seen_us", "origin_row", "origin_link"})
"""Columns whose values hardly repeat, so a dictionary of them would only cost time."""


class Writer:
    """Writes the files of one import: row groups into `tmp`, renamed into `evidence` at the end.

    Holds one row group in memory at a time. `close` renames and returns what to put into the
    manifest, kind by kind; until that row stands in the ledger no reader knows the files, and
    the next sweep removes them. Leaving the block without `close` leaves nothing behind.
    """

    def __init__(self, home: Home, name: str) -> None:
        self._home = home
        self._name = name
        self._open: dict[str, pq.ParquetWriter] = {}
        self.rows: dict[str, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.discard()

    def write(self, kind: str, columns: Mapping[str, Sequence[object]], rows: int) -> None:
        """Adds rows as one row group; a column that is not given is null."""
        if rows:
            self.write_table(kind, table(kind, columns, rows))

    def write_table(self, kind: str, rows: pa.Table) -> None:
        """Adds rows that are in Arrow already, in the schema of the kind."""
        if kind not in self._open:
            self._open[kind] = self._start(kind)
        self._open[kind].write_table(rows, row_group_size=max(rows.num_rows, 1))
        self.rows[kind] = self.rows.get(kind, 0) + rows.num_rows

    def _start(self, kind: str) -> pq.ParquetWriter:
        import pyarrow.parquet as pq

        schema = arrow_schema(kind)
        return pq.ParquetWriter(
            self._temporary(kind),
            schema,
            compression="zstd",
            use_dictionary=[name for name in schema.names if name not in PLAIN],
            write_statistics=["ts_us", "seen_us"],
        )

    def _temporary(self, kind: str) -> Path:
        return self._home.tmp / f"{self._name}.{kind}.parquet"

    def close(self) -> dict[str, str]:
        """Puts every file in its place; returns kind → path, relative to `evidence`."""
        placed: dict[str, str] = {}
        for kind, writer in self._open.items():
            writer.close()
            placed[kind] = f"{kind}/{self._name}.parquet"
            place(self._temporary(kind), self._home.evidence / placed[kind])
        self._open.clear()
        return placed

    def discard(self) -> None:
        """Forgets what was written since the last `close`."""
        for kind, writer in self._open.items():
            try:
                writer.close()
            except OSError:  # what a full disk did not take is thrown away all the same
                writer.is_open = False
            self._temporary(kind).unlink(missing_ok=True)
        self._open.clear()


def table(kind: str, columns: Mapping[str, Sequence[object]], rows: int) -> pa.Table:
    """Columns of equal length as an Arrow table in the schema of the kind."""
    import pyarrow as pa

    arrays = []
    for field in arrow_schema(kind):
        values = columns.get(field.name)
        if values is None:
            arrays.append(pa.nulls(rows, field.type))
        elif isinstance(values, Packed):
            arrays.append(values.arrow(field.type))
        else:
            arrays.append(array_of(values, field.type))
    return pa.Table.from_arrays(arrays, schema=arrow_schema(kind))


def place(made: Path, final: Path) -> None:
    """Moves a finished file into its place so that a crash leaves it there whole or not at all."""
    final.parent.mkdir(parents=True, exist_ok=True)
    with made.open("rb") as held:
        os.fsync(held.fileno())
    made.replace(final)
    for folder in (final.parent, final.parent.parent):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def read(
    home: Home, kind: str, files: Sequence[str], *, rows: int = 50_000
) -> Iterator[pa.RecordBatch]:
    """The rows of some files of the manifest, batch by batch, in the order they were written."""
    import pyarrow.parquet as pq

    for name in files:
        path = home.evidence / name
        if not path.is_file():
            raise StoreError(
                "A file of evidence that the manifest names is missing.",
                place=str(path),
                advice="Put it back from a backup, or add its source again.",
            )
        with pq.ParquetFile(path) as held:
            for batch in held.iter_batches(batch_size=rows):
                yield batch.cast(arrow_schema(kind))
