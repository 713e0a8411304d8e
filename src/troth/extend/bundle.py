"""A ZIP archive as the files in it, read with limits: nothing is ever unpacked to disk.

Refused, each with its reason: names that lead out of the archive, what is locked with a password,
archives in the archive (by name or by their first bytes), what is packed in other ways than exports
are, too many files, and content far larger than the archive could honestly hold.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from troth.extend.opened import Opened
from troth.extend.unpacked import GZIP, UNPACKED_FREE, UNPACKED_RATIO
from troth.model.reject import Reject
from troth.patterns import later
from troth.text.decode import ARCHIVES, what_it_is

ZIP = b"PK\x03\x04"
FILES_MOST = 200_000
MEMBER_MOST = 1 << 30
PIECE = 1 << 18
_ENDINGS = (".zip", ".gz", ".tgz", ".7z", ".rar", ".tar", ".bz2", ".xz", ".zst")
_OFFICE = (".docx", ".xlsx", ".pptx", ".odt", ".ods")
_DRIVE = later(r"[A-Za-z]:")
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Other ways of packing are unpacked by Python without a limit, and no export uses them."""

_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,  # NotImplementedError and what is locked are of its kind
    IndexError,
    OverflowError,
)


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
            return [one.filename for one in _files(archive)[:FILES_MOST]]
    except _DAMAGE:
        return []


def members(opened: Opened, *endings: str) -> Iterator[Member | Reject]:
    """Every file of the archive whose name has one of these endings (all, where none is given)."""
    try:
        with opened.raw() as raw:
            size = raw.seek(0, io.SEEK_END)
            raw.seek(0)
            with zipfile.ZipFile(raw) as archive:
                yield from _members(opened, archive, size, endings)
    except _DAMAGE as fault:
        yield opened.reject(
            f"The archive is damaged: {str(fault).rstrip('.')[:200]}.",
            "What stands before was read. Export it again.",
        )


def _files(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    return [one for one in archive.infolist() if not one.filename.endswith("/")]


def _members(
    opened: Opened, archive: zipfile.ZipFile, size: int, endings: tuple[str, ...]
) -> Iterator[Member | Reject]:
    listed = _files(archive)
    if len(listed) > FILES_MOST:
        yield opened.reject(
            f"The archive holds {len(listed):,} files; at most {FILES_MOST:,} are read.",
            "Nothing of it was read. Split it, or unpack it and add the folder.",
        )
        return
    left = UNPACKED_FREE + UNPACKED_RATIO * size
    for one in listed:
        if endings and not one.filename.lower().endswith(endings):
            continue
        why = _refused(one)
        held = io.BytesIO()
        if why is None:
            why = _unpacked(archive, one, held, left)
            left -= held.tell() + (PIECE if why else 0)
        if left < 0:
            yield opened.reject(
                f"{_called(one)} in the archive, with what was read before it, unpacks to far "
                "more than an export ever holds.",
                "It and everything after it were left out. Export it again.",
            )
            return
        if why is not None:
            yield opened.reject(f"{_called(one)} in the archive {why}.", "It was left out.")
            continue
        yield Member(one.filename, held.getvalue())


def _called(one: zipfile.ZipInfo) -> str:
    shown = one.filename.encode("utf-8", "replace").decode().replace("\0", "\\0")
    return f"“{shown[:200]}”" if shown.strip() else "A file without a name"


def _refused(one: zipfile.ZipInfo) -> str | None:
    """Why a file is not even unpacked, told by what the archive says of it."""
    path = PurePosixPath(one.filename.replace("\\", "/"))
    if not path.parts:
        return "names no file"
    if path.is_absolute() or ".." in path.parts or _DRIVE.match(path.parts[0]):
        return "has a name that leads out of it"
    if one.flag_bits & 0x1:
        return "is locked with a password"
    if one.filename.lower().endswith(_ENDINGS):
        return "is an archive itself, and those are not opened"
    if one.compress_type not in _PACKED:
        return "is packed in a way that is not read"
    return None


def _unpacked(
    archive: zipfile.ZipFile, one: zipfile.ZipInfo, into: io.BytesIO, left: int
) -> str | None:
    """Unpack one file until it ends or is too much; why it is left out, None where it is whole.

    What was unpacked counts even where it turns out damaged.
    """
    try:
        with archive.open(one) as stream:
            while piece := stream.read(PIECE):
                into.write(piece)
                if into.tell() > left:
                    return "unpacks to far more than an export ever holds"
                if into.tell() > MEMBER_MOST:
                    return f"is larger than {MEMBER_MOST >> 20:,} MiB"
    except _DAMAGE as fault:
        return f"is damaged ({str(fault).rstrip('.')[:200]})"
    return _archive_inside(one.filename.lower(), into.getbuffer()[:400].tobytes())


def _archive_inside(name: str, head: bytes) -> str | None:
    kind = "packed with gzip" if head.startswith(GZIP) else what_it_is(head)
    if kind is None or name.endswith(_OFFICE) or not any(word in kind for word in ARCHIVES):
        return None
    return "is an archive itself, and those are not opened"
