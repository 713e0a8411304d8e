"""Opening: tables are brought up to date, strangers are refused, one writer at a time."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from troth.errors import StoreError
from troth.ledger import migrations, opening, tables
from troth.ledger.opening import Ledger, open_ledger


def test_the_steps_build_exactly_the_tables(ledger: Ledger) -> None:
    with ledger.read() as con:
        context = MigrationContext.configure(con, opts={"compare_type": True})
        assert compare_metadata(context, tables.metadata) == []


def test_the_written_list_of_steps_is_the_one_on_disk() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    script = ScriptDirectory.from_config(config)
    steps = [step.revision for step in script.walk_revisions()]
    assert tuple(reversed(steps)) == migrations.REVISIONS
    assert script.get_current_head() == migrations.HEAD


def test_opening_twice_changes_nothing(tmp_path: Path) -> None:
    for _ in range(2):
        with open_ledger(tmp_path / "l.sqlite") as ledger, ledger.read() as con:
            assert opening.revision(con) == migrations.HEAD


def test_sqlite_is_set_up_to_keep_and_to_erase(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "l.sqlite") as ledger, ledger.read() as con:
        said = {
            name: con.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "secure_delete", "foreign_keys", "busy_timeout")
        }
    assert said["journal_mode"] == "wal"
    assert said["secure_delete"] == 1
    assert said["foreign_keys"] == 1
    assert said["busy_timeout"] == opening.WAIT_MS


def test_a_ledger_of_a_newer_troth_is_refused(ledger: Ledger) -> None:
    with ledger.begin() as con:
        con.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    where = ledger.engine.url.render_as_string(hide_password=False)
    where = where.replace("postgresql+psycopg", "postgresql")
    with pytest.raises(StoreError, match="newer troth"):
        open_ledger(where)


def test_opening_at_once_from_many_sides_builds_once(database: str, tmp_path: Path) -> None:
    for where in (database, tmp_path / "l.sqlite"):
        faults: list[Exception] = []

        def opens(where: str | Path = where, faults: list[Exception] = faults) -> None:
            try:
                open_ledger(where).close()
            except Exception as fault:  # noqa: BLE001 - any fault of any thread fails the test
                faults.append(fault)

        threads = [threading.Thread(target=opens) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert faults == []


def test_what_fails_in_the_middle_is_not_kept(ledger: Ledger) -> None:
    row = {"name": "worker", "holder": "a", "until_us": 1}

    def fails() -> None:
        with ledger.begin() as con:
            con.execute(tables.lease.insert(), row)
            raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        fails()
    with ledger.read() as con:
        assert con.execute(sa.select(tables.lease)).all() == []


def test_a_reader_sees_one_moment(ledger: Ledger) -> None:
    with ledger.read() as reader:
        assert reader.execute(sa.select(tables.lease)).all() == []
        with ledger.begin() as con:
            con.execute(tables.lease.insert(), {"name": "w", "holder": "a", "until_us": 1})
        assert reader.execute(sa.select(tables.lease)).all() == []


def test_a_second_writer_waits_and_is_then_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "WAIT_MS", 50)
    with open_ledger(tmp_path / "l.sqlite") as one, open_ledger(tmp_path / "l.sqlite") as two:
        with one.begin(), pytest.raises(StoreError, match="writing to the ledger"), two.begin():
            pass
        with two.begin() as con:
            con.execute(tables.lease.insert(), {"name": "w", "holder": "a", "until_us": 1})


def test_a_file_that_is_no_ledger_is_named(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear ledger, " * 400)
    with pytest.raises(StoreError, match=r"no ledger|damaged"):
        open_ledger(path)


def test_an_unknown_address_is_named() -> None:
    with pytest.raises(StoreError, match="mysql"):
        open_ledger("mysql://here/there")


def test_a_database_out_of_reach_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be reached"):
        open_ledger(f"postgresql://nobody@/none?host={tmp_path}")


def test_a_half_written_step_is_rolled_back(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    engine = opening._engine(path)

    def fails() -> None:
        with Ledger(engine).begin() as con:
            migrations.migrate(con)
            raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        fails()
    engine.dispose()
    names = sqlite3.connect(path).execute("SELECT name FROM sqlite_master").fetchall()
    assert names == []


def test_a_ledger_that_is_up_to_date_needs_no_migration_library(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    open_ledger(path).close()
    code = (
        "import sys; from troth.ledger.opening import open_ledger;"
        f"open_ledger({str(path)!r}).close(); print('alembic' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"
