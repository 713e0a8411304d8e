"""The documents that a check is asked to read: files, folders, and standard input."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from troth.errors import SourceError
from troth.model.origin import Origin
from troth.model.reject import Reject

STDIN = "-"


def asked_for(
    paths: Iterable[str | Path],
    stdin: bytes | None,
    stdin_filename: str | None,
    ignored: Callable[[str], bool],
    wanted: Callable[[Path], bool] = lambda _: True,
) -> Iterator[tuple[str, bytes | Reject]]:
    """Each document once, with its bytes: a path that does not exist is a SourceError.

    A folder gives the documents in it, hidden ones and those that settings ignore left out;
    a file that is named is read whatever its ending. Only those that are `wanted` are opened.
    """
    for path in named(paths, ignored):
        if path == STDIN:
            yield stdin_filename or STDIN, stdin or b""
        elif wanted(Path(path)):
            yield path, _bytes(Path(path))


def named(paths: Iterable[str | Path], ignored: Callable[[str], bool]) -> list[str]:
    """The paths of all documents that are meant, each once; `-` stands for standard input."""
    done: dict[str, None] = {}
    for given in paths:
        path = Path(given)
        if str(given) != STDIN and not path.exists():
            raise SourceError(
                "There is no such file or folder.",
                place=str(given),
                advice="Correct the path; nothing was checked.",
            )
        inside = str(given) != STDIN and path.is_dir()
        done |= dict.fromkeys(_walk(path, ignored) if inside else [str(given)])
    return list(done)


def _walk(folder: Path, ignored: Callable[[str], bool]) -> list[str]:
    """The documents in a folder, hidden ones and those that settings ignore left out."""
    from troth.documents import ENDINGS

    found = []
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and name != "node_modules"
        )
        base = "" if (plain := str(Path(here))) == "." else f"{plain.rstrip('/')}/"
        for name in sorted(names):
            ending = "." + name.rpartition(".")[2].lower()
            if name.startswith(".") or ending not in ENDINGS:
                continue
            if not ignored(path := base + name):
                found.append(path)
    if not found:
        raise SourceError(
            "This folder holds no document.",
            place=str(folder),
            advice=f"Documents end in {', '.join(sorted(ENDINGS))}.",
        )
    return found


def _bytes(path: Path) -> bytes | Reject:
    try:
        return path.read_bytes()
    except OSError as fault:
        says = f"The file cannot be opened ({fault.strerror or fault})."
        return Reject(Origin(str(path)), "", says, "See that it exists and that you may read it.")
