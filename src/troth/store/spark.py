"""Spark through Ibis: a session of this machine, a server by address, or Sail as its stand-in."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from troth.errors import MissingExtraError
from troth.store.garbage import no_search_for_garbage

if TYPE_CHECKING:
    import ibis
    import pyarrow as pa

SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "false",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
}


class Spark:
    """One Spark session and, with Sail, the server it speaks to."""

    quote = "`"

    def __init__(self, name: str, scratch: Path) -> None:
        self._scratch = scratch
        self._server: Any = None
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        self._session = self._open(name)
        self._con = _connect(self._session)

    def _open(self, name: str) -> Any:
        try:
            from pyspark.sql import SparkSession
        except ModuleNotFoundError as fault:
            raise _missing("Spark", "pip install 'troth[all,spark]'") from fault
        builder = SparkSession.builder.appName("troth")
        if name == "sail":
            builder = builder.remote(self._serve())
        elif name == "spark":
            builder = builder.master("local[*]")
            builder = builder.config("spark.ui.enabled", "false")
            builder = builder.config("spark.local.dir", str(self._scratch))
            builder = builder.config("spark.sql.warehouse.dir", str(self._scratch / "warehouse"))
        else:
            builder = builder.remote(name)
        session = builder.getOrCreate()
        for key, value in SETTINGS.items():
            session.conf.set(key, value)
        return session

    def _serve(self) -> str:
        try:
            from pysail.spark import SparkConnectServer
        except ModuleNotFoundError as fault:
            raise _missing("Sail", "pip install pysail") from fault
        self._server = SparkConnectServer()
        self._server.start(background=True)
        _, port = self._server.listening_address
        return f"sc://localhost:{port}"

    def files(self, name: str, paths: tuple[Path, ...]) -> None:
        """Parquet files side by side; a column one of them lacks is null there."""
        reader = self._session.read.option("mergeSchema", "true")
        reader.parquet(*[str(path) for path in paths]).createOrReplaceTempView(name)

    def arrow(self, name: str, rows: pa.Table) -> ibis.Table:
        """An Arrow table, by way of a file."""
        import pyarrow.parquet as pq

        path = self._scratch / f"{name}.parquet"
        pq.write_table(rows, path)
        self.files(name, (path,))
        return self._con.table(name)

    def view(self, name: str, sql: str) -> ibis.Table:
        """What SQL asks for, under a name of its own."""
        self._session.sql(sql).createOrReplaceTempView(name)
        return self._con.table(name)

    def written(self, table: ibis.Table) -> str:
        """The SQL of an expression."""
        with no_search_for_garbage():
            return str(self._con.compile(table))

    def ask(self, sql: str) -> pa.Table:
        """The rows that SQL asks for."""
        return self._session.sql(sql).toArrow()

    def fetch(self, table: ibis.Table) -> pa.Table:
        """The rows in Arrow."""
        return table.to_pyarrow()

    def close(self) -> None:
        """Ends the session, and the server where it is ours."""
        self._session.stop()
        if self._server is not None:
            self._server.stop()


def _connect(session: Any) -> Any:
    import ibis

    return ibis.pyspark.connect(session)


def _missing(what: str, command: str) -> MissingExtraError:
    return MissingExtraError(f"{what} is not installed.", advice=f"Install it:  {command}")
