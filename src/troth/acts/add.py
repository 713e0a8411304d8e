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
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, BinaryIO

from troth.acts.aside import SHOWN
from troth.acts.claiming import claims_among, told
from troth.acts.corrected import corrected, is_corrected
from troth.acts.finishing import finish
from troth.acts.found import (
    MAPPED,
    STREAM,
    File,
    Shelf,
    as_sheet,
    files_of,
    for_sheet,
    reading_of,
)
from troth.acts.history import add_history
from troth.acts.importing import Asked, Done, Progress, import_file, refuse_file
from troth.acts.interfaces import add_interface, is_interface
from troth.acts.known import content_of, digest_of, read_before
from troth.acts.opening import Workspace, opened
from troth.acts.original import last_reading
from troth.acts.receipt import Receipt, SourceReceipt
from troth.acts.registered import SOURCE, take_in
from troth.acts.retention import retain_when_due
from troth.acts.sparing import NAMED_AFTER, RENAME, sparing_paths
from troth.acts.sweep import sweep
from troth.acts.tables import is_table, tables_of
from troth.acts.whole import settle
from troth.config import FileSettings, Settings
from troth.errors import SourceError, unwritten
from troth.model.origin import Origin
from troth.model.reject import Question, Reject
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
    whole: bool = False,
    insist: bool = False,
    history: bool = False,
    stdin: BinaryIO | None = None,
    now_us: int | None = None,
    progress: Progress | None = None,
    signed_by: str = SOURCE,
) -> Receipt:
    """Adds files, folders, or standard input (`-`), and gives the receipt.

    `source` and `system` go before what settings and the file itself say. With `dry_run`
    everything is read and counted and nothing is kept. A second process waits for the first.
    With `whole` the files are all there is of their systems, and what they lack was deleted
    there; `insist` ends it also where that is hard to believe. With `history` the files are
    documents, of which every version that git holds is read.
    `progress` is told the file and how many records have been read of it. `signed_by` confirms
    what a register of promises says is confirmed.
    Raises SourceError where a path does not exist, UnknownNameError for an unknown source.
    """
    now = time.time_ns() // 1000 if now_us is None else now_us
    asked = Asked(source, system, dry_run, now, progress, whole, history=history)
    shelf = Shelf(settings.lens_folders)
    if source is not None:
        shelf.named(source)
    files = list(files_of(home, settings, paths))
    with importing(home), opened(home, settings) as place:
        finish(home, place.ledger, place.index)
        sweep(home, place.ledger, place.index)
        asked = replace(asked, claims=claims_among(place, files, asked, insist))
        if not dry_run:
            retain_when_due(place, now)
        done = [each for file in files for each in _add_file(place, shelf, file, asked, stdin)]
        if not dry_run and any(each.receipt.source == SOURCE for each in done):
            take_in(place, who=signed_by, now_us=now)
        if asked.claims is not None:
            settled = settle(place, asked.claims, now_us=now, dry_run=dry_run)
            done = told(done, settled)
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
    if not (asked.whole or own.whole):
        asked = replace(asked, claims=None)
    if (called := sparing_paths(place)(file.cited)) != file.cited:
        return [_named_after(called)]
    if asked.history and file.cited != STREAM:
        return add_history(place, shelf, file, own, asked)
    try:
        if not (asked.source or own.source) and file.cited != STREAM and is_interface(file.path):
            return [add_interface(place, shelf, file, own, asked)]
        with _on_disk(place.home, file, stdin) as path:
            it = _open(place, path, file, own, asked)
            asked = replace(asked, content=content_of(path))
            digest = digest_of(path, own, asked)
            if is_corrected(it):
                return [_add_corrected(place, shelf, it, own, digest, asked)]
            if is_table(it):
                return _add_tables(place, shelf, it, own, digest, asked)
            return [_add_once(place, shelf, it, own, digest, asked)]
    except OSError as fault:
        if unable := unwritten(fault, place.home.dot):
            raise unable from fault
        says = f"The file cannot be read: {fault.strerror or fault}."
        reject = Reject(Origin(file.cited), "", says, "See that it is there and who may read it.")
        return [refuse_file(place, file.cited, reject, "", asked)]


def _named_after(path: str) -> Done:
    """A file called after somebody who was forgotten; nothing of it is kept, not even its name."""
    receipt = SourceReceipt(path, None, None, "refused", set_aside=1)
    return Done(receipt, (Reject(Origin(path), "", NAMED_AFTER, RENAME),), 0, frozenset())


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
            said = for_sheet(own, place.settings.file(table.opened.path))
            one = as_sheet(table.opened, said, asked.system)
            table = replace(table, opened=one)
            if (called := sparing_paths(place)(one.path)) != one.path:
                done.append(_named_after(called))
                continue
            its = f"{digest}\n{table.name}" + (repr(said) if said != own else "")
            its = hashlib.sha256(its.encode()).hexdigest()
            add_it = _add_corrected if is_corrected(one) else _add_once
            done.append(add_it(place, shelf, one, said, its, asked, table))
    return done


def _add_corrected(
    place: Workspace,
    shelf: Shelf,
    it: Opened,
    own: FileSettings,
    digest: str,
    asked: Asked,
    sheet: Laid | None = None,
) -> Done:
    """Rows that were set aside, corrected: read as the file they came from was."""
    with tempfile.TemporaryDirectory(dir=place.home.tmp, prefix="laid-") as folder:
        try:
            found = corrected(it, Path(folder), sheet)
        except SourceError as fault:
            return refuse_file(place, it.path, it.reject(fault.says, fault.advice), digest, asked)
        before = last_reading(place, found.of)
        if place.settings.pattern(it.path) is None:
            own = place.settings.file(found.of)
        source = asked.source or own.source or (before.source if before else None) or None
        system = asked.system or own.system
        if system is None and before is not None and source is not None:
            usual = shelf.named(source).CARD.system
            system = before.system if before.system not in ("", usual) else None
        its = replace(asked, source=source, system=system, claims=None, corrects=found.of)
        ours = found.table.opened.reading
        reading = replace(
            reading_of(own, system), encoding="utf-8", delimiter=ours.delimiter, skip=0, header=()
        )
        one = replace(found.table.opened, reading=reading)
        table = replace(found.table, opened=one)
        return _add_once(place, shelf, one, own, digest, its, table)


def _add_once(
    place: Workspace,
    shelf: Shelf,
    it: Opened,
    own: FileSettings,
    digest: str,
    asked: Asked,
    table: Laid | None = None,
) -> Done:
    """Reads a file that was not read before; one that is all there is, again for what it holds."""
    before = read_before(place, it.path, digest)
    if before is None:
        return _add_opened(place, shelf, it, own, digest, asked, table)
    if asked.claims is not None:
        _add_opened(place, shelf, it, own, digest, replace(asked, dry_run=True), table)
    return before


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
    name = asked.source or own.source or (MAPPED if own.kind else None)
    return (name, shelf.named(name)) if name is not None else shelf.best(it)


def _unknown(it: Opened) -> Reject:
    reject = it.reject(
        "No source knows this file for its own.",
        f"Let troth propose how its columns are read:  troth add --map {it.path}"
        + "\nor say which source reads it (`troth explain` lists them):  "
        + it.setting('source = "…"'),
        excerpt=it.head_text[:200],
    )
    return replace(reject, asks=Question("columns"))


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
