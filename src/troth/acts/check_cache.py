"""What a check found is kept, so that an unchanged document is not read again.

An entry is known by a hash of the document's path and bytes, of all settings that bear on it,
and of the lenses as they lie on disk. It holds no text that can be read: what lenses wrote is
sealed with a key made of the document's own bytes, so only who has the document can open it.
Entries are single files, written under another name and renamed; any number of checks may run
at once. A month after its last use an entry is swept.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Iterable
from dataclasses import astuple
from pathlib import Path
from typing import TYPE_CHECKING, Any

from troth.acts.examined import Examined
from troth.model.finding import Cite, Finding, Strength, Subject
from troth.model.origin import Place, Span
from troth.prose.allowing import Allowance

if TYPE_CHECKING:
    from collections.abc import Callable

    from troth.model.document import Document

FORM = "2"
"""To be counted up when what an entry holds, or how a document is examined, changes."""
DAY_S = 86_400
KEPT_S = 30 * DAY_S
_READERS = ("prose", "prose/lenses", "documents", "text", "text/weights", "model", "extend")
"""Rooms of troth whose files decide what is found."""


class Cache:
    """Entries in one folder; where it cannot be written, documents are simply read again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._writes = True

    def get(self, key: Key, opened: Callable[[], Document]) -> Examined | None:
        """What an earlier check found, where nothing has changed since."""
        path = f"{self.folder}/{key.name[:2]}/{key.name[2:]}"
        try:
            sealed, since_s = _read(path)
            if since_s > DAY_S:
                os.utime(path)
            return _thawed(json.loads(_turned(sealed, key.seal)), opened)
        except (OSError, ValueError, TypeError, LookupError):
            return None  # absent, cut short, or of another form: the document is read again

    def put(self, key: Key, examined: Examined) -> None:
        """Keep what was found."""
        if not self._writes:
            return
        path = self.folder / key.name[:2] / key.name[2:]
        fresh = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            sealed = _turned(json.dumps(_frozen(examined)).encode(), key.seal)
        except TypeError:
            return  # a lens' own data that JSON does not know
        try:
            if not path.parent.is_dir():
                _made(path.parent)
            fresh.write_bytes(sealed)
            fresh.replace(path)
        except OSError:
            self._writes = False  # a full or read-only disk: the check goes on without

    def sweep(self) -> None:
        """Once a day, take out what nobody has asked for in a month."""
        mark, now = self.folder / "swept", time.time()
        try:
            if now - mark.stat().st_mtime < DAY_S:
                return
        except OSError:
            if not self.folder.is_dir():
                return
        try:
            mark.touch()
            for path in self.folder.glob("??/*"):
                if now - path.stat().st_mtime > KEPT_S:
                    path.unlink(missing_ok=True)
        except OSError:
            return  # another check sweeps at the same time, or the folder may not be written


class Key:
    """The name of an entry and the key it is sealed with."""

    __slots__ = ("name", "seal")

    def __init__(self, settled: bytes, path: str, data: bytes) -> None:
        whole = hashlib.blake2b(data, key=settled, digest_size=48, person=b"troth-check")
        whole.update(b"\0" + path.encode("utf-8", "surrogateescape"))
        digest = whole.digest()
        self.name = digest[:16].hex()
        self.seal = digest[16:]


def settled(*parts: object) -> bytes:
    """One hash of everything but the document itself: settings, lenses, backing."""
    held = hashlib.blake2b(digest_size=32)
    for part in (FORM, sys.version, *parts):
        held.update(repr(part).encode("utf-8", "surrogateescape") + b"\0")
    return held.digest()


def files_of(folders: Iterable[str | Path] = ()) -> list[tuple[str, int, int]]:
    """Name, size and time of every file that decides what is found, troth's own and the user's.

    Nothing where one of the user's is no folder: files of an installed package are not followed.
    """
    import troth

    home = Path(troth.__file__).parent
    found = []
    for folder in (*(home / room for room in _READERS), *map(Path, folders)):
        if not folder.is_dir():
            return []
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_file() and not entry.name.endswith(".pyc"):
                    stat = entry.stat()
                    found.append((entry.path, stat.st_size, stat.st_mtime_ns))
    return sorted(found)


