"""A Parquet file laid down as CSV, batch by batch, for the sources that read tables. Needs pyarrow.

Times are written as ISO 8601 (with a Z where the column has a zone), numbers as they are, bytes as
text where they are text, lists and structures as JSON, nothing as an empty cell. The n-th record
stands in row n + 1, for the header is row 1.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from troth.errors import SourceError
from troth.extend.laid import Laid, Laying
from troth.extend.opened import Opened
from troth.model.reject import Reject

if TYPE_CHECKING:
    import pyarrow as pa

MAGIC = b"PAR1"
ENDINGS = (".parquet", ".pq")
BATCH = 5_000
COLUMNS_MOST = 16_384
GROUP_MOST = 4 << 30
"""A row group is unpacked as a whole; one of more than 4 GiB is no export."""


def is_parquet(opened: Opened) -> bool:
    """Whether the file begins as Parquet does."""
    return opened.head.startswith(MAGIC)


def parquet_table(opened: Opened, folder: Path) -> Iterator[Laid | Reject]:
    """The one table of a Parquet file laid down in `folder`, or why there is none.

    Of a file that is damaged further on, what stands before goes in. The caller removes the folder's
    files.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ModuleNotFoundError:
        yield opened.reject(
            "Parquet files need “pyarrow”, which is not installed.",
            "Install all of it:  pip install 'troth[all]'    or export the table as CSV.",
        )
        return
    damage = (pa.ArrowException, OSError, ValueError, OverflowError, SourceError)
    try:
        with opened.raw() as raw, Laying(opened, folder) as laying:
            file = pq.ParquetFile(raw)
            fault = _refused(file)
            if fault is not None:
                raise SourceError(fault)
            broken = _lay(file, laying, damage)
            laid = laying.laid("table")
    except damage as caught:
        says = caught.says if isinstance(caught, SourceError) else "The Parquet file is damaged."
        yield opened.reject(says, "Nothing of it was read. Export it again.")
        return
    yield laid
    if broken is not None:
        yield opened.reject(broken, "What stands before it was read. Export it again.")


def _refused(file: Any) -> str | None:
    meta = file.metadata
    if len(file.schema_arrow.names) > COLUMNS_MOST:
        return f"The Parquet file has more than {COLUMNS_MOST:,} columns."
    groups = [meta.row_group(at).total_byte_size for at in range(min(meta.num_row_groups, 100_000))]
    if any(size > GROUP_MOST for size in groups):
        return "A row group of the Parquet file unpacks to more than 4 GiB."
    return None


def _lay(file: Any, laying: Laying, damage: tuple[type[Exception], ...]) -> str | None:
    """Write header and rows; what is wrong, where the file cannot be read to its end."""
    laying.row(1, list(file.schema_arrow.names))
    number = 1
    try:
        for batch in file.iter_batches(batch_size=BATCH):
            columns = [_texts(column) for column in batch.columns]
            for row in zip(*columns, strict=True):
                number += 1
                laying.row(number, row)
    except damage as fault:
        if number == 1 or isinstance(fault, SourceError):
            raise
        return f"The Parquet file is damaged after row {number:,}."
    return None


def _texts(column: pa.Array) -> list[str]:
    """A column as text, cell by cell."""
    import pyarrow as pa

    kind = column.type
    if pa.types.is_dictionary(kind):
        return _texts(column.dictionary_decode())
    if pa.types.is_timestamp(kind):
        return _moments(column, zoned=kind.tz is not None)
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return [cell or "" for cell in column.to_pylist()]
    return [_text(cell) for cell in column.to_pylist()]


def _moments(column: pa.Array, *, zoned: bool) -> list[str]:
    """Timestamps to the microsecond, as ISO 8601; out of what calendars hold, as the bare number."""
    import pyarrow as pa
    import pyarrow.compute as pc

    plain = pc.cast(column, pa.timestamp("us", column.type.tz), safe=False)
    numbers = pc.cast(plain, pa.int64()).to_pylist()
    return ["" if each is None else _moment(each, zoned=zoned) for each in numbers]


_EPOCH = datetime(1970, 1, 1)


def _moment(at_us: int, *, zoned: bool) -> str:
    try:
        when = _EPOCH + timedelta(microseconds=at_us)
    except OverflowError:
        return str(at_us)
    return when.isoformat("T") + ("Z" if zoned else "")


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, bytes):
        return cell.decode("utf-8", "backslashreplace")
    if isinstance(cell, list | dict | tuple):
        try:
            return json.dumps(cell, ensure_ascii=False, default=_text)
        except (ValueError, RecursionError):
            return str(cell)[:1000]
    if isinstance(cell, float):
        return (
            str(int(cell))
            if cell == cell and abs(cell) < 1e15 and cell == int(cell)
            else repr(cell)
        )
    if isinstance(cell, date | datetime):
        return cell.isoformat()
    return str(cell)
