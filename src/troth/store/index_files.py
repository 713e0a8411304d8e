"""The index as a file that can be lost or damaged: noticing that, and taking it away.

It is derived from the evidence, so nothing is lost with it. A process that has it open keeps
reading the file it opened until it looks again, and sees the new one then.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

ENDINGS = ("", "-wal", "-shm")
DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_UNREADABLE = ("could not decode", "no such table", "no such column")
"""What SQLite says of content that nobody wrote, without calling it damage."""


def file_of(path: Path) -> tuple[int, int] | None:
    """Which file lies there now; None where there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def is_damage(fault: BaseException) -> bool:
    """Whether an error says that the file of a SQLite database is not what was written."""
    if not isinstance(fault, sqlite3.DatabaseError):
        return False
    code = getattr(fault, "sqlite_errorcode", None)
    if code is not None and code & 0xFF in DAMAGE:
        return True
    return str(fault).casefold().startswith(_UNREADABLE)


def discard(path: Path) -> None:
    """Takes the index away; whoever opens it next begins with an empty one."""
    for ending in ENDINGS:
        Path(f"{path}{ending}").unlink(missing_ok=True)


def harm(path: Path) -> str | None:
    """What is wrong with the file, in SQLite's words; None where all of it reads well."""
    try:
        with closing(sqlite3.connect(path)) as con:
            (said,) = con.execute("pragma quick_check(1)").fetchone()
    except sqlite3.DatabaseError as fault:
        if not is_damage(fault):
            raise
        return str(fault)
    return None if said == "ok" else " ".join(str(said).split())
