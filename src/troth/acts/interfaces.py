"""`troth add` of a description of an interface, named by its day: what changed since the one before it.

The one before is the file beside it of the same name with an earlier day. Nothing of a description is
kept but what callers can see changed.
"""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from troth.acts.found import File, Shelf, reading_of
from troth.acts.importing import Asked, Done, import_file, refuse_file
from troth.acts.known import read_before
from troth.acts.opening import Workspace
from troth.acts.series import IN_NAME, day_in
from troth.config import FileSettings
from troth.model.origin import Origin
from troth.model.reject import Reject
from troth.patterns import later

if TYPE_CHECKING:
    from troth.extend.source import Opened

SOURCE = "interface-versions"
_GRAPHQL = (".graphql", ".graphqls", ".gql")
_ENDINGS = (".json", ".yaml", ".yml", *_GRAPHQL)
_SIGN = later(rb'^\s*\{?\s*["\']?(?:openapi|swagger|\$schema)["\']?\s*:', re.M)
_HEAD = 4096


def is_interface(path: Path) -> bool:
    """Whether a file describes an interface: a GraphQL schema, or one that says so at its head."""
    ending = path.suffix.lower()
    if ending not in _ENDINGS:
        return False
    with path.open("rb") as stream:
        return ending in _GRAPHQL or _SIGN.search(stream.read(_HEAD)) is not None


def add_interface(
    place: Workspace, shelf: Shelf, file: File, own: FileSettings, asked: Asked
) -> Done:
    """The change since the version before; a file without a day in its name is set aside."""
    day = day_in(file.path.name)
    if day is None:
        reject = Reject(Origin(file.cited), "", _NO_DAY, _NAME_IT)
        return refuse_file(place, file.cited, reject, "", asked)
    before = _before(file.path, day)
    held = hashlib.sha256(file.path.read_bytes())
    held.update(before.read_bytes() if before else b"")
    held.update(repr((own, asked.system)).encode())
    if same := read_before(place, file.cited, held.hexdigest()):
        return same
    with tempfile.TemporaryDirectory(dir=place.home.tmp, prefix="interface-") as folder:
        it = _laid(place, file, own, asked, before, Path(folder))
        return import_file(place, SOURCE, shelf.named(SOURCE), it, held.hexdigest(), asked)


_NO_DAY = (
    "What changed in an interface is read from two versions of its description, each of a day."
)
_NAME_IT = "Name each by its day (openapi-2026-03-02.yaml), or add it from git with --history."


def _before(path: Path, day: date) -> Path | None:
    """The newest earlier version that lies beside a file."""
    name = _undated(path)
    found = [
        (on, other)
        for other in path.parent.iterdir()
        if (on := day_in(other.name)) is not None and on < day and _undated(other) == name
    ]
    return max(found)[1] if found else None


def _undated(path: Path) -> str:
    return IN_NAME.sub("", path.name, count=1)


def _laid(
    place: Workspace, file: File, own: FileSettings, asked: Asked, before: Path | None, folder: Path
) -> Opened:
    """The version as a JSON line, behind the one before it to compare with."""
    from troth.extend.source import open_file

    laid = folder / "versions.jsonl"
    name = str(Path(file.cited).with_name(_undated(file.path)))
    with laid.open("w", encoding="utf-8") as out:
        for path in filter(None, (before, file.path)):
            told = {"path": name, "at": str(day_in(path.name)), "interface": _text(path)}
            out.write(json.dumps(told | ({"known": True} if path == before else {})) + "\n")
    reading = reading_of(FileSettings(system=own.system), asked.system)
    return open_file(laid, file.cited, reading=reading, staff=place.settings.staff_domains)


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig", "replace")
