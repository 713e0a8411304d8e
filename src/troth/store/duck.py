"""DuckDB in memory: no file of its own, no extension, nothing fetched."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from troth.store.garbage import no_search_for_garbage

if TYPE_CHECKING:
    import ibis
    import pyarrow as pa

MEMORY = 0.5
"""Share of the machine's memory it may take before it spills."""


class Duck:
    """One connection in memory, spilling into a folder of the workspace."""

    quote = '"'

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

    def files(self, name: str, paths: tuple[Path, ...]) -> None:
        """Parquet files side by side; a column one of them lacks is null there."""
        named = ", ".join("'" + str(path).replace("'", "''") + "'" for path in paths)
        self._con.con.execute(
            f"CREATE VIEW {name} AS SELECT * FROM read_parquet([{named}], union_by_name=true)"
        )

    def arrow(self, name: str, rows: pa.Table) -> ibis.Table:
        """An Arrow table, read where it lies."""
        self._con.con.register(name, rows)
        return self._con.table(name)

    def view(self, name: str, sql: str) -> ibis.Table:
        """What SQL asks for, under a name of its own."""
        self._con.con.execute(f"CREATE VIEW {name} AS {sql}")
        return self._con.table(name)

    def written(self, table: ibis.Table) -> str:
        """The SQL of an expression."""
        with _plain_selects(), no_search_for_garbage():
            return str(self._con.compile(table))

    def ask(self, sql: str) -> pa.Table:
        """The rows that SQL asks for."""
        return self._con.con.sql(sql).to_arrow_table()

    def fetch(self, table: ibis.Table) -> pa.Table:
        """The rows in Arrow.

        Most of what a small table costs is turning the expression into SQL. DuckDB flattens nested
        selects itself, and a search for garbage among expressions that all live finds none: without
        the two a look at the example company takes a third less.
        """
        with _plain_selects(), no_search_for_garbage():
            return table.to_pyarrow()

    def close(self) -> None:
        """Ends the connection."""
        self._con.disconnect()


@contextmanager
def _plain_selects() -> Iterator[None]:
    """Selects left nested as they were written."""
    import ibis

    held = ibis.options.sql.fuse_selects
    ibis.options.sql.fuse_selects = False
    try:
        yield
    finally:
        ibis.options.sql.fuse_selects = held


def _memory() -> int:
    import os

    return int(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") * MEMORY)
