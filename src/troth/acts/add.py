"""`troth add`: reads files, keeps what is new of them, and says what came of it.

One import a file, one writer at a time. What was read lies in temporary files until the whole
file has been read; then the Parquet files are put in place, the manifest row is written
together with people and rejects in one transaction of the ledger, and the index follows.
A crash at any moment leaves the last import that was sealed.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, BinaryIO

from troth.acts.found import STREAM, File, Shelf, files_of, reading_of
from troth.acts.importing import Done, import_file
from troth.acts.opening import Workspace, opened
from troth.acts.receipt import Receipt, SourceReceipt
from troth.acts.sweep import sweep
from troth.config import FileSettings, Settings
from troth.ledger import manifest
from troth.model.reject import Reject
from troth.store.home import Home, importing

if TYPE_CHECKING:
    from troth.extend.source import Opened

Progress = Callable[[str, int], None]
"""Told the file being read and how many of its rows have been read."""
SHOWN = 1_000
"""Rejects a receipt holds; the ledger holds all."""
REFUSED = "refused:"


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the caller of `add` said about all files."""

    source: str | None
    system: str | None
    dry_run: bool
    now_us: int
    progress: Progress | None


def add(
    home: Home,
    settings: Settings,
    paths: Sequence[str | Path],
    *,
    source: str | None = None,
    system: str | None = None,
    dry_run: bool = False,
    stdin: BinaryIO | None = None,
    now_us: int | None = None,
    progress: Progress | None = None,
) -> Receipt:
    """Adds files, folders, or standard input (`-`), and gives the receipt.

    `source` and `system` go before what settings and the file itself say. With `dry_run`
    everything is read and counted and nothing is kept. A second process waits for the first.
    Raises SourceError where a path does not exist, UnknownNameError for an unknown source.
    """
    now = time.time_ns() // 1000 if now_us is None else now_us
    asked = _Asked(source, system, dry_run, now, progress)
    shelf = Shelf(settings.lens_folders)
    if source is not None:
        shelf.named(source)
    files = list(files_of(home, settings, paths))
    with ExitStack() as stack:
        stack.enter_context(importing(home))
        place = stack.enter_context(opened(home, settings))
        sweep(home, place.ledger, place.index)
        told = [_add_file(place, shelf, file, asked, stdin) for file in files]
    return _receipt(told, asked)


def _receipt(told: Sequence[Done | None], asked: _Asked) -> Receipt:
    done = [each for each in told if each is not None]
    kept = [each for each in done if each.receipt is not None]
    rejects = [reject for each in kept for reject in each.rejects]
    return Receipt(
        sources=tuple(each.receipt for each in kept if each.receipt is not None),
        people_new=sum(each.people_new for each in kept),
        people_seen=len(set().union(*(each.people for each in kept))),
        rejects=tuple(rejects[:SHOWN]),
        passed_over=tuple(each.path for each in done if each.receipt is None),
        dry_run=asked.dry_run,
    )


def _add_file(
    place: Workspace, shelf: Shelf, file: File, asked: _Asked, stdin: BinaryIO | None
) -> Done:
    own = place.settings.file(file.cited)
    laid = None
    try:
        try:
            it = _open(place, file, own, asked, stdin)
            laid = Path(it.raw().name) if file.cited == STREAM else None
            digest = _digest(it, own, asked)
        except OSError as fault:
            says = f"The file cannot be read: {fault.strerror or fault}."
            return _refused(file, Reject(_origin(file), "", says, "See who may read it."))
        before = _read_before(place, file.cited, digest)
        if before is not None:
            return before
        return _choose(place, shelf, file, it, own, digest, asked)
    finally:
        if laid is not None:
            laid.unlink(missing_ok=True)
