"""Files that hold tables and are no text: workbooks and Parquet, each table laid down as CSV."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from troth.model.reject import Reject

if TYPE_CHECKING:
    from troth.extend.laid import Laid
    from troth.extend.source import Opened


def is_table(it: Opened) -> bool:
    """Whether the file is a workbook or Parquet."""
    from troth.extend.parquet import is_parquet
    from troth.extend.workbook import is_workbook

    return is_parquet(it) or is_workbook(it)


def tables_of(it: Opened, folder: Path) -> Iterator[Laid | Reject]:
    """Each table of the file, laid down in `folder`, which the caller removes."""
    from troth.extend.parquet import is_parquet, parquet_table
    from troth.extend.workbook import sheets

    return parquet_table(it, folder) if is_parquet(it) else sheets(it, folder)
