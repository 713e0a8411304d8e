"""The parts of an office document: a zip of XML, read with a limit and without trust.

Only the standard library's expat is used. A DOCTYPE is refused, so no entity is ever expanded;
no link is followed out of the archive; what unpacks to far more than a document of its size
holds is a bomb and is not read.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from xml.parsers import expat

UNPACKED_FREE = 32 << 20
UNPACKED_RATIO = 100
"""All parts together may unpack to 32 MiB and 100 times the size of the file."""
PARTS_MOST = 10_000
PIECE = 1 << 20
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    KeyError,
    IndexError,
    OverflowError,
)
_WORD = ("wordprocessingml/2006/main", "ooxml/wordprocessingml/main")

Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


class ParcelError(ValueError):
    """Why an office document cannot be read: what is wrong, and what to do."""

    def __init__(
        self, says: str, advice: str = "Open it in its program and save it again."
    ) -> None:
        super().__init__(says)
        self.says = says
        self.advice = advice


@dataclass(frozen=True, slots=True)
class Link:
    """A part that another part names: what it is for ("footnotes") and where it lies."""

    use: str
    part: str


class Parcel:
    """One archive, opened; the content of its parts is counted as it unpacks."""

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        listed = self._archive.infolist()
        if len(listed) > PARTS_MOST:
            raise ParcelError(f"It holds {len(listed):,} parts, which no document does.")
        self._parts = {one.filename.lower(): one for one in listed}
        self._left = UNPACKED_FREE + UNPACKED_RATIO * len(data)

    def content(self, name: str) -> bytes | None:
        """A part, unpacked; None where there is none of that name."""
        one = self._parts.get(name.lower())
        if one is None:
            return None
        if one.flag_bits & 0x1:
            raise ParcelError("It is locked with a password.", "Save it unlocked.")
        if one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ParcelError("It is packed in a way that documents are not.")
        pieces = []
        with self._archive.open(one) as stream:
            while piece := stream.read(PIECE):
                self._left -= len(piece)
                if self._left < 0:
                    raise ParcelError(
                        "It unpacks to far more than a document ever holds.",
                        "Nothing of it was read. Do not open it unless you know who sent it.",
                    )
                pieces.append(piece)
        return b"".join(pieces)

    def links(self, name: str) -> Iterator[Link]:
        """The parts that a part names, those outside the archive left out."""
        folder, _, own = name.rpartition("/")
        listed = self.content(posixpath.join(folder, "_rels", f"{own}.rels"))
        found: list[Link] = []

        def start(tag: str, attrs: Mapping[str, str]) -> None:
            if tag == ".Relationship" and attrs.get("TargetMode", "Internal") == "Internal":
                part = posixpath.normpath(posixpath.join("/", folder, attrs.get("Target", "")))
                found.append(Link(attrs.get("Type", "").rsplit("/", 1)[-1], part.lstrip("/")))

        if listed is not None:
            parsed(listed, start)
        yield from found[:PARTS_MOST]


def parsed(content: bytes, start: Start, end: End | None = None, text: Text | None = None) -> None:
    """Feeds a part to handlers. Names of WordprocessingML come plain, all others with a dot before.

    Attributes come without their name space. A ParcelError where the XML is broken.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    names: dict[str, str] = {}

    def named(full: str) -> str:
        space, _, local = full.rpartition(" ")
        return local if space.endswith(_WORD) else f".{local}"

    def started(full: str, attrs: dict[str, str]) -> None:
        name = names.get(full)
        if name is None:
            name = named(full)
            if len(names) < PARTS_MOST:
                names[full] = name
        start(name, {key.rpartition(" ")[2]: value for key, value in attrs.items()})

    parser.StartElementHandler = started
    if end is not None:
        close = end
        parser.EndElementHandler = lambda full: close(names.get(full) or named(full))
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _no_doctype
    try:
        parser.Parse(content, True)
    except expat.ExpatError as fault:
        raise ParcelError(f"Its XML is broken: {expat.ErrorString(fault.code)}.") from fault
    except LookupError as fault:  # of the encoding that the part declares
        raise ParcelError(f"Its XML is written in an {fault}.") from fault


def _no_doctype(*_: object) -> None:
    raise ParcelError(
        "It declares a DOCTYPE, and those are not read.",
        "No office program writes one. Open it in its program and save it again.",
    )
