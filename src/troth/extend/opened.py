"""A file as a source sees it: named, peeked at, streamed, decoded, and unpacked with a limit."""

from __future__ import annotations

import gzip
import io
import shutil
import tempfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO, cast

from troth.errors import SourceError
from troth.model.origin import Origin
from troth.model.reject import Reject
from troth.text.decode import (
    ARCHIVES,
    Undecodable,
    encoding_of,
    head_text,
    looks_binary,
    what_it_is,
)

HEAD = 1 << 16
GZIP = b"\x1f\x8b"
UNPACKED_MOST = 16 << 30
"""A packed file is read up to 16 GiB of content …"""
UNPACKED_RATIO = 250
"""… and up to 250 times its own size (plus 64 MiB): more is a bomb, no export."""
UNPACKED_FREE = 64 << 20
EXCERPT = 500


@dataclass(frozen=True, slots=True)
class Reading:
    """What `troth.toml` says about how one path is read; everything unset is found out.

    `dates` is a `strptime` format, `zone` the IANA zone of times that name none, `system` the
    system the records are kept under, `map` the file's own column names against the draft's
    columns, `skip` the lines above the header, `header` the names for a file without one,
    `decimal` the decimal mark where amounts leave it open.
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


@dataclass(frozen=True)
class Opened:
    """What is being read.

    `path` is relative to what was added and is what a receipt cites; `raw` opens the bytes as
    they lie on disk, any number of times, from the start. `staff` holds our own domains
    ("acme.com") and addresses; `modified_us` is when the file was last changed.
    """

    path: str
    raw: Callable[[], BinaryIO]
    reading: Reading = field(default_factory=Reading)
    staff: frozenset[str] = frozenset()
    modified_us: int | None = None
    size: int | None = None

    @property
    def name(self) -> str:
        """The file's own name, without folders and without `.gz`."""
        return self.path.rsplit("/", 1)[-1].removesuffix(".gz")

    @property
    def ending(self) -> str:
        """The ending in lower case, with its dot: `.csv`, also for `tickets.csv.gz`."""
        return Path(self.name).suffix.lower()

    def stream(self) -> BinaryIO:
        """The content from its start, unpacked where it is gzip; SourceError if it breaks off."""
        raw = self.raw()
        start = raw.read(2)
        raw.seek(0)
        if start != GZIP:
            return raw
        return cast(BinaryIO, io.BufferedReader(_Unpacked(raw, self.size), 1 << 16))

    def content(self, most: int = 256 << 20) -> bytes:
        """The whole content, for formats that need it at once; SourceError above `most` bytes."""
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
            pass
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
        return f'[files."{self.path}"]\n{line}'

    def is_staff(self, address: str) -> bool:
        """Whether a mail address is one of our own, by address or by domain."""
        plain = address.strip().lower()
        domain = plain.rpartition("@")[2]
        parts = domain.split(".")
        domains = (".".join(parts[at:]) for at in range(len(parts)))
        return plain in self.staff or any(each in self.staff for each in domains)


class _Unpacked(io.RawIOBase):
    """Gzip content with a limit, and its faults as SourceError."""

    def __init__(self, raw: BinaryIO, size: int | None) -> None:
        self._raw = raw
        self._gzip = gzip.GzipFile(fileobj=raw)
        self._size = raw.seek(0, io.SEEK_END) if size is None else size
        raw.seek(0)
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        try:
            piece = self._gzip.read(len(into))
        except EOFError as fault:
            raise SourceError("The packed file ends before its content does.") from fault
        except (gzip.BadGzipFile, zlib.error) as fault:
            raise SourceError("The packed file is damaged.") from fault
        self._given += len(piece)
        if self._given > min(UNPACKED_MOST, UNPACKED_FREE + UNPACKED_RATIO * self._size):
            raise SourceError("The packed file unpacks to far more than an export ever holds.")
        into[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        self._gzip.close()
        self._raw.close()
        super().close()


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


def refuse(opened: Opened) -> Reject | None:
    """Why nothing can read this file, whatever source is asked; None where one might.

    Empty, packed in an archive, or no text at all. Asked once before sources are.
    """
    head = opened.head
    if not head.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0") and not head.strip(b"\0"):
        return _refuse_nothing(opened)
    kind = what_it_is(head)
    if kind is not None and any(word in kind for word in ARCHIVES):
        return opened.reject(
            f"The file is {kind}, and archives are not opened.",
            "Unpack it and add the folder it holds.",
        )
    if kind is not None or looks_binary(head):
        return opened.reject(
            f"The file is {kind or 'no text'}.",
            "Export it as CSV, JSON lines, mbox, Markdown, HTML or plain text.",
            excerpt=head[:40].decode("ascii", "backslashreplace"),
        )
    return None


def _refuse_nothing(opened: Opened) -> Reject:
    if opened.head.strip(b"\0") or not opened.head:
        return opened.reject("The file is empty.", "Export it again, or leave it out.")
    return opened.reject("The file holds nothing but NUL bytes.", "Export it again.")


def unreadable(opened: Opened) -> Reject | None:
    """Why the text of this file cannot be read, with the line to write; None where it can."""
    try:
        encoding = opened.encoding
    except (SourceError, OSError) as fault:
        return broken_off(opened, fault)
    if not isinstance(encoding, Undecodable):
        return None
    guess = encoding.guess or "cp1252"
    likely = f" (it looks like {guess}; check a name with an accent)" if encoding.guess else ""
    return opened.reject(
        encoding.says,
        f"The file was set aside. State its encoding{likely}:  "
        + opened.setting(f'encoding = "{guess}"'),
        row=encoding.line,
        excerpt=encoding.excerpt,
    )


def broken_off(opened: Opened, fault: Exception, row: int | None = None) -> Reject:
    """Content that could be read only so far."""
    says = fault.says if isinstance(fault, SourceError) else f"The file cannot be read: {fault}."
    return opened.reject(says, "What stands before it was read. Export it again.", row=row)