def folder_of(workspace: Path | None) -> Path | None:
    """Where entries lie: in the workspace, else in the user's own folder for caches."""
    named = os.environ.get("TROTH_CACHE_DIR")
    if named:
        return Path(named) / "check"
    if workspace is not None and (workspace / ".troth").is_dir():
        return workspace / ".troth" / "cache" / "check"
    base = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser()
    return base / "troth" / "check" if base.is_absolute() else None


def _read(path: str) -> tuple[bytes, float]:
    """The bytes of an entry, and how long ago it was touched."""
    handle = os.open(path, os.O_RDONLY)
    try:
        stat = os.fstat(handle)
        return os.read(handle, stat.st_size), time.time() - stat.st_mtime
    finally:
        os.close(handle)


def _made(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    folder.parent.chmod(0o700)


def _turned(data: bytes, seal: bytes) -> bytes:
    """Sealed, or unsealed: the bytes against a stream that follows from the key."""
    stream = hashlib.shake_256(seal).digest(len(data))
    turned = int.from_bytes(data, "big") ^ int.from_bytes(stream, "big")
    return turned.to_bytes(len(data), "big")


def _frozen(one: Examined) -> dict[str, Any]:
    return {
        "path": one.path,
        "counts": [one.words, one.claims, one.silenced, one.slips, one.foreign],
        "silent": one.silent,
        "unused": [_row(each) for each in one.unused],
        "stated": one.stated,
        "findings": [_cold(each) for each in one.findings],
    }


def _row(allowed: Allowance) -> list[Any]:
    """An allowance that is told; which lines it was meant for is no longer asked."""
    return [allowed.lens, allowed.path, allowed.line, allowed.reason, allowed.stated, allowed.fault]


def _cold(one: Finding) -> list[Any]:
    cites = [
        [cite.evidence, cite.version, cite.span and [cite.span.start, cite.span.end]]
        for cite in one.cites
    ]
    return [
        *(one.lens, one.subject.id, one.anchor, one.says, astuple(one.strength), cites, one.next),
        *(one.would_change, one.status, one.severity, one.preview),
        *(one.place and astuple(one.place), one.instead, dict(one.data)),
    ]


def _thawed(held: dict[str, Any], opened: Callable[[], Document]) -> Examined:
    words, claims, silenced, slips, foreign = held["counts"]
    return Examined(
        path=held["path"],
        findings=tuple(_warm(*row) for row in held["findings"]),
        words=words,
        claims=claims,
        silenced=silenced,
        slips=slips,
        foreign=foreign,
        silent=tuple(held["silent"]),
        unused=tuple(_allowance(*row) for row in held["unused"]),
        stated=tuple(tuple(one) for one in held["stated"]),
        opened=opened,
    )


def _allowance(lens: str, *rest: Any) -> Allowance:
    return Allowance(lens, None, *rest)


def _warm(
    lens: str,
    subject: str,
    anchor: str,
    says: str,
    strength: list[Any],
    cites: list[Any],
    next: str,
    would_change: str,
    status: Any,
    severity: Any,
    preview: bool,
    place: list[Any] | None,
    instead: str | None,
    data: dict[str, object],
) -> Finding:
    return Finding(
        lens=lens,
        subject=Subject("document", subject),
        anchor=anchor,
        says=says,
        strength=Strength(*strength),
        cites=tuple(
            Cite(evidence, version, Span(*span) if span else None)
            for evidence, version, span in cites
        ),
        next=next,
        would_change=would_change,
        status=status,
        severity=severity,
        preview=preview,
        place=Place(*place) if place else None,
        instead=instead,
        data=data,
    )
