"""Bringing the tables of the ledger up to date. One file a step under `versions/`.

`HEAD` and `REVISIONS` are written here as well, so that opening a ledger that is up to date
needs no migration library; a test sees that they agree with the files.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

REVISIONS = ("0001", "0002", "0003", "0004", "0005")
HEAD = REVISIONS[-1]


def migrate(con: Connection, to: str = HEAD) -> None:
    """Run the missing steps inside the caller's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = con
    command.upgrade(config, to)
