"""Mending slips of the pen in files: the one thing that `check` ever writes into a document."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from troth.acts.check import files
from troth.acts.check_files import STDIN
from troth.acts.check_rules import Asked
from troth.documents import read
from troth.errors import SourceError
from troth.model.document import Document
from troth.prose.slips import mended, slips

_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Mend:
    """A file with its text before and after, and how many slips lie between."""

    path: str
    before: str
    after: str
    count: int

    def diff(self) -> str:
        """The change as `patch` and `git apply` read it."""
        lines = unified_diff(
            self.before.splitlines(keepends=True),
            self.after.splitlines(keepends=True),
            f"a/{self.path}",
            f"b/{self.path}",
        )
        end = "\\ No newline at end of file\n"
        return "".join(one if one.endswith("\n") else f"{one}\n{end}" for one in lines)


def mends(paths: Sequence[str | Path], asked: Asked) -> Iterator[Mend]:
    """What would be mended in these files and folders; standard input is passed over."""
    for path in files(paths, asked):
        document = None if path == STDIN else editable(path)
        if document is not None and (found := slips(document)):
            yield Mend(path, document.text, mended(document), len(found))


def write(path: str, before: str, after: str) -> None:
    """Put a new text in place of the old one, whole or not at all, with its mark and its mode."""
    place = Path(path).resolve()
    data = place.read_bytes()
    head = _MARK if data.startswith(_MARK) else b""
    if data != head + before.encode():
        raise SourceError("The file has changed meanwhile.", place=path, advice="Check it again.")
    fresh = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        fresh.write_bytes(head + after.encode())
        shutil.copymode(place, fresh)
        fresh.replace(place)
    finally:
        fresh.unlink(missing_ok=True)


def editable(path: str) -> Document | None:
    """The document of a file in UTF-8, whose text can be written back byte by byte; or None."""
    try:
        data = Path(path).read_bytes()
    except OSError:
        return None  # told by the check itself, as a file set aside
    document = read(path, data)
    if not isinstance(document, Document):
        return None
    whole = data.removeprefix(_MARK)
    return document if whole == document.text.encode("utf-8", "surrogatepass") else None
