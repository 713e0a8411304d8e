"""`troth add`: reads files, keeps what is new of them, and says what came of it.

One import a file, one writer at a time. What was read lies in temporary files until the whole
file has been read; then the Parquet files are put in place, the manifest row is written
together with people and rejects in one transaction of the ledger, and the index follows.
A crash at any moment leaves the last import that was sealed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, BinaryIO

from troth.acts.aside import SHOWN
from troth.acts.finishing import finish
from troth.acts.found import STREAM, File, Shelf, files_of, reading_of
from troth.acts.importing import Asked, Done, Progress, import_file, refuse_file
from troth.acts.opening import Workspace, opened
from troth.acts.receipt import Receipt, SourceReceipt
from troth.acts.sweep import sweep
from troth.acts.tables import is_table, tables_of
from troth.config import FileSettings, Settings
from troth.errors import SourceError, unwritten
from troth.ledger import manifest
from troth.model.origin import Origin
from troth.model.reject import Reject
from troth.store.home import Home, importing

if TYPE_CHECKING:
    from troth.extend.laid import Laid
    from troth.extend.source import Opened


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
    `progress` is told the file and how many of its rows have been read.
    Raises SourceError where a path does not exist, UnknownNameError for an unknown source.
    """
    now = time.time_ns() // 1000 if now_us is None else now_us
    asked = Asked(source, system, dry_run, now, progress)
    shelf = Shelf(settings.lens_folders)
    if source is not None:
        shelf.named(source)
    files = list(files_of(home, settings, paths))
    with importing(home), opened(home, settings) as place:
        finish(home, place.ledger, place.index)
        sweep(home, place.ledger, place.index)
        done = [each for file in files for each in _add_file(place, shelf, file, asked, stdin)]
    return Receipt(
        sources=tuple(each.receipt for each in done),
        people_new=sum(each.people_new for each in done),
        people_seen=max(
            len(set().union(*(each.people for each in done))), *(each.seen for each in done), 0
        ),
        rejects=tuple(reject for each in done for reject in each.rejects)[:SHOWN],
        dry_run=dry_run,
    )


def _add_file(
    place: Workspace, shelf: Shelf, file: File, asked: Asked, stdin: BinaryIO | None
) -> list[Done]:
    """One file; a workbook is as many as it has sheets."""
    own = place.settings.file(file.cited)
    try:
        with _on_disk(place.home, file, stdin) as path:
            it = _open(place, path, file, own, asked)
            digest = _digest(path, own, asked)
            if is_table(it):
                return _add_tables(place, shelf, it, own, digest, asked)
            return [
                _read_before(place, file.cited, digest)
                or _add_opened(place, shelf, it, own, digest, asked)
            ]
    except OSError as fault:
        if told := unwritten(fault, place.home.dot):
            raise told from fault
        says = f"The file cannot be read: {fault.strerror or fault}."
        reject = Reject(Origin(file.cited), "", says, "See that it is there and who may read it.")
        return [refuse_file(place, file.cited, reject, "", asked)]


def _add_tables(
    place: Workspace, shelf: Shelf, it: Opened, own: FileSettings, digest: str, asked: Asked
) -> list[Done]:
    """The sheets of a workbook, or the table of a Parquet file, each as a file of its own."""
    done = []
    with tempfile.TemporaryDirectory(dir=place.home.tmp, prefix="laid-") as folder:
        for table in tables_of(it, Path(folder)):
            if isinstance(table, Reject):
                done.append(refuse_file(place, it.path, table, digest, asked))
                continue
            one = table.opened
            its = hashlib.sha256(f"{digest}\n{table.name}".encode()).hexdigest()
            named = place.settings.file(one.path)
            done.append(
                _read_before(place, one.path, its)
                or _add_opened(place, shelf, one, named if named.source else own, its, asked, table)
            )
    return done


def _add_opened(
    place: Workspace,
    shelf: Shelf,
    it: Opened,
    own: FileSettings,
    digest: str,
    asked: Asked,
    table: Laid | None = None,
) -> Done:
    from troth.extend.source import refuse

    try:
        reject = refuse(it)
        chosen = shelf.best(it, binary=True) if reject is not None else None
        if reject is not None and chosen is None:
            return refuse_file(place, it.path, reject, digest, asked)
        chosen = chosen or _choose(shelf, it, own, asked)
    except SourceError as fault:
        return refuse_file(place, it.path, it.reject(fault.says, fault.advice), digest, asked)
    if chosen is None:
        return refuse_file(place, it.path, _unknown(it), digest, asked)
    name, module = chosen
    return import_file(place, name, module, it, digest, asked, table)


def _choose(
    shelf: Shelf, it: Opened, own: FileSettings, asked: Asked
) -> tuple[str, ModuleType] | None:
    name = asked.source or own.source
    return (name, shelf.named(name)) if name is not None else shelf.best(it)


def _unknown(it: Opened) -> Reject:
    return it.reject(
        "No source knows this file for its own.",
        "Say which one reads it (`troth explain` lists them):  "
        + it.setting('source = "…"')
        + "\nor leave it out with  ignore = […].",
        excerpt=it.head_text[:200],
    )


def _open(place: Workspace, path: Path, file: File, own: FileSettings, asked: Asked) -> Opened:
    from troth.extend.source import open_file
    from troth.extend.zstd import unpacked

    reading = reading_of(own, asked.system)
    staff = place.settings.staff_domains
    return unpacked(open_file(path, file.cited, reading=reading, staff=staff))


@contextmanager
def _on_disk(home: Home, file: File, stdin: BinaryIO | None) -> Iterator[Path]:
    """The file, or standard input laid down beside the store, for it is read more than once."""
    if file.cited != STREAM:
        yield file.path
        return
    if stdin is None:
        raise SourceError("There is no standard input to read.", place=STREAM)
    laid = home.tmp / f"stdin-{os.getpid()}"
    try:
        with laid.open("wb") as out:
            shutil.copyfileobj(stdin, out, 1 << 20)
        yield laid
    finally:
        laid.unlink(missing_ok=True)


def _digest(path: Path, own: FileSettings, asked: Asked) -> str:
    """The hash of the bytes and of how they are read: other settings make it another reading."""
    with path.open("rb") as stream:
        held = hashlib.file_digest(stream, "sha256")
    held.update(repr((own, asked.source, asked.system)).encode())
    return held.hexdigest()


def _read_before(place: Workspace, path: str, digest: str) -> Done | None:
    """What was found when these bytes were the last that were read at this path."""
    with place.ledger.read() as con:
        held = [one for one in manifest.imports(con) if one.path == path and one.act == "add"]
        if not held or held[-1].digest != digest or not held[-1].rows_read:
            return None
        last = held[-1]
        rejects = tuple(manifest.rejects(con, last.generation, limit=SHOWN))
    receipt = SourceReceipt(
        path=path,
        source=last.source,
        system=last.system,
        outcome="same",
        rows_read=last.rows_read,
        unchanged=last.rows_read,
        set_aside=last.set_aside,
        first_us=last.first_us,
        last_us=last.last_us,
        kinds=last.kinds,
    )
    return Done(receipt, rejects, 0, frozenset(), last.people_seen)
