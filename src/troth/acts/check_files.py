"""The documents that a check is asked to read: files, folders, and standard input."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from troth.documents import ENDINGS
from troth.errors import SourceError
from troth.model.origin import Origin
from troth.model.reject import Reject

if TYPE_CHECKING:
    from troth.config import Settings

STDIN = "-"


def asked_for(
    paths: Iterable[str | Path],
    stdin: bytes | None,
    stdin_filename: str | None,
    settings: Settings | None,
    root: Path | None,
) -> Iterator[tuple[str, bytes | Reject]]:
    """Each document once, with its bytes: a path that does not exist is a SourceError.

    A folder gives the documents in it, hidden ones and those that troth.toml ignores left out;
    a file that is named is read whatever its ending.
    """
    done: set[str] = set()
    for given in paths:
        if str(given) == STDIN:
            yield stdin_filename or STDIN, stdin or b""
            continue
        path = Path(given)
        if not path.exists():
            raise SourceError(
                "There is no such file or folder.",
                place=str(given),
                advice="Correct the path; nothing was checked.",
            )
        for found in _walk(path, settings, root) if path.is_dir() else [path]:
            if str(found) not in done:
                done.add(str(found))
                yield str(found), _bytes(found)


def _walk(folder: Path, settings: Settings | None, root: Path | None) -> list[Path]:
    """The documents in a folder, hidden ones and those that troth.toml ignores left out."""
    found = []
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and name != "node_modules"
        )
        for name in sorted(names):
            path = Path(here, name)
            if name.startswith(".") or path.suffix.lower() not in ENDINGS:
                continue
            if settings is None or not settings.ignores(relative(path, root)):
                found.append(path)
    if not found:
        raise SourceError(
            "This folder holds no document.",
            place=str(folder),
            advice=f"Documents end in {', '.join(sorted(ENDINGS))}.",
        )
    return found


def relative(path: Path, root: Path | None) -> str:
    """A path as seen from the workspace; as it is given where it lies elsewhere."""
    whole = path.resolve()
    return whole.relative_to(root).as_posix() if root and whole.is_relative_to(root) else str(path)


def _bytes(path: Path) -> bytes | Reject:
    try:
        return path.read_bytes()
    except OSError as fault:
        says = f"The file cannot be opened ({fault.strerror or fault})."
        return Reject(Origin(str(path)), "", says, "See that it exists and that you may read it.")
