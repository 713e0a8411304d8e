"""Bytes to text without guessing: what stands in the file, or a reason why it cannot be read."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

CHUNK = 1 << 20
BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "a zip archive"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a rar archive"),
    (b"\xfd7zXZ\x00", "packed with xz"),
    (b"BZh", "packed with bzip2"),
    (b"\x28\xb5\x2f\xfd", "packed with zstd"),
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
ARCHIVES = ("archive", "packed")
TAR_AT = 257


@dataclass(frozen=True, slots=True)
class Undecodable:
    """Why a file is no text we may read: the reason, what to do, and the first line at fault.

    `line` counts from 1; `excerpt` shows that line with what cannot be read as `\\x..`;
    `guess` is an encoding that fits, to be offered and never used unasked.
    """

    says: str
    line: int | None = None
    excerpt: str = ""
    guess: str | None = None


def what_it_is(head: bytes) -> str | None:
    """What kind of file its first bytes say it is, where that is no text: "a PDF file"."""
    if head[TAR_AT : TAR_AT + 5] == b"ustar":
        return "a tar archive"
    return next((name for magic, name in MAGIC if head.startswith(magic)), None)


def bom_of(head: bytes) -> str | None:
    """The encoding its byte order mark declares, if it has one."""
    return next((name for bom, name in BOMS if head.startswith(bom)), None)


def looks_binary(head: bytes) -> bool:
    """Whether the first bytes hold more control bytes than any text does (1 in 20)."""
    if not head or bom_of(head):
        return False
    controls = sum(head.count(code) for code in range(32) if code not in b"\t\n\r\f\x1b")
    return controls * 20 > len(head)


def head_text(head: bytes, declared: str | None = None) -> str:
    """The first bytes as text to recognise a file by; what cannot be read shows as �."""
    name = bom_of(head) or ("utf-8" if _fits_start(head, "utf-8") else declared or "utf-8")
    return head.decode(known(name) or "utf-8", "replace")


def known(name: str) -> str | None:
    """The codec Python knows under a name, None where it knows none that makes text."""
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    makes_text = getattr(codec, "_is_text_encoding", True) and codec.incrementaldecoder is not None
    return codec.name if makes_text else None


def encoding_of(
    open_stream: Callable[[], BinaryIO], declared: str | None = None
) -> str | Undecodable:
    """In which encoding the whole file can be read without one replaced character.

    A byte order mark decides; else strict UTF-8; else what was declared. The file is read
    to its end, so that no half of it goes in before a bad byte shows.
    """
    with open_stream() as stream:
        head = stream.read(1 << 16)
    if bom := bom_of(head):
        return bom if _fits(open_stream, bom) else _undecodable(open_stream, bom)
    if not looks_binary(head) and _fits(open_stream, "utf-8"):
        return "utf-8"
    if declared is not None:
        name = known(declared)
        if name is None:
            return Undecodable(f"Its encoding is declared as “{declared}”, which is none.")
        return name if _fits(open_stream, name) else _undecodable(open_stream, name)
    if looks_binary(head):
        return Undecodable(f"The file is {what_it_is(head) or 'no text'}.")
    return _undecodable(open_stream, "utf-8")


def _fits_start(head: bytes, name: str) -> bool:
    try:
        codecs.getincrementaldecoder(name)("strict").decode(head)
    except ValueError:
        return False
    return True


def _chunks(open_stream: Callable[[], BinaryIO]) -> Iterator[bytes]:
    with open_stream() as stream:
        while chunk := stream.read(CHUNK):
            yield chunk


def _fits(open_stream: Callable[[], BinaryIO], name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)("strict")
    try:
        for chunk in _chunks(open_stream):
            decoder.decode(chunk)
        decoder.decode(b"", True)
    except ValueError:
        return False
    return True


def _undecodable(open_stream: Callable[[], BinaryIO], name: str) -> Undecodable:
    """Find the first line that does not decode and, for bytes without a mark, what would fit."""
    line = 0
    sample = bytearray()
    found: tuple[int, bytes] | None = None
    with open_stream() as stream:
        while raw := stream.readline(CHUNK):
            line += 1
            if found is None and not _line_fits(raw, name):
                found = (line, raw)
            if found is not None and len(sample) < CHUNK:
                sample += raw
            elif found is not None:
                break
    number, raw = found or (None, b"")
    shown = raw.decode("ascii", "backslashreplace").strip()[:500]
    title = name.upper().removesuffix("-SIG")
    guess = _guess(bytes(sample)) if name == "utf-8" else None
    return Undecodable(
        f"The file is not {title}, and no encoding is declared.", number, shown, guess
    )


def _line_fits(raw: bytes, name: str) -> bool:
    if name.startswith(("utf-16", "utf-32")):
        return True
    try:
        raw.decode(name, "strict")
    except ValueError:
        return False
    return True


def _guess(sample: bytes) -> str | None:
    """What charset-normalizer takes it for; short samples mislead it, so it is only offered."""
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        return None
    best = from_bytes(sample[: 1 << 16]).best()
    return best.encoding if best is not None else None
