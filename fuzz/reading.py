"""The law that every input is held to: any bytes become records or are set aside, soon and small.

What `troth add` does with a file is done here without a workspace: unpack it, lay tables down, ask
the sources, read, and turn what they give into the columns that go to disk.
"""

from __future__ import annotations

import resource
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from troth.acts.found import Shelf
from troth.acts.handles import Handles
from troth.acts.rows import Sealer, frames_of
from troth.acts.tables import is_table, tables_of
from troth.errors import SourceError
from troth.extend.laid import Laid, placed
from troth.extend.source import (
    Draft,
    Frame,
    Introduction,
    Opened,
    Reading,
    Reject,
    open_bytes,
    refuse,
)
from troth.extend.zstd import unpacked
from troth.store.evidence import table

SECONDS = 5.0
"""Of processor time, for one input of at most a few kilobytes."""
MEMORY = 512 << 20
NOW = 1_772_438_400_000_000
STAFF = frozenset({"acme.com", "acme.example"})
SHELF = Shelf(())


class BrokenLawError(AssertionError):
    """An input that took too long, too much memory, or was told about badly."""


def read(name: str, content: bytes, *, forced: str = "", reading: Reading | None = None) -> int:
    """Reads one file as `add` would, or with the source that is named.

    Gives how many things came of it. Any exception but SourceError is a fault of ours.
    """
    it = open_bytes(name, content, reading=reading, staff=STAFF, modified_us=NOW)
    with limited(), tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        try:
            return _read(unpacked(it), Path(folder), forced)
        except SourceError as fault:
            return _checked(it.reject(fault.says, fault.advice), name)


def _read(it: Opened, folder: Path, forced: str) -> int:
    if not is_table(it):
        return _offered(it, None, forced)
    given = 0
    for laid in tables_of(it, folder):
        if isinstance(laid, Reject):
            given += _checked(laid, it.path)
        else:
            given += _offered(laid.opened, laid, forced)
    return given


def _offered(it: Opened, laid: Laid | None, forced: str) -> int:
    reject = refuse(it)
    given = _checked(reject, it.path) if reject is not None else 0
    if forced:
        module = SHELF.named(forced)
        module.recognises(it)
        return given + _sealed(forced, module, it, laid)
    best = SHELF.best(it, binary=reject is not None)
    return given if best is None else given + _sealed(*best, it, laid)


def _sealed(name: str, module: ModuleType, it: Opened, laid: Laid | None) -> int:
    """What one source gives of the file, made ready for the store."""
    handles = Handles(b"\1" * 32, STAFF, lambda _: set())
    sealer = Sealer(name, "fuzz", handles, NOW)
    given = 0
    drafts: list[Draft] = []
    people: list[Introduction] = []
    frames: list[Frame] = []
    try:
        for item in module.read(it) if laid is None else placed(module.read, laid):
            given += 1
            if isinstance(item, Reject):
                _checked(item, it.path)
            elif isinstance(item, Introduction):
                people.append(item)
            elif isinstance(item, Draft):
                drafts.append(item)
            else:
                frames.append(item)
    except SourceError as fault:
        _checked(it.reject(fault.says, fault.advice), it.path)
    handles.introduce(people, "fuzz")
    for frame in [*frames, *frames_of(drafts, it.path)]:
        rows = sealer.rows(frame)
        table(rows.kind, rows.cells, len(rows))
    for one in handles.met.values():
        f"{one.value} {one.name}".encode()
    return given


def _checked(reject: Reject, path: str) -> int:
    if not reject.says or len(reject.excerpt) > 500 or not reject.origin.file.startswith(path):
        raise BrokenLawError(f"A reject says too little or too much: {reject!r:.300}")
    reject.text().encode()
    return 1


@contextmanager
def limited() -> Iterator[None]:
    """Holds the block to the time and memory of one input."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    last = signal.signal(signal.SIGVTALRM, _too_long)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, last or signal.SIG_DFL)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) << 10
    if grown > MEMORY:
        raise BrokenLawError(f"One input took {grown >> 20} MiB.")


def _too_long(*_: object) -> None:
    raise BrokenLawError(f"One input took more than {SECONDS:g} seconds.")
