"""The same suite on SQLite and on a real PostgreSQL, started from Debian's binaries."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa

from troth.ledger.opening import Ledger, open_ledger

SECRET = bytes(range(32))


@dataclass(frozen=True)
class Server:
    """A PostgreSQL that lives for one test session, reached through a socket in `folder`."""

    binaries: Path
    folder: Path

    def address(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def execute(self, *statements: str) -> None:
        url = sa.make_url(self.address("postgres")).set(drivername="postgresql+psycopg")
        engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
        with engine.connect() as con:
            for statement in statements:
                con.execute(sa.text(statement))
        engine.dispose()

    def start(self) -> None:
        data = self.folder / "data"
        self.run("initdb", "-D", str(data), "-A", "trust", "-U", "postgres", "-E", "UTF8", "-N")
        settings = f"-k {self.folder} -c listen_addresses='' -c fsync=off -c full_page_writes=off"
        log = str(self.folder / "log")
        self.run("pg_ctl", "-D", str(data), "-w", "-l", log, "-o", settings, "start")

    def stop(self) -> None:
        self.run("pg_ctl", "-D", str(self.folder / "data"), "-w", "-m", "immediate", "stop")

    def run(self, program: str, *words: str) -> None:
        command = [str(self.binaries / program), *words]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        done = subprocess.run(command, capture_output=True, text=True, cwd="/", timeout=120)
        if done.returncode:
            raise RuntimeError(f"{program} failed: {done.stdout}{done.stderr}")


def why_no_server() -> str | None:
    if not binaries():
        return "PostgreSQL is not installed (Debian: apt install postgresql)"
    if os.geteuid() == 0 and not shutil.which("runuser"):
        return "PostgreSQL refuses to run as root, and there is no “runuser” here"
    return None


def binaries() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """The server, with a database `migrated` that holds the tables and is copied for each test."""
    reason = why_no_server()
    if reason:
        warnings.warn(f"NOT TESTED ON POSTGRESQL: {reason}", stacklevel=1)
        pytest.skip(f"NOT TESTED ON POSTGRESQL: {reason}")
    place = binaries()
    assert place is not None
    folder = Path(tempfile.mkdtemp(prefix="troth-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    server = Server(place, folder)
    try:
        server.start()
        server.execute("CREATE DATABASE migrated")
        open_ledger(server.address("migrated")).close()
        yield server
        server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def database(postgres: Server) -> Iterator[str]:
    """The address of an empty PostgreSQL database of this test's own."""
    name = f"t{uuid.uuid4().hex}"
    postgres.execute(f"CREATE DATABASE {name}")
    yield postgres.address(name)
    postgres.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger, once on each database."""
    if request.param == "sqlite":
        with open_ledger(tmp_path / "ledger.sqlite") as opened:
            yield opened
        return
    server: Server = request.getfixturevalue("postgres")
    name = f"t{uuid.uuid4().hex}"
    server.execute(f"CREATE DATABASE {name} TEMPLATE migrated")
    with open_ledger(server.address(name)) as opened:
        yield opened
    server.execute(f"DROP DATABASE {name} WITH (FORCE)")
