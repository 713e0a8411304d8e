"""DuckDB in memory: no file of its own, no extension, nothing fetched."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis
    import pyarrow as pa

MEMORY = 0.5
"""Share of the machine's memory it may take before it spills."""


class Duck:
    """One connection in memory, spilling into a folder of the workspace."""

    def __init__(self, scratch: Path) -> None:
        import ibis

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self._con = ibis.duckdb.connect(
                memory_limit=f"{_memory() // 1_000_000}MB",
                temp_directory=str(scratch / "spill"),
                autoinstall_known_extensions=False,
                autoload_known_extensions=False,
            )
        self._con.raw_sql("set TimeZone = 'UTC'")
        self._con.raw_sql("set enable_progress_bar = false")

    def files(self, name: str, paths: tuple[Path, ...]) -> ibis.Table:
        """Parquet files side by side; a column one of them lacks is null there."""
        return self._con.read_parquet(
            [str(path) for path in paths], table_name=name, union_by_name=True
        )

    def arrow(self, name: str, rows: pa.Table) -> ibis.Table:
        """An Arrow table, read where it lies."""
        self._con.con.register(name, rows)
        return self._con.table(name)

    def fetch(self, table: ibis.Table) -> pa.Table:
        """The rows in Arrow."""
        return table.to_pyarrow()

    def close(self) -> None:
        """Ends the connection."""
        self._con.disconnect()


def _memory() -> int:
    import os

    return int(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") * MEMORY)
