"""Zstandard content, streamed with the limits of gzip. It needs pyarrow, which the workspace has."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any, BinaryIO, cast

from troth.errors import MissingExtraError, SourceError
from troth.extend.opened import Opened
from troth.extend.unpacked import BOMB, UNPACKED_FREE, UNPACKED_MOST, UNPACKED_RATIO

ZSTD = b"\x28\xb5\x2f\xfd"


class _Lent:
    """A file that Arrow reads and may not close, for it is read again from its start."""

    def __init__(self, raw: BinaryIO) -> None:
        self.read, self.seek, self.tell = raw.read, raw.seek, raw.tell
        self.closed = False

    def close(self) -> None:
        self.closed = True


class Unzstd(io.RawIOBase):
    """Zstandard content with a limit, and its faults as SourceError. It ends after `most` bytes.

    It goes back to the start only, by beginning again.
    """

    def __init__(self, raw: BinaryIO, size: int | None, most: int | None) -> None:
        size = raw.seek(0, io.SEEK_END) if size is None else size
        self._raw = raw
        self._limit = min(UNPACKED_MOST, UNPACKED_FREE + UNPACKED_RATIO * size)
        self._most = most
        self._begin()

    def _begin(self) -> None:
        try:
            import pyarrow as pa
        except ModuleNotFoundError as fault:
            raise MissingExtraError(
                "Files packed with zstd need “pyarrow”, which is not installed.",
                advice="Install all of it:  pip install 'troth[all]'    or unpack the file.",
            ) from fault
        self._raw.seek(0)
        self._content = pa.CompressedInputStream(pa.PythonFile(_Lent(self._raw), "r"), "zstd")
        self._given = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._given

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if (offset, whence) == (self._given, io.SEEK_SET):
            return offset
        if offset or whence != io.SEEK_SET:
            raise io.UnsupportedOperation("packed content goes back to its start only")
        self._begin()
        return 0

    def readinto(self, into: Any) -> int:
        wanted = len(into) if self._most is None else min(len(into), self._most - self._given)
        try:
            piece = self._content.read(wanted) if wanted else b""
        except OSError as fault:
            ends = "unexpectedly" in str(fault) or "truncated" in str(fault).lower()
            says = "ends before its content does" if ends else "is damaged"
            raise SourceError(f"The packed file {says}.") from fault
        self._given += len(piece)
        if self._given > self._limit:
            raise SourceError(BOMB)
        into[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        if not self.closed:
            self._raw.close()
        super().close()


def is_zstd(opened: Opened) -> bool:
    """Whether the file is packed with zstd."""
    with opened.raw() as raw:
        return raw.read(len(ZSTD)) == ZSTD


def unpacked(opened: Opened) -> Opened:
    """The same file with its content unpacked; as it is where it is not packed with zstd.

    It is cited under its own path. Reading it raises SourceError where the content breaks off.
    """
    if not is_zstd(opened):
        return opened

    def raw() -> BinaryIO:
        inner = Unzstd(opened.raw(), opened.size, None)
        return cast(BinaryIO, io.BufferedReader(inner, 1 << 16))

    return replace(opened, raw=raw, size=None)
