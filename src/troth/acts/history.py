"""`troth add --history`: every version of a document that git holds, each once.

The commit that was read last stands in the manifest as the digest of that import, so that a new
commit adds its version and nothing else. Where history was rewritten, all of it is read anew.
"""

from __future__ import annotations

import base64
import hashlib
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from troth.acts.found import File, Shelf, reading_of
from troth.acts.importing import Asked, Done, import_file, refuse_file
from troth.acts.interfaces import SOURCE as INTERFACE
from troth.acts.interfaces import is_interface
from troth.acts.known import read_before
from troth.acts.opening import Workspace
from troth.config import FileSettings
from troth.documents import ENDINGS
from troth.documents.committed import Committed, content, versions
from troth.errors import SourceError
from troth.ledger import manifest
from troth.model.origin import Origin
from troth.model.reject import Reject

if TYPE_CHECKING:
    from troth.extend.source import Opened

SOURCE = "git-history"
_MARK = "git:"


def add_history(
    place: Workspace,
    shelf: Shelf,
    file: File,
    own: FileSettings,
    asked: Asked,
) -> list[Done]:
    """The versions of one file that are not in yet; nothing for a file in a folder that is no document."""
    described = is_interface(file.path)
    if not described and file.path.suffix.lower() not in ENDINGS:
        return [_refuse(place, file, asked, _NO_DOCUMENT)] if file.named else []
    try:
        held = versions(file.path)
        ours = hashlib.sha256(repr((own, asked.system)).encode()).hexdigest()[:16]
        digest = f"{_MARK}{held[-1].commit}:{ours}"
        if same := read_before(place, file.cited, digest):
            return [same]
        start = _start(held, _read_last(place, file.cited, ours))
        with tempfile.TemporaryDirectory(dir=place.home.tmp, prefix="history-") as folder:
            it = _laid(place, file, own, asked, held, start, Path(folder), described)
            source = INTERFACE if described else SOURCE
            return [import_file(place, source, shelf.named(source), it, digest, asked)]
    except SourceError as fault:
        return [_refuse(place, file, asked, fault)]


_NO_DOCUMENT = SourceError(
    "Only documents (Markdown, HTML, text) and descriptions of interfaces have a history that is read.",
    advice="Add it without --history.",
)


def _refuse(place: Workspace, file: File, asked: Asked, fault: SourceError) -> Done:
    reject = Reject(Origin(file.cited), "", fault.says, fault.advice)
    return refuse_file(place, file.cited, reject, _MARK + fault.says, asked)


def _read_last(place: Workspace, path: str, ours: str) -> str | None:
    """The commit that was the newest when the history was read last, in this way of reading."""
    with place.ledger.read() as con:
        digests = [one.digest for one in manifest.imports(con) if one.path == path]
    ends = f":{ours}"
    known = [one for one in digests if one.startswith(_MARK) and one.endswith(ends)]
    return known[-1].split(":")[1] if known else None


def _start(held: Sequence[Committed], known: str | None) -> int:
    """Where what is new begins; the newest is read again where another reading came between."""
    commits = [one.commit for one in held]
    return min(commits.index(known) + 1, len(held) - 1) if known in commits else 0


def _laid(
    place: Workspace,
    file: File,
    own: FileSettings,
    asked: Asked,
    held: Sequence[Committed],
    start: int,
    folder: Path,
    described: bool,
) -> Opened:
    """The versions from `start` on as JSON lines, behind the one before them to compare with."""
    from troth.extend.source import open_file

    laid = folder / "versions.jsonl"
    with laid.open("w", encoding="utf-8") as out:
        for at in range(max(start - 1, 0), len(held)):
            out.write(_line(file, held[at], known=at < start, described=described) + "\n")
    reading = reading_of(FileSettings(system=own.system), asked.system)
    return open_file(laid, file.cited, reading=reading, staff=place.settings.staff_domains)


def _line(file: File, version: Committed, *, known: bool, described: bool) -> str:
    data = content(file.path, version)
    told: dict[str, object] = {
        "path": file.cited,
        "commit": version.commit,
        "at": version.at,
        "author": version.author,
        "email": version.email,
        "subject": version.subject,
    }
    if data is not None:
        try:
            told["interface" if described else "text"] = data.decode("utf-8")
        except UnicodeDecodeError:
            told["base64"] = base64.b64encode(data).decode("ascii")
    if known:
        told["known"] = True
    return json.dumps(told)
