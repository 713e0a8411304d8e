"""The file that an import read, where it still lies there as it was."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from troth.acts.found import reading_of
from troth.acts.opening import Workspace
from troth.acts.tables import is_table, tables_of
from troth.errors import SourceError
from troth.ledger import manifest
from troth.ledger.manifest import Import
from troth.model.reject import Reject

if TYPE_CHECKING:
    from troth.extend.laid import Laid
    from troth.extend.source import Opened


def last_reading(place: Workspace, path: str) -> Import | None:
    """How a file was read last."""
    with place.ledger.read() as con:
        read = [one for one in manifest.imports(con) if one.path == path and one.act == "add"]
    return read[-1] if read else None


@contextmanager
def original(place: Workspace, one: Import) -> Iterator[tuple[Opened, Laid | None] | None]:
    """What was read, opened again; None where it is gone or is another file by now."""
    file, base = _file(place, one.path)
    if not one.content or file is None or _content(file) != one.content:
        yield None
        return
    from troth.extend.source import open_file
    from troth.extend.zstd import unpacked

    own = place.settings.file(base)
    reading = reading_of(own, None)
    it = unpacked(open_file(file, base, reading=reading, staff=place.settings.staff_domains))
    if not is_table(it):
        yield it, None
        return
    with tempfile.TemporaryDirectory(dir=place.home.tmp, prefix="laid-") as folder:
        yield _table(it, one.path, Path(folder))


def _table(it: Opened, path: str, folder: Path) -> tuple[Opened, Laid] | None:
    for table in tables_of(it, folder):
        if not isinstance(table, Reject) and table.opened.path == path:
            return table.opened, table
    return None


def _file(place: Workspace, path: str) -> tuple[Path | None, str]:
    """The file on disk, and its path without the table in it."""
    for base in dict.fromkeys((path, path.rpartition("#")[0])):
        if base and (place.home.root / base).is_file():
            return place.home.root / base, base
    return None, path


def _content(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as fault:
        raise SourceError(
            f"The file cannot be read: {fault.strerror or fault}.", place=str(file)
        ) from fault
