"""Where lenses' tables are computed: DuckDB in memory by default, Spark by configuration.

Both read the same Parquet files through Ibis. Evidence is shown as it stood: versions that
were superseded are left out, and so is what had not happened, or was not known, at the moment
asked about. Times are plain microseconds, so no engine's idea of a zone comes in.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, Self

from troth.errors import ConfigError, StoreError
from troth.model.evidence import KINDS
from troth.store.prepared import Prepared, Shelf, columns, moment
from troth.store.schema import PARTY_KIND, SUPERSEDED, arrow_schema, plain_schema
from troth.store.snapshot import LazyTables, Snapshot
from troth.store.standing import standing

if TYPE_CHECKING:
    import ibis
    import pyarrow as pa

NAMES = ("duckdb", "sail", "spark")


class Backend(Protocol):
    """What is asked of an engine: to show files and Arrow tables as lazy tables, and to write SQL."""

    quote: str

    def files(self, name: str, paths: tuple[Path, ...]) -> None: ...

    def arrow(self, name: str, rows: pa.Table) -> ibis.Table: ...

    def view(self, name: str, sql: str) -> ibis.Table: ...

    def written(self, table: ibis.Table) -> str: ...

    def ask(self, sql: str) -> pa.Table: ...

    def fetch(self, table: ibis.Table) -> pa.Table: ...

    def close(self) -> None: ...


class Engine:
    """Computes lazy tables; the same answers, in the same types and order, on every engine."""

    def __init__(
        self, name: str, backend: Backend, scratch: Path, kept: Path | None = None
    ) -> None:
        self.name = name
        self._backend = backend
        self._scratch = scratch
        self._shelf = Shelf(kept)
        self._shown: dict[tuple[str, tuple[Path, ...]], str] = {}
        self._worlds = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the engine and removes what it spilled."""
        self._shelf.save()
        self._backend.close()
        shutil.rmtree(self._scratch, ignore_errors=True)

    def tables(self, snapshot: Snapshot) -> LazyTables:
        """The evidence and the ledger as they stood at a moment."""
        return LazyTables(self, snapshot)

    def world(self, evidence: Mapping[str, pa.Table], as_of_us: int) -> LazyTables:
        """The same over tables in memory, for examples and tests: no files, nothing superseded."""
        folder = Path(tempfile.mkdtemp(dir=self._scratch))
        files: dict[str, tuple[Path, ...]] = {}
        ledger = {name: rows for name, rows in evidence.items() if name not in KINDS}
        for kind in evidence.keys() & {*KINDS, PARTY_KIND}:
            ledger.pop(kind, None)
            files[kind] = (_write(folder / f"{kind}.parquet", kind, evidence[kind]),)
        return self.tables(Snapshot(files, (), as_of_us, None, ledger))

    def evidence(self, name: str, kind: str, snapshot: Snapshot) -> ibis.Table:
        """The rows of a kind as they stood, under a name that SQL can ask."""
        rows = self._files(kind, snapshot.files.get(kind, ()))
        ended = self._files(SUPERSEDED, snapshot.superseded) if snapshot.superseded else None
        sql = standing(arrow_schema(kind).names, rows, ended, snapshot, self._backend.quote)
        return self._backend.view(name, sql)

    def register(self, name: str, rows: pa.Table) -> ibis.Table:
        """A table in memory as a lazy table."""
        return self._backend.arrow(name, rows)

    def _files(self, kind: str, paths: tuple[Path, ...]) -> str:
        """What these files, or none, are called in SQL; files that were shown are shown once."""
        shown = self._shown.get((kind, paths))
        if shown is None:
            self._shown[kind, paths] = shown = f"t{len(self._shown)}_{kind}"
            self._backend.files(shown, paths or (self._empty(kind),))
        return shown

    def _empty(self, kind: str) -> Path:
        empty = arrow_schema(kind).empty_table()
        return _write(self._scratch / f"empty-{kind}.parquet", kind, empty)

    def collect(self, expr: ibis.Table, schema: Mapping[str, str]) -> pa.Table:
        """The rows, cast to the declared columns and sorted by all of them, nulls last."""
        return self._in_order(self._backend.fetch(self._declared(expr, schema)), schema)

    def _declared(self, expr: ibis.Table, schema: Mapping[str, str]) -> ibis.Table:
        missing = [name for name in schema if name not in expr.columns]
        if missing:
            raise StoreError(
                f"The table has no column {', '.join(missing)} that its card declares.",
                advice=f"It has: {', '.join(expr.columns)}.",
            )
        plain = plain_schema(schema)
        import ibis

        wanted = [expr[each.name].cast(ibis.dtype(each.type)) for each in plain]
        return expr.select(
            *[column.name(name) for column, name in zip(wanted, schema, strict=True)]
        )

    def _in_order(self, found: pa.Table, schema: Mapping[str, str]) -> pa.Table:
        plain = plain_schema(schema)
        rows = found.cast(plain)
        order = [name for name in plain.names if not _nested(plain.field(name).type)]
        return rows.sort_by([(name, "ascending") for name in order]) if order else rows

    def gathered(
        self,
        key: str | None,
        gather: Callable[[LazyTables, Any], ibis.Table],
        tables: LazyTables,
        moment_us: int,
        schema: Mapping[str, str],
    ) -> pa.Table:
        """What `LazyTables.gathered` says."""
        key = f"{self.name} {key}" if key else None
        held = self._shelf.get(key) if key else None
        if held is None or any(columns(tables[name]) != told for name, told in held.tables.items()):
            held = self._prepare(key, gather, tables, schema)
        if held is None:
            return self.collect(gather(tables, moment_us), schema)
        return self._in_order(self._backend.ask(held.at(tables.world, moment_us)), schema)

    def _prepare(
        self,
        key: str | None,
        gather: Callable[[LazyTables, Any], ibis.Table],
        tables: LazyTables,
        schema: Mapping[str, str],
    ) -> Prepared | None:
        if key is None:
            return None
        tables.read.clear()
        try:
            expr = gather(tables, moment())
        except (TypeError, ValueError):
            return None
        sql = self._backend.written(self._declared(expr, schema))
        return self._shelf.put(
            key, sql, {name: columns(tables[name]) for name in sorted(tables.read)}
        )

    def next_world(self) -> int:
        """A number for the tables of a further snapshot."""
        self._worlds += 1
        return self._worlds


def _nested(kind: Any) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_nested(kind))


def _write(path: Path, kind: str, rows: pa.Table) -> Path:
    import pyarrow.parquet as pq

    pq.write_table(rows.select(arrow_schema(kind).names).cast(arrow_schema(kind)), path)
    return path


def open_engine(
    name: str = "duckdb", scratch: Path | None = None, kept: Path | None = None
) -> Engine:
    """The engine that settings name: `duckdb`, `sail`, `spark`, or a Spark address `sc://…`.

    `scratch` is the folder to spill into (a workspace gives its `tmp`); what is made there is
    removed when the engine closes. `kept` is the file that keeps prepared questions.
    """
    if name not in NAMES and not name.startswith("sc://"):
        raise ConfigError(
            f"There is no engine called “{name}”.",
            advice=f'Name one of {", ".join(NAMES)}, or a Spark server as "sc://host:port".',
        )
    if scratch is not None:
        scratch.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f"engine-{os.getpid()}-", dir=scratch))
    return Engine(name, _backend(name, folder), folder, kept)


def _backend(name: str, scratch: Path) -> Backend:
    if name == "duckdb":
        from troth.store.duck import Duck

        return Duck(scratch)
    from troth.store.spark import Spark

    return Spark(name, scratch)
