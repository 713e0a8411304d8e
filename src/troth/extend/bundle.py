"""A ZIP archive as the files in it, read with limits: nothing is ever unpacked to disk.

Refused, each with its reason: names that lead out of the archive, what is locked with a password,
archives in the archive, too many files, and content far larger than the archive could honestly hold.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from troth.errors import SourceError
from troth.extend.opened import Opened
from troth.extend.unpacked import BOMB, UNPACKED_FREE, UNPACKED_RATIO
from troth.model.reject import Reject

ZIP = b"PK\x03\x04"
FILES_MOST = 200_000
MEMBER_MOST = 1 << 30
_ARCHIVES = (".zip", ".gz", ".7z", ".rar", ".tar", ".bz2", ".xz")


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive: its path inside, and its content."""

    path: str
    content: bytes


def is_bundle(opened: Opened) -> bool:
    """Whether the file begins as a ZIP archive does."""
    return opened.head.startswith(ZIP)


def names_in(opened: Opened) -> list[str]:
    """The paths in the archive, in its own order; empty where it cannot be read."""
    try:
        with opened.raw() as raw, zipfile.ZipFile(raw) as archive:
            return [one.filename for one in archive.infolist()[:FILES_MOST] if not one.is_dir()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        return []


def members(opened: Opened, *endings: str) -> Iterator[Member | Reject]:
    """Every file of the archive whose name has one of these endings (all, where none is given)."""
    try:
        with opened.raw() as raw, zipfile.ZipFile(raw) as archive:
            yield from _members(opened, archive, endings)
    except (zipfile.BadZipFile, OSError, ValueError, EOFError) as fault:
        yield opened.reject(
            f"The archive is damaged: {fault}.", "What stands before was read. Export it again."
        )


def _members(
    opened: Opened, archive: zipfile.ZipFile, endings: tuple[str, ...]
) -> Iterator[Member | Reject]:
    listed = [one for one in archive.infolist() if not one.is_dir()]
    if len(listed) > FILES_MOST:
        yield opened.reject(
            f"The archive holds {len(listed):,} files; at most {FILES_MOST:,} are read.",
            "Nothing of it was read. Split it, or unpack it and add the folder.",
        )
        return
    size = opened.size or sum(one.compress_size for one in listed)
    left = UNPACKED_FREE + UNPACKED_RATIO * size
    for one in listed:
        if endings and not one.filename.lower().endswith(endings):
            continue
        why = _refused(one)
        if why is not None:
            yield opened.reject(f"“{one.filename[:200]}” in the archive {why}.", "It was left out.")
            continue
        try:
            content = _content(archive, one, min(left, MEMBER_MOST))
        except SourceError as fault:
            yield opened.reject(f"“{one.filename[:200]}”: {fault.says}", "It was left out.")
            if fault.says == BOMB:
                return
            continue
        left -= len(content)
        yield Member(one.filename, content)


def _refused(one: zipfile.ZipInfo) -> str | None:
    path = PurePosixPath(one.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        return "has a name that leads out of it"
    if one.flag_bits & 0x1:
        return "is locked with a password"
    if one.filename.lower().endswith(_ARCHIVES):
        return "is an archive itself, and those are not opened"
    return None


def _content(archive: zipfile.ZipFile, one: zipfile.ZipInfo, most: int) -> bytes:
    held = io.BytesIO()
    try:
        with archive.open(one) as stream:
            while piece := stream.read(1 << 20):
                held.write(piece)
                if held.tell() > most:
                    raise SourceError(BOMB)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as fault:
        raise SourceError(f"It is damaged ({fault}).") from fault
    return held.getvalue()
