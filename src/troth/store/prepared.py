"""What lenses gather, written as SQL once and asked again of other moments and other records.

Of a look at few records most goes into building an expression and writing it as SQL, and neither
hangs on the moment or on the rows: only on the code of the lens and the columns it reads. So the
moment stands in the expression as a mark, the tables under numbered names, and both are put in
when it is asked. Kept for as long as the process lives, and between processes where a folder is given.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import ibis

MOMENT = 4_099_200_700_611_223_344
"""Stands where the moment will stand; no lens writes such a number."""
_NAMED = re.compile(r"(?<=[\"`])troth_\d+_")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A question in SQL, and the tables it reads with their columns as they were."""

    sql: str
    tables: Mapping[str, str]

    def at(self, world: int, moment_us: int) -> str:
        """The question of one world's tables and one moment."""
        dated = self.sql.replace(str(MOMENT), f"CAST({moment_us} AS BIGINT)")
        return _NAMED.sub(named(world, ""), dated)


class Shelf:
    """The questions prepared so far, by key; with a path they are kept from process to process."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._used: set[str] = set()
        self._changed = False
        for key, one in _read(path).items():
            _HELD.setdefault(key, one)

    def get(self, key: str) -> Prepared | None:
        """A question, where it was prepared before."""
        self._used.add(key)
        return _HELD.get(key)

    def put(self, key: str, sql: str, tables: Mapping[str, str]) -> Prepared:
        """Keep a question."""
        _HELD[key] = Prepared(sql, tables)
        self._used.add(key)
        self._changed = True
        return _HELD[key]

    def save(self) -> None:
        """Write what was asked here; of two that write at once one wins, and both
        are right. Where it cannot be written nothing is kept: it is prepared again next time."""
        if self._path is None or not self._changed:
            return
        kept = {key: one for key, one in _read(self._path).items() if code() in key}
        kept |= {key: _HELD[key] for key in self._used & _HELD.keys()}
        rows = {key: [one.sql, dict(one.tables)] for key, one in sorted(kept.items())}
        fresh = self._path.with_suffix(f".{os.getpid()}")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_text(json.dumps(rows), encoding="utf-8")
            fresh.replace(self._path)
        except OSError:
            with contextlib.suppress(OSError):
                fresh.unlink()
        self._changed = False


_HELD: dict[str, Prepared] = {}


def _read(path: Path | None) -> dict[str, Prepared]:
    """What a file keeps; nothing where it is not there or is no such file, for it is made anew."""
    if path is None:
        return {}
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return {str(key): Prepared(str(sql), dict(tables)) for key, (sql, tables) in rows.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


@cache
def code() -> str:
    """What this installation of troth and its engine are, so that other code prepares anew."""
    import duckdb
    import ibis

    package = Path(__file__).parent.parent
    held = hashlib.sha256(f"{ibis.__version__} {duckdb.__version__}".encode())
    for path in sorted(package.rglob("*.py")):
        told = path.stat()
        held.update(f"{path.relative_to(package)} {told.st_size} {told.st_mtime_ns}".encode())
    return held.hexdigest()[:16]


def key(module: ModuleType, *steps: str) -> str | None:
    """What an extension's question is kept under: its file's content, the code, what it is asked with."""
    if not getattr(module, "__file__", None):
        return None
    content = hashlib.sha256(Path(str(module.__file__)).read_bytes()).hexdigest()[:16]
    return " ".join((module.__name__.rpartition(".")[2], content, code(), *steps))


def named(world: int, name: str) -> str:
    """What a table of one world is called in SQL."""
    return f"troth_{world}_{name}"


def columns(table: ibis.Table) -> str:
    """A table's columns and their types, to tell whether a prepared question still fits."""
    return ", ".join(f"{name} {kind}" for name, kind in table.schema().items())


def moment() -> Any:
    """The mark in place of a moment, as a whole number of the engine's."""
    import ibis

    return ibis.literal(MOMENT, "int64")
