"""Opening the ledger: one SQLite file, or a PostgreSQL database named by its address.

Opening brings the tables up to date under a lock, and refuses a ledger that a newer troth has
written. One writer at a time, on both databases: SQLite by `BEGIN IMMEDIATE`, PostgreSQL by an
advisory lock that ends with the transaction. Readers see one moment and never wait.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError

from troth.errors import MissingExtraError, StoreError, TrothError, unwritten
from troth.ledger.migrations import HEAD, REVISIONS, migrate
from troth.ledger.once import remembering

WAIT_MS = 20_000
LOCK = 0x74726F7468
"""The key of the advisory lock: "troth" in ASCII."""
_WRITES = "troth_writes"


class Ledger:
    """An open ledger. `begin` gives a connection that writes, `read` one that sees one moment."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine
        self.dialect = engine.dialect.name

    @contextmanager
    def begin(self) -> Iterator[sa.Connection]:
        """One transaction that writes: all of it is kept, or nothing."""
        with self._connected() as con:
            con = con.execution_options(**{_WRITES: True})
            with con.begin():
                if self.dialect == "postgresql":
                    con.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))
                yield con

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """One consistent moment of the ledger; nothing is written."""
        with self._connected() as con:
            if self.dialect == "postgresql":
                con = con.execution_options(
                    isolation_level="REPEATABLE READ", postgresql_readonly=True
                )
            with con.begin():
                yield remembering(con)

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _connected(self) -> Iterator[sa.Connection]:
        try:
            with self.engine.connect() as con:
                yield con
        except TrothError:
            raise
        except DBAPIError as fault:
            raise _explained(fault, self.engine.url) from fault


def open_ledger(where: str | Path) -> Ledger:
    """The ledger in this file or behind this address, its tables up to date.

    `where` is a path (SQLite) or an address that begins with `postgresql://`. Raises
    `StoreError` where it cannot be opened, is locked for long, or comes from a newer troth.
    """
    ledger = Ledger(_engine(where))
    try:
        with ledger.read() as con:
            found = revision(con)
        if found != HEAD:
            _bring_up_to_date(ledger)
    except BaseException:
        ledger.close()
        raise
    return ledger


def revision(con: sa.Connection) -> str | None:
    """Which revision of the tables stands in the database; None where it is empty."""
    if not sa.inspect(con).has_table("alembic_version"):
        return None
    return con.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()


def _bring_up_to_date(ledger: Ledger) -> None:
    with ledger.begin() as con:
        found = revision(con)
        if found == HEAD:
            return
        if found is not None and found not in REVISIONS:
            raise StoreError(
                f"This ledger was written by a newer troth (its tables are at “{found}”).",
                advice="Install that newer troth; this one would not understand what it reads.",
                place=ledger.engine.url.render_as_string(hide_password=True),
            )
        migrate(con)


def _engine(where: str | Path) -> sa.Engine:
    if isinstance(where, str) and where.startswith(("postgresql:", "postgres:", "postgresql+")):
        return _postgresql(where)
    if isinstance(where, str) and where.startswith("sqlite:///"):
        where = where.removeprefix("sqlite:///")
    if "://" in str(where):
        raise StoreError(
            f"“{str(where).split('://')[0]}://” is no kind of ledger troth knows.",
            advice='Give an address that begins with "postgresql://", or leave it out for SQLite.',
        )
    return _sqlite(Path(where))


def _postgresql(address: str) -> sa.Engine:
    url = sa.make_url("postgresql+psycopg://" + address.split("://", 1)[1])
    try:
        return sa.create_engine(url, pool_pre_ping=True)
    except ModuleNotFoundError as fault:
        raise MissingExtraError(
            "The ledger lies in PostgreSQL, and its driver is not installed.",
            advice="Install it:  pip install 'troth[all,postgres]'",
        ) from fault


def _sqlite(path: Path) -> sa.Engine:
    path.parent.mkdir(parents=True, exist_ok=True)
    url = sa.URL.create("sqlite", database=str(path))
    engine = sa.create_engine(url, connect_args={"timeout": WAIT_MS / 1000})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _: object) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for setting in (
        f"busy_timeout = {WAIT_MS}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
    ):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


def _begin(con: sa.Connection) -> None:
    writes = con.get_execution_options().get(_WRITES)
    con.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _explained(fault: DBAPIError, url: sa.URL) -> Exception:
    """The database's complaint as something its keeper can mend; our own mistakes stay as is."""
    place = url.render_as_string(hide_password=True)
    said = str(fault.orig)
    file = url.database if url.drivername == "sqlite" else None
    if fault.orig is not None and (told := unwritten(fault.orig, file or place)):
        return told
    if "locked" in said:
        return StoreError(
            "Another troth has been writing to the ledger for a while.",
            advice="Wait for it to end, then try again. Nothing was changed.",
            place=place,
        )
    if "not a database" in said or "malformed" in said:
        return StoreError(
            "This file is no ledger, or it is damaged.",
            advice="Put a copy back from before, or name another file.",
            place=place,
        )
    if fault.connection_invalidated or isinstance(fault, sa.exc.OperationalError):
        return StoreError(
            f"The ledger cannot be reached: {said.strip().splitlines()[0]}",
            advice="See that the database runs and that the address in troth.toml is right.",
            place=place,
        )
    return fault
