"""Gzip content, streamed with a limit, so that a small file cannot fill a disk or a memory."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import Any, BinaryIO

from troth.errors import SourceError

UNPACKED_MOST = 16 << 30
"""A packed file is read up to 16 GiB of content …"""
UNPACKED_RATIO = 250
"""… and up to 250 times its own size (plus 64 MiB): more is a bomb, no export."""
UNPACKED_FREE = 64 << 20
BOMB = "The packed file unpacks to far more than an export ever holds."
GZIP = b"\x1f\x8b"


class Unpacked(io.RawIOBase):
    """Gzip content with a limit, and its faults as SourceError. It ends after `most` bytes."""

    def __init__(self, raw: BinaryIO, size: int | None, most: int | None) -> None:
        try:
            size = raw.seek(0, io.SEEK_END) if size is None else size
        except io.UnsupportedOperation as fault:
            raise SourceError(
                "What is packed in the file is packed a second time.",
                advice="Unpack it once, and add what comes of it.",
            ) from fault
        raw.seek(0)
        self._raw = raw
        self._gzip = gzip.GzipFile(fileobj=raw)
        self._limit = min(UNPACKED_MOST, UNPACKED_FREE + UNPACKED_RATIO * size)
        self._most = most
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        wanted = len(into) if self._most is None else min(len(into), self._most - self._given)
        try:
            piece = self._gzip.read1(wanted) if wanted else b""
        except EOFError as fault:
            raise SourceError("The packed file ends before its content does.") from fault
        except (OSError, zlib.error) as fault:
            raise SourceError("The packed file is damaged.") from fault
        self._given += len(piece)
        if self._given > self._limit:
            raise SourceError(BOMB)
        into[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        self._gzip.close()
        self._raw.close()
        super().close()
