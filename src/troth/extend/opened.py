"""A file as a source sees it: named, peeked at, streamed, decoded, and unpacked with a limit."""

from __future__ import annotations

import io
import json
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, cast

from troth.errors import SourceError
from troth.extend.handed import Handed
from troth.extend.unpacked import BOMB, GZIP, Unpacked
from troth.model.origin import Origin
from troth.model.reject import Reject
from troth.text.decode import (
    Undecodable,
    encoding_of,
    head_text,
)

HEAD = 1 << 16
EXCERPT = 500


@dataclass(frozen=True, slots=True)
class Reading:
    """What `troth.toml` says about how one path is read; everything unset is found out.

    `dates` is a `strptime` format, `zone` the IANA zone of times that name none, `system` the
    system the records are kept under, `map` the file's own column names against the draft's
    columns, `skip` the lines above the header, `header` the names for a file without one,
    `decimal` the decimal mark where amounts leave it open, `kind` what a mapped table holds,
    `day` the day of rows that name none ("2026-03-01").
    """

    encoding: str | None = None
    dates: str | None = None
    zone: str | None = None
    system: str | None = None
    delimiter: str | None = None
    decimal: str | None = None
    skip: int = 0
    header: tuple[str, ...] = ()
    map: Mapping[str, str] = field(default_factory=dict)
    kind: str | None = None
    day: str | None = None


@dataclass(frozen=True)
class Opened:
    """What is being read.

    `path` is relative to what was added and is what a receipt cites; `raw` opens the bytes as
    they lie on disk, any number of times, from the start. `staff` holds our own domains
    ("acme.com") and addresses; `modified_us` is when the file was last changed. `handed` counts
    the records of a JSON file.
    """

    path: str
    raw: Callable[[], BinaryIO]
    reading: Reading = field(default_factory=Reading)
    staff: frozenset[str] = frozenset()
    modified_us: int | None = None
    size: int | None = None
    handed: Handed = field(default_factory=Handed, compare=False, repr=False)

    @property
    def name(self) -> str:
        """The file's own name, without folders and without `.gz` or `.zst`."""
        return self.path.rsplit("/", 1)[-1].removesuffix(".gz").removesuffix(".zst")

    @property
    def ending(self) -> str:
        """The ending in lower case, with its dot: `.csv`, also for `tickets.csv.gz`."""
        return Path(self.name).suffix.lower()

    def stream(self) -> BinaryIO:
        """The content from its start, unpacked where it is gzip, to its end or where it breaks off."""
        raw = self.raw()
        start = raw.read(2)
        raw.seek(0)
        if start != GZIP:
            return raw
        most = self.breaks[0] if self.breaks else None
        return cast(BinaryIO, io.BufferedReader(Unpacked(raw, self.size, most), 1 << 16))

    @cached_property
    def breaks(self) -> tuple[int, str] | None:
        """After how many bytes (whole lines) packed content breaks off, and why; None if it is whole.

        A bomb gives none of its content.
        """
        raw = self.raw()
        if raw.read(2) != GZIP:
            raw.close()
            return None
        good = given = 0
        with Unpacked(raw, self.size, None) as content:
            try:
                while piece := content.read(1 << 20):
                    end = piece.rfind(b"\n")
                    good = given + end + 1 if end >= 0 else good
                    given += len(piece)
            except SourceError as fault:
                return (0 if fault.says == BOMB else good), fault.says
        return None

    def content(self, most: int = 256 << 20) -> bytes:
        """The whole content, for formats that need it at once; SourceError above `most` bytes."""
        if self.breaks:
            raise SourceError(self.breaks[1], place=self.path)
        with self.stream() as stream:
            whole = stream.read(most + 1)
        if len(whole) > most:
            raise SourceError(
                f"The file is larger than {most >> 20} MiB, which this format must hold at once.",
                advice="Split it into smaller files and add those.",
                place=self.path,
            )
        return whole

    @cached_property
    def head(self) -> bytes:
        """The first 64 KiB of the content; what could be read of them where it breaks off."""
        got = bytearray()
        try:
            with self.stream() as stream:
                while len(got) < HEAD and (piece := stream.read(HEAD - len(got))):
                    got += piece
        except (SourceError, OSError):
            return bytes(got)  # reading the whole meets the same fault, and sets the file aside
        return bytes(got)

    @cached_property
    def head_text(self) -> str:
        """The head as text, to recognise the file by; what cannot be read shows as �."""
        return head_text(self.head, self.reading.encoding)

    @cached_property
    def encoding(self) -> str | Undecodable:
        """In which encoding the whole content can be read, or why in none."""
        return encoding_of(self.stream, self.reading.encoding)

    def lines(self) -> io.TextIOWrapper:
        """The content decoded, to be read line by line with line ends kept, or piece by piece.

        SourceError if it is no text.
        """
        encoding = self.encoding
        if isinstance(encoding, Undecodable):
            raise SourceError(encoding.says, place=self.path)
        return io.TextIOWrapper(self.stream(), encoding, "strict", newline="")

    def origin(self, row: int | None = None) -> Origin:
        """A place in this file."""
        return Origin(self.path, row)

    def reject(
        self, says: str, advice: str, *, row: int | None = None, excerpt: str = ""
    ) -> Reject:
        """Something in this file that is set aside; the excerpt is cut to 500 characters."""
        return Reject(self.origin(row), excerpt[:EXCERPT], says, advice)

    def setting(self, line: str) -> str:
        """How to write a line about this file in `troth.toml`."""
        return f"[files.{json.dumps(self.path, ensure_ascii=False)}]\n{line}"

    def is_staff(self, address: str) -> bool:
        """Whether a mail address is one of our own, by address or by domain."""
        plain = address.strip().lower()
        domain = plain.rpartition("@")[2]
        parts = domain.split(".")
        domains = (".".join(parts[at:]) for at in range(len(parts)))
        return plain in self.staff or any(each in self.staff for each in domains)


def open_file(
    file: Path,
    path: str | None = None,
    *,
    reading: Reading | None = None,
    staff: frozenset[str] = frozenset(),
) -> Opened:
    """A file on disk, cited as `path` (its own name where none is given)."""
    status = file.stat()
    return Opened(
        path or file.name,
        lambda: file.open("rb"),
        reading or Reading(),
        staff,
        status.st_mtime_ns // 1000,
        status.st_size,
    )


def open_bytes(
    path: str,
    content: bytes,
    *,
    reading: Reading | None = None,
    staff: frozenset[str] = frozenset(),
    modified_us: int | None = None,
) -> Opened:
    """Content held in memory: a sample, an uploaded page."""
    return Opened(
        path,
        lambda: io.BytesIO(content),
        reading or Reading(),
        staff,
        modified_us,
        len(content),
    )


def open_stream(
    stream: BinaryIO,
    folder: Path,
    path: str = "-",
    *,
    reading: Reading | None = None,
    staff: frozenset[str] = frozenset(),
) -> Opened:
    """Standard input, laid down in `folder` first: it is read more than once, and may be large.

    The caller removes the folder's files when the import is done.
    """
    with tempfile.NamedTemporaryFile(dir=folder, prefix="stdin-", delete=False) as kept:
        shutil.copyfileobj(stream, kept, 1 << 20)
    return open_file(Path(kept.name), path, reading=reading, staff=staff)
